import { addWorkingDays, type Calendar, type DueDate } from './calendar.ts'
import { civilDate, type CivilDate } from './civil.ts'
import { LawInputError, type Certainty } from './errors.ts'
import { zh } from './zh.ts'

type Duty = {
  code: string
  law: string
  article: string
  /** First and last day (both included) on which the rule holds for what begins on that day; null = still in force. */
  effectiveFrom: CivilDate
  effectiveTo: CivilDate | null
  certainty: Certainty
}
/** A period in working days, counted from the day after the event. */
export type PeriodRule = Duty & { workingDays: number }
/** A period with a lower and an upper bound in working days. */
export type WindowRule = Duty & { minWorkingDays: number; maxWorkingDays: number }

/** 主动公开: within 20 working days after the information came to be or changed, unless another law sets a period. */
export const proactiveDisclosureRules: readonly PeriodRule[] = [
  {
    code: 'proactive-disclosure-2007',
    law: zh.laws.foi2007,
    article: zh.articles.foi2007Art18,
    workingDays: 20,
    effectiveFrom: civilDate('2008-05-01'),
    effectiveTo: civilDate('2019-05-14'),
    certainty: 'memory',
  },
  {
    code: 'proactive-disclosure-2019',
    law: zh.laws.foi,
    article: zh.articles.foiArt26,
    workingDays: 20,
    effectiveFrom: civilDate('2019-05-15'),
    effectiveTo: null,
    certainty: 'sourced',
  },
]

/** 合法性审核: normally not less than 5 and at most 15 working days; not for emergencies. */
export const legalityReviewRules: readonly WindowRule[] = [
  {
    code: 'legality-review-2018',
    law: zh.laws.legalityReview,
    article: zh.articles.legalityReview,
    minWorkingDays: 5,
    maxWorkingDays: 15,
    effectiveFrom: civilDate('2018-12-04'),
    effectiveTo: null,
    certainty: 'memory',
  },
]

/** The one rule of a dated series that holds on a day, or null when none does. */
export function ruleOn<R extends { effectiveFrom: CivilDate; effectiveTo: CivilDate | null }>(
  rules: readonly R[],
  date: CivilDate,
): R | null {
  return rules.find((r) => r.effectiveFrom <= date && (r.effectiveTo === null || date <= r.effectiveTo)) ?? null
}

/**
 * Last day for making 主动公开 information public.
 * @param formedOn the day the information came to be or changed; for a document the day it was issued
 * @throws LawInputError before 2008-05-01, when no such duty existed: ask `ruleOn(proactiveDisclosureRules, day)` first
 */
export function proactiveDisclosureDue(formedOn: CivilDate, cal?: Calendar): DueDate & { rule: PeriodRule } {
  const rule = ruleOn(proactiveDisclosureRules, formedOn)
  if (!rule) throw new LawInputError(zh.duties.noDisclosureDuty(formedOn))
  return { ...addWorkingDays(formedOn, rule.workingDays, { article: cite(rule), calendar: cal }), rule }
}

/**
 * The days between which a legality review that began on `startedOn` is to end.
 * @throws LawInputError before 2018-12-04, when no period was set
 */
export function legalityReviewWindow(
  startedOn: CivilDate,
  cal?: Calendar,
): { earliest: DueDate; latest: DueDate; rule: WindowRule } {
  const rule = ruleOn(legalityReviewRules, startedOn)
  if (!rule) throw new LawInputError(zh.duties.noReviewRule(startedOn))
  const opts = { article: cite(rule), calendar: cal }
  return {
    earliest: addWorkingDays(startedOn, rule.minWorkingDays, opts),
    latest: addWorkingDays(startedOn, rule.maxWorkingDays, opts),
    rule,
  }
}

function cite(rule: Duty): string {
  return `${rule.law}${rule.article}`
}
