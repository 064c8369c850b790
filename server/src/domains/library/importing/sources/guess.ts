// What a page of unknown make says of a document: each answer with how sure it is and the words it rests on. Pure.
import { findDocumentNumbers, parseDocumentNumber, type CivilDate } from '@tongming/law';
import { firstDate, findDates } from './guess-dates.ts';
import { agenciesIn, isAgency, numberOfHistory, readLayout, type Layout } from './guess-layout.ts';
import { labelOf } from './guess-labels.ts';
import type { Page, PageLink } from './guess-page.ts';
import { guessWords as words, metaNames, type GuessField } from './guess-words.ts';

export type Confidence = 'sure' | 'likely' | 'unsure';
/** `value` null: nothing was found. `other`: what a second place says instead. */
export type Guess = { value: string | null; confidence: Confidence; evidence: string; other: string | null };
export type Guessed = {
  fields: Readonly<Record<GuessField, Guess>>;
  addressees: string | null;
  body: string;
  attachments: PageLink[];
  damaged: boolean;
};
/** `fileName` without folders; it speaks only where nothing else does. */
export type Hints = { fileName?: string };

type Candidate = { value: string; weight: number; evidence: string };
type Found = Record<GuessField, Candidate[]>;

export function guess(page: Page, hints: Hints = {}): Guessed {
  const layout = readLayout(page.lines);
  const found: Found = { title: [], documentNumber: [], issuer: [], dateMade: [], datePublished: [], theme: [], keywords: [], status: [] };
  fromMeta(page, found);
  fromLabels(page, found);
  fromHeadlines(page, hints, found);
  fromLayout(layout, found);
  fromHistory(layout, found);
  fromTitle(found);
  const fields = mapFields(found, (list, field) => choose(list, field));
  return {
    fields: fields.title.value === null ? fields : { ...fields, title: { ...fields.title, value: withoutNumber(fields.title.value) } },
    addressees: layout.addressees, body: bodyOf(layout, fields.title.value), attachments: attachmentsOf(page.links), damaged: page.damaged,
  };
}

function mapFields(found: Found, of: (list: Candidate[], field: GuessField) => Guess): Record<GuessField, Guess> {
  return {
    title: of(found.title, 'title'), documentNumber: of(found.documentNumber, 'documentNumber'), issuer: of(found.issuer, 'issuer'),
    dateMade: of(found.dateMade, 'dateMade'), datePublished: of(found.datePublished, 'datePublished'), theme: of(found.theme, 'theme'),
    keywords: of(found.keywords, 'keywords'), status: of(found.status, 'status'),
  };
}

const surely = 0.88;
const probably = 0.6;
const contradicts = 0.75;
const mentioned = 0.5;

/** Candidates that agree strengthen one another; the strongest wins, and a strong one beside it takes its certainty. */
function choose(list: readonly Candidate[], field: GuessField): Guess {
  const groups = new Map<string, { value: string; doubt: number; evidence: string[]; best: number }>();
  for (const { value, weight, evidence } of list) {
    const key = keyOf(value, field);
    const group = groups.get(key) ?? { value, doubt: 1, evidence: [], best: 0 };
    group.doubt *= 1 - weight;
    if (!group.evidence.includes(evidence)) group.evidence.push(evidence);
    if (weight > group.best) Object.assign(group, { best: weight, value });
    groups.set(key, group);
  }
  const [first, second] = [...groups.values()].toSorted((a, b) => a.doubt - b.doubt);
  if (first === undefined) return { value: null, confidence: 'unsure', evidence: '', other: null };
  const [weight, rival] = [1 - first.doubt, second === undefined ? 0 : 1 - second.doubt];
  const disputed = rival >= contradicts && rival > weight - 0.2;
  const confidence = weight >= surely && !disputed ? 'sure' : weight >= probably && !disputed ? 'likely' : 'unsure';
  return { value: first.value, confidence, evidence: first.evidence.join('、'), other: confidence !== 'sure' && second !== undefined && rival >= mentioned ? second.value : null };
}

