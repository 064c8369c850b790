// 更正与本人有关的政府信息记录 (条例第四十一条), and answers given before, as an applicant meets them.
import { civilDate } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shinglesOf } from '../domains/foi/inbox.ts';
import { randomUUID } from 'node:crypto';
import { filledForm, seedAgency, seedIntakeKey, seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
  await seedAgency(p.t.db);
  await seedIntakeKey(p.t.db);
});
afterAll(() => p.drop());

const { content: _content, documentNumber: _number, medium: _medium, ...person } = filledForm;
const wrong = { record: '2023年5月的不动产登记查询结果', recorded: '面积98.6平方米', correct: '面积89.6平方米', evidence: '买卖合同原件写明89.6平方米' };
const to = '/apply/150500/correction';

it('is reached from the entry and from the agency', async () => {
  expect(await p.text('/apply/')).toContain('href="/apply/correction"');
  expect(await p.text('/apply/correction')).toContain(`href="${to}"`);
  expect(await p.text('/openness/150500/apply')).toContain(`href="${to}"`);
  const form = await p.text(to);
  for (const field of ['record', 'recorded', 'correct', 'evidence', 'name', 'idNumber', 'delivery']) expect(form).toContain(`name="${field}"`);
  for (const field of ['content', 'documentNumber', 'medium']) expect(form).not.toContain(`name="${field}"`);
  expect((await p.get('/apply/150599/correction')).status).toBe(404);
});

it('tells every fault, keeps what was typed, and goes back and on', async () => {
  const response = await p.post(to, { ...person, ...wrong, recorded: '', evidence: '无', step: 'check' });
  expect(response.status).toBe(422);
  const body = await response.text();
  for (const field of ['recorded', 'evidence']) expect(body).toContain(`<a href="#${field}">`);
  expect(body).toContain(wrong.record);
  const check = await (await p.post(to, { ...person, ...wrong, step: 'check' })).text();
  expect(check).toContain(`action="${to}"`);
  expect(check).toContain('证据材料');
  expect(check).not.toContain('可能已经公开的信息');
  expect(await (await p.post(to, { ...person, ...wrong, step: 'edit' })).text()).toContain(`\n${wrong.correct}</textarea>`);
});

it('is taken like an application, once, and promises no period the law does not set', async () => {
  const sent = { ...person, ...wrong, token: randomUUID(), step: 'send' };
  const pages = [await p.post(to, sent), await p.post(to, sent)];
  const texts = await Promise.all(pages.map((page) => page.text()));
  expect(pages.map((page) => page.status)).toEqual([200, 200]);
  const keysOf = (page: string) => [...page.matchAll(/name="(number|code)" value="([^"]+)"/g)].map((m) => m[2] ?? '');
  expect(keysOf(texts[0] ?? '')).toEqual(keysOf(texts[1] ?? ''));
  expect(texts[0]).toContain('没有规定更正的期限');
  expect(texts[0]).not.toContain('20个工作日');
  const rows = await p.t.db.selectFrom('inbox.submission').select('payload').where('kind', '=', 'foi-application').execute();
  expect(rows.map((row) => row.payload)).toMatchObject([{ request: { type: 'correction-of-record', correction: wrong, content: `要求更正：${wrong.record}`, medium: 'electronic' } }]);
  const [number = '', code = ''] = keysOf(texts[0] ?? '');
  expect(await (await p.post('/apply/case', { number, code })).text()).toContain(wrong.correct);
});

it('answers given before are offered before applying, each once', async () => {
  const recordId = await seedRecord(p.t.db, { title: '2025年科尔沁区城市供热补贴发放情况' });
  const answer = { agencyCode: '150500', answer: '共发放1200户，合计360万元。', shingles: shinglesOf(filledForm.content), publishedOn: civilDate('2026-06-01') };
  await p.t.db.insertInto('open.foiAnswer').values([
    { ...answer, caseId: randomUUID(), title: '2025年供热补贴发放了多少户？', recordId: null }, { ...answer, caseId: randomUUID(), title: '见公开文件', recordId },
  ]).execute();
  const check = await (await p.post('/apply/150500', { ...filledForm, step: 'check' })).text();
  expect(check).toContain('以前答复过的相近申请');
  expect(check).toContain('共发放1200户');
  expect(check.split(`/records/${recordId}`).length).toBe(2);
  const far = await (await p.post('/apply/150500', { ...filledForm, content: '玄武岩纤维检测站排班表', step: 'check' })).text();
  expect(far).not.toContain('以前答复过的相近申请');
});
