// 编、章、节、条、款、项、目 of a document, a line at a time, with addresses that stay the same while the text does.
import { ascending } from './ascending.ts';
import { readLine, type HeadingRole, type Line } from './lines.ts';
import { anchorOf, type Place } from './place.ts';

export type Role = HeadingRole | 'contents' | 'history' | 'article' | 'clause' | 'item' | 'point' | 'level' | 'text';

/** What one paragraph is. */
export type Unit = {
  role: Role;
  anchor: string | null;
  /** Characters of its number (第二十六条, （二）) and of the space behind it. */
  lead: number;
  /** Outline level from 1; 0 for what is no heading. */
  level: number;
  /** Where it stands in an article. */
  place: Place | null;
};
export type ContentsEntry = { anchor: string; text: string; level: number };
export type Structure = {
  /** One for each paragraph given. */
  units: Unit[];
  contents: ContentsEntry[];
  articles: number;
};

const historyWords = /(?:通过|公布|发布|颁布|批准|修正|修订|施行|印发|废止)/u;
const historyYear = /(?:[12]\d{3}|[一二三四五六七八九〇○零]{4})\s*年/u;
const historyLines = 20;

/** Total on any text, and linear but for the sorting of article numbers. */
export function parseStructure(paragraphs: readonly string[]): Structure {
  const texts = paragraphs.map((p) => p.trim());
  const lines = texts.map(readLine);
  const listed = contentsLines(lines, texts);
  const articles = articleLines(lines, listed);
  const first = lines.findIndex((line, i) => articles.has(i) || (line.type === 'heading' && !listed.has(i)) || line.type === 'sign');
  const walk = walker();
  const units = lines.map((line, i): Unit => {
    if (listed.has(i)) return plain('contents');
    if ((first < 0 || i < first) && i < historyLines && isHistory(texts[i] ?? '')) return plain('history');
    return walk(line, texts[i] ?? '', articles.get(i) ?? null);
  });
  return { units, contents: contentsOf(units, texts), articles: articles.size };
}

function isHistory(text: string): boolean {
  return text.length > 10 && historyYear.test(text.slice(0, 60)) && historyWords.test(text);
}

function plain(role: Role): Unit {
  return { role, anchor: null, lead: 0, level: 0, place: null };
}

/** Lines of a printed table of contents: headings in one run whose first comes again behind it. */
function contentsLines(lines: readonly Line[], texts: readonly string[]): Set<number> {
  const listed = new Set<number>();
  const last = new Map<string, number>();
  texts.forEach((text, i) => { if (lines[i]?.type === 'heading') last.set(squeezed(text), i); });
  for (let i = 0; i < lines.length; i += 1) {
    const titled = lines[i]?.type === 'contents';
    const from = titled ? i + 1 : i;
    let end = from;
    const opening = squeezed(texts[from] ?? '');
    while (lines[end]?.type === 'heading' || lines[end]?.type === 'blank') {
      if (end > from && squeezed(texts[end] ?? '') === opening) break;
      end += 1;
    }
    const repeated = lines[from]?.type === 'heading' && (last.get(opening) ?? -1) >= end;
    if (titled) listed.add(i);
    if (repeated && (titled || end - from >= 2)) {
      for (let k = from; k < end; k += 1) listed.add(k);
    }
    i = Math.max(i, end - 1);
  }
  return listed;
}

function squeezed(text: string): string {
  return text.replaceAll(/[\s\u3000]/g, '');
}

/** Which lines begin an article, with the number of the text they belong to: an annexed 办法 counts from 第一条 again. */
function articleLines(lines: readonly Line[], listed: ReadonlySet<number>): Map<number, number> {
  const found = new Map<number, number>();
  let run: { index: number; key: number }[] = [];
  let text = 0;
  const close = () => {
    if (run.length === 0) return;
    text += 1;
    for (const k of ascending(run.map((r) => r.key))) found.set(run[k]?.index ?? 0, text);
    run = [];
  };
  lines.forEach((line, index) => {
    if (line.type !== 'article' || listed.has(index)) return;
    if (line.number === 1 && line.inserted === 0) close();
    run.push({ index, key: line.number * 1000 + Math.min(line.inserted, 999) });
  });
  close();
  return found;
}

type State = {
  used: Map<string, number>;
  headings: Record<HeadingRole, number>;
  /** Which text of the document: 1, or 2 and more for what is annexed. */
  text: number;
  place: Place | null;
  sections: [number, number, number, number];
};

const below: Readonly<Record<HeadingRole, HeadingRole[]>> = {
  part: ['subpart', 'chapter', 'section'], subpart: ['chapter', 'section'], chapter: ['section'], section: [],
};
const prefixes: Readonly<Record<HeadingRole, string>> = { part: 'part', subpart: 'sub', chapter: 'ch', section: 's' };
const order: readonly HeadingRole[] = ['part', 'subpart', 'chapter', 'section'];

