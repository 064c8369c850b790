import { fromLatin } from './characters.ts';

// Menksoft code: one code point for each written form. Which code is which form of which letter is public (the code charts of the
// fonts, and the tables of the converter library named in README.md). Written here as data: letter, then a form for each
// position, `selector:context=code`. Without selector: the form the letter takes by itself. Contexts: b behind a bowed letter,
// s before a stem, r before a round top, o before o u ö ü, c before a consonant, ? written by nobody here
// but read. Codes are hexadecimal after E.
const TABLE = `
a isol 264 1=265 2=26A | init 266 1=267 | medi 26C b=26D 1=26E ?=26F | fina 268 b=26B 1=269
e isol 270 1=274 | init 271 1=272 | medi 276 b=277 ?=278 | fina 273 b=275 1=269
i isol 279 1=282 | init 27A 1=280 | medi 27E b=27F 1=27D 2=281 | fina 27B b=27C
o isol 283 | init 284 | medi 289 b=28A 1=288 | fina 285 b=287 1=286 1b=287
u isol 28B 1=28D | init 28C 1=292 | medi 291 b=292 1=290 | fina 28D b=28F 1=28E 1b=28F
ö isol 293 1=294 | init 295 | medi 29E b=29F 1=29C 1b=29D 2=29B | fina 296 b=29A 1=297 1b=298 2=299 2b=29A
ü isol 2A0 1=2A1 2=2A3 | init 2A2 1=2AC | medi 2AB b=2AC 1=2A9 1b=2AA 2=2A8 | fina 2A3 b=2A7 1=2A4 1b=2A5 2=2A6 2b=2A7
ē isol 2AD | init 2AE | medi 2B0 | fina 2AF
n isol 2B3 1=2B4 | init 2B1 s=2B3 1=2B2 1s=2B4 | medi 2B8 s=2BA 1=2B7 1s=2B9 ?=2C0 1?=2BF | fina 2B5 1=2B6
ŋ isol 2BC | init 2BC r=2BD s=2BE | medi 2BC r=2BD s=2BE | fina 2BB
b isol 2C1 | init 2C1 o=2C2 s=2C7 | medi 2C5 o=2C6 s=2C7 | fina 2C3 1=2C4
p isol 2C8 | init 2C8 o=2C9 s=2CD | medi 2CB o=2CC s=2CD | fina 2CA
q isol 2D2 1=2D3 2=2D0 4=2D1 | init 2CE s=2D2 1=2CF 1s=2D3 2=2D0 2o=2D4 4=2D1 4o=2D5 | medi 2D8 s=2DC 1=2D9 2=2DA 2o=2DD 2c=2DF 4=2DB 4o=2DE 4c=2E0 | fina 2D6 1=2D7
g isol 2E4 1=2E5 2=2E3 4=2D1 | init 2E1 s=2E4 1=2E2 1s=2E5 2=2E3 2o=2E6 4=2D1 4o=2D5 | medi 2EE 1=2EA 1s=2EC 2=2EB 2o=2ED 2c=2EF 2s=2F0 4=2DB 4o=2DE 4c=2E0 | fina 2E8 1=2E7 3=2E9
m isol 2F2 | init 2F1 s=2F2 | medi 2F4 s=2F5 b=2F6 | fina 2F3
l isol 2F8 | init 2F7 s=2F8 | medi 2FA s=2FB b=2FC | fina 2F9
s isol 2FE | init 2FD s=2FE | medi 301 s=302 | fina 2FF 1=300
š isol 304 1=2FE | init 303 s=304 1=2FD 1s=2FE | medi 306 s=307 1=301 1s=302 | fina 305
t isol 309 | init 308 s=309 | medi 30B 1=30C 1s=30D | fina 30A
d isol 310 1=30F | init 30E s=30F 1=310 | medi 314 1=313 | fina 311 1=312
č isol 315 | init 315 | medi 317 | fina 316
j isol 318 1=31C | init 31A ?=319 | medi 31D | fina 31B 1=31C
y isol 31E 1=321 | init 31E 1=321 | medi 320 1=321 2=281 | fina 31F
r isol 322 | init 323 s=322 | medi 327 s=326 | fina 325
w isol 329 | init 329 | medi 32C 1=286 | fina 32A 1=32B
f isol 32D | init 32D o=32E s=332 | medi 330 o=331 s=332 | fina 32F
k isol 333 | init 333 o=334 | medi 336 o=337 s=338 | fina 335
ḵ isol 339 | init 339 o=33A | medi 33C o=33D s=33E | fina 33B
c isol 33F | init 33F | medi 341 | fina 340
z isol 342 | init 342 | medi 344 | fina 343
h isol 345 | init 345 | medi 347 | fina 346
ž isol 348 | init 348 | medi 349 | fina 34A
ł isol 34B | init 34B | medi 34C b=34D | fina 34C b=34D
ẑ isol 34E | init 34E | medi 34E | fina 34E
ĉ isol 34F | init 34F | medi 34F | fina 34F
`;

