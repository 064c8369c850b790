import { Kind, MVS, NNBSP, isVowel, kindAt } from './characters.ts';
import { formsIn, formsOf, letterOf, signOf } from './menksoft-forms.ts';
import { GAP_CODE, LONE_CODES, SELECTORS, WIDE_CODE, type Converted } from './menksoft-report.ts';
import { defaultSelector, gendersOf, positionOf, selectorFor, type Part } from './shaping.ts';
import { isSuffix } from './suffixes.ts';

const isGapCode = (unit: number): boolean => unit === GAP_CODE || unit === WIDE_CODE;

/** Menksoft code to Unicode; everything else stays. `gap` is written before suffixes; before a final a or e it is always MVS. */
export function menksoftToUnicode(text: string, { gap = 'nnbsp' }: { gap?: 'nnbsp' | 'mvs' } = {}): Converted {
  const into: Converted = { text: '', doubts: [], lookAlikes: [] };
  const pieces: string[] = [];
  const space = gap === 'mvs' ? MVS : NNBSP;
  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i);
    const kind = kindAt(text, i);
    const gapped = isGapCode(unit) && kindAt(text, i + 1) === Kind.menksoft;
    if (kind === Kind.menksoft || gapped) {
      if (unit === WIDE_CODE) into.doubts.push({ start: i, end: i + 1, kind: 'sign', alternatives: [' '] });
      const from = gapped ? i + 1 : i;
      let end = from;
      while (kindAt(text, end) === Kind.menksoft) end += 1;
      pieces.push(gapped ? space : '', readPart(text, from, end, gapped, into));
      i = end;
      continue;
    }
    pieces.push(kind === Kind.menksoftSign ? readSign(unit, i, into) : text.charAt(i));
    i += 1;
  }
  return { ...into, text: pieces.join('') };
}

function readSign(unit: number, at: number, into: Converted): string {
  const sign = signOf(unit);
  if (!sign?.certain) into.doubts.push({ start: at, end: at + 1, kind: 'sign', alternatives: [] });
  return sign?.text ?? '';
}

type Read = { letters: number[]; codes: number[]; at: number[] };

function readPart(text: string, start: number, end: number, gapped: boolean, into: Converted): string {
  const lone = (end - start > 1 ? LONE_CODES.get(text.charCodeAt(end - 1)) : undefined) ?? null;
  const read = readLetters(text, start, lone === null ? end : end - 1, into);
  const part: Part = { letters: read.letters, suffix: gapped && isSuffix(read.letters, lone), lone: false, beforeLone: lone !== null };
  const genders = gendersOf(part.letters);
  const written: string[] = [];
  part.letters.forEach((letter, i) => {
    written.push(String.fromCharCode(letter), selectorOf(part, i, genders, read, into));
    noteLookAlike(part, i, read, into);
  });
  return written.join('') + (lone === null ? '' : MVS + String.fromCharCode(lone));
}

/** The letters of the codes, with the two ways of typing a diphthong by hand made one i. */
function readLetters(text: string, start: number, end: number, into: Converted): Read {
  const read: Read = { letters: [], codes: [], at: [] };
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    const next = i + 1 < end ? text.charCodeAt(i + 1) : 0;
    const above = read.letters.at(-1) ?? 0;
    const twoTeeth = (code === 0xe321 || LONG_TOOTH.has(code)) && LONG_TOOTH.has(next) && isVowel(above) && above !== I;
    read.at.push(i);
    if (twoTeeth) {
      into.doubts.push({ start: i, end: i + 2, kind: 'diphthong', alternatives: [code === 0xe321 ? '\u1836\u180b\u1822' : '\u1822\u1822'] });
      read.letters.push(I);
      read.codes.push(DOUBLE_TOOTH);
      i += 1;
    } else {
      read.letters.push(letterOf(code));
      read.codes.push(code);
    }
  }
  return read;
}

const I = 0x1822;
const LONG_TOOTH = new Set([0xe27e, 0xe27f]);
const DOUBLE_TOOTH = 0xe281;

function selectorOf(part: Part, i: number, genders: ReturnType<typeof gendersOf>, read: Read, into: Converted): string {
  const [letter = 0, code = 0, at = 0] = [part.letters[i], read.codes[i], read.at[i]];
  const position = positionOf(part, i);
  const forms = formsIn(code, letter, position);
  const usual = defaultSelector(part, i, genders);
  if (forms.includes(usual)) return '';
  const [form] = forms;
  const selector = form === undefined ? null : selectorFor(letter, position, form);
  if (selector !== null) return SELECTORS[selector] ?? '';
  into.doubts.push({ start: at, end: at + 1, kind: formsOf(code).length === 0 ? 'unassigned' : 'form', alternatives: [] });
  return '';
}

// Which letters cannot be told apart by eye, and where: seen in Noto Sans Mongolian, supposed of the fonts for this code.
const ALIKE: ReadonlyArray<[string, readonly string[], (form: number) => boolean]> = [
  ['\u1820\u1821\u1828', ['medi', 'fina'], (form) => form === 0],
  ['\u1820\u1821', ['medi', 'fina'], () => true],
  ['\u1822\u1836', ['fina'], () => true],
  ['\u1823\u1824', ['isol', 'init'], () => true],
  ['\u1823\u1824\u1825\u1826', ['medi', 'fina'], (form) => form === 0],
  ['\u1825\u1826', ['isol', 'init', 'medi', 'fina'], () => true],
  ['\u1832\u1833', ['init'], (form) => form === 0],
  ['\u1832\u1833', ['medi'], () => true],
  ['\u182c\u182d', ['isol', 'init', 'medi'], (form) => form === 2 || form === 4],
  ['\u1827\u1838', ['init', 'medi'], () => true],
];

function noteLookAlike(part: Part, i: number, read: Read, into: Converted): void {
  const letter = String.fromCharCode(part.letters[i] ?? 0);
  const position = positionOf(part, i);
  const [form = 0] = formsIn(read.codes[i] ?? 0, part.letters[i] ?? 0, position);
  const group = ALIKE.find(([letters, places, fits]) => letters.includes(letter) && places.includes(position) && fits(form));
  const at = read.at[i] ?? 0;
  if (group) into.lookAlikes.push({ start: at, end: at + 1, alternatives: group[0].replace(letter, '') });
}
