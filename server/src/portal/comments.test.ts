// Comments on an annual report, as the public sends and reads them.
import { randomUUID } from 'node:crypto';
import { instant } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedAgency, seedRecord, seedTombstone, testPortal, type TestPortal } from './testing.ts';
import { createRateLimiter } from '../platform/limits.ts';

let p: TestPortal;
let report: string;
const path = () => `/records/${report}/comments`;
const form = { words: '图表看不清，建议附数据。', signature: '', contact: '', website: '' };
beforeAll(async () => {
  p = await testPortal({ limiter: { take: () => undefined } });
  await seedAgency(p.t.db);
  report = await seedRecord(p.t.db, { category: 'annual-report', kind: 'report', title: '通辽市2025年政府信息公开工作年度报告' });
});
afterAll(() => p.drop());

it('the report leads to the form, other records do not', async () => {
  expect(await p.text(`/records/${report}`)).toContain(`href="${path()}#write"`);
  const other = await seedRecord(p.t.db);
  expect(await p.text(`/records/${other}`)).not.toContain('/comments');
  for (const id of [other, randomUUID(), 'x', await seedTombstone(p.t.db)]) {
    expect((await p.get(`/records/${id}/comments`)).status).toBe(404);
    expect((await p.post(`/records/${id}/comments`, form)).status).toBe(404);
  }
});

it('gives a receipt for what is in the inbox', async () => {
  const done = await p.post(path(), { ...form, signature: '<b>王', contact: '0475-1' });
  expect([done.status, done.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const row = await p.t.db.selectFrom('inbox.reportComment').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ recordId: report, words: form.words, signature: '<b>王', contact: '0475-1' });
  expect(await done.text()).toContain(row.id.slice(0, 8).toUpperCase());
  for (const page of [path(), `/records/${report}`]) expect(await p.text(page)).not.toContain('图表看不清');
});

it('gives everything back with the faults, and takes nothing', async () => {
  const before = (await p.t.db.selectFrom('inbox.reportComment').select('id').execute()).length;
  const faulty = await p.post(path(), { ...form, words: '好', signature: '王某' });
  expect(faulty.status).toBe(422);
  const page = await faulty.text();
  expect(page).toContain('请写明意见');
  expect(page).toContain('value="王某"');
  expect((await p.post(path(), { ...form, website: 'x' })).status).toBe(422);
  expect((await p.t.db.selectFrom('inbox.reportComment').select('id').execute()).length).toBe(before);
});

it('who sends too often is told so and keeps what he wrote', async () => {
  const q = await testPortal({ limiter: createRateLimiter(() => 0) });
  await seedAgency(q.t.db);
  const id = await seedRecord(q.t.db, { category: 'annual-report', kind: 'report', title: '年报' });
  const statuses: number[] = [];
  let last = '';
  for (let i = 0; i < 7; i += 1) {
    const answer = await q.post(`/records/${id}/comments`, form);
    statuses.push(answer.status);
    last = await answer.text();
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(last).toContain(form.words);
  await q.drop();
});

it('shows what was published with its answer, newest first, page after page', async () => {
  const rows = Array.from({ length: 23 }, (_, i) => ({
    id: randomUUID(), recordId: report, signature: i % 2 === 0 ? null : '<i>李', words: `第${i}条意见`, receivedAt: instant(`2026-03-${String(i + 1).padStart(2, '0')}T02:00:00Z`), answer: `答复${i}。`, answeredOn: '2026-04-01',
  }));
  await p.t.db.insertInto('open.reportComment').values(rows).execute();
  await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: report, kind: 'status', tags: [`record:${report}`] }).execute();
  const under = await p.text(`/records/${report}`);
  expect([under.includes('第22条意见'), under.includes('第19条意见'), under.includes('查看全部23条意见'), under.includes('匿名')]).toEqual([true, false, true, true]);
  const first = await p.text(path());
  expect(first).not.toContain('<i>李');
  const second = await p.text(/rel="next" href="([^"]+)"/.exec(first)?.[1] ?? '');
  expect([second.includes('第2条意见'), second.includes('第3条意见'), second.includes('rel="next"')]).toEqual([true, false, false]);
  for (const cursor of ['x', '2026-99-99T00:00:00Z_' + randomUUID()]) expect((await p.get(`${path()}?cursor=${cursor}`)).status).toBe(200);
});
