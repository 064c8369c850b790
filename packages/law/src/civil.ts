import { LawInputError } from './errors.ts'
import { zh } from './zh.ts'

declare const civil: unique symbol
/** A day of the civil calendar, 'YYYY-MM-DD', years 0001 to 9999. Has no time and no zone; compare with `<`. */
export type CivilDate = string & { readonly [civil]: true }

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function lengthOfMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0)
}

/** Whether `text` is exactly 'YYYY-MM-DD' and such a day exists. */
export function isCivilDate(text: string): text is CivilDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = parts(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month)
}

/** @throws LawInputError when `text` is not an existing day written 'YYYY-MM-DD'. */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new LawInputError(zh.civil.notADate(text))
  return text
}

/** Digit by digit: clocks take dates apart by the hundred thousand. */
function digits(text: string, from: number, to: number): number {
  let n = 0
  for (let i = from; i < to; i += 1) n = n * 10 + text.charCodeAt(i) - 48
  return n
}

function parts(date: string): [number, number, number] {
  return [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)]
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0')
}

/** For a day that exists: only the range of years is in question. */
function fromParts(year: number, month: number, day: number): CivilDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return year >= 1 && year <= 9999 ? (text as CivilDate) : civilDate(text)
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (years start in March, so that leap days come last). */
export function dayNumber(date: CivilDate): number {
  const [year, month, day] = parts(date)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `dayNumber`. @throws LawInputError outside the years 0001 to 9999. */
export function fromDayNumber(n: number): CivilDate {
  if (!Number.isSafeInteger(n)) throw new LawInputError(zh.civil.notAWholeNumber(n))
  const shifted = n + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return fromParts(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** `n` calendar days later (earlier when negative). */
export function addDays(date: CivilDate, n: number): CivilDate {
  return fromDayNumber(dayNumber(date) + n)
}

/** `n` months later: the corresponding day, or the end of the month where there is none (民法典第二百零二条). */
export function addMonths(date: CivilDate, n: number): CivilDate {
  if (!Number.isSafeInteger(n)) throw new LawInputError(zh.civil.notAWholeNumber(n))
  const [year, month, day] = parts(date)
  const months = year * 12 + (month - 1) + n
  const y = Math.floor(months / 12)
  const m = months - y * 12 + 1
  return fromParts(y, m, Math.min(day, lengthOfMonth(y, m)))
}

/** `n` years later; 29 February falls back to the 28th. */
export function addYears(date: CivilDate, n: number): CivilDate {
  return addMonths(date, n * 12)
}

/** Calendar days from `a` to `b`: 0 on the same day, negative when `b` is earlier. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return dayNumber(b) - dayNumber(a)
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
const weekdays: readonly Weekday[] = [4, 5, 6, 7, 1, 2, 3]

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: CivilDate): Weekday {
  const n = dayNumber(date) % 7
  return weekdays[n < 0 ? n + 7 : n] ?? 1
}

export function yearOf(date: CivilDate): number {
  return parts(date)[0]
}

/** The form used at the end of official documents, without padding zeros: 2026年6月17日 (GB/T 9704 7.3.5). */
export function formatChineseDate(date: CivilDate): string {
  const [year, month, day] = parts(date)
  return zh.civil.date(year, month, day)
}
