import { civilDate, daysBetween, type CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import type { Certainty, Refusal } from './errors.ts'
import { zh } from './zh.ts'

/** 公开征求意见: at least `minDays` natural days, the first and the last day included; shorter only with a stated reason. */
export type ConsultationRule = {
  code: string
  law: string
  article: string
  minDays: number
  effectiveFrom: CivilDate
  effectiveTo: CivilDate | null
  certainty: Certainty
}

export const consultationRules: readonly ConsultationRule[] = [
  {
    code: 'consultation-2019',
    law: zh.consultation.law,
    article: zh.consultation.article,
    minDays: 30,
    effectiveFrom: civilDate('2019-09-01'),
    effectiveTo: null,
    certainty: 'sourced',
  },
]

/** Faults of a consultation on record: its days reversed, still running, or shorter than the rule without a reason. */
export function checkConsultation(
  c: { from: CivilDate; to: CivilDate; shorterReason?: string | null },
  today: CivilDate,
): Refusal[] {
  const fault = (code: string, message: string, article: string | null): Refusal => ({
    code, severity: 'refuse', message, article, field: 'consultation',
  })
  if (c.to < c.from) return [fault('consultation-reversed', zh.consultation.reversed, null)]
  if (c.to > today) return [fault('consultation-running', zh.consultation.running(c.to), null)]
  const rule = ruleOn(consultationRules, c.from)
  const days = daysBetween(c.from, c.to) + 1
  if (!rule || days >= rule.minDays || (c.shorterReason ?? '').trim().length >= 4) return []
  return [fault('consultation-short', zh.consultation.short(days, rule.minDays), `${rule.law}${rule.article}`)]
}
