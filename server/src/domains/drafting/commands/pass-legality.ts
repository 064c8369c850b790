import { legalityReviewRules, legalityReviewWindow, ruleOn, type CivilDate } from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import type { Verb } from '../perform.ts';
import { reason } from '../checks.ts';
import { fulfilDuty } from '../duties.ts';
import { zh } from '../messages.ts';

type Review = { startedOn: CivilDate; finishedOn: CivilDate; opinion: string; emergency?: boolean };

/** 合法性审核: normally not less than 5 and at most 15 working days; shorter only in an emergency, longer is warned of. */
export const passLegality: Verb = {
  decide: (_c, input, { today }) => {
    const said = input.data?.legality;
    if (!said || said.opinion === '') return [reason('legality-missing', zh.check.legalityMissing, 'legality')];
    if (said.finishedOn < said.startedOn || said.finishedOn > today) {
      return [reason('legality-reversed', zh.check.legalityReversed, 'legality')];
    }
    return tooEarly(said);
  },
  effect: async ({ ctx, case: c, input }) => {
    await fulfilDuty(ctx, c.doc.id, 'legality');
    const said = input.data?.legality;
    return { data: { legality: said, ...(said && isLate(said) ? { late: true } : {}) } };
  },
};

function tooEarly(said: Review): Reason[] {
  if (said.emergency === true || ruleOn(legalityReviewRules, said.startedOn) === null) return [];
  const { earliest, rule } = legalityReviewWindow(said.startedOn);
  if (said.finishedOn >= earliest.due) return [];
  return [reason('legality-early', zh.check.legalityEarly(earliest.due), 'legality', `${rule.law}${rule.article}`)];
}

/** Past the window: recorded and warned of, since a late review is still a review. */
function isLate(said: Review): boolean {
  return ruleOn(legalityReviewRules, said.startedOn) !== null && said.finishedOn > legalityReviewWindow(said.startedOn).latest.due;
}
