import { afterAll, beforeAll, expect, it } from 'vitest';
import { testCity, refusalOf, type TestCity } from '../../drafting/testing.ts';
import { seedRecord } from '../../../portal/testing.ts';
import { listSynonyms, saveSynonyms } from './synonyms.ts';
import { trySynonyms } from './try.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const copy = async () => (await t.portalDb.selectFrom('open.searchSynonym').select('words').execute()).map((row) => row.words.join(' '));
const groupOf = async (word: string) => (await listSynonyms(t.db)).find((group) => group.words.includes(word));

it('saves, changes and takes away a group, in core and in open, each on record', async () => {
  await saveSynonyms(t.db, t.people.office, { words: ['暖气', '供热', '供热'] });
  expect(await copy()).toContain('暖气 供热');
  const group = await groupOf('暖气');
  await saveSynonyms(t.db, t.people.office, { id: group?.id, version: group?.version, words: ['暖气', '供热', '供暖'] });
  expect(await copy()).toContain('暖气 供热 供暖');
  expect(await refusalOf(saveSynonyms(t.db, t.people.office, { id: group?.id, version: group?.version, words: [] }))).toContain('edit-conflict');
  await saveSynonyms(t.db, t.people.office, { id: group?.id, version: 2, words: [] });
  expect((await copy()).join()).not.toContain('暖气');
  const kept = await t.db.selectFrom('core.journal').select('action').where('subjectType', '=', 'search-synonym').orderBy('id').execute();
  expect(kept.map((row) => row.action)).toEqual(['search-synonym.save', 'search-synonym.save', 'search-synonym.remove']);
});

it('refuses with all reasons, and whoever may not', async () => {
  await expect(saveSynonyms(t.db, t.people.office, { words: ['国办', '% or'] })).rejects.toMatchObject({
    code: 'synonyms-refused', reasons: [expect.objectContaining({ code: 'bad-word' }), expect.objectContaining({ code: 'word-elsewhere' })],
  });
  await expect(saveSynonyms(t.db, t.people.office, { words: ['一'] })).rejects.toMatchObject({ reasons: [expect.objectContaining({ code: 'too-few-words' })] });
  await expect(saveSynonyms(t.db, { ...t.people.office, roles: [] }, { words: ['暖气', '供热'] })).rejects.toMatchObject({ status: 403 });
});

it('shows what an edit would change, and changes nothing', async () => {
  await seedRecord(t.db, { title: '关于城市供热价格的通知' });
  await seedRecord(t.db, { title: '关于暖气收费的通知' });
  const before = await copy();
  const tried = await trySynonyms(t.db, { q: '暖气', id: null, words: ['暖气', '供热'] });
  expect([tried.before.total, tried.after.total]).toEqual([1, 2]);
  expect(tried.after.titles.map((row) => row.title).sort()).toEqual(['关于城市供热价格的通知', '关于暖气收费的通知']);
  expect(await trySynonyms(t.db, { q: '？', id: null, words: [] })).toEqual({ before: { total: 0, titles: [] }, after: { total: 0, titles: [] } });
  expect(await copy()).toEqual(before);
});
