import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, type Tx } from './database.ts';
import { indexRecord, removeFromIndex, renewSearchIndex } from './search-index.ts';
import { searchOpen } from './search-open.ts';
import { marker } from './search-marks.ts';
import { exactPlan } from './search-planner.ts';
import { parseQuery } from './search-query.ts';
import { termCollector, termsOf, textQueryTerms, titleQueryTerms } from './search-terms.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

const han = fc.string({ unit: fc.constantFrom(...'通辽市人民政府办公室关于印发行政处罚自由裁量权管理条例的通知王丽张税砂，（）A9 '), minLength: 1, maxLength: 60 });

describe('terms', () => {
  const collector = termCollector();
  it('every part of a text is found by its own words', () => {
    fc.assert(fc.property(han, fc.nat(), fc.nat(), (text, a, b) => {
      const terms = new Set(collector.collect('', [text]));
      const from = a % text.length;
      const piece = text.slice(from, from + 1 + (b % 12));
      // A word of letters or digits is found whole only.
      fc.pre(!/[A9]/.test(piece));
      for (const term of textQueryTerms(piece).terms) expect(terms).toContain(term);
    }));
  });

  it('every part of a title is found in the title, with and without its marks', () => {
    fc.assert(fc.property(han, fc.nat(), fc.nat(), (title, a, b) => {
      const terms = new Set(collector.collect(title, []));
      const from = a % title.length;
      const piece = title.slice(from, from + 1 + (b % 12)).replace(/[A9，（） ]/g, '');
      fc.pre(piece === title.slice(from, from + piece.length));
      for (const term of titleQueryTerms(piece)) expect(terms).toContain(term);
    }));
    expect([...collector.collect('关于修改《公文办法》的决定', [])]).toEqual(expect.arrayContaining(titleQueryTerms('修改公文办法')));
  });

  it('a table of however many numbers has its terms, in order', () => {
    const numbers = Array.from({ length: 300_000 }, (_, i) => String(i));
    const terms = termsOf({ title: '统计表', documentNumber: null, bodyText: numbers.join(' '), keywords: [], attachmentsText: '', dateMade: null });
    const [first] = textQueryTerms('299999').terms;
    expect([terms.length > 290_000, terms.includes(first ?? 0), terms.every((term, i) => i === 0 || (terms[i - 1] ?? 0) <= term)]).toEqual([true, true, true]);
  });

  it('width and case do not matter, words of letters and digits are apart', () => {
    expect(textQueryTerms('ＧＢ／Ｔ９７０４').terms).toEqual(textQueryTerms('gb/t9704').terms);
    expect([...collector.collect('', ['GB/T 9704-2012'])]).toEqual(expect.arrayContaining(textQueryTerms('t9704').terms));
    expect(textQueryTerms('𫟅').terms).toHaveLength(1);
  });
});

describe('queries', () => {
  it('any input gives a query or nothing, and marks lose no text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 80 }), (typed, text) => {
      const query = parseQuery(typed);
      const plan = query && exactPlan(query, [], {});
      for (const term of [plan?.all ?? [], ...plan?.tiers.map((tier) => tier.all) ?? []].flat(3)) expect(Number.isSafeInteger(term)).toBe(true);
      const { mark, snippet } = marker(query?.words ?? []);
      expect(mark(text).map((p) => p.text).join('')).toBe(text);
      snippet(text);
    }));
  });

  it('says when a question is cut, and reads quotes and numbers', () => {
    expect(parseQuery('税'.repeat(10_000))?.cut).toBe(true);
    expect(parseQuery('\u0000 。、')).toBeNull();
    expect(parseQuery('“行政 处罚” 条例')).toMatchObject({ phrases: ['行政 处罚'], words: ['条例'] });
    expect(parseQuery('通政办发(2026)012号')?.number?.parts).toEqual({ code: '通政办发', year: 2026, seq: 12 });
  });
});

