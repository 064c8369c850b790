import { Kind, MVS, NNBSP, isControl, kindAt } from './characters.ts';
import { findSuffix } from './suffixes.ts';
import { words } from './words.ts';

/** `nnbsp`: as W3C mlreq and the fonts in use have it. `mvs`: as GB/T 25914-2023 and UTN #57 would have it. Search treats both as one. */
export type Gap = 'nnbsp' | 'mvs';

/**
 * One spelling of the gaps within words: before a final a or e MVS, before a known suffix the gap chosen, never two in a row, no
 * selector without a letter. Gaps before anything else stay as they are, and so does everything outside words. Applying it twice changes nothing.
 */
export function normalForm(text: string, { gap = 'nnbsp' }: { gap?: Gap } = {}): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of words(text)) {
    const from = Math.max(done, leadingGap(text, start));
    pieces.push(text.slice(done, from), normalWord(text.slice(from, end), gap === 'mvs' ? MVS : NNBSP));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** A suffix behind a digit or a Chinese word has its gap before the first letter. */
export function leadingGap(text: string, start: number): number {
  let [at, first] = [start, start];
  // Controls among the gaps are part of them, as in folding.
  for (let kind = kindAt(text, at - 1); at > 0 && (kind === Kind.gap || isControl(kind)); kind = kindAt(text, at - 1)) {
    at -= 1;
    if (kind === Kind.gap) first = at;
  }
  return at > 0 && kindAt(text, at - 1) !== Kind.space ? first : start;
}

const GAPS = /([\u180e\u202f][\u200d\u200c\u202f\u180a-\u180f]*)/;
const CONTROLS = /[\u200d\u200c\u180a-\u180d\u180f]/g;
const BUT_JOINERS = /[^\u200d\u200c\u180a]/g;

function normalWord(word: string, chosen: string): string {
  // Parts and, between them, the gaps as they are written.
  const cut = word.split(GAPS);
  const letters = cut.map((piece) => piece.replace(CONTROLS, ''));
  return cut.map((piece, i) => {
    if (i % 2 === 0) return piece;
    const tail = letters[i + 1] ?? '';
    const behind = letters[i + 3];
    const known = findSuffix(tail) ?? (isLone(behind) ? findSuffix(tail + MVS + behind) : null);
    const gap = isLone(tail) && cut[i - 1] !== '' ? MVS : known ? chosen : piece.charAt(0);
    return gap + piece.replace(BUT_JOINERS, '');
  }).join('');
}

const isLone = (letters = ''): boolean => letters === '\u1820' || letters === '\u1821';
