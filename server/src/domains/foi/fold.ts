// A case is its events. This fold is the only reading of them: state by the table of machine.ts, the clock by law.
// Pure: the same events give the same case, today or in ten years.
import {
  feeByItems, feeByPages, foiReplyClock, receiptOf, type Calendar, type CivilDate, type Fee, type FoiClock, type FoiClockSettings, type FoiEvent,
  type Instant, type OutcomeCode, type Receipt, type ReceiptSettings,
} from '@tongming/law';
import type { FoiCorrectionDecision, FoiDecision, FoiOrderedPeriod, FoiReviewOrder, FoiState } from '../../console-api/contract-foi.ts';
import { cellOf, isBeginning, targetOf } from './machine.ts';
import type { CaseEvent, DataOf, EventOf, FoiRequestType, ReceiptFactsData, StoredEvent } from './model.ts';
import { reviewsNeeded, type Findings, type ReviewName } from './outcomes.ts';

/** What the law leaves to a setting; see FoiClockSettings and ReceiptSettings of law. */
export type FoldSettings = { clock: Partial<FoiClockSettings>; receipt: Partial<ReceiptSettings>; calendar: Calendar };

export type Party = {
  party: string; name: string; what: string; role: 'third-party' | 'co-producer' | 'other'; sentOn: CivilDate; receivedOn: CivilDate | null;
  answeredOn: CivilDate | null; consent: 'yes' | 'no' | 'part' | null; reasons: string | null; reasonable: boolean | null; toldOn: CivilDate | null;
};
export type Correction = { items: string[]; answerBy: CivilDate; notifiedOn: CivilDate; receivedOn: CivilDate | null };
export type Extension = {
  workingDays: number; reason: string; requestedOn: CivilDate; approvedOn: CivilDate | null; refusedOn: CivilDate | null; notifiedOn: CivilDate | null;
};
export type FeeCharge = Fee & { count: number; notifiedOn: CivilDate; receivedOn: CivilDate | null; paidOn: CivilDate | null; voidedOn: CivilDate | null };
/** An earlier handling, ended by a decision of reconsideration or a judgment. `ended` null: there was no answer yet. */
export type Round = {
  reviewId: string; order: FoiReviewOrder; reopenedOn: CivilDate; receivedOn: CivilDate; period: FoiOrderedPeriod | null; ended: Folded['ended'];
  correctionDecision: FoiCorrectionDecision | null;
};
export type Unit = { unit: string; what: string; askedOn: CivilDate; answeredOn: CivilDate | null; result: string | null };

export type Folded = {
  state: FoiState;
  requestType: FoiRequestType;
  channel: DataOf<'submit'>['channel'];
  facts: ReceiptFactsData;
  /** What is asked for now, where a correction or a split changed it. */
  content: string | null;
  registered: { year: number; seq: number; on: CivilDate } | null;
  assignee: string | null;
  findings: Findings;
  searches: number;
  corrections: Correction[];
  thirdParties: Party[];
  agencies: Party[];
  units: Unit[];
  extensions: Extension[];
  fees: FeeCharge[];
  reasons: { askedOn: CivilDate; givenOn: CivilDate | null; reasonable: boolean | null }[];
  /** 第三十五条, every day told of. */
  delays: { on: CivilDate; until: CivilDate }[];
  decision: FoiDecision | null;
  correctionDecision: FoiCorrectionDecision | null;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
  reviewsLeft: ReviewName[];
  approvedOn: CivilDate | null;
  /** The first service counts for being in time, even if the letter came back. */
  answeredOn: CivilDate | null;
  servedBy: string | null;
  /** `outcome` null: a correction of records, which has no row in the annual form. */
  ended: { on: CivilDate; outcome: OutcomeCode | null; reason: string | null } | null;
  /** What reviews ask for, by review; taken up by reopening. */
  orders: { reviewId: string; order: FoiReviewOrder; on: CivilDate; reopened: boolean }[];
  rounds: Round[];
  splitFrom: string | null;
  group: string | null;
  evaluated: boolean;
  publicationDecided: boolean;
  lastSeq: number;
  lastAt: Instant | null;
  lastBy: string | null;
};

const blank: Folded = {
  state: 'arrived', requestType: 'information', channel: 'portal', facts: {}, content: null, registered: null, assignee: null, findings: { complete: null, competent: null, held: null }, searches: 0,
  corrections: [], thirdParties: [], agencies: [], units: [], extensions: [], fees: [], reasons: [], delays: [], decision: null, correctionDecision: null, decidedBy: null,
  decidedOn: null, reviewsLeft: [], approvedOn: null, answeredOn: null, servedBy: null, ended: null, orders: [], rounds: [], splitFrom: null, group: null, evaluated: false,
  publicationDecided: false, lastSeq: 0, lastAt: null, lastBy: null,
};

