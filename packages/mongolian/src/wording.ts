import { fromLatin } from './characters.ts';

/**
 * Where a word comes from. `wiktionary`: as listed there (by way of r12a's examples of the script). `converter`: a test word of the
 * public converter library. `cldr`: CLDR's mn-Mong, where its spelling could be used. `memory`: unsourced. All but the first await a native reader.
 */
export type Source = 'wiktionary' | 'converter' | 'cldr' | 'memory';
export type Word = { text: string; chinese: string; source: Source; needsReader: boolean };

const word = (latin: string, chinese: string, source: Source): Word => ({ text: fromLatin(latin), chinese, source, needsReader: source !== 'wiktionary' });

export const zero = word('teg', '零', 'memory');
/** One to nine: alone or last, and before another word. */
export const ones: ReadonlyArray<{ last: Word; joined: Word }> = [
  { last: word('nige', '一', 'wiktionary'), joined: word('nige', '一', 'wiktionary') },
  { last: word('qoyar', '二', 'wiktionary'), joined: word('qoyar', '二', 'wiktionary') },
  { last: word('gurba', '三', 'wiktionary'), joined: word('gurban', '三', 'memory') },
  { last: word('dörbe', '四', 'wiktionary'), joined: word('dörben', '四', 'memory') },
  { last: word('tabu', '五', 'wiktionary'), joined: word('tabun', '五', 'memory') },
  { last: word('jirgug-a', '六', 'memory'), joined: word('jirgugan', '六', 'memory') },
  { last: word('dolog-a', '七', 'memory'), joined: word('dologan', '七', 'memory') },
  { last: word('nai3ma', '八', 'wiktionary'), joined: word('nai3man', '八', 'memory') },
  { last: word('yisü', '九', 'wiktionary'), joined: word('yisün', '九', 'memory') },
];
export const tens: ReadonlyArray<{ last: Word; joined: Word }> = [
  { last: word('arba', '十', 'wiktionary'), joined: word('arban', '十', 'cldr') },
  { last: word('qori', '二十', 'wiktionary'), joined: word('qorin', '二十', 'memory') },
  { last: word('guči', '三十', 'memory'), joined: word('gučin', '三十', 'memory') },
  { last: word('döči', '四十', 'memory'), joined: word('döčin', '四十', 'memory') },
  { last: word('tabi', '五十', 'memory'), joined: word('tabin', '五十', 'memory') },
  { last: word('jira', '六十', 'memory'), joined: word('jiran', '六十', 'memory') },
  { last: word('dala', '七十', 'memory'), joined: word('dalan', '七十', 'memory') },
  { last: word('naya', '八十', 'memory'), joined: word('nayan', '八十', 'memory') },
  { last: word('yere', '九十', 'memory'), joined: word('yeren', '九十', 'memory') },
];
export const hundred = { last: word('jagun', '百', 'wiktionary'), joined: word('jagun', '百', 'wiktionary') };
export const thousand = { last: word('miŋg-a', '千', 'converter'), joined: word('miŋgan', '千', 'memory') };
export const tenThousand = { last: word('tüme', '万', 'memory'), joined: word('tümen', '万', 'memory') };

export const year = word('on', '年', 'cldr');
export const month = word('sar-a', '月', 'memory');
export const day = word('edür', '日', 'wiktionary');

/** Every word, for the list a native reader is given. */
export const wording: ReadonlyArray<Word> = [
  zero, ...[...ones, ...tens, hundred, thousand, tenThousand].flatMap(({ last, joined }) => (last.text === joined.text ? [last] : [last, joined])), year, month, day,
];
