import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { foldKey } from './fold.ts';
import { menksoftToUnicode } from './menksoft-read.ts';
import { unicodeToMenksoft } from './menksoft-write.ts';
import { normalForm } from './normal.ts';
import { hostile, speltWord, word } from './testing.ts';

const codes = (hex: string): string => hex.split(' ').map((one) => String.fromCharCode(0xe000 + parseInt(one, 16))).join('');

// Words whose Menksoft code is public (test words of the converter library): spelling and code, both facts of the encoding.
const KNOWN: ReadonlyArray<[string, string]> = [
  ['bičig', '2C1 27F 317 27E 2E8'], ['egesig_inü', '271 2EB 277 301 27E 2E8 263 27A 2B9 2A3'], ['moŋgol', '2F2 289 2BC 2EC 289 2F9'], ['egče', '271 2F0 317 273'],
  ['qügjim_dür_iyen_degen', '2D4 2AA 2F0 31D 27E 2F3 263 310 2AB 325 263 280 321 276 2B5 263 310 276 2EB 277 2B5'], ['sedqil', '2FD 276 314 2DA 27F 2F9'],
  ['üiledbüri_dü', '2A2 27E 2FA 276 314 2C6 2AC 327 27B 263 310 2A3'], ['jeligüdqen_ü', '31A 276 2FA 27E 2ED 2AC 314 2DA 277 2B5 263 2A3'], ['d1üŋ_i', '310 2A9 2BB 263 282'],
  ['sodnam_ača_ban', '2FE 289 314 2B7 26C 2F3 263 267 317 268 263 2C1 26D 2B5'], ['łagba_lug-a', '34B 26C 2EE 2C5 26B 263 2F8 291 2E9 26A'], ['čebegmed', '315 276 2C5 277 2EB 2F6 276 311'],
  ['üniy-e_teigen', '2A2 2B7 27E 31F 274 263 308 276 281 2EB 277 2B5'], ['qoin-a', '2D2 289 281 2B6 26A'], ['sigsigleqü', '2FD 27E 2EF 301 27E 2EB 2FC 276 2DD 2A7'], ['möŋge', '2F2 29C 2BD 2EB 275'],
  ['kino1', '333 27F 2B9 286'], ['grēg', '2E3 327 2B0 2E8'], ['mot1or', '2F2 289 30D 289 325'], ['prog2ram', '2C8 326 289 2EF 327 26C 2F3'], ['nai3ma', '2B1 26C 27E 2F5 268'],
  ['sayiqan', '2FD 26C 320 27E 2D8 26C 2B5'], ['qeüqed', '2D0 277 2AB 2DA 277 311'], ['aŋgli', '266 2BD 2EB 2FC 27B'], ['i_nügüd', '279 263 2B3 2AB 2ED 2AC 311'], ['i_yin', '279 263 321 27E 2B5'],
];

describe('Menksoft code', () => {
  it('of public words is as published, both ways', () => {
    for (const [latin, hex] of KNOWN) {
      expect(unicodeToMenksoft(fromLatin(latin)), latin).toMatchObject({ text: codes(hex), doubts: [] });
      expect(menksoftToUnicode(codes(hex)), latin).toMatchObject({ text: fromLatin(latin), doubts: [] });
    }
  });

  it('goes to Unicode and back: Unicode to Menksoft to Unicode is the normal form, wherever nothing was reported', () => {
    let silent = 0;
    fc.assert(fc.property(word, (text) => {
      const there = unicodeToMenksoft(text);
      const back = menksoftToUnicode(there.text);
      if (there.doubts.length + back.doubts.length > 0) return;
      silent += 1;
      expect(back.text).toBe(normalForm(text));
    }), { numRuns: 5000 });
    expect(silent).toBeGreaterThan(3000);
  });

  it('with selectors too the letters and the code come back, wherever nothing was reported', () => {
    let silent = 0;
    fc.assert(fc.property(speltWord, (text) => {
      const there = unicodeToMenksoft(text);
      const back = menksoftToUnicode(there.text);
      if (there.doubts.length + back.doubts.length > 0) return;
      silent += 1;
      expect(foldKey(back.text)).toBe(foldKey(text));
      expect(unicodeToMenksoft(back.text).text).toBe(there.text);
    }), { numRuns: 5000 });
    expect(silent).toBeGreaterThan(1500);
  });

  it('says what it cannot know', () => {
    const kinds = (text: string): string[] => menksoftToUnicode(text).doubts.map(({ kind }) => kind);
    // sai + n typed with y or with two i: the standard's spelling has one i.
    expect(menksoftToUnicode(codes('2FD 26C 321 27E 2B5'))).toMatchObject({ text: fromLatin('sain'), doubts: [{ start: 2, end: 4, kind: 'diphthong', alternatives: [fromLatin('y1i')] }] });
    expect(menksoftToUnicode(codes('2FD 26C 27E 27E 2B5'))).toMatchObject({ text: fromLatin('sain'), doubts: [{ kind: 'diphthong' }] });
    expect(kinds(codes('324'))).toEqual(['unassigned']);
    expect(kinds(codes('2C1 266'))).toEqual(['form']);
    expect(kinds(codes('262'))).toEqual(['sign']);
    const lost = (latin: string): string[] => unicodeToMenksoft(fromLatin(latin)).doubts.map(({ kind }) => kind);
    expect(lost('wan_yi')).toEqual([]);
    expect(lost('aw1a')).toEqual(['shared']);
    expect(lost('a4na')).toEqual(['no-form']);
    expect(lost('gajar_a')).toEqual(['gap']);
    expect(unicodeToMenksoft('\u1843\u1820')).toMatchObject({ text: '\u1843\u1820', doubts: [{ kind: 'no-code' }] });
    expect(unicodeToMenksoft('\ue264').doubts).toMatchObject([{ kind: 'private' }]);
  });

  it('points at letters that look like others, whatever the code says', () => {
    expect(menksoftToUnicode(codes('2F2 289 2BC 2EC 289 2F9')).lookAlikes).toEqual([
      { start: 1, end: 2, alternatives: fromLatin('uöü') }, { start: 4, end: 5, alternatives: fromLatin('uöü') },
    ]);
  });

  it('turns marks and digits, keeps what is neither, and writes the gap asked for', () => {
    expect(unicodeToMenksoft('\u1820\u1802 12 \u1811\u1812 中').text).toBe(`${codes('264')}${codes('236')} 12 ${codes('245 246')} 中`);
    expect(menksoftToUnicode(codes('237 245 24D')).text).toBe('\u1803\u1811\u1819');
    expect(menksoftToUnicode(codes('2C1 27F 2B5 263 282'), { gap: 'mvs' }).text).toBe(fromLatin('bin-i'));
    expect(menksoftToUnicode(`12${codes('263 28D')}`).text).toBe(`12${fromLatin('_u')}`);
    expect(unicodeToMenksoft(`12${fromLatin('_u')}`).text).toBe(`12${codes('263 28D')}`);
  });

  it('leaves no Menksoft letter, no lone promise and no crash behind, whatever is given', () => {
    fc.assert(fc.property(hostile, (text) => {
      const read = menksoftToUnicode(text);
      expect(read.text).not.toMatch(/[\ue234-\ue34f]/);
      for (const { start, end } of [...read.doubts, ...read.lookAlikes, ...unicodeToMenksoft(text).doubts]) expect(start >= 0 && start < end && end <= text.length).toBe(true);
    }), { numRuns: 2000 });
  });
});
