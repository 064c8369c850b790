// Where a case stands: what it waits for, what is to be done next and by when, how far the five steps have come.
import { addWorkingDays, type CivilDate, type DueDate, type FoiClock } from '@tongming/law';
import type { FoiStep, FoiStepView, FoiWaiting } from '../../console-api/contract-foi.ts';
import { clockOf, receiptOfCase, type Folded, type FoldSettings } from './fold.ts';
import { isEnded } from './machine.ts';
import { zh } from './messages.ts';
import { skippedBy } from './outcomes.ts';

export type Next = { duty: string; due: CivilDate };
export type Standing = {
  receivedOn: CivilDate | null;
  clock: FoiClock | null;
  /** As the clock has it: the end of the reply period, or the later day the applicant was told of (第三十五条). */
  due: CivilDate | null;
  provisional: boolean;
  next: Next | null;
  waitingFor: FoiWaiting[];
};

export function standingOf(c: Folded, settings: FoldSettings): Standing {
  const { receivedOn } = receiptOfCase(c, settings);
  const clock = clockOf(c, settings);
  const due = clock?.due ?? null;
  return {
    receivedOn, clock, due, provisional: clock?.provisional ?? false,
    next: isEnded(c.state) ? null : nextOf(c, clock, due, settings),
    waitingFor: isEnded(c.state) ? [] : waitingFor(c, clock),
  };
}

/** The nearest of the duties that are the office's own. */
function nextOf(c: Folded, clock: FoiClock | null, due: CivilDate | null, settings: FoldSettings): Next | null {
  if (clock === null || due === null) {
    const { arrivedOn, submittedOn } = c.facts;
    const day = arrivedOn ?? submittedOn ?? null;
    return day === null ? null : { duty: zh.duties.confirm, due: day };
  }
  if (c.state === 'correcting') return afterwards(clock, 'correction-answer', zh.duties['close-correction'], settings);
  if (c.state === 'awaiting-payment') return afterwards(clock, 'fee-payment', zh.duties['close-payment'], settings);
  const reply: Next = { duty: c.requestType === 'information' ? (clock.delay === null ? zh.duties.reply : zh.duties.delayed) : zh.duties['reply-correction'], due };
  return [...correctionDuty(c, clock), ...extensionDuty(c, clock), reply].reduce((a, b) => (b.due < a.due ? b : a));
}

/** The applicant's period is over the day after: then the office has to look at it. */
function afterwards(clock: FoiClock, code: 'correction-answer' | 'fee-payment', duty: string, settings: FoldSettings): Next | null {
  const open = clock.duties.findLast((d) => d.code === code && d.doneOn === null);
  return open ? { duty, due: nextWorkingDay(open, settings) } : null;
}

function nextWorkingDay(after: Pick<DueDate, 'due'>, settings: FoldSettings): CivilDate {
  return addWorkingDays(after.due, 1, { article: '', calendar: settings.calendar }).due;
}

/** Until somebody has found the application complete, a correction may have to be asked for in time (第三十条). */
function correctionDuty(c: Folded, clock: FoiClock): Next[] {
  if (c.findings.complete !== null || c.decision !== null) return [];
  const open = clock.duties.findLast((d) => d.code === 'correction-notice' && d.doneOn === null);
  return open && clock.stages.at(-1)?.openedBy === 'received' ? [{ duty: zh.duties.correction, due: open.due }] : [];
}

function extensionDuty(c: Folded, clock: FoiClock): Next[] {
  const last = c.extensions.at(-1);
  const stage = clock.stages.at(-1);
  const untold = last !== undefined && last.approvedOn !== null && last.notifiedOn === null && stage !== undefined && last.approvedOn >= stage.from;
  return untold ? [{ duty: zh.duties['notify-extension'], due: stage.unextended.due }] : [];
}

const byState: Partial<Record<Folded['state'], FoiWaiting>> = {
  correcting: 'applicant', 'awaiting-payment': 'payment', approving: 'approval', serving: 'service',
};

function waitingFor(c: Folded, clock: FoiClock | null): FoiWaiting[] {
  if (c.state === 'arrived') return [clock === null ? 'receipt' : 'registration'];
  const own = byState[c.state];
  if (own !== undefined) return [own];
  if (c.state === 'reviewing') return c.reviewsLeft;
  const last = c.extensions.at(-1);
  const head = last !== undefined && last.approvedOn === null && last.refusedOn === null;
  const outside = (clock?.waitingFor ?? []).flatMap((w): FoiWaiting[] => (w.what === 'correction' || w.what === 'payment' ? [] : [w.what]));
  const found = [...new Set([...outside, ...(head ? ['head' as const] : [])])];
  return found.length > 0 ? found : ['us'];
}

const order: readonly FoiStep[] = ['complete', 'competent', 'held', 'decide', 'proper'];

/** 补不补 · 该不该 · 有没有 · 给不给 · 当不当. */
export function stepsOf(c: Folded): FoiStepView[] {
  // A record is corrected or not: whether it is held is no question of 条例第四十一条.
  const skipped = new Set(c.requestType === 'information' ? skippedBy(c.findings) : (['held'] as const));
  const findings: Record<FoiStep, string | null> = {
    complete: c.findings.complete && zh.findings[c.findings.complete], competent: c.findings.competent && zh.findings[c.findings.competent],
    held: c.findings.held && zh.findings[c.findings.held], decide: c.correctionDecision !== null ? zh.corrections[c.correctionDecision.result] : c.decision === null ? null : zh.acts.decide,
    proper: c.approvedOn === null ? null : zh.acts.approve,
  };
  const now = order.find((step) => findings[step] === null && !skipped.has(step));
  return order.map((step) => ({
    step, ...zh.steps[step], checklist: [...zh.steps[step].checklist], finding: findings[step],
    state: findings[step] !== null ? 'done' : skipped.has(step) ? 'skipped' : step === now && !isEnded(c.state) ? 'now' : 'ahead',
  }));
}
