// Numbers under many hands at once: no gap, no second use, in 文号 and in 索引号.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { act } from './commands/act.ts';
import { documentIn, draftOf, drive, noticeSheet, step, testCity, type TestCity } from './testing.ts';
import { saveSheet } from './commands/save.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

it('numbers 50 documents registered at the same time without a gap', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 50; i += 1) {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'registering');
    ids.push(id);
  }
  // Some fail after the counter has moved: the number goes back with the transaction.
  const versions = await Promise.all(ids.map(async (id) => (await documentIn(t, id)).version));
  const results = await Promise.allSettled(ids.flatMap((id, i) => {
    const work = act(t.env, t.people.office, id, 'register', { version: versions[i] ?? 0 });
    return i % 10 === 0 ? [work, act(t.env, t.people.office, id, 'register', { version: versions[i] ?? 0 })] : [work];
  }));
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(50);
  const used = await t.db.selectFrom('core.issuedNumber').select('seq').orderBy('seq').execute();
  expect(used.map((row) => row.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  const texts = new Set(await Promise.all(ids.map(async (id) => (await documentIn(t, id)).documentNumber)));
  expect(texts.size).toBe(50);
});

it('gives index numbers without a gap to documents issued at the same time, and tells each change once', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 12; i += 1) ids.push((await drive(t, await draftOf(t, noticeSheet()), 'dispatching')).id);
  await Promise.all(ids.map((id) => step(t, id, 'issue')));
  const records = await t.db.selectFrom('core.record').select(['id', 'indexNumber']).orderBy('indexNumber').execute();
  expect(records.map((r) => Number(r.indexNumber.slice(-5)))).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  const feed = await t.portalDb.selectFrom('open.change').select('subjectId').where('kind', '=', 'published').execute();
  expect(feed.map((c) => c.subjectId).sort()).toEqual(records.map((r) => r.id).sort());
});

it('gives another number when the code changes after a return, and cancels the first', async () => {
  await t.db.insertInto('core.agencyNumberCode').values({ code: '通政字', agencyCode: '150500' }).execute();
  const id = await draftOf(t, noticeSheet());
  const { documentNumber } = await drive(t, id, 'printing');
  await step(t, id, 'return', { opinion: '改用平行文' });
  const { version, sheet } = await documentIn(t, id);
  await saveSheet(t.env, t.people.drafter, id, version, { ...sheet, numberCode: '通政字' });
  const doc = await drive(t, id, 'printing');
  expect(doc.documentNumber).toMatch(/^通政字〔\d{4}〕1号$/);
  const rows = await t.db.selectFrom('core.issuedNumber').select(['code', 'state']).where('documentId', '=', id).orderBy('at').execute();
  expect(rows).toEqual([{ code: '通政发', state: 'cancelled' }, { code: '通政字', state: 'used' }]);
  expect(documentNumber).not.toBe(doc.documentNumber);
});

it('numbers orders through the years', async () => {
  await t.db.insertInto('core.agencyNumberCode').values({ code: '通辽市人民政府令', agencyCode: '150500' }).execute();
  const order = noticeSheet({ kind: 'order', form: 'order', direction: 'public', sealed: false, addressees: [], title: '通辽市人民政府令', numberCode: '通辽市人民政府令' });
  const first = await drive(t, await draftOf(t, order), 'registering');
  await step(t, first.id, 'register', { data: { dateMade: '2025-12-30' as never } });
  const second = await drive(t, await draftOf(t, order), 'printing');
  expect([(await documentIn(t, first.id)).documentNumber, second.documentNumber]).toEqual(['通辽市人民政府令第1号', '通辽市人民政府令第2号']);
  expect((await drive(t, second.id, 'issued')).recordId).not.toBeNull();
});
