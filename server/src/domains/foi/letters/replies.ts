// Templates of replies (实体性文书): one a result and variant of law's `outcomes`, one for corrections of records (更正).
import { formatChineseDate, outcomeOf, outcomes, type OutcomeCode } from '@tongming/law';
import { zh as foi } from '../messages.ts';
import { bare, dayOr, joinArticles, sentence, type LetterFacts } from './facts.ts';
import type { Template, TemplatePart } from './model.ts';
import { decidedKey, repliesZh as t } from './zh-replies.ts';
import { foiLaw, zh } from './zh.ts';

const { gap } = zh;
const g = t.gaps;

const request: TemplatePart = {
  key: 'request', name: zh.parts.request, required: true, covers: ['request'],
  text: (f) => t.request(f) + (f.view.joined.length > 0 ? t.joined(f.view.joined.map((j) => j.number).join(zh.listSeparator)) : ''),
  must: (f) => [f.receivedOn, f.number],
};
const history: TemplatePart = { key: 'history', name: zh.parts.history, required: false, covers: ['history'], text: historyOf };
const facts: TemplatePart = { key: 'facts', name: zh.parts.facts, required: true, covers: ['facts'], text: (f) => t.facts(f.facts.replace(t.factsLead, '')) };
export const remedy: TemplatePart = {
  key: 'remedy', name: zh.parts.remedy, required: true, covers: ['remedy'], text: (f) => f.remedy?.text ?? '', must: remedyMust, article: t.remedyArticle,
};
const contact: TemplatePart = {
  key: 'contact', name: zh.parts.contact, required: false, covers: [],
  text: ({ agency }) => (agency.office === null ? '' : t.contact({ ...agency, office: agency.office })),
};

/**
 * Settled wording stays as law gives it. Where lawyers have to look at it themselves, they may write it otherwise, but
 * not without who decides and within which days (复议法第二十条第三款: what is left out lengthens the period to a year).
 */
export function remedyMust({ remedy: r }: LetterFacts): string[] {
  if (r === null) return [];
  if (!r.needsReview) return [r.text];
  return [...r.authorities.map((a) => a.name), ...(r.reconsideration ? [t.days(r.reconsideration.days)] : []), ...(r.suit?.months ? [t.months(r.suit.months)] : [])];
}

function historyOf({ view, you }: LetterFacts): string {
  const h = t.history;
  const { correction: c, extension: e, fee } = view;
  const day = (d: Parameters<typeof formatChineseDate>[0]) => formatChineseDate(d);
  return [
    c === null ? '' : c.receivedOn === null ? h.correctionAsked(day(c.notifiedOn), day(c.answerBy), you) : h.corrected(day(c.notifiedOn), day(c.receivedOn), you),
    // Nobody is named: who the third party is may be what is withheld.
    ...[...new Set(view.thirdParties.map((p) => p.sentOn))].map((sent) => h.thirdParty(day(sent))),
    ...[...new Set(view.agencies.map((p) => p.sentOn))].map((sent) => h.agency(day(sent))),
    e?.notifiedOn ? h.extended(day(e.notifiedOn), e.workingDays, you) : '',
    fee === null ? '' : fee.voidedOn !== null ? h.feeTold(day(fee.notifiedOn), fee.amount, you) + h.narrowed(day(fee.voidedOn), you) : fee.paidOn === null ? h.feeTold(day(fee.notifiedOn), fee.amount, you) : h.paid(day(fee.notifiedOn), fee.amount, day(fee.paidOn), you),
    view.delayedTo === null ? '' : h.delayed(day(view.delayedTo)),
    ...view.rounds.map((x) => h.reopened(x.endedOn && day(x.endedOn), day(x.receivedOn), foi.orders[x.order])),
  ].join('');
}

