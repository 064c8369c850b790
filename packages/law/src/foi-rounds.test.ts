import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDay, civilDate as d, daysBetween, foiReplyClock, LawInputError, nationalCalendar, parseFoiEvents, type FoiEvent, type OrderedPeriod } from './index.ts'

const received: FoiEvent = { type: 'received', date: d('2023-03-15') }
const reopened = (period: OrderedPeriod | null, on = '2023-06-01'): FoiEvent => ({ type: 'reopened', date: d(on), period })
const consulted = (from: string, to: string): FoiEvent[] => [
  { type: 'third-party-sent', date: d(from), party: '甲' }, { type: 'third-party-answered', date: d(to), party: '甲' },
]

describe('handling again after a decision or judgment', () => {
  it('without a period in it the setting counts, cites no article, and everything of a reply period works', () => {
    const clock = foiReplyClock([received, reopened(null)])
    expect(clock).toMatchObject({ due: '2023-06-30', rule: { code: 'foi-reopened', law: '', certainty: 'memory' } })
    expect(clock.stages.map((s) => s.openedBy)).toEqual(['received', 'reopened'])
    expect(clock.derivation[0]).toMatchObject({ date: '2023-06-01', kind: 'start' })
    expect(clock.derivation.at(-1)?.article).toContain('按本机关的设置')
    expect(foiReplyClock([received, reopened(null)], { settings: { reopenedWorkingDays: 5 } }).due).toBe('2023-06-08')
    expect(foiReplyClock([received, reopened(null), ...consulted('2023-06-05', '2023-06-09')]).due).toBe('2023-07-06')
    expect(clock.duties.map((x) => x.code)).toEqual(['correction-notice', 'extension-notice', 'extension-notice'])
  })

  it('a period set in it stands: working days, natural days, a fixed day', () => {
    const due = (period: OrderedPeriod) => foiReplyClock([received, reopened(period)]).due
    expect(due({ unit: 'working-days', length: 10 })).toBe('2023-06-15')
    expect(due({ unit: 'days', length: 30 })).toBe('2023-07-03')
    expect(due({ unit: 'until', until: d('2023-06-30') })).toBe('2023-06-30')
  })

  it('nothing the office does moves a period that was set', () => {
    const period: OrderedPeriod = { unit: 'working-days', length: 10 }
    const moves: FoiEvent[] = [
      ...consulted('2023-06-02', '2023-06-09'),
      { type: 'correction-notified', date: d('2023-06-05') }, { type: 'correction-received', date: d('2023-06-06') },
      { type: 'fee-notified', date: d('2023-06-07') }, { type: 'fee-paid', date: d('2023-06-08') },
      { type: 'delayed', date: d('2023-06-09'), until: d('2023-12-29') },
    ]
    expect(foiReplyClock([received, reopened(period), ...moves])).toMatchObject({ due: '2023-06-15', delay: null })
    const extended: FoiEvent = { type: 'extended', date: d('2023-06-09'), workingDays: 1, approvedOn: d('2023-06-09'), notifiedOn: d('2023-06-09') }
    expect(() => foiReplyClock([received, reopened(period), extended])).toThrow(LawInputError)
    expect(foiReplyClock([received, reopened(null), extended]).due).toBe('2023-07-03')
  })

  it('what was extended in the first round does not carry over, also where a setting keeps extensions', () => {
    const first: FoiEvent = { type: 'extended', date: d('2023-03-20'), workingDays: 10, approvedOn: d('2023-03-20'), notifiedOn: d('2023-03-20') }
    const again: FoiEvent = { type: 'extended', date: d('2023-06-05'), workingDays: 5, approvedOn: d('2023-06-05'), notifiedOn: d('2023-06-05') }
    const kept = { settings: { extensionAfterRestart: 'kept' } } as const
    expect(foiReplyClock([received, first, reopened(null)], kept).due).toBe('2023-06-30')
    expect(foiReplyClock([received, first, reopened(null), again], kept).due).toBe('2023-07-07')
    expect(foiReplyClock([received, first, reopened(null)]).warnings.map((w) => w.code)).toEqual([])
    expect(foiReplyClock([received, first, reopened(null)]).stages[0]?.due).toBe('2023-04-26')
  })

  it('any set period: every day from receipt of the decision to the end once; natural days end on a working day', () => {
    const periods = fc.oneof(
      fc.record({ unit: fc.constantFrom('working-days' as const, 'days' as const), length: fc.integer({ min: 1, max: 90 }) }),
      fc.integer({ min: 1, max: 120 }).map((n): OrderedPeriod => ({ unit: 'until', until: addDays(d('2024-01-10'), n) })),
    )
    fc.assert(fc.property(periods, (period) => {
      const clock = foiReplyClock([received, reopened(period, '2024-01-10')])
      expect(clock.derivation.map((x) => x.date)).toEqual(Array.from({ length: daysBetween(d('2024-01-10'), clock.due) + 1 }, (_, i) => addDays(d('2024-01-10'), i)))
      expect(clock.derivation.at(-1)).toMatchObject({ date: clock.due, counted: true })
      if (period.unit !== 'until') expect(calendarDay(clock.due, nationalCalendar).working).toBe(true)
      if (period.unit === 'working-days') expect(clock.derivation.filter((x) => x.kind === 'counted')).toHaveLength(period.length)
      if (period.unit === 'days') expect(daysBetween(d('2024-01-10'), clock.due)).toBeGreaterThanOrEqual(period.length)
    }), { numRuns: 200 })
  })
})

