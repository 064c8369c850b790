import type { Reason } from '../../../console-api/contract.ts';
import { zh } from '../messages.ts';
import { reviewsNeeded, type ReviewName } from '../outcomes.ts';
import type { Verb } from '../perform.ts';
import type { Case } from '../store.ts';

function left(c: Case, name: ReviewName): Reason[] {
  if (c.folded.reviewsLeft.includes(name)) return [];
  const needed = c.folded.decision !== null && reviewsNeeded(c.folded.decision).includes(name);
  return [needed ? { code: 'review-done', message: zh.refusal.reviewDone } : { code: 'review-not-needed', message: zh.refusal.reviewNotNeeded }];
}

export const passLegality: Verb<'pass-legality'> = { ready: (c) => left(c, 'legality') };
/** 条例第十七条: before disclosure, under the law on secrets. */
export const clearSecrecy: Verb<'clear-secrecy'> = { ready: (c) => left(c, 'secrecy') };
