import { describe, expect, it } from 'vitest'
import {
  civilDate as d, foiReplyClock, LawInputError, parseFoiEvents, type FoiClockSettings, type FoiEvent,
} from './index.ts'

/** 'received 2023-03-01 | third-party-sent 2023-03-03' as events. */
function events(text: string): FoiEvent[] {
  return parseFoiEvents(
    text.split('|').map((part) => {
      const [type, date, ...fields] = part.trim().split(' ')
      return { type, date, ...Object.fromEntries(fields.map((f) => f.split('=')).map(([k, v]) => [k, k === 'workingDays' ? Number(v) : v])) }
    }),
  )
}
const clock = (text: string, settings?: Partial<FoiClockSettings>) => foiReplyClock(events(text), { settings })
const due = (text: string, settings?: Partial<FoiClockSettings>): string => clock(text, settings).due
const codes = (text: string, settings?: Partial<FoiClockSettings>): string[] => clock(text, settings).warnings.map((w) => w.code)
const fault = (text: string): string => {
  try {
    clock(text)
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(LawInputError)
    return error instanceof Error ? error.message : ''
  }
}

describe('reply period', () => {
  it.each([
    ['2023-04-25', '2023-05-25'], ['2021-09-26', '2021-10-28'], ['2022-09-23', '2022-10-26'], ['2023-03-15', '2023-04-13'],
    // 15 working days before 2019-05-15, 20 from that day on.
    ['2019-05-14', '2019-06-04'], ['2019-05-15', '2019-06-13'],
  ])('received %s: due %s', (received, expected) => expect(due(`received ${received}`)).toBe(expected))

  it('is provisional across a new year without a notice, settled before', () => {
    expect(clock('received 2026-12-01')).toMatchObject({ due: '2026-12-29', provisional: true })
    expect(clock('received 2026-11-30')).toMatchObject({ due: '2026-12-28', provisional: false })
  })

  it('a correction starts the period again from its receipt', () => {
    const c = clock('received 2023-03-01 | correction-notified 2023-03-06 | correction-received 2023-04-25')
    expect(c.due).toBe('2023-05-25')
    expect(c.stages.map((s) => s.openedBy)).toEqual(['received', 'correction'])
    expect(c.derivation.find((x) => x.date === '2023-03-02')).toMatchObject({ counted: false, kind: 'superseded' })
    expect(c.derivation.filter((x) => x.counted)).toHaveLength(20)
  })

  it('while the correction is awaited, the count stands as it was, with the wait named', () => {
    const c = clock('received 2023-03-01 | correction-notified 2023-03-06')
    expect(c).toMatchObject({ due: '2023-03-29', waitingFor: [{ what: 'correction', since: '2023-03-06', until: '2023-03-27' }] })
    expect(c.warnings.map((w) => w.code)).toEqual(['correction-open'])
    expect(clock('received 2023-03-01 | correction-notified 2023-03-06 answerBy=2023-03-12').waitingFor[0]?.until).toBe('2023-03-12')
  })

  it('warns of a late notice, a second round and a late correction, and counts all the same', () => {
    const text = 'received 2023-03-01 | correction-notified 2023-03-13 | correction-received 2023-04-25'
    expect(codes(text)).toEqual(['correction-notice-late', 'correction-answer-late'])
    expect(codes(`${text} | correction-notified 2023-04-26 | correction-received 2023-04-27`)).toContain('correction-again')
  })

  it('leaves out a consultation, from the day after it was sent to the day the opinion comes', () => {
    expect(due('received 2023-03-01 | third-party-sent 2023-03-03 | third-party-received 2023-03-06 | third-party-answered 2023-03-20')).toBe('2023-04-14')
    expect(due('received 2023-03-01 | agency-consulted 2023-03-03 | agency-answered 2023-03-06')).toBe('2023-03-30')
  })

  it('a silent third party: to day 15 after its receipt; a late opinion adds nothing more', () => {
    const silent = 'received 2024-04-25 | third-party-sent 2024-04-25 | third-party-received 2024-04-26'
    expect(clock(silent).consultations[0]).toMatchObject({ excludedTo: '2024-05-20' })
    expect(due(silent)).toBe('2024-06-18')
    const late = `${silent} | third-party-answered 2024-05-28`
    expect(due(late)).toBe('2024-06-18')
    expect(codes(late)).toEqual(['opinion-late'])
    expect(due(late, { lateOpinion: 'excluded' })).toBe('2024-06-26')
  })

  it('overlapping consultations are left out once', () => {
    const two = 'received 2023-03-01 | third-party-sent 2023-03-03 party=甲 | third-party-received 2023-03-03 party=甲 | third-party-answered 2023-03-10 party=甲'
    expect(due(`${two} | third-party-sent 2023-03-07 party=乙 | third-party-received 2023-03-07 party=乙 | third-party-answered 2023-03-14 party=乙`)).toBe('2023-04-10')
    expect(due(`${two} | agency-consulted 2023-03-06 | agency-answered 2023-03-08`)).toBe(due(two))
  })

  it('without the receipt on record a silent letter counts from the day sent; an agency without a period waits', () => {
    const c = clock('received 2023-03-01 | third-party-sent 2023-03-03')
    expect(c.consultations[0]).toMatchObject({ excludedTo: '2023-03-24' })
    expect(c.warnings.map((w) => w.code)).toEqual(['third-party-receipt-missing'])
    expect(codes('received 2023-03-01 | agency-consulted 2023-03-03')).toEqual(['agency-receipt-missing'])
    const other = 'received 2023-03-01 | agency-consulted 2023-03-03 role=other'
    expect(due(other)).toBe('2023-03-29')
    expect(codes(other)).toEqual(['agency-no-period'])
    expect(due(`${other} | agency-answered 2023-04-20`)).toBe('2023-05-17')
    expect(codes('received 2019-03-01 | third-party-sent 2019-03-04')).toEqual(['third-party-no-period'])
  })

  it('a consultation after the period has ended does not bring it back', () => {
    const text = 'received 2023-03-01 | third-party-sent 2023-03-30 | third-party-answered 2023-04-10'
    expect(due(text)).toBe('2023-03-29')
    expect(codes(text)).toEqual(['after-due'])
  })

  it('an extension adds, if the applicant is told before the period ends', () => {
    const told = (day: string, n = 20): string => `received 2023-03-01 | extended 2023-03-20 workingDays=${n} approvedOn=2023-03-20 notifiedOn=${day}`
    expect(due(told('2023-03-29'))).toBe('2023-04-26')
    expect(due(told('2023-03-29', 5))).toBe('2023-04-06')
    expect(clock(told('2023-03-30'))).toMatchObject({ due: '2023-03-29', warnings: [{ code: 'extension-late' }] })
    expect(clock(told('2023-03-30')).duties.find((x) => x.code === 'extension-notice')).toMatchObject({ due: '2023-03-29', late: true })
    expect(due(told('2023-03-30'), { lateExtension: 'counts' })).toBe('2023-04-26')
    expect(codes(told('2023-03-30'), { lateExtension: 'counts' })).toEqual(['extension-late-counted'])
  })

  it('the days that were added say so; a notice on the day of a restart belongs to the new period', () => {
    const days = clock('received 2023-03-01 | extended 2023-03-20 workingDays=1').derivation.filter((x) => x.counted)
    expect(days.map((x) => x.reason.endsWith('（延长期）'))).toEqual([...Array.from({ length: 20 }, () => false), true])
    const { stages } = clock('received 2023-03-01 | fee-notified 2023-03-10 | fee-paid 2023-03-20 | extended 2023-03-20 workingDays=2')
    expect(stages.map((s) => [s.extension === null, s.added])).toEqual([[true, 0], [false, 2]])
  })

  it('the last day of a period is in time', () => {
    const { duties, warnings } = clock('received 2023-03-01 | correction-notified 2023-03-10 | correction-received 2023-03-31 | extended 2023-03-31 workingDays=1')
    expect(duties.filter((x) => x.doneOn !== null).map((x) => [x.code, x.due === x.doneOn, x.late])).toEqual([
      ['correction-notice', true, false], ['extension-notice', false, false], ['correction-answer', true, false],
    ])
    expect(warnings).toEqual([])
    expect(codes('received 2023-03-01 | third-party-sent 2023-03-29 | third-party-answered 2023-04-10')).toEqual([])
  })

  it('an extension nobody was told of has no effect', () => {
    const list: FoiEvent[] = [
      { type: 'received', date: d('2023-03-01') },
      { type: 'extended', date: d('2023-03-20'), workingDays: 20, approvedOn: d('2023-03-20'), notifiedOn: null },
    ]
    expect(foiReplyClock(list)).toMatchObject({ due: '2023-03-29', warnings: [{ code: 'extension-not-notified' }] })
  })

  it('old rule: 15 and at most 15 more', () => {
    expect(due('received 2018-03-01 | extended 2018-03-15 workingDays=15')).toBe('2018-04-13')
    expect(fault('received 2018-03-01 | extended 2018-03-15 workingDays=16')).toContain('超过最长 15')
    expect(due('received 2018-03-01 | correction-notified 2018-03-02 | correction-received 2018-03-12')).toBe('2018-04-02')
    expect(due('received 2018-03-01 | correction-notified 2018-03-02 | correction-received 2018-03-12', { correctionBefore2019: 'none' })).toBe('2018-03-22')
    expect(clock('received 2019-05-10 | correction-notified 2019-05-13 | correction-received 2019-05-15').rule.code).toBe('foi-reply-2019')
  })

  it('payment counts the period afresh from the day after; settings may leave it out or pass it over', () => {
    const paid = 'received 2023-03-01 | fee-notified 2023-03-10 | fee-paid 2023-03-20'
    expect(due(paid)).toBe('2023-04-18')
    expect(due(paid, { payment: 'exclude' })).toBe('2023-04-07')
    expect(due(paid, { payment: 'none' })).toBe('2023-03-29')
    const open = clock('received 2023-03-01 | fee-notified 2023-03-10 receivedOn=2023-03-13')
    expect(open.waitingFor).toEqual([{ what: 'payment', since: '2023-03-10', until: '2023-04-11', party: null }])
    expect(clock('received 2023-03-01 | fee-notified 2023-03-10', { paymentWorkingDays: 5 }).waitingFor[0]?.until).toBe('2023-03-17')
    expect(codes('received 2023-03-01 | fee-notified 2023-03-10 | fee-paid 2023-05-10')).toContain('fee-late')
  })

  it('an extension falls away with the period that starts again, or is kept by a setting', () => {
    const text = 'received 2023-03-01 | extended 2023-03-06 workingDays=10 | fee-notified 2023-03-10 | fee-paid 2023-03-20'
    expect(due(text)).toBe('2023-04-18')
    expect(codes(text)).toContain('extension-lapsed')
    expect(due(text, { extensionAfterRestart: 'kept' })).toBe('2023-05-04')
    expect(due(`${text} | extended 2023-04-10 workingDays=5`)).toBe('2023-04-24')
    expect(() => clock(`${text} | extended 2023-04-10 workingDays=5`, { extensionAfterRestart: 'kept' })).toThrow('延长了两次')
  })

  it('waiting for reasons does not stop the clock by itself', () => {
    const text = 'received 2023-03-01 | reasons-asked 2023-03-06 | reasons-given 2023-03-10'
    expect(due(text)).toBe('2023-03-29')
    expect(codes(text)).toEqual(['reasons-run'])
    expect(due(text, { reasons: 'exclude' })).toBe('2023-04-04')
    expect(codes(text, { reasons: 'exclude' })).toEqual([])
  })
})

