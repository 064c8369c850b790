// What a text can be found by, as whole numbers below 2^53, so that the database compares numbers and not words.
//
// Text: every pair of Chinese characters that is a word of the dictionary, wherever it stands, overlapping ones too. A
// pair is found or not by its own two characters, so a query cut into words in whatever way finds every text it stands
// in; a segmenter would cut text and query differently. Measured on 17.4 million characters: 0.6 s against 3.8 s for
// jieba's cutForSearch, with fewer terms. Uncommon characters stand for themselves.
// Title: its bigrams and characters, marks and spaces left out. Number, title as a whole, sound and day: search-identity.ts.
import { bucketOf, loadDictionary, SLOT_SHIFT, slotOf, type Dictionary } from './search-dictionary.ts';
import { simplified } from './search-fold.ts';
import { identityTerms } from './search-identity.ts';
import { askedWords, hasMongolian, mongolianTitle, mongolianWords } from './search-mongolian.ts';

const MARK = 0;
const SKIP = 1;
const HAN = 2;
const LETTER = 3;
const DIGIT = 4;
const PAIR = 5;

/** Characters that stand for themselves, and those a name may begin with. */
const RARE = 1;
const SURNAME = 2;

/** Codes: two bits of tag above 48 bits of content (one or two UTF-16 units of Han, or a hash of another word). */
const WORD_TAG = 2 ** 48;
const TITLE_TAG = 2 ** 49;
type Characters = { kind: Uint8Array; fold: Uint16Array };
let characters: Characters | null = null;

function loadCharacters(): Characters {
  if (characters) return characters;
  const kind = new Uint8Array(65536);
  const fold = foldTable();
  for (let unit = 0; unit < 65536; unit += 1) kind[unit] = kindOf(fold[unit] ?? unit);
  characters = { kind, fold };
  return characters;
}

/**
 * Full width, case and traditional forms do not matter: Ａ, A and a are one, and so are 國 and 国. Hangul, surrogates and
 * private use stay; Han characters have no other form than their simplified one.
 */
function foldTable(): Uint16Array {
  const fold = Uint16Array.from({ length: 65536 }, (_, unit) => unit);
  const plain = Array.from(fold, (unit) => {
    const text = unit >= 0xac00 && unit < 0xf900 ? '' : String.fromCharCode(unit);
    return unit >= 0x3400 && unit < 0xa000 ? text : text.normalize('NFKC').toLowerCase();
  });
  // In one call: each costs more than its character.
  const folded = simplified(plain.map((text) => (text.length === 1 && text !== '\n' ? text : '')).join('\n')).split('\n');
  folded.forEach((text, unit) => { if (text.length === 1) fold[unit] = text.charCodeAt(0); });
  // Digits of Mongolian are digits.
  for (let digit = 0; digit < 10; digit += 1) fold[0x1810 + digit] = 0x30 + digit;
  return fold;
}

function kindOf(unit: number): number {
  if (unit >= 0xd800 && unit < 0xe000) return PAIR;
  // By words of its own: search-mongolian.ts.
  if (unit >= 0x1800 && unit < 0x18b0) return MARK;
  const text = String.fromCharCode(unit);
  if (/[\p{Script=Han}〇]/u.test(text) && /[\p{L}\p{Nl}]/u.test(text)) return HAN;
  if (/\p{N}/u.test(text)) return DIGIT;
  if (/\p{L}/u.test(text)) return LETTER;
  return /[\p{M}\p{Cf}]/u.test(text) ? SKIP : MARK;
}

function pack(a: number, b: number): number {
  return a * 65536 + b;
}

/** 48 bits of a word that is not Chinese, after folding. */
function hashWord(units: Uint16Array | number[], from: number, to: number): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = from; i < to; i += 1) {
    low = Math.imul(low ^ (units[i] ?? 0), 0x01000193);
    high = Math.imul(high ^ (units[i] ?? 0), 0x5bd1e995) ^ (high >>> 13);
  }
  return WORD_TAG + ((high >>> 8) & 0xffff) * 2 ** 32 + (low >>> 0);
}

/** Collects the terms of one record after another; keeps its tables between them. */
export type TermCollector = { collect(title: string, texts: string[]): Float64Array };

export function termCollector(): TermCollector {
  const chars = loadCharacters();
  const dictionary = loadDictionary();
  // [word, round it was last seen in] side by side: a look-up touches one line of memory.
  const cells = new Int32Array(dictionary.keys.length * 2);
  dictionary.keys.forEach((key, slot) => { cells[slot * 2] = key; });
  const special = Uint8Array.from(chars.kind, (kind, unit) => (kind !== HAN ? 0 : (dictionary.common[unit] === 0 ? RARE : 0) | (dictionary.surname[unit] === 1 ? SURNAME : 0)));
  const unitSeen = new Int32Array(65536);
  const terms = { values: new Float64Array(4096), size: 0 };
  let round = 0;
  return {
    collect(title, texts) {
      round += 1;
      terms.size = 0;
      const others = new Set<number>();
      for (const text of [title, ...texts]) {
        const units = unitsOf(text);
        scanHan(units, chars, dictionary, { cells, special, unitSeen, round, terms, names: others });
        scanWords(units, chars, others);
        for (const word of mongolianWords(text)) others.add(termOfWord(word));
      }
      for (const term of titleTerms(title)) others.add(term);
      const all = new Float64Array(terms.size + others.size);
      all.set(terms.values.subarray(0, terms.size));
      all.set([...others], terms.size);
      return all;
    },
  };
}

