import { isConsonant, isFeminine, isMasculine, isRounded, isVowel } from './characters.ts';
import { codeOf, type Position } from './menksoft-forms.ts';

/** A stretch of letters between gaps. `suffix`: a known one behind a gap. `lone`: a final a or e behind MVS. `beforeLone`: such a one follows. */
export type Part = { letters: number[]; suffix: boolean; lone: boolean; beforeLone: boolean };

const [A, E, I, U, OE, UE, N, ANG, Q, G, M, L, S, T, D, J, Y, R, W, LHA] = [
  0x1820, 0x1821, 0x1822, 0x1824, 0x1825, 0x1826, 0x1828, 0x1829, 0x182c, 0x182d, 0x182e, 0x182f, 0x1830, 0x1832, 0x1833, 0x1835, 0x1836, 0x1837, 0x1838, 0x1840,
];
const BOWED = new Set([0x182a, 0x182b, 0x1839, 0x183a, 0x183b]);
const STEMMED = new Set([0x1823, 0x1824, 0x1825, 0x1826, 0x182a, 0x182b, 0x1839, 0x183a, 0x183b, 0x1834, 0x1835, 0x183c, 0x183d, 0x183f, 0x1842]);

export function positionOf(part: Part, i: number): Position {
  if (part.letters.length === 1) return 'isol';
  return i === 0 ? 'init' : i === part.letters.length - 1 ? 'fina' : 'medi';
}

type Gender = 'm' | 'f' | '';

/** For each letter the harmony that rules it: of the nearest vowel before, else after. i has none. */
export function gendersOf(letters: number[]): Gender[] {
  const genders: Gender[] = Array.from(letters, () => '');
  let current: Gender = '';
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    genders[i] = current;
    current = genderOf(letters[i]) || current;
  }
  current = '';
  for (let i = 0; i < letters.length; i += 1) {
    genders[i] = current || (genders[i] ?? '');
    current = genderOf(letters[i]) || current;
  }
  return genders;
}

function genderOf(unit = 0): Gender {
  return isMasculine(unit) ? 'm' : isFeminine(unit) ? 'f' : '';
}

/** The form a letter takes by itself in its place, as the number of the selector that would ask for it (0: the plain one). */
export function defaultSelector(part: Part, i: number, genders: Gender[]): number {
  const { letters, suffix, lone, beforeLone } = part;
  const position = positionOf(part, i);
  const [above = 0, letter = 0, below = 0] = [letters[i - 1], letters[i], letters[i + 1]];
  if (position === 'fina') return beforeLone ? finalBeforeLone(letter) : letter === G && genders[i] === 'm' ? 1 : 0;
  if (lone) return letter === A ? 2 : 1;
  if (suffix && i === 0) return suffixStart(letter, position, below);
  if (position === 'isol') return 0;
  const soft = isFeminine(below) || below === I;
  if (letter === Q) return soft || (position === 'medi' && isConsonant(below) && ruledFeminine(genders[i], above)) ? 2 : 0;
  if (letter === G) return soft ? 2 : position === 'init' ? (isConsonant(below) ? 2 : 0) : isVowel(below) ? 1 : ruledFeminine(genders[i], above) || isConsonant(above) ? 2 : 0;
  if (position !== 'medi') return 0;
  if (letter === N || letter === D) return isVowel(below) ? 1 : 0;
  if (letter === Y) return suffix && i === 1 && above === I ? 1 : 0;
  if (letter === I) return below !== I && takesLongTooth(part, i - 1) ? 2 : 0;
  return letter === OE || letter === UE ? (firstSyllable(part, i) ? 1 : 0) : 0;
}

function finalBeforeLone(letter: number): number {
  if (letter === N || letter === J || letter === W) return 1;
  return letter === G ? 3 : 0;
}

function suffixStart(letter: number, position: Position, below: number): number {
  if (letter === U) return 1;
  if (letter === A || letter === D) return position === 'isol' ? 0 : 1;
  if (letter === UE) return position === 'isol' ? 2 : 1;
  if (letter === I) return position === 'isol' || below === Y ? 1 : 0;
  if (letter === Y) return below === I ? 1 : 0;
  return letter === Q && (isFeminine(below) || below === I) ? 2 : 0;
}

const ruledFeminine = (gender: Gender = '', above = 0): boolean => gender === 'f' || (gender === '' && above === I);

const firstSyllable = ({ letters, suffix }: Part, i: number): boolean => i === 1 && !suffix && isConsonant(letters[0] ?? 0);

