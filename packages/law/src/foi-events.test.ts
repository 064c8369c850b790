import { describe, expect, it } from 'vitest'
import { civilDate as d, foiReplyClock, inOrder, LawInputError, parseFoiEvents, type FoiEvent } from './index.ts'

const date = '2023-03-15'
const parsed = (raw: unknown): unknown => parseFoiEvents([raw])[0]
const fault = (value: unknown): string => {
  try {
    parseFoiEvents(value)
    return ''
  } catch (error) {
    return error instanceof LawInputError ? error.message : 'another fault'
  }
}

describe('events from JSON', () => {
  it.each([
    [{ type: 'received', date, note: '不认识的字段' }, { type: 'received', date }],
    [{ type: 'correction-notified', date }, { type: 'correction-notified', date, answerBy: null }],
    [{ type: 'correction-notified', date, answerBy: '2023-03-31' }, { type: 'correction-notified', date, answerBy: '2023-03-31' }],
    [{ type: 'fee-notified', date, receivedOn: null }, { type: 'fee-notified', date, receivedOn: null }],
    [{ type: 'fee-notified', date, receivedOn: '2023-03-16' }, { type: 'fee-notified', date, receivedOn: '2023-03-16' }],
    [{ type: 'agency-consulted', date }, { type: 'agency-consulted', date, role: 'co-producer', receivedOn: null }],
    [{ type: 'agency-consulted', date, role: 'other', party: '市财政局', receivedOn: '2023-03-16' }, { type: 'agency-consulted', date, role: 'other', party: '市财政局', receivedOn: '2023-03-16' }],
    [{ type: 'agency-consulted', date, role: 'co-producer', party: null }, { type: 'agency-consulted', date, role: 'co-producer', receivedOn: null }],
    [{ type: 'agency-answered', date, party: '市财政局' }, { type: 'agency-answered', date, party: '市财政局' }],
    [{ type: 'third-party-answered', date }, { type: 'third-party-answered', date }],
    [{ type: 'fee-paid', date, party: 5 }, { type: 'fee-paid', date }],
    [{ type: 'reopened', date, period: null }, { type: 'reopened', date, period: null }],
    [{ type: 'reopened', date, period: { unit: 'working-days', length: 1 } }, { type: 'reopened', date, period: { unit: 'working-days', length: 1 } }],
    // The day of an extension: as given, else the day told, else the day approved; the one stands in for the other.
    [{ type: 'extended', workingDays: 1, approvedOn: '2023-03-20', notifiedOn: '2023-03-21' }, { type: 'extended', date: '2023-03-21', workingDays: 1, approvedOn: '2023-03-20', notifiedOn: '2023-03-21' }],
    [{ type: 'extended', workingDays: 1, approvedOn: '2023-03-20' }, { type: 'extended', date: '2023-03-20', workingDays: 1, approvedOn: '2023-03-20', notifiedOn: '2023-03-20' }],
    [{ type: 'extended', workingDays: 1, approvedOn: '2023-03-20', notifiedOn: null }, { type: 'extended', date: '2023-03-20', workingDays: 1, approvedOn: '2023-03-20', notifiedOn: null }],
    [{ type: 'extended', workingDays: 1, notifiedOn: '2023-03-21' }, { type: 'extended', date: '2023-03-21', workingDays: 1, approvedOn: '2023-03-21', notifiedOn: '2023-03-21' }],
    [{ type: 'extended', workingDays: 20, date, notifiedOn: null }, { type: 'extended', date, workingDays: 20, approvedOn: date, notifiedOn: null }],
    [{ type: 'extended', workingDays: 20, date, notifiedOn: '2023-03-10' }, { type: 'extended', date, workingDays: 20, approvedOn: '2023-03-10', notifiedOn: '2023-03-10' }],
    [{ type: 'extended', workingDays: 20, date, notifiedOn: '2023-03-20' }, { type: 'extended', date, workingDays: 20, approvedOn: date, notifiedOn: '2023-03-20' }],
    [{ type: 'extended', workingDays: 20, date, approvedOn: '2023-03-14', notifiedOn: '2023-03-16' }, { type: 'extended', date, workingDays: 20, approvedOn: '2023-03-14', notifiedOn: '2023-03-16' }],
  ])('%j', (raw, event) => expect(parsed(raw)).toEqual(event))

  it.each<[unknown, RegExp]>([
    [null, /^事项应为一个列表/], [{ type: 'received', date }, /^事项应为一个列表/], [[null], /^第1项不是一个事项$/], [['x', []], /^第1项不是一个事项；第2项不是一个事项$/],
    [[{}], /^第1项的类型“”不认识，应为 received、reopened、.*、extended 之一$/], [[{ type: 'Received', date }], /^第1项的类型“Received”不认识/], [[{ type: null }], /类型“”不认识/],
    [[{ type: 'received' }], /^第1项没有 date$/], [[{ type: 'received', date: null }], /^第1项没有 date$/], [[{ type: 'received', date: '2023-3-15' }], /^第1项的 date“2023-3-15”不是有效日期/],
    [[{ type: 'received', date: 20230315 }], /^第1项的 date“20230315”不是有效日期/], [[{ type: 'received', date: { day: 15 } }], /date“\{"day":15\}”/],
    [[{ type: 'fee-notified', date, receivedOn: '2023-02-30' }], /^第1项的 receivedOn“2023-02-30”/], [[{ type: 'correction-notified', date, answerBy: 'x' }], /^第1项的 answerBy“x”/],
    [[{ type: 'third-party-sent', date, party: 5 }], /^第1项的 party 应为文字$/], [[{ type: 'agency-consulted', date, role: 'x' }], /^第1项的 role 应为/], [[{ type: 'agency-consulted', date, role: null }], /role 应为/],
    ...[undefined, '5', 0, -1, 1.5].map((workingDays): [unknown, RegExp] => [[{ type: 'extended', date, workingDays }], /^第1项没有写明延长的工作日数/]),
    [[{ type: 'extended', workingDays: 5 }], /^第1项没有 date$/], [[{ type: 'delayed', date }], /^第1项没有 until$/],
    ...[5, {}, { unit: 'days' }, { unit: 'days', length: '5' }, { unit: 'days', length: 1.5 }, { unit: 'weeks', length: 2 }, { length: 5 }, { unit: 'until', until: 5 }, { unit: 'until', until: '2023-02-30' }, { unit: 'x', until: '2023-03-31' }]
      .map((period): [unknown, RegExp] => [[{ type: 'reopened', date, period }], /^第1项的 period/]),
    [[{ type: 'received', date: 'x' }, { type: 'y' }], /^第1项的 date“x”.*；第2项的类型“y”/],
  ])('%j is refused', (value, words) => expect(fault(value)).toMatch(words))
})

