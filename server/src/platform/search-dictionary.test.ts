import { dict } from '@node-rs/jieba/dict.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadDictionary, slotOf } from './search-dictionary.ts';

const keyOf = (word: string) => (word.charCodeAt(0) << 16) | word.charCodeAt(1);
const isWord = (word: string) => {
  const d = loadDictionary();
  return d.keys[slotOf(keyOf(word), d)] === keyOf(word);
};
const words = new Set(Buffer.from(dict).toString().split('\n').map((line) => line.split(' ')[0] ?? '').filter((word) => /^[㐀-龟]{2}$/.test(word)));

it('holds every word of two characters, each at a place of its own', () => {
  expect(words.size).toBeGreaterThan(100_000);
  expect([...words].filter((word) => !isWord(word))).toEqual([]);
  expect(loadDictionary().keys.reduce((n, key) => n + (key === 0 ? 0 : 1), 0)).toBe(words.size);
});

it('takes no other pair for a word', () => {
  const character = fc.constantFrom(...new Set([...words].slice(0, 20_000).join('')));
  fc.assert(fc.property(character, character, (a, b) => isWord(a + b) === words.has(a + b)), { numRuns: 20_000 });
  expect(['ab', '，。', '了Ａ', '\u0001\u0001'].filter(isWord)).toEqual([]);
});
