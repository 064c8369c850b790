// What to show of a record that was found: the part around the hits, with the hits marked.
import { mongolianHits, type Hit } from './search-mongolian.ts';
import { textQueryTerms } from './search-terms.ts';

export type TextPart = { text: string; hit: boolean };
export type Marker = {
  /** Splits a text into parts with and without a hit; joined they are the text. */
  mark(text: string): TextPart[];
  /** The part of the text to show with hits marked: at `lead` where that begins a line, else around the first place; at most `length` characters. */
  snippet(text: string, lead?: string | null, length?: number): TextPart[];
};

/** For many texts: what is looked for is worked out once. */
export function marker(words: readonly string[]): Marker {
  const needles = hitWords(words);
  const wholes = words.map((word) => word.toLowerCase());
  const pattern = needles.length === 0 ? null : new RegExp(needles.map((n) => n.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu');
  const hitsIn = (text: string): Hit[] => [...(pattern === null ? [] : hitsOf(text, pattern)), ...mongolianHits(text, words)].sort((a, b) => a.start - b.start);
  const mark = (text: string) => partsOf(text, hitsIn(text));
  return {
    mark,
    snippet(text, lead = null, length = 120) {
      const at = lead === null ? -1 : text.startsWith(lead) ? 0 : text.indexOf(`\n${lead}`) + 1;
      const more = (end: number) => (end < text.length ? [{ text: '…', hit: false }] : []);
      if (lead !== null && (at > 0 || text.startsWith(lead))) {
        const shown = inOneLine(text.slice(at, at + length));
        return [{ text: lead, hit: true }, ...mark(shown.slice(lead.length)), ...more(at + length)];
      }
      const first = firstHit(text.toLowerCase(), wholes, needles) ?? mongolianHits(text, words)[0]?.start ?? text.length;
      const from = first === text.length ? 0 : Math.max(0, startOfSentence(text, first, length / 3));
      return [...(from > 0 ? [{ text: '…', hit: false }] : []), ...mark(inOneLine(text.slice(from, from + length))), ...more(from + length)];
    },
  };
}

/** NNBSP belongs to the word it stands in. */
const inOneLine = (text: string): string => text.replace(/[^\S\u202f]+/g, ' ');

/** A part as it was typed before the words it is made of. */
function firstHit(lower: string, wholes: readonly string[], needles: readonly string[]): number | null {
  const whole = wholes.map((word) => lower.indexOf(word)).find((at) => at >= 0);
  if (whole !== undefined) return whole;
  const places = needles.map((needle) => lower.indexOf(needle)).filter((at) => at >= 0);
  return places.length === 0 ? null : Math.min(...places);
}

function startOfSentence(text: string, at: number, back: number): number {
  for (let i = at; i > at - back && i > 0; i -= 1) if ('。；\n'.includes(text[i - 1] ?? '')) return i;
  return at - Math.min(at, Math.floor(back / 2));
}

/** The query's parts, and the words they are made of where a part as a whole is not there. */
function hitWords(words: readonly string[]): string[] {
  const parts = words.flatMap((word) => [word.toLowerCase(), ...(word.toLowerCase().match(/[a-z0-9]+/g) ?? []), ...pieces(word)]);
  return distinct(parts).sort((a, b) => b.length - a.length);
}

function pieces(word: string): string[] {
  return textQueryTerms(word).terms.filter((term) => term < 2 ** 48 && term >= 65536).map((term) =>
    String.fromCharCode(Math.floor(term / 65536), term % 65536));
}

function hitsOf(text: string, pattern: RegExp): Hit[] {
  return Array.from(text.matchAll(pattern), (m) => ({ start: m.index, end: m.index + m[0].length })).filter(({ start, end }) => end > start);
}

/** @param hits in order; those that touch or overlap become one */
function partsOf(text: string, hits: readonly Hit[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    const last = parts.at(-1);
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    if (start <= at && last?.hit) last.text += text.slice(at, Math.max(at, end));
    else parts.push({ text: text.slice(Math.max(at, start), end), hit: true });
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts.length === 0 ? [{ text, hit: false }] : parts;
}

function distinct(parts: string[]): string[] {
  return [...new Set(parts)];
}
