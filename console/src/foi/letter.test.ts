import { describe, expect, it } from 'vitest';
import { changedParts, lacksOf, readLetter, type Letter, type LetterPart } from './letter.ts';

const part = (more: Partial<LetterPart>): LetterPart => ({ key: 'remedy', name: '救济途径', required: true, text: '', must: [], article: null, ...more });
const content = { title: '答复书', outcome: 'partial', parts: [{ key: 'facts', name: '事实', required: true, text: '查明', must: ['查明'], article: '第三十六条' }, 'broken'], attachments: ['甲', 3], date: '2026-11-23' };

describe('readLetter', () => {
  it('reads a stored letter and drops what is none', () => {
    const letter = readLetter(content);
    expect(letter).toMatchObject({ title: '答复书', partial: true, number: null, attachments: ['甲'], withheldWords: [], date: '2026-11-23', notes: [] });
    expect(letter?.parts).toEqual([{ key: 'facts', name: '事实', required: true, text: '查明', must: ['查明'], article: '第三十六条' }]);
  });
  it('knows papers that are no letters', () => expect([null, 'x', {}, { parts: 'x' }, []].map(readLetter)).toEqual([null, null, null, null, null]));
});

describe('lacksOf', () => {
  it('keeps required parts and the words of the law, whatever the spaces', () => {
    expect(lacksOf(part({}))).toEqual({ empty: true, words: [] });
    expect(lacksOf(part({ required: false, must: ['60日内'] }))).toEqual({ empty: false, words: [] });
    expect(lacksOf(part({ text: '自收到之日起 60 日内申请', must: ['60日内', '通辽市人民政府'] }))).toEqual({ empty: false, words: ['通辽市人民政府'] });
  });
});

it('sends only the parts that were changed', () => {
  const before = readLetter(content);
  if (before === null) throw new Error('no letter');
  const after: Letter = { ...before, parts: before.parts.map((p) => ({ ...p, text: '另查明' })) };
  expect(changedParts(before, before)).toEqual([]);
  expect(changedParts(before, after)).toEqual([{ key: 'facts', text: '另查明' }]);
});
