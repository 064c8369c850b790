import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, addMonths, addYears, civilDate, civilDateOf, dayNumber, daysBetween, formatChineseDate, formatInstant,
  fromDayNumber, fromEpochMs, addSeconds, instant, isCivilDate, LawInputError, now, toEpochMs, today, weekday, yearOf,
} from './index.ts'

const d = civilDate
export const anyDate = fc.integer({ min: dayNumber(d('0001-01-01')), max: dayNumber(d('9999-12-31')) }).map(fromDayNumber)

describe('civil dates', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01', '2026-06-31', '20260617', '２０２６-06-17', '', '2026-06-17 '])(
    'refuses %j',
    (text) => {
      expect(isCivilDate(text)).toBe(false)
      expect(() => civilDate(text)).toThrow(LawInputError)
    },
  )

  it('knows the leap years', () => {
    expect(['2000', '1900', '2100', '2400', '2024', '2026'].map((y) => isCivilDate(`${y}-02-29`))).toEqual([true, false, false, true, true, false])
  })

  it('counts days, months and years', () => {
    expect(addDays(d('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(d('1999-12-31'), 1)).toBe('2000-01-01')
    expect(addMonths(d('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(d('2026-03-31'), -1)).toBe('2026-02-28')
    expect(addMonths(d('2025-08-31'), 6)).toBe('2026-02-28')
    expect(addYears(d('2024-02-29'), 1)).toBe('2025-02-28')
    expect(addYears(d('2024-02-29'), 4)).toBe('2028-02-29')
    expect(daysBetween(d('2026-06-17'), d('2026-06-16'))).toBe(-1)
    expect(() => addDays(d('9999-12-31'), 1)).toThrow(LawInputError)
    expect(() => addMonths(d('2026-06-17'), 0.5)).toThrow(LawInputError)
  })

  it('knows the weekday and the Chinese form', () => {
    expect(weekday(d('2026-06-17'))).toBe(3)
    expect(weekday(d('1949-10-01'))).toBe(6)
    expect(weekday(d('2021-09-26'))).toBe(7)
    expect(yearOf(d('2026-06-17'))).toBe(2026)
    expect(formatChineseDate(d('2026-06-07'))).toBe('2026年6月7日')
  })

  it('agrees with the proleptic calendar of the platform for every day number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (n) => {
        const date = fromDayNumber(n)
        const reference = new globalThis.Date(n * 86_400_000)
        expect(date).toBe(reference.toISOString().slice(0, 10))
        expect(weekday(date) % 7).toBe(reference.getUTCDay())
        expect(dayNumber(date)).toBe(n)
      }),
    )
  })

  it('months keep the day or take the last one', () => {
    fc.assert(
      fc.property(anyDate.filter((x) => x > '0100' && x < '9900'), fc.integer({ min: -1000, max: 1000 }), (date, n) => {
        const moved = addMonths(date, n)
        const clamped = moved.slice(8) !== date.slice(8)
        expect(moved.slice(8) <= date.slice(8)).toBe(true)
        if (clamped) expect(addDays(moved, 1).slice(8)).toBe('01')
      }),
    )
  })
})

describe('instants', () => {
  it('normalises zones and precision', () => {
    expect(instant('2026-06-17T08:30:00+08:00')).toBe('2026-06-17T00:30:00.000Z')
    expect(instant('2026-06-17 08:30:00.123456+08')).toBe('2026-06-17T00:30:00.123Z')
    expect(instant('2026-01-01T00:10Z')).toBe('2026-01-01T00:10:00.000Z')
    expect(instant('2026-06-17T10:10:59.9876+14:59')).toBe('2026-06-16T19:11:59.987Z')
    expect(instant('2025-12-31T20:00:00-05:30')).toBe('2026-01-01T01:30:00.000Z')
  })

  it.each(['2026-06-17T10:10:60Z', '2026-06-17T10:10:00+15:00', '2026-06-17T10:10:00+08:60', '2026-06-17', '2026-06-17T08:30:00', '2026-02-30T00:00:00Z', '2026-06-17T24:00:00Z', '2026-06-17T10:60Z', 'now'])(
    'refuses %j',
    (text) => expect(() => instant(text)).toThrow(LawInputError),
  )

  it('falls on the day it is in Asia/Shanghai', () => {
    expect(civilDateOf(instant('2025-12-31T15:59:59.999Z'))).toBe('2025-12-31')
    expect(civilDateOf(instant('2025-12-31T16:00:00Z'))).toBe('2026-01-01')
    expect(formatInstant(instant('2025-12-31T16:05:00Z'))).toBe('2026-01-01 00:05')
    expect(today()).toBe(civilDateOf(now()))
  })

  it('goes to milliseconds and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 }), (ms) => {
        const i = fromEpochMs(ms)
        expect(i).toBe(new globalThis.Date(ms).toISOString())
        expect(toEpochMs(i)).toBe(ms)
        expect(instant(i)).toBe(i)
        expect(toEpochMs(addSeconds(i, 90))).toBe(ms + 90_000)
      }),
    )
    for (const ms of [Number.NaN, 0.5, 2 ** 60]) expect(() => fromEpochMs(ms)).toThrow(`“${ms}”不是有效时间`)
  })
})
