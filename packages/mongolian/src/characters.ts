/** What one UTF-16 unit is to this package. Kept in a table of bytes: a regular expression a character is ten times slower. */
export const Kind = {
  other: 0,
  /** Letters of Hudum, U+1820–1842. */
  letter: 1,
  /** Todo, Sibe, Manchu and Ali Gali letters. */
  otherLetter: 2,
  /** Free variation selectors, U+180B–180D and U+180F. */
  selector: 3,
  /** NNBSP and MVS: both stand before a suffix, and both are inside the word. */
  gap: 4,
  /** ZWNJ, ZWJ and nirugu. */
  joiner: 5,
  mark: 6,
  digit: 7,
  menksoft: 8,
  menksoftSign: 9,
  /** Private use that is not Menksoft. */
  unknownPrivate: 10,
  cyrillic: 11,
  han: 12,
  latin: 13,
  space: 14,
} as const;

export const NNBSP = '\u202f';
export const MVS = '\u180e';
export const NNBSP_UNIT = 0x202f;
export const MVS_UNIT = 0x180e;
export const NIRUGU_UNIT = 0x180a;

const RANGES: ReadonlyArray<[number, number, number]> = [
  [0x09, 0x0d, Kind.space], [0x20, 0x20, Kind.space], [0xa0, 0xa0, Kind.space], [0x2000, 0x200b, Kind.space], [0x205f, 0x205f, Kind.space], [0x3000, 0x3000, Kind.space],
  [0x41, 0x5a, Kind.latin], [0x61, 0x7a, Kind.latin], [0xc0, 0x24f, Kind.latin],
  [0x400, 0x52f, Kind.cyrillic], [0x1c80, 0x1c8f, Kind.cyrillic], [0x2de0, 0x2dff, Kind.cyrillic], [0xa640, 0xa69f, Kind.cyrillic],
  [0x1800, 0x1809, Kind.mark], [0x180a, 0x180a, Kind.joiner], [0x180b, 0x180d, Kind.selector], [0x180e, 0x180e, Kind.gap], [0x180f, 0x180f, Kind.selector],
  [0x1810, 0x1819, Kind.digit], [0x1820, 0x1842, Kind.letter], [0x1843, 0x1878, Kind.otherLetter], [0x1880, 0x18aa, Kind.otherLetter],
  [0x200c, 0x200d, Kind.joiner], [0x202f, 0x202f, Kind.gap],
  [0x3007, 0x3007, Kind.han], [0x3400, 0x4dbf, Kind.han], [0x4e00, 0x9fff, Kind.han], [0xd840, 0xd88f, Kind.han], [0xf900, 0xfaff, Kind.han],
  [0xe000, 0xf8ff, Kind.unknownPrivate], [0xe234, 0xe263, Kind.menksoftSign], [0xe264, 0xe34f, Kind.menksoft],
];

const kinds = new Uint8Array(65536);
for (const [from, to, kind] of RANGES) kinds.fill(kind, from, to + 1);

/** The kind of the unit at `index`; beyond either end: `other`. */
export function kindAt(text: string, index: number): number {
  return index < 0 || index >= text.length ? Kind.other : (kinds[text.charCodeAt(index)] ?? Kind.other);
}

export const isLetter = (kind: number): boolean => kind === Kind.letter || kind === Kind.otherLetter;
/** A unit that has no breadth of its own within a word. */
export const isControl = (kind: number): boolean => kind === Kind.selector || kind === Kind.joiner;

const MASCULINE = new Set([0x1820, 0x1823, 0x1824]);
const FEMININE = new Set([0x1821, 0x1825, 0x1826, 0x1827]);

export const isVowel = (unit: number): boolean => unit >= 0x1820 && unit <= 0x1827;
export const isConsonant = (unit: number): boolean => unit >= 0x1828 && unit <= 0x1842;
export const isMasculine = (unit: number): boolean => MASCULINE.has(unit);
export const isFeminine = (unit: number): boolean => FEMININE.has(unit);
/** o, u, ö, ü: the letters with a belly. */
export const isRounded = (unit: number): boolean => unit >= 0x1823 && unit <= 0x1826;

export type Harmony = 'masculine' | 'feminine' | 'neuter' | 'mixed';

/** The harmony of the vowels of a word; ē is of foreign words and says nothing. */
export function harmonyOf(text: string): Harmony {
  let masculine = false;
  let feminine = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    masculine ||= MASCULINE.has(unit);
    feminine ||= unit !== 0x1827 && FEMININE.has(unit);
  }
  if (masculine && feminine) return 'mixed';
  return masculine ? 'masculine' : feminine ? 'feminine' : 'neuter';
}

const LATIN: Record<string, string> = {
  a: '\u1820', e: '\u1821', i: '\u1822', o: '\u1823', u: '\u1824', ö: '\u1825', ü: '\u1826', ē: '\u1827', n: '\u1828', ŋ: '\u1829', b: '\u182a', p: '\u182b', q: '\u182c',
  g: '\u182d', m: '\u182e', l: '\u182f', s: '\u1830', š: '\u1831', t: '\u1832', d: '\u1833', č: '\u1834', j: '\u1835', y: '\u1836', r: '\u1837', w: '\u1838', f: '\u1839',
  k: '\u183a', ḵ: '\u183b', c: '\u183c', z: '\u183d', h: '\u183e', ž: '\u183f', ł: '\u1840', ẑ: '\u1841', ĉ: '\u1842', '-': MVS, _: NNBSP, '1': '\u180b', '2': '\u180c', '3': '\u180d', '4': '\u180f', ' ': ' ',
};

/** Hudum from the one-letter Latin used in the tables and tests here: `-` is MVS, `_` NNBSP, a digit the selector of that number. */
export function fromLatin(latin: string): string {
  return [...latin].map((letter) => {
    const found = LATIN[letter];
    if (found === undefined) throw new TypeError(`no Mongolian letter for ${letter}`);
    return found;
  }).join('');
}
