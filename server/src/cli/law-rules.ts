import {
  addWorkingDays, citeRule, coProducerAnswerRules, correctionNoticeRules, feePaymentRules, legalityReviewWindow, naturalDue, proactiveDisclosureDue,
  reconsiderationRules, ruleOn, suitRules, thirdPartyAnswerRules, type CivilDate, type DueDate, type PeriodRule,
} from '@tongming/law';
import { UsageFault } from './command.ts';
import { words } from './law-text.ts';

function inForce<R extends { effectiveFrom: CivilDate; effectiveTo: CivilDate | null }>(rules: readonly R[], from: CivilDate): R {
  const rule = ruleOn(rules, from);
  if (!rule) throw new UsageFault(words.noRuleThen(from));
  return rule;
}

function workingDays(rules: readonly PeriodRule[]): (from: CivilDate) => DueDate {
  return (from) => {
    const rule = inForce(rules, from);
    return addWorkingDays(from, rule.workingDays, { article: citeRule(rule) });
  };
}

/** The periods of `law due-date` that hang on one date alone; `foi-reply` has events besides. */
const rules: Record<string, (from: CivilDate) => DueDate> = {
  'foi-correction-notice': workingDays(correctionNoticeRules),
  'foi-third-party': workingDays(thirdPartyAnswerRules),
  'foi-co-producer': workingDays(coProducerAnswerRules),
  'foi-fee-payment': workingDays(feePaymentRules),
  'proactive-disclosure': (from) => proactiveDisclosureDue(from),
  'legality-review': (from) => legalityReviewWindow(from).latest,
  reconsideration: (from) => {
    const rule = inForce(reconsiderationRules, from);
    return naturalDue(from, rule.period, { article: rule.article });
  },
  litigation: (from) => {
    const rule = inForce(suitRules, from);
    return naturalDue(from, { months: rule.months }, { article: rule.article });
  },
  'litigation-after-reconsideration': (from) => {
    const { afterReconsideration } = inForce(suitRules, from);
    return naturalDue(from, { days: afterReconsideration.days }, { article: afterReconsideration.article });
  },
};

/** @throws UsageFault for an unknown rule, or a day on which it was not in force */
export function dueUnder(name: string, from: CivilDate): DueDate {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw new UsageFault(words.noRule(name, ['foi-reply', ...Object.keys(rules)]));
  return rule(from);
}
