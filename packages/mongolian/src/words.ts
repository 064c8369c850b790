import { Kind, isControl, isLetter, kindAt } from './characters.ts';

export type Span = { start: number; end: number };

/** The words of Hudum (and its sister scripts): letters with their controls, suffixes after a gap included. Digits and marks are not in them. */
export function words(text: string): Span[] {
  const found: Span[] = [];
  for (let i = 0; i < text.length;) {
    if (!isLetter(kindAt(text, i))) {
      i += 1;
      continue;
    }
    const end = wordEnd(text, i);
    found.push({ start: i, end });
    i = end;
  }
  return found;
}

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  for (let i = end; i < text.length; i += 1) {
    const kind = kindAt(text, i);
    if (isLetter(kind) || (isControl(kind) && end === i)) end = i + 1;
    else if (kind !== Kind.gap && !isControl(kind)) break;
  }
  return end;
}

/** Where the spaces between a word on the same line and this place begin; the place itself where there are none, or nothing a suffix could belong to. */
export function spacesBefore(text: string, start: number): number {
  let from = start;
  let spaced = false;
  for (let kind = kindAt(text, from - 1); (kind === Kind.space || kind === Kind.gap) && text[from - 1] !== '\n'; kind = kindAt(text, from - 1)) {
    from -= 1;
    spaced ||= kind === Kind.space;
  }
  const behind = from > 0 && text[from - 1] !== '\n' && !NOT_WORD.test(text.charAt(from - 1));
  // A gap alone is as it should be.
  return spaced && behind ? from : start;
}

/** What ends a clause: no suffix goes with it. */
const NOT_WORD = /[\u1800-\u1809\p{P}]/u;

/** Words in Menksoft code: its letters, with its narrow space where more letters follow. */
export function menksoftWords(text: string): Span[] {
  const found: Span[] = [];
  for (let i = 0; i < text.length;) {
    if (kindAt(text, i) !== Kind.menksoft) {
      i += 1;
      continue;
    }
    let end = i + 1;
    while (kindAt(text, end) === Kind.menksoft || (text.charCodeAt(end) === 0xe263 && kindAt(text, end + 1) === Kind.menksoft)) end += 1;
    found.push({ start: i, end });
    i = end;
  }
  return found;
}
