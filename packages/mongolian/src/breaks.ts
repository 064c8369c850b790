import { Kind, isControl, isLetter, kindAt } from './characters.ts';
import type { Span } from './words.ts';

// W3C mlreq: words are not cut, and the gap of a suffix does not begin a line; comma, full stop, ! ? colon and closing brackets
// do not begin one, opening brackets do not end one; ᠄《 stay together; a dash is not cut, and begins a line only where a
// paragraph begins. Full-width forms belong to the same marks.
const NOT_AT_START = new Set('᠁᠂᠃᠄᠅᠈᠉，。、；：？！⁈⁉,.;:?!)]}）］｝〉》」』】〕〗’”…‥·%％～‰°—―⸺–─');
const NOT_AT_END = new Set('([{（［｛〈《「『【〔〖‘“');
/** Before these a line may break without a space, as in Chinese. */
const WIDE_OPENING = new Set('（《〈「『【〔〖');
const DASHES = new Set('—―⸺–─');
const TODO_HYPHEN = '\u1806';
/** Behind these a line may end even where the space was left out. */
const CLOSING = new Set('᠂᠃᠅》〉」』】〕）！？。，；—―⸺–─');
const GLUE = new Set('\u00a0\u2060');
const COLONS = new Set('᠄：');

/**
 * Where a line may break: each is the place of the first unit of the next line, in order; never 0 or the end. Spaces stay on the
 * line they end. A paragraph's own line feeds are breaks that must be and are given too.
 */
export function lineBreaks(text: string): number[] {
  const found: number[] = [];
  for (let i = 1; i < text.length; i += 1) if (mayBreak(text, i)) found.push(i);
  return found;
}

export function mayBreak(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  const [left, right] = [kindAt(text, at - 1), kindAt(text, at)];
  if (before === '\n') return true;
  if (isLowSurrogate(after) && isHighSurrogate(before)) return false;
  if (left === Kind.gap || right === Kind.gap || isControl(right) || GLUE.has(before) || GLUE.has(after)) return false;
  if (right === Kind.space || NOT_AT_START.has(after) || NOT_AT_END.has(before)) return false;
  if (after === '《' && followsColon(text, at)) return false;
  // The hyphen of Todo, used in Hudum too, goes to the next line with what follows it.
  if (after === TODO_HYPHEN) return isLetter(left) || left === Kind.selector;
  if (left === Kind.space || (isLetter(right) && CLOSING.has(before))) return true;
  return isHan(text, at - 1, left) || isHan(text, at, right) || WIDE_OPENING.has(after);
}

/** Whether a colon stands before this place: ᠄《 is one sign, however it is spaced. */
function followsColon(text: string, at: number): boolean {
  let last = at - 1;
  // More than a few spaces are no spelling, and looking back over all of them before each bracket has no end.
  while (last > at - 4 && kindAt(text, last) === Kind.space && text[last] !== '\n') last -= 1;
  return COLONS.has(text.charAt(last));
}

/** Where browsers break and these rules do not: ᠄ from 《, a mark or a dash from the word before it. Wrap each in `white-space: nowrap`. */
export function keepTogether(text: string): Span[] {
  const found: Span[] = [];
  for (let i = 1; i < text.length; i += 1) {
    const after = text.charAt(i);
    const dash = DASHES.has(after) && !DASHES.has(text.charAt(i - 1));
    const apart = kindAt(text, i - 1) === Kind.space && text[i - 1] !== '\n' && NOT_AT_START.has(after);
    if (!dash && !apart && !(after === '《' && followsColon(text, i))) continue;
    let start = i - 1;
    while (start > i - 4 && start > 0 && kindAt(text, start) === Kind.space) start -= 1;
    let end = i + 1;
    while (dash && DASHES.has(text.charAt(end))) end += 1;
    const last = found.at(-1);
    if (last && last.end > start) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

function isHan(text: string, at: number, kind: number): boolean {
  return kind === Kind.han || (isLowSurrogate(text.charAt(at)) && kindAt(text, at - 1) === Kind.han);
}

const isHighSurrogate = (unit: string): boolean => unit >= '\ud800' && unit < '\udc00';
const isLowSurrogate = (unit: string): boolean => unit >= '\udc00' && unit < '\ue000';
