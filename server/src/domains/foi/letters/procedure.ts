// Templates of the papers on the way (程序性文书, 条例第三十条至第三十五条、第四十二条).
import { addWorkingDays, formatChineseDate, type CivilDate } from '@tongming/law';
import { bare, dayOr, sentence, type LetterFacts } from './facts.ts';
import type { PaperKind, Template, TemplatePart } from './model.ts';
import { remedy } from './replies.ts';
import { procedureZh as t } from './zh-procedure.ts';
import { foiLaw, zh } from './zh.ts';

const { gap } = zh;

type Spec = Omit<TemplatePart, 'key' | 'name' | 'required' | 'covers'> & { required?: boolean };
function part(key: keyof typeof t.names, spec: Spec): TemplatePart {
  return { required: true, ...spec, key, name: t.names[key], covers: [] };
}

function paper(kind: PaperKind, addressee: Template['addressee'], parts: TemplatePart[], layout: Template['layout'] = 'letter'): Template {
  return { kind, outcome: null, variant: null, title: zh.titles[kind], layout, series: 'notice', addressee, parts };
}

const received = part('received', { text: (f) => t.received(f), must: (f) => [f.receivedOn, f.number] });
const contact = part('contact', {
  required: false,
  text: ({ agency }) => (agency.office === null ? '' : t.contact(agency.office, agency.address, agency.phone)),
});
const foiArticle = (article: string) => foiLaw + article;
const plain = (text: string | undefined | null, what: string) => (text ? bare(text) : gap(what));

const registration = paper('registration', 'none', [
  part('applicant', { text: ({ view: { applicant: a } }) => t.registration.applicant(a.name, a.representative, a.contact) }),
  part('identityKind', { text: (f) => f.kindName }),
  part('contact', { text: reachedBy }),
  part('received', { text: (f) => t.registration.received(f) }),
  part('content', { text: (f) => f.request }),
  part('form', { text: (f) => t.registration.form(f.delivery, f.medium, f.view.request.helpNeeded) }),
  part('handling', { text: ({ view }) => t.registration.handling(view.receiptNumber, view.registerNumber) }),
  part('due', { text: ({ view: { due } }) => (due === null ? t.registration.noDue : t.registration.due(formatChineseDate(due.due), due.provisional)) }),
], 'form');

function reachedBy({ view: { applicant: a } }: LetterFacts): string {
  const r = t.registration;
  return r.contact([
    ...(a.phone === null ? [] : [r.phone(a.phone)]), ...(a.email === null ? [] : [r.email(a.email)]), ...(a.address === null ? [] : [r.address(a.address, a.postcode)]),
  ]);
}

const receipt = paper('receipt', 'applicant', [
  part('receipt', { text: (f) => t.receipt.receipt(f), must: (f) => [f.submittedOn] }),
  part('handling', { text: ({ view }) => t.receipt.number(view.receiptNumber), must: ({ view }) => [view.receiptNumber] }),
  part('next', {
    article: foiArticle(t.receipt.article),
    text: ({ view, receivedOn }) => (view.due === null || view.receivedOn === null ? t.receipt.waiting : t.receipt.next(receivedOn, formatChineseDate(view.due.due))),
  }),
  contact,
]);

const itemsOf = ({ data, view }: LetterFacts) => {
  const items = data.items ?? view.correction?.items ?? [];
  return items.length === 0 ? gap(t.correction.gaps.items) : items.map((i) => plain(i, t.correction.gaps.items)).join(zh.clauseSeparator);
};
const correctionBy = ({ data, view }: LetterFacts) => dayOr(data.answerBy ?? view.correction?.answerBy, t.correction.gaps.answerBy);
const correction = paper('correction-notice', 'applicant', [
  received,
  part('items', { text: (f) => t.correction.items({ you: f.you, items: itemsOf(f) }), article: foiArticle(t.correction.article) }),
  part('answerBy', { text: (f) => t.correction.answerBy(foiLaw, correctionBy(f)), must: (f) => [correctionBy(f)], article: foiArticle(t.correction.article) }),
  part('consequence', { text: (f) => t.correction.consequence(f), must: () => [t.givenUp], article: foiArticle(t.correction.article) }),
  contact,
]);

const reasons = paper('reasons-notice', 'applicant', [
  received,
  part('why', { text: (f) => t.reasons.why(f) }),
  part('asked', { text: (f) => t.reasons.asked(foiLaw, f.you, sentence(f.data.why ?? gap(t.reasons.gaps.what))), must: () => [t.reasons.article], article: foiArticle(t.reasons.article) }),
  part('consequence', { text: () => t.reasons.consequence, article: foiArticle(t.reasons.article) }),
  contact,
]);

