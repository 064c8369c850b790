import { hundred, ones, tenThousand, tens, thousand, zero, type Word } from './wording.ts';

/** Text with what it is made of. `needsReader`: a word of it is unsourced, or words were joined by rules that are. */
export type Composed = { text: string; words: Word[]; needsReader: boolean };

const LARGEST = 99_999_999;

/** A whole number from 0 to 99,999,999 in words, counted in ten thousands as in Chinese. Intl has no words and prints Cyrillic. */
export function numberWords(value: number): Composed {
  return compose(numberParts(value).map(({ word }) => word));
}

/** The same, in the form that stands before a noun or a suffix (arban, gurban). */
export function numberBefore(value: number): Composed {
  const parts = numberParts(value);
  return compose(parts.map(({ word, joined }, i) => (i === parts.length - 1 ? joined : word)));
}

function compose(words: Word[]): Composed {
  return { text: words.map(({ text }) => text).join(' '), words, needsReader: words.length > 1 || words.some((word) => word.needsReader) };
}

type Part = { word: Word; joined: Word };

function numberParts(value: number): Part[] {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST) throw new RangeError(`no words for ${value}: whole numbers from 0 to ${LARGEST}`);
  if (value === 0) return [{ word: zero, joined: zero }];
  const parts = [...counted(Math.floor(value / 10_000), tenThousand), ...below(value % 10_000)];
  // Only the last word has its free form.
  return parts.map((part, i) => (i === parts.length - 1 ? part : { word: part.joined, joined: part.joined }));
}

function below(value: number): Part[] {
  return [
    ...counted(Math.floor(value / 1000), thousand), ...counted(Math.floor(value / 100) % 10, hundred),
    ...single(tens, Math.floor(value / 10) % 10), ...single(ones, value % 10),
  ];
}

const counted = (count: number, unit: { last: Word; joined: Word }): Part[] => (count === 0 ? [] : [...below(count), { word: unit.last, joined: unit.joined }]);

function single(from: ReadonlyArray<{ last: Word; joined: Word }>, digit: number): Part[] {
  const found = from[digit - 1];
  return found ? [{ word: found.last, joined: found.joined }] : [];
}

/** ASCII digits to ᠐–᠙. Pages of Inner Mongolia print 0–9; these are for where the Mongolian ones are wanted. */
export function mongolianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x1810 + Number(digit)));
}

export function asciiDigits(text: string): string {
  return text.replace(/[\u1810-\u1819]/g, (digit) => String(digit.charCodeAt(0) - 0x1810));
}
