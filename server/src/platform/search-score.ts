// How like a record's texts are to what was typed: for putting a few hundred hits in order. Whole numbers from 0 to 1000.
import { parseDocumentNumber } from '@tongming/law';
import { clauseShare, rememberedOf } from './search-clauses.ts';
import { bare, shortTitle } from './search-fold.ts';
import { numberTerm } from './search-identity.ts';
import { syllablesOf } from './search-pinyin.ts';
import type { Likeness, LikenessAsked } from './search-plan.ts';
import type { SearchQuery } from './search-query.ts';

export type ScoredTexts = { title: string; documentNumber: string | null; bodyText: string; attachmentsText: string };

/** `begins`: 1 for every character a pair begins with, so that most of a text is passed over quickly. */
type Part = { text: string; pairs: ReadonlyMap<number, number>; begins: Uint8Array };
/** `own`: 1 for every pair of the whole that is one of this part's, by their numbers there; `size`: how many. */
type PartOfWhole = Part & { own: Uint8Array; size: number };
/** `weights`: of the pairs of `whole`, by their numbers; rare words weigh more. */
export type Typed = { whole: PartOfWhole; parts: readonly PartOfWhole[]; weights: readonly number[]; number: SearchQuery['number']; sounds: string | null };

export const FULL = 1000;
/** A title that fits goes before a body that fits: laws are named in other documents. */
const BODY = 930;

/** Scores one text after another. Longer ones are read to here: reading a few hundred must stay a matter of milliseconds. */
export const READ = 120_000;

export function likenessTo({ query, weights, by }: LikenessAsked): (texts: ScoredTexts) => Likeness {
  if (by === 'clauses') {
    const remembered = rememberedOf(query, new Map(weights));
    return ({ title, documentNumber, bodyText, attachmentsText }) => ({ score: Math.round(FULL * clauseShare(remembered, [title, documentNumber, bodyText, attachmentsText].join('\n'))), title });
  }
  const known = weights === null ? null : new Map(weights);
  const typed = typedOf(query, known === null ? () => 1 : (term) => known.get(term) ?? null);
  return (texts) => ({ score: scoreOf(typed, texts).score, title: texts.title });
}

/** `weightOf`: a pair that is a word by the number of its term; null for one that is none. */
export function typedOf(query: SearchQuery, weightOf: (term: number) => number | null = () => 1): Typed {
  const parts = [...query.words, ...query.phrases].map(bare).filter((text) => text !== '');
  const whole = partOf(parts.join(''));
  const known = [...whole.pairs.keys()].map(weightOf);
  const words = known.filter((weight) => weight !== null);
  const joint = words.length === 0 ? 1 : JOINT * words.reduce((sum, weight) => sum + weight, 0) / words.length;
  return {
    whole: within(whole, whole), parts: parts.map((text) => within(partOf(text), whole)), weights: known.map((weight) => weight ?? joint), number: query.number,
    sounds: query.sounds?.replaceAll(' ', '') ?? null,
  };
}

/** Two characters side by side that are no word say less. */
const JOINT = 0.3;

/** Pairs of neighbours, each with its number. */
function partOf(text: string): Part {
  const pairs = new Map<number, number>();
  const begins = new Uint8Array(65536);
  for (let i = 0; i < Math.max(1, text.length - 1); i += 1) {
    const pair = pairAt(text, i);
    if (!pairs.has(pair)) pairs.set(pair, pairs.size);
    begins[text.charCodeAt(i)] = 1;
  }
  return { text, pairs, begins };
}

function within(part: Part, whole: Part): PartOfWhole {
  const own = new Uint8Array(whole.pairs.size);
  for (const key of part.pairs.keys()) {
    const number = whole.pairs.get(key);
    if (number !== undefined) own[number] = 1;
  }
  return { ...part, own, size: own.reduce((sum, one) => sum + one, 0) };
}

/** A text of one character is a pair with nothing. */
function pairAt(text: string, i: number): number {
  return text.charCodeAt(i) * 65536 + (i + 1 < text.length ? text.charCodeAt(i + 1) : 0);
}