/** @throws Error for events the table does not know in that state: the store was written past the commands */
export function fold(events: readonly StoredEvent[], requestType: FoiRequestType = 'information'): Folded {
  return events.reduce(step, { ...blank, requestType });
}

function step(before: Folded, e: StoredEvent): Folded {
  const after = { ...apply(before, e), lastSeq: e.seq, lastAt: e.at, lastBy: e.actorName };
  const next = e.type === 'decide' || e.type === 'decide-correction' ? { ...after, decidedBy: e.actorId } : after;
  if (isBeginning(e.type)) return next;
  const cell = cellOf(before.state, e.type);
  if (!cell) throw new Error(`event ${e.seq}: no step ${e.type} in ${before.state}`);
  return { ...next, state: targetOf(cell, { reviewsLeft: next.reviewsLeft.length }) };
}

function apply(c: Folded, e: CaseEvent): Folded {
  switch (e.type) {
    case 'submit':
    case 'enter':
      return { ...c, channel: e.data.channel, facts: e.data.facts };
    case 'split-off':
      return { ...c, channel: e.data.channel, facts: e.data.facts, splitFrom: e.data.from };
    case 'confirm-receipt':
      return { ...c, facts: { ...c.facts, ...given(e.data.facts) } };
    case 'register':
      return { ...c, registered: { year: e.data.year ?? 0, seq: e.data.seq ?? 0, on: e.on } };
    case 'assign':
    case 'hand-over':
      return { ...c, assignee: e.data.personId };
    case 'redirect':
      return { ...c, assignee: null };
    case 'judge':
      return { ...c, findings: judged(c.findings, e.data) };
    case 'notify-correction':
      return { ...c, corrections: [...c.corrections, { items: e.data.items, answerBy: e.data.answerBy, notifiedOn: e.on, receivedOn: null }] };
    case 'receive-correction':
      // What was asked for has changed: everything is judged again.
      return { ...c, corrections: atLast(c.corrections, { receivedOn: e.on }), findings: blank.findings, content: e.data.content };
    case 'record-search':
      return { ...c, searches: c.searches + e.data.entries.length };
    case 'split':
      return { ...c, findings: { ...c.findings, held: null }, content: e.data.parts[0] ?? c.content };
    case 'join':
      return { ...c, group: e.data.group ?? null };
    default:
      return applyOutside(c, e);
  }
}

/** What passes between the office and others: third parties, agencies, the applicant's payment and reasons. */
function applyOutside(c: Folded, e: CaseEvent): Folded {
  switch (e.type) {
    case 'ask-third-party':
      return { ...c, thirdParties: [...c.thirdParties, asked(e, 'third-party')] };
    case 'third-party-received':
      return { ...c, thirdParties: atParty(c.thirdParties, e.data.party, (p) => p.receivedOn === null && p.answeredOn === null, { receivedOn: e.on }) };
    case 'third-party-answered':
      return { ...c, thirdParties: atParty(c.thirdParties, e.data.party, (p) => p.answeredOn === null, {
        answeredOn: e.on, consent: e.data.consent, reasons: e.data.reasons, reasonable: e.data.reasonable }) };
    case 'tell-third-party':
      return { ...c, thirdParties: atParty(c.thirdParties, e.data.party, (p) => p.toldOn === null, { toldOn: e.on }) };
    case 'ask-agency':
      return { ...c, agencies: [...c.agencies, asked(e, e.data.role)] };
    case 'agency-received':
      return { ...c, agencies: atParty(c.agencies, e.data.party, (p) => p.receivedOn === null && p.answeredOn === null, { receivedOn: e.on }) };
    case 'agency-answered':
      return { ...c, agencies: atParty(c.agencies, e.data.party, (p) => p.answeredOn === null, {
        answeredOn: e.on, consent: e.data.consent, reasons: e.data.reasons }) };
    case 'ask-unit':
      return { ...c, units: [...c.units, { unit: e.data.unit, what: e.data.what, askedOn: e.on, answeredOn: null, result: null }] };
    case 'unit-answered':
      return { ...c, units: first(c.units, (u) => u.unit === e.data.unit && u.answeredOn === null, { answeredOn: e.on, result: e.data.result }) };
    case 'notify-fee':
      return { ...c, fees: [...c.fees, { ...feeOf(e), count: e.data.count, notifiedOn: e.on, receivedOn: null, paidOn: null, voidedOn: null }] };
    case 'fee-notice-received':
      return { ...c, fees: atLast(c.fees, { receivedOn: e.on }) };
    case 'record-payment':
      return { ...c, fees: atLast(c.fees, { paidOn: e.on }) };
    case 'narrow-request':
      // Less of the same: it is still complete and ours. Whether it is held is asked of what is left.
      return { ...c, fees: atLast(c.fees, { voidedOn: e.on }), findings: { ...c.findings, held: null }, content: e.data.content };
    case 'ask-reasons':
      return { ...c, reasons: [...c.reasons, { askedOn: e.on, givenOn: null, reasonable: null }] };
    case 'record-reasons':
      return { ...c, reasons: atLast(c.reasons, { givenOn: e.on, reasonable: e.data.reasonable }) };
    default:
      return applyDecision(c, e);
  }
}