export type Position = 'isol' | 'init' | 'medi' | 'fina';
export type Form = { letter: number; position: Position; selector: number; context: string };

const FIRST = 0xe264;
const POSITIONS = ['isol', 'init', 'medi', 'fina'];
const CONTEXTS = ['', 'b', 's', 'r', 'o', 'c', '?'];
const codes = new Map<number, number>();
const forms = new Map<number, Form[]>();
const selectors = new Map<number, number[]>();

for (const line of TABLE.trim().split('\n')) {
  const [latin = '', ...rest] = line.split(' ');
  const letter = fromLatin(latin).charCodeAt(0);
  for (const part of rest.join(' ').split(' | ')) {
    const [position, ...written] = part.split(' ') as [Position, ...string[]];
    for (const item of written) {
      const [condition = '', hex = ''] = item.includes('=') ? item.split('=') : ['', item];
      const selector = /^\d/.test(condition) ? Number(condition[0]) : 0;
      const form = { letter, position, selector, context: condition.replace(/^\d/, '') };
      const code = 0xe000 + parseInt(hex, 16);
      codes.set(keyOf(form), code);
      forms.set(code, [...(forms.get(code) ?? []), form]);
      const place = placeOf(code, form);
      selectors.set(place, [...(selectors.get(place) ?? []), selector]);
    }
  }
}

function keyOf({ letter, position, selector, context }: Form): number {
  return ((letter * 4 + POSITIONS.indexOf(position)) * 8 + selector) * 8 + CONTEXTS.indexOf(context);
}

function placeOf(code: number, { letter, position }: { letter: number; position: Position }): number {
  return (code * 4 + POSITIONS.indexOf(position)) * 65536 + letter;
}

export function codeOf(form: Form): number | null {
  return codes.get(keyOf(form)) ?? null;
}

export function formsOf(code: number): readonly Form[] {
  return forms.get(code) ?? [];
}

/** The forms, by selector, a code can be of a letter in a place. */
export function formsIn(code: number, letter: number, position: Position): readonly number[] {
  return selectors.get(placeOf(code, { letter, position })) ?? [];
}

// The codes of a letter lie together, in alphabetical order; a few forms are borrowed from a neighbour, and the form of n
// before ŋ lies behind ŋ. The letter of a code is therefore told by its range.
const STARTS = '264 270 279 283 28B 293 2A0 2AD 2B1 2BB 2C1 2C8 2CE 2E1 2F1 2F7 2FD 303 308 30E 315 318 31E 322 329 32D 333 339 33F 342 345 348 34B 34E 34F'.split(' ').map((hex) => 0xe000 + parseInt(hex, 16));
const owners = new Uint16Array(0xe350 - FIRST);
STARTS.forEach((start, i) => owners.fill(0x1820 + i, start - FIRST));
owners.fill(0x1828, 0xe2bf - FIRST, 0xe2c1 - FIRST);

/** The letter a Menksoft code belongs to. */
export function letterOf(code: number): number {
  return owners[code - FIRST] ?? 0;
}

export type Sign = { text: string; certain: boolean };

// Signs and digits. The three that are not certain are unnamed in public tables or named with a question mark.
const SIGNS: ReadonlyArray<[number, string]> = [
  [0xe234, '\u1800'], [0xe235, '\u1801'], [0xe236, '\u1802'], [0xe237, '\u1803'], [0xe238, '\u1804'], [0xe239, '\u1805'], [0xe23a, '\u1806'], [0xe23b, '\u1807'], [0xe23c, '\u1808'],
  [0xe23d, '\u1809'], [0xe23e, '\u180a'], [0xe23f, '\u1800\u180b'], [0xe240, '\u1800\u180c'], [0xe241, '\u1800\u180d'], [0xe242, '\u1800\u180f'], [0xe243, '·'],
  [0xe24e, '⁈'], [0xe24f, '⁉'], [0xe250, '！'], [0xe251, '？'], [0xe252, '；'], [0xe253, '（'], [0xe254, '）'], [0xe255, '〈'], [0xe256, '〉'], [0xe257, '〔'], [0xe258, '〕'],
  [0xe259, '《'], [0xe25a, '》'], [0xe25b, '『'], [0xe25c, '』'], [0xe25d, '，'], [0xe25e, '×'], [0xe25f, '※'], [0xe260, '–'], [0xe261, '—'], [0xe262, ' '], [0xe263, '\u202f'],
];
const UNCERTAIN = new Set([0xe260, 0xe261, 0xe262]);

export function signOf(code: number): Sign | null {
  if (code >= 0xe244 && code <= 0xe24d) return { text: String.fromCharCode(0x1810 + code - 0xe244), certain: true };
  const found = SIGNS.find(([sign]) => sign === code);
  return found ? { text: found[1], certain: !UNCERTAIN.has(code) } : null;
}