describe('search', () => {
  let t: TestDatabase;
  const ids = new Map<string, string>();
  const put = async (key: string, fields: { title: string; bodyText: string; day: string; number?: [string, number, number]; kind?: string }) => {
    await t.db.transaction().execute(async (tx) => {
      const no = ids.size + 1;
      const id = `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;
      ids.set(key, id);
      await insertRecord(tx, id, no, fields);
      await indexRecord(tx, [{ ...fields, id, documentNumber: fields.number ? `${fields.number[0]}〔${fields.number[1]}〕${fields.number[2]}号` : null, keywords: [], attachmentsText: '', dateMade: fields.day }]);
    });
  };
  const find = async (q: string, more: Partial<Parameters<typeof searchOpen>[1]> = {}) => {
    const result = await searchOpen(t.portalDb, { q, limit: 10, ...more });
    return { ...result, keys: result.items.map((item) => [...ids].find(([, id]) => id === item.id)?.[0]) };
  };

  beforeAll(async () => {
    t = await testDatabase();
    await put('old-title', { title: '关于加强养老服务管理的通知', bodyText: '各旗县区人民政府。', day: '2020-01-01', number: ['通政办发', 2020, 12] });
    await put('new-title', { title: '养老服务补贴办法', bodyText: '按照政府规定执行。', day: '2024-01-01', kind: 'other' });
    await put('body', { title: '2025年工作要点', bodyText: '提升养老机构的服务质量，引用通政办发〔2020〕12号。负责人：王丽。', day: '2025-06-01' });
    await put('phrase', { title: '会议纪要', bodyText: '会议研究了养老服务工作，人员名单附后。', day: '2021-01-01' });
  });
  afterAll(() => t.drop());

  it('puts titles over bodies, words as typed over words apart, newer first', async () => {
    expect(await find('养老服务')).toMatchObject({ total: 4, keys: ['new-title', 'old-title', 'phrase', 'body'] });
    expect((await find('养老服务', { sort: 'date' })).total).toBe(4);
  });

  it('takes quotes literally', async () => {
    expect((await find('"养老服务"')).keys.toSorted()).toEqual(['new-title', 'old-title', 'phrase']);
  });

  it.each(['通政办发〔2020〕12号', '通政办发(2020)12号', '通政办发[2020]第012号', '通政办发【2020】12号'])('finds the number %s first', async (q) => {
    expect((await find(q)).keys[0]).toBe('old-title');
  });

  it('finds people by name and marks what was found', async () => {
    const { items } = await find('王丽');
    expect(items[0]?.snippetParts).toContainEqual({ text: '王丽', hit: true });
    expect(items).toHaveLength(1);
  });

  it('filters, and follows a status that changes', async () => {
    expect((await find('养老服务', { filters: { year: 2024 } })).keys).toEqual(['new-title']);
    expect((await find('养老服务', { filters: { kind: 'other', agency: '150500' } })).keys).toEqual(['new-title']);
    await t.db.updateTable('open.record').set({ status: 'repealed' }).where('id', '=', ids.get('old-title') ?? '').execute();
    expect((await find('养老服务', { filters: { status: 'repealed' } })).keys).toEqual(['old-title']);
  });

  it('pages without loss or repetition', async () => {
    for (const sort of ['relevance', 'date'] as const) {
      const seen: unknown[] = [];
      for (let cursor: string | null = null, pages = 0; pages < 9; pages += 1) {
        const page: Awaited<ReturnType<typeof find>> = await find('养老服务', { sort, limit: 1, cursor });
        seen.push(...page.keys);
        cursor = page.next;
        if (!cursor) break;
      }
      expect(seen.toSorted()).toEqual(['body', 'new-title', 'old-title', 'phrase']);
    }
    await expect(find('养老', { cursor: 'x' })).rejects.toMatchObject({ code: 'bad-cursor', status: 400 });
  });

  it.each(['\u0000', `'; drop table open.record; --`, 'a & b | !c:* <-> (', '%_\\', '👍👨‍👩‍👧', '税'.repeat(10_000), '"', '“”"', '\ud800', '𫟅', '通政办发〔2020〕99999999999号'])(
    'survives %j', async (q) => {
      expect((await find(q)).total).toBeGreaterThanOrEqual(0);
    });

  it('makes terms anew where an older program made them', async () => {
    await t.db.updateTable('open.searchEntry').set({ terms: [], make: 1 }).where('recordId', '=', ids.get('body') ?? '').execute();
    expect((await find('王丽')).total).toBe(0);
    expect(await renewSearchIndex(t.db)).toBe(1);
    expect(await renewSearchIndex(t.db)).toBe(0);
    expect((await find('王丽')).keys).toEqual(['body']);
  });

  it('forgets what is removed', async () => {
    await t.db.transaction().execute((tx) => removeFromIndex(tx, [ids.get('phrase') ?? '']));
    expect((await find('养老服务')).keys).not.toContain('phrase');
  });
});

async function insertRecord(tx: Tx, id: string, no: number, f: { title: string; bodyText: string; day: string; number?: [string, number, number]; kind?: string }) {
  await tx.insertInto('open.record').values({
    id, externalId: null, indexNumber: `000014349/2026-${String(no).padStart(5, '0')}`, agencyCode: '150500', agencyName: '市政府',
    issuer: '市政府', regionCode: '150500', kind: f.kind ?? 'notice', category: 'policy', title: f.title,
    documentNumber: f.number ? `${f.number[0]}〔${f.number[1]}〕${f.number[2]}号` : null, numberCode: f.number?.[0] ?? null,
    numberYear: f.number?.[1] ?? null, numberSeq: f.number?.[2] ?? null, dateMade: f.day, publishedAt: '2026-01-01T00:00:00Z',
    datePublished: '2026-01-01', theme: null, summary: null, status: 'in-force', statusNote: null, effectiveOn: null, expiresOn: null,
    attribute: 'full', edition: 1, official: json(null), body: json(null), bodyText: f.bodyText, updatedAt: '2026-01-01T00:00:00Z',
  }).execute();
}
