import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin } from './characters.ts';
import { collationKey, compareMongolian } from './collate.ts';
import { dateText, genitiveOf } from './dates.ts';
import { detect, runs } from './detect.ts';
import { asciiDigits, mongolianDigits, numberBefore, numberWords } from './numbers.ts';
import { hostile } from './testing.ts';
import { wording } from './wording.ts';

describe('detect', () => {
  it('tells the scripts apart, with their share', () => {
    const hudum = fromLatin('moŋgol_un bičig');
    expect(detect(hudum)).toMatchObject({ script: 'hudum', letters: 13, needsConversion: false });
    expect(detect('\ue2f2\ue289\ue2bc')).toMatchObject({ script: 'menksoft', needsConversion: true });
    expect(detect('Бүх хүн')).toMatchObject({ script: 'cyrillic', mongolianCyrillic: true });
    expect(detect('Русский')).toMatchObject({ script: 'cyrillic', mongolianCyrillic: false });
    expect(detect('通辽市人民政府')).toMatchObject({ script: 'chinese' });
    expect(detect(`${hudum}通辽`)).toMatchObject({ script: 'mixed', main: 'hudum', share: { hudum: 13 / 15, chinese: 2 / 15 } });
    expect(detect('\u1843\u1844')).toMatchObject({ script: 'otherMongolian' });
    expect(detect('\uf000')).toMatchObject({ script: 'unknownPrivate', needsConversion: true });
    expect(detect('12 \u1803')).toMatchObject({ script: 'none', main: null, letters: 0 });
  });

  it('cuts a text into runs that cover it', () => {
    const text = `1 ${fromLatin('ulus_un')} 通辽，${fromLatin('bi')}`;
    expect(runs(text).map(({ script, start, end }) => [script, text.slice(start, end)])).toEqual([['hudum', `1 ${fromLatin('ulus_un')} `], ['chinese', '通辽，'], ['hudum', fromLatin('bi')]]);
    fc.assert(fc.property(hostile, (given) => {
      const found = runs(given);
      expect(found.map(({ start, end }) => given.slice(start, end)).join('')).toBe(found.length === 0 ? '' : given);
      const { share, letters } = detect(given);
      expect(Object.values(share).reduce((a, b) => a + b, 0)).toBeCloseTo(letters === 0 ? 0 : 1);
    }));
  });
});

describe('numbers and dates', () => {
  it('counts in words, in ten thousands, the last word in its free form', () => {
    const spelt = (latin: string): string => fromLatin(latin);
    expect(numberWords(0).text).toBe(spelt('teg'));
    expect(numberWords(3)).toMatchObject({ text: spelt('gurba'), needsReader: false });
    expect(numberWords(11)).toMatchObject({ text: spelt('arban nige'), needsReader: true });
    expect(numberWords(2026).text).toBe(spelt('qoyar miŋgan qorin jirgug-a'));
    expect(numberWords(12_345).text).toBe(spelt('nige tümen qoyar miŋgan gurban jagun döčin tabu'));
    expect(numberBefore(23).text).toBe(spelt('qorin gurban'));
    for (const wrong of [-1, 1.5, 100_000_000, NaN]) expect(() => numberWords(wrong)).toThrow(RangeError);
  });

  it('names every number otherwise', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 20_000; n += 1) seen.add(numberWords(n).text);
    expect(seen.size).toBe(20_000);
  });

  it('turns digits both ways and leaves the rest', () => {
    expect(mongolianDigits('2026-01')).toBe('\u1812\u1810\u1812\u1816-\u1810\u1811');
    fc.assert(fc.property(hostile.map(asciiDigits), (text) => { expect(asciiDigits(mongolianDigits(text))).toBe(text); }));
  });

  it('writes a date in Mongolian letters, never Cyrillic', () => {
    expect(dateText('2026-11-23').text).toBe(`2026 ${fromLatin('on_u')} 11 ${fromLatin('sar-a_yin')} 23${fromLatin('_u edür')}`);
    expect(dateText('2026-06-02', { style: 'words' }).text).toBe(fromLatin('qoyar miŋgan qorin jirgugan on_u jirgugan sar-a_yin qoyar_un edür'));
    expect(dateText('2026-06-17', { digits: 'mongolian', gap: 'mvs' })).toMatchObject({ text: `\u1812\u1810\u1812\u1816 ${fromLatin('on-u')} \u1816 ${fromLatin('sar-a-yin')} \u1811\u1817${fromLatin('-u edür')}`, needsReader: true });
    expect(dateText('2024-02-29').text).not.toMatch(/\p{Script=Cyrillic}/u);
    for (const wrong of ['2023-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '', '0000-01-01']) expect(() => dateText(wrong)).toThrow(RangeError);
  });

  it('chooses the genitive by the end and harmony of the word', () => {
    for (const [word, suffix] of [['sar-a', '_yin'], ['on', '_u'], ['kümün', '_ü'], ['ulus', '_un'], ['edür', '_ün'], ['qorin', '_u'], ['nige', '_yin']] as const) {
      expect(genitiveOf(fromLatin(word)), word).toBe(fromLatin(word === 'qorin' ? '_u' : suffix));
    }
  });

  it('says of every word where it comes from', () => {
    for (const { text, chinese, source, needsReader } of wording) {
      expect(text).toMatch(/^[\u1820-\u1842\u180b-\u180f]+$/);
      expect(chinese).not.toBe('');
      expect(needsReader).toBe(source !== 'wiktionary');
    }
    expect(new Set(wording.map(({ text }) => text)).size).toBe(wording.length);
  });
});

describe('collationKey', () => {
  it('puts words in the order of the alphabet, whatever gaps and selectors they have', () => {
    const ordered = ['aba', 'aman', 'nai3ma', 'naira', 'sara', 'sar-a_yin', 'sarayis', 'tabu', 'dabu', 'yeke'].map(fromLatin);
    expect([...ordered].reverse().sort(compareMongolian)).toEqual(ordered);
    expect(compareMongolian(fromLatin('sar-a'), fromLatin('sar-a'))).toBe(0);
  });

  it('is a total order that agrees with its keys', () => {
    fc.assert(fc.property(hostile, hostile, (a, b) => {
      expect(compareMongolian(a, b)).toBe(-compareMongolian(b, a) + 0);
      expect(compareMongolian(a, b) === 0).toBe(a === b);
      expect(compareMongolian(a, b) < 0).toBe(collationKey(a) < collationKey(b));
    }));
  });
});
