import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, addWorkingDays, calendarOf, civilDate, dayNumber, fromDayNumber, isWorkingDay, LawInputError, legalityReviewWindow,
  nationalCalendar, proactiveDisclosureDue, proactiveDisclosureRules, ruleOn, weekday, withRegionalDays, withYear, workingDaysUntil,
  type CalendarYear,
} from './index.ts'

const d = civilDate
const article = '《中华人民共和国政府信息公开条例》第三十三条'
const due = (from: string, n: number): string => addWorkingDays(d(from), n, { article }).due

describe('working days', () => {
  it.each([
    ['2023-04-25', 20, '2023-05-25'],
    ['2021-09-26', 20, '2021-10-28'],
    ['2024-09-13', 7, '2024-09-25'],
    ['2022-09-23', 20, '2022-10-26'],
    ['2024-04-26', 15, '2024-05-20'],
    ['2022-09-30', 1, '2022-10-08'],
  ])('from %s, %i working days: %s', (from, n, expected) => expect(due(from, n)).toBe(expected))

  it.each([
    ['2020-01-31', false], ['2020-02-01', false], ['2020-02-03', true], ['2019-05-03', false], ['2019-05-05', true],
    ['2015-09-03', false], ['2015-09-06', true], ['2024-09-14', true], ['2026-02-14', true], ['2026-02-16', false],
    ['2026-10-10', true], ['2022-12-31', false], ['2007-12-29', true],
    ['2018-12-31', false], ['2018-12-29', true], ['2011-12-31', true],
  ])('%s is a working day: %s', (day, working) => {
    expect(isWorkingDay(d(day))).toMatchObject({ working, provisional: false })
  })

  it('says why, day by day', () => {
    const { derivation } = addWorkingDays(d('2024-09-13'), 2, { article })
    expect(derivation).toEqual([
      { date: '2024-09-13', counted: false, reason: '起算之日，不计入期间', article: '《中华人民共和国民法典》第二百零一条' },
      { date: '2024-09-14', counted: true, reason: '第1个工作日：调休上班（中秋节）', article },
      { date: '2024-09-15', counted: false, reason: '中秋节放假', article: '国办发明电〔2023〕7号' },
      { date: '2024-09-16', counted: false, reason: '中秋节放假', article: '国办发明电〔2023〕7号' },
      { date: '2024-09-17', counted: false, reason: '中秋节放假', article: '国办发明电〔2023〕7号' },
      { date: '2024-09-18', counted: true, reason: '第2个工作日', article },
    ])
  })

  it('cites the notice that moved the day, though it is the next year’s', () => {
    const days = addWorkingDays(d('2018-12-28'), 2, { article }).derivation
    expect(days.find((x) => x.date === '2018-12-31')).toMatchObject({ counted: false, article: expect.stringContaining('〔2018〕15号') })
  })

  it('is provisional when the way passes through a year without a notice', () => {
    expect(addWorkingDays(d('2026-12-25'), 1, { article })).toMatchObject({ due: '2026-12-28', provisional: false })
    expect(addWorkingDays(d('2026-12-25'), 2, { article })).toMatchObject({ due: '2026-12-29', provisional: true })
    const later = addWorkingDays(d('2026-12-25'), 5, { article })
    expect(later).toMatchObject({ due: '2027-01-01', provisional: true })
    expect(later.derivation.at(-1)?.reason).toContain('暂按周一至周五计')
  })

  it('takes a new notice: the same count moves and becomes final', () => {
    const notice: CalendarYear = {
      year: 2027,
      notices: [{ number: null, certainty: 'memory' }],
      off: [{ name: '元旦', from: d('2027-01-01'), to: d('2027-01-03') }],
      work: [],
    }
    const calendar = withYear(nationalCalendar, notice)
    expect(addWorkingDays(d('2026-12-25'), 5, { article, calendar })).toMatchObject({ due: '2027-01-04', provisional: false })
    expect(withYear(calendar, notice).years).toHaveLength(calendar.years.length)
  })

  it('lays regional days over the national ones', () => {
    const calendar = withRegionalDays(nationalCalendar, [
      { date: d('2026-08-10'), working: false, name: '那达慕', source: null },
      { date: d('2026-10-07'), working: true, name: '本地值班', source: null },
    ])
    expect(isWorkingDay(d('2026-08-10'), calendar)).toEqual({ working: false, reason: '那达慕放假', provisional: false })
    expect(isWorkingDay(d('2026-10-07'), calendar).working).toBe(true)
    expect(isWorkingDay(d('2026-08-10')).working).toBe(true)
  })

  it('refuses an impossible calendar or count', () => {
    const year = (part: Partial<CalendarYear>): CalendarYear => ({ year: 2030, notices: [], off: [], work: [], ...part })
    expect(() => calendarOf([year({ work: [{ name: '元旦', date: d('2030-01-02') }] })])).toThrow('不是周六或周日')
    expect(() => calendarOf([year({ off: [{ name: '元旦', from: d('2030-01-02'), to: d('2030-01-01') }] })])).toThrow('颠倒')
    expect(() => calendarOf([year({}), year({})])).toThrow('“2030”出现两次')
    const days = { name: '元旦', from: d('2030-01-01'), to: d('2030-01-02') }
    expect(() => calendarOf([year({ off: [days, { ...days, from: days.to }] })])).toThrow('“2030-01-02”出现两次')
    expect(() => calendarOf([year({ off: [{ ...days, to: d('2030-01-05') }], work: [{ name: '元旦', date: d('2030-01-05') }] })])).toThrow('“2030-01-05”出现两次')
    const local = { date: d('2030-01-01'), working: true, name: '值班', source: null }
    expect(() => calendarOf([], [local, local])).toThrow('“2030-01-01”出现两次')
    expect(calendarOf([year({ off: [days] })], [local]).marks.get(local.date)?.working).toBe(true)
    for (const n of [0, -1, 1.5, 1001, Number.NaN]) {
      expect(() => addWorkingDays(d('2026-06-17'), n, { article })).toThrow(LawInputError)
    }
  })

  it('every make-up day lies on a weekend and every year names its notice from 2008 on', () => {
    expect(nationalCalendar.years.map((y) => y.year)).toEqual(Array.from({ length: 20 }, (_, i) => 2007 + i))
    for (const y of nationalCalendar.years) {
      for (const w of y.work) expect(weekday(w.date)).toBeGreaterThanOrEqual(6)
      for (const r of [...y.off.flatMap((o) => [o.from, o.to]), ...y.work.map((w) => w.date)]) {
        expect(r >= `${y.year - 1}-12-29` && r <= `${y.year}-12-28`).toBe(true)
      }
      if (y.year >= 2008) for (const n of y.notices) expect(n).toMatchObject({ number: expect.any(String), certainty: 'sourced' })
    }
  })
})