describe('less is asked for instead of paying', () => {
  const told: FoiEvent[] = [received, { type: 'fee-notified', date: d('2023-03-20') }]
  const voided: FoiEvent = { type: 'fee-voided', date: d('2023-03-27') }
  it('leaves out the wait, starts again or does nothing, as set; the notice is over', () => {
    const due = (narrowed: 'exclude' | 'restart' | 'none') => foiReplyClock([...told, voided], { settings: { narrowed } }).due
    expect([due('exclude'), due('restart'), due('none')]).toEqual(['2023-04-20', '2023-04-24', '2023-04-13'])
    const clock = foiReplyClock([...told, voided])
    expect(clock).toMatchObject({ waitingFor: [] })
    expect(clock.duties.some((x) => x.code === 'fee-payment')).toBe(false)
    expect(clock.derivation.find((x) => x.date === '2023-03-21')).toMatchObject({ kind: 'excluded', article: null })
    expect(foiReplyClock(told).waitingFor).toMatchObject([{ what: 'payment' }])
  })
  it('a notice ends once: by payment or by falling, and another may follow', () => {
    const paid: FoiEvent = { type: 'fee-paid', date: d('2023-03-28') }
    expect(() => foiReplyClock([...told, voided, paid])).toThrow(/收费通知/)
    expect(() => foiReplyClock([received, voided])).toThrow(/收费通知/)
    const again = foiReplyClock([...told, voided, { type: 'fee-notified', date: d('2023-03-28') }, { type: 'fee-paid', date: d('2023-03-29') }])
    expect(again).toMatchObject({ due: '2023-04-26' })
    expect(again.stages.at(-1)).toMatchObject({ openedBy: 'payment', from: '2023-03-29' })
  })
})

describe('第三十五条: a later day the applicant was told of', () => {
  const later = (until: string, on = '2023-03-21'): FoiEvent => ({ type: 'delayed', date: d(on), until: d(until) })
  it('is due, with its article on every day after the period; the period itself stays as it was', () => {
    const clock = foiReplyClock([received, later('2023-05-20')])
    expect(clock).toMatchObject({ due: '2023-05-20', delay: { until: '2023-05-20', setOn: '2023-03-21' } })
    expect(clock.stages.at(-1)?.due).toBe('2023-04-13')
    const days = clock.derivation.filter((x) => x.date > '2023-04-13')
    expect(days.filter((x) => x.kind === 'delayed').every((x) => x.article?.includes('第三十五条'))).toBe(true)
    expect(days.some((x) => x.kind === 'rest')).toBe(true)
    // A day fixed by notice may be a rest day: 2023-05-20 is a Saturday.
    expect(days.at(-1)).toMatchObject({ date: '2023-05-20', kind: 'delayed', counted: false })
    expect(clock.derivation.filter((x) => x.kind === 'counted')).toHaveLength(20)
  })
  it('the last day told holds; one within the period means nothing; steps until then are not late', () => {
    expect(foiReplyClock([received, later('2023-05-19'), later('2023-06-30', '2023-05-10')]).due).toBe('2023-06-30')
    expect(foiReplyClock([received, later('2023-04-10')])).toMatchObject({ due: '2023-04-13', delay: null })
    const late: FoiEvent = { type: 'reasons-asked', date: d('2023-05-04') }
    expect(foiReplyClock([received, late, later('2023-05-19')]).warnings.map((w) => w.code)).toEqual(['reasons-run'])
    expect(foiReplyClock([received, late]).warnings.map((w) => w.code)).toEqual(['after-due', 'reasons-run'])
  })
  it('falls with the round it was told in', () => {
    expect(foiReplyClock([received, later('2023-08-31'), reopened(null)])).toMatchObject({ due: '2023-06-30', delay: null })
  })
})

it('correction of a record about oneself: the setting counts and no article is given as its source', () => {
  const clock = foiReplyClock([{ type: 'received', date: d('2023-03-15'), matter: 'record-correction' }])
  expect(clock).toMatchObject({ due: '2023-04-13', rule: { law: '', extensionWorkingDays: 0 }, duties: [] })
  expect(clock.derivation.at(-1)?.article).toMatch(/没有规定期限/)
  expect(foiReplyClock([{ type: 'received', date: d('2023-03-15'), matter: 'record-correction' }], { settings: { recordCorrectionWorkingDays: 3 } }).due).toBe('2023-03-20')
})

it('reads the new events from JSON and names what is wrong with them', () => {
  const list = parseFoiEvents([
    { type: 'received', date: '2023-03-15', matter: 'record-correction' }, { type: 'reopened', date: '2023-06-01', period: { unit: 'days', length: 30 } },
    { type: 'reopened', date: '2023-07-01' }, { type: 'delayed', date: '2023-07-03', until: '2023-09-01' }, { type: 'reopened', date: '2023-08-01', period: { unit: 'until', until: '2023-09-01' } },
  ])
  expect(list).toEqual([
    { type: 'received', date: '2023-03-15', matter: 'record-correction' }, { type: 'reopened', date: '2023-06-01', period: { unit: 'days', length: 30 } },
    { type: 'reopened', date: '2023-07-01', period: null }, { type: 'delayed', date: '2023-07-03', until: '2023-09-01' },
    { type: 'reopened', date: '2023-08-01', period: { unit: 'until', until: '2023-09-01' } },
  ])
  for (const period of [{ unit: 'days', length: 0 }, { unit: 'weeks', length: 2 }, { unit: 'until', until: '2023-02-30' }, 5]) {
    expect(() => parseFoiEvents([{ type: 'reopened', date: '2023-06-01', period }])).toThrow(/period/)
  }
  expect(() => parseFoiEvents([{ type: 'delayed', date: '2023-06-01' }])).toThrow(/until/)
  expect(() => foiReplyClock([received, { type: 'reopened', date: d('2023-06-01'), period: { unit: 'until', until: d('2023-05-01') } }])).toThrow(/日期颠倒/)
})
