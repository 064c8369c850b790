import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, annualReportDue, civilDate as d, dayNumber, fromDayNumber, instant, isWorkingDay, LawInputError, monthlyDate, naturalDue, publicOpinionDue, validUntil,
} from './index.ts'

const article = '第二十条'

describe('natural periods', () => {
  it('end on a rest day: moved to the next working day, with the days shown', () => {
    expect(naturalDue(d('2024-05-01'), { days: 60 }, { article }).due).toBe('2024-07-01')
    const holiday = naturalDue(d('2024-09-16'), { days: 15 }, { article })
    expect(holiday.due).toBe('2024-10-08')
    expect(holiday.derivation).toHaveLength(9)
    expect(holiday.derivation.at(-1)).toMatchObject({ date: '2024-10-08', counted: true })
    // A Saturday that is worked is no rest day.
    expect(naturalDue(d('2024-07-16'), { days: 60 }, { article }).due).toBe('2024-09-14')
  })
  it('in months: the corresponding day, else the end of the month', () => {
    expect(naturalDue(d('2023-08-31'), { months: 6 }, { article }).due).toBe('2024-02-29')
    expect(naturalDue(d('2024-04-01'), { months: 6 }, { article }).due).toBe('2024-10-08')
  })
  it('never end on a rest day nor before the nominal day', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber(d('2008-01-01')), max: dayNumber(d('2025-12-31')) }).map(fromDayNumber), fc.integer({ min: 1, max: 200 }), (from, days) => {
        const { due } = naturalDue(from, { days }, { article })
        expect(isWorkingDay(due).working).toBe(true)
        expect(due >= addDays(from, days)).toBe(true)
        for (let x = addDays(from, days); x < due; x = addDays(x, 1)) expect(isWorkingDay(x).working).toBe(false)
      }),
    )
  })
  it('refuse a length that is none', () => {
    for (const days of [0, -1, 1.5]) expect(() => naturalDue(d('2024-05-01'), { days }, { article })).toThrow(LawInputError)
  })
})

describe('monthly dates', () => {
  it.each([['2022-10', 2, '2022-10-08'], ['2023-10', 2, '2023-10-07'], ['2023-11', 2, '2023-11-02'], ['2024-06', 2, '2024-06-03']])('%s, day %i: %s', (month, day, due) =>
    expect(monthlyDate(month, day).due).toBe(due))
  it('refuse days that do not exist', () => {
    for (const [month, day] of [['2023-02', 30], ['2023-13', 1], ['2023-1', 1], ['2023-01', 0], ['2023-01', 1.5]] as const) {
      expect(() => monthlyDate(month, day)).toThrow(LawInputError)
    }
  })
})

describe('public opinion, validity, annual report', () => {
  it('hours run through nights and holidays', () => {
    const at = instant('2023-09-30T22:00:00+08:00')
    expect(publicOpinionDue(at, 'major-emergency').map((x) => [x.rule.hours, x.due])).toEqual([
      [5, '2023-09-30T19:00:00.000Z'], [24, '2023-10-01T14:00:00.000Z'],
    ])
    expect(publicOpinionDue(at, 'other').map((x) => x.due)).toEqual(['2023-10-02T14:00:00.000Z'])
    expect(publicOpinionDue(instant('2016-08-20T00:00:00Z'), 'major-emergency').map((x) => x.rule.hours)).toEqual([24])
    expect(() => publicOpinionDue(instant('2016-01-01T00:00:00Z'), 'other')).toThrow(LawInputError)
  })
  it('a document is valid through the day before the corresponding one', () => {
    expect(validUntil(d('2020-01-01'), { trial: false })).toBe('2024-12-31')
    expect(validUntil(d('2020-02-29'), { trial: false })).toBe('2025-02-28')
    expect(validUntil(d('2020-02-29'), { trial: true, settings: { trialYears: 4 } })).toBe('2024-02-28')
  })
  it('report dates do not move; the plan is the working day before', () => {
    expect(annualReportDue(2025).map((x) => [x.code, x.due, x.planFor])).toEqual([
      ['department', '2026-01-31', '2026-01-30'], ['government', '2026-03-31', '2026-03-31'],
    ])
    expect(annualReportDue(2024)[0]?.planFor).toBe('2025-01-27')
    expect(() => annualReportDue(2018)).toThrow(LawInputError)
  })
})
