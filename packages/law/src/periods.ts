import { calendarDay, nationalCalendar, type Calendar, type CountedDay, type DueDate } from './calendar.ts'
import { addDays, addMonths, addYears, civilDate, isCivilDate, type CivilDate } from './civil.ts'
import { ruleOn } from './duties.ts'
import { LawInputError, type Certainty } from './errors.ts'
import { foiZh } from './foi-zh.ts'
import { addSeconds, civilDateOf, type Instant } from './instant.ts'
import { zh } from './zh.ts'

const t = foiZh.periods

/** A length in natural days or in months. */
export type NaturalPeriod = { days: number } | { months: number }

/** A day and, when it is a rest day, the days to the next working day. */
function postpone(date: CivilDate, cal: Calendar, reasons: { kept: string; moved: string }, article: string | null): DueDate {
  const derivation: CountedDay[] = []
  let provisional = false
  for (let due = date; ; due = addDays(due, 1)) {
    const day = calendarDay(due, cal)
    provisional ||= day.provisional
    if (day.working) {
      const reason = due === date ? reasons.kept : reasons.moved
      return { due, provisional, derivation: [...derivation, { date: due, counted: true, reason, article }] }
    }
    derivation.push({ date: due, counted: false, reason: t.rest(day.reason), article: day.source })
  }
}

/**
 * The end of a period in natural days or months: the day of the event is not counted, a month ends on the corresponding
 * day, and an end on a legal rest day moves to the next working day (民法典第二百零一条至第二百零三条).
 * The derivation holds the days that matter: the start, the nominal end and those it moved over.
 * @throws LawInputError unless the length is a positive whole number
 */
export function naturalDue(from: CivilDate, period: NaturalPeriod, opts: { article: string; calendar?: Calendar }): DueDate {
  const length = 'days' in period ? period.days : period.months
  if (!Number.isSafeInteger(length) || length < 1) throw new LawInputError(t.badLength(length))
  const nominal = 'days' in period ? addDays(from, length) : addMonths(from, length)
  const end = postpone(nominal, opts.calendar ?? nationalCalendar, { kept: t.nominal, moved: t.rolled }, opts.article)
  const moved = end.due !== nominal
  return {
    ...end,
    derivation: [
      { date: from, counted: false, reason: zh.calendar.startDay, article: zh.calendar.startDayArticle },
      ...end.derivation.map((d) => (moved && d.counted ? { ...d, article: foiZh.articles.rollOver } : d)),
    ],
  }
}

/**
 * A fixed day of a month, postponed to the next working day (节假日顺延), e.g. 解读报备 on the 2nd.
 * @param month 'YYYY-MM'
 * @throws LawInputError when there is no such month or the month has no such day
 */
export function monthlyDate(month: string, day: number, calendar: Calendar = nationalCalendar): DueDate {
  if (!isCivilDate(`${month}-01`)) throw new LawInputError(t.badMonth(month))
  const text = `${month}-${String(day).padStart(2, '0')}`
  if (!Number.isInteger(day) || !isCivilDate(text)) throw new LawInputError(t.badDay(month, day))
  return postpone(text, calendar, { kept: t.fixed, moved: t.postponed }, null)
}

/** A period in natural hours from the moment (民法典第二百零一条第二款). */
export type HourRule = {
  code: 'authoritative-information' | 'press-conference' | 'response'
  /** 特别重大、重大突发事件, or other public opinion. */
  concerns: 'major-emergency' | 'other'
  hours: number
  law: string
  effectiveFrom: CivilDate
  effectiveTo: CivilDate | null
  certainty: Certainty
}

/** The dates of issue are from memory, the hours are not. */
const law61 = { law: foiZh.opinion.law61, effectiveFrom: civilDate('2016-07-30'), effectiveTo: null, certainty: 'sourced' } as const
const law80 = { law: foiZh.opinion.law80, effectiveFrom: civilDate('2016-11-10'), effectiveTo: null, certainty: 'sourced' } as const

/** 政务舆情回应 (国办发〔2016〕61号, 80号). */
export const publicOpinionRules: readonly HourRule[] = [
  { ...law80, code: 'authoritative-information', concerns: 'major-emergency', hours: 5 },
  { ...law61, code: 'press-conference', concerns: 'major-emergency', hours: 24 },
  { ...law61, code: 'response', concerns: 'other', hours: 48 },
]

/** The moments by which an agency has to speak, the earliest first. Hours run through nights and holidays. */
export function publicOpinionDue(occurredAt: Instant, concerns: HourRule['concerns']): { rule: HourRule; name: string; due: Instant }[] {
  const day = civilDateOf(occurredAt)
  const rules = publicOpinionRules.filter((r) => r.concerns === concerns && ruleOn([r], day) !== null)
  if (rules.length === 0) throw new LawInputError(t.noOpinionRule(day))
  return rules.map((rule) => ({ rule, name: foiZh.opinion[rule.code], due: addSeconds(occurredAt, rule.hours * 3600) }))
}

/** Years an administrative normative document is valid: the numbers in force were not readable, so both are settings. */
export type ValiditySettings = { years: number; trialYears: number }
export const validityDefaults: Readonly<ValiditySettings> = { years: 5, trialYears: 2 }

/** The last day a normative document is valid, its first day (`from`, 施行之日) included. `trial`: 暂行 or 试行. */
export function validUntil(from: CivilDate, opts: { trial: boolean; settings?: Partial<ValiditySettings> }): CivilDate {
  const { years, trialYears } = { ...validityDefaults, ...opts.settings }
  const same = addYears(from, opts.trial ? trialYears : years)
  // 29 February has no corresponding day: the period ends with the month.
  return same.slice(8) === from.slice(8) ? addDays(same, -1) : same
}

/** A date of the annual report. The law does not postpone it: `planFor` is the last working day not after it. */
export type ReportDue = { code: 'department' | 'government'; name: string; due: CivilDate; planFor: CivilDate; provisional: boolean; article: string }

/** When the report for `year` is to be out (条例第四十九条): departments by 31 January, governments by 31 March. */
export function annualReportDue(year: number, calendar: Calendar = nationalCalendar): ReportDue[] {
  // First for 2019, the first year of which was under the regulation at its end.
  if (!Number.isInteger(year) || year < 2019 || year > 9998) throw new LawInputError(t.noReportDuty(year))
  const dates = { department: '01-31', government: '03-31' } as const
  return (['department', 'government'] as const).map((code) => {
    const due = civilDate(`${year + 1}-${dates[code]}`)
    let planFor = due
    let provisional = false
    for (;;) {
      const day = calendarDay(planFor, calendar)
      provisional ||= day.provisional
      if (day.working) return { ...foiZh.reportDuties[code], code, due, planFor, provisional }
      planFor = addDays(planFor, -1)
    }
  })
}
