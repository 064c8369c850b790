// What a text can be found by, as whole numbers below 2^53, so that the database compares numbers and not words.
//
// Text: every pair of Chinese characters that is a word of the dictionary, wherever it stands, overlapping ones too. A
// pair is found or not by its own two characters, so a query cut into words in whatever way finds every text it stands
// in; a segmenter would cut text and query differently. Measured on 17.4 million characters: 0.6 s against 3.8 s for
// jieba's cutForSearch, with fewer terms. Uncommon characters stand for themselves.
// Title: its bigrams and characters, marks and spaces left out. Number, title as a whole, sound and day: search-identity.ts.
import { dict } from '@node-rs/jieba/dict.js';
import { simplified } from './search-fold.ts';
import { identityTerms } from './search-identity.ts';
import { askedWords, hasMongolian, mongolianTitle, mongolianWords } from './search-mongolian.ts';

const MARK = 0;
const SKIP = 1;
const HAN = 2;
const LETTER = 3;
const DIGIT = 4;
const PAIR = 5;

/** Codes: two bits of tag above 48 bits of content (one or two UTF-16 units of Han, or a hash of another word). */
const WORD_TAG = 2 ** 48;
const TITLE_TAG = 2 ** 49;
/** The commonest characters are of little use alone and would make the index a half larger. */
const COMMON_CHARACTERS = 1500;
/** Names of people are in no dictionary: a surname and the character after it count as a word. */
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹孟熊秦邱尹薛闫侯陶黎贺顾毛郝龚邵钱覃戴莫孔包乌';
const SLOTS = 2 ** 18;

type Characters = { kind: Uint8Array; fold: Uint16Array };
type Dictionary = {
  /** Hash table of pairs of characters that are words; the slot of a word is its number. */
  keys: Int32Array;
  /** What using a word costs a cut: rare words cost a little more. */
  cost: Float32Array;
  common: Uint8Array;
  surname: Uint8Array;
};

let characters: Characters | null = null;
let dictionary: Dictionary | null = null;

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

