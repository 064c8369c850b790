import { MVS, NNBSP, fromLatin, harmonyOf, isVowel } from './characters.ts';
import { normalForm, type Gap } from './normal.ts';
import { mongolianDigits, numberBefore, type Composed } from './numbers.ts';
import { day as dayWord, month as monthWord, year as yearWord } from './wording.ts';

export type DateStyle = {
  /** `digits`: 2026 ᠣᠨ ᠤ 6 …; `words`: the numbers in words too. */
  style?: 'digits' | 'words';
  /** Digits as printed; pages of Inner Mongolia use 0–9. */
  digits?: 'ascii' | 'mongolian';
  gap?: Gap;
};

/**
 * A civil date (YYYY-MM-DD): year, month and day, each in the genitive before the next. The pattern is that of CLDR's mn-Mong; the
 * suffixes follow the rule (-yin behind a vowel, -u/-ü behind n, -un/-ün behind other consonants). Awaits a native reader as a whole.
 */
export function dateText(date: string, { style = 'digits', digits = 'ascii', gap = 'nnbsp' }: DateStyle = {}): Composed {
  const [year, month, day] = civil(date);
  const print = (value: number): Composed => {
    if (style === 'words') return numberBefore(value);
    return { text: digits === 'mongolian' ? mongolianDigits(String(value)) : String(value), words: [], needsReader: false };
  };
  const [y, m, d] = [print(year), print(month), print(day)];
  const text = [y.text, genitive(yearWord.text), m.text, genitive(monthWord.text), d.text + genitiveOf(numberBefore(day).text), dayWord.text].join(' ');
  return { text: normalForm(text, { gap }), words: [...y.words, yearWord, ...m.words, monthWord, ...d.words, dayWord], needsReader: true };
}

function civil(date: string): [number, number, number] {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (!found || year === 0 || day < 1 || day > (days ?? 0)) throw new RangeError(`not a date: ${date}`);
  return [year, month, day];
}

const genitive = (word: string): string => word + genitiveOf(word);

/** The suffix of the genitive behind a word, with its gap. */
export function genitiveOf(word: string): string {
  const letters = word.replace(/[\u180a-\u180d\u180f]/g, '');
  const last = letters.charCodeAt(letters.length - 1);
  if (isVowel(last)) return NNBSP + fromLatin('yin');
  const own = letters.slice(letters.lastIndexOf(' ') + 1).replaceAll(MVS, '');
  const masculine = harmonyOf(own) === 'masculine';
  if (last === 0x1828) return NNBSP + fromLatin(masculine ? 'u' : 'ü');
  return NNBSP + fromLatin(masculine ? 'un' : 'ün');
}
