import { addWorkingDays, calendarDay, type Calendar, type CountedDay, type DueDate } from './calendar.ts'
import { addDays, type CivilDate } from './civil.ts'
import { ruleOn, type PeriodRule } from './duties.ts'
import type { Certainty } from './errors.ts'
import type { ClockStage } from './foi-clock.ts'
import type { Consultation } from './foi-consultations.ts'
import { feeNotices, type FoiEvent } from './foi-events.ts'
import { citeRule, correctionNoticeRules, feePaymentRules, type FoiClockSettings } from './foi-rules.ts'
import { foiZh } from './foi-zh.ts'

export type FoiDutyCode =
  | 'correction-notice' | 'correction-answer' | 'third-party-answer' | 'agency-answer' | 'extension-notice' | 'fee-payment'

/** A period inside the procedure besides the reply, with its own derivation. Notices are due only if one is to be given at all. */
export type FoiDuty = DueDate & {
  code: FoiDutyCode
  name: string
  /** The event it hangs on: receipt, the notice, the letter. */
  since: CivilDate
  party: string | null
  doneOn: CivilDate | null
  /** Done, and after the due date. Whether an open one is overdue depends on today. */
  late: boolean
  /** `memory` also where the period is a setting. */
  certainty: Certainty
}

/** The duties of a case, in the order of their events. Called by `foiReplyClock`. */
export function foiDuties(
  events: readonly FoiEvent[],
  stages: readonly ClockStage[],
  consultations: readonly Consultation[],
  settings: FoiClockSettings,
  calendar: Calendar,
): FoiDuty[] {
  const count = (from: CivilDate, rule: PeriodRule): DueDate => addWorkingDays(from, rule.workingDays, { article: citeRule(rule), calendar })
  return [
    ...stages.flatMap((stage, i) => stageDuties(events, stage, stages[i + 1]?.from ?? null, count)),
    ...answers(events, 'correction-notified', 'correction-received').map(({ asked, doneOn }) => {
      const fixed = asked.type === 'correction-notified' ? (asked.answerBy ?? null) : null
      const due = fixed
        ? fixedPeriod(asked.date, fixed, calendar)
        : addWorkingDays(asked.date, settings.correctionWorkingDays, { article: foiZh.articles.correction, calendar })
      return duty('correction-answer', asked.date, due, doneOn, fixed ? 'sourced' : 'memory')
    }),
    ...consultations.flatMap((c) =>
      c.answerDue
        ? [{ ...duty(c.kind === 'agency' ? 'agency-answer' : 'third-party-answer', c.sentOn, c.answerDue, c.answeredOn, c.answerDue.rule.certainty), party: c.party }]
        : [],
    ),
    ...feeNotices(events).flatMap(({ notice, end }) => {
      const rule = ruleOn(feePaymentRules, notice.date)
      if (rule === null || end?.type === 'fee-voided') return []
      const due = count(notice.receivedOn ?? notice.date, { ...rule, workingDays: settings.paymentWorkingDays })
      return [duty('fee-payment', notice.date, due, end?.date ?? null, rule.certainty)]
    }),
  ]
}

/** A period whose last day the notice fixed: shown day by day, whatever that day is. */
function fixedPeriod(from: CivilDate, due: CivilDate, calendar: Calendar): DueDate {
  const derivation: CountedDay[] = []
  for (let date = from; date <= due; date = addDays(date, 1)) {
    const { working, reason, source } = calendarDay(date, calendar)
    derivation.push({ date, counted: working && date > from, reason, article: source })
  }
  return { due, provisional: false, derivation }
}

function stageDuties(
  events: readonly FoiEvent[],
  stage: ClockStage,
  next: CivilDate | null,
  count: (from: CivilDate, rule: PeriodRule) => DueDate,
): FoiDuty[] {
  const notice = events.find((e) => e.type === 'correction-notified' && e.date >= stage.from && (next === null || e.date <= next))
  const asking = (stage.openedBy === 'received' && stage.rule.code !== 'foi-record-correction') || stage.openedBy === 'correction'
  const rule = asking ? ruleOn(correctionNoticeRules, stage.from) : null
  const told = stage.extension?.notifiedOn ?? null
  return [
    ...(rule ? [duty('correction-notice', stage.from, count(stage.from, rule), notice?.date ?? null, rule.certainty)] : []),
    // Not written in the law; a notice after the period has ended is treated as a violation.
    ...(stage.rule.extensionWorkingDays > 0 ? [duty('extension-notice', stage.from, stage.unextended, told !== null && told >= stage.from ? told : null, 'memory')] : []),
  ]
}

function duty(code: FoiDutyCode, since: CivilDate, { due, provisional, derivation }: DueDate, doneOn: CivilDate | null, certainty: Certainty): FoiDuty {
  return { code, name: foiZh.duties[code], since, party: null, due, provisional, derivation, doneOn, late: doneOn !== null && doneOn > due, certainty }
}

function answers(events: readonly FoiEvent[], asked: FoiEvent['type'], answered: FoiEvent['type']): { asked: FoiEvent; doneOn: CivilDate | null }[] {
  const done = events.filter((e) => e.type === answered)
  return events.filter((e) => e.type === asked).map((e, i) => ({ asked: e, doneOn: done[i]?.date ?? null }))
}
