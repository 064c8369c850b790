import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepTogether, lineBreaks, mayBreak } from './breaks.ts';
import { fromLatin } from './characters.ts';
import { hostile, speltWord } from './testing.ts';

const cut = (text: string): string[] => {
  const at = [0, ...lineBreaks(text), text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end));
};
const [a, b, un] = [fromLatin('ulus'), fromLatin('sar-a'), fromLatin('_un')];

describe('lineBreaks', () => {
  it('breaks at spaces only, never in a word or before its suffix', () => {
    expect(cut(`${a}${un} ${b}`)).toEqual([`${a}${un} `, b]);
    expect(cut(`2026 ${a}\u180e${fromLatin('un')}  ${b}`)).toEqual(['2026 ', `${a}\u180e${fromLatin('un')}  `, b]);
    expect(cut(`23${un} ${a}`)).toEqual([`23${un} `, a]);
    expect(cut(`${a}\u00a0${b}`)).toEqual([`${a}\u00a0${b}`]);
  });

  it('puts no closing mark at a start and no opening one at an end', () => {
    expect(cut(`${a}\u1802 ${b}\u1803`)).toEqual([`${a}\u1802 `, `${b}\u1803`]);
    expect(cut(`${a} \u1803${b}`)).toEqual([`${a} \u1803`, b]);
    expect(cut(`${a} 《${b}》 ${a}`)).toEqual([`${a} `, `《${b}》 `, a]);
    expect(cut(`${a}\u1804《${b}》`)).toEqual([`${a}\u1804《${b}》`]);
    expect(cut(`${a}\u1804 《${b}》`)).toEqual([`${a}\u1804 《${b}》`]);
    expect(cut(`${a} ——${b}`)).toEqual([`${a} ——`, b]);
    expect(cut(`${a} ！${b}`)).toEqual([`${a} ！`, b]);
  });

  it('cuts Chinese between characters, but not at its suffix, marks or half a character', () => {
    expect(cut('中文，《法》')).toEqual(['中', '文，', '《法》']);
    expect(cut(`中国${un}`)).toEqual(['中', `国${un}`]);
    expect(cut('\u{20000}\u{20001}')).toEqual(['\u{20000}', '\u{20001}']);
  });

  it('moves the Todo hyphen to the next line, and takes a new line as a break', () => {
    expect(cut(`${a}\u1806${b}`)).toEqual([a, `\u1806${b}`]);
    expect(cut(`${a}\n${b}`)).toEqual([`${a}\n`, b]);
  });

  it('never breaks within a word, at a gap or at either end, and the pieces make the text', () => {
    fc.assert(fc.property(hostile, (text) => {
      expect(cut(text).join('')).toBe(text);
      for (const at of lineBreaks(text)) {
        expect(at > 0 && at < text.length && mayBreak(text, at)).toBe(true);
        if (text[at - 1] === '\n') continue;
        expect(/[\u180a-\u180f\u202f\u200c\u200d]/.test(text.charAt(at))).toBe(false);
        expect(/[\u180e\u202f]/.test(text.charAt(at - 1))).toBe(false);
      }
    }), { numRuns: 2000 });
    fc.assert(fc.property(speltWord, (text) => { expect(lineBreaks(text)).toEqual([]); }));
  });

  it('names the places a browser must be told of', () => {
    const together = (text: string): string[] => keepTogether(text).map(({ start, end }) => text.slice(start, end));
    expect(together(`${a}\u1804《${b}》`)).toEqual(['\u1804《']);
    expect(together(`${a}\u1804 《${b}》 ${a}——${b}`)).toEqual(['\u1804 《', `${a.slice(-1)}——`]);
    expect(together(`${a} \u1803 ${b}`)).toEqual([`${a.slice(-1)} \u1803`]);
    expect(together(`${a}\u1802 ${b}《${a}》${un}\u1803`)).toEqual([]);
    fc.assert(fc.property(hostile, (text) => {
      let last = 0;
      for (const { start, end } of keepTogether(text)) {
        expect(start >= last && end > start + 1 && end <= text.length).toBe(true);
        expect(lineBreaks(text).filter((at) => at > start && at < end && text[at - 1] !== '\n')).toEqual([]);
        last = end;
      }
    }), { numRuns: 1000 });
  });
});