function applyDecision(c: Folded, e: CaseEvent): Folded {
  switch (e.type) {
    case 'request-extension':
      return { ...c, extensions: [...c.extensions, {
        workingDays: e.data.workingDays, reason: e.data.reason, requestedOn: e.on, approvedOn: null, refusedOn: null, notifiedOn: null }] };
    case 'approve-extension':
      return { ...c, extensions: atLast(c.extensions, { workingDays: e.data.workingDays, approvedOn: e.on }) };
    case 'refuse-extension':
      return { ...c, extensions: atLast(c.extensions, { refusedOn: e.on }) };
    case 'notify-extension':
      return { ...c, extensions: atLast(c.extensions, { notifiedOn: e.on }) };
    case 'set-delay':
      return { ...c, delays: [...c.delays, { on: e.on, until: e.data.until }] };
    case 'decide':
      return { ...c, decision: e.data, decidedOn: e.on, reviewsLeft: reviewsNeeded(e.data), approvedOn: null };
    case 'decide-correction':
      return { ...c, correctionDecision: e.data, decidedOn: e.on, approvedOn: null };
    case 'pass-legality':
      return { ...c, reviewsLeft: c.reviewsLeft.filter((r) => r !== 'legality') };
    case 'clear-secrecy':
      return { ...c, reviewsLeft: c.reviewsLeft.filter((r) => r !== 'secrecy') };
    case 'approve':
      return { ...c, approvedOn: e.on };
    case 'return':
      return { ...c, decision: null, correctionDecision: null, decidedBy: null, decidedOn: null, reviewsLeft: [], approvedOn: null };
    case 'serve':
      return c.decision === null && c.correctionDecision === null ? c : {
        ...c, answeredOn: c.answeredOn ?? e.on, servedBy: e.data.service.via, ended: { on: c.answeredOn ?? e.on, outcome: c.decision?.outcome ?? null, reason: null } };
    case 'undeliverable':
      return { ...c, ended: null };
    case 'withdraw':
      return { ...c, ended: { on: e.on, outcome: 'other.misc', reason: e.data.reason } };
    case 'close':
      return { ...c, ended: { on: e.on, outcome: e.data.outcome, reason: e.data.reason } };
    case 'evaluate':
      return { ...c, evaluated: true };
    case 'decide-publication':
      return { ...c, publicationDecided: true };
    default:
      return applyReview(c, e);
  }
}

function applyReview(c: Folded, e: CaseEvent): Folded {
  switch (e.type) {
    case 'review-result':
      return e.data.order === null ? c : { ...c, orders: [...c.orders, { reviewId: e.data.reviewId, order: e.data.order, on: e.on, reopened: false }] };
    case 'reopen':
      return reopened(c, e);
    default:
      return c;
  }
}

/**
 * Handled again from the first step: what was found, searched for and decided belongs to the round before. Parties'
 * opinions, the number and everything on paper stay.
 */
function reopened(c: Folded, e: EventOf<'reopen'>): Folded {
  const { reviewId, receivedOn, period } = e.data;
  const taken = c.orders.find((o) => o.reviewId === reviewId);
  const round: Round = {
    reviewId, order: taken?.order ?? 'redo', reopenedOn: e.on, receivedOn, period, ended: c.ended, correctionDecision: c.correctionDecision,
  };
  const { findings, searches, decision, correctionDecision, decidedBy, decidedOn, reviewsLeft, approvedOn, answeredOn, servedBy, ended, group } = blank;
  return {
    ...c, findings, searches, decision, correctionDecision, decidedBy, decidedOn, reviewsLeft, approvedOn, answeredOn, servedBy, ended, group,
    // What nobody had decided on is over with the round it was asked in.
    extensions: c.extensions.filter((x) => x.approvedOn !== null || x.refusedOn !== null),
    orders: c.orders.map((o) => (o.reviewId === reviewId ? { ...o, reopened: true } : o)), rounds: [...c.rounds, round],
  };
}

/** Facts that were left blank do not wipe out those on record. */
function given(facts: ReceiptFactsData): ReceiptFactsData {
  return Object.fromEntries(Object.entries(facts).filter(([, day]) => day !== null && day !== undefined));
}

