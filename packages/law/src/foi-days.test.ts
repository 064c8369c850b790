import { describe, expect, it } from 'vitest'
import { calendarOf, civilDate as d, foiReplyClock, parseFoiEvents, withYear, nationalCalendar, type FoiClock, type FoiClockSettings } from './index.ts'

const clock = (events: unknown, settings?: Partial<FoiClockSettings>): FoiClock => foiReplyClock(parseFoiEvents(events), { settings })
const received = { type: 'received', date: '2024-09-02' }
const lines = (c: FoiClock, from: string): string[] => c.derivation.filter((x) => x.date >= from).map((x) => [x.date, x.kind, x.counted ? '1' : '0', x.reason, x.article ?? ''].join(' '))

describe('days of a period set by a decision', () => {
  const reopened = (period: unknown) => [received, { type: 'reopened', date: '2024-09-12', period }]

  it('natural days, moved over a holiday', () => {
    const c = clock(reopened({ unit: 'days', length: 3 }))
    expect(c).toMatchObject({ due: '2024-09-18', provisional: false })
    const article = c.rule.article
    expect(lines(c, '2024-09-13')).toEqual([
      `2024-09-13 counted 1 第1日 ${article}`, `2024-09-14 counted 1 第2日 ${article}`, `2024-09-15 counted 1 第3日 ${article}`,
      '2024-09-16 rest 0 中秋节放假 国办发明电〔2023〕7号', '2024-09-17 rest 0 中秋节放假 国办发明电〔2023〕7号', '2024-09-18 counted 1 期限最后一日遇法定休假日，顺延至此日 《中华人民共和国民法典》第二百零三条',
    ])
    expect(c.derivation.find((x) => x.date === '2024-09-12')).toMatchObject({ kind: 'start', counted: false, article: '《中华人民共和国民法典》第二百零一条' })
  })

  it('the rule carries the working days where they are what was set', () => {
    const rules = [{ unit: 'working-days', length: 10 }, { unit: 'days', length: 10 }, { unit: 'until', until: '2024-12-31' }].map((period) => clock(reopened(period)).rule)
    expect(rules.map((r) => [r.code, r.workingDays, r.extensionWorkingDays])).toEqual([['foi-ordered', 10, 0], ['foi-ordered', 0, 0], ['foi-ordered', 0, 0]])
  })

  it('a fixed day is that day, also when nobody works, and never provisional; a count into an unsettled year is', () => {
    const c = clock(reopened({ unit: 'until', until: '2024-09-16' }))
    expect([c.due, c.derivation.at(-1)?.reason, c.derivation.filter((x) => x.counted).length]).toEqual(['2024-09-16', '第4日', 4])
    expect(clock([{ type: 'received', date: '2026-12-01' }, { type: 'reopened', date: '2026-12-02', period: { unit: 'until', until: '2027-02-01' } }]).provisional).toBe(false)
    expect(clock([{ type: 'received', date: '2026-12-01' }, { type: 'reopened', date: '2026-12-02', period: { unit: 'days', length: 60 } }]).provisional).toBe(true)
  })

  it('is counted on the calendar given', () => {
    const calendar = withYear(nationalCalendar, { year: 2024, notices: [], off: [{ name: '假', from: d('2024-09-17'), to: d('2024-09-18') }], work: [] })
    expect(foiReplyClock(parseFoiEvents(reopened({ unit: 'days', length: 5 })), { calendar }).due).toBe('2024-09-19')
  })
})

describe('days up to a later day told', () => {
  const delayed = (until: string, date = '2024-09-20') => ({ type: 'delayed', date, until })
  it('each has its place, the last one its own words', () => {
    const c = clock([received, delayed('2024-10-12')])
    expect(c.stages[0]?.due).toBe('2024-09-30')
    const days = c.derivation.filter((x) => x.date > '2024-09-30')
    expect(days.map((x) => [x.date.slice(5), x.kind, x.counted])).toEqual([
      ...['01', '02', '03', '04', '05', '06', '07'].map((n) => [`10-${n}`, 'rest', false]), ...['08', '09', '10', '11'].map((n) => [`10-${n}`, 'delayed', true]), ['10-12', 'delayed', true],
    ])
    expect(new Set(days.filter((x) => x.kind === 'delayed').map((x) => x.reason)).size).toBe(2)
    expect(days[0]).toMatchObject({ reason: '国庆节放假', article: '国办发明电〔2023〕7号' })
    expect(days.at(-1)?.reason).not.toBe(days.at(-2)?.reason)
  })
  it('one on the last day itself means nothing; one told on the day of reopening belongs to the new round', () => {
    expect(clock([received, delayed('2024-09-30')])).toMatchObject({ due: '2024-09-30', delay: null })
    expect(clock([received, delayed('2024-10-08')])).toMatchObject({ due: '2024-10-08', delay: { until: '2024-10-08' } })
    const reopened = { type: 'reopened', date: '2024-09-20' }
    expect(clock([received, reopened, delayed('2024-12-31')])).toMatchObject({ due: '2024-12-31', delay: { setOn: '2024-09-20' } })
    expect(clock([received, reopened, delayed('2024-12-31', '2024-09-19')]).delay).toBeNull()
  })
})

