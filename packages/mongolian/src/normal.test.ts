import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { foldKey } from './fold.ts';
import { normalForm } from './normal.ts';
import { suggest } from './suggest.ts';
import { hostile, speltWord, word } from './testing.ts';

const runs = { numRuns: 2000 };

describe('normalForm', () => {
  it('writes MVS before a final a or e and the gap chosen before suffixes', () => {
    for (const spelling of ['sar-a_yin', 'sar_a-yin', 'sar-a-yin', 'sar__a_-yin']) {
      expect(normalForm(fromLatin(spelling)), spelling).toBe(fromLatin('sar-a_yin'));
      expect(normalForm(fromLatin(spelling), { gap: 'mvs' }), spelling).toBe(fromLatin('sar-a-yin'));
    }
    expect(normalForm(fromLatin('qan-lug_a'))).toBe(fromLatin('qan_lug-a'));
    expect(normalForm(`23${fromLatin('-u')} 中${fromLatin('-yin')}`)).toBe(`23${fromLatin('_u')} 中${fromLatin('_yin')}`);
  });

  it('drops a selector that has no letter, and keeps the rest', () => {
    expect(normalForm('\u1828\u180c\u180e\u180b\u1820')).toBe('\u1828\u180c\u180e\u1820');
    for (const same of [fromLatin('qogorondo-n'), fromLatin('nai3ma'), '1\u202f000', 'a\u180e', '中文，a 。', '']) expect(normalForm(same)).toBe(same);
  });

  it('leaves a gap behind which there is no word in front', () => {
    for (const [text, gap] of [['\u180a\u180e\u1822', 'nnbsp'], ['\u180a\u202f\u1822', 'mvs']] as const) expect(foldKey(normalForm(text, { gap }))).toBe(foldKey(text));
  });

  it('is idempotent, keeps the key, and either gap can be had from the other', () => {
    fc.assert(fc.property(hostile, fc.constantFrom('nnbsp' as const, 'mvs' as const), (text, gap) => {
      const once = normalForm(text, { gap });
      expect(normalForm(once, { gap })).toBe(once);
      expect(foldKey(once)).toBe(foldKey(text));
    }), runs);
    fc.assert(fc.property(word, (text) => {
      expect(normalForm(normalForm(text, { gap: 'mvs' }))).toBe(normalForm(text));
    }), runs);
  });
});

describe('suggest', () => {
  const kinds = (text: string): string[] => suggest(text).map(({ kind }) => kind);

  it('finds the usual faults and says what to write', () => {
    const given = `${fromLatin('čilöge tei')} ${fromLatin('gajar_a')}，${fromLatin('qümün_un')} ${fromLatin('öar')}`;
    expect(suggest(given).map(({ start, end, kind, replacement, confidence }) => [given.slice(start, end), kind, replacement, confidence])).toEqual([
      [' ', 'space-before-suffix', '\u202f', 'likely'], [fromLatin('gajar_a'), 'gap', fromLatin('gajar-a'), 'likely'], ['，', 'mark', '\u1802', 'possible'],
      [fromLatin('un'), 'suffix-harmony', fromLatin('ün'), 'possible'], [fromLatin('öar'), 'mixed-harmony', null, 'possible'],
    ]);
  });

  it('knows strays, private encodings and a suffix that may be a word', () => {
    expect(kinds('\u180b\u1820\u180b\u180b')).toEqual(['stray-control', 'stray-control']);
    expect(kinds('\u1820\u180e 1')).toEqual(['stray-control']);
    expect(kinds('\u1820\u200d\u1820')).toEqual(['joiner']);
    expect(suggest('\ue2c1\ue27f\ue317\ue27e\ue2e8')).toEqual([{ start: 0, end: 5, kind: 'legacy-encoding', replacement: fromLatin('bičig'), confidence: 'likely' }]);
    expect(kinds('\uf000')).toEqual(['unknown-private']);
    expect(suggest(fromLatin('moŋgol nar'))).toMatchObject([{ kind: 'space-before-suffix', confidence: 'possible' }]);
    expect(suggest(`12 ${fromLatin('u')}`)).toMatchObject([{ start: 2, end: 3, kind: 'space-before-suffix' }]);
  });

  it('is silent about what is right, with either gap', () => {
    for (const right of ['moŋgol_un', 'moŋgol-un', 'sar-a_yin', 'nai3ma', 'qümün_ü', 'ulus un'.replace(' ', '_')]) expect(kinds(fromLatin(right)), right).toEqual([]);
    expect(kinds(`${fromLatin('ulus')}\u1802\n${fromLatin('un')}`)).toEqual([]);
  });

  it('says nothing of gaps in what normalForm made, and lies inside the text', () => {
    fc.assert(fc.property(fc.oneof(hostile, speltWord), (text) => {
      for (const { start, end } of suggest(text)) expect(start >= 0 && start < end && end <= text.length).toBe(true);
      expect(kinds(normalForm(text)).filter((kind) => kind === 'gap')).toEqual([]);
    }), runs);
  });
});
