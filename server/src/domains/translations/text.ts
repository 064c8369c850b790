// What the editor shows beside a text: Menksoft code read, gaps put in order, and what only a reader can tell.
import { menksoftToUnicode, normalForm, suggest } from '@tongming/mongolian';
import type { TextChange, TextCheck, TextDoubt } from '../../console-api/contract-translations.ts';

const line = /[^\n]+/g;

export function checkText(text: string): TextCheck {
  const read = menksoftToUnicode(text);
  const doubts: TextDoubt[] = [
    ...read.doubts.map(({ start, end, kind, alternatives }) => ({ start, end, kind, text: text.slice(start, end), alternatives })),
    ...read.lookAlikes.map(({ start, end, alternatives }) => ({ start, end, kind: 'look-alike', text: text.slice(start, end), alternatives: [...alternatives] })),
    ...suggest(text).filter(({ kind, replacement }) => kind !== 'unknown-private' && kind !== 'legacy-encoding' && kind !== 'gap' && replacement !== '').map(({ start, end, kind, replacement }) =>
      ({ start, end, kind, text: text.slice(start, end), alternatives: replacement === null ? [] : [replacement] })),
  ];
  const unknown = suggest(text).filter(({ kind }) => kind === 'unknown-private')
    .map(({ start, end }) => ({ start, end, code: `U+${text.charCodeAt(start).toString(16).toUpperCase()}` }));
  return { text: normalForm(read.text), changes: changesOf(text), doubts: doubts.sort((a, b) => a.start - b.start), unknown };
}

/** Word by word, each with the words before and after, as the writer knows them. */
function changesOf(text: string): TextChange[] {
  return [...text.matchAll(line)].flatMap((m) => [...m[0].matchAll(/[^\s]+(?:\u202f[^\s]+)*/g)].flatMap((word): TextChange[] => {
    const [before] = word;
    const read = menksoftToUnicode(before).text;
    const after = normalForm(read);
    if (after === before) return [];
    const start = m.index + word.index;
    return [{ start, end: start + before.length, kind: read === before ? 'gap' : 'menksoft', before, after }];
  }));
}