/** The better of title and texts; `title`: how like the title alone is. */
export function scoreOf(typed: Typed, texts: ScoredTexts): { score: number; title: number } {
  const title = Math.max(titleScore(typed, texts.title), numberScore(typed, texts.documentNumber), soundScore(typed, texts.title));
  if (typed.whole.text === '' || title >= FULL) return { score: title, title };
  const body = bodyScore(typed, `${texts.title}\n${texts.bodyText}\n${texts.attachmentsText}`);
  return { score: Math.max(title, body), title };
}

/** Half what is common in order, half the pairs in whatever order; a title that says little else is a little better. */
export function titleScore({ whole, parts }: Typed, title: string): number {
  if (whole.text === '') return 0;
  const long = bare(title);
  const short = shortTitle(title, long);
  if (whole.text === long || whole.text === short) return FULL;
  const inOrder = common(whole.text, long);
  const apart = parts.reduce((sum, part) => sum + common(part.text, long), 0);
  const pairs = pairShare(whole, long);
  const length = whole.text.length;
  const held = 0.5 * Math.max(inOrder, apart * 0.98) / length + 0.5 * Math.max(pairs, shareOfParts(parts, long));
  return Math.round(held * (0.86 + 0.13 * Math.min(1, inOrder / short.length)) * FULL);
}

function shareOfParts(parts: readonly Part[], text: string): number {
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return parts.reduce((sum, part) => sum + pairShare(part, text) * part.text.length, 0) / length;
}

function pairShare({ pairs, begins }: Part, text: string): number {
  const seen = new Uint8Array(pairs.size);
  let held = 0;
  const hold = (number: number | undefined) => {
    if (number === undefined || seen[number] === 1) return;
    seen[number] = 1;
    held += 1;
  };
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (begins[unit] === 0) continue;
    hold(pairs.get(pairAt(text, i)));
    hold(pairs.get(unit * 65536));
  }
  return held / pairs.size;
}

let row = new Uint16Array(512);

/** Length of the longest common subsequence. */
export function common(a: string, b: string): number {
  if (b.length >= row.length) row = new Uint16Array(b.length * 2);
  row.fill(0, 0, b.length + 1);
  for (let i = 0; i < a.length; i += 1) {
    const unit = a.charCodeAt(i);
    // What stood at j before this character, and what stands there now.
    let [before, now] = [0, 0];
    for (let j = 0; j < b.length; j += 1) {
      const above = row[j + 1] ?? 0;
      now = unit === b.charCodeAt(j) ? before + 1 : Math.max(now, above);
      row[j + 1] = now;
      before = above;
    }
  }
  return row[b.length] ?? 0;
}

/** The number asked for, or one that differs in its code by a slip. */
function numberScore({ number }: Typed, documentNumber: string | null): number {
  const own = number && documentNumber !== null ? parseDocumentNumber(documentNumber) : null;
  if (!number || !own) return 0;
  const { code, year, seq } = number.parts;
  if (own.seq !== seq || (year !== null && own.year !== null && own.year !== year)) return 0;
  if (code === null || numberTerm({ code, year: null, seq }) === numberTerm({ code: own.code, year: null, seq })) return FULL;
  return Math.round(FULL * 0.95 * common(code, own.code) / Math.max(code.length, own.code.length));
}

function soundScore({ sounds }: Typed, title: string): number {
  if (sounds === null) return 0;
  const syllables = syllablesOf(title);
  const [full, initials] = [syllables.join(''), syllables.map((s) => s.charAt(0)).join('')];
  const like = (text: string) => {
    const at = text.indexOf(sounds);
    const held = at >= 0 ? 1 : common(sounds, text) / sounds.length * pairShare(partOf(sounds), text);
    return held * (0.86 + 0.13 * Math.min(1, sounds.length / text.length));
  };
  return Math.round(FULL * Math.max(like(full), like(initials)));
}

/**
 * Where a text says most of it: each part in the best passage of its own, or all of it in one passage, or its words near
 * others of them (words in another order, some of them wrong), or scattered over the text, which counts less.
 */
