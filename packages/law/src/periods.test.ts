import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, annualReportDue, calendarOf, civilDate as d, dayNumber, fromDayNumber, instant, isWorkingDay, monthlyDate, naturalDue, publicOpinionDue, validUntil, withYear,
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
  it('say of each day that matters what it is and by which article', () => {
    expect(naturalDue(d('2024-04-25'), { days: 60 }, { article })).toEqual({
      due: '2024-06-24', provisional: false, derivation: [
        { date: '2024-04-25', counted: false, reason: '起算之日，不计入期间', article: '《中华人民共和国民法典》第二百零一条' }, { date: '2024-06-24', counted: true, reason: '期间最后一日', article },
      ],
    })
    expect(naturalDue(d('2024-08-17'), { months: 1 }, { article }).derivation.slice(1)).toEqual([
      { date: '2024-09-17', counted: false, reason: '中秋节放假，顺延', article: '国办发明电〔2023〕7号' }, { date: '2024-09-18', counted: true, reason: '遇法定休假日顺延，最后一日', article: '《中华人民共和国民法典》第二百零三条' },
    ])
    expect(monthlyDate('2023-11', 2)).toEqual({ due: '2023-11-02', provisional: false, derivation: [{ date: '2023-11-02', counted: true, reason: '规定日期', article: null }] })
    expect(monthlyDate('2024-06', 2).derivation).toEqual([
      { date: '2024-06-02', counted: false, reason: '周日，顺延', article: null }, { date: '2024-06-03', counted: true, reason: '遇节假日顺延至此日', article: null },
    ])
  })
  it('are provisional where the days they move over are not settled', () => {
    expect([naturalDue(d('2026-12-01'), { days: 60 }, { article }).provisional, monthlyDate('2027-01', 2).provisional, monthlyDate('2026-12', 2).provisional]).toEqual([true, true, false])
    const calendar = calendarOf([{ year: 2027, notices: [], off: [], work: [] }, { year: 2028, notices: [], off: [{ name: '元旦', from: d('2027-12-31'), to: d('2027-12-31') }], work: [] }])
    expect(monthlyDate('2027-12', 31, withYear(calendar, { year: 2029, notices: [], off: [], work: [] }))).toMatchObject({ due: '2028-01-03', provisional: false })
    // The nominal day is unsettled, the day it moves to is not.
    const later = calendarOf([{ year: 2028, notices: [], off: [], work: [{ name: '元旦', date: d('2028-01-01') }] }])
    expect(monthlyDate('2027-12', 26, later)).toMatchObject({ due: '2027-12-27', provisional: true })
    expect(naturalDue(d('2027-11-30'), { months: 1 }, { article, calendar: later }).provisional).toBe(true)
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
    for (const days of [0, -1, 1.5]) expect(() => naturalDue(d('2024-05-01'), { days }, { article })).toThrow(`期间长度须为正整数，收到 ${days}`)
  })
})

describe('monthly dates', () => {
  it.each([['2022-10', 2, '2022-10-08'], ['2023-10', 2, '2023-10-07'], ['2023-11', 2, '2023-11-02'], ['2024-06', 2, '2024-06-03']])('%s, day %i: %s', (month, day, due) =>
    expect(monthlyDate(month, day).due).toBe(due))
  it('refuse days that do not exist', () => {
    for (const [month, day] of [['2023-02', 30], ['2023-13', 1], ['2023-1', 1], ['2023-01', 0], ['2023-01', 1.5]] as const) {
      expect(() => monthlyDate(month, day)).toThrow(month === '2023-02' || month === '2023-01' ? `${month} 没有 ${day} 日` : `“${month}”不是有效月份`)
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
    expect(() => publicOpinionDue(instant('2016-01-01T00:00:00Z'), 'other')).toThrow('2016-01-01 尚无')
    expect(publicOpinionDue(at, 'other').map((x) => x.name)).toEqual(['回应'])
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
    expect(annualReportDue(2024).map((x) => x.article.slice(-9))).toEqual(['第四十九条第一款', '第四十九条第二款'].map((x) => `》${x}`))
    for (const year of [2018, 9999, 2024.5]) expect(() => annualReportDue(year)).toThrow(`${year} 年度没有`)
    expect([annualReportDue(2019).map((x) => x.due), annualReportDue(9998).map((x) => x.due)]).toEqual([['2020-01-31', '2020-03-31'], ['9999-01-31', '9999-03-31']])
    expect([2024, 2025, 2026].map((y) => annualReportDue(y).map((x) => x.provisional))).toEqual([[false, false], [false, false], [true, true]])
    // 31 January 2027 is a Sunday: what is unsettled is the way back to Friday.
    expect(annualReportDue(2026)[0]?.planFor).toBe('2027-01-29')
  })
})
