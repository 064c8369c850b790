import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';
import type { Case } from '../store.ts';

const waits = (c: Case): boolean => c.folded.reasons.at(-1)?.givenOn === null;

/** 条例第三十五条: 数量、频次明显超过合理范围. The period goes on unless a setting says otherwise. */
export const askReasons: Verb<'ask-reasons'> = {
  ready: (c) => (waits(c) ? [{ code: 'reasons-asked', message: zh.refusal.reasonsAsked }] : []),
};
export const recordReasons: Verb<'record-reasons'> = {
  ready: (c) => (waits(c) ? [] : [{ code: 'reasons-not-asked', message: zh.refusal.reasonsNotAsked }]),
};
/** Reasonable, and cannot be met in time: a reasonable later day, of which the applicant is told. */
export const setDelay: Verb<'set-delay'> = {
  ready: (c) => (c.folded.reasons.some((r) => r.reasonable === true) ? [] : [{ code: 'delay-needs-reasons', message: zh.refusal.delayNeedsReasons }]),
  decide: ({ case: c, data }) => {
    const stage = c.standing.clock?.stages.at(-1);
    if (stage && stage.ordered !== null) return [{ code: 'delay-ordered', message: zh.refusal.orderedPeriod }];
    const due = stage?.due ?? null;
    return due !== null && data.until <= due ? [{ code: 'delay-earlier', message: zh.refusal.delayEarlier(due), field: 'until' }] : [];
  },
};
