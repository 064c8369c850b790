// Documents for measuring when no file is given: words of the dictionary in the lengths of real ones, the same each time.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { dict } from '@node-rs/jieba/dict.js';

/** Small numbers without a pattern, from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` documents of 5,900 characters on average, as the import takes them. Words come by Zipf's law. */
export function writeDocuments(path: string, count: number, characters = 5900): void {
  const random = randomOf(count);
  const words = Buffer.from(dict).toString('utf8').split('\n').map((line) => line.split(' '))
    .filter(([word]) => /^\p{Script=Han}{1,4}$/u.test(word ?? '')).toSorted((a, b) => Number(b[1]) - Number(a[1])).map(([word]) => word ?? '');
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? '';
  const text = (length: number) => {
    let made = '';
    for (let sentence = 0; made.length < length; sentence += 1) made += word() + (sentence % 9 === 8 ? '，' : sentence % 40 === 39 ? '。\n' : '');
    return made;
  };
  const lines = Array.from({ length: count }, (_, i) => JSON.stringify({
    id: `bench-${i}`, title: `关于${text(16).replace(/[，。\n]/g, '')}的通知`, issuer: null, doc_no: null,
    date: `20${String(i % 26).padStart(2, '0')}-0${1 + (i % 9)}-1${i % 10}`, theme: null, status: null, body: text(characters * (0.2 + 1.6 * random())),
  }));
  writeFileSync(path, gzipSync(lines.join('\n'), { level: 1 }));
}