/** What only this result says, by law's element code. */
const particular: Record<string, Omit<TemplatePart, 'key' | 'name' | 'required' | 'covers'>> = {
  information: { text: (f) => t.parts.information(givenOf(f)) },
  'public-way': { text: (f) => t.parts['public-way']({ you: f.you, way: sentence(f.decision?.provided?.description || f.decision?.reasons || gap(g.way)) }) },
  'open-part': { text: (f) => t.parts['open-part'](givenOf(f)) },
  'withheld-part': { text: withheldOf },
  reasons: { text: (f) => t.parts.reasons(f.reasons) },
  'forbidding-law': { text: (f) => t.parts['forbidding-law'](sentence(forbiddingLaw(f))) },
  'third-party-procedure': { text: thirdPartyOf },
  'special-procedure': { text: (f) => t.parts['special-procedure'](sentence(f.decision?.reasons || gap(g.special))) },
  search: { text: searchOf },
  'not-responsible': { text: (f) => t.parts['not-responsible']({ you: f.you, reasons: f.reasons, agency: f.decision?.responsibleAgency ?? null }) },
  correction: { text: correctionOf },
  'not-foi': { text: (f) => t.parts['not-foi'](f.reasons) },
  // What has been said elsewhere is not said twice: the clerk adds a channel where there is one.
  'proper-channel': { text: () => '' },
  'earlier-answer': { text: earlierOf },
  'publication-channel': { text: (f) => (f.decision?.reasons ? t.parts['publication-channel'](f.reasons) : '') },
  'reasons-asked': { text: (f) => t.parts['reasons-asked']({ you: f.you, asked: eventDay(f, 'ask-reasons', g.asked), reasons: f.reasons }) },
  'already-obtained': { text: (f) => t.parts['already-obtained'](f.reasons) },
  closure: { text: closureOf },
  'closure-misc': { text: (f) => t.parts.misc(sentence(f.data.why ?? withdrawnOf(f) ?? gap(g.why))) },
};

function givenOf(f: LetterFacts) {
  const given = f.decision?.provided?.description ?? gap(g.given);
  return { you: f.you, given: bare(given), pages: f.decision?.provided?.pages ?? 0, delivery: f.delivery, medium: f.medium };
}

function withheldOf(f: LetterFacts): string {
  const parts = f.decision?.withheld ?? [];
  if (parts.length === 0) return t.parts.withheld(gap(g.withheld), '', f.reasons);
  return parts.map(({ ground, reason }) => {
    const { label, basis } = outcomeOf(ground);
    return t.parts.withheld(t.grounds[ground] ?? label, joinArticles(basis), sentence(reason));
  }).join('');
}

/** The law that forbids is beside 条例第十四条 among the articles. */
function forbiddingLaw(f: LetterFacts): string {
  const other = (f.decision?.articles ?? []).filter((a) => !t.ownLaw.test(a));
  return other.length > 0 ? other.join(zh.listSeparator) : gap(g.law);
}

function thirdPartyOf(f: LetterFacts): string {
  const p = t.parts['third-party'];
  const own = f.decision?.ownJudgement ? p.judgement(f.decision.ownJudgement) : '';
  const asked = f.view.thirdParties.map((party) => {
    const answer = party.answeredOn === null ? p.silent : party.consent === 'no' ? p.refused : party.consent === 'part' ? p.partly : p.agreed;
    return [p.asked(formatChineseDate(party.sentOn)), answer].join(t.comma);
  });
  const said = asked.length > 0 ? asked : [p.none];
  return sentence([...new Set(said), ...(own === '' ? [] : [own])].join(zh.clauseSeparator));
}

function searchOf(f: LetterFacts): string {
  const entries = f.view.searches.map((s) => t.parts.searchOne(formatChineseDate(s.searchedOn), s.place, s.words, bare(s.result)));
  return t.parts.search({ you: f.you, places: sentence(entries.length > 0 ? entries.join(zh.clauseSeparator) : gap(g.search)) });
}

function correctionOf(f: LetterFacts): string {
  const c = f.view.correction;
  return t.parts.correction({
    you: f.you, told: dayOr(c?.notifiedOn, g.told), received: dayOr(c?.receivedOn, g.received), items: itemsOf(c?.items), reasons: f.reasons,
  });
}

function itemsOf(items: readonly string[] | undefined): string {
  return items === undefined || items.length === 0 ? gap(g.items) : items.map((i) => bare(i)).join(zh.clauseSeparator);
}

function earlierOf(f: LetterFacts): string {
  const { earlier } = f.data;
  return t.parts['earlier-answer']({ you: f.you, when: dayOr(earlier?.on, g.earlierOn), number: earlier?.number ?? gap(g.earlierNumber) });
}

function closureOf(f: LetterFacts): string {
  const { correction: c, fee } = f.view;
  if (f.outcome?.code === 'other.noPayment') {
    return t.parts.noPayment({ you: f.you, told: dayOr(fee?.notifiedOn, g.told), amount: fee === null ? gap(g.amount) : zh.words.yuan(fee.amount), payBy: dayOr(fee?.payBy, g.payBy) });
  }
  return t.parts.noCorrection({ you: f.you, told: dayOr(c?.notifiedOn, g.told), answerBy: dayOr(c?.answerBy, g.answerBy), items: itemsOf(c?.items) });
}

