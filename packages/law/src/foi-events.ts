import { isCivilDate, type CivilDate } from './civil.ts'
import { LawInputError } from './errors.ts'
import { foiZh } from './foi-zh.ts'

/** One shape for each type, so that a type tells the shape. */
type On<T extends string> = T extends string ? { type: T; date: CivilDate } : never
/** `party` tells several third parties (or agencies) apart; without it letters and answers are paired in order of date. */
type With<T extends string> = On<T> & { party?: string }

/** The period a decision of reconsideration or a judgment sets for handling again: after its receipt, or to a fixed day. */
export type OrderedPeriod = { unit: 'working-days' | 'days'; length: number } | { unit: 'until'; until: CivilDate }

/** What happens to one application. `date` is the day it happened; days sent and days of arrival are different events. */
export type FoiEvent =
  | On<'correction-received' | 'fee-paid' | 'fee-voided' | 'reasons-asked' | 'reasons-given'>
  /** `matter`: information where nothing is said; correction of a record about oneself (第四十一条), for which the law sets no period. */
  | (On<'received'> & { matter?: 'information' | 'record-correction' })
  /** Receipt of a decision or judgment by which the case is handled again. `period` null: it sets none. */
  | (On<'reopened'> & { period: OrderedPeriod | null })
  /** 第三十五条: the reasonable later day the applicant was told of. */
  | (On<'delayed'> & { until: CivilDate })
  /** `answerBy`: the reasonable period the notice sets for the correction. */
  | (On<'correction-notified'> & { answerBy?: CivilDate | null })
  | With<'third-party-sent' | 'third-party-received' | 'third-party-answered' | 'agency-answered'>
  /** `role`: an agency that made the information too (第三十四条; the default), or any other agency, which has no period. */
  | (With<'agency-consulted'> & { role?: 'co-producer' | 'other'; receivedOn?: CivilDate | null })
  /** `notifiedOn` null: approved, but the applicant has not been told. */
  | (On<'extended'> & { workingDays: number; approvedOn: CivilDate; notifiedOn: CivilDate | null })
  | (On<'fee-notified'> & { receivedOn?: CivilDate | null })
export type FoiEventType = FoiEvent['type']
export type EventOf<T extends FoiEventType> = Extract<FoiEvent, { type: T }>

/** In the order in which things of one day are taken to have happened. */
export const foiEventTypes = [
  'received', 'reopened', 'correction-notified', 'correction-received', 'fee-notified', 'fee-paid', 'fee-voided', 'third-party-sent', 'third-party-received',
  'third-party-answered', 'agency-consulted', 'agency-answered', 'reasons-asked', 'reasons-given', 'delayed', 'extended',
] as const satisfies readonly FoiEventType[]

type Raw = Record<string, unknown>
type Reader = { n: number; raw: Raw; faults: string[] }

/**
 * Reads events from parsed JSON; fields it does not know are left aside. `extended` may leave out `date` or the two days
 * it stands for: the one stands in for the other.
 * @throws LawInputError with every fault of every item
 */
