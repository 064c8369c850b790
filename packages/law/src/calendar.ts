import { addDays, civilDate, weekday, yearOf, type CivilDate } from './civil.ts'
import yearsData from './data/calendar.json' with { type: 'json' }
import { LawInputError, type Certainty } from './errors.ts'
import { zh } from './zh.ts'

/** A holiday notice of the State Council's general office. `number` is null where the notice's number is not known to us. */
export type HolidayNotice = { number: string | null; certainty: Certainty }
/** Days off, both ends included; `name` is the holiday's Chinese name. */
export type DaysOff = { name: string; from: CivilDate; to: CivilDate }
/** A Saturday or Sunday that was made a working day (调休上班). */
export type MakeUpDay = { name: string; date: CivilDate }
/** What the notices for one year say, later changes included. They may reach into the last days of December before. */
export type CalendarYear = {
  year: number
  notices: readonly HolidayNotice[]
  off: readonly DaysOff[]
  work: readonly MakeUpDay[]
}
/** A day that differs within one region, e.g. a festival of a minority (放假办法第四条). It goes before the national rule. */
export type RegionalDay = { date: CivilDate; working: boolean; name: string; source: string | null }

type DayMark = { working: boolean; name: string; source: string | null; regional: boolean }
/** Years with a published notice, and the days that differ in a region. Build with `calendarOf`. */
export type Calendar = {
  readonly years: readonly CalendarYear[]
  readonly regional: readonly RegionalDay[]
  readonly covered: ReadonlySet<number>
  readonly marks: ReadonlyMap<CivilDate, DayMark>
}

/** One day of a count, and why it counted or not. `article` is what makes it so, null for ordinary weekends. */
export type CountedDay = { date: CivilDate; counted: boolean; reason: string; article: string | null }
/**
 * A due date and how it came about: every day from the one the count starts on (never counted) to `due`.
 * `provisional`: the way passes through days for which no holiday notice is out yet, so it may still move.
 */
export type DueDate = { due: CivilDate; provisional: boolean; derivation: CountedDay[] }

/** @throws LawInputError when a make-up day is not on a weekend, a range is reversed, or a day is named twice. */
export function calendarOf(years: readonly CalendarYear[], regional: readonly RegionalDay[] = []): Calendar {
  const marks = new Map<CivilDate, DayMark>()
  const put = (date: CivilDate, mark: DayMark): void => {
    const known = marks.get(date)
    if (known && known.regional === mark.regional) throw new LawInputError(zh.calendar.twice(date))
    marks.set(date, mark)
  }
  const covered = new Set<number>()
  for (const y of years) {
    if (covered.has(y.year)) throw new LawInputError(zh.calendar.twice(String(y.year)))
    covered.add(y.year)
    const source = y.notices.flatMap((n) => n.number ?? []).join(zh.listSeparator) || null
    for (const range of y.off) {
      if (range.from > range.to) throw new LawInputError(zh.calendar.reversed(range.from, range.to))
      for (let d = range.from; d <= range.to; d = addDays(d, 1)) {
        put(d, { working: false, name: range.name, source, regional: false })
      }
    }
    for (const day of y.work) {
      if (weekday(day.date) < 6) throw new LawInputError(zh.calendar.notAWeekend(day.date))
      put(day.date, { working: true, name: day.name, source, regional: false })
    }
  }
  for (const r of regional) put(r.date, { working: r.working, name: r.name, source: r.source, regional: true })
  return { years, regional, covered, marks }
}

/** The calendar with `year` added or put in place of what was known of it (a new notice, or one changed within the year). */
export function withYear(cal: Calendar, year: CalendarYear): Calendar {
  return calendarOf([...cal.years.filter((y) => y.year !== year.year), year], cal.regional)
}

/** The calendar with the days of a region laid over it, in place of those it had. */
export function withRegionalDays(cal: Calendar, regional: readonly RegionalDay[]): Calendar {
  return calendarOf(cal.years, regional)
}

