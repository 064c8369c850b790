// What letters say of a case, ready to print: every value is text, and what is not on record is a visible gap.
import {
  feeByItems, feeByPages, formatChineseDate, outcomeOf, remedyFor, ruleOn, civilDateOf, coProducerAnswerRules, feePaymentRules,
  thirdPartyAnswerRules, type CivilDate, type Fee, type Outcome, type PeriodRule, type Remedy,
} from '@tongming/law';
import type { FoiCaseView, FoiDecision, FoiPartyView } from '../../../console-api/contract-foi.ts';
import { zh as foi } from '../messages.ts';
import type { DraftData, LetterAgency, PaperKind } from './model.ts';
import { zh } from './zh.ts';

const { gap, words } = zh;

export type LetterFacts = {
  agency: LetterAgency;
  /** Printed day of the draft. */
  today: CivilDate;
  /** 您 or 贵单位. */
  you: string;
  view: FoiCaseView;
  data: DraftData;
  number: string;
  kindName: string;
  submittedOn: string;
  receivedOn: string;
  channel: string;
  request: string;
  /** 政府信息公开申请 or 政府信息更正申请, and how it says what is asked for. */
  asked: string;
  asks: string;
  delivery: string;
  medium: string;
  outcome: Outcome | null;
  /** The proposed decision, if it is the one this letter tells of. */
  decision: FoiDecision | null;
  /** 依据, article by article. */
  articles: string;
  facts: string;
  reasons: string;
  party: { name: string; what: string };
  remedy: Remedy | null;
  fee: { charge: Fee | null; amount: string; basis: string; lines: string };
  /** Working days the law gives to whom the letter asks. */
  days: { thirdParty: string; coProducer: string; payment: string };
};

/** Closures and replies share what they are drafted from; `kind` decides which party and which remedy. */
export function factsOf(view: FoiCaseView, kind: PaperKind, today: CivilDate, agency: LetterAgency, data: DraftData): LetterFacts {
  const outcome = outcomeFor(view, kind, data);
  const decision = outcome !== null && view.decision?.outcome === outcome.code ? view.decision : null;
  return {
    agency, today, view, data, outcome, decision,
    you: view.applicantKind === 'naturalPerson' ? zh.you.person : zh.you.organisation,
    number: view.registerNumber ?? view.receiptNumber,
    kindName: foi.kinds[view.applicantKind],
    submittedOn: formatChineseDate(civilDateOf(view.submittedAt)),
    receivedOn: dayOr(view.receivedOn, words.receivedOn),
    channel: foi.channels[view.channel],
    request: requestText(view),
    asked: foi.requestTypes[view.requestType],
    asks: words.asks[view.requestType],
    delivery: foi.deliveries[view.request.delivery],
    medium: foi.mediums[view.request.medium],
    articles: articlesOf(outcome, decision, data.variant ?? decision?.variant ?? null),
    facts: sentence(decision?.facts ?? gap(words.facts)),
    reasons: sentence(decision?.reasons || gap(words.reasons)),
    party: partyOf(view, kind, data),
    remedy: remedyOf(view, kind, outcome, today, agency),
    fee: feeOf(view, today, data),
    days: { thirdParty: daysOf(thirdPartyAnswerRules, today), coProducer: daysOf(coProducerAnswerRules, today), payment: agency.paymentWorkingDays === null ? daysOf(feePaymentRules, today) : words.workingDays(agency.paymentWorkingDays) },
  };
}

/** A day in Chinese, or a gap that names what is missing. */
export function dayOr(day: CivilDate | null | undefined, what: string): string {
  return day ? formatChineseDate(day) : gap(what);
}

/** Ends with a full stop and holds no second one. */
export function sentence(text: string): string {
  return bare(text) + words.stop;
}

/** Without the stops at its end, to stand inside another sentence. */
export function bare(text: string): string {
  return text.trim().replace(words.stops, '');
}

function outcomeFor(view: FoiCaseView, kind: PaperKind, data: DraftData): Outcome | null {
  if (kind !== 'reply' && kind !== 'closure') return null;
  const code = data.outcome ?? view.decision?.outcome ?? view.outcome;
  return code === null || code === undefined ? null : outcomeOf(code);
}

