import fc from 'fast-check';
import { fromLatin } from './characters.ts';
import { suffixes } from './suffixes.ts';

export const letters = fc.integer({ min: 0x1820, max: 0x1842 }).map((unit) => String.fromCharCode(unit));
export const stem = fc.array(letters, { minLength: 1, maxLength: 10 }).map((units) => units.join(''));
export const selector = fc.constantFrom('\u180b', '\u180c', '\u180d', '\u180f');
export const gap = fc.constantFrom('\u202f', '\u180e');
export const suffix = fc.constantFrom(...suffixes.map((one) => one.letters));
const lone = fc.constantFrom('\u1820', '\u1821');

/** A word without controls: stem, perhaps a final a or e apart, and suffixes. */
export const word = fc.tuple(stem, fc.option(lone), fc.array(fc.tuple(gap, suffix), { maxLength: 2 }))
  .map(([own, apart, tails]) => own + (apart === null ? '' : `\u180e${apart}`) + tails.map((tail) => tail.join('')).join(''));

/** The same with selectors and joiners strewn in behind letters. */
export const speltWord = fc.tuple(word, fc.array(fc.tuple(fc.nat(), fc.oneof(selector, fc.constantFrom('\u200c', '\u200d', '\u180a'))), { maxLength: 3 }))
  .map(([own, controls]) => controls.reduce((text, [at, control]) => insertBehind(text, at % text.length, control), own));

/** Behind a letter: a control between gap and letter, or at the start, is another matter. */
function insertBehind(text: string, at: number, control: string): string {
  return /[\u1820-\u1842]/.test(text.charAt(at)) ? text.slice(0, at + 1) + control + text.slice(at + 1) : text;
}

const hostileUnits = [
  ...'\u180a\u180b\u180c\u180d\u180e\u180f\u202f\u200c\u200d\u1800\u1802\u1803\u1804\u1806\u1810\u1819', ...'aeioöngiy'.split('').map((one) => fromLatin(one)), fromLatin('ŋ'),
  '\u1843', '\u1887', '\ud800', '\udc00', '\ud840\udc00', '\ud83d\ude00', '\ue234', '\ue262', '\ue263', '\ue264', '\ue26a', '\ue27e', '\ue281', '\ue321', '\ue324', '\ue34f', '\uf8ff',
  ' ', '\n', '\u00a0', '\u3000', 'a', '1', '中', '《', '》', '—', '，', 'ө', '\u0000', '\uffff',
];
export const hostile = fc.oneof(
  fc.array(fc.constantFrom(...hostileUnits), { maxLength: 60 }).map((units) => units.join('')),
  fc.array(fc.oneof(word, speltWord, fc.constantFrom(...hostileUnits)), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