type Scan = { cells: Int32Array; special: Uint8Array; unitSeen: Int32Array; round: number; terms: { values: Float64Array; size: number }; names: Set<number> };

function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return bytes.byteOffset % 2 === 0 ? new Uint16Array(bytes.buffer, bytes.byteOffset, text.length) : new Uint16Array(new Uint8Array(bytes).buffer);
}

/**
 * The hot loop of an import: no allocation, and where what comes next cannot be foreseen no branch. A pair with what is not
 * Chinese in it is no word of the dictionary.
 */
function scanHan(text: Uint16Array, { kind, fold }: Characters, { factors }: Dictionary, s: Scan): void {
  const { cells, special, unitSeen, round } = s;
  const values = roomFor(s.terms, text.length * 2);
  let { size } = s.terms;
  let b = fold[text[0] ?? 0] ?? 0;
  for (let i = 0; i < text.length; i += 1) {
    const a = b;
    b = fold[text[i + 1] ?? 0] ?? 0;
    const marks = special[a] ?? 0;
    if (marks !== 0) {
      if ((marks & RARE) !== 0 && unitSeen[a] !== round) {
        unitSeen[a] = round;
        values[size] = a;
        size += 1;
      }
      if ((marks & SURNAME) !== 0 && kind[b] === HAN) s.names.add(pack(a, b));
    }
    const key = (a << 16) | b;
    const at = (Math.imul(key, factors[bucketOf(key)] ?? 1) >>> SLOT_SHIFT) * 2;
    const seen = cells[at + 1] ?? 0;
    const differs = (cells[at] ?? 0) ^ key;
    const other = seen ^ round;
    // 1 for a word not yet seen in this round.
    const found = (~(differs | -differs) & (other | -other)) >>> 31;
    values[size] = a * 65536 + b;
    size += found;
    cells[at + 1] = seen ^ (other & -found);
  }
  s.terms.size = size;
}

function roomFor(terms: Scan['terms'], more: number): Float64Array {
  if (terms.size + more >= terms.values.length) {
    const longer = new Float64Array((terms.size + more) * 2);
    longer.set(terms.values);
    terms.values = longer;
  }
  return terms.values;
}

/** Letters, numbers and characters beyond the basic plane; letters and digits are separate words (GB 9704, T9704). */
function scanWords(text: Uint16Array, chars: Characters, into: Set<number>): void {
  const units: number[] = [];
  let running = MARK;
  for (let i = 0; i <= text.length; i += 1) {
    const unit = text[i] ?? 0;
    const kind = chars.kind[unit] ?? MARK;
    if (kind === SKIP || (kind <= HAN && units.length === 0)) continue;
    if (kind !== running && units.length > 0) {
      into.add(hashWord(units, 0, units.length));
      units.length = 0;
    }
    running = kind;
    if (kind === LETTER || kind === DIGIT) units.push(chars.fold[unit] ?? unit);
    else if (kind === PAIR && i + 1 < text.length) {
      into.add(pack(unit, text[i + 1] ?? 0));
      i += 1;
    }
  }
}

/** Han characters of a text in a row, marks and spaces left out: 《关于…》 is found with and without its marks. */
function hanOf(text: string, chars: Characters): number[] {
  const units = [];
  for (let i = 0; i < text.length; i += 1) if (chars.kind[text.charCodeAt(i)] === HAN) units.push(chars.fold[text.charCodeAt(i)] ?? 0);
  return units;
}

function titleTerms(title: string): Set<number> {
  const chars = loadCharacters();
  const terms = new Set<number>();
  const han = hanOf(title, chars);
  han.forEach((unit, i) => {
    terms.add(TITLE_TAG + unit);
    const before = han[i - 1];
    if (before !== undefined) terms.add(TITLE_TAG + pack(before, unit));
  });
  const words = new Set<number>();
  scanWords(unitsOf(title), chars, words);
  for (const word of words) terms.add(TITLE_TAG + word);
  for (const word of mongolianWords(title)) terms.add(TITLE_TAG + termOfWord(word));
  if (hasMongolian(title)) terms.add(termOfWord(mongolianTitle));
  return terms;
}

/** The term of a word that is not Chinese, as it is. */
function termOfWord(word: string): number {
  return hashWord(unitsOf(word), 0, word.length);
}

