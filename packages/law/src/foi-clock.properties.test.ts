import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays, calendarOf, civilDate, dayNumber, daysBetween, foiReplyClock, fromDayNumber, weekday, type Calendar, type CivilDate, type FoiEvent,
} from './index.ts'

const day0 = dayNumber(civilDate('2021-03-01'))
const lastDay = dayNumber(civilDate('2024-12-31'))

/** Random days off, and random weekends that are worked. */
const calendars = fc
  .record({
    off: fc.uniqueArray(fc.integer({ min: day0, max: lastDay }), { maxLength: 200 }),
    work: fc.uniqueArray(fc.integer({ min: day0, max: lastDay }), { maxLength: 100 }),
  })
  .map(({ off, work }) => {
    const weekend = work.filter((n) => weekday(fromDayNumber(n)) >= 6 && !off.includes(n))
    const calendar = calendarOf([
      { year: 2021, notices: [], off: off.map((n) => ({ name: '假', from: fromDayNumber(n), to: fromDayNumber(n) })), work: weekend.map((n) => ({ name: '班', date: fromDayNumber(n) })) },
      ...[2022, 2023, 2024, 2025].map((year) => ({ year, notices: [], off: [], work: [] })),
    ])
    return { calendar, offSet: new Set(off), workSet: new Set(weekend) }
  })
type RandomCalendar = { calendar: Calendar; offSet: Set<number>; workSet: Set<number> }

const gap = fc.integer({ min: 0, max: 30 })
const at = (n: number): CivilDate => fromDayNumber(day0 + n)
const consultation = fc.record({ sent: gap, toReceipt: fc.option(gap), toAnswer: fc.option(gap), agency: fc.boolean() })
const cases = fc
  .record({
    received: fc.integer({ min: 0, max: 200 }),
    corrections: fc.array(fc.record({ notice: gap, answer: gap }), { maxLength: 2 }),
    fee: fc.option(fc.record({ notice: gap, paid: fc.option(gap) })),
    extension: fc.option(fc.record({ approved: gap, notified: gap, days: fc.integer({ min: 1, max: 20 }) })),
    consultations: fc.array(consultation, { maxLength: 4 }),
  })
  .map((c) => {
    const events: FoiEvent[] = [{ type: 'received', date: at(c.received) }]
    let n = c.received
    for (const x of c.corrections) {
      events.push({ type: 'correction-notified', date: at(n + x.notice) }, { type: 'correction-received', date: at(n + x.notice + x.answer) })
      n += x.notice + x.answer
    }
    if (c.fee) {
      events.push({ type: 'fee-notified', date: at(n + c.fee.notice) })
      if (c.fee.paid !== null) events.push({ type: 'fee-paid', date: at(n + c.fee.notice + c.fee.paid) })
    }
    if (c.extension) {
      const notifiedOn = at(c.received + c.extension.approved + c.extension.notified)
      events.push({ type: 'extended', date: notifiedOn, workingDays: c.extension.days, approvedOn: at(c.received + c.extension.approved), notifiedOn })
    }
    c.consultations.forEach((x, i) => events.push(...lettersOf(x, c.received, `第${i}方`)))
    return events
  })

function lettersOf(x: { sent: number; toReceipt: number | null; toAnswer: number | null; agency: boolean }, from: number, party: string): FoiEvent[] {
  const sent = from + x.sent
  const received = x.toReceipt === null ? null : sent + x.toReceipt
  const answered = x.toAnswer === null ? null : (received ?? sent) + x.toAnswer
  if (x.agency) {
    const asked: FoiEvent = { type: 'agency-consulted', date: at(sent), party, receivedOn: received === null ? null : at(received) }
    return answered === null ? [asked] : [asked, { type: 'agency-answered', date: at(answered), party }]
  }
  const list: FoiEvent[] = [{ type: 'third-party-sent', date: at(sent), party }]
  if (received !== null) list.push({ type: 'third-party-received', date: at(received), party })
  if (answered !== null) list.push({ type: 'third-party-answered', date: at(answered), party })
  return list
}