const extendedBy = ({ data, view }: LetterFacts) => data.workingDays ?? view.extension?.workingDays ?? null;
/** As the notice would make it; once it is on record the case's own clock tells. */
function extendedTo(f: LetterFacts): CivilDate | null {
  const { view, data, agency } = f;
  if (view.extension?.notifiedOn) return view.due?.due ?? null;
  const [days, stage] = [extendedBy(f), view.clock?.stages.at(-1)];
  if (data.until !== undefined || days === null || stage === undefined) return data.until ?? null;
  return addWorkingDays(stage.unextended.due, days, { article: foiArticle(t.extension.article), calendar: agency.calendar }).due;
}
const extension = paper('extension-notice', 'applicant', [
  received,
  part('extension', {
    text: (f) => t.extension.extension(foiLaw, String(extendedBy(f) ?? gap(t.extension.gaps.days)), dayOr(extendedTo(f), t.extension.gaps.due)),
    must: () => [t.extension.article], article: foiArticle(t.extension.article),
  }),
  part('why', { text: ({ data, view }) => t.extension.why(sentence(data.why ?? view.extension?.reason ?? gap(t.extension.gaps.reason))) }),
  contact,
]);

const delay = paper('delay-notice', 'applicant', [
  received,
  part('why', { text: ({ data }) => t.delay.why(sentence(data.why ?? gap(t.delay.gaps.reason))) }),
  part('until', {
    text: ({ data, view }) => t.delay.until(foiLaw, dayOr(data.until ?? view.delayedTo, t.delay.gaps.until)), must: () => [t.delay.article], article: foiArticle(t.delay.article),
  }),
  contact,
]);

const thirdParty = paper('third-party-consultation', 'party', [
  part('consultation', { text: (f) => t.thirdParty.consultation(f.party.what) }),
  part('silence', { text: (f) => t.thirdParty.silence(foiLaw, f.days.thirdParty), must: (f) => [f.days.thirdParty, t.thirdParty.article], article: foiArticle(t.thirdParty.article) }),
  part('reply', { text: () => t.thirdParty.reply }),
  contact,
]);

const told = paper('consultation-notice', 'applicant', [
  received,
  part('consultation', {
    text: ({ view, you }) => t.told.consultation({ you, what: view.thirdParties.length > 0 || view.agencies.length === 0 ? t.told.ofThirdParty : t.told.ofAgency }),
  }),
  part('effect', { text: () => t.told.effect(foiLaw), must: () => [t.told.article], article: foiArticle(t.told.article) }),
  contact,
]);

const thirdPartyNotice = paper('third-party-notice', 'party', [
  part('decision', { text: (f) => t.thirdPartyNotice.decision(f.party.what) }),
  part('reasons', {
    text: ({ data, view }) => t.thirdPartyNotice.reasons(foiLaw, sentence(data.why ?? view.decision?.publicInterest ?? gap(t.thirdPartyNotice.gaps.why))),
    must: () => [t.thirdPartyNotice.article], article: foiArticle(t.thirdPartyNotice.article),
  }),
  remedy, contact,
]);

const coProducer = paper('co-producer-consultation', 'party', [
  part('consultation', { text: (f) => t.coProducer.consultation(f.party.what) }),
  part('silence', {
    text: (f) => t.coProducer.silence(foiLaw, f.days.coProducer), must: (f) => [f.days.coProducer, t.coProducer.article, t.coProducer.consent], article: foiArticle(t.coProducer.article),
  }),
  part('reply', { text: () => t.coProducer.reply }),
  contact,
]);

const assistance = paper('assistance-request', 'party', [
  part('task', { text: (f) => t.assistance.task(f.party.what) }),
  part('content', { text: (f) => f.request }),
  part('handling', { text: (f) => t.assistance.number(f.number), must: (f) => [f.number] }),
  part('due', { text: ({ view: { due } }) => (due === null ? t.assistance.noDue : t.assistance.due(formatChineseDate(due.due))) }),
  contact,
]);

const fee = paper('fee-notice', 'applicant', [
  received,
  part('fee', { text: (f) => t.fee.fee(foiLaw, f.fee.basis, f.fee.lines, f.fee.amount), must: (f) => [f.fee.amount, t.fee.rule], article: foiArticle(t.fee.article) }),
  part('pay', { text: (f) => t.fee.pay(f.days.payment, sentence(f.data.what ?? gap(t.fee.gaps.how))), must: (f) => [f.days.payment] }),
  part('effect', { text: () => t.fee.consequence, must: () => [t.givenUp] }),
  part('free', { text: () => t.fee.free, required: false }),
  contact,
]);

export const procedureTemplates: readonly Template[] = [
  registration, receipt, correction, reasons, extension, delay, thirdParty, told, thirdPartyNotice, coProducer, assistance, fee,
];