export function parseFoiEvents(value: unknown): FoiEvent[] {
  if (!Array.isArray(value)) throw new LawInputError(foiZh.parse.notAList)
  const faults: string[] = []
  const events = value.flatMap((raw: unknown, i) => {
    if (!isRaw(raw)) {
      faults.push(foiZh.parse.notAnObject(i + 1))
      return []
    }
    return readEvent({ n: i + 1, raw, faults }) ?? []
  })
  if (faults.length > 0) throw new LawInputError(faults.join(foiZh.faultSeparator))
  return events
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readEvent(r: Reader): FoiEvent | null {
  const type = foiEventTypes.find((t) => t === r.raw['type'])
  if (!type) {
    r.faults.push(foiZh.parse.unknownType(r.n, String(r.raw['type'] ?? ''), foiEventTypes))
    return null
  }
  if (type === 'extended') return readExtension(r)
  const date = needDate(r, 'date')
  if (date === null) return null
  switch (type) {
    case 'correction-notified':
      return { type, date, answerBy: optionalDate(r, 'answerBy') }
    case 'fee-notified':
      return { type, date, receivedOn: optionalDate(r, 'receivedOn') }
    case 'agency-consulted':
      return { type, date, ...readParty(r), role: readRole(r), receivedOn: optionalDate(r, 'receivedOn') }
    case 'third-party-sent':
    case 'third-party-received':
    case 'third-party-answered':
    case 'agency-answered':
      return { type, date, ...readParty(r) }
    case 'received':
      return r.raw['matter'] === 'record-correction' ? { type, date, matter: 'record-correction' } : { type, date }
    case 'reopened':
      return { type, date, period: readPeriod(r) }
    case 'delayed': {
      const until = needDate(r, 'until')
      return until === null ? null : { type, date, until }
    }
    default:
      return { type, date }
  }
}

function readPeriod(r: Reader): OrderedPeriod | null {
  const { period } = r.raw
  if (period === undefined || period === null) return null
  const { unit, length, until } = isRaw(period) ? period : {}
  if (unit === 'until' && typeof until === 'string' && isCivilDate(until)) return { unit, until }
  const counted = typeof length === 'number' && Number.isInteger(length) && length > 0
  if (counted && (unit === 'working-days' || unit === 'days')) return { unit, length }
  r.faults.push(foiZh.parse.badPeriod(r.n))
  return null
}

function readExtension(r: Reader): FoiEvent | null {
  const days = r.raw['workingDays']
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1) {
    r.faults.push(foiZh.parse.badWorkingDays(r.n))
    return null
  }
  const [on, approved, notified] = [optionalDate(r, 'date'), optionalDate(r, 'approvedOn'), optionalDate(r, 'notifiedOn')]
  const date = on ?? notified ?? approved ?? needDate(r, 'date')
  if (date === null) return null
  const notifiedOn = r.raw['notifiedOn'] === null ? null : (notified ?? date)
  const approvedOn = approved ?? (notifiedOn !== null && notifiedOn < date ? notifiedOn : date)
  return { type: 'extended', date, workingDays: days, approvedOn, notifiedOn }
}

function needDate(r: Reader, field: string): CivilDate | null {
  if (r.raw[field] !== undefined && r.raw[field] !== null) return optionalDate(r, field)
  r.faults.push(foiZh.parse.dateMissing(r.n, field))
  return null
}

function optionalDate(r: Reader, field: string): CivilDate | null {
  const value = r.raw[field]
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && isCivilDate(value)) return value
  r.faults.push(foiZh.parse.badDate(r.n, field, typeof value === 'string' ? value : JSON.stringify(value)))
  return null
}

function readParty(r: Reader): { party?: string } {
  const party = r.raw['party']
  if (party === undefined || party === null) return {}
  if (typeof party === 'string') return { party }
  r.faults.push(foiZh.parse.badText(r.n, 'party'))
  return {}
}

function readRole(r: Reader): 'co-producer' | 'other' {
  const role = r.raw['role']
  if (role !== undefined && role !== 'co-producer' && role !== 'other') r.faults.push(foiZh.parse.badRole(r.n))
  return role === 'other' ? 'other' : 'co-producer'
}

/** The events by date; on one day in the order of `foiEventTypes`. */
export function inOrder(events: readonly FoiEvent[]): FoiEvent[] {
  return events.toSorted((a, b) =>
    a.date === b.date ? foiEventTypes.indexOf(a.type) - foiEventTypes.indexOf(b.type) : a.date < b.date ? -1 : 1,
  )
}

/** What must have gone before, once for each. */
const predecessors: Partial<Record<FoiEventType, FoiEventType>> = {
  'correction-received': 'correction-notified',
  'third-party-received': 'third-party-sent',
  'third-party-answered': 'third-party-sent',
  'agency-answered': 'agency-consulted',
  'fee-paid': 'fee-notified',
  'fee-voided': 'fee-notified',
  'reasons-given': 'reasons-asked',
}

