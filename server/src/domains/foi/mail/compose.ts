// Which steps the applicant is told of by mail, and the words. Pure: the same case gives the same mail.
import type { CivilDate } from '@tongming/law';
import type { Mail } from '../../../platform/mail.ts';
import { isEnded } from '../machine.ts';
import type { EventOf, StoredEvent } from '../model.ts';
import { spacedNumber } from '../receipt-number.ts';
import type { Case } from '../store.ts';
import { zh, type MailKind } from './zh.ts';

/** Every event on the applicant's page is here (tested): what he can look up, he is told of. */
export const kinds: Partial<Record<StoredEvent['type'], MailKind>> = {
  submit: 'received', enter: 'received', 'split-off': 'split-off', 'confirm-receipt': 'receipt-confirmed', register: 'registered', redirect: 'redirected',
  'notify-correction': 'correction-asked', 'receive-correction': 'correction-received', 'ask-third-party': 'consulting', 'ask-agency': 'consulting',
  'third-party-answered': 'consulted', 'agency-answered': 'consulted', 'notify-extension': 'extended', 'notify-fee': 'fee-asked', 'narrow-request': 'narrowed',
  'record-payment': 'fee-paid', 'ask-reasons': 'reasons-asked', 'record-reasons': 'reasons-received', 'set-delay': 'delayed', serve: 'answered',
  undeliverable: 'undeliverable', withdraw: 'withdrawn', close: 'closed', reopen: 'reopened',
};

/** What the applicant is told of the last event; null for what is the office's own business. */
export function kindOf(c: Case): MailKind | null {
  const e = c.events.at(-1);
  const kind = e && kinds[e.type];
  if (e === undefined || kind === undefined) return null;
  // Of several letters: told when the time begins to be left out and when it counts again.
  const told = kind === 'consulting' ? running(c, e.on) === 1 : kind === 'consulted' ? running(c, e.on) === 0 : true;
  return told ? kind : null;
}

function running(c: Case, on: CivilDate): number {
  const open = c.standing.clock?.waitingFor.filter((w) => w.what === 'third-party' || w.what === 'agency') ?? [];
  return open.filter((w) => w.until === null || w.until >= on).length;
}

/** Needs an address and the event; null without. The reply's due date is the one that holds when the mail is sent. */
export function composeMail(c: Case, told: { id: string; seq: number; kind: MailKind }, publicUrl: string | null): Mail | null {
  const e = c.events.find((event) => event.seq === told.seq);
  if (c.applicant.email === null || e === undefined) return null;
  const number = spacedNumber(c.receiptNumber);
  const lines = told.kind === 'due-moved' ? [zh.lines['due-moved']()] : linesOf(c, e);
  const text = [zh.greeting, '', ...lines, '', zh.number(number), ...dueLine(c), '', whereToLook(c, publicUrl), '', c.agency.name, '', zh.footer, ''];
  return {
    to: c.applicant.email, fromName: c.agency.name, subject: zh.subject(zh.matters[c.request.type ?? 'information'], number), text: text.join('\n'),
    messageId: `foi.${told.id}`,
  };
}

function dueLine(c: Case): string[] {
  const { due, provisional } = c.standing;
  const counting = !isEnded(c.folded.state) && c.folded.state !== 'correcting' && c.folded.state !== 'awaiting-payment';
  return due !== null && counting ? [zh.due(due, provisional)] : [];
}

/** Without a query code there is no page to look at. */
function whereToLook(c: Case, publicUrl: string | null): string {
  if (c.readerKey === null) return zh.offPage(c.agency.name);
  return publicUrl === null ? zh.onPortal : zh.onPage(`${publicUrl}/apply/query`);
}

function linesOf(c: Case, e: StoredEvent): string[] {
  const t = zh.lines;
  const matter = zh.matters[c.request.type ?? 'information'];
  switch (e.type) {
    case 'submit': return [t.received(c.agency.name, matter, e.on), ...receiptLine(c)];
    case 'enter': return [t.entered(c.agency.name, matter, e.on), ...receiptLine(c)];
    case 'split-off': return [t['split-off'](c.agency.name)];
    case 'confirm-receipt': return c.standing.receivedOn === null ? receiptLine(c) : [t['receipt-confirmed'](c.standing.receivedOn)];
    case 'register': return [t.registered()];
    case 'redirect': return [t.redirected(c.agency.name)];
    case 'notify-correction': return [t['correction-asked'](e.data.answerBy), t['correction-restarts']()];
    case 'receive-correction': return [t['correction-received'](e.on)];
    case 'ask-third-party': return [t['consulting-third-party']()];
    case 'ask-agency': return [t['consulting-agency']()];
    default: return laterLines(c, e);
  }
}

function receiptLine(c: Case): string[] {
  return c.standing.receivedOn === null ? [zh.lines['receipt-open']()] : [];
}

function laterLines(c: Case, e: StoredEvent): string[] {
  const t = zh.lines;
  switch (e.type) {
    case 'third-party-answered':
    case 'agency-answered': return [t.consulted()];
    case 'notify-extension': return [t.extended()];
    case 'notify-fee': return [t['fee-asked'](e.data.amount, payBy(c, e)), t['fee-or-less']()];
    case 'record-payment': return [t['fee-paid'](e.on)];
    case 'narrow-request': return [t.narrowed(e.on)];
    case 'ask-reasons': return [t['reasons-asked']()];
    case 'record-reasons': return [t['reasons-received']()];
    case 'set-delay': return [t.delayed(e.data.until)];
    case 'serve': return [t.answered(e.on, e.data.service.via)];
    case 'undeliverable': return [t.undeliverable()];
    case 'withdraw': return [t.withdrawn(e.on)];
    case 'close': return [t.closed(e.on)];
    case 'reopen': return [t.reopened()];
    default: return [];
  }
}

/** The period runs from the day the notice arrives: while that is not on record, it is not told as a day. */
function payBy(c: Case, e: EventOf<'notify-fee'>): CivilDate | null {
  const fee = c.folded.fees.find((f) => f.notifiedOn === e.on);
  return fee?.receivedOn == null ? null : c.standing.clock?.duties.findLast((d) => d.code === 'fee-payment')?.due ?? null;
}