/** What a record in Mongolian has. */
export const mongolianOnly = (): number => termOfWord(mongolianTitle);

/** What a title must hold to contain `piece` (a part of a query without spaces). */
export function titleQueryTerms(piece: string): number[] {
  const asked = askedWords(piece);
  if (asked.length > 0) return asked.map((word) => TITLE_TAG + termOfWord(word));
  const han = hanOf(piece, loadCharacters()).length;
  return [...titleTerms(piece)].filter((term) => han < 2 || term - TITLE_TAG >= 65536);
}

/** The same of a title. */
export function inTitle(term: number): number {
  return TITLE_TAG + term;
}

/** All words in a piece, overlapping ones too: for finding texts that hold most of them. */
export function allTextTerms(piece: string): number[] {
  return [...sharedCollector().collect('', [piece])];
}

/** `terms` a text must hold; `loose`: characters no term stands for, to be looked for in the text itself. */
export type TextQuery = { terms: number[]; loose: string[] };

/** Cuts a part of a query into the fewest words that cover it. */
export function textQueryTerms(piece: string): TextQuery {
  const chars = loadCharacters();
  const d = loadDictionary();
  const terms = new Set<number>();
  const loose = new Set<string>();
  scanWords(unitsOf(piece), chars, terms);
  for (const word of askedWords(piece)) terms.add(termOfWord(word));
  let run: number[] = [];
  for (let i = 0; i <= piece.length; i += 1) {
    const unit = piece.charCodeAt(i);
    if (i < piece.length && chars.kind[unit] === HAN) {
      run.push(chars.fold[unit] ?? unit);
      continue;
    }
    if (run.length > 0) coverRun(run, d, terms, loose);
    run = [];
  }
  return { terms: [...terms], loose: [...loose] };
}

type Step = { cost: number; from: number; term: number | null };
const COST = { name: 2, rare: 10, loose: 100 } as const;

function coverRun(run: number[], d: Dictionary, terms: Set<number>, loose: Set<string>): void {
  const best: Step[] = [{ cost: 0, from: 0, term: null }];
  for (let end = 1; end <= run.length; end += 1) {
    const unit = run[end - 1] ?? 0;
    const alone = d.common[unit] === 0;
    let step: Step = {
      cost: (best[end - 1]?.cost ?? 0) + (alone ? COST.rare : COST.loose), from: end - 1, term: alone ? unit : null,
    };
    const pair = end > 1 ? pairOf(run[end - 2] ?? 0, unit, d) : null;
    // Words may overlap where no cut covers everything: the cheapest state from before the word or from inside it.
    for (const from of pair ? [end - 2, end - 1] : []) {
      const cost = (best[from]?.cost ?? 0) + (pair?.cost ?? 0) + (from - (end - 2)) * 0.1;
      if (cost < step.cost) step = { cost, from, term: pair?.term ?? null };
    }
    best.push(step);
  }
  for (let end = run.length; end > 0;) {
    const step = best[end];
    if (!step) return;
    if (step.term === null) loose.add(String.fromCharCode(run[end - 1] ?? 0));
    else terms.add(step.term);
    end = step.from;
  }
}

function pairOf(a: number, b: number, d: Dictionary): { term: number; cost: number } | null {
  const key = (a << 16) | b;
  const slot = slotOf(key, d);
  if (d.keys[slot] === key) return { term: pack(a, b), cost: d.cost[slot] ?? 0 };
  return d.surname[a] === 1 ? { term: pack(a, b), cost: COST.name } : null;
}

/** The term of two characters that are a word of the dictionary; null where they are none. */
export function wordTerm(a: number, b: number): number | null {
  const { fold } = loadCharacters();
  const d = loadDictionary();
  const [first, second] = [fold[a] ?? a, fold[b] ?? b];
  const key = (first << 16) | second;
  return d.keys[slotOf(key, d)] === key ? pack(first, second) : null;
}

/** The texts of a record already in open.record; the rest (agency, theme, dates, status) is read from its row. */
export type IndexedTexts = {
  id: string;
  title: string;
  documentNumber: string | null;
  bodyText: string;
  keywords: string[];
  attachmentsText: string;
  dateMade: string | null;
};

let shared: TermCollector | null = null;

function sharedCollector(): TermCollector {
  shared ??= termCollector();
  return shared;
}

/** Terms of a record: numbers for open.search_entry.terms, rising, which spares their index the sorting. */
export function termsOf(texts: Omit<IndexedTexts, 'id'>, collector?: TermCollector): Float64Array {
  const terms = (collector ?? sharedCollector()).collect(texts.title, [texts.documentNumber ?? '', texts.keywords.join(' '), texts.bodyText, texts.attachmentsText]);
  const identity = [...identityTerms(texts)];
  const all = new Float64Array(terms.length + identity.length);
  all.set(terms);
  all.set(identity, terms.length);
  return all.sort();
}