describe('order', () => {
  const on = (type: 'received' | 'correction-received' | 'correction-notified' | 'fee-paid', day: string): FoiEvent => ({ type, date: d(day) })
  it('by day, within a day as things happen', () => {
    const list = [on('fee-paid', '2023-03-16'), on('correction-received', '2023-03-15'), on('correction-notified', '2023-03-15'), on('received', '2023-03-15'), on('fee-paid', '2023-03-14')]
    expect(inOrder(list).map((e) => `${e.type} ${e.date}`)).toEqual([
      'fee-paid 2023-03-14', 'received 2023-03-15', 'correction-notified 2023-03-15', 'correction-received 2023-03-15', 'fee-paid 2023-03-16',
    ])
  })

  it('says what is missing, what came twice, what came too early', () => {
    const clock = (...list: FoiEvent[]): string => {
      try {
        return foiReplyClock(list).due
      } catch (error) {
        return error instanceof LawInputError ? error.message : 'another fault'
      }
    }
    expect(clock()).toBe('没有“收到申请”，无从起算')
    expect(clock(on('received', '2023-03-15'), on('received', '2023-03-15'))).toContain('出现两次（2023-03-15、2023-03-15）')
    expect(clock(on('received', '2023-03-15'), on('correction-notified', '2023-03-14'))).toBe('“补正告知”（2023-03-14）早于收到申请之日（2023-03-15）')
    expect(clock(on('received', '2023-03-15'), on('correction-notified', '2023-03-15'), on('correction-received', '2023-03-15'))).toBe('2023-04-13')
    const extended = (approvedOn: string, notifiedOn: string): FoiEvent => ({ type: 'extended', date: d('2023-03-20'), workingDays: 1, approvedOn: d(approvedOn), notifiedOn: d(notifiedOn) })
    expect(clock(on('received', '2023-03-15'), extended('2023-03-20', '2023-03-20'), extended('2023-03-20', '2023-03-20'))).toBe('同一答复期限内延长了两次（2023-03-20、2023-03-20），只能延长一次')
    expect(clock(on('received', '2023-03-15'), extended('2023-03-20', '2023-03-14'))).toContain('（2023-03-14）早于收到申请之日')
    expect(clock(on('received', '2023-03-15'), extended('2023-03-15', '2023-03-15'))).toBe('2023-04-14')
  })
})
