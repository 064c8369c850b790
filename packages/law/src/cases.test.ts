import { describe, expect, it } from 'vitest'
import {
  addWorkingDays, agencyLevelOf, annualReportDue, calendarDay, calendarOf, civilDate as d, coProducerAnswerRules, correctionNoticeRules, feeByItems, feeByPages,
  foiReplyClock, isWorkingDay, LawInputError, monthlyDate, nationalCalendar, parseFoiEvents, regionalCalendar, regions, remedyFor,
  thirdPartyAnswerRules,
} from './index.ts'

/** Each due date here was counted by another program on calendars typed in from the notices, not by this package. */
const due = (events: unknown): string => foiReplyClock(parseFoiEvents(events)).due
const on = (type: string, date: string, more: object = {}): object => ({ type, date, ...more })
const count = (from: string, n: number, calendar = nationalCalendar): string => addWorkingDays(d(from), n, { article: '', calendar }).due

describe('receipt around holidays and make-up days', () => {
  it.each([
    ['2023-09-28', '2023-11-01'], ['2023-09-30', '2023-11-01'], ['2024-09-30', '2024-11-01'], ['2024-02-09', '2024-03-14'], ['2024-02-18', '2024-03-15'],
    ['2020-01-17', '2020-02-21'], ['2020-02-02', '2020-02-28'], ['2022-01-30', '2022-03-04'], ['2022-12-30', '2023-02-02'], ['2025-01-26', '2025-02-28'],
    ['2025-09-30', '2025-11-04'], ['2026-02-14', '2026-03-20'], ['2026-09-30', '2026-11-03'],
  ])('received %s: %s', (from, expected) => expect(due([on('received', from)])).toBe(expected))
})

describe('whole cases', () => {
  it.each([
    ['a correction on a make-up Sunday', [on('received', '2024-01-31'), on('correction-notified', '2024-02-08'), on('correction-received', '2024-02-18')], '2024-03-15'],
    ['a late third party and an agency, overlapping', [on('received', '2024-04-08'), on('third-party-sent', '2024-04-10'), on('third-party-received', '2024-04-15'),
      on('third-party-answered', '2024-05-08'), on('agency-consulted', '2024-04-20'), on('agency-answered', '2024-05-15')], '2024-06-11'],
    ['an extension told on the last day, a make-up Saturday', [on('received', '2023-09-01'), { type: 'extended', workingDays: 20, approvedOn: '2023-09-27', notifiedOn: '2023-10-07' }], '2023-11-02'],
    ['the same told one day later', [on('received', '2023-09-01'), { type: 'extended', workingDays: 20, approvedOn: '2023-09-27', notifiedOn: '2023-10-08' }], '2023-10-07'],
    ['a shorter extension', [on('received', '2023-09-01'), on('extended', '2023-09-28', { workingDays: 10, approvedOn: '2023-09-27', notifiedOn: '2023-09-28' })], '2023-10-19'],
    ['payment', [on('received', '2022-09-05'), on('fee-notified', '2022-09-14'), on('fee-paid', '2022-09-23')], '2022-10-26'],
    ['a silent third party over 国庆', [on('received', '2022-09-05'), on('third-party-sent', '2022-09-08'), on('third-party-received', '2022-09-13')], '2022-11-01'],
    ['consultation and extension', [on('received', '2022-09-05'), on('agency-consulted', '2022-09-08'), on('agency-answered', '2022-09-21'),
      { type: 'extended', workingDays: 20, approvedOn: '2022-09-29', notifiedOn: '2022-09-30' }], '2022-11-16'],
    ['a correction while a third party is asked', [on('received', '2025-04-01'), on('correction-notified', '2025-04-08'), on('third-party-sent', '2025-04-09'),
      on('third-party-received', '2025-04-10'), on('correction-received', '2025-04-15'), on('third-party-answered', '2025-04-22')], '2025-05-22'],
  ])('%s', (_name, events, expected) => {
    expect(due(events)).toBe(expected)
    expect(due(events.toReversed())).toBe(expected)
  })
})

