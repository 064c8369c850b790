import { Kind, MVS_UNIT, NNBSP_UNIT, isControl, isLetter, isVowel, kindAt } from './characters.ts';

/** `strict`: one encoding of the same letters. `loose`: one key for what looks alike on paper; a help to recall, not equality. */
export type Level = 'strict' | 'loose';

/** A key and the way back: unit `i` of the key comes from `[starts[i], ends[i])` of the text. Both never decrease and lie within the text. */
export type Folded = { key: string; starts: Int32Array; ends: Int32Array };

const SPACE = 0x20;
const [A, E, I, O, OE, N, ANG, Q, S, SHA, J, Y] = [0x1820, 0x1821, 0x1822, 0x1823, 0x1825, 0x1828, 0x1829, 0x182c, 0x1830, 0x1831, 0x1835, 0x1836];
/** w as ē, g as q, d as t, ḵ as k. */
const SAME = new Map([[0x1838, 0x1827], [0x182d, Q], [0x1833, 0x1832], [0x183b, 0x183a]]);

type Output = { units: Uint16Array; starts: Int32Array; ends: Int32Array; length: number };

/** Where the fold stands within a word; the same letter looks otherwise at its start, in the first syllable and in a suffix. */
type Place = { letters: number; vowels: number; suffix: boolean; last: number };

const atStart = (): Place => ({ letters: 0, vowels: 0, suffix: false, last: 0 });

/**
 * Folds for search: NNBSP and MVS before a Mongolian letter become one gap, selectors, joiners and nirugu go, Mongolian digits
 * become ASCII. Never NFKC, which makes a space of NNBSP and a separate word of the suffix. Everything else stays.
 */
export function fold(text: string, level: Level = 'strict'): Folded {
  const out = write(text, level);
  return { key: keyOf(out), starts: out.starts.slice(0, out.length), ends: out.ends.slice(0, out.length) };
}

/** The key alone. */
export function foldKey(text: string, level: Level = 'strict'): string {
  return keyOf(write(text, level));
}

const room = (capacity: number): Output => ({ units: new Uint16Array(capacity), starts: new Int32Array(capacity), ends: new Int32Array(capacity), length: 0 });
/** Words are folded by the hundred thousand; what `write` gives for them is good until it is called again. */
const scratch = room(256);

function write(text: string, level: Level): Output {
  // ŋ becomes two units; no other unit grows.
  const capacity = level === 'loose' ? text.length * 2 : text.length;
  const out = capacity <= scratch.units.length ? scratch : room(capacity);
  out.length = 0;
  const loose = level === 'loose';
  let place = atStart();
  for (let i = 0; i < text.length;) {
    const kind = kindAt(text, i);
    if (kind === Kind.gap || isControl(kind)) {
      const end = endOfRun(text, i);
      i = foldRun(text, i, end, loose, out, place);
      continue;
    }
    const unit = text.charCodeAt(i);
    if (kind === Kind.digit) push(out, unit - 0x1810 + 0x30, i);
    else if (loose && isLetter(kind)) looseLetter(text, i, unit, out, place);
    else push(out, unit, i);
    if (!isLetter(kind)) place = atStart();
    else if (!loose) place.letters += 1;
    i += 1;
  }
  return out;
}

/** The part of the text a part of the key stands for. */
export function originalSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  const from = folded.starts[start] ?? 0;
  return { start: from, end: Math.max(from, folded.ends[end - 1] ?? from) };
}

function push(out: Output, unit: number, start: number, end = start + 1): void {
  out.units[out.length] = unit;
  out.starts[out.length] = start;
  out.ends[out.length] = end;
  out.length += 1;
}

function endOfRun(text: string, start: number): number {
  let end = start + 1;
  for (let kind = kindAt(text, end); kind === Kind.gap || isControl(kind); kind = kindAt(text, end)) end += 1;
  return end;
}

