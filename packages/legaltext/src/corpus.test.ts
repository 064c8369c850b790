import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findReferences, parseStructure } from './index.ts';

const corpus = new URL('../../../../shared/corpus/', import.meta.url);
const present = existsSync(corpus) && readdirSync(corpus).some((name) => name.endsWith('.jsonl.gz'));

function bodies(): string[][] {
  return readdirSync(corpus).filter((name) => /^documents-.*\.jsonl\.gz$/.test(name)).flatMap((name) =>
    gunzipSync(readFileSync(new URL(name, corpus))).toString('utf8').trim().split('\n').map((line) => (JSON.parse(line) as { body: string }).body.split('\n')));
}

describe.skipIf(!present)('the collection of real documents (skipped where it is absent)', () => {
  it('is parsed, and nearly every law counts its articles from one without a gap', () => {
    const texts = bodies();
    const from = performance.now();
    const structures = texts.map(parseStructure);
    const parsed = performance.now() - from;
    const named = texts.map((t) => findReferences(t).flat().length);
    const all = performance.now() - from;
    const laws = structures.filter((s) => s.articles >= 3);
    const whole = laws.filter((s) => {
      let last = 0;
      return s.units.filter((u) => u.role === 'article').every((u) => {
        const n = u.place?.article ?? 0;
        const follows = n === last + 1 || n === 1 || ((u.place?.inserted ?? 0) > 0 && n === last);
        last = n;
        return follows;
      });
    });
    console.log(`${texts.length} documents: structure ${Math.round(parsed)} ms, references ${Math.round(all - parsed)} ms (${named.reduce((a, b) => a + b, 0)}); ${laws.length} with articles, ${whole.length} without a gap; ${structures.filter((s) => s.contents.length > 0).length} with a table of contents`);
    expect(laws.length).toBeGreaterThan(texts.length * 0.8);
    expect(whole.length).toBeGreaterThan(laws.length * 0.95);
    expect(all).toBeLessThan(20_000);
  });
});