describe('the other periods and dates of the reference', () => {
  it('7 and 15 working days', () => {
    expect(correctionNoticeRules.map((r) => count('2024-09-13', r.workingDays))).toEqual(['2024-09-25'])
    for (const rules of [thirdPartyAnswerRules, coProducerAnswerRules]) expect(rules.map((r) => count('2024-04-26', r.workingDays))).toEqual(['2024-05-20'])
  })

  it.each([
    ['2023-10', 2, '2023-10-07'], ['2022-10', 2, '2022-10-08'], ['2024-02', 10, '2024-02-18'], ['2025-02', 2, '2025-02-05'], ['2025-01', 28, '2025-02-05'],
    ['2026-02', 15, '2026-02-24'], ['2020-02', 1, '2020-02-03'], ['2024-05', 2, '2024-05-06'], ['2024-09', 15, '2024-09-18'],
  ])('%s, day %i: %s', (month, day, expected) => expect(monthlyDate(month, day).due).toBe(expected))

  it('fees by the unit, one band on top of the other', () => {
    const pages = (n: number): number => Array.from({ length: n }, (_, i) => (i < 30 ? 0 : i < 100 ? 10 : i < 200 ? 20 : 40)).reduce<number>((a, b) => a + b, 0)
    const items = (n: number): number => Array.from({ length: n }, (_, i) => (i < 10 ? 0 : i < 30 ? 100 : 200 + 100 * Math.floor((i - 30) / 10))).reduce<number>((a, b) => a + b, 0)
    for (const n of [0, 1, 30, 31, 45, 100, 101, 150, 200, 201, 250, 1000]) expect(feeByPages(n).amount).toBe(pages(n))
    for (const n of [0, 1, 10, 11, 25, 30, 31, 35, 40, 41, 45, 50, 51, 60, 61, 137]) expect(feeByItems(n).amount).toBe(items(n))
    expect([45, 150, 250].map((n) => feeByPages(n).amount)).toEqual([150, 1700, 4700])
    expect([25, 35, 45].map((n) => feeByItems(n).amount)).toEqual([1500, 3000, 5500])
  })

  it.each([
    ['2024-01-01', '2024-03-01', '2024-07-01'], ['2024-08-02', '2024-10-08', '2025-02-05'], ['2024-12-03', '2025-02-05', '2025-06-03'], ['2025-08-05', '2025-10-09', '2026-02-05'],
  ])('a letter served %s: reconsideration to %s, suit to %s', (date, reconsideration, suit) => {
    const remedy = remedyFor({ subject: 'unable.notHeld', level: agencyLevelOf('市级部门'), date: d(date) })
    expect([remedy.reconsideration?.due.due, remedy.suit?.due?.due]).toEqual([reconsideration, suit])
  })

  it('the annual report is planned for the working day before a date on which nobody works', () => {
    expect([2024, 2025].map((y) => annualReportDue(y).map((r) => r.planFor))).toEqual([['2025-01-27', '2025-03-31'], ['2026-01-30', '2026-03-31']])
  })
})

describe('regions', () => {
  it('only where a region gives everyone a day off does the count leave it out', () => {
    expect(count('2022-07-08', 1)).toBe('2022-07-11')
    expect(count('2022-07-08', 1, regionalCalendar('宁夏'))).toBe('2022-07-13')
    expect(calendarDay(d('2022-07-11'), regionalCalendar('640000'))).toMatchObject({ working: false, reason: '古尔邦节放假', provisional: false })
    expect(isWorkingDay(d('2017-04-01'), regionalCalendar('广西壮族自治区')).working).toBe(false)
    expect(isWorkingDay(d('2017-04-08'), regionalCalendar('450000')).working).toBe(true)
    expect(addWorkingDays(d('2022-07-08'), 3, { article: '', calendar: regionalCalendar('内蒙古') })).toEqual(addWorkingDays(d('2022-07-08'), 3, { article: '' }))
  })

  it('a year without the notice of such a region is provisional; national holidays of it are not', () => {
    const calendar = regionalCalendar('宁夏')
    expect(calendarDay(d('2018-06-15'), calendar).provisional).toBe(true)
    expect(calendarDay(d('2018-10-01'), calendar)).toMatchObject({ working: false, provisional: false })
    expect(calendarDay(d('2019-06-05'), calendar)).toMatchObject({ working: false, source: '宁政办发〔2018〕137号' })
    expect(regionalCalendar('内蒙古').covered).toEqual(nationalCalendar.covered)
    expect([...calendar.covered]).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
    const one = calendarOf([{ year: 2018, notices: [], off: [], work: [] }, { year: 2020, notices: [], off: [], work: [] }])
    expect([...regionalCalendar(' 宁夏 ', one).covered]).toEqual([2020])
  })

  it('names what it knows, and each day lies in the year of its notice', () => {
    for (const bad of ['', '宁', '云南']) expect(() => regionalCalendar(bad)).toThrow(LawInputError)
    expect(() => regionalCalendar('云南')).toThrow('640000（宁夏回族自治区）')
    for (const { years } of regions) for (const y of years) for (const day of y.days) expect(day.date.slice(0, 4)).toBe(String(y.year))
    expect(regions.flatMap((r) => r.years.filter((y) => y.certainty === 'sourced').map((y) => y.year))).toEqual([2017, 2019, 2020, 2021, 2022])
  })
})
