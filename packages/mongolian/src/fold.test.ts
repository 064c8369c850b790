import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { fold, foldKey, originalSpan } from './fold.ts';
import { hostile, speltWord, word } from './testing.ts';

const runs = { numRuns: 2000 };

describe('fold', () => {
  it('makes NNBSP and MVS one gap, drops selectors and joiners, and turns digits to ASCII', () => {
    expect(foldKey(fromLatin('moŋgol_un'))).toBe(foldKey(fromLatin('moŋgol-un')));
    expect(foldKey(fromLatin('nai3ma'))).toBe(fromLatin('naima'));
    expect(foldKey('\u1820\u200d\u1828\u180a\u200c\u1820')).toBe('\u1820\u1828\u1820');
    expect(foldKey('\u1812\u1810')).toBe('20');
    expect(foldKey('20\u202f\u1824')).toBe('20\u180e\u1824');
  });

  it('keeps a suffix in its word, where NFKC would cut it off', () => {
    expect(fromLatin('moŋgol_un').normalize('NFKC')).toContain(' ');
    expect(foldKey(fromLatin('moŋgol_un'))).not.toContain(' ');
  });

  it('takes NNBSP elsewhere for the space it is', () => {
    expect(foldKey('1\u202f000')).toBe('1 000');
    expect(foldKey('\u1820\u180e ')).toBe('\u1820 ');
    expect(foldKey('\u202f\u1820')).toBe(' \u1820');
  });

  it('gives one loose key to what looks alike', () => {
    const same: string[][] = [
      ['moŋgol', 'muŋgul', 'moŋgul', 'moŋqol'], ['qümün_ü', 'kümün_ü'.replace('k', 'q'), 'qömön_u'], ['sain', 'sayin', 'say1in', 'saiin'], ['aimag', 'ay1imag', 'ayimag'],
      ['sar-a', 'sara'], ['ulus_un', 'ulus_ün', 'ulus-un'], ['gajar_ača', 'gajar_eče'], ['tabu', 'dabu'], ['möŋge', 'müŋge'], ['ulagan-a_ud', 'olagana-üt'], ['bičig_yin', 'bičig_jin'], ['sičö', 'šičo'], ['dei', 'dey'], ['na', 'nn'], ['manigö', 'mnnigö'],
    ];
    for (const group of same) expect(new Set(group.map((one) => foldKey(fromLatin(one), 'loose'))).size, group.join(' ')).toBe(1);
  });

  it('keeps apart what looks different', () => {
    for (const [a, b] of [['ada', 'ede'], ['ulus', 'ülüs'], ['bos', 'bös'], ['ulus_un', 'ulus un'], ['sara', 'sar'], ['nar', 'mar']] as const) {
      expect(foldKey(fromLatin(a), 'loose'), `${a} ${b}`).not.toBe(foldKey(fromLatin(b), 'loose'));
    }
  });

  it('is idempotent at both levels', () => {
    for (const level of ['strict', 'loose'] as const) {
      fc.assert(fc.property(hostile, (text) => { expect(foldKey(foldKey(text, level), level)).toBe(foldKey(text, level)); }), runs);
    }
  });

  it('loose is coarser than strict', () => {
    fc.assert(fc.property(hostile, (text) => { expect(foldKey(foldKey(text), 'loose')).toBe(foldKey(text, 'loose')); }), runs);
  });

  it('does not mind controls and which gap, in any word', () => {
    fc.assert(fc.property(speltWord, fc.constantFrom('\u202f', '\u180e'), (text, gap) => {
      const plain = text.replace(/[\u180b-\u180d\u180f\u180a\u200c\u200d]/g, '').replace(/[\u180e\u202f]/g, gap);
      expect(foldKey(text)).toBe(foldKey(plain));
      expect(foldKey(text, 'loose')).toBe(foldKey(plain, 'loose'));
    }), runs);
  });

  it('gives offsets that lie inside, never decrease, and lead back to the same letters', () => {
    for (const level of ['strict', 'loose'] as const) {
      fc.assert(fc.property(hostile, (text) => {
        const { key, starts, ends } = fold(text, level);
        expect([starts.length, ends.length]).toEqual([key.length, key.length]);
        const sound = [...key.split('').keys()].every((i) => {
          const [start = -1, end = -1] = [starts[i], ends[i]];
          return start >= (starts[i - 1] ?? 0) && start < end && end >= (ends[i - 1] ?? 0) && end <= text.length;
        });
        expect(sound).toBe(true);
      }), runs);
    }
  });

  it('finds the original of a part of the key, selectors included', () => {
    const text = `${fromLatin('a')}中${fromLatin('n1ai3ma_yin')}`;
    const folded = fold(text);
    const at = folded.key.indexOf(fromLatin('naima'));
    const { start, end } = originalSpan(folded, at, at + 5);
    expect(text.slice(start, end)).toBe(fromLatin('n1ai3ma'));
    expect(originalSpan(folded, 0, 0)).toEqual({ start: 0, end: 0 });
  });

  it('every word has a key, and it starts with a letter', () => {
    fc.assert(fc.property(word, (text) => { expect(foldKey(text)).toMatch(/^[\u1820-\u1842]/); }));
  });
});