describe('duties', () => {
  it('each has its own period and derivation', () => {
    const { duties } = clock('received 2024-09-13 | third-party-sent 2024-09-14 | third-party-received 2024-09-18')
    expect(duties.map((x) => [x.code, x.due, x.doneOn])).toEqual([
      ['correction-notice', '2024-09-25', null],
      ['extension-notice', clock('received 2024-09-13 | third-party-sent 2024-09-14 | third-party-received 2024-09-18').due, null],
      ['third-party-answer', '2024-10-14', null],
    ])
    for (const x of duties) expect(x.derivation.at(-1)?.date).toBe(x.due)
    expect(clock('received 2024-04-25 | third-party-sent 2024-04-25 | third-party-received 2024-04-26').duties.at(-1)?.due).toBe('2024-05-20')
  })
})

describe('impossible cases', () => {
  it.each([
    ['correction-notified 2023-03-02', '没有“收到申请”'],
    ['received 2023-03-01 | received 2023-03-02', '出现两次'],
    ['received 2023-03-01 | agency-consulted 2023-02-02', '早于收到申请之日'],
    ['received 2023-03-01 | correction-received 2023-03-02', '之前没有对应的“补正告知”'],
    ['received 2023-03-01 | correction-received 2023-03-02 | correction-notified 2023-03-03', '之前没有对应的“补正告知”'],
    ['received 2023-03-01 | third-party-answered 2023-03-02', '之前没有对应的“向第三方发出征求意见书”'],
    ['received 2023-03-01 | third-party-sent 2023-03-02 party=甲 | third-party-answered 2023-03-03 party=乙', '乙'],
    ['received 2023-03-01 | third-party-sent 2023-03-02 | third-party-answered 2023-03-03 | third-party-received 2023-03-06', '第三方收到征求意见书'],
    ['received 2023-03-01 | fee-paid 2023-03-02', '之前没有对应的“收费通知”'],
    ['received 2020-03-02 | fee-notified 2020-03-03', '没有收费依据'],
    ['received 2023-03-01 | extended 2023-03-06 workingDays=21', '超过最长 20'],
    ['received 2023-03-01 | extended 2023-03-06 workingDays=5 | extended 2023-03-07 workingDays=5', '延长了两次'],
    ['received 2023-03-01 | extended 2023-03-06 workingDays=5 approvedOn=2023-03-08 notifiedOn=2023-03-07', '晚于告知日'],
    ['received 2023-03-01 | extended 2023-03-06 workingDays=5 approvedOn=2023-02-08 notifiedOn=2023-03-07', '早于收到申请之日'],
    ['received 2008-04-30', '尚无答复期限'],
    ['received 2023-03-01 | fee-notified 2023-03-10 receivedOn=2023-03-09', '日期颠倒'],
  ])('%s', (text, words) => expect(fault(text)).toContain(words))

  it('says all faults together', () => {
    expect(fault('received 2023-03-01 | correction-received 2023-03-02 | fee-paid 2023-03-02').split('；')).toHaveLength(2)
    const bad: unknown = [{ type: 'received', date: '2023-02-30' }, { type: 'x' }, 3, { type: 'extended', date: '2023-03-01' }, { type: 'fee-paid' }]
    expect(() => parseFoiEvents(bad)).toThrow(/2023-02-30.*；第2项.*；第3项.*；第4项.*；第5项/)
    expect(() => parseFoiEvents({})).toThrow(LawInputError)
  })

  it('the order of the list does not matter', () => {
    const list = events('received 2023-03-01 | correction-notified 2023-03-06 | correction-received 2023-03-06 | extended 2023-03-20 workingDays=3')
    expect(foiReplyClock(list.toReversed())).toEqual(foiReplyClock(list))
  })
})
