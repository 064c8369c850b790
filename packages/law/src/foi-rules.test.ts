import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agencyLevelOf, annualReportForm, civilDate as d, feeByItems, feeByPages, feeTariffs, LawInputError, letterElements, outcomeOf, outcomes, receiptOf, receiptRules,
  remedyFor, reportRowOf, type ReceiptFacts, type RemedyInput,
} from './index.ts'

describe('receipt by channel', () => {
  const day = (facts: ReceiptFacts): string | null => receiptOf(facts).receivedOn
  const submittedOn = d('2023-03-01')
  const confirmedOn = d('2023-03-04')

  it.each<[ReceiptFacts, string | null]>([
    [{ channel: 'in-person', submittedOn }, '2023-03-01'],
    [{ channel: 'oral', submittedOn }, '2023-03-01'],
    [{ channel: 'signed-mail', submittedOn, signedOn: d('2023-03-03') }, '2023-03-03'],
    [{ channel: 'ordinary-mail', arrivedOn: d('2023-03-02'), confirmedOn }, '2023-03-04'],
    [{ channel: 'ordinary-mail', arrivedOn: d('2023-03-02') }, null],
    [{ channel: 'internet', submittedOn, confirmedOn }, '2023-03-04'],
    [{ channel: 'fax', arrivedOn: submittedOn, confirmedOn }, '2023-03-04'],
    [{ channel: 'portal', submittedOn }, '2023-03-01'],
    [{ channel: 'internet', submittedOn, confirmedOn: submittedOn }, '2023-03-01'],
    [{ channel: 'other-unit', arrivedOn: submittedOn, confirmedOn }, '2023-03-04'],
    [{ channel: 'email', arrivedOn: submittedOn, confirmedOn }, '2023-03-04'],
    [{ channel: 'other', publishedRuleOn: d('2023-03-02'), confirmedOn }, '2023-03-02'],
    [{ channel: 'other', confirmedOn }, '2023-03-04'],
  ])('%o: %s', (facts, expected) => expect(day(facts)).toBe(expected))

  it('says what is missing, what proves it and what went wrong', () => {
    const receipt = receiptOf({ channel: 'ordinary-mail', arrivedOn: d('2023-03-02') })
    expect(receipt).toMatchObject({ fact: null, waiting: '尚缺确认之日，收到之日未定，期限不起算', notes: [] })
    expect(receipt.evidence.map((e) => e.code)).toEqual(['envelope', 'confirmation-record'])
    expect(receiptOf({ channel: 'ordinary-mail', arrivedOn: d('2023-03-02'), confirmedOn }).notes).toHaveLength(1)
    expect(receiptOf({ channel: 'email', arrivedOn: submittedOn }, { emailCounts: 'arrivedOn' }).receivedOn).toBe('2023-03-01')
    expect(() => receiptOf({ channel: 'internet', submittedOn: confirmedOn, confirmedOn: submittedOn })).toThrow('日期颠倒')
    expect(receiptRules.every((r) => r.evidence.length > 0)).toBe(true)
  })
})

describe('receipt, what is missing and what went wrong', () => {
  const on = d('2024-05-06')
  it('waits for the last fact that would do, and for nothing once there is one', () => {
    expect(receiptRules.map((r) => [r.channel, receiptOf({ channel: r.channel }).waiting?.slice(2, 6) ?? null])).toEqual([
      ['in-person', '提交之日'], ['oral', '提交之日'], ['signed-mail', '签收之日'], ['ordinary-mail', '确认之日'], ['portal', '提交之日'], ['internet', '确认之日'], ['fax', '确认之日'],
      ['email', '确认之日'], ['other-unit', '确认之日'], ['other', '确认之日'],
    ])
    expect(receiptOf({ channel: 'other', publishedRuleOn: on })).toMatchObject({ receivedOn: on, fact: 'publishedRuleOn', waiting: null })
    expect(receiptOf({ channel: 'other', publishedRuleOn: on, confirmedOn: d('2024-05-07') }).receivedOn).toBe(on)
    expect(receiptOf({ channel: 'in-person' })).toMatchObject({ receivedOn: null, fact: null, evidence: [{ code: 'application-form', name: '申请表及接收回执' }] })
  })
  it('a published mailbox counts as set, no other channel does', () => {
    expect(receiptOf({ channel: 'email', arrivedOn: on }, { emailCounts: 'arrivedOn' })).toMatchObject({ receivedOn: on, rule: { article: '国办公开办函〔2015〕207号第一部分第三项' } })
    expect(receiptOf({ channel: 'email', arrivedOn: on }).receivedOn).toBeNull()
    expect(receiptOf({ channel: 'fax', arrivedOn: on }, { emailCounts: 'arrivedOn' })).toMatchObject({ receivedOn: null, rule: { article: expect.stringContaining('第三十一条第三项') } })
  })
  it('only a letter that nobody signed for has to be confirmed on the day it comes', () => {
    const notes = (channel: 'ordinary-mail' | 'internet', arrivedOn: string | null, confirmedOn: string | null): number =>
      receiptOf({ channel, arrivedOn: arrivedOn === null ? null : d(arrivedOn), confirmedOn: confirmedOn === null ? null : d(confirmedOn) }).notes.length
    expect([notes('ordinary-mail', '2024-05-06', '2024-05-07'), notes('ordinary-mail', '2024-05-06', '2024-05-06'), notes('ordinary-mail', '2024-05-06', null), notes('ordinary-mail', null, '2024-05-07'),
      notes('internet', '2024-05-06', '2024-05-07')]).toEqual([1, 0, 0, 0, 0])
  })
  it('refuses facts in an impossible order, and a channel there is not', () => {
    const [early, late] = [d('2024-05-06'), d('2024-05-07')]
    for (const [first, second] of [['submittedOn', 'signedOn'], ['submittedOn', 'arrivedOn'], ['submittedOn', 'confirmedOn'], ['arrivedOn', 'confirmedOn']] as const) {
      expect(() => receiptOf({ channel: 'other', [first]: late, [second]: early })).toThrow('日期颠倒')
      expect(receiptOf({ channel: 'other', [first]: early, [second]: early }).notes).toEqual([])
      expect(receiptOf({ channel: 'other', [first]: late }).notes).toEqual([])
    }
    expect(() => receiptOf({ channel: 'pigeon' as ReceiptFacts['channel'] })).toThrow('“pigeon”不认识')
  })
})

