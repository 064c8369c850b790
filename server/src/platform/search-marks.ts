// What to show of a record that was found: the part around the hits, with the hits marked.
import { textQueryTerms } from './search-terms.ts';

/** The part of the text to show with hits marked: at `lead` where that begins a line, else around the first place; at most `length` characters. */
export function snippet(text: string, words: string[], lead: string | null = null, length = 120): { text: string; hit: boolean }[] {
  const at = lead === null ? -1 : text.startsWith(lead) ? 0 : text.indexOf(`\n${lead}`) + 1;
  if (lead !== null && (at > 0 || text.startsWith(lead))) {
    const shown = text.slice(at, at + length).replace(/\s+/g, ' ');
    return [{ text: lead, hit: true }, ...markHits(shown.slice(lead.length), words), ...(at + length < text.length ? [{ text: '…', hit: false }] : [])];
  }
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
  const pattern = new RegExp(needles.map((n) => n.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu');
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const m of text.matchAll(pattern)) {
    if (m[0] === '') continue;
    const last = parts.at(-1);
    if (m.index > at) parts.push({ text: text.slice(at, m.index), hit: false });
    if (m.index === at && last?.hit) last.text += m[0];
    else parts.push({ text: m[0], hit: true });
    at = m.index + m[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

function distinct(parts: string[]): string[] {
  return [...new Set(parts)];
}
