// What a person typed → what to look for. Total: any text gives a query, never an error.
import { parseDocumentNumber } from '@tongming/law';
import { textQueryTerms, titleQueryTerms } from './search-terms.ts';

/** Longer input is cut here (and `cut` says so): no real question is longer. */
const LONGEST_QUERY = 400;
const MOST_WORDS = 24;

export type SearchQuery = {
  /** Parts of the query as typed, quoted phrases too: for ranking and marking. */
  words: string[];
  /** Quoted: must stand in the record as they are. */
  phrases: string[];
  /** Every found record has all of these. */
  terms: number[];
  /** A record whose title says it all has these besides. */
  titleTerms: number[];
  /** Nothing but common single characters: looked for in titles only. */
  titleOnly: boolean;
  number: { code: string; year: number | null; seq: number } | null;
  cut: boolean;
};

/** Null when there is nothing to look for. */
export function parseQuery(typed: string): SearchQuery | null {
  const clean = typed.normalize('NFC').replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ').trim();
  const text = clean.slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff]$/, '');
  const { words, phrases } = split(text);
  const all = [...words, ...phrases];
  if (all.length === 0) return null;
  const found = all.map((part) => ({ part, ...textQueryTerms(part) }));
  const terms = new Set(found.flatMap((f) => f.terms));
  const titleTerms = new Set(all.flatMap(titleQueryTerms));
  if (terms.size === 0 && titleTerms.size === 0) return null;
  const number = parseDocumentNumber(text);
  return {
    words: all, phrases: distinct([...phrases, ...unknownWords(found)]), terms: [...terms], titleTerms: [...titleTerms],
    titleOnly: terms.size === 0, number: number && { code: number.code, year: number.year, seq: number.seq },
    cut: clean.length > LONGEST_QUERY || all.length === MOST_WORDS,
  };
}

const QUOTED = /["“”「『]([^"“”「」『』]*)["“”」』]/gu;

function split(text: string): { words: string[]; phrases: string[] } {
  const phrases = Array.from(text.matchAll(QUOTED), (m) => (m[1] ?? '').trim()).filter(hasWord);
  const words = text.replace(QUOTED, ' ').split(/[\s\u3000"“”「」『』]+/u).filter(hasWord);
  return { words: distinct(words).slice(0, MOST_WORDS), phrases: distinct(phrases).slice(0, MOST_WORDS) };
}

function hasWord(part: string): boolean {
  return /[\p{L}\p{N}]/u.test(part);
}

/** Parts of several characters no term stands for: looked for as they are, beside what the other parts find. */
function unknownWords(found: { part: string; terms: number[]; loose: string[] }[]): string[] {
  if (found.every((f) => f.terms.length === 0)) return [];
  return found.filter((f) => f.terms.length === 0).map((f) => f.part);
}

function distinct(parts: string[]): string[] {
  return [...new Set(parts)];
}

/** The part of the text to show with hits marked: around the densest first place, at most `length` characters. */
export function snippet(text: string, words: string[], length = 120): { text: string; hit: boolean }[] {
  const lower = text.toLowerCase();
  const needles = hitWords(words);
  const whole = words.map((w) => lower.indexOf(w.toLowerCase())).find((at) => at >= 0);
  const first = whole ?? Math.min(...needles.map((n) => lower.indexOf(n)).filter((at) => at >= 0), text.length);
  const from = first === text.length ? 0 : Math.max(0, startOfSentence(text, first, length / 3));
  const shown = text.slice(from, from + length).replace(/\s+/g, ' ');
  return [...(from > 0 ? [{ text: '…', hit: false }] : []), ...markHits(shown, words), ...(from + length < text.length ? [{ text: '…', hit: false }] : [])];
}

function startOfSentence(text: string, at: number, back: number): number {
  for (let i = at; i > at - back && i > 0; i -= 1) if ('。；\n'.includes(text[i - 1] ?? '')) return i;
  return at - Math.min(at, Math.floor(back / 2));
}

/** The query's parts, and the words they are made of where a part as a whole is not there. */
function hitWords(words: string[]): string[] {
  const parts = words.flatMap((word) => [word.toLowerCase(), ...(word.toLowerCase().match(/[a-z0-9]+/g) ?? []), ...pieces(word)]);
  return distinct(parts).sort((a, b) => b.length - a.length);
}

function pieces(word: string): string[] {
  return textQueryTerms(word).terms.filter((term) => term < 2 ** 48 && term >= 65536).map((term) =>
    String.fromCharCode(Math.floor(term / 65536), term % 65536));
}

/** Splits a text into parts with and without a hit; joined they are the text. */
export function markHits(text: string, words: string[]): { text: string; hit: boolean }[] {
  const needles = hitWords(words);
  if (needles.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(needles.map((n) => n.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'giu');
  const parts = [];
  let at = 0;
  for (const m of text.matchAll(pattern)) {
    if (m[0] === '') continue;
    if (m.index > at) parts.push({ text: text.slice(at, m.index), hit: false });
    parts.push({ text: m[0], hit: true });
    at = m.index + m[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}