describe('what is waited for', () => {
  it('each wait has the end of its own period', () => {
    const c = clock([
      received, { type: 'correction-notified', date: '2024-09-03', answerBy: '2024-09-10' }, { type: 'correction-received', date: '2024-09-05' },
      { type: 'correction-notified', date: '2024-09-06', answerBy: '2024-09-20' }, { type: 'correction-notified', date: '2024-09-09', answerBy: '2024-09-27' },
      { type: 'reasons-asked', date: '2024-09-09' }, { type: 'fee-notified', date: '2024-09-11' }, { type: 'fee-notified', date: '2024-09-12', receivedOn: '2024-09-18' },
    ])
    expect(c.waitingFor).toEqual([
      { what: 'correction', since: '2024-09-06', until: '2024-09-20', party: null }, { what: 'correction', since: '2024-09-09', until: '2024-09-27', party: null },
      { what: 'payment', since: '2024-09-11', until: '2024-10-15', party: null }, { what: 'payment', since: '2024-09-12', until: '2024-10-21', party: null },
      { what: 'reasons', since: '2024-09-09', until: null, party: null },
    ])
  })

  it('the days of a period that the notice fixed', () => {
    const duty = clock([received, { type: 'correction-notified', date: '2024-09-12', answerBy: '2024-09-15' }]).duties.find((x) => x.code === 'correction-answer')
    expect(duty).toMatchObject({ due: '2024-09-15', provisional: false, certainty: 'sourced' })
    expect(duty?.derivation).toEqual([
      { date: '2024-09-12', counted: false, reason: '工作日', article: null }, { date: '2024-09-13', counted: true, reason: '工作日', article: null },
      { date: '2024-09-14', counted: true, reason: '调休上班（中秋节）', article: '国办发明电〔2023〕7号' }, { date: '2024-09-15', counted: false, reason: '中秋节放假', article: '国办发明电〔2023〕7号' },
    ])
  })

  it('an open wait leaves nothing out, wherever a setting would leave it out once it ends', () => {
    const settings = { reasons: 'exclude', payment: 'exclude' } as const
    expect(clock([received, { type: 'reasons-asked', date: '2024-09-03' }], settings).due).toBe('2024-09-30')
    expect(clock([received, { type: 'fee-notified', date: '2024-09-03' }], settings).due).toBe('2024-09-30')
  })
})

it('an extension without effect is not kept for the next period', () => {
  const paid = [{ type: 'fee-notified', date: '2024-09-10' }, { type: 'fee-paid', date: '2024-09-12' }]
  const untold = { type: 'extended', date: '2024-09-04', workingDays: 5, notifiedOn: null }
  const last = clock([received, untold, ...paid], { extensionAfterRestart: 'kept' }).stages.at(-1)
  expect([last?.extension, last?.added]).toEqual([null, 0])
  const one = clock([received, { ...untold, workingDays: 1, notifiedOn: '2024-09-04' }, ...paid], { extensionAfterRestart: 'kept' }).stages.at(-1)
  expect([one?.added, one?.extension?.workingDays]).toEqual([1, 1])
  // Kept through two restarts.
  const again = [{ type: 'fee-notified', date: '2024-09-13' }, { type: 'fee-paid', date: '2024-09-18' }]
  expect(clock([received, { ...untold, workingDays: 3, notifiedOn: '2024-09-04' }, ...paid, ...again], { extensionAfterRestart: 'kept' }).stages.map((s) => s.added)).toEqual([3, 3, 3])
})

it('a calendar without a mark is Monday to Friday', () => {
  const calendar = calendarOf([2024, 2025].map((year) => ({ year, notices: [], off: [], work: [] })))
  expect(foiReplyClock(parseFoiEvents([received]), { calendar })).toMatchObject({ due: '2024-09-30', provisional: false })
})
