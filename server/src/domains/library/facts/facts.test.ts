// What the library's keepers put right: facts and relations of published records, seen from the portal's side.
import { addDays, today } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactsRequest, RelationType, Sheet } from '../../../console-api/contract.ts';
import { createDocument, revise } from '../../drafting/index.ts';
import { city, documentIn, draftOf, issued, noticeSheet, refusalOf, step, testCity, type TestCity } from '../../drafting/testing.ts';
import { endRecord } from '../commands/end-record.ts';
import { findRecords } from '../open/get-record.ts';
import { listRecords } from '../open/list-records.ts';
import { getRecord } from '../queries/get-record.ts';
import { changeFacts } from './change-facts.ts';
import { relate } from './relate.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const record = async (change: Partial<Sheet> = {}): Promise<string> => (await issued(t, change)).recordId ?? '';
const view = (id: string) => getRecord(t.db, t.people.office, id);
const open = async (id: string) => {
  const found = (await findRecords(t.portalDb, [id])).get(id);
  if (found === undefined || !('record' in found)) throw new Error('not public');
  return found.record;
};
const change = async (id: string, what: Partial<FactsRequest>, by = t.people.office): Promise<void> => {
  const facts = (await view(id)).facts;
  await changeFacts(t.db, by, id, {
    version: facts?.version ?? 0, category: 'policy', theme: facts?.theme ?? null, keywords: facts?.keywords ?? [], confirmKeywords: false,
    effectiveOn: facts?.effectiveOn ?? null, expiresOn: facts?.expiresOn ?? null, ground: '核对原件', ...what,
  });
};
const relates = async (id: string, type: Exclude<RelationType, 'translates'>, to: string, how: 'add' | 'remove' = 'add', by = t.people.office): Promise<void> =>
  relate(t.db, by, id, { version: (await view(id)).facts?.version ?? 0, type, to }, how);

describe('facts', () => {
  it('are public at once: list, facets, search, validity; on record with before and after', async () => {
    const id = await record();
    await change(id, { category: 'discretion', theme: '城乡建设、环境保护/城市规划', keywords: ['裁量基准', '城管执法'], confirmKeywords: true, expiresOn: addDays(today(), -1) });
    expect(await open(id)).toMatchObject({ category: 'discretion', keywords: ['裁量基准', '城管执法'], status: 'expired', expiresOn: addDays(today(), -1) });
    expect((await listRecords(t.portalDb, { category: 'discretion' }, { limit: 5 })).items.map((r) => r.id)).toEqual([id]);
    const facts = (await view(id)).facts;
    expect(facts).toMatchObject({ version: 2, category: 'discretion', theme: '城乡建设、环境保护\\城市规划', keywordsConfirmed: { by: 'office某' }, editable: true });
    const entry = await t.db.selectFrom('core.journal').select(['before', 'after', 'reason']).where('action', '=', 'record.change-facts').where('subjectId', '=', id).executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ before: { category: 'policy' }, after: { category: 'discretion' }, reason: '核对原件' });
    const entries = await t.db.selectFrom('open.searchEntry').select(['category', 'status']).where('recordId', '=', id).executeTakeFirstOrThrow();
    expect(entries).toEqual({ category: 'discretion', status: 'expired' });
  });

  it('refuses an old version by its name, bad input with all reasons, and whoever may not', async () => {
    const id = await record();
    await change(id, { keywords: ['防汛', '抗旱'], confirmKeywords: true });
    expect(await refusalOf(change(id, { version: 1, keywords: ['防汛'] }))).toContain('edit-conflict');
    await expect(change(id, { category: 'other', theme: '没有的主题', keywords: ['a b'], ground: '', effectiveOn: today(), expiresOn: addDays(today(), -1) }))
      .rejects.toMatchObject({ code: 'facts-refused', reasons: ['theme-unknown', 'bad-keyword', 'expires-before-effect', 'ground-missing'].map((code) => expect.objectContaining({ code })) });
    const foreign = await record({ theme: '来源自己的分类' });
    await change(foreign, { keywords: ['防汛', '值班'] });
    expect(await open(foreign)).toMatchObject({ theme: '来源自己的分类', keywords: ['防汛', '值班'] });
    await expect(change(id, { confirmKeywords: true })).rejects.toMatchObject({ reasons: [expect.objectContaining({ code: 'nothing-changed' })] });
    await expect(change(id, { keywords: ['机密★10年'] })).rejects.toMatchObject({ code: 'facts-refused' });
    await expect(change(id, { keywords: ['防汛'] }, t.people.drafter)).rejects.toMatchObject({ status: 403 });
    await expect(change(id, { keywords: ['防汛'] }, t.people.stranger)).rejects.toMatchObject({ status: 403 });
  });

  it('a revision begins with what was put right, and its publication is a conflict for an edit begun before', async () => {
    const id = await record();
    await change(id, { category: 'normative', keywords: ['重新核对'], confirmKeywords: true });
    const doc = await documentIn(t, await revise(t.env, t.people.drafter, id));
    expect(doc.sheet).toMatchObject({ category: 'normative', keywords: ['重新核对'], keywordsConfirmed: true });
  });
});

