import { unicodeToMenksoft } from '@tongming/mongolian';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchRecords } from '../domains/library/open/search.ts';
import { paragraphs, seedRecord } from './testing.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';

let t: TestDatabase;
let mongolian: string;
let chinese: string;
beforeAll(async () => {
  t = await testDatabase();
  mongolian = await seedRecord(t.db, { title: 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', language: 'mn-Mong-CN', body: paragraphs('ᠡᠳᠦᠷ᠂ ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠠᠤᠯᠢ᠃ 2026 年 ᠨᠠᠢ᠍ᠮᠠ') });
  chinese = await seedRecord(t.db, { title: '蒙古语文工作', body: paragraphs('本文提到 ᠮᠣᠩᠭᠣᠯ 一词。') });
  await seedRecord(t.db, { title: '别的文件' });
});
afterAll(() => t.drop());

const found = async (q: string, language?: 'mn-Mong-CN') => {
  const { items } = await searchRecords(t.portalDb, { q, filter: language === undefined ? {} : { language }, limit: 10, cursor: null });
  return items.map((item) => item.id);
};

describe('a Mongolian word', () => {
  it.each([
    ['as it stands', 'ᠮᠣᠩᠭᠣᠯ'], ['with NNBSP before its suffix', 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ'], ['with MVS before its suffix', 'ᠮᠣᠩᠭᠣᠯ\u180eᠤᠨ'],
    ['with another suffix', 'ᠮᠣᠩᠭᠣᠯ\u202fᠢᠶᠠᠷ'], ['with selectors', 'ᠮᠣ\u180bᠩᠭ\u180cᠣᠯ'], ['with letters that look alike', 'ᠮᠤᠩᠬᠤᠯ'],
    ['in Menksoft code', unicodeToMenksoft('ᠮᠣᠩᠭᠣᠯ').text],
  ])('is found %s', async (_how, q) => {
    expect((await found(q)).toSorted()).toEqual([mongolian, chinese].toSorted());
    expect(await found(q, 'mn-Mong-CN')).toEqual([mongolian]);
  });

  it('is found by its selector in the text', async () => {
    expect(await found('ᠨᠠᠢᠮᠠ')).toEqual([mongolian]);
  });

  it('that stands nowhere is not found, nor what only comes near', async () => {
    expect(await found('ᠮᠣᠷᠢ')).toEqual([]);
    expect(await found('ᠮᠣᠩᠭᠣᠯ ᠮᠣᠷᠢ')).toEqual([]);
  });

  it('narrows beside a Chinese word', async () => {
    expect(await found('ᠮᠣᠩᠭᠣᠯ 一词')).toEqual([chinese]);
  });

  it('is marked where it stands in the original', async () => {
    const { items } = await searchRecords(t.portalDb, { q: 'ᠮᠤᠩᠬᠤᠯ\u180eᠤᠨ', filter: {}, limit: 10, cursor: null });
    const item = items.find(({ id }) => id === mongolian);
    expect(item?.titleParts).toEqual([{ text: 'ᠮᠣᠩᠭᠣᠯ', hit: true }, { text: ' ᠬᠡᠯᠡ', hit: false }]);
    expect(item?.snippetParts.filter((part) => part.hit).map((part) => part.text)).toEqual(['ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ']);
    expect(item?.snippetParts.map((part) => part.text).join('')).toContain('ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠠᠤᠯᠢ');
  });
});