/** A run of gaps and controls: nothing, one gap, or (NNBSP elsewhere than before a suffix) the space it is. Returns where it ends. */
function foldRun(text: string, start: number, end: number, loose: boolean, out: Output, place: Place): number {
  let narrow = false;
  let gap = -1;
  for (let i = start; i < end; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit !== NNBSP_UNIT && unit !== MVS_UNIT) continue;
    if (gap < 0) gap = i;
    narrow ||= unit === NNBSP_UNIT;
  }
  // Controls belong to the letter before them, so that a highlight does not cut a letter from its selector.
  if (out.length > 0 && place.letters > 0) out.ends[out.length - 1] = gap < 0 ? end : gap;
  if (gap < 0) return end;
  const inside = isLetter(kindAt(text, end)) && out.length > 0 && out.units[out.length - 1] !== SPACE;
  if (!inside) {
    if (narrow) push(out, SPACE, gap, end);
    Object.assign(place, atStart());
    return end;
  }
  if (loose && place.letters > 0 && isLoneTail(text, end)) return end;
  push(out, MVS_UNIT, gap, end);
  Object.assign(place, { letters: 0, vowels: 0, suffix: true, last: 0 });
  return end;
}

/** A final a or e written apart (sar-a) is written together as often; suffixes are longer. */
function isLoneTail(text: string, start: number): boolean {
  const unit = text.charCodeAt(start);
  if (unit !== A && unit !== E) return false;
  let end = start + 1;
  while (isControl(kindAt(text, end))) end += 1;
  return !isLetter(kindAt(text, end));
}

/** A final y is an i to the eye, also for the letter before it. */
function looseLetter(text: string, i: number, unit: number, out: Output, place: Place): void {
  const at = nextLetter(text, i + 1);
  const next = at < 0 ? 0 : text.charCodeAt(at);
  const beforeI = next === I || (next === Y && nextLetter(text, at + 1) < 0);
  if (unit === Y && isVowel(place.last) && beforeI) return extend(out, i);
  if (unit === ANG) return emit([A, Q], i, out, place);
  const folded = unit === SHA && beforeI ? S : alike(unit, next, place);
  if (folded === I && place.last === I) return extend(out, i);
  emit([folded], i, out, place);
}

function emit(units: number[], i: number, out: Output, place: Place): void {
  for (const unit of units) {
    push(out, unit, i);
    place.letters += 1;
    if (isVowel(unit)) place.vowels += 1;
    place.last = unit;
  }
}

/** A letter that adds nothing to the key still belongs to the highlight. */
function extend(out: Output, i: number): void {
  out.ends[out.length - 1] = i + 1;
}

/** Where the next letter of the same part stands, a final a or e written apart included; -1 where there is none. */
function nextLetter(text: string, start: number): number {
  let at = start;
  while (isControl(kindAt(text, at))) at += 1;
  if (kindAt(text, at) === Kind.gap) {
    at = endOfRun(text, at);
    if (!isLoneTail(text, at)) return -1;
  }
  return isLetter(kindAt(text, at)) ? at : -1;
}

/** The letter that stands for all those of its look in this place. Compared with the picture of a font: see README.md. */
function alike(unit: number, next: number, place: Place): number {
  if (unit === E) return place.letters === 0 && !place.suffix ? E : A;
  if (unit >= O && unit <= OE + 1) {
    // ö and ü have their long tooth in the first syllable only, and never in a suffix.
    const tooth = unit >= OE && place.vowels === 0 && place.letters <= 1 && !place.suffix;
    return tooth ? OE : O;
  }
  // n has its dot before a vowel only, and without it is a tooth or a tail like that of a.
  if (unit === N) return isVowel(next) || place.letters === 0 ? N : A;
  if (unit === Y) return next === 0 && place.letters > 0 ? I : Y;
  if (unit === J) return place.suffix && place.letters === 0 ? Y : J;
  return SAME.get(unit) ?? unit;
}

function keyOf(out: Output): string {
  let key = '';
  // fromCharCode takes its units as arguments, and the stack has an end. TextDecoder would replace lone surrogates.
  for (let at = 0; at < out.length; at += 8192) key += String.fromCharCode(...out.units.subarray(at, Math.min(at + 8192, out.length)));
  return key;
}
