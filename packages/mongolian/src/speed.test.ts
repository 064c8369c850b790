import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { collationKey, detect, fold, lineBreaks, match, menksoftToUnicode, normalForm, runs, suggest, terms, unicodeToMenksoft, words } from './index.ts';

const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

// What makes a scanner look back or ahead without end, or overflows a call's arguments, again and again.
const HOSTILE: Record<string, string> = {
  'one word': fromLatin('moŋgaliyisü'), 'gaps': '\u202f', 'gaps and selectors': '\u180e\u180b', 'selectors': '\u180b', 'joiners': '\u200d\u180a', 'lone a': fromLatin('n-a'), 'y': '\u1820\u1836\u180b',
  'suffixes': fromLatin('_un'), 'spaced suffixes': fromLatin(' un'), 'gap and space': '\u202f ', 'lone surrogates': '\ud800', 'halves turned round': '\udc00\ud800', 'Menksoft': '\ue2c1\ue27f\ue317\ue27e\ue2e8\ue263',
  'Menksoft word': '\ue26c\ue27e', 'unknown private': '\uf000', 'marks': '\u1802《', 'g before consonants': fromLatin('ig'), 'Manchu': '\u1843\u180b', 'words': `${fromLatin('ulus_un')} `,
};

const WORK: Record<string, (text: string) => unknown> = {
  detect, runs, strict: (text) => fold(text), loose: (text) => fold(text, 'loose'), words, terms, match: (text) => match(text, fromLatin('moŋgol_un')), normalForm, suggest, menksoftToUnicode, unicodeToMenksoft, lineBreaks, collationKey,
};

describe('hostile text', () => {
  for (const [name, piece] of Object.entries(HOSTILE)) {
    it(`${name}: a hundred thousand units at a walking pace`, () => spend(name, fill(piece, 100_000), 3000));
  }

  it('all of it, a million units', () => spend('all', fill(Object.values(HOSTILE).map((piece) => fill(piece, 2500)).join(''), 1_000_000), 20_000));
});

/** Milliseconds of processor time, for the machine may have other work; what is quadratic takes minutes at these sizes. */
function spend(name: string, text: string, limit: number): void {
  for (const [work, run] of Object.entries(WORK)) {
    const from = process.cpuUsage();
    run(text);
    const { user, system } = process.cpuUsage(from);
    expect((user + system) / 1000, `${work} of ${name}`).toBeLessThan(limit);
  }
}
