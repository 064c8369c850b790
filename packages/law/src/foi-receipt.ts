import type { CivilDate } from './civil.ts'
import { LawInputError, type Certainty } from './errors.ts'
import { foiZh } from './foi-zh.ts'

/** How an application came. `oral`: the office filled in the form for the applicant (第二十九条). */
export type ReceiptChannel =
  | 'in-person' | 'oral' | 'signed-mail' | 'ordinary-mail' | 'portal' | 'internet' | 'fax' | 'email' | 'other-unit' | 'other'
/** The day of a fact on record; which of them is the receipt depends on the channel. */
export type ReceiptFact = 'submittedOn' | 'signedOn' | 'arrivedOn' | 'confirmedOn' | 'publishedRuleOn'
export type ReceiptEvidence = keyof typeof foiZh.receipt.evidence
export type ReceiptRule = {
  channel: ReceiptChannel
  /** The fact that counts; where the first is not on record, the next. */
  counts: readonly ReceiptFact[]
  evidence: readonly ReceiptEvidence[]
  article: string
  certainty: Certainty
}

export type ReceiptSettings = {
  /** A published mailbox: the day both sides confirm (第三十一条第三项), or the day the mail system got it (207号, 2015). */
  emailCounts: 'confirmedOn' | 'arrivedOn'
}
export const receiptDefaults: Readonly<ReceiptSettings> = { emailCounts: 'confirmedOn' }

const a = foiZh.articles
type Row = [ReceiptChannel, ReceiptFact[], ReceiptEvidence[], string, Certainty]
const rows: readonly Row[] = [
  ['in-person', ['submittedOn'], ['application-form'], a.inPerson, 'sourced'],
  // The day of receipt is inferred from delivery in person; the law speaks of the form only.
  ['oral', ['submittedOn'], ['filled-in-form'], a.form, 'memory'],
  ['signed-mail', ['signedOn'], ['delivery-record', 'envelope'], a.mail, 'sourced'],
  ['ordinary-mail', ['confirmedOn'], ['envelope', 'confirmation-record'], a.mail, 'sourced'],
  // A system that says the application has gone through has confirmed it; a slow way inside is no excuse.
  ['portal', ['submittedOn'], ['system-log'], a.guidingCase, 'sourced'],
  ['internet', ['confirmedOn'], ['system-log', 'confirmation-record'], a.confirmed, 'sourced'],
  ['fax', ['confirmedOn'], ['fax-record', 'confirmation-record'], a.confirmed, 'sourced'],
  ['email', ['confirmedOn'], ['mail-log', 'confirmation-record'], a.confirmed, 'memory'],
  ['other-unit', ['confirmedOn'], ['envelope', 'confirmation-record'], a.otherUnit, 'sourced'],
  ['other', ['publishedRuleOn', 'confirmedOn'], ['published-rule', 'confirmation-record'], a.otherChannel, 'sourced'],
]

/** 收到申请之日 by channel (条例第三十一条 and what interprets it). */
export const receiptRules: readonly ReceiptRule[] = rows.map(([channel, counts, evidence, article, certainty]) => ({
  channel, counts, evidence, article, certainty,
}))

export type ReceiptFacts = { channel: ReceiptChannel } & Partial<Record<ReceiptFact, CivilDate | null>>
/** `receivedOn` null: no clock runs yet, `waiting` says for what. `notes` are for the office. */
export type Receipt = { receivedOn: CivilDate | null; fact: ReceiptFact | null; waiting: string | null; evidence: { code: ReceiptEvidence; name: string }[]; rule: ReceiptRule; notes: string[] }

/**
 * The receipt date, derived from the facts on record, never typed in. An applicant who cannot be reached has not
 * confirmed: the clock starts when contact is made. A receipt on a rest day is still the receipt.
 * @throws LawInputError for an unknown channel, or facts in an impossible order
 */
export function receiptOf(facts: ReceiptFacts, settings: Partial<ReceiptSettings> = {}): Receipt {
  const row = receiptRules.find((r) => r.channel === facts.channel)
  if (!row) throw new LawInputError(foiZh.receipt.unknownChannel(facts.channel))
  const rule = row.channel === 'email' && settings.emailCounts === 'arrivedOn' ? { ...row, counts: ['arrivedOn' as const], article: a.mailbox } : row
  const faults = factFaults(facts)
  if (faults.length > 0) throw new LawInputError(faults.join(foiZh.faultSeparator))
  const fact = rule.counts.find((f) => facts[f]) ?? null
  const [needed] = rule.counts.slice(-1)
  return {
    receivedOn: fact ? (facts[fact] ?? null) : null,
    fact,
    waiting: fact || !needed ? null : foiZh.receipt.waiting(foiZh.receipt.fields[needed]),
    evidence: rule.evidence.map((code) => ({ code, name: foiZh.receipt.evidence[code] })),
    rule,
    notes: lateConfirmation(facts),
  }
}

const order: readonly [ReceiptFact, ReceiptFact][] = [
  ['submittedOn', 'signedOn'], ['submittedOn', 'arrivedOn'], ['submittedOn', 'confirmedOn'], ['arrivedOn', 'confirmedOn'],
]

function factFaults(facts: ReceiptFacts): string[] {
  const names = foiZh.receipt.fields
  return order.flatMap(([first, second]) => {
    const [x, y] = [facts[first], facts[second]]
    return x && y && y < x ? [foiZh.receipt.reversed(names[second], y, names[first], x)] : []
  })
}

/** 第三十一条第二项: a letter without signature is confirmed with the applicant on the day it comes. */
function lateConfirmation(facts: ReceiptFacts): string[] {
  const { channel, arrivedOn, confirmedOn } = facts
  const late = channel === 'ordinary-mail' && arrivedOn && confirmedOn && confirmedOn > arrivedOn
  return late ? [foiZh.receipt.confirmSameDay(arrivedOn, confirmedOn)] : []
}
