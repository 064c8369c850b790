// What a person typed → what is meant. Total: any text gives a query or nothing, never an error.
import { parseDocumentNumber } from '@tongming/law';
import { simplified } from './search-fold.ts';
import { joinSuffixes } from './search-mongolian.ts';
import type { NumberParts } from './search-identity.ts';
import { searchMessages } from './search-messages.ts';
import { typedSounds } from './search-pinyin.ts';

/** Longer input is cut here (and `cut` says so): no real question is longer. */
const LONGEST_QUERY = 400;
const MOST_WORDS = 24;

export type SearchQuery = {
  /** Content words in simplified characters, words of asking left out, quoted phrases not among them. */
  words: string[];
  /** Quoted: must stand in the record as they are. */
  phrases: string[];
  /** Must not stand in it. */
  excluded: string[];
  /** A document number in whatever brackets, or parts of one, and how it was typed. */
  number: { parts: NumberParts; typed: string } | null;
  /** 2026, 2026-03 or 2026-03-09, and how it was typed. */
  days: { day: string; typed: string }[];
  /** 第二十六条, beside other words: where to look in the document, not what it says. */
  article: string | null;
  /** Nothing but letters that may be sounds. */
  sounds: string | null;
  cut: boolean;
};

/** Null when there is nothing to look for. */
export function parseQuery(typed: string): SearchQuery | null {
  const clean = joinSuffixes(typed.slice(0, LONGEST_QUERY * 4)).normalize('NFC').replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ').trim();
  const text = simplified(clean.slice(0, LONGEST_QUERY).replace(/[\ud800-\udbff]$/, ''));
  const quoted = takeOut(text, QUOTED, (m) => ({ part: m[2] ?? '', without: m[1] !== undefined }));
  const unwanted = takeOut(quoted.rest, EXCLUDED, (m) => m[1] ?? '');
  const numbered = takeNumber(unwanted.rest);
  const dated = takeOut(numbered.rest, DAY, (m) => ({ typed: m[0].trim(), day: dayOf(m) }));
  const articled = takeOut(dated.rest, ARTICLE, (m) => m[0]);
  const phrases = distinct(quoted.parts.flatMap((q) => (q.without ? [] : [q.part.trim()])).filter(hasWord));
  const excluded = distinct([...quoted.parts.flatMap((q) => (q.without ? [q.part.trim()] : [])), ...unwanted.parts].filter(hasWord));
  const others = wordsOf(articled.rest);
  // An article or a year alone is what the text is to say.
  const named = others.length + phrases.length > 0 || numbered.number !== null;
  const words = named ? others : wordsOf(dated.rest);
  if (words.length + phrases.length + dated.parts.length === 0 && numbered.number === null) return null;
  return {
    words, phrases, excluded, number: numbered.number, days: dated.parts, article: named ? articled.parts[0] ?? null : null,
    sounds: phrases.length === 0 && numbered.number === null ? typedSounds(unwanted.rest) : null,
    cut: typed.length > LONGEST_QUERY || words.length === MOST_WORDS,
  };
}