describe('relations', () => {
  it('both ends show one that was added, and neither one that was taken away', async () => {
    const [rule, reading] = [await record(), await record()];
    await relates(reading, 'interprets', rule);
    expect((await open(rule)).relations).toMatchObject([{ direction: 'to', type: 'interprets', id: reading }]);
    expect((await open(reading)).relations).toMatchObject([{ direction: 'from', type: 'interprets', id: rule }]);
    expect((await view(rule)).relations).toMatchObject([{ direction: 'from', type: 'interprets', recordId: reading }]);
    await relates(reading, 'interprets', rule, 'remove');
    expect((await open(rule)).relations).toEqual([]);
    expect((await open(reading)).relations).toEqual([]);
    const actions = await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', reading).where('action', 'like', 'record.%relate').orderBy('id').execute();
    expect(actions.map((row) => row.action)).toEqual(['record.relate', 'record.unrelate']);
  });

  it('代替 ends the other one, taking it away lets it stand; an end entered by hand stays', async () => {
    const [old, next] = [await record(), await record()];
    await relates(next, 'replaces', old);
    expect(await open(old)).toMatchObject({ status: 'repealed', statusNote: expect.stringContaining('通知》') });
    await relates(next, 'replaces', old, 'remove');
    expect(await open(old)).toMatchObject({ status: 'in-force', statusNote: null });
    await endRecord(t.db, t.people.office, old, { kind: 'repealed', effectiveOn: today(), ground: '会议决定', publicNote: '自今日起废止', byRecord: next });
    await relates(next, 'repeals', old);
    await relates(next, 'repeals', old, 'remove');
    expect(await open(old)).toMatchObject({ status: 'repealed' });
  });

  it('修改 marks the other one amended', async () => {
    const [rule, decision] = [await record(), await record()];
    await relates(decision, 'amends', rule);
    expect(await open(rule)).toMatchObject({ status: 'amended' });
  });

  it('refuses loops, contradictions, what is there, what is not, and what is not for this agency', async () => {
    const [a, b, c] = [await record(), await record(), await record()];
    await relates(a, 'replaces', b);
    await relates(b, 'attached-to', c);
    expect(await refusalOf(relates(c, 'replaces', a))).toEqual(['relation-loop']);
    expect(await refusalOf(relates(c, 'replaces', b))).toEqual(['relation-loop', 'relation-ended-by-another']);
    expect(await refusalOf(relates(a, 'replaces', b))).toContain('relation-exists');
    await expect(relates(a, 'interprets', b, 'remove')).rejects.toMatchObject({ status: 404 });
    await expect(relates(a, 'interprets', c, 'add', t.people.stranger)).rejects.toMatchObject({ status: 403 });
    expect(await refusalOf(relate(t.db, t.people.office, a, { version: 1, type: 'interprets', to: c }, 'add'))).toContain('edit-conflict');
  });

  it('two at once that would close a loop: one of them is refused', async () => {
    const [a, b] = [await record(), await record()];
    const both = await Promise.allSettled([relates(a, 'amends', b), relates(b, 'amends', a)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('the drafting sheet is refused for the same reasons when it is submitted', async () => {
    const [a, b] = [await record(), await record()];
    await relates(a, 'replaces', b);
    const id = await draftOf(t, noticeSheet({ relations: [{ type: 'replaces', recordId: b, text: null }] }));
    expect(await refusalOf(step(t, id, 'submit'))).toContain('relation-ended-by-another');
    expect(await createDocument(t.env, t.people.drafter, city, 'notice')).toBeTypeOf('string');
  });
});