describe('fees', () => {
  it.each([[0, 0], [30, 0], [31, 10], [45, 150], [100, 700], [150, 1700], [200, 2700], [250, 4700]])('%i pages: %i yuan', (n, yuan) =>
    expect(feeByPages(n).amount).toBe(yuan))
  it.each([[0, 0], [10, 0], [11, 100], [25, 1500], [30, 2000], [35, 3000], [45, 5500], [51, 7400]])('%i items: %i yuan', (n, yuan) =>
    expect(feeByItems(n).amount).toBe(yuan))

  it('derives every band, and says when a band is our reading', () => {
    expect(feeByPages(45).derivation.map((l) => [l.from, l.to, l.count, l.yuan, l.amount])).toEqual([[1, 30, 30, 0, 0], [31, 45, 15, 10, 150]])
    expect([feeByItems(30).certainty, feeByItems(31).certainty]).toEqual(['sourced', 'memory'])
  })

  it('charges only what comes on top of earlier items of the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (before, items) => {
        expect(feeByItems(items, { before }).amount).toBe(feeByItems(before + items).amount - feeByItems(before).amount)
        expect(feeByItems(items, { before }).derivation.reduce((n, l) => n + l.count, 0)).toBe(items)
        expect(feeByItems(items, { before }).derivation.every((l) => l.count > 0)).toBe(true)
        expect(feeByPages(before + items).amount).toBeGreaterThanOrEqual(feeByPages(before).amount)
      }),
    )
  })

  it('takes another reading of the bands', () => {
    const tariffs = feeTariffs.map((t) => ({ ...t, bands: t.bands.map((b) => (b.from === 31 ? { ...b, yuan: 150 } : b)) }))
    expect(feeByItems(40, { tariffs }).amount).toBe(3500)
  })

  it('refuses what is no count, and days without a tariff', () => {
    for (const n of [-1, 1.5, Number.NaN, 1_000_001]) expect(() => feeByPages(n)).toThrow(`收到 ${n}`)
    expect(feeByPages(1_000_000).derivation.at(-1)).toMatchObject({ from: 201, to: 1_000_000, reason: '第201至1000000页' })
    expect(() => feeByPages(40, d('2020-12-31'))).toThrow('2020-12-31 尚无信息处理费标准')
    expect(() => feeByItems(40, { tariffs: [] })).toThrow('尚无信息处理费标准')
    expect(feeByPages(40, d('2021-01-01')).amount).toBe(100)
  })
})

describe('other tariffs', () => {
  const items = feeTariffs.filter((t) => t.basis === 'items')
  it('one that has ended counts on its days only', () => {
    const tariffs = [...items.map((t) => ({ ...t, bands: [{ from: 1, to: null, yuan: 7, certainty: 'sourced' as const }], step: null, effectiveTo: d('2021-06-30') })), ...items.map((t) => ({ ...t, effectiveFrom: d('2021-07-01') }))]
    expect([undefined, d('2021-06-30'), d('2021-07-01')].map((date) => feeByItems(20, { date, tariffs }).amount)).toEqual([1000, 140, 1000])
  })
  it('a last band without end has no further steps; without bands nothing is charged', () => {
    const open = items.map((t) => ({ ...t, bands: [{ from: 1, to: null, yuan: 5, certainty: 'sourced' as const }] }))
    expect([feeByItems(100, { tariffs: open }).amount, feeByItems(100, { tariffs: items.map((t) => ({ ...t, bands: [] })) }).amount]).toEqual([500, 0])
  })
})