/** Faults of order among events that are `inOrder`: all of them, in words. */
export function orderFaults(events: readonly FoiEvent[]): string[] {
  return [...receiptFaults(events), ...pairFaults(events), ...events.flatMap(fieldFaults)]
}

function receiptFaults(events: readonly FoiEvent[]): string[] {
  const [first, ...more] = events.filter((e) => e.type === 'received')
  if (!first) return [foiZh.order.noReceipt]
  return [
    ...more.map((e) => foiZh.order.twoReceipts(first.date, e.date)),
    ...events.flatMap((e) => {
      const early = daysOf(e).find((day) => day < first.date)
      return early && e.type !== 'received' ? [foiZh.order.beforeReceipt(foiZh.events[e.type], early, first.date)] : []
    }),
  ]
}

function daysOf(e: FoiEvent): CivilDate[] {
  return e.type === 'extended' ? [e.approvedOn, ...(e.notifiedOn ? [e.notifiedOn] : []), e.date] : [e.date]
}

function partyOf(e: FoiEvent): string {
  return 'party' in e ? (e.party ?? '') : ''
}

function pairFaults(events: readonly FoiEvent[]): string[] {
  return events.flatMap((e, i) => {
    const before = predecessors[e.type]
    if (!before) return []
    const same = (types: readonly FoiEventType[]): number =>
      events.slice(0, i).filter((x) => types.includes(x.type) && partyOf(x) === partyOf(e)).length
    const lacking = same([before]) < same(endsOfFee.includes(e.type) ? endsOfFee : [e.type]) + 1 || receivedAfterAnswer(events, e, i)
    return lacking ? [foiZh.order.noPredecessor(foiZh.events[e.type], e.date, partyOf(e), foiZh.events[before])] : []
  })
}

/** A fee notice is over with payment, or falls when less is asked for. */
const endsOfFee: readonly FoiEventType[] = ['fee-paid', 'fee-voided']

/** Each fee notice with what ended it, the first with the first. The events must be `inOrder`. */
export function feeNotices(events: readonly FoiEvent[]): { notice: EventOf<'fee-notified'>; end: EventOf<'fee-paid' | 'fee-voided'> | null }[] {
  const ends = events.filter((e) => e.type === 'fee-paid' || e.type === 'fee-voided')
  return events.filter((e) => e.type === 'fee-notified').map((notice, i) => ({ notice, end: ends[i] ?? null }))
}

/** A letter that was answered before cannot be received now: there must be one sent that is still unanswered. */
function receivedAfterAnswer(events: readonly FoiEvent[], e: FoiEvent, i: number): boolean {
  if (e.type !== 'third-party-received') return false
  const count = (type: FoiEventType): number =>
    events.slice(0, i).filter((x) => x.type === type && partyOf(x) === partyOf(e)).length
  return count('third-party-sent') <= count('third-party-answered')
}

function fieldFaults(e: FoiEvent): string[] {
  const early = (field: string, date: CivilDate | null | undefined): string[] =>
    date && date < e.date ? [foiZh.order.beforeSent(foiZh.events[e.type], e.date, field)] : []
  if (e.type === 'correction-notified') return early('answerBy', e.answerBy)
  if (e.type === 'delayed') return early('until', e.until)
  if (e.type === 'reopened') return e.period?.unit === 'until' ? early('until', e.period.until) : []
  if (e.type === 'fee-notified' || e.type === 'agency-consulted') return early('receivedOn', e.receivedOn)
  if (e.type !== 'extended' || e.notifiedOn === null || e.approvedOn <= e.notifiedOn) return []
  return [foiZh.order.approvedAfterNotice(e.approvedOn, e.notifiedOn)]
}
