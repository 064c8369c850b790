import { afterAll, beforeAll, expect, it } from 'vitest';
import { testCity, refusalOf, type TestCity } from '../../drafting/testing.ts';
import { listSynonyms, saveSynonyms } from './synonyms.ts';

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