function loadDictionary(): Dictionary {
  if (dictionary) return dictionary;
  const entries = Array.from(dictionaryEntries());
  const d: Dictionary = {
    keys: new Int32Array(SLOTS), cost: new Float32Array(SLOTS), common: commonCharacters(entries), surname: new Uint8Array(65536),
  };
  for (const character of SURNAMES) d.surname[character.charCodeAt(0)] = 1;
  for (const [word, uses] of entries) {
    if (word.length !== 2) continue;
    const key = (word.charCodeAt(0) << 16) | word.charCodeAt(1);
    let slot = slotOf(key);
    while (d.keys[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    d.keys[slot] = key;
    d.cost[slot] = 1 + 0.4 / Math.log2(2 + uses);
  }
  dictionary = d;
  return d;
}

/** Lines of the dictionary are "word uses kind" in UTF-8; of 350,000 only those of one or two Han characters are decoded. */
function* dictionaryEntries(): Generator<[word: string, uses: number]> {
  const SPACE = 32;
  for (let start = 0, end = 0; start < dict.length; start = end + 1) {
    end = dict.indexOf(10, start);
    if (end < 0) end = dict.length;
    const size = dict[start + 3] === SPACE ? 3 : dict[start + 6] === SPACE ? 6 : 0;
    if (size === 0 || !isHanAt(start) || (size === 6 && !isHanAt(start + 3))) continue;
    let uses = 0;
    for (let at = start + size + 1; at < end && dict[at] !== SPACE; at += 1) uses = uses * 10 + (dict[at] ?? 0) - 48;
    yield [String.fromCharCode(...(size === 3 ? [hanAt(start)] : [hanAt(start), hanAt(start + 3)])), uses];
  }
}

function hanAt(at: number): number {
  return (((dict[at] ?? 0) & 15) << 12) | (((dict[at + 1] ?? 0) & 63) << 6) | ((dict[at + 2] ?? 0) & 63);
}

function isHanAt(at: number): boolean {
  return ((dict[at] ?? 0) & 0xf0) === 0xe0 && hanAt(at) >= 0x3400 && hanAt(at) <= 0x9fff;
}

function commonCharacters(entries: [string, number][]): Uint8Array {
  const uses = new Float64Array(65536);
  for (const [word, n] of entries) for (let i = 0; i < word.length; i += 1) uses[word.charCodeAt(i)] = (uses[word.charCodeAt(i)] ?? 0) + n;
  const common = new Uint8Array(65536);
  const order = Array.from(uses.keys()).sort((a, b) => (uses[b] ?? 0) - (uses[a] ?? 0) || a - b);
  for (const unit of order.slice(0, COMMON_CHARACTERS)) common[unit] = 1;
  return common;
}

function slotOf(key: number): number {
  const h = Math.imul(key ^ (key >>> 16), 0x9e3779b1);
  return (h ^ (h >>> 15)) & (SLOTS - 1);
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
export type TermCollector = { collect(title: string, texts: string[]): number[] };

export function termCollector(): TermCollector {
  const chars = loadCharacters();
  const dictionary = loadDictionary();
  // [word, round it was last seen in] side by side: a look-up touches one line of memory.
  const cells = new Int32Array(SLOTS * 2);
  dictionary.keys.forEach((key, slot) => { cells[slot * 2] = key; });
  const unitSeen = new Int32Array(65536);
  let round = 0;
  return {
    collect(title, texts) {
      round += 1;
      const terms: number[] = [];
      const others = new Set<number>();
      for (const text of [title, ...texts]) {
        const units = unitsOf(text);
        scanHan(units, chars, dictionary, { cells, unitSeen, round, terms, names: others });
        scanWords(units, chars, others);
        for (const word of mongolianWords(text)) others.add(termOfWord(word));
      }
      for (const term of titleTerms(title)) others.add(term);
      for (const term of others) terms.push(term);
      return terms;
    },
  };
}

type Scan = { cells: Int32Array; unitSeen: Int32Array; round: number; terms: number[]; names: Set<number> };

function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return bytes.byteOffset % 2 === 0 ? new Uint16Array(bytes.buffer, bytes.byteOffset, text.length) : new Uint16Array(new Uint8Array(bytes).buffer);
}

/** The hot loop of an import: no allocation but the terms found. */
function scanHan(text: Uint16Array, chars: Characters, d: Dictionary, s: Scan): void {
  const { kind, fold } = chars;
  const { common, surname } = d;
  const { cells, unitSeen, terms, round } = s;
  let b = fold[text[0] ?? 0] ?? 0;
  for (let i = 0; i < text.length; i += 1) {
    const a = b;
    b = fold[text[i + 1] ?? 0] ?? 0;
    if (kind[a] !== HAN) continue;
    if (unitSeen[a] !== round) {
      unitSeen[a] = round;
      if (common[a] === 0) terms.push(a);
    }
    if (kind[b] !== HAN) continue;
    if (surname[a] === 1) s.names.add(a * 65536 + b);
    const key = (a << 16) | b;
    let at = slotOf(key) * 2;
    while (cells[at] !== 0 && cells[at] !== key) at = (at + 2) & (SLOTS * 2 - 1);
    if (cells[at] === key && cells[at + 1] !== round) {
      cells[at + 1] = round;
      terms.push(a * 65536 + b);
    }
  }
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
  return sharedCollector().collect('', [piece]);
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

/** The slot of a pair, or an empty one. */
function wordSlot(a: number, b: number, d: Dictionary): number {
  const key = (a << 16) | b;
  let slot = slotOf(key);
  while (d.keys[slot] !== 0 && d.keys[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
  return slot;
}

function pairOf(a: number, b: number, d: Dictionary): { term: number; cost: number } | null {
  const slot = wordSlot(a, b, d);
  if (d.keys[slot] !== 0) return { term: pack(a, b), cost: d.cost[slot] ?? 0 };
  return d.surname[a] === 1 ? { term: pack(a, b), cost: COST.name } : null;
}

/** The term of two characters that are a word of the dictionary; null where they are none. */
export function wordTerm(a: number, b: number): number | null {
  const { fold } = loadCharacters();
  const d = loadDictionary();
  const [first, second] = [fold[a] ?? a, fold[b] ?? b];
  return d.keys[wordSlot(first, second, d)] === 0 ? null : pack(first, second);
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

/** Terms of a record: numbers for open.search_entry.terms. */
export function termsOf(texts: Omit<IndexedTexts, 'id'>, collector?: TermCollector): number[] {
  const terms = (collector ?? sharedCollector()).collect(texts.title, [texts.documentNumber ?? '', texts.keywords.join(' '), texts.bodyText, texts.attachmentsText]);
  return terms.concat([...identityTerms(texts)]);
}
