import {
  addWorkingDays, citeRule, coProducerAnswerRules, correctionNoticeRules, feePaymentRules, legalityReviewWindow, naturalDue, proactiveDisclosureDue,
  reconsiderationRules, ruleOn, suitRules, thirdPartyAnswerRules, type Calendar, type CivilDate, type DueDate, type PeriodRule,
} from '@tongming/law';
import { UsageFault } from './command.ts';
import { words } from './law-text.ts';

function inForce<R extends { effectiveFrom: CivilDate; effectiveTo: CivilDate | null }>(rules: readonly R[], from: CivilDate): R {
  const rule = ruleOn(rules, from);
  if (!rule) throw new UsageFault(words.noRuleThen(from));
  return rule;
}

type Period = (from: CivilDate, calendar: Calendar) => DueDate;

function workingDays(rules: readonly PeriodRule[]): Period {
  return (from, calendar) => {
    const rule = inForce(rules, from);
    return addWorkingDays(from, rule.workingDays, { article: citeRule(rule), calendar });
  };
}

/** The periods of `law due-date` that hang on one date alone; `foi-reply` has events besides. */
const rules: Record<string, Period> = {
  'foi-correction-notice': workingDays(correctionNoticeRules),
  'foi-third-party': workingDays(thirdPartyAnswerRules),
  'foi-co-producer': workingDays(coProducerAnswerRules),
  'foi-fee-payment': workingDays(feePaymentRules),
  'proactive-disclosure': (from, calendar) => proactiveDisclosureDue(from, calendar),
  'legality-review': (from, calendar) => legalityReviewWindow(from, calendar).latest,
  reconsideration: (from, calendar) => {
    const rule = inForce(reconsiderationRules, from);
    return naturalDue(from, rule.period, { article: rule.article, calendar });
  },
  litigation: (from, calendar) => {
    const rule = inForce(suitRules, from);
    return naturalDue(from, { months: rule.months }, { article: rule.article, calendar });
  },
  'litigation-after-reconsideration': (from, calendar) => {
    const { afterReconsideration } = inForce(suitRules, from);
    return naturalDue(from, { days: afterReconsideration.days }, { article: afterReconsideration.article, calendar });
  },
};

/** @throws UsageFault for an unknown rule, or a day on which it was not in force */
export function dueUnder(name: string, from: CivilDate, calendar: Calendar): DueDate {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw new UsageFault(words.noRule(name, ['foi-reply', ...Object.keys(rules)]));
  return rule(from, calendar);
}