/** i behind a vowel has two teeth (ai, ei, oi …), but behind the ö or ü that has a long tooth of its own. */
function takesLongTooth(part: Part, vowel: number): boolean {
  const unit = part.letters[vowel] ?? 0;
  if (unit === OE || unit === UE) return vowel !== 0 && !firstSyllable(part, vowel);
  return isVowel(unit) && unit !== I && unit !== 0x1827;
}

// The selector that asks for the plain form where the context would give another.
const PLAIN = new Map<number, Partial<Record<Position, number>>>([
  [I, { medi: 3 }], [Q, { init: 3, medi: 3 }], [G, { init: 3, medi: 3, fina: 2 }], [N, { medi: 2, fina: 2 }], [Y, { medi: 3 }], [A, { isol: 3, init: 2, fina: 2 }], [E, { fina: 2 }],
]);

/** The form a selector asks for, or null where the letter has no such form here. */
export function askedForm(letter: number, position: Position, selector: number): number | null {
  if (PLAIN.get(letter)?.[position] === selector) return 0;
  return codeOf({ letter, position, selector, context: '' }) === null ? null : selector;
}

/** The selector to write so that the letter takes this form, or null where none asks for it. */
export function selectorFor(letter: number, position: Position, form: number): number | null {
  return form === 0 ? (PLAIN.get(letter)?.[position] ?? null) : form;
}

type Shape = 'tooth' | 'stem' | 'round';

/** The codes of a part in the forms chosen. From the last letter up: how a letter ends depends on how the next begins. */
export function codesOf(part: Part, chosen: number[]): number[] {
  const { letters } = part;
  const codes: number[] = Array.from(letters, () => 0);
  let shape: Shape = 'stem';
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    const letter = letters[i] ?? 0;
    const position = positionOf(part, i);
    const selector = chosen[i] ?? 0;
    const contexts = contextsOf(part, chosen, i, shape);
    let context = '';
    for (const wanted of contexts) if (codeOf({ letter, position, selector, context: wanted }) !== null) { context = wanted; break; }
    codes[i] = codeOf({ letter, position, selector, context }) ?? 0;
    shape = topOf(letter, position, selector, context, isVowel(letters[i + 1] ?? 0));
  }
  return codes;
}

function contextsOf(part: Part, chosen: number[], i: number, shape: Shape): string[] {
  const [above = 0, letter = 0, below = 0] = [part.letters[i - 1], part.letters[i], part.letters[i + 1]];
  const contexts: string[] = [];
  if (followsBow(letter, above, part, chosen, i)) contexts.push('b');
  if (isRounded(below)) contexts.push('o');
  if (letter === G && chosen[i] === 2) return isConsonant(below) ? softBeforeConsonant(part, i, shape) : contexts;
  if (isConsonant(below)) contexts.push('c');
  if (shape === 'round') contexts.push('r');
  if (shape === 'stem' || ((letter === M || letter === L) && (shape === 'round' || below === M || below === L || below === LHA))) contexts.push('s');
  return contexts;
}

function softBeforeConsonant(part: Part, i: number, shape: Shape): string[] {
  const below = part.letters[i + 1];
  if (below !== N && below !== M && below !== L) return shape === 'stem' ? ['s'] : ['c'];
  return i + 2 === part.letters.length ? ['s'] : [];
}

function followsBow(letter: number, above: number, part: Part, chosen: number[], i: number): boolean {
  if (BOWED.has(above)) return true;
  if (letter === M || letter === L || letter === LHA) return above === ANG || (above === G && (chosen[i - 1] === 2 || chosen[i - 1] === 4) && positionOf(part, i - 1) !== 'isol');
  return (above === Q || above === G) && (letter === E || letter === I || letter === OE || letter === UE);
}

function topOf(letter: number, position: Position, selector: number, context: string, beforeVowel: boolean): Shape {
  if (STEMMED.has(letter)) return letter === J && position === 'fina' && selector === 1 ? 'tooth' : 'stem';
  if (letter === D) return selector === 1 ? 'tooth' : 'stem';
  if (letter === T && position === 'medi') return selector === 1 ? 'stem' : 'tooth';
  if ((letter === W || letter === S) && selector === 1) return 'stem';
  if (letter === G && position === 'medi' && (selector === 2 || selector === 4)) return 'round';
  if (letter === Q && position === 'medi' && selector === 2 && beforeVowel) return 'round';
  if (position !== 'fina') return 'tooth';
  if (letter === A || letter === E) return context === 'b' ? 'tooth' : 'stem';
  return letter === N || letter === M || letter === L || letter === R || letter === T ? 'stem' : 'tooth';
}
