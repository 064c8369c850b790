import type { FoiAct, FoiCaseView } from '#contract-foi';
import { a } from './messages-acts.ts';
import { n } from './names.ts';

export type Option = { value: string; label: string };
/** One field of an act's form. `name` is its key in the data of the act (domains/foi/model.ts). */
export type Field = { name: string; label: string; optional?: boolean; hint?: string } & (
  | { kind: 'words'; phrases?: readonly string[] } | { kind: 'short' } | { kind: 'day' } | { kind: 'number'; least: number; most?: number }
  | { kind: 'choice'; options: readonly Option[] } | { kind: 'truth'; yes: string; no: string; unknown?: string }
  | { kind: 'list'; add: string; least: number; phrases?: readonly string[] }
  | { kind: 'service' } | { kind: 'staff' } | { kind: 'agency' } | { kind: 'cases' } | { kind: 'record' } | { kind: 'receipt'; fixed: boolean } | { kind: 'searches' } | { kind: 'period' }
);
/** `notice`: what a person should know before filling in. */
export type ActSpec = { fields: readonly Field[]; notice?: (values: Values) => string | null };
export type Values = Readonly<Record<string, unknown>>;

const optionsOf = (names: Readonly<Record<string, string>>): Option[] => Object.entries(names).map(([value, label]) => ({ value, label }));
const words = (name: string, label: string, phrases?: readonly string[]): Field => ({ kind: 'words', name, label, ...(phrases === undefined ? {} : { phrases }) });
const maybe = (field: Field): Field => ({ ...field, optional: true });
const short = (name: string, label: string): Field => ({ kind: 'short', name, label });
const service: Field = { kind: 'service', name: 'service', label: a.service };
const consent: Field = { kind: 'choice', name: 'consent', label: a.consent, options: optionsOf(a.consents) };

const plain: Partial<Record<FoiAct, readonly Field[]>> = {
  'confirm-receipt': [{ kind: 'receipt', fixed: true, name: 'facts', label: a.facts }, words('how', a.confirmHow)],
  register: [],
  redirect: [{ kind: 'agency', name: 'agencyCode', label: a.redirectTo }, words('reason', a.reason)],
  assign: [{ kind: 'staff', name: 'personId', label: a.person }, maybe(words('note', a.note))],
  'hand-over': [{ kind: 'staff', name: 'personId', label: a.person }, words('note', a.note)],
  note: [words('text', a.text)],
  'notify-correction': [
    { kind: 'list', name: 'items', label: a.items, hint: a.itemsHint, add: a.addItem, least: 1, phrases: a.itemPhrases },
    { kind: 'day', name: 'answerBy', label: a.answerBy, hint: a.answerByHint }, service,
  ],
  'receive-correction': [{ kind: 'receipt', fixed: false, name: 'facts', label: a.channel }, words('content', a.content), maybe(short('excuse', a.excuse))],
  'ask-third-party': [short('name', a.partyName), maybe(short('address', a.address)), words('what', a.what), service],
  'third-party-answered': [consent, maybe(words('reasons', a.reasons)), { kind: 'truth', name: 'reasonable', label: a.reasonable, yes: a.yes, no: a.no, unknown: a.unknown }],
  'tell-third-party': [words('publicInterest', a.publicInterest), service],
  'ask-agency': [{ kind: 'choice', name: 'role', label: a.role, options: optionsOf(a.roles) }, short('name', a.agencyName), words('what', a.what), service],
  'third-party-received': [maybe(words('evidence', a.evidence))],
  'agency-received': [maybe(words('evidence', a.evidence))],
  'agency-answered': [consent, maybe(words('reasons', a.reasons))],
  'ask-unit': [short('unit', a.unit), words('what', a.unitWhat)],
  'request-extension': [{ kind: 'number', name: 'workingDays', label: a.workingDays, hint: a.workingDaysHint, least: 1, most: 20 }, words('reason', a.reason, a.extensionPhrases)],
  'approve-extension': [{ kind: 'number', name: 'workingDays', label: a.workingDays, hint: a.workingDaysHint, least: 1, most: 20 }, maybe(words('opinion', a.opinion, a.agree))],
  'refuse-extension': [words('opinion', a.opinion)],
  'notify-extension': [service],
  'fee-notice-received': [maybe(words('evidence', a.evidence))],
  'record-payment': [{ kind: 'number', name: 'amount', label: a.amount, least: 0 }, short('voucher', a.voucher)],
  'ask-reasons': [words('why', a.why), service],
  'record-reasons': [words('given', a.given), { kind: 'truth', name: 'reasonable', label: a.reasonable, yes: a.yes, no: a.no }, words('judgement', a.judgement)],
  'set-delay': [{ kind: 'day', name: 'until', label: a.until }, words('reason', a.reason), service],
  split: [{ kind: 'list', name: 'parts', label: a.parts, hint: a.partsHint, add: a.addPart, least: 2 }, words('reason', a.reason)],
  join: [{ kind: 'cases', name: 'caseIds', label: a.cases, hint: a.casesHint }],
  'record-search': [{ kind: 'searches', name: 'entries', label: a.searches }],
  'pass-legality': [words('opinion', a.legality, a.legalityPhrases)],
  'clear-secrecy': [words('conclusion', a.secrecy, a.secrecyPhrases)],
  approve: [maybe(words('opinion', a.opinion, a.agree))],
  return: [words('reason', a.returnReason)],
  serve: [service],
  undeliverable: [words('reason', a.undeliverable), maybe(words('evidence', a.evidence))],
  withdraw: [maybe(words('reason', a.withdrawReason)), maybe(words('evidence', a.evidence))],
  'narrow-request': [words('content', a.narrowed), { kind: 'receipt', fixed: false, name: 'facts', label: a.channel }, maybe(words('evidence', a.evidence))],
  close: [{ kind: 'choice', name: 'outcome', label: a.closeAs, options: optionsOf(a.closings) }, words('reason', a.reason)],
  evaluate: [{ kind: 'number', name: 'score', label: a.score, least: 1, most: 5 }, maybe(words('words', a.text))],
};