/** The same law once more, on day numbers and sets, written without looking at the module. */
function bruteForce(events: readonly FoiEvent[], { offSet, workSet }: RandomCalendar): number {
  const works = (n: number): boolean => workSet.has(n) || (!offSet.has(n) && (n + 3) % 7 < 5)
  const after = (n: number, count: number): number => {
    let left = count
    let day = n
    while (left > 0) if (works((day += 1))) left -= 1
    return day
  }
  const num = (date: CivilDate): number => dayNumber(date)
  const start = Math.max(...events.filter((e) => ['received', 'correction-received', 'fee-paid'].includes(e.type)).map((e) => num(e.date)))
  const out = new Set<number>()
  for (const e of events) {
    if (e.type !== 'third-party-sent' && e.type !== 'agency-consulted') continue
    const mine = events.filter((x) => 'party' in x && x.party === e.party)
    const receipt = e.type === 'agency-consulted' ? (e.receivedOn ?? null) : (mine.find((x) => x.type === 'third-party-received')?.date ?? null)
    const answer = mine.find((x) => x.type === 'third-party-answered' || x.type === 'agency-answered')?.date ?? null
    const silent = after(num(receipt ?? e.date), 15)
    const end = answer === null ? silent : receipt === null ? num(answer) : Math.min(silent, num(answer))
    for (let n = num(e.date) + 1; n <= end; n += 1) out.add(n)
  }
  const run = (total: number): number => {
    let day = start
    for (let left = total; left > 0; ) {
      day += 1
      if (works(day) && !out.has(day)) left -= 1
    }
    return day
  }
  const extension = events.find((e) => e.type === 'extended')
  const told = extension?.notifiedOn ? num(extension.notifiedOn) : null
  const holds = extension && told !== null && told >= start && told <= run(20)
  return run(20 + (holds ? extension.workingDays : 0))
}

describe('reply clock, any case on any calendar', () => {
  it('equals the brute-force walk', () => {
    fc.assert(
      fc.property(cases, calendars, (events, cal) => {
        expect(dayNumber(foiReplyClock(events, { calendar: cal.calendar }).due)).toBe(bruteForce(events, cal))
      }),
      { numRuns: 400 },
    )
  })

  it('every day from receipt to due appears once; counted, left out and rest make up the span; it ends on a working day', () => {
    fc.assert(
      fc.property(cases, calendars, (events, { calendar, offSet, workSet }) => {
        const clock = foiReplyClock(events, { calendar })
        const received = events[0]?.date ?? clock.due
        expect(clock.derivation.map((x) => x.date)).toEqual(Array.from({ length: daysBetween(received, clock.due) + 1 }, (_, i) => addDays(received, i)))
        const of = (kind: string): number => clock.derivation.filter((x) => x.kind === kind).length
        const last = clock.stages.at(-1)
        expect(of('counted')).toBe(20 + (last?.added ?? 0))
        expect(of('counted') + of('excluded') + of('rest')).toBe(daysBetween(last?.from ?? received, clock.due))
        expect(clock.derivation.every((x) => x.counted === (x.kind === 'counted'))).toBe(true)
        const due = dayNumber(clock.due)
        expect(offSet.has(due) || (weekday(clock.due) >= 6 && !workSet.has(due))).toBe(false)
        expect(clock.derivation.at(-1)).toMatchObject({ date: clock.due, counted: true })
      }),
      { numRuns: 200 },
    )
  })

  it('a later receipt never makes an earlier due date', () => {
    fc.assert(
      fc.property(cases, calendars, fc.integer({ min: 1, max: 60 }), (events, { calendar }, days) => {
        const earlier = events.map((e) => (e.type === 'received' ? { ...e, date: addDays(e.date, -days) } : e))
        expect(foiReplyClock(earlier, { calendar }).due <= foiReplyClock(events, { calendar }).due).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('one more consultation, extension or (where nothing was extended before) restart never shortens', () => {
    fc.assert(
      fc.property(cases, calendars, consultation, gap, gap, (events, { calendar }, letter, notice, answer) => {
        const received = dayNumber(events[0]?.date ?? at(0)) - day0
        const before = foiReplyClock(events, { calendar }).due
        const longer = (more: FoiEvent[]): boolean => foiReplyClock([...events, ...more], { calendar }).due >= before
        expect(longer(lettersOf(letter, received, '另一方'))).toBe(true)
        const extended = events.some((e) => e.type === 'extended')
        const extension: FoiEvent = { type: 'extended', date: at(received + notice), workingDays: answer % 20 + 1, approvedOn: at(received + notice), notifiedOn: at(received + notice) }
        if (!extended) expect(longer([extension])).toBe(true)
        const corrected: FoiEvent[] = [{ type: 'correction-notified', date: at(received + notice) }, { type: 'correction-received', date: at(received + notice + answer) }]
        if (!extended) expect(longer(corrected)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('the order in which events are listed means nothing', () => {
    fc.assert(
      fc.property(cases.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))), ([events, shuffled]) => {
        expect(foiReplyClock(shuffled).due).toBe(foiReplyClock(events).due)
      }),
      { numRuns: 100 },
    )
  })
})