function walker(): (line: Line, text: string, articleText: number | null) => Unit {
  const state: State = { used: new Map(), headings: { part: 0, subpart: 0, chapter: 0, section: 0 }, text: 1, place: null, sections: [0, 0, 0, 0] };
  return (line, text, articleText) => {
    if (line.type === 'article' && articleText !== null) return articleUnit(state, line, text, articleText);
    switch (line.type) {
      case 'heading': return headingUnit(state, line);
      case 'annex': case 'day':
        state.place = null;
        state.sections = [0, 0, 0, 0];
        return plain('text');
      case 'sign': return state.place === null ? levelUnit(state, line) : itemUnit(state, state.place, line);
      case 'blank': case 'contents': return plain('text');
      case 'article': case 'plain': return state.place === null ? plain('text') : clauseUnit(state, state.place);
    }
  };
}

/** The same address twice in one document: the later ones carry which they are. */
function unique(state: State, anchor: string): string {
  const times = (state.used.get(anchor) ?? 0) + 1;
  state.used.set(anchor, times);
  return times === 1 ? anchor : unique(state, `d${times}-${anchor}`);
}

function headingUnit(state: State, line: Extract<Line, { type: 'heading' }>): Unit {
  state.place = null;
  state.sections = [0, 0, 0, 0];
  state.headings[line.role] = line.number;
  for (const role of below[line.role]) state.headings[role] = 0;
  const path = order.slice(0, order.indexOf(line.role) + 1).filter((role) => state.headings[role] > 0);
  const anchor = path.map((role) => `${prefixes[role]}-${state.headings[role]}`).join('-');
  return { role: line.role, anchor: unique(state, anchor), lead: line.lead, level: order.indexOf(line.role) + 1, place: null };
}

function placed(state: State, role: Role, place: Place, lead: number): Unit {
  state.place = place;
  return { role, anchor: unique(state, `${state.text > 1 ? `d${state.text}-` : ''}${anchorOf(place)}`), lead, level: 0, place };
}

function articleUnit(state: State, line: Extract<Line, { type: 'article' }>, text: string, articleText: number): Unit {
  state.text = articleText;
  const place: Place = { article: line.number, inserted: line.inserted, clause: null, item: null, point: null };
  const unit = placed(state, 'article', place, line.lead);
  // The words behind the number are the first clause; a number alone on its line waits for it.
  state.place = { ...place, clause: text.length > line.lead ? 1 : null };
  return unit;
}

function clauseUnit(state: State, at: Place): Unit {
  return placed(state, 'clause', { ...at, clause: (at.clause ?? 0) + 1, item: null, point: null }, 0);
}

function itemUnit(state: State, at: Place, line: Extract<Line, { type: 'sign' }>): Unit {
  const clause = at.clause ?? 1;
  // 一、 inside an article is a paragraph of it.
  if (line.level === 1) return clauseUnit(state, at);
  if (line.level === 2) return placed(state, 'item', { ...at, clause, item: line.number, point: null }, line.lead);
  return placed(state, 'point', { ...at, clause, point: line.number }, line.lead);
}

/** 一、（一）1.（1） of a text without articles, where they count up; elsewhere they are words of the text. */
function levelUnit(state: State, line: Extract<Line, { type: 'sign' }>): Unit {
  const depth = line.level - 1;
  const former = state.sections[depth] ?? 0;
  if (line.number !== 1 && line.number !== former + 1) return plain('text');
  state.sections[depth] = line.number;
  for (let k = depth + 1; k < 4; k += 1) state.sections[k] = 0;
  const anchor = `sec${state.sections.slice(0, line.level).map((n) => `-${n}`).join('')}`;
  return { role: 'level', anchor: unique(state, anchor), lead: line.lead, level: line.level, place: null };
}

const longestEntry = 40;
const openingWords = 18;

/** Headings; articles where there are none; then the signs 一、 and short （一）. */
function contentsOf(units: readonly Unit[], texts: readonly string[]): ContentsEntry[] {
  const entries = (roles: readonly Role[], name: (text: string, unit: Unit) => string | null): ContentsEntry[] => units.flatMap((unit, i) => {
    const text = roles.includes(unit.role) && unit.anchor !== null ? name(texts[i] ?? '', unit) : null;
    return text === null || unit.anchor === null ? [] : [{ anchor: unit.anchor, text, level: unit.level || 1 }];
  });
  const headings = entries(order, (text) => text.replaceAll(/[\s\u3000]+/g, '　'));
  if (headings.length > 0) return headings;
  const articles = entries(['article'], (text, unit) => {
    const words = text.slice(unit.lead).split(/[，。；：]/u, 1)[0] ?? '';
    return `${text.slice(0, unit.lead).trim()}　${words.length > openingWords ? `${words.slice(0, openingWords)}…` : words}`;
  });
  if (articles.length > 0) return articles;
  return entries(['level'], (text, unit) => {
    const words = (text.split(/[。；：]/u, 1)[0] ?? '').trim();
    if (unit.level > 2) return null;
    return words.length <= longestEntry ? words : unit.level === 1 ? `${words.slice(0, longestEntry)}…` : null;
  });
}
