import type { ClockStage } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import type { Extension } from '../fold.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';
import type { Case } from '../store.ts';

/** The extension of the period that runs now; one of an earlier period, which a correction or payment ended, is past. */
function current(c: Case): Extension | null {
  const last = c.folded.extensions.at(-1);
  const stage = stageOf(c);
  return last && stage && (last.notifiedOn ?? last.approvedOn ?? last.requestedOn) >= stage.from ? last : null;
}
function stageOf(c: Case): ClockStage | null {
  return c.standing.clock?.stages.at(-1) ?? null;
}

const undecided = (x: Extension | null): boolean => x !== null && x.approvedOn === null && x.refusedOn === null;

function tooLong(c: Case, days: number): Reason[] {
  const most = stageOf(c)?.rule.extensionWorkingDays ?? 0;
  return days > most ? [{ code: 'extension-too-long', message: zh.refusal.extensionTooLong(most), field: 'workingDays' }] : [];
}

export const requestExtension: Verb<'request-extension'> = {
  ready: (c) => {
    const x = current(c);
    if (stageOf(c)?.ordered) return [{ code: 'extension-ordered', message: zh.refusal.orderedPeriod }];
    if (undecided(x)) return [{ code: 'extension-pending', message: zh.refusal.extensionPending }];
    return x?.approvedOn ? [{ code: 'extension-once', message: zh.refusal.extensionOnce }] : [];
  },
  decide: ({ case: c, on, data }) => [...tooLong(c, data.workingDays), ...late(c, on)],
};

/** By the head of the FOI office, not of the agency (条例第三十三条). */
export const approveExtension: Verb<'approve-extension'> = {
  ready: (c) => (undecided(c.folded.extensions.at(-1) ?? null) ? [] : [{ code: 'extension-none', message: zh.refusal.extensionNone }]),
  decide: ({ case: c, on, data }) => {
    const asked = c.folded.extensions.at(-1)?.workingDays ?? 0;
    const more = data.workingDays > asked;
    return [
      ...tooLong(c, data.workingDays), ...late(c, on),
      ...(more ? [{ code: 'extension-more', message: zh.refusal.extensionMore(asked), field: 'workingDays' }] : []),
    ];
  },
};
export const refuseExtension: Verb<'refuse-extension'> = { ready: (c) => approveExtension.ready?.(c) ?? [] };

/** Only the notice makes it count, and only while the first period runs. */
export const notifyExtension: Verb<'notify-extension'> = {
  ready: (c) => {
    const x = current(c);
    return x?.approvedOn && x.notifiedOn === null ? [] : [{ code: 'extension-unapproved', message: zh.refusal.extensionUnapproved }];
  },
  decide: ({ case: c, on }) => late(c, on),
};

function late(c: Case, on: string): Reason[] {
  const stage = stageOf(c);
  const over = stage !== null && on > stage.unextended.due && c.settings.clock.lateExtension !== 'counts';
  return over ? [{ code: 'extension-late', message: zh.refusal.extensionLate(stage.unextended.due), field: 'on' }] : [];
}