describe('outcomes', () => {
  it('are the 21 rows of the form, with basis and what the letter must contain', () => {
    const rows = annualReportForm(2021).table3.rows.filter((r) => r.kind === 'result')
    expect(outcomes.map((o) => [o.code, o.label])).toEqual(rows.map((r) => [r.key, r.label]))
    expect(outcomes).toHaveLength(21)
    for (const o of outcomes) expect(o.letter.length + o.variants.length).toBeGreaterThan(0)
    expect(outcomeOf('np.repeat')).toMatchObject({ code: 'notProcessed.repeat', group: 'notProcessed', letter: [{ code: 'earlier-answer', required: true }] })
    expect(outcomeOf('unable.notHeld').variants.map((v) => v.code)).toEqual(['not-exist', 'not-responsible'])
    expect(outcomeOf('notProcessed.petition').letter.at(-1)).toMatchObject({ code: 'proper-channel', required: false })
    expect(letterElements.find((e) => e.code === 'history')?.required).toBe(false)
    expect(() => outcomeOf('denied')).toThrow(/“denied”不认识，应为 granted、partial、/)
    expect(() => outcomeOf('xnp.repeat')).toThrow(LawInputError)
  })

  it('the form of 2019 has one row for 其他处理', () => {
    expect([reportRowOf('other.misc', 2020), reportRowOf('other.misc', 2021), reportRowOf('granted', 2019)]).toEqual(['other', 'other.misc', 'granted'])
  })
})

describe('remedies', () => {
  const remedy = (subject: string, level: string, date: string, more: Partial<RemedyInput> = {}) =>
    remedyFor({ subject, level: agencyLevelOf(level), date: d(date), ...more })
  const who = (level: string, date = '2024-05-01'): string[] => remedy('denied.process', level, date).authorities.map((a) => a.role)

  it('refusals go to reconsideration first since 2024-01-01, the rest may go to court', () => {
    const first = outcomes.filter((o) => remedy(o.code, 'city-department', '2024-01-01').requirement === 'first').map((o) => o.code)
    expect(first).toEqual([
      'partial', 'denied.stateSecret', 'denied.lawForbids', 'denied.safetyStability', 'denied.thirdParty', 'denied.internalAffairs',
      'denied.process', 'denied.enforcementFile',
    ])
    for (const o of outcomes) expect(remedy(o.code, 'city-department', '2023-12-31').requirement).toBe('choice')
    expect(remedy('denied.adminQuery', 'city-department', '2024-01-01')).toMatchObject({ requirement: 'unsettled', needsReview: true })
    expect(remedy('denied.adminQuery', 'city-department', '2024-01-01', { settings: { adminQuery: 'first' } }).requirement).toBe('first')
    expect(remedy('partial', 'city-department', '2024-01-01', { settings: { partial: 'choice' } }).suit?.months).toBe(6)
  })

  it.each([['市级部门', 'city'], ['旗县政府', 'city'], ['苏木乡镇', 'county'], ['市政府', 'province'], ['旗县部门', 'county'], ['垂直部门', 'superior']])(
    'for %s: %s', (level, role) => expect(who(level)).toEqual([role]),
  )
  it('a choice of authority: 司法行政部门 now, every department before 2024', () => {
    expect(who('city-justice')).toEqual(['city', 'superior-justice'])
    expect(who('city-department', '2023-12-31')).toEqual(['city', 'superior'])
    expect(() => agencyLevelOf('村')).toThrow(LawInputError)
  })

  it('periods are natural and roll over', () => {
    const r = remedy('denied.process', 'city-department', '2024-05-01', { names: { city: '通辽市人民政府' } })
    expect(r.reconsideration).toMatchObject({ days: 60, due: { due: '2024-07-01' }, untold: { due: '2025-05-06' } })
    expect(r.suit).toMatchObject({ months: null, due: null, afterReconsiderationDays: 15 })
    expect(r.text).toContain('应当先自收到本决定之日起60日内向通辽市人民政府申请行政复议')
    const np = remedy('np.petition', 'city-department', '2024-04-01')
    expect(np.suit).toMatchObject({ months: 6, due: { due: '2024-10-08' } })
    expect(np.text).toContain('6个月内直接向人民法院提起行政诉讼')
    expect(remedy('granted', 'city-department', '2015-04-30').suit?.months).toBe(3)
  })

  it('silence is disputed; procedural papers have no remedy of their own', () => {
    expect(remedy('no-reply', 'city-department', '2024-05-01')).toMatchObject({ requirement: 'unsettled', needsReview: true })
    expect(remedy('extension-notice', 'city-department', '2024-05-01')).toMatchObject({ requirement: 'none', reconsideration: null, suit: null })
  })

  it('electronic service must offer an internet channel', () => {
    const served = (channel: string | null) => remedy('granted', 'city-department', '2024-05-01', { electronic: { channel } })
    expect(served('https://fy.example.cn').text).toContain('https://fy.example.cn')
    expect(served(null).needsReview).toBe(true)
  })

  it('refuses unknown subjects and days before the regulation', () => {
    expect(() => remedy('x', 'city-department', '2024-05-01')).toThrow('不认识')
    expect(() => remedy('granted', 'city-department', '2008-04-30')).toThrow(LawInputError)
  })
})
