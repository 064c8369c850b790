import { Kind, MVS, NNBSP, harmonyOf, isControl, isLetter, kindAt } from './characters.ts';
import { menksoftToUnicode } from './menksoft-read.ts';
import { leadingGap, normalForm, type Gap } from './normal.ts';
import { findSuffix, type Suffix } from './suffixes.ts';
import { menksoftWords, spacesBefore, words, type Span } from './words.ts';

/**
 * `space-before-suffix`: a plain or other space where the suffix's own gap belongs. `gap`: two gaps, or the wrong one.
 * `stray-control`: a selector, joiner or gap with no letter to work on, or a second selector. `joiner`: ZWJ, ZWNJ or nirugu within
 * a word. `suffix-harmony`: the suffix of the other harmony, which looks the same. `mixed-harmony`: a word with vowels of both.
 * `legacy-encoding`: Menksoft code. `unknown-private`: another private encoding. `mark`: a Chinese or Latin mark behind a word.
 */
export type SuggestionKind = 'space-before-suffix' | 'gap' | 'stray-control' | 'joiner' | 'suffix-harmony' | 'mixed-harmony' | 'legacy-encoding' | 'unknown-private' | 'mark';
/** `replacement` null: only a reader can tell. `likely`: hardly ever wrong. Never applied by itself. */
export type Suggestion = Span & { kind: SuggestionKind; replacement: string | null; confidence: 'likely' | 'possible' };

/** What looks wrongly encoded, in order of place. The text is not touched. */
export function suggest(text: string, { gap = 'nnbsp' }: { gap?: Gap } = {}): Suggestion[] {
  const found: Suggestion[] = [...privateUse(text), ...strayControls(text)];
  for (const word of words(text)) found.push(...inWord(text, word, gap), ...behindWord(text, word), ...spaceBeforeSuffix(text, word, gap));
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function inWord(text: string, { start, end }: Span, gap: Gap): Suggestion[] {
  const found: Suggestion[] = [];
  const from = leadingGap(text, start);
  const word = text.slice(from, end);
  // Behind a digit, so that the gap of a suffix after a digit is a gap within.
  const normal = normalForm(`1${word}`, { gap }).slice(1);
  // Either gap before a suffix is right; only what both forms would change is a fault.
  const fault = normal !== word && normalForm(`1${word}`, { gap: gap === 'mvs' ? 'nnbsp' : 'mvs' }).slice(1) !== word;
  if (fault) found.push({ start: from, end, kind: 'gap', replacement: normal, confidence: 'likely' });
  for (let i = start; i < end; i += 1) {
    if (kindAt(text, i) === Kind.joiner) found.push({ start: i, end: i + 1, kind: 'joiner', replacement: '', confidence: 'possible' });
  }
  const [stem = '', ...tails] = word.split(/[\u180e\u202f]+/);
  const harmony = harmonyOf(stem);
  if (harmony === 'mixed') found.push({ start: from, end: from + stem.length, kind: 'mixed-harmony', replacement: null, confidence: 'possible' });
  else if (harmony !== 'neuter') found.push(...suffixHarmony(tails, from + stem.length, text, harmony));
  return found;
}

function suffixHarmony(tails: string[], start: number, text: string, harmony: 'masculine' | 'feminine'): Suggestion[] {
  let at = start;
  return tails.flatMap((tail): Suggestion[] => {
    while (kindAt(text, at) === Kind.gap) at += 1;
    const from = at;
    at += tail.length;
    const twin = otherTwin(findSuffix(tail), harmony);
    return twin ? [{ start: from, end: at, kind: 'suffix-harmony', replacement: twin, confidence: 'possible' }] : [];
  });
}

const otherTwin = (suffix: Suffix | null, harmony: 'masculine' | 'feminine'): string | null => (suffix && suffix.harmony !== 'neuter' && suffix.harmony !== harmony ? suffix.twin : null);

function spaceBeforeSuffix(text: string, { start, end }: Span, gap: Gap): Suggestion[] {
  const from = spacesBefore(text, start);
  const suffix = from === start ? null : findSuffix(text.slice(start, end).replace(SELECTORS, ''));
  if (!suffix) return [];
  return [{ start: from, end: start, kind: 'space-before-suffix', replacement: gap === 'mvs' ? MVS : NNBSP, confidence: suffix.bound ? 'likely' : 'possible' }];
}

const SELECTORS = /[\u180b-\u180d\u180f]/g;
const MARKS: Record<string, string> = { '，': '\u1802', '、': '\u1802', ',': '\u1802', '。': '\u1803', '：': '\u1804' };

function behindWord(text: string, { end }: Span): Suggestion[] {
  const replacement = MARKS[text.charAt(end)];
  return replacement === undefined ? [] : [{ start: end, end: end + 1, kind: 'mark', replacement, confidence: 'possible' }];
}

function privateUse(text: string): Suggestion[] {
  const found: Suggestion[] = menksoftWords(text).map(({ start, end }) => {
    const { text: unicode, doubts } = menksoftToUnicode(text.slice(start, end));
    return { start, end, kind: 'legacy-encoding', replacement: unicode, confidence: doubts.length === 0 ? 'likely' : 'possible' };
  });
  for (let i = 0; i < text.length; i += 1) {
    if (kindAt(text, i) === Kind.unknownPrivate) found.push({ start: i, end: i + 1, kind: 'unknown-private', replacement: null, confidence: 'likely' });
  }
  return found;
}

/** Selectors and gaps that have no letter: behind nothing, behind a space, or a second selector. */
function strayControls(text: string): Suggestion[] {
  const found: Suggestion[] = [];
  let based = false;
  for (let i = 0; i < text.length; i += 1) {
    const kind = kindAt(text, i);
    if (kind === Kind.selector && !based) found.push({ start: i, end: i + 1, kind: 'stray-control', replacement: '', confidence: 'likely' });
    else if (text[i] === MVS && !isLetter(kindAt(text, i + 1)) && !isControl(kindAt(text, i + 1))) found.push({ start: i, end: i + 1, kind: 'stray-control', replacement: '', confidence: 'likely' });
    // The birga has variants too.
    based = isLetter(kind) || text[i] === '\u1800';
  }
  return found;
}
