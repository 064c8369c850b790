import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { unicodeToMenksoft } from './menksoft-write.ts';
import { match, terms } from './search.ts';
import { gap, hostile, speltWord, stem, suffix } from './testing.ts';

const shares = (a: string, b: string): boolean => terms(a).some((term) => terms(b).includes(term));

describe('terms', () => {
  it('finds a word by any encoding, by its stem and in Menksoft code', () => {
    for (const other of ['moŋgol', 'muŋgul', 'moŋgol_un', 'moŋgol-ača', 'moŋgol_ud_un', 'mo1ŋgol']) expect(shares(fromLatin('moŋgol'), fromLatin(other)), other).toBe(true);
    expect(shares(fromLatin('moŋgol'), unicodeToMenksoft(fromLatin('moŋgol_un')).text)).toBe(true);
    expect(shares(fromLatin('sar-a'), fromLatin('sar-a_yin'))).toBe(true);
    expect(shares(fromLatin('moŋgol'), fromLatin('naran'))).toBe(false);
  });

  it('marks exact and look-alike terms, so that the exact can rank first', () => {
    expect(terms(fromLatin('ulus'))).toEqual([`=${fromLatin('ulus')}`, `~${fromLatin('olos')}`]);
  });

  it('does not take a suffix after a plain space for a word', () => {
    expect(terms(fromLatin('ulus un'))).toEqual(terms(fromLatin('ulus')));
    expect(terms('中文 2026 abc')).toEqual([]);
  });

  it('keeps its terms short enough for an index', () => {
    for (const term of terms(`${fromLatin('a').repeat(5000)} ${fromLatin('ŋ').repeat(5000)}`)) expect(term.length).toBeLessThanOrEqual(101);
  });

  it('does not cut what is no suffix', () => {
    expect(shares(fromLatin('moŋgol'), fromLatin('moŋgol_qatan'))).toBe(false);
  });

  it('a word with any suffix behind either gap shares a term with its stem', () => {
    fc.assert(fc.property(stem.filter((own) => own.length > 3), gap, suffix, (own, between, tail) => { expect(shares(own, own + between + tail)).toBe(true); }), { numRuns: 500 });
  });
});

describe('match', () => {
  it('marks the words of the query, in order, the stem without its suffix', () => {
    const text = `${fromLatin('moŋgol_un')} ${fromLatin('naran')} ${fromLatin('muŋgul')} ${fromLatin('moŋgol')}`;
    const found = match(text, fromLatin('moŋgol'));
    expect(found.map(({ start, end, quality }) => [text.slice(start, end), quality])).toEqual([
      [fromLatin('moŋgol'), 'stem'], [fromLatin('muŋgul'), 'alike'], [fromLatin('moŋgol'), 'exact'],
    ]);
  });

  it('finds an inflected query at the bare word, and words in Menksoft code whole', () => {
    expect(match(fromLatin('moŋgol'), fromLatin('moŋgol_ača'))).toEqual([{ start: 0, end: 6, quality: 'stem' }]);
    const coded = `1 ${unicodeToMenksoft(fromLatin('moŋgol_un')).text} 2`;
    expect(match(coded, fromLatin('moŋgol'))).toEqual([{ start: 2, end: coded.length - 2, quality: 'stem' }]);
    expect(match(fromLatin('moŋgol'), unicodeToMenksoft(fromLatin('moŋgol')).text)).toEqual([{ start: 0, end: 6, quality: 'exact' }]);
    expect(match(fromLatin('moŋgol'), '')).toEqual([]);
  });

  it('lies inside the text, in order, without overlap, and finds a word in whatever surrounds it', () => {
    fc.assert(fc.property(hostile, speltWord, (around, own) => {
      const text = `${around} ${own} ${around}`;
      const found = match(text, own);
      expect(found.some(({ start, end }) => start <= around.length + 1 && end > around.length + 1)).toBe(true);
      let last = 0;
      for (const { start, end } of found) {
        expect(start >= last && end > start && end <= text.length).toBe(true);
        last = end;
      }
    }), { numRuns: 1000 });
  });
});