function requestText(view: FoiCaseView): string {
  const { content, documentNumber } = view.request;
  const said = bare(content).replace(/\s*\n+\s*/gu, zh.clauseSeparator);
  return documentNumber === null ? words.quoted(said) : words.withNumber(said, documentNumber);
}

function articlesOf(outcome: Outcome | null, decision: FoiDecision | null, variant: string | null): string {
  const cited = (decision?.articles ?? []).filter((a) => a.trim() !== '').map((a) => a.trim().replace(words.lawShort, zh.law));
  const known = outcome?.variants.find((v) => v.code === variant)?.basis ?? outcome?.basis ?? [];
  const articles = cited.length > 0 ? cited : known;
  return articles.length === 0 ? gap(words.articles) : joinArticles(articles);
}

/** 《条例》第十五条、《条例》第三十二条 reads better as 《条例》第十五条、第三十二条. */
export function joinArticles(articles: readonly string[]): string {
  let law = '';
  return articles.map((article) => {
    const named = words.citation.exec(article);
    const same = named !== null && named[1] === law;
    law = named?.[1] ?? '';
    return same ? (named?.[2] ?? article) : article;
  }).join(zh.listSeparator);
}

function partyOf(view: FoiCaseView, kind: PaperKind, data: DraftData): LetterFacts['party'] {
  const known = knownParty(view, kind, data.party ?? null);
  const what = data.what ?? known?.what ?? null;
  return { name: data.name ?? known?.name ?? gap(words.addressee), what: what === null ? gap(words.what) : bare(what) };
}

function knownParty(view: FoiCaseView, kind: PaperKind, party: string | null): Pick<FoiPartyView, 'name' | 'what'> | null {
  if (kind === 'assistance-request') {
    const unit = view.units.find((u) => u.unit === party);
    return unit === undefined ? null : { name: unit.unit, what: unit.what };
  }
  const list = kind === 'co-producer-consultation' ? view.agencies : view.thirdParties;
  return list.find((p) => p.party === party) ?? (party === null && list.length === 1 ? (list[0] ?? null) : null);
}

/**
 * The override of a third party's objection and the answer on a correction of records can be taken to reconsideration or
 * to court as the receiver likes; law's `granted` is that choice.
 */
function remedyOf(view: FoiCaseView, kind: PaperKind, outcome: Outcome | null, today: CivilDate, agency: LetterAgency): Remedy | null {
  const subject = outcome?.code ?? (kind === 'third-party-notice' || kind === 'rectification' ? 'granted' : null);
  if (subject === null) return null;
  const electronic = view.request.delivery === 'online' || view.request.delivery === 'email';
  return remedyFor({
    subject, level: agency.level, date: today, names: agency.authorityNames,
    electronic: electronic || agency.onlineReconsideration !== null ? { channel: agency.onlineReconsideration } : null,
  });
}

function feeOf(view: FoiCaseView, today: CivilDate, data: DraftData): LetterFacts['fee'] {
  const charge = chargeOf(view, today, data);
  if (charge === null) return { charge, amount: gap(words.amount), basis: gap(words.feeBasis), lines: gap(words.feeLines) };
  return {
    charge, amount: words.yuan(charge.amount), basis: words.basis[charge.basis],
    lines: charge.derivation.map((l) => words.feeLine(l.reason, words.unit[charge.basis], l.yuan, l.amount)).join(zh.clauseSeparator),
  };
}

function chargeOf(view: FoiCaseView, today: CivilDate, data: DraftData): Fee | null {
  if (data.fee) return data.fee.basis === 'items' ? feeByItems(data.fee.count, { before: data.fee.before, date: today }) : feeByPages(data.fee.count, today);
  if (view.fee === null) return null;
  const made = view.fee.basis === 'items' ? feeByItems(view.fee.count, { date: view.fee.notifiedOn }) : feeByPages(view.fee.count, view.fee.notifiedOn);
  // What was charged stands; earlier items of the month are in its derivation only.
  return { ...made, amount: view.fee.amount, derivation: view.fee.derivation };
}

function daysOf(rules: readonly PeriodRule[], today: CivilDate): string {
  const rule = ruleOn(rules, today);
  return rule === null ? gap(words.period) : words.workingDays(rule.workingDays);
}
