// 对年报的意见: from the inbox to the office to the public place, and nowhere else before.
import { randomUUID } from 'node:crypto';
import { civilDate, instant } from '@tongming/law';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../../platform/errors.ts';
import { setLogSink } from '../../platform/log.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { decideComment, type Decision } from './commands/decide-comment.ts';
import { readComment, submitComment } from './inbox.ts';
import { openComments } from './open/comments.ts';
import { listComments } from './queries/list-comments.ts';
import { takeInComments } from './take-in-comments.ts';
import { bureau, makeGovernment, type ReportPeople } from './testing.ts';

let t: TestDatabase;
let people: ReportPeople;
let report: string;
let letter: string;
const spring = instant('2026-03-10T02:00:00Z');
const comment = { words: '图表看不清，建议附数据。', signature: '王某', contact: '13800001111' };

async function makeRecord(category: string, indexNumber: string): Promise<string> {
  const id = randomUUID();
  const row = { id, agencyCode: bureau, indexNumber, externalId: null, kind: 'report', category };
  await t.db.insertInto('core.record').values(row).execute();
  await t.db.insertInto('open.record').values({
    ...row, agencyName: '通辽市教育体育局', issuer: '通辽市教育体育局', regionCode: '150500', title: '通辽市教育体育局2025年政府信息公开工作年度报告', documentNumber: null,
    numberCode: null, numberYear: null, numberSeq: null, datePublished: civilDate('2026-01-20'), dateMade: null, publishedAt: spring, theme: null, keywords: [], summary: null, articleItems: [], status: 'unknown',
    statusNote: null, effectiveOn: null, expiresOn: null, attribute: 'full', edition: 1, language: 'zh-CN', body: null, bodyText: '', official: null, updatedAt: spring,
  }).execute();
  return id;
}

beforeAll(async () => {
  t = await testDatabase();
  people = await makeGovernment(t.db);
  report = await makeRecord('annual-report', 'TL0000059/2026-00001');
  letter = await makeRecord('policy', 'TL0000059/2026-00002');
});
afterAll(() => t.drop());

const send = (words = comment.words) => submitComment(t.portalDb, report, { ...comment, words }, spring);
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error)));
const seen = () => openComments(t.portalDb, report, { limit: 10 });

it('reading the form tells every fault at once', () => {
  expect(readComment({ words: ' 好 ', signature: 'x'.repeat(51), contact: 'x'.repeat(101) })).toEqual({ faults: ['words', 'signature', 'contact'] });
  expect(readComment({ words: ' 很好很好 ', signature: '', contact: ' ' })).toEqual({ comment: { words: '很好很好', signature: null, contact: null } });
});

describe('taking in', () => {
  beforeEach(async () => {
    await t.db.deleteFrom('core.reportComment').execute();
  });

  it('once each, with workers beside each other, and the public sees nothing of it', async () => {
    await Promise.all(Array.from({ length: 12 }, () => send()));
    const taken = await Promise.all(Array.from({ length: 4 }, () => takeInComments(t.db)));
    expect(taken.reduce((a, b) => a + b)).toBe(12);
    const rows = await t.db.selectFrom('core.reportComment').selectAll().execute();
    expect(rows.map((r) => [r.agencyCode, r.state])).toEqual(Array.from({ length: 12 }, () => [bureau, 'waiting']));
    expect(await t.db.selectFrom('inbox.reportComment').selectAll().execute()).toEqual([]);
    expect((await seen()).total).toBe(0);
    await expect(t.portalDb.selectFrom('inbox.reportComment').selectAll().execute()).rejects.toThrow(/permission denied/);
  });

  it('not again what is delivered again, and not what is on no annual report', async () => {
    const lines: string[] = [];
    setLogSink((line) => lines.push(line));
    await send();
    const { id } = await t.db.selectFrom('inbox.reportComment').select('id').executeTakeFirstOrThrow();
    await takeInComments(t.db);
    await t.portalDb.insertInto('inbox.reportComment').values([
      { id, recordId: report, signature: null, contact: null, words: '再来一次' }, { id: randomUUID(), recordId: letter, signature: null, contact: null, words: '不是年报' },
      { id: randomUUID(), recordId: randomUUID(), signature: null, contact: null, words: '没有这件' },
    ]).execute();
    expect(await takeInComments(t.db)).toBe(0);
    setLogSink((line) => process.stderr.write(`${line}\n`));
    expect(await t.db.selectFrom('core.reportComment').select('words').execute()).toEqual([{ words: comment.words }]);
    expect(lines.join()).toContain('report-comment.malformed');
    expect((await t.db.selectFrom('core.journal').select('id').where('action', '=', 'report-comment.malformed').execute()).length).toBe(2);
  });
});

