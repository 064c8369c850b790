// What must come first, judged by hand on a few documents; and what people type instead of what they mean.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from './database.ts';
import { indexRecord } from './search-index.ts';
import { searchOpen, type SearchRequest } from './search-open.ts';
import type { RecordStatus } from './schema.ts';
import { suggestionOf } from './search-near.ts';
import { parseQuery } from './search-query.ts';
import { testDatabase, type TestDatabase } from './testing.ts';

type Doc = { title: string; body?: string; issuer?: string; day?: string; number?: string; status?: RecordStatus; attachment?: string };
const docs: Record<string, Doc> = {
  law: { title: '中华人民共和国政府信息公开条例', issuer: '国务院', day: '2019-04-03', number: '国令第711号', body: '第一条 为了保障公民依法获取政府信息。\n第二十六条 对公众申请公开的政府信息，能够当场答复的应当当场答复。' },
  oldLaw: { title: '中华人民共和国政府信息公开条例（2007）', issuer: '国务院', day: '2007-04-05', status: 'repealed', body: '第一条 为了保障公民依法获取政府信息。' },
  ministry: { title: '交通运输部政府信息公开条例实施细则', issuer: '交通运输部', day: '2021-01-01', body: '细化条例。' },
  city: { title: '通辽市政府信息公开条例实施细则', issuer: '通辽市人民政府', day: '2024-01-01', body: '细化条例。' },
  county: { title: '开鲁县政府信息公开条例实施细则', issuer: '开鲁县人民政府', day: '2025-01-01', body: '细化条例。' },
  citing: { title: '2025年工作要点', issuer: '通辽市人民政府', day: '2025-03-01', body: '落实《中华人民共和国政府信息公开条例》，引用通政办发〔2026〕12号。' },
  heating: { title: '通辽市城市供热管理办法', issuer: '通辽市人民政府', day: '2026-02-01', number: '通政办发〔2026〕12号', body: '室内温度不得低于十八摄氏度，用户可以申请检测温度并按日退还热费。', attachment: '供热单位名录与抢修电话登记表' },
  heatingRepealed: { title: '通辽市城市供热管理暂行办法', issuer: '通辽市人民政府', day: '2026-03-01', status: 'repealed', body: '旧办法。' },
  dogs: { title: '呼和浩特市养犬管理条例', issuer: '呼和浩特市人民代表大会常务委员会', day: '2020-03-15', body: '携带犬只出户应当使用牵引带。' },
  office: { title: '国务院办公厅关于推进养老服务发展的意见', issuer: '国务院办公厅', day: '2019-03-29', number: '国办发〔2019〕5号', body: '各省、自治区、直辖市人民政府：持续完善居家为基础、社区为依托的养老服务体系。' },
  council: { title: '国务院关于加快发展养老服务业的若干意见', issuer: '国务院', day: '2013-09-06', number: '国发〔2013〕35号', body: '积极应对人口老龄化。' },
};

