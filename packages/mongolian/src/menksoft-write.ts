import { Kind, NNBSP, isControl, isLetter, kindAt } from './characters.ts';
import { letterOf, signOf } from './menksoft-forms.ts';
import { GAP_CODE, LONE_CODES, SELECTORS, type Converted, type DoubtKind } from './menksoft-report.ts';
import { askedForm, codesOf, defaultSelector, gendersOf, positionOf, type Part } from './shaping.ts';
import { isSuffix } from './suffixes.ts';
import { words } from './words.ts';

type Output = { pieces: string[]; doubts: Converted['doubts'] };

const doubt = (out: Output, kind: DoubtKind, start: number, end = start + 1): void => {
  out.doubts.push({ start, end, kind, alternatives: [] });
};

/** Unicode to Menksoft code: Hudum letters, the marks and digits of the Mongolian block. Marks common with Chinese stay as they are. */
export function unicodeToMenksoft(text: string): Converted {
  const out: Output = { pieces: [], doubts: [] };
  let done = 0;
  for (const { start, end } of words(text)) {
    const gapped = gapBefore(text, done, start);
    writeOther(text, done, gapped ? start - 1 : start, out);
    writeWord(text, gapped, start, end, out);
    done = end;
  }
  writeOther(text, done, text.length, out);
  return { text: out.pieces.join(''), doubts: out.doubts, lookAlikes: [] };
}

/** A gap behind a digit or a Chinese word belongs to the suffix it leads. */
function gapBefore(text: string, from: number, start: number): boolean {
  const at = start - 1;
  return at >= from && at > 0 && kindAt(text, at) === Kind.gap && kindAt(text, at - 1) !== Kind.space;
}

const SIGN_CODES = new Map<string, number>();
for (let code = 0xe234; code <= 0xe24d; code += 1) {
  const sign = signOf(code);
  if (sign && /^[\u1800-\u1819][\u180b-\u180f]?$/.test(sign.text)) SIGN_CODES.set(sign.text, code);
}

const PRIVATE = new Set<number>([Kind.menksoft, Kind.menksoftSign, Kind.unknownPrivate]);

function writeOther(text: string, start: number, end: number, out: Output): void {
  for (let i = start; i < end; i += 1) {
    const two = i + 1 < end ? SIGN_CODES.get(text.slice(i, i + 2)) : undefined;
    const code = two ?? SIGN_CODES.get(text.charAt(i));
    const kind = kindAt(text, i);
    if (kind === Kind.gap) doubt(out, 'gap', i);
    else if (isControl(kind) && code === undefined) doubt(out, 'joiner', i);
    else if (PRIVATE.has(kind)) doubt(out, 'private', i);
    out.pieces.push(code === undefined ? text.charAt(i) : String.fromCharCode(code));
    if (two !== undefined) i += 1;
  }
}

/** A part as it is spelt: `asked` has the number of the selector behind each letter, `at` where the letter stands. */
type Spelt = { letters: number[]; asked: number[]; at: number[]; gap: 'none' | 'mvs' | 'nnbsp' };

function writeWord(text: string, gapped: boolean, start: number, end: number, out: Output): void {
  for (let i = start; i < end; i += 1) {
    if (kindAt(text, i) !== Kind.otherLetter) continue;
    doubt(out, 'no-code', start, end);
    out.pieces.push(text.slice(gapped ? start - 1 : start, end));
    return;
  }
  const parts = spell(text, gapped, start, end, out);
  parts.forEach((spelt, i) => {
    const lone = i > 0 && isLone(spelt);
    const next = parts[i + 1];
    const tail = next && isLone(next) ? (next.letters[0] ?? null) : null;
    const suffix = spelt.gap !== 'none' && !lone && isSuffix(spelt.letters, tail);
    if (spelt.gap !== 'none' && !lone) out.pieces.push(String.fromCharCode(GAP_CODE));
    writePart(spelt, { letters: spelt.letters, suffix, lone, beforeLone: tail !== null }, out);
  });
}

const isLone = ({ letters, gap }: Spelt): boolean => gap !== 'none' && letters.length === 1 && (letters[0] === 0x1820 || letters[0] === 0x1821);

function spell(text: string, gapped: boolean, start: number, end: number, out: Output): Spelt[] {
  const parts: Spelt[] = [];
  let gap: Spelt['gap'] = gapped ? 'nnbsp' : 'none';
  let open: Spelt | null = null;
  for (let i = start; i < end; i += 1) {
    const kind = kindAt(text, i);
    if (isLetter(kind)) {
      if (!open) parts.push(open = { letters: [], asked: [], at: [], gap });
      open.letters.push(text.charCodeAt(i));
      open.asked.push(0);
      open.at.push(i);
    } else if (kind === Kind.gap) {
      gap = text[i] === NNBSP || (open === null && gap === 'nnbsp') ? 'nnbsp' : 'mvs';
      open = null;
    } else if (!ask(open, SELECTORS.indexOf(text.charAt(i)))) doubt(out, kind === Kind.joiner ? 'joiner' : 'no-form', i);
  }
  return parts;
}

/** Notes a selector at the last letter; false where there is none, or it has one already. */
function ask(part: Spelt | null, selector: number): boolean {
  const last = (part?.asked.length ?? 0) - 1;
  if (!part || selector < 1 || part.asked[last] !== 0) return false;
  part.asked[last] = selector;
  return true;
}

function writePart(spelt: Spelt, part: Part, out: Output): void {
  const genders = gendersOf(part.letters);
  const chosen = part.letters.map((letter, i) => {
    const usual = defaultSelector(part, i, genders);
    const asked = spelt.asked[i] ?? 0;
    const form = asked === 0 ? usual : askedForm(letter, positionOf(part, i), asked);
    if (form === null) doubt(out, 'no-form', spelt.at[i] ?? 0);
    return form ?? usual;
  });
  codesOf(part, chosen).forEach((code, i) => {
    const at = spelt.at[i] ?? 0;
    if (letterOf(code) !== part.letters[i]) doubt(out, 'shared', at);
    // Only these two are read back as written apart, and they do not tell NNBSP from MVS.
    if (part.lone && !LONE_CODES.has(code)) doubt(out, 'no-form', at);
    else if (part.lone && spelt.gap === 'nnbsp') doubt(out, 'gap', at);
    out.pieces.push(String.fromCharCode(code));
  });
}