function keyOf(value: string, field: GuessField): string {
  if (field === 'documentNumber') return parseDocumentNumber(value)?.normal ?? value;
  return value.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Puts a candidate where its field wants it; what does not fit the field is no candidate. */
function add(found: Found, field: GuessField, value: string, weight: number, evidence: string): void {
  const fitting = fitted(field, value.replaceAll(/[\s\u3000]+/gu, ' ').trim());
  if (fitting === null) return;
  found[field].push({ value: fitting.value, weight: weight * fitting.share, evidence });
}

function fitted(field: GuessField, text: string): { value: string; share: number } | null {
  if (text === '' || /^[-—/无\s]+$/u.test(text)) return null;
  const plain = (value: string | null, share = 1): { value: string; share: number } | null => (value === null ? null : { value, share });
  switch (field) {
    case 'documentNumber': {
      const number = parseDocumentNumber(text);
      const [inside] = number === null ? findDocumentNumbers(text) : [];
      return number !== null ? plain(number.normal) : inside === undefined ? null : plain(inside.number.normal, 0.8);
    }
    case 'dateMade': case 'datePublished': return plain(firstDate(text));
    case 'issuer': return text.length > 200 ? null : plain(issuerOf(text), agenciesIn(text).length > 0 ? 1 : 0.7);
    case 'title': return titleOf(text);
    case 'theme': case 'keywords': case 'status': return text.length > 200 ? null : plain(text);
  }
}

function issuerOf(text: string): string {
  const parts = text.split(/[\s、，,;；]+/u).filter((part) => part !== '');
  return parts.length > 1 && parts.every(isAgency) ? parts.join('、') : text;
}

/** Cut off by a page that shows only so much: believed least. */
function titleOf(text: string): { value: string; share: number } | null {
  const bare = text.replace(/^【[^】]{1,8}】/u, '').replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '').trim();
  if (bare.length < 4 || bare.length > 300) return null;
  return /(?:…|\.{2,})$/u.test(bare) ? { value: bare, share: 0.4 } : { value: bare, share: 1 };
}

function fromMeta(page: Page, found: Found): void {
  for (const [field, weight, names] of metaNames) {
    for (const name of names) {
      const value = page.meta.get(name);
      if (value !== undefined && value !== page.meta.get('sitename')) add(found, field, value, weight, words.meta(name));
    }
  }
}

function fromLabels(page: Page, found: Found): void {
  for (const { label, value } of page.labels) {
    const meaning = labelOf(label);
    if (meaning !== null && meaning.field !== 'none') add(found, meaning.field, value, meaning.weight, words.label(label));
  }
}

const separators = /\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}|——/u;

function fromHeadlines(page: Page, hints: Hints, found: Found): void {
  const around = [page.meta.get('sitename'), page.meta.get('columnname')];
  page.headlines.forEach((text, i) => { if (!around.includes(text)) add(found, 'title', text, i === 0 ? 0.75 : 0.6, words.headline); });
  const first = page.windowTitle?.split(separators)[0]?.replace(/-[^-]*(?:网|政府|平台|专栏)$/u, '') ?? '';
  if (!around.includes(first)) add(found, 'title', first, 0.55, words.windowTitle);
  if (hints.fileName !== undefined) add(found, 'title', hints.fileName.replace(/\.[A-Za-z0-9]{1,6}$/u, ''), /\p{Script=Han}{4}/u.test(hints.fileName) ? 0.35 : 0.1, words.fileName);
}

function fromLayout(layout: Layout, found: Found): void {
  if (layout.title !== null) add(found, 'title', layout.title, layout.centred ? 0.75 : 0.65, words.centred);
  if (layout.redHead !== null) add(found, 'issuer', layout.redHead, 0.88, words.redHead);
  if (layout.number !== null) {
    const { number, from } = layout.number;
    add(found, 'documentNumber', number.normal, from === 'brackets' ? 0.85 : 0.92, from === 'order' ? words.orderLine : words.numberLine);
    if (number.order) issuerOfOrder(number.code, found);
  }
  if (layout.byline !== null) add(found, 'issuer', layout.byline, 0.7, words.byline);
  if (layout.signature !== null) {
    const { agencies, date, text } = layout.signature;
    add(found, 'dateMade', date, 0.9, words.signature(text));
    if (agencies.length > 0) add(found, 'issuer', agencies.join('、'), 0.88, words.signature(text));
  }
  if (layout.imprint !== null) add(found, 'dateMade', layout.imprint.date, 0.3, words.imprint);
}

function issuerOfOrder(code: string, found: Found): void {
  const name = /^(.+?)(?:令|公告|通告)$/u.exec(code)?.[1]?.replace(/^中华人民共和国(?=国务院)/u, '').replace(/第[零〇一二三四五六七八九十百\d]{1,4}届/u, '');
  // 主席令 promulgates what the congress has passed.
  if (name !== undefined && !name.endsWith('主席')) add(found, 'issuer', name, 0.85, words.numberIssuer);
}

const session = /([\p{Script=Han}]{2,20}?)第[零〇一二三四五六七八九十百\d]{1,4}届(人民代表大会(?:常务委员会)?)|第[零〇一二三四五六七八九十\d]{1,4}届(全国人民代表大会(?:常务委员会)?)/u;
const court = /(最高人民法院|最高人民检察院)(?=审判委员会|第.{1,6}届检察委员会|检察委员会|公告)/gu;

/** 生态环境部、公安部、交通运输部令第23号: the number is the first one's, the order is all of theirs. */
const jointOrder = /(\p{Script=Han}{2,20}(?:、\p{Script=Han}{2,20})+)令(?:\d{4}年)?第/u;
const acted = /，\s*([\p{Script=Han}]{2,20}?)(批准|公布|发布|颁布)/u;