describe('deciding', () => {
  let id: string;
  const decide = (who: keyof ReportPeople, decision: Decision) => decideComment(t.db, people[who], id, decision, 'r');
  beforeEach(async () => {
    await t.db.deleteFrom('core.reportComment').execute();
    await t.db.deleteFrom('open.reportComment').execute();
    await send('请公开招生数据，我的电话13912345678。');
    await takeInComments(t.db);
    id = (await t.db.selectFrom('core.reportComment').select('id').executeTakeFirstOrThrow()).id;
  });

  it('is for the openness office of the agency; those above read', async () => {
    const publish: Decision = { act: 'publish', version: 1, answer: '已经补上。' };
    for (const who of ['stranger', 'admin', 'cityHead'] as const) expect([who, await codeOf(decide(who, publish))]).toEqual([who, 'forbidden']);
    expect((await listComments(t.db, people.stranger, { limit: 10 })).total).toBe(0);
    expect((await listComments(t.db, people.cityHead, { limit: 10 })).items.map((r) => [r.id, r.mayDecide])).toEqual([[id, false]]);
    expect((await listComments(t.db, people.clerk, { limit: 10, state: 'waiting' })).items[0]).toMatchObject({ id, mayDecide: true, receipt: expect.stringMatching(/^20260310-[0-9A-F]{8}$/) });
  });

  it('publishes words and answer, a private number hidden, the contact never', async () => {
    await decide('clerk', { act: 'publish', version: 1, answer: '已经补上。' });
    expect((await seen()).items).toMatchObject([{ signature: '王某', words: '请公开招生数据，我的电话（个人信息已隐去）。', answer: '已经补上。' }]);
    expect(JSON.stringify(await t.db.selectFrom('open.reportComment').selectAll().execute())).not.toMatch(/1391234|1380000/);
    expect(await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', id).orderBy('id').execute()).toEqual([{ action: 'report-comment.take-in' }, { action: 'report-comment.publish' }]);
    expect((await t.db.selectFrom('open.change').select('subjectId').orderBy('seq', 'desc').executeTakeFirstOrThrow()).subjectId).toBe(report);
  });

  it('keeps what is rejected, and takes back what was published', async () => {
    const changes = async () => (await t.db.selectFrom('open.change').select('seq').execute()).length;
    const before = await changes();
    await decide('head', { act: 'reject', version: 1, reason: '与年报无关' });
    expect([await changes(), (await seen()).total]).toEqual([before, 0]);
    expect(await codeOf(decide('head', { act: 'reject', version: 2, reason: '与年报无关' }))).toBe('same-state');
    await decide('head', { act: 'publish', version: 2, answer: '已经补上。' });
    await decide('head', { act: 'publish', version: 3, answer: '补在第三页。' });
    expect((await seen()).items.map((c) => c.answer)).toEqual(['补在第三页。']);
    await decide('head', { act: 'reject', version: 4, reason: '误公布' });
    expect((await seen()).total).toBe(0);
  });

  it('refuses an old version, private numbers in the answer, a secrecy marking, and a report that is not public', async () => {
    expect(await codeOf(decide('clerk', { act: 'publish', version: 9, answer: '已经补上。' }))).toBe('edit-conflict');
    expect(await codeOf(decide('clerk', { act: 'publish', version: 1, answer: '请打13912345678' }))).toBe('personal-data');
    expect(await codeOf(decide('clerk', { act: 'publish', version: 1, answer: '机密★1年' }))).toBe('classified');
    const kept = await t.db.deleteFrom('open.record').where('id', '=', report).returningAll().executeTakeFirstOrThrow();
    expect(await codeOf(decide('clerk', { act: 'publish', version: 1, answer: '已经补上。' }))).toBe('report-not-public');
    await t.db.insertInto('open.record').values({ ...kept, body: null, official: null }).execute();
  });

  it('goes with the report when it is withdrawn', async () => {
    await decide('clerk', { act: 'publish', version: 1, answer: '已经补上。' });
    await t.db.deleteFrom('open.record').where('id', '=', report).execute();
    expect(await t.db.selectFrom('open.reportComment').selectAll().execute()).toEqual([]);
  });
});