describe('properties of the count', () => {
  const day = fc.integer({ min: dayNumber(d('2006-06-01')), max: dayNumber(d('2027-06-01')) }).map(fromDayNumber)
  const count = fc.integer({ min: 1, max: 60 })

  it('ends on a working day, equals the walk, and its derivation adds up', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const result = addWorkingDays(from, n, { article })
        let walked = from
        for (let left = n; left > 0; ) {
          walked = addDays(walked, 1)
          if (isWorkingDay(walked).working) left -= 1
        }
        expect(result.due).toBe(walked)
        expect(isWorkingDay(result.due).working).toBe(true)
        expect(result.derivation.filter((x) => x.counted)).toHaveLength(n)
        expect(result.derivation.map((x) => x.date)).toEqual(
          Array.from({ length: dayNumber(result.due) - dayNumber(from) + 1 }, (_, i) => addDays(from, i)),
        )
        expect(result.provisional).toBe(result.derivation.slice(1).some((x) => isWorkingDay(x.date).provisional))
      }),
    )
  })

  it('is monotone in the day and strictly so in the number', () => {
    fc.assert(
      fc.property(day, count, fc.integer({ min: 0, max: 20 }), (from, n, later) => {
        expect(due(addDays(from, later), n) >= due(from, n)).toBe(true)
        expect(due(from, n + 1) > due(from, n)).toBe(true)
      }),
    )
  })

  it('the days left are its inverse, with the opposite sign the other way', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const end = addWorkingDays(from, n, { article }).due
        expect(workingDaysUntil(from, end)).toBe(n)
        expect(workingDaysUntil(end, from)).toBe(-n)
        expect(workingDaysUntil(end, end)).toBe(0)
      }),
    )
  })
})

describe('duties', () => {
  it('proactive disclosure: 20 working days under the rule in force that day', () => {
    expect(proactiveDisclosureDue(d('2026-06-17'))).toMatchObject({
      due: '2026-07-16',
      provisional: false,
      rule: { code: 'proactive-disclosure-2019', workingDays: 20, article: '第二十六条', certainty: 'sourced' },
    })
    expect(proactiveDisclosureDue(d('2019-05-14')).rule.code).toBe('proactive-disclosure-2007')
    expect(proactiveDisclosureDue(d('2019-05-15')).rule.code).toBe('proactive-disclosure-2019')
    expect(ruleOn(proactiveDisclosureRules, d('2008-04-30'))).toBeNull()
    expect(() => proactiveDisclosureDue(d('2008-04-30'))).toThrow(LawInputError)
  })

  it('each counted day of the derivation cites the article', () => {
    const counted = proactiveDisclosureDue(d('2026-06-17')).derivation.filter((x) => x.counted)
    expect(new Set(counted.map((x) => x.article))).toEqual(new Set(['《中华人民共和国政府信息公开条例》第二十六条']))
  })

  it('legality review: between 5 and 15 working days', () => {
    const review = legalityReviewWindow(d('2026-06-17'))
    expect([review.earliest.due, review.latest.due]).toEqual(['2026-06-25', '2026-07-09'])
    expect(() => legalityReviewWindow(d('2018-12-03'))).toThrow('2018-12-03')
    expect(legalityReviewWindow(d('2018-12-04')).rule.code).toBe('legality-review-2018')
    const calendar = withRegionalDays(nationalCalendar, [{ date: d('2026-06-25'), working: false, name: '那达慕', source: null }])
    const local = legalityReviewWindow(d('2026-06-17'), calendar)
    expect([local.earliest.due, local.latest.due, proactiveDisclosureDue(d('2026-06-17'), calendar).due]).toEqual(['2026-06-26', '2026-07-10', '2026-07-17'])
    expect(local.earliest.derivation.at(-1)?.article).toBe('《国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见》（国办发〔2018〕115号）关于合法性审核时间的规定')
  })
})
