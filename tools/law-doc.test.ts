import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lawPage, missingPins } from './law-doc.ts';
import { regexVariants } from './mutation/regex.ts';
import { instrument } from './mutation/instrument.ts';

describe('docs/law.md', () => {
  it('is what the data say', () => expect(readFileSync(new URL('../docs/law.md', import.meta.url), 'utf8')).toBe(lawPage()));
  it('names tests and files that are there', () => expect(missingPins()).toEqual([]));
});

describe('mutants', () => {
  const replacements = (code: string): string[] => instrument('a.ts', code, 0).mutants.map((m) => m.replacement);

  it('change one place each, and the text with all of them is the text with none on', () => {
    const made = instrument('a.ts', 'export const f = (n: number, a?: { b: number[] }): number => (n < 20 ? a?.b.length ?? 0 : -n)\n', 7);
    expect(made.mutants.map((m) => m.id)).toEqual(made.mutants.map((_, i) => i + 7));
    expect(made.mutants.map((m) => m.replacement)).toEqual(expect.arrayContaining(['n <= 20', 'n >= 20', 'true', 'false', '21', 'undefined', 'a.b.length', '(a?.b.length) && (0)', 'n']));
    expect(made.code).toContain('export const f = (n: number, a?: { b: number[] }): number => ');
  });

  it('leave types, keys, names and text alone', () => {
    expect(replacements("import a from 'a'\ntype T = 1 | true\nconst { b: c } = a as { 1: 2 }\nconst d: T = 'x' + c")).toEqual([]);
    expect(replacements("export const t = [1, 'a'] as const")).toEqual(['[]', '2']);
  });

  it('turn patterns round', () => {
    expect(regexVariants('/^a[bc]+(?=d)\\d$/u')).toEqual(['/a[bc]+(?=d)\\d$/u', '/^a[^bc]+(?=d)\\d$/u', '/^a[bc](?=d)\\d$/u', '/^a[bc]+(?!d)\\d$/u', '/^a[bc]+(?=d)\\D$/u', '/^a[bc]+(?=d)\\d/u']);
  });
});
