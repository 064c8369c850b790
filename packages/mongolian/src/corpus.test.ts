import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect, foldKey, lineBreaks, match, menksoftToUnicode, normalForm, suggest, terms, unicodeToMenksoft, wording, words } from './index.ts';

const folder = new URL('../../../../shared/corpus/mongolian/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

function listed(): string[] {
  return read('words-r12a.tsv').split('\n').slice(1).map((line) => line.split('\t')[0] ?? '').filter((word) => detect(word).script === 'hudum');
}

describe.skipIf(!existsSync(new URL('words-r12a.tsv', folder)))('real words and texts (skipped where they are absent)', () => {
  it('words are one or more words, folded to letters, and found by themselves', () => {
    const all = listed();
    expect(all.length).toBeGreaterThan(390);
    for (const text of all) {
      expect(words(text).length, text).toBeGreaterThan(0);
      expect(foldKey(text)).not.toMatch(/[\u200d\u202f\u180b-\u180d\u180f]/);
      expect(terms(text).length).toBeGreaterThan(0);
      for (const { quality } of match(text, text)) expect(quality).toBe('exact');
    }
  });

  it('words come back from Menksoft code, or it was said why they may not', () => {
    let silent = 0;
    for (const text of listed()) {
      const there = unicodeToMenksoft(text);
      const back = menksoftToUnicode(there.text);
      if (there.doubts.length + back.doubts.length > 0) continue;
      silent += 1;
      expect(foldKey(back.text), text).toBe(foldKey(text));
    }
    expect(silent).toBeGreaterThan(360);
  });

  it('the spellings of one word in the list have one loose key', () => {
    const byCyrillic = new Map<string, string[]>();
    for (const [word = '', , , cyrillic = ''] of read('words-r12a.tsv').split('\n').slice(1).map((line) => line.split('\t'))) {
      if (['нэр'].includes(cyrillic)) byCyrillic.set(cyrillic, [...(byCyrillic.get(cyrillic) ?? []), word]);
    }
    const names = byCyrillic.get('нэр') ?? [];
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names.map((word) => foldKey(word, 'loose'))).size).toBe(1);
  });

  it('the sourced words of ours are in the list', () => {
    const known = new Set(listed().map((word) => word));
    for (const { text, source } of wording) if (source === 'wiktionary') expect(known.has(text), text).toBe(true);
  });

  it('the Declaration is Hudum here and Cyrillic there, and breaks between words only', () => {
    const text = read('udhr-khk-mong.txt');
    expect(detect(text)).toMatchObject({ script: 'hudum', share: { hudum: 1 } });
    expect(detect(read('udhr-khk-cyrl.txt'))).toMatchObject({ script: 'cyrillic', mongolianCyrillic: true });
    const inside = new Set(words(text).flatMap(({ start, end }) => Array.from({ length: end - start - 1 }, (_, i) => start + 1 + i)));
    expect(lineBreaks(text).filter((at) => inside.has(at))).toEqual([]);
    expect(lineBreaks(text).length).toBe(26);
    expect(normalForm(normalForm(text))).toBe(normalForm(text));
    // This very text has a mistake a reader sees at once: a word with vowels of both harmonies.
    expect(suggest(text).some(({ kind }) => kind === 'mixed-harmony')).toBe(true);
  });
});
