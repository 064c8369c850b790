import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEAR, nearest } from './near.ts';
import { plainText, SKETCH, sketchInto } from './sketch.ts';

const sketchAll = (texts: readonly string[]) => {
  const sketches = new Uint16Array(texts.length * SKETCH);
  const has = texts.map((text, i) => sketchInto(plainText(text), sketches.subarray(i * SKETCH, (i + 1) * SKETCH)));
  return { sketches, has: (i: number) => has[i] === true };
};
const runs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 4) }, (_, i) => text.slice(i, i + 5)));
const truth = (a: string, b: string) => {
  const [x, y] = [runs(plainText(a)), runs(plainText(b))];
  const both = [...x].filter((run) => y.has(run)).length;
  return both / (x.size + y.size - both);
};
/** A generator of the tests' own, so that a failure can be run again. */
const random = (seed: number) => () => {
  seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
  return ((seed ^ (seed >>> 13)) >>> 0) / 2 ** 32;
};

const alphabet = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7));
const textOf = (next: () => number, length: number) => Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');

describe('likeness of texts', () => {
  it('is what the runs of characters say, within the error of the method', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 9 }), (seed, tenths) => {
      const next = random(seed);
      const common = textOf(next, 2000);
      const a = common + textOf(next, 200);
      const b = common.slice(0, 200 * tenths) + textOf(next, 2000 - 200 * tenths);
      const { sketches } = sketchAll([a, b]);
      let same = 0;
      for (let i = 0; i < SKETCH; i += 1) if (sketches[i] === sketches[SKETCH + i]) same += 1;
      expect(Math.abs(same / SKETCH - truth(a, b))).toBeLessThan(0.2);
    }), { numRuns: 40 });
  });

  it('how a copy is spaced and punctuated makes no difference, and short texts are like nothing', () => {
    const text = textOf(random(5), 500);
    const { sketches, has } = sketchAll([text, text.replace(/(.{7})/g, '$1，\n '), '见附件。', '见附件。']);
    expect(nearest(sketches, 4, 1, has, NEAR)).toEqual(new Map([[1, { other: 0, likeness: 1 }]]));
  });
});

/** The public corpus lies outside the repository; without it this measures nothing and is left out. */
const corpus = process.env['TONGMING_CORPUS'] ?? '';
const altered: Record<string, (text: string, next: () => number) => string> = {
  'other heading and date': (text) => `某某网站转载  来源：本站\n${text}\n责任编辑：张三  2021-05-06`,
  'one character in a hundred wrong': (text, next) => [...text].map((c) => (next() < 0.01 ? '囗' : c)).join(''),
  'three characters in a hundred wrong': (text, next) => [...text].map((c) => (next() < 0.03 ? '囗' : c)).join(''),
  'a tenth of the paragraphs left out': (text, next) => text.split('\n').filter(() => next() > 0.1).join('\n'),
  'the last tenth cut off': (text) => text.slice(0, Math.floor(text.length * 0.9)),
};

describe.skipIf(!existsSync(corpus))('copies of real documents', () => {
  it('are found, and few others', () => {
    const texts = readdirSync(corpus).filter((name) => /^documents-.*\.jsonl\.gz$/.test(name))
      .flatMap((name) => gunzipSync(readFileSync(join(corpus, name))).toString('utf8').trim().split('\n').map((line) => (JSON.parse(line) as { body: string }).body));
    const own = sketchAll(texts);
    const among = nearest(own.sketches, texts.length, 0, own.has, NEAR);
    const right = [...among].filter(([i, near]) => truth(texts[i] ?? '', texts[near.other] ?? '') >= NEAR - 0.1).length;
    process.stdout.write(`${texts.length} documents: ${among.size} pairs among themselves, ${right} truly like\n`);
    expect(right / Math.max(1, among.size)).toBeGreaterThan(0.9);
    const sample = texts.map((_, i) => i).filter((i) => i % 5 === 0 && (texts[i] ?? '').length > 100);
    for (const [name, alter] of Object.entries(altered)) {
      const next = random(7);
      const { sketches, has } = sketchAll([...texts, ...sample.map((i) => alter(texts[i] ?? '', next))]);
      const found = nearest(sketches, texts.length + sample.length, texts.length, has, NEAR);
      const hits = sample.filter((i, at) => {
        const near = found.get(texts.length + at);
        return near !== undefined && (near.other === i || truth(texts[near.other] ?? '', texts[i] ?? '') > NEAR);
      });
      process.stdout.write(`${name}: recall ${(hits.length / sample.length).toFixed(4)}, precision ${(hits.length / Math.max(1, found.size)).toFixed(4)} of ${sample.length}\n`);
      if (!name.startsWith('three')) expect(hits.length / sample.length).toBeGreaterThan(0.95);
    }
  });
});
