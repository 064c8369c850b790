import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff, diffParagraphs, diffWords, words } from './diff.ts';

const apply = (steps: { kind: string; value: string }[], side: 'old' | 'new'): string[] =>
  steps.filter((s) => s.kind === 'same' || s.kind === side).map((s) => s.value);

describe('diff', () => {
  test('gives both sides back, whatever they are', () => {
    const tokens = fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 40 });
    fc.assert(fc.property(tokens, tokens, (a, b) => {
      const steps = diff(a, b);
      expect(apply(steps, 'old')).toEqual(a);
      expect(apply(steps, 'new')).toEqual(b);
    }));
  });

  test('is the shortest script', () => {
    const steps = diff([...'ABCABBA'], [...'CBABAC']);
    expect(steps.filter((s) => s.kind !== 'same')).toHaveLength(5);
  });

  test('beyond the limit everything is replaced', () => {
    expect(diff(['a', 'b'], ['c', 'd'], 1).map((s) => s.kind)).toEqual(['old', 'old', 'new', 'new']);
  });

  test('compares Chinese by word', () => {
    expect(words('各旗县市区人民政府').join('')).toBe('各旗县市区人民政府');
    expect(diffWords('于3月底前完成', '于6月底前完成').filter((p) => p.kind !== 'same').map((p) => p.text)).toEqual(['3', '6']);
  });

  test('pairs a changed paragraph and leaves the rest in its place', () => {
    const rows = diffParagraphs(['一、总体要求', '各地要抓好落实。', '完'], ['一、总体要求', '新加的一段话，与前后都不同。', '各地要认真抓好落实。', '完']);
    expect(rows.map((r) => [r.before !== null, r.after !== null, r.changed])).toEqual([
      [true, true, false], [false, true, true], [true, true, true], [true, true, false],
    ]);
  });
});