const silence: Partial<Record<FoiAct, (values: Values) => string | null>> = {
  'ask-third-party': () => a.silenceThird,
  'ask-agency': (values) => (values['role'] === 'other' ? a.silenceOther : a.silenceCo),
};

const openParties = (list: FoiCaseView['thirdParties']): Option[] => list.filter((p) => p.answeredOn === null).map((p) => ({ value: p.party, label: p.name }));
const partyField = (options: Option[]): Field => ({ kind: 'choice', name: 'party', label: a.party, options });

/** Fields that offer what this very case holds. */
function fieldsFromCase(act: FoiAct, view: FoiCaseView, values: Values): Field[] {
  switch (act) {
    case 'third-party-received': return [partyField(openParties(view.thirdParties).filter((o) => view.thirdParties.some((p) => p.party === o.value && p.receivedOn === null)))];
    case 'third-party-answered': return [partyField(openParties(view.thirdParties))];
    case 'tell-third-party': return [partyField(view.thirdParties.filter((p) => p.toldOn === null).map((p) => ({ value: p.party, label: p.name })))];
    case 'agency-received': return [partyField(openParties(view.agencies).filter((o) => view.agencies.some((p) => p.party === o.value && p.receivedOn === null)))];
    case 'agency-answered': return [partyField(openParties(view.agencies))];
    case 'unit-answered': return [
      { kind: 'choice', name: 'unit', label: a.unit, options: view.units.filter((u) => u.answeredOn === null).map((u) => ({ value: u.unit, label: u.unit })) }, words('result', a.unitResult),
    ];
    case 'open-review': return [
      { kind: 'choice', name: 'kind', label: a.reviewKind, options: optionsOf(n.reviewKinds) },
      ...(values['kind'] === 'litigationAfterReconsideration' ? [{ kind: 'choice' as const, name: 'afterReview', label: a.afterReview, options: reviewOptions(view, (r) => r.kind === 'reconsideration') }] : []),
      short('authority', a.authority), maybe(short('number', a.number)),
    ];
    case 'review-result': return [
      { kind: 'choice', name: 'reviewId', label: a.review, options: reviewOptions(view, (r) => r.result === null) },
      { kind: 'choice', name: 'result', label: a.reviewResult, options: optionsOf(n.reviewResults) },
      ...(values['result'] === undefined || values['result'] === 'upheld' ? [] : [maybe({ kind: 'choice', name: 'order', label: a.order, options: optionsOf(n.reviewOrders), hint: a.orderHint })]),
      words('summary', a.summary), maybe(words('lesson', a.lesson)),
    ];
    case 'reopen': return [
      { kind: 'choice', name: 'reviewId', label: a.review, options: reviewOptions(view, (r) => r.order !== null && !r.reopened) },
      { kind: 'day', name: 'receivedOn', label: a.orderReceived, hint: a.orderReceivedHint }, { kind: 'period', name: 'period', label: a.orderedPeriod, hint: a.orderedPeriodHint, optional: true }, words('reason', a.reopenWhy, a.reopenPhrases),
    ];
    case 'decide-correction': return [
      { kind: 'choice', name: 'result', label: a.correctionResult, options: optionsOf(n.correctionResults) },
      ...(values['result'] === 'transferred' ? [short('agency', a.correctionAgency)] : []), words('facts', a.correctionFacts),
      ...(values['result'] === 'corrected' ? [maybe(words('reasons', a.reason))] : [words('reasons', a.reason)]),
    ];
    case 'decide-publication': return publicationFields(values);
    default: return [];
  }
}

/** Either a record that is public already, or a question with its answer. */
function publicationFields(values: Values): Field[] {
  const recorded = typeof values['recordId'] === 'string' && values['recordId'] !== '';
  return [
    { kind: 'truth', name: 'publish', label: a.publish, yes: a.publishYes, no: a.publishNo }, words('reason', a.reason, a.publishPhrases),
    ...(values['publish'] === true ? [maybe({ kind: 'record', name: 'recordId', label: a.record, hint: a.recordHint }), ...(recorded ? [] : [{ ...short('question', a.question), hint: a.publishHint }, words('answer', a.answer)])] : []),
  ];
}

function reviewOptions(view: FoiCaseView, keep: (review: FoiCaseView['reviews'][number]) => boolean): Option[] {
  return view.reviews.filter(keep).map((r) => ({ value: r.id, label: `${n.reviewKinds[r.kind]} ${r.authority}${r.number ?? ''}` }));
}

/** The form of an act; judging, deciding and fee notices have forms of their own. */
export function specOf(act: FoiAct, view: FoiCaseView, values: Values): ActSpec {
  return { fields: [...fieldsFromCase(act, view, values), ...(plain[act] ?? [])], notice: silence[act] };
}
