import { outcomeOf } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import { tellApplicant } from '../mail/queue.ts';
import { zh } from '../messages.ts';
import type { Service } from '../model.ts';
import type { Verb } from '../perform.ts';
import { projectStatus } from '../status.ts';
import { append, loadCase, type Case } from '../store.ts';
import { suggestsOpening } from '../suggestions.ts';
import { overridden } from './third-party.ts';

const t = zh.refusal;

/**
 * 送达. The day counts that law says: handed to the post office, signed for at the counter, sent over the internet
 * (235号). Cases that share the letter are answered with it, all or none.
 */
export const serve: Verb<'serve'> = {
  ready: (c) => overridden(c.folded).filter((p) => p.toldOn === null)
    .map((p) => ({ code: 'third-party-untold', message: t.thirdPartyUntold(p.name), article: zh.articles['tell-third-party'] })),
  decide: async ({ ctx, case: c, on, data }) => {
    const { approvedOn } = c.folded;
    const early = approvedOn !== null && on < approvedOn;
    const behind = (await companions(ctx.tx, c)).some((o) => o.folded.state !== 'serving');
    return [
      ...serviceFaults(c, data.service),
      ...(early ? [{ code: 'before-approval', message: t.beforeApproval(approvedOn), field: 'on' }] : []),
      ...(behind ? [{ code: 'join-behind', message: t.joinBehind }] : []),
    ];
  },
  effect: async ({ ctx, case: c, on, data }) => {
    for (const other of await companions(ctx.tx, c, true)) {
      const { after } = await append(ctx, other, { type: 'serve', on, data }, { suggestOpen: await suggestsOpening(ctx.tx, other) });
      await projectStatus(ctx, after);
      await tellApplicant(ctx, after);
    }
    return { suggestOpen: await suggestsOpening(ctx.tx, c) };
  },
};

/** Other cases of the same letter that have not been answered. */
async function companions(tx: Parameters<typeof loadCase>[0], c: Case, lock = false): Promise<Case[]> {
  if (c.folded.group === null) return [];
  const rows = await tx.selectFrom('core.foiCase').select('id').where('letterGroup', '=', c.folded.group).where('id', '<>', c.id)
    .where('closedOn', 'is', null).orderBy('id').execute();
  const cases: Case[] = [];
  for (const { id } of rows) cases.push(await loadCase(tx, id, lock, c.settings));
  return cases;
}

function serviceFaults(c: Case, { via, tracking, to }: Service): Reason[] {
  if (via === 'post') return tracking === null ? [{ code: 'service-tracking', message: t.serviceTracking, field: 'service.tracking' }] : [];
  const missing = to === null ? [{ code: 'service-to', message: t.serviceTo, field: 'service.to' }] : [];
  // 复议法第二十二条第二款: who serves over the internet offers reconsideration over the internet.
  const { decision, correctionDecision: correction } = c.folded;
  const challengeable = correction === null ? decision !== null && outcomeOf(decision.outcome).group !== 'granted' : correction.result !== 'corrected';
  const offline = via === 'electronic' && challengeable && c.settings.onlineReconsideration === null;
  return [...missing, ...(offline ? [{ code: 'online-reconsideration', message: t.onlineReconsideration, article: t.onlineArticle }] : [])];
}

/** The letter came back: it is served another way. That it was sent in time stays on record. */
export const undeliverable: Verb<'undeliverable'> = {};