describe('judged results', () => {
  let t: TestDatabase;
  const keys = Object.keys(docs);
  const idOf = (key: string) => `00000000-0000-4000-8000-${String(keys.indexOf(key) + 1).padStart(12, '0')}`;
  const find = async (q: string, more: Partial<SearchRequest> = {}) => {
    const found = await searchOpen(t.portalDb, { q, limit: 10, ...more });
    return { ...found, keys: found.items.map((item) => keys.find((key) => idOf(key) === item.id)) };
  };
  const first = async (q: string) => (await find(q)).keys[0];

  beforeAll(async () => {
    t = await testDatabase();
    await t.db.transaction().execute(async (tx) => {
      for (const [i, key] of keys.entries()) {
        const d = { issuer: '市政府', day: '2020-01-01', body: '', status: 'in-force' as const, ...docs[key] };
        const title = docs[key]?.title ?? '';
        await tx.insertInto('open.record').values({
          id: idOf(key), indexNumber: `000014349/2026-${String(i + 1).padStart(5, '0')}`, agencyCode: '150500', agencyName: '市政府', issuer: d.issuer,
          regionCode: '150500', kind: 'notice', category: 'policy', title, documentNumber: d.number ?? null, dateMade: d.day, publishedAt: '2026-04-01T00:00:00Z',
          datePublished: '2026-04-01', theme: null, summary: null, status: d.status, statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full', edition: 1,
          official: json(null), body: json(null), bodyText: d.body, updatedAt: '2026-04-01T00:00:00Z', externalId: null, numberCode: null, numberYear: null, numberSeq: null,
        }).execute();
        if (d.attachment !== undefined) await tx.insertInto('open.attachment').values({ recordId: idOf(key), position: 1, name: '附件.xlsx', fileHash: 'x', size: 1, mime: 'x', text: d.attachment }).execute();
        await indexRecord(tx, [{ id: idOf(key), title, documentNumber: d.number ?? null, bodyText: d.body, keywords: [], attachmentsText: d.attachment ?? '', dateMade: d.day }]);
      }
    });
  });
  afterAll(() => t.drop());

  it('the title itself, in force before ended, higher organ before lower, titles before bodies', async () => {
    expect((await find('政府信息公开条例')).keys).toEqual(['law', 'oldLaw', 'ministry', 'city', 'county', 'citing']);
    expect((await find('城市供热')).keys).toEqual(['heating', 'heatingRepealed']);
    expect((await find('养老服务')).keys).toEqual(['office', 'council']);
  });

  it('newer first among equals, and by date when asked', async () => {
    expect((await find('实施细则', { sort: 'date' })).keys).toEqual(['county', 'city', 'ministry']);
    const near = await find('政府倌息公开条列实施', { sort: 'date' });
    const days = near.items.map((item) => String(item.dateMade));
    expect(near.near && days.length > 2 && days).toEqual(days.toSorted().reverse());
    expect((await find('信息公开', { sort: 'date' })).keys[0]).toBe('citing');
  });

  it.each(['通政办发〔2026〕12号', '通政办发2026-12', '通政办发 2026 12', '通政办发[2026]12', '通政办发（2026）第12号', '〔2026〕12号', '通政办发2026年12号', '（2026）通政办发12号', '通政办发12号 2026年', '通政办发12'])('%s is the document, not one that cites it', async (q) => {
    expect(await first(q)).toBe('heating');
  });

  it.each(['国令第711号', '国令711号', '国令 711', '711号令', '国第711号令'])('%s is the order', async (q) => {
    expect(await first(q)).toBe('law');
  });

  it.each([
    ['words run together', '通辽供热办法', 'heating'], ['a missing character', '通辽市城市供管理办法', 'heating'], ['a wrong one', '通辽市城市共热管理办法', 'heating'],
    ['two swapped', '城市热供管理办法', 'heating'], ['one twice', '呼和浩特市养养犬管理条例', 'dogs'], ['traditional characters', '呼和浩特市養犬管理條例', 'dogs'],
    ['another word for it', '养狗管理', 'dogs'], ['a short name', '国办推进养老服务', 'office'], ['pinyin', 'huhehaoteshiyangquanguanlitiaoli', 'dogs'],
    ['pinyin with spaces', 'yang quan guan li', 'dogs'], ['first letters', 'hhhtsyqgltl', 'dogs'], ['a question', '请问暖气室内温度不达标怎么退还热费？', 'heating'],
    ['words in another order', '退还 温度 检测 申请', 'heating'], ['a year and a word', '2019年 养老服务', 'office'], ['words of an attachment', '抢修电话登记表', 'heating'],
  ])('%s: %s', async (_what, q, expected) => {
    expect(await first(q)).toBe(expected);
  });

  it.each([['十四五规划2021-2025年', null], ['2020年10项民生实事', null], ['2020年第3次会议', null], ['GB/T 9704-2012', null], ['国办发 2020 17', { code: '国办发', year: 2020, seq: 17 }]])('%s: a number or none', (q, parts) => {
    expect(parseQuery(q)?.number?.parts ?? null).toEqual(parts);
  });

  it('says when nothing is as typed, and what may have been meant', async () => {
    expect(await find('呼和浩特市养大管理条例')).toMatchObject({ near: true, suggestion: '呼和浩特市养犬管理条例' });
    expect(await find('呼和浩特市养犬管理条例')).toMatchObject({ near: false, suggestion: null, total: 1 });
    expect((await find('呼和浩特市养大管理条例', { exactOnly: true })).total).toBe(0);
    expect(await find('政付信息公开条例')).toMatchObject({ near: false, suggestion: '政府信息公开条例' });
    const typed = parseQuery('养老服物');
    expect(typed && suggestionOf(typed, '养老服务补贴办法')).toBe('养老服务');
  });

  it('leaves out what must not be there', async () => {
    expect((await find('政府信息公开条例 -细则')).keys).toEqual(['law', 'oldLaw', 'citing']);
    expect((await find('政府信息公开条例 不含实施细则 -"工作要点"')).keys).toEqual(['law', 'oldLaw']);
  });

  it('an article is where to look, not what to hold', async () => {
    const found = await find('政府信息公开条例第二十六条');
    expect(found).toMatchObject({ article: '第二十六条' });
    expect(found.items[0]?.snippetParts.map((part) => part.text).join('')).toContain('能够当场答复');
  });

  it('counts facets exactly, whatever is chosen, and follows near results page by page', async () => {
    const chosen = await find('政府信息公开条例', { filters: { status: 'repealed' } });
    expect(chosen.keys).toEqual(['oldLaw']);
    expect(chosen.facets.status).toEqual([{ value: 'in-force', count: 5 }, { value: 'repealed', count: 1 }]);
    expect(chosen.facets.kind).toEqual([{ value: 'notice', count: 1 }]);
    const seen: unknown[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof find>> = await find('政府倌息公开条列实施', { limit: 2, cursor });
      expect(page.near).toBe(true);
      seen.push(...page.keys);
      cursor = page.next;
      if (cursor === null) {
        expect(seen).toHaveLength(page.total);
        break;
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});
