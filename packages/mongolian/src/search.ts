import { MVS } from './characters.ts';
import { fold, foldKey, originalSpan } from './fold.ts';
import { menksoftToUnicode } from './menksoft-read.ts';
import { findSuffix, suffixes } from './suffixes.ts';
import { menksoftWords, spacesBefore, words } from './words.ts';

/** `exact`: the same letters. `alike`: looks the same, or nearly. `stem`: the same word with other suffixes. */
export type Quality = 'exact' | 'alike' | 'stem';
export type Match = { start: number; end: number; quality: Quality };

const EXACT = '=';
const ALIKE = '~';

/** The suffixes as they stand in a loose key: folded behind a vowel and a gap, and those taken off again. */
const tails = new Set(suffixes.map(({ letters }) => foldKey(`\u1822${MVS}${letters}`, 'loose').slice(2)));

/** With a selector here and there; what is longer is no suffix alone. */
const LONGEST_BOUND = 16;

/** A term has to fit an index; words with their suffixes have forty letters at most. */
const LONGEST_TERM = 100;

/** Where the suffixes begin in a loose key, if every part behind a gap is a known one; else its end. */
function stemEnd(key: string): number {
  const first = key.indexOf(MVS, 1);
  return first > 0 && key.slice(first + 1).split(MVS).every((tail) => tails.has(tail)) ? first : key.length;
}

/**
 * What a text is found by: of every word its exact and its look-alike key, and those of its stem; words in Menksoft code by their
 * Unicode. A suffix after a plain space is no word, and of a run of letters longer than any word the first hundred count. `=` marks exact terms (for rank), `~` those for recall.
 */
export function terms(text: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const add = (word: string): void => {
    if (seen.has(word)) return;
    seen.add(word);
    const loose = fold(word, 'loose');
    const end = stemEnd(loose.key);
    const put = (mark: string, key: string): unknown => found.add(mark + key.slice(0, LONGEST_TERM));
    put(EXACT, foldKey(word));
    put(ALIKE, loose.key);
    if (end === loose.key.length) return;
    put(EXACT, foldKey(word.slice(0, originalSpan(loose, 0, end).end)));
    put(ALIKE, loose.key.slice(0, end));
  };
  for (const { start, end } of words(text)) {
    const word = text.slice(start, end);
    if (end - start > LONGEST_BOUND || !findSuffix(foldKey(word))?.bound || spacesBefore(text, start) === start) add(word);
  }
  for (const { start, end } of menksoftWords(text)) for (const word of unicodeWords(text.slice(start, end))) add(word);
  return [...found];
}

function unicodeWords(menksoft: string): string[] {
  const { text } = menksoftToUnicode(menksoft);
  return words(text).map(({ start, end }) => text.slice(start, end));
}

/** Where the words of a query stand in a text, however either is encoded; in order, without overlap. A stem is marked without its suffixes. */
export function match(text: string, query: string): Match[] {
  const wanted = queryKeys(query);
  if (wanted.loose.size === 0) return [];
  const found: Match[] = [];
  const compared = new Map<string, Match | null>();
  for (const { start, end } of words(text)) {
    const word = text.slice(start, end);
    let hit = compared.get(word);
    if (hit === undefined) compared.set(word, hit = compare(word, wanted));
    if (hit) found.push({ start: start + hit.start, end: start + hit.end, quality: hit.quality });
  }
  for (const { start, end } of menksoftWords(text)) {
    const hits = unicodeWords(text.slice(start, end)).map((word) => compare(word, wanted)).filter((hit) => hit !== null);
    const [best] = hits;
    // The code does not map letter to letter: the word is marked whole.
    if (best) found.push({ start, end, quality: best.quality });
  }
  return found.sort((a, b) => a.start - b.start);
}

type Wanted = { strict: Set<string>; loose: Set<string>; stems: Set<string> };

function queryKeys(query: string): Wanted {
  const wanted: Wanted = { strict: new Set(), loose: new Set(), stems: new Set() };
  const asked = [...words(query).map(({ start, end }) => query.slice(start, end)), ...menksoftWords(query).flatMap(({ start, end }) => unicodeWords(query.slice(start, end)))];
  for (const word of asked) {
    const loose = foldKey(word, 'loose');
    wanted.strict.add(foldKey(word));
    wanted.loose.add(loose);
    wanted.stems.add(loose.slice(0, stemEnd(loose)));
  }
  return wanted;
}

function compare(word: string, wanted: Wanted): Match | null {
  const loose = fold(word, 'loose');
  if (wanted.loose.has(loose.key)) return { start: 0, end: word.length, quality: wanted.strict.has(foldKey(word)) ? 'exact' : 'alike' };
  const end = stemEnd(loose.key);
  if (!wanted.stems.has(loose.key.slice(0, end))) return null;
  return { ...originalSpan(loose, 0, end), quality: 'stem' };
}