const QUOTED = /((?:^|(?<=\s))[-－])?["“”「『]([^"“”「」『』]*)["“”」』]/gu;
const EXCLUDED = new RegExp(`(?:^|(?<=\\s))(?:[-－]|(?:${searchMessages.without})[:：]?\\s*)([^\\s"“”「」『』-]+)`, 'gu');
const DAY = /(?<=^|\s)((?:19|20)\d{2})(?:年(?:(1[0-2]|0?[1-9])月(?:(3[01]|[12]\d|0?[1-9])[日号])?)?|[-./](1[0-2]|0?[1-9])(?:[-./](3[01]|[12]\d|0?[1-9]))?)(?=\s|$)/gu;
const ARTICLE = /第[零〇一二三四五六七八九十百千\d]{1,7}条(?:之[一二三四五六七八九十]{1,3})?/gu;

function takeOut<T>(text: string, pattern: RegExp, read: (match: RegExpExecArray) => T): { rest: string; parts: T[] } {
  return { parts: Array.from(text.matchAll(pattern), read), rest: text.replace(pattern, ' ') };
}

function dayOf(m: RegExpExecArray): string {
  return [m[1], m[2] ?? m[4], m[3] ?? m[5]].flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
}

const OPEN = '〔［\\[（(【﹝〈<{';
const CLOSE = '〕］\\]）)】﹞〉>}';
const YEAR = '((?:19|20)\\d{2})';
/** 国发[2019]5, 国办发 2020 17, 通政办发2026-12号, 〔2026〕12号. What follows the sequence number tells it from a month, a session, a count. */
const SERIES = new RegExp(
  `(\\p{Script=Han}{2,24}|(?<=^|\\s))\\s*[${OPEN}]?\\s*${YEAR}[${CLOSE}年字第\\-－—–_/／.．,，、\\s]{1,6}(\\d{1,5})(?=\\s*(?:[号文]|$|[^\\p{L}\\d]))\\s*(号?)`, 'u');
/** （2019）国发5号, 2019国发5. */
const YEAR_FIRST = new RegExp(`[${OPEN}]?${YEAR}[${CLOSE}年]?\\s*(\\p{Script=Han}{1,10}[发函字办电])\\s*第?\\s*(\\d{1,5})\\s*号?(?=\\s|$)`, 'u');
/** 国务院令第103号, 国务院令103号, 令第五号. */
const ORDER = new RegExp(`(\\p{Script=Han}{0,24}(?:令|公告|通告))\\s*(?:[${OPEN}]?${YEAR}[${CLOSE}年]?)?\\s*[${OPEN}]?第?\\s*([0-9]{1,5}|(?<=第\\s*)[零〇一二三四五六七八九十百千]{1,9})\\s*号?[${CLOSE}]?`, 'u');
/** 国务院第711号令, 711号令. */
const BEFORE_ORDER = /(\p{Script=Han}{0,24}?)\s*第?\s*(\d{1,5})\s*号\s*(令|公告|通告)/u;
/** 国发5号, 国发5: the year not known, or said elsewhere. */
const WITHOUT_YEAR = /(\p{Script=Han}{1,10}[发函字办电])\s*第?\s*(\d{1,5})\s*(?:号|(?=\s*$))/u;
const YEAR_ALONE = new RegExp(`(?<=^|\\s)[${OPEN}]?${YEAR}年?[${CLOSE}]?(?=\\s|$)`, 'u');

function takeNumber(text: string): { rest: string; number: SearchQuery['number'] } {
  const flat = text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
  for (const [pattern, read] of [[SERIES, seriesOf], [YEAR_FIRST, yearFirst], [ORDER, orderOf], [BEFORE_ORDER, beforeOrder], [WITHOUT_YEAR, codeAndSeq]] as const) {
    const m = pattern.exec(flat);
    const parts = m && read(m);
    if (!m || !parts) continue;
    const rest = `${flat.slice(0, m.index)} ${flat.slice(m.index + m[0].length)}`;
    const year = parts.year === null && pattern === WITHOUT_YEAR ? YEAR_ALONE.exec(rest) : null;
    return year ? { rest: rest.replace(YEAR_ALONE, ' '), number: { parts: { ...parts, year: Number(year[1]) }, typed: m[0].trim() } }
      : { rest, number: { parts, typed: m[0].trim() } };
  }
  return { rest: text, number: null };
}

function seriesOf(m: RegExpExecArray): NumberParts | null {
  const [whole, code = '', year = '', seq = '', sign = ''] = m;
  // 2021-2025 is a span of years; 2020-03 alone is a month.
  if (Number(seq) < 1 || (sign === '' && /^(?:19|20)\d{2}$/.test(seq))) return null;
  if (code !== '') return { code, year: Number(year), seq: Number(seq) };
  return sign === '' && !new RegExp(`[${OPEN}${CLOSE}]`).test(whole) ? null : { code: null, year: Number(year), seq: Number(seq) };
}

function yearFirst([, year, code = '', seq]: RegExpExecArray): NumberParts {
  return { code, year: Number(year), seq: Number(seq) };
}

function orderOf(m: RegExpExecArray): NumberParts | null {
  const number = parseDocumentNumber(`${m[1] ?? ''}${m[2] === undefined ? '' : `${m[2]}年`}第${m[3] ?? ''}号`);
  return number && { code: number.code, year: number.year, seq: number.seq };
}

function beforeOrder([, issuer = '', seq, order = '']: RegExpExecArray): NumberParts {
  return { code: issuer + order, year: null, seq: Number(seq) };
}

function codeAndSeq([, code = '', seq]: RegExpExecArray): NumberParts {
  return { code, year: null, seq: Number(seq) };
}

const ASKING = new RegExp(searchMessages.asking.toSorted((a, b) => b.length - a.length).join('|'), 'gu');
const FILLER = new RegExp(`^[${searchMessages.fillers}]+|[${searchMessages.fillers}]+$`, 'gu');

/** Words between spaces and marks of asking; a word of asking stays where nothing else is said. */
function wordsOf(text: string): string[] {
  const tokens = text.split(/[\s\u3000"“”「」『』?？!！。；;]+/u).filter(hasWord);
  const content = tokens.flatMap((token) => {
    const parts = token.split(ASKING);
    return parts.length === 1 ? parts : parts.map((part) => part.replace(FILLER, ''));
  }).filter(hasWord);
  return distinct(content.length > 0 ? content : tokens).slice(0, MOST_WORDS);
}

function hasWord(part: string): boolean {
  return /[\p{L}\p{N}\ue264-\ue34f]/u.test(part);
}

function distinct(parts: string[]): string[] {
  return [...new Set(parts)];
}
