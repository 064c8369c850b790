import type { FoiAct, FoiCaseView, FoiOrderedPeriod, FoiSearchEntry } from '#contract-foi';
import { addWorkingDays, foiClockDefaults, receiptRules, replyRules, type CivilDate, type ReceiptChannel, type ReceiptFact } from '@tongming/law';
import type { Field, Values } from './act-specs.ts';

export type ServiceVia = 'post' | 'counter' | 'electronic' | 'through-agency';
export type ServiceData = { via: ServiceVia; tracking: string; to: string; evidence: string };
export type ReceiptData = { channel: ReceiptChannel; facts: Partial<Record<ReceiptFact, CivilDate | null>> };

const noService: ServiceData = { via: 'post', tracking: '', to: '', evidence: '' };
export const emptySearch = (today: CivilDate, by: string): FoiSearchEntry => ({ place: '', searchedBy: by, words: '', searchedOn: today, found: false, result: '' });

/** The applicant's wish decides how papers travel, where it is one of ours. */
function usualService(view: FoiCaseView): ServiceData {
  const { delivery } = view.request;
  if (delivery === 'online' || delivery === 'email') return { ...noService, via: 'electronic', to: view.applicant.email ?? '' };
  if (delivery === 'pick-up' || delivery === 'inspect') return { ...noService, via: 'counter', to: view.applicant.name };
  return { ...noService, to: view.applicant.address ?? '' };
}

const mostExtension = (view: FoiCaseView): number => (view.clock?.rule ?? replyRules.at(-1))?.extensionWorkingDays ?? 1;

/** What a form begins with: nothing a person has to decide, everything that is known. */
export function firstValues(act: FoiAct, view: FoiCaseView, today: CivilDate, me: string): Values {
  const service = usualService(view);
  const received: ReceiptData = { channel: view.channel, facts: {} };
  const extension = view.extension?.workingDays;
  const first: Partial<Record<FoiAct, Values>> = {
    'confirm-receipt': { facts: { channel: view.channel, facts: view.receipt.facts } },
    'receive-correction': { facts: received, content: view.request.content },
    'notify-correction': { items: [''], service, answerBy: addWorkingDays(today, foiClockDefaults.correctionWorkingDays, { article: '' }).due },
    'ask-third-party': { taken: view.thirdParties.map((p) => p.party), service: noService, what: view.request.content },
    'ask-agency': { taken: view.agencies.map((p) => p.party), role: 'co-producer', service: { ...noService, via: 'through-agency' }, what: view.request.content },
    'request-extension': { workingDays: mostExtension(view) }, 'approve-extension': { workingDays: extension ?? mostExtension(view) },
    split: { parts: [view.request.content, ''] }, join: { caseIds: [] }, 'record-search': { entries: [emptySearch(today, me)] },
    'record-payment': { amount: view.fee?.amount }, 'open-review': { kind: 'reconsideration' },
    'narrow-request': { facts: received, content: view.request.content }, reopen: { receivedOn: today, period: null, ...only(view.reviews.filter((r) => r.order !== null && !r.reopened), 'reviewId') },
    'review-result': only(view.reviews.filter((r) => r.result === null), 'reviewId'), 'decide-publication': { publish: view.suggestOpen ? true : undefined, answer: view.decision?.provided?.description ?? '' },
  };
  return { service, ...first[act] };
}

/** The only one there is needs no choosing. */
const only = (list: readonly { id: string }[], name: string): Values => (list.length === 1 ? { [name]: list[0]?.id } : {});

const isText = (value: unknown): value is string => typeof value === 'string';
const filled = (value: unknown): boolean => isText(value) && value.trim() !== '';
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function isFilled(field: Field, value: unknown): boolean {
  switch (field.kind) {
    case 'number': return typeof value === 'number';
    case 'truth': return field.unknown !== undefined || typeof value === 'boolean';
    case 'list': return listOf(value).filter(filled).length >= field.least;
    case 'cases': return listOf(value).length > 0;
    case 'searches': return listOf(value).length > 0 && listOf(value).every((e) => isSearch(e) && [e.place, e.searchedBy, e.words, e.result].every(filled));
    case 'service': return true;
    case 'period': return value === null || isPeriod(value);
    case 'receipt': return isReceipt(value);
    default: return filled(value);
  }
}

export const isSearch = (value: unknown): value is FoiSearchEntry => typeof value === 'object' && value !== null && 'place' in value && 'searchedOn' in value;
export const isReceipt = (value: unknown): value is ReceiptData => typeof value === 'object' && value !== null && 'channel' in value && 'facts' in value;
export function isPeriod(value: unknown): value is FoiOrderedPeriod {
  if (typeof value !== 'object' || value === null || !('unit' in value)) return false;
  return value.unit === 'until' ? 'until' in value && typeof value.until === 'string' : 'length' in value && typeof value.length === 'number';
}
export const isService = (value: unknown): value is ServiceData => typeof value === 'object' && value !== null && 'via' in value;

/** Labels of what has to be filled in and is not. */
export function missingIn(fields: readonly Field[], values: Values): string[] {
  return fields.filter((field) => field.optional !== true && !isFilled(field, values[field.name])).map((field) => field.label);
}

/** The data of the act as the server reads them: only its own fields, words trimmed, the empty ones null. */
export function dataOf(act: FoiAct, fields: readonly Field[], values: Values): Record<string, unknown> {
  const data = Object.fromEntries(fields.map((field) => [field.name, cleaned(field, values[field.name])]));
  if (act === 'ask-third-party' || act === 'ask-agency') return { ...data, party: partyKey(data['name'], listOf(values['taken'])) };
  if (act === 'open-review' && !('afterReview' in data)) return { ...data, afterReview: null };
  const receipt = values['facts'];
  if (!isReceipt(receipt)) return data;
  const { facts } = receipt;
  return act === 'receive-correction' || act === 'narrow-request' ? { ...data, channel: receipt.channel, facts } : { ...data, facts };
}

const longestKey = 36;
/** A new party is known by its name, so that it can be read wherever the key is shown; the same one asked again gets a number. */
function partyKey(name: unknown, taken: readonly unknown[]): string {
  const key = (isText(name) ? name : '').slice(0, longestKey);
  const again = taken.filter((known) => isText(known) && known.startsWith(key)).length;
  return again === 0 ? key : `${key}（${again + 1}）`;
}

function cleaned(field: Field, value: unknown): unknown {
  if (field.kind === 'list') return listOf(value).filter(isText).map((text) => text.trim()).filter((text) => text !== '');
  if (isText(value)) return value.trim() === '' ? null : value.trim();
  return value ?? null;
}

/** The facts a channel asks for: what counts, and for a letter without signature also when it came. */
export function factsFor(channel: ReceiptChannel): ReceiptFact[] {
  const counts = receiptRules.find((rule) => rule.channel === channel)?.counts ?? [];
  const own: ReceiptFact[] = channel === 'ordinary-mail' || channel === 'other-unit' || channel === 'email' ? ['arrivedOn', ...counts] : [...counts];
  return own.filter((fact, i) => fact !== 'submittedOn' && own.indexOf(fact) === i);
}