/** A step judged anew puts the later ones in question. */
function judged(f: Findings, j: DataOf<'judge'>): Findings {
  switch (j.step) {
    case 'complete': return { complete: j.finding, competent: null, held: null };
    case 'competent': return { ...f, competent: j.finding, held: null };
    case 'held': return { ...f, held: j.finding };
  }
}

function asked(e: EventOf<'ask-third-party'> | EventOf<'ask-agency'>, role: Party['role']): Party {
  return {
    party: e.data.party, name: e.data.name, what: e.data.what, role, sentOn: e.on, receivedOn: null, answeredOn: null, consent: null, reasons: null,
    reasonable: null, toldOn: null,
  };
}

function feeOf(e: EventOf<'notify-fee'>): Fee {
  const { basis, count, before } = e.data;
  return basis === 'pages' ? feeByPages(count, e.on) : feeByItems(count, { before, date: e.on });
}

function first<T>(list: readonly T[], fits: (item: T) => boolean, change: Partial<T>): T[] {
  const at = list.findIndex(fits);
  return list.map((item, i) => (i === at ? { ...item, ...change } : item));
}

function atLast<T>(list: readonly T[], change: Partial<T>): T[] {
  return list.map((item, i) => (i === list.length - 1 ? { ...item, ...change } : item));
}

function atParty(list: readonly Party[], party: string, open: (p: Party) => boolean, change: Partial<Party>): Party[] {
  return first(list, (p) => p.party === party && open(p), change);
}

/** 收到申请之日 with its article, from the facts on record. */
export function receiptOfCase(c: Pick<Folded, 'channel' | 'facts'>, settings: FoldSettings): Receipt {
  return receiptOf({ channel: c.channel, ...c.facts }, settings.receipt);
}

/** The case as law's clock reads it. Empty while there is no receipt date. */
export function lawEvents(c: Folded, settings: FoldSettings): FoiEvent[] {
  const { receivedOn } = receiptOfCase(c, settings);
  if (receivedOn === null) return [];
  return [
    { type: 'received', date: receivedOn, matter: c.requestType === 'information' ? 'information' : 'record-correction' },
    ...c.rounds.map((r): FoiEvent => ({ type: 'reopened', date: r.receivedOn, period: r.period })),
    ...c.corrections.flatMap((k): FoiEvent[] => [
      { type: 'correction-notified', date: k.notifiedOn, answerBy: k.answerBy }, ...when(k.receivedOn, (date) => ({ type: 'correction-received', date })),
    ]),
    ...c.thirdParties.flatMap((p): FoiEvent[] => [
      { type: 'third-party-sent', date: p.sentOn, party: p.party },
      ...when(p.receivedOn, (date) => ({ type: 'third-party-received', date, party: p.party })),
      ...when(p.answeredOn, (date) => ({ type: 'third-party-answered', date, party: p.party })),
    ]),
    ...c.agencies.flatMap((p): FoiEvent[] => [
      { type: 'agency-consulted', date: p.sentOn, party: p.party, role: p.role === 'co-producer' ? 'co-producer' : 'other', receivedOn: p.receivedOn },
      ...when(p.answeredOn, (date) => ({ type: 'agency-answered', date, party: p.party })),
    ]),
    ...c.extensions.flatMap((x) => when(x.approvedOn, (date) => ({
      type: 'extended', date: x.notifiedOn ?? date, workingDays: x.workingDays, approvedOn: date, notifiedOn: x.notifiedOn }))),
    ...c.fees.flatMap((f): FoiEvent[] => [
      { type: 'fee-notified', date: f.notifiedOn, receivedOn: f.receivedOn }, ...when(f.paidOn, (date) => ({ type: 'fee-paid', date })),
      ...when(f.voidedOn, (date) => ({ type: 'fee-voided', date })),
    ]),
    ...c.reasons.flatMap((r): FoiEvent[] => [
      { type: 'reasons-asked', date: r.askedOn }, ...when(r.givenOn, (date) => ({ type: 'reasons-given', date })),
    ]),
    ...c.delays.map((x): FoiEvent => ({ type: 'delayed', date: x.on, until: x.until })),
  ];
}

function when(date: CivilDate | null, event: (date: CivilDate) => FoiEvent): FoiEvent[] {
  return date === null ? [] : [event(date)];
}

/** Null until there is a receipt date. @throws LawInputError for dates in an impossible order */
export function clockOf(c: Folded, settings: FoldSettings): FoiClock | null {
  const events = lawEvents(c, settings);
  return events.length === 0 ? null : foiReplyClock(events, { settings: settings.clock, calendar: settings.calendar });
}