function withdrawnOf(f: LetterFacts): string | null {
  const on = f.view.timeline.findLast((e) => e.type === 'withdraw')?.on;
  return on === undefined ? null : t.withdrawn(formatChineseDate(on), f.you);
}

function eventDay(f: LetterFacts, type: 'ask-reasons', what: string): string {
  return dayOr(f.view.timeline.findLast((e) => e.type === type)?.on, what);
}

/** A closure needs no article where the form alone knows it (other.misc): the applicant's own act ends it. */
function decisionPart(outcome: OutcomeCode, variant: string | null): TemplatePart {
  const key = decidedKey(outcome, variant);
  const decided = (f: LetterFacts) => (key === null ? gap(g.decision) : t.decided[key](f));
  return {
    key: 'decision', name: zh.parts.decision, required: true, covers: ['basis', 'decision'],
    text: (f) => (outcome === 'other.misc' ? t.decidedPlainly(decided(f)) : t.decision(f.articles, decided(f))),
    must: (f) => (outcome === 'other.misc' ? [] : [f.articles]),
    article: outcomeOf(outcome).basis.join(zh.listSeparator),
  };
}

/** After the decision: what is handed over and how. Before it: why. */
const afterDecision = new Set(['information', 'public-way', 'open-part', 'withheld-part', 'special-procedure', 'proper-channel', 'publication-channel']);

function replyTemplate(code: OutcomeCode, variant: string | null): Template {
  const outcome = outcomeOf(code);
  const elements = [...outcome.letter, ...(outcome.variants.find((v) => v.code === variant)?.letter ?? [])];
  const own = elements.flatMap(({ code: key, required }) => {
    const part = particular[key];
    return part === undefined ? [] : [{ key, name: t.names[key] ?? key, required, covers: [key], ...part }];
  });
  const kind = outcome.group === 'other' ? 'closure' : 'reply';
  return {
    kind, outcome: code, variant, title: zh.titles[kind], layout: 'letter', series: 'reply', addressee: 'applicant',
    parts: [
      request, history, facts, ...own.filter((p) => !afterDecision.has(p.key)), decisionPart(code, variant), ...own.filter((p) => afterDecision.has(p.key)),
      remedy, contact,
    ],
  };
}

/** Every result with each of its variants. */
export const replyTemplates: readonly Template[] = outcomes.flatMap(({ code, variants }) =>
  variants.length === 0 ? [replyTemplate(code, null)] : variants.map((v) => replyTemplate(code, v.code)));

const r = t.rectification;

function askedFor({ view }: LetterFacts): string | null {
  const asked = view.request.correction ?? null;
  return asked && r.asked(asked);
}

function reasonsOf({ data, view }: LetterFacts): string {
  const given = data.rectification?.reasons ?? view.correctionDecision?.reasons ?? gap(r.gaps.reasons);
  return given === '' ? '' : r.reasons(sentence(given));
}

function decidedOn({ view, you }: LetterFacts): string | null {
  const decided = view.correctionDecision;
  return decided && r.results[decided.result]({ you, agency: decided.agency ?? gap(r.gaps.agency) });
}
/** 条例第四十一条; it sets no period and knows no row of the annual form. */
export const rectificationTemplate: Template = {
  kind: 'rectification', outcome: null, variant: null, title: zh.titles.rectification, layout: 'letter', series: 'reply', addressee: 'applicant',
  parts: [
    {
      key: 'request', name: r.names.request, required: true, covers: ['request'], must: (f) => [f.receivedOn, f.number],
      text: (f) => r.request({ ...f, record: bare(f.data.rectification?.record ?? askedFor(f) ?? gap(r.gaps.record)) }),
    },
    history,
    { key: 'facts', name: r.names.facts, required: true, covers: ['facts'], text: (f) => t.facts(sentence(f.data.what ?? f.view.correctionDecision?.facts ?? gap(r.gaps.facts))) },
    // A correction that is made says everything by itself.
    { key: 'reasons', name: r.names.reasons, required: false, covers: ['reasons'], text: reasonsOf },
    {
      key: 'decision', name: r.names.decision, required: true, covers: ['basis', 'decision'], must: () => [r.article], article: foiLaw + r.article,
      text: (f) => r.decision(foiLaw, sentence(f.data.rectification?.result ?? decidedOn(f) ?? gap(r.gaps.result))),
    },
    remedy, contact,
  ],
};