export function bodyScore(typed: Typed, text: string): number {
  const { whole, parts } = typed;
  const units = compact(text);
  const places = placesOf(whole, units);
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  const long = parts.reduce((sum, part) => sum + (part.text.length >= LONG ? part.text.length : 0), 0);
  const each = parts.reduce((sum, part) => sum + passage(part, places, part.text.length + 6) * part.text.length, 0) / length
    * (parts.length <= 2 ? 1 : 0.5 + 0.5 * long / length);
  const together = passage(whole, places, whole.text.length * 2 + 30);
  return Math.round(BODY * Math.max(each, 0.6 * together + 0.4 * each, 0.94 * together, clustered(typed, places) * (0.95 - 0.07 * Math.max(0, Math.log2(units.length / SHORT)))));
}

/** In longer texts words meet by chance. */
const SHORT = 4000;
/** A part of so many characters is found in few places; shorter ones are everywhere. */
const LONG = 5;

type Places = { at: number[]; pair: number[] };

function placesOf({ pairs, begins }: Part, units: Uint16Array): Places {
  const places: Places = { at: [], pair: [] };
  for (let i = 0; i < units.length; i += 1) {
    if (begins[units[i] ?? 0] === 0) continue;
    const pair = pairs.get((units[i] ?? 0) * 65536 + (units[i + 1] ?? 0)) ?? (pairs.size === 1 ? pairs.get((units[i] ?? 0) * 65536) : undefined);
    if (pair === undefined) continue;
    places.at.push(i);
    places.pair.push(pair);
  }
  return places;
}

/** The largest share of a part's pairs within `length` characters. */
function passage({ own, size }: PartOfWhole, { at, pair }: Places, length: number): number {
  if (size === 0) return 0;
  const held = new Uint16Array(own.length);
  let [now, best, from] = [0, 0, 0];
  for (let to = 0; to < at.length; to += 1) {
    const came = pair[to] ?? 0;
    if (own[came] === 1 && held[came] === 0) now += 1;
    held[came] = (held[came] ?? 0) + 1;
    for (; (at[to] ?? 0) - (at[from] ?? 0) > length; from += 1) {
      const gone = pair[from] ?? 0;
      held[gone] = (held[gone] ?? 1) - 1;
      if (own[gone] === 1 && held[gone] === 0) now -= 1;
    }
    if (now > best) best = now;
  }
  return best / size;
}

/** Characters between words of one clause. */
const CLAUSE = 15;
/** A word in the company of so many others of middling weight is where it was read. */
const COMPANY = 2.5;

/** Each word by its weight and by the company it keeps at its best place. */
function clustered({ weights }: Typed, { at, pair }: Places): number {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const enough = COMPANY * sum / weights.length;
  const best = new Float64Array(weights.length);
  const round = new Int32Array(weights.length).fill(-1);
  for (let i = 0; i < at.length; i += 1) {
    const own = pair[i] ?? 0;
    let company = 0;
    round[own] = i;
    const near = (j: number) => {
      const other = pair[j] ?? 0;
      if (round[other] === i) return;
      round[other] = i;
      company += weights[other] ?? 0;
    };
    for (let j = i - 1; j >= 0 && (at[i] ?? 0) - (at[j] ?? 0) <= CLAUSE; j -= 1) near(j);
    for (let j = i + 1; j < at.length && (at[j] ?? 0) - (at[i] ?? 0) <= CLAUSE; j += 1) near(j);
    if (company > (best[own] ?? 0)) best[own] = company;
  }
  return weights.reduce((all, weight, i) => all + weight * Math.min(1, (best[i] ?? 0) / enough), 0) / sum;
}

/** Letters, digits and characters only: marks and line ends are not typed. */
function compact(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  let n = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 122)) units[n++] = unit;
    else if (unit >= 65 && unit <= 90) units[n++] = unit + 32;
    else if (unit >= 0x3400 && (unit < 0xff00 || unit > 0xff0f) && (unit < 0x3000 || unit > 0x303f)) units[n++] = unit;
  }
  return units.subarray(0, n);
}
