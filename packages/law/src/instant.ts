import { civilDate, dayNumber, fromDayNumber, isCivilDate, type CivilDate } from './civil.ts'
import { LawInputError } from './errors.ts'
import { zh } from './zh.ts'

declare const moment: unique symbol
/** A moment, ISO-8601 in UTC with milliseconds: '2026-06-17T00:30:00.000Z'. Compare with `<`. */
export type Instant = string & { readonly [moment]: true }

const dayMs = 86_400_000
/** 北京时间 is UTC+8 all year; summer time (1986–1991) lies before any moment this platform records. */
const shanghaiMs = 8 * 3_600_000

/** The present moment. The one place of the platform where the machine's clock is read. */
export function now(): Instant {
  return fromEpochMs(Date.now())
}

/** Today in Asia/Shanghai, whatever the machine's time zone is. */
export function today(): CivilDate {
  return civilDateOf(now())
}

const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)$/

/**
 * Reads an ISO-8601 moment. The zone is required ('Z', '+08', '+08:00'): a time without one means nothing.
 * Digits finer than a millisecond are cut off.
 * @throws LawInputError
 */
export function instant(text: string): Instant {
  const m = shape.exec(text)
  const date = m?.[1] ?? ''
  const [hour, minute, second] = [Number(m?.[2]), Number(m?.[3]), Number(m?.[4] ?? 0)]
  const [zoneHour, zoneMinute] = [Number(m?.[8] ?? 0), Number(m?.[9] ?? 0)]
  if (!m || !isCivilDate(date) || hour > 23 || minute > 59 || second > 59 || zoneHour > 14 || zoneMinute > 59) {
    throw new LawInputError(zh.instant.notAMoment(text))
  }
  const ms = Number((m[5] ?? '').padEnd(3, '0').slice(0, 3))
  const offset = (zoneHour * 60 + zoneMinute) * 60_000 * (m[7] === '-' ? -1 : 1)
  return fromEpochMs(dayNumber(date) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset)
}

/** Milliseconds since 1970-01-01T00:00Z → moment. @throws LawInputError when not a whole number or out of range. */
export function fromEpochMs(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new LawInputError(zh.instant.notAMoment(String(ms)))
  const day = Math.floor(ms / dayMs)
  return `${fromDayNumber(day)}T${clock(ms - day * dayMs)}Z` as Instant
}

function pad(n: number, width = 2): string {
  return String(n).padStart(width, '0')
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}.${pad(ms % 1000, 3)}`
}

export function toEpochMs(i: Instant): number {
  const [hour, minute, second, ms] = [i.slice(11, 13), i.slice(14, 16), i.slice(17, 19), i.slice(20, 23)].map(Number)
  return (
    dayNumber(civilDate(i.slice(0, 10))) * dayMs +
    (((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000 +
    (ms ?? 0)
  )
}

export function addSeconds(i: Instant, seconds: number): Instant {
  return fromEpochMs(toEpochMs(i) + Math.round(seconds * 1000))
}

/** The day on which the moment falls in Asia/Shanghai. A legal day ends at 24:00 there (民法典第二百零三条). */
export function civilDateOf(i: Instant): CivilDate {
  return fromDayNumber(Math.floor((toEpochMs(i) + shanghaiMs) / dayMs))
}

/** 'YYYY-MM-DD HH:MM' in Asia/Shanghai. */
export function formatInstant(i: Instant): string {
  const local = fromEpochMs(toEpochMs(i) + shanghaiMs)
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`
}