/** Who passed it and when: the last day of a change counts, a day of effect does not. */
function fromHistory(layout: Layout, found: Found): void {
  const dates: { date: CivilDate; text: string; own: boolean }[] = [];
  for (const text of layout.history) {
    const number = numberOfHistory(text);
    const joint = jointOrder.exec(text)?.[1]?.split('、').map((name) => name.replace(/^.*日/u, '')) ?? [];
    if (joint.length > 1 && joint.every(isAgency)) add(found, 'issuer', joint.join('、'), 0.9, words.numberIssuer);
    else if (number?.order === true) issuerOfOrder(number.code, found);
    if (number !== null) add(found, 'documentNumber', number.normal, 0.8, words.history(text));
    dates.push(...datesOf(text));
    issuersOf(text.replaceAll(/\d{4}年\d{1,2}月\d{1,2}日/gu, '，'), found);
  }
  const last = dates.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  const several = new Set(dates.map((d) => d.date)).size > 1;
  const own = dates.find((d) => d.own);
  if (last !== undefined) add(found, 'dateMade', last.date, several ? 0.55 : 0.8, words.history(last.text));
  if (own !== undefined && several) add(found, 'dateMade', own.date, 0.58, words.history(own.text));
}

/** Days of making and change. In one 题注 in brackets the first day is the document's own, what follows are its changes. */
function datesOf(text: string): { date: CivilDate; text: string; own: boolean }[] {
  const all = findDates(text).filter((one) => !/^\s*起?\s*(?:施行|实施|生效)/u.test(text.slice(one.end, one.end + 8)) && text.at(one.start - 1) !== '自');
  const own = /^[（(]/u.test(text) ? all[0] : undefined;
  return all.map((one) => ({ date: one.date, text, own: one === own }));
}

function issuersOf(text: string, found: Found): void {
  if (found.issuer.some(({ evidence }) => evidence.startsWith(words.history('').slice(0, 2)))) return;
  const passed = session.exec(text);
  if (passed !== null) {
    add(found, 'issuer', passed[3] ?? `${passed[1] ?? ''}${passed[2] ?? ''}`, 0.8, words.history(text));
    return;
  }
  const courts = [...new Set([...text.matchAll(court)].map((m) => m[1] ?? ''))];
  if (courts.length > 0) add(found, 'issuer', courts.join('、'), 0.75, words.history(text));
  const [, by = '', act = ''] = acted.exec(text) ?? [];
  if (isAgency(by)) add(found, 'issuer', by, act === '批准' ? 0.5 : 0.6, words.history(text));
}

/** 国务院办公厅关于…的通知, and a number in brackets behind the title. */
function fromTitle(found: Found): void {
  const title = choose(found.title, 'title').value ?? '';
  const behind = /[（(]([^（）()]{4,40})[）)]$/u.exec(title)?.[1];
  if (behind !== undefined && parseDocumentNumber(behind) !== null) add(found, 'documentNumber', behind, 0.8, words.inTitle);
  const before = /^(.{2,80}?)(?:关于|印发|转发|批转)/u.exec(title)?.[1];
  const named = before === undefined ? [] : agenciesIn(before).map((name) => name.replace(/^第[零〇一二三四五六七八九十]{1,4}届/u, ''));
  if (named.length > 0) add(found, 'issuer', named.join('、'), 0.8, words.titleIssuer);
  const region = /^([\p{Script=Han}]{2,9}?(?:省|自治区|市|自治州|自治县))[\p{Script=Han}、（）]{2,60}条例/u.exec(title)?.[1];
  if (region !== undefined) add(found, 'issuer', `${region}人民代表大会常务委员会`, 0.4, words.titleRegion);
}

function withoutNumber(title: string): string {
  const behind = /^(.{4,}?)\s*[（(]([^（）()]{4,40})[）)]$/u.exec(title);
  return behind !== null && parseDocumentNumber(behind[2] ?? '') !== null ? (behind[1] ?? title) : title;
}

/** The head was no title after all where the page's title is another: then it is text. */
function bodyOf(layout: Layout, title: string | null): string {
  const own = layout.title !== null && title !== null && !same(layout.title, title) ? [layout.title] : [];
  return [...own, ...layout.body].join('\n');
}

function same(a: string, b: string): boolean {
  const [x, y] = [keyOf(a, 'title'), keyOf(b, 'title')];
  return x.includes(y) || y.includes(x);
}

const fileLink = /\.(?:pdf|docx?|xlsx?|wps|et|ofd|pptx?|zip|rar|7z|txt|csv)(?:[?#].*)?$/i;

function attachmentsOf(links: readonly PageLink[]): PageLink[] {
  const seen = new Set<string>();
  return links.filter(({ href }) => fileLink.test(href) && !seen.has(href) && seen.add(href) !== undefined);
}