function nationalYears(): CalendarYear[] {
  return yearsData.map((y) => ({
    year: y.year,
    notices: y.notices.map((n) => ({ number: n.number, certainty: n.certainty === 'sourced' ? 'sourced' : 'memory' })),
    off: y.off.map((o) => ({ name: o.name, from: civilDate(o.from), to: civilDate(o.to) })),
    work: y.work.map((w) => ({ name: w.name, date: civilDate(w.date) })),
  }))
}

/** Mainland China 2007–2026 by the yearly notices, mid-year changes (2019, 2020) included. */
export const nationalCalendar: Calendar = calendarOf(nationalYears())

/** What the calendar says of one day; `source` is the notice that made it so, null for ordinary days and weekends. */
export type CalendarDay = { working: boolean; reason: string; provisional: boolean; source: string | null }

/** New Year's notice has moved days from 29 December on (2007, 2011, 2018, 2022): they are settled with the next year's. */
const reachesBack = '12-29'

function isUnsettled(date: CivilDate, cal: Calendar): boolean {
  const year = yearOf(date)
  return !cal.covered.has(year) || (date.slice(5) >= reachesBack && !cal.covered.has(year + 1))
}

/** One day with its reason and source: for counts that have more to them than `addWorkingDays`. */
export function calendarDay(date: CivilDate, cal: Calendar = nationalCalendar): CalendarDay {
  const provisional = isUnsettled(date, cal)
  const mark = cal.marks.get(date)
  if (mark) {
    const reason = mark.working ? zh.calendar.makeUp(mark.name) : zh.calendar.holiday(mark.name)
    return { working: mark.working, reason, provisional: false, source: mark.source }
  }
  const day = weekday(date)
  const reason = day >= 6 ? zh.calendar.weekend(day) : zh.calendar.workday
  return { working: day < 6, reason: provisional ? zh.calendar.provisional(reason) : reason, provisional, source: null }
}

/**
 * Whether offices work on this day. Make-up Saturdays and Sundays are working days; the days swapped for them are not.
 * Days without a notice (a year not covered, and 29–31 December before it) are judged Monday to Friday, provisionally.
 */
export function isWorkingDay(
  date: CivilDate,
  cal: Calendar = nationalCalendar,
): { working: boolean; reason: string; provisional: boolean } {
  const { working, reason, provisional } = calendarDay(date, cal)
  return { working, reason, provisional }
}

/** No statutory period is longer than some hundred working days; a larger number is a mistake of the caller. */
const longestCount = 1000

/**
 * The `n`-th working day after `from`. The day of the event is not counted (民法典第二百零一条), so a receipt on a rest
 * day still starts the count with the next working day, and the result is never a rest day.
 * @param opts.article the article that grants the period; it is written beside each counted day
 * @throws LawInputError unless 1 ≤ n ≤ 1000
 */
export function addWorkingDays(
  from: CivilDate,
  n: number,
  opts: { article: string; calendar?: Calendar },
): DueDate {
  if (!Number.isInteger(n) || n < 1 || n > longestCount) throw new LawInputError(zh.calendar.badCount(n, longestCount))
  const cal = opts.calendar ?? nationalCalendar
  const derivation: CountedDay[] = [
    { date: from, counted: false, reason: zh.calendar.startDay, article: zh.calendar.startDayArticle },
  ]
  let provisional = false
  let due = from
  for (let count = 0; count < n; ) {
    due = addDays(due, 1)
    const day = calendarDay(due, cal)
    provisional ||= day.provisional
    if (day.working) count += 1
    derivation.push({
      date: due,
      counted: day.working,
      reason: day.working ? zh.calendar.nth(count, day.reason) : day.reason,
      article: day.working ? opts.article : day.source,
    })
  }
  return { due, provisional, derivation }
}

/**
 * Working days left: those after `from` up to and including `due`. 0 on the due date itself;
 * when it has passed, minus the working days that have gone by since.
 */
export function workingDaysUntil(from: CivilDate, due: CivilDate, cal: Calendar = nationalCalendar): number {
  const [first, last, sign] = from <= due ? [from, due, 1] : [due, from, -1]
  let count = 0
  for (let d = first; d < last; ) {
    d = addDays(d, 1)
    if (calendarDay(d, cal).working) count += sign
  }
  return count
}
