// An alert tells of exactly what the search finds: one planner, two ways of holding it against a record.
import fc from 'fast-check';
import { civilDate } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { searchRecords } from '../library/open/search.ts';
import { filterNames, type RecordFilter } from '../library/index.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { listRecords } from '../library/open/list-records.ts';
import { seedCity } from '../../portal/testing.ts';
import { findMatches } from './match.ts';

let t: TestDatabase;
let ids: string[];
beforeAll(async () => {
  t = await testDatabase();
  await seedCity(t.db);
  await t.db.updateTable('open.attachment').set({ text: '合同样本 ABC-7788' }).execute();
  ids = (await t.db.selectFrom('open.record').select('id').execute()).map((row) => row.id);
});
afterAll(() => t.drop());

const word = fc.constantFrom('供热', '城市供热', '办法', '通知', '工作', '教育局', '燃气管理条例', '国务院令第583号', '583号', '2026', '第一条', '"热费退还"', '"不存在的短语"', '-供热', '-"室温"', '社保', '公积金', '的', '？', 'pdf', '通政发', '义务教育招生', '"abc-7788"', '-"合同样本"', '低保', '贯彻执行');
const filter = fc.record<RecordFilter>({
  category: fc.constantFrom('normative', 'policy', 'rule'), status: fc.constantFrom('in-force', 'repealed'), agency: fc.constantFrom('150500', '150500-fgw'),
  theme: fc.constantFrom('综合政务', '卫生、体育'), kind: fc.constantFrom('notice', 'opinion'), year: fc.constantFrom('2026', '2025', '2021'), region: fc.constantFrom('150500'),
  item: fc.constantFrom('20-1', '20-3'), from: fc.constant(civilDate('2025-06-01')), to: fc.constant(civilDate('2026-10-01')),
}, { requiredKeys: [] });

it('finds a record where the search finds it, and nowhere else', async () => {
  await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 3 }), fc.oneof(filter, fc.constant<RecordFilter>({})), async (words, chosen: RecordFilter) => {
    const search = { q: words.join(' ').trim(), filter: Object.fromEntries(filterNames.flatMap((name) => (chosen[name] === undefined ? [] : [[name, chosen[name]]]))) as RecordFilter };
    const expected = search.q === '' ? (await listRecords(t.portalDb, search.filter, { limit: 1000 })).items
      : (await searchRecords(t.portalDb, { ...search, limit: 1000, cursor: null, exactOnly: true })).items;
    const found = await findMatches(t.portalDb, [search], ids);
    expect(found.map((f) => f.id).sort()).toEqual(expected.map((item) => item.id).sort());
  }), { numRuns: 120 });
});

it('knows a synonym from the moment it is on the list', async () => {
  const search = { q: '暖气', filter: {} };
  expect(await findMatches(t.portalDb, [search], ids)).toEqual([]);
  await t.db.insertInto('open.searchSynonym').values({ id: crypto.randomUUID(), words: ['暖气', '供热'] }).execute();
  expect((await findMatches(t.portalDb, [search], ids)).length).toBeGreaterThan(0);
});
