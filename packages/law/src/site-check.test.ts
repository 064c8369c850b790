import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, civilDate } from './civil.ts'
import { columnCheckOn, columnGroups, columnTypes, isUpdateDuty, lastDayOf } from './site-check.ts'

test('the check of 2019 holds from its day on', () => {
  expect(columnCheckOn(civilDate('2019-03-31'))).toBeNull()
  expect(columnCheckOn(civilDate('2026-11-23'))).toMatchObject({ dynamicDays: 14, noticeMonths: 6, staleTogether: 5, unrenewed: 10, blank: 5, certainty: 'sourced' })
})

test('every type has a group, each once; static ones have no duty, the others one', () => {
  expect(new Set(columnTypes.map((type) => type.name)).size).toBe(columnTypes.length)
  for (const type of columnTypes) {
    expect(columnGroups).toContain(type.group)
    expect(type.duty === null).toBe(type.group === 'static')
    if (type.duty !== null) expect(isUpdateDuty(type.duty)).toBe(true)
  }
})

test('a duty ends on its day, months on the day of the month or its last', () => {
  expect(lastDayOf(civilDate('2026-11-09'), 'P14D')).toBe('2026-11-23')
  expect(lastDayOf(civilDate('2026-05-23'), 'P6M')).toBe('2026-11-23')
  expect(lastDayOf(civilDate('2026-08-31'), 'P6M')).toBe('2027-02-28')
  fc.assert(fc.property(fc.integer({ min: 1, max: 730 }), (days) => lastDayOf(civilDate('2026-01-01'), `P${days}D`) === addDays(civilDate('2026-01-01'), days)))
})

test('what is no duty is refused', () => {
  for (const text of ['', 'P0D', 'P-1D', '14', 'P14', 'P14W', 'P731D', 'P25M', 'p14d', 'P1.5M']) expect(isUpdateDuty(text)).toBe(false)
  for (const text of ['P1D', 'P14D', 'P730D', 'P6M', 'P24M']) expect(isUpdateDuty(text)).toBe(true)
})
