// Answers given before, made public in the office's own words; one application for one press of the button.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, readCase, shinglesOf, similarAnswers, submitApplication } from './inbox.ts';
import { getCase } from './queries/get-case.ts';
import { takeInFoi } from './take-in.ts';
import { act, answered, applicantOf, application, codesOf, entered, found, granted, judged, morning, onDay, refused, requestOf, testOffice, type TestOffice } from './testing.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

const question = '科尔沁区2022年度农村危房改造补助资金怎样分配？';
const answer = '按各苏木镇经核定的危房户数分配，分配方案已经公开。';
const publication = (change: object = {}) => ({ publish: true, reason: '问的人多', recordId: null, question, answer, ...change });
const asked = () => similarAnswers(t.portalDb, shinglesOf('申请公开科尔沁区2022年度农村危房改造补助资金的分配'));

async function done(change: Parameters<typeof entered>[2] = {}): Promise<string> {
  const id = await entered(t, '2023-03-15', change);
  await found(t, id, '2023-03-16');
  await answered(t, id, '2023-03-20', refused);
  return id;
}

describe('answers given before', () => {
  it('are public only in words of the office that tell nothing of anybody', async () => {
    const id = await done();
    expect(await codesOf(act(t, id, 'decide-publication', '2023-03-21', publication({ question: null, answer: null })))).toEqual(['publication-record']);
    expect(await codesOf(act(t, id, 'decide-publication', '2023-03-21', publication({ answer: null })))).toEqual(['publication-text']);
    expect(await codesOf(act(t, id, 'decide-publication', '2023-03-21', publication({ answer: '已答复张三' })))).toEqual(['publication-applicant']);
    expect(await codesOf(act(t, id, 'decide-publication', '2023-03-21', publication({ question: '联系13812345678领取的补助？' })))).toContain('publication-personal');
    expect(await asked()).toEqual([]);
    await act(t, id, 'decide-publication', '2023-03-21', publication());
    const [found] = await asked();
    expect(found).toEqual({ agencyCode: '150500', title: question, answer, recordId: null, likeness: expect.any(Number) });
    expect(await similarAnswers(t.portalDb, shinglesOf('市区集中供热管网改造计划和招标文件'))).toEqual([]);
    expect(await getCase(t.db, t.people.clerk, id)).toMatchObject({ published: { question, answer, recordId: null, publishedOn: '2023-03-21' }, suggestOpen: false });
    // Another decision takes it back.
    await act(t, id, 'decide-publication', '2023-03-22', publication({ publish: false, question: null, answer: null }));
    expect(await asked()).toEqual([]);
  });

  it('fall with the answer they come from when that is annulled', async () => {
    const id = await done({ applicant: applicantOf({ name: '李四' }) });
    await act(t, id, 'decide-publication', '2023-03-21', publication());
    const c = await act(t, id, 'open-review', '2023-04-10', { kind: 'reconsideration', authority: '通辽市人民政府' });
    const e = c.events.at(-1);
    const reviewId = e?.type === 'open-review' ? e.data.reviewId : '';
    await act(t, id, 'review-result', '2023-06-01', { reviewId, result: 'corrected', order: 'redo', summary: '撤销' });
    expect(await asked()).toHaveLength(1);
    await act(t, id, 'reopen', '2023-06-05', { reviewId, receivedOn: '2023-06-02', period: null, reason: '撤销' });
    expect(await asked()).toEqual([]);
    await judged(t, id, '2023-06-06');
    await answered(t, id, '2023-06-07', granted);
  });
});

describe('once', () => {
  const secret = 'a'.repeat(64);
  it('the same page’s secret gets the same number and code from any process, and is put in once', async () => {
    const at = morning('2023-07-03');
    const sends = () => submitApplication(t.portalDb, application(), at, secret);
    const [first, ...others] = await Promise.all([sends(), sends(), sends()]);
    expect(others).toEqual([first, first]);
    expect(await sends()).toEqual(first);
    expect(await takeInFoi(onDay(t, '2023-07-03'))).toBe(1);
    // After it has been taken in as well: a reload of yesterday's page is no second application.
    expect(await sends()).toEqual(first);
    expect(await takeInFoi(onDay(t, '2023-07-03'))).toBe(0);
    expect(await readCase(t.portalDb, first.receiptNumber, first.queryCode)).toMatchObject({ stage: 'arrived' });
    expect(await evaluate(t.portalDb, first.receiptNumber, first.queryCode, 5, null)).toEqual({ ok: false, reason: 'not-now' });
  });
  it('another secret, or none, is another application; one that could be guessed counts as none', async () => {
    const at = morning('2023-07-04');
    const told = await Promise.all([submitApplication(t.portalDb, application(), at, 'b'.repeat(64)), submitApplication(t.portalDb, application(), at), submitApplication(t.portalDb, application(), at, 'kurz'), submitApplication(t.portalDb, application(), at, 'kurz')]);
    expect(new Set(told.map((x) => x.receiptNumber)).size).toBe(4);
    expect(new Set(told.map((x) => x.queryCode)).size).toBe(4);
    expect(await takeInFoi(onDay(t, '2023-07-04'))).toBe(4);
  });
  it('what is kept of the secret leads neither to it nor to the code', async () => {
    const kept = JSON.stringify(await t.db.selectFrom('inbox.foiOnce').selectAll().execute());
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
  });
});

it('an application by the portal is told from a namesake’s by the sealed identity number', async () => {
  const at = morning('2023-08-01');
  for (const number of ['152301199001010011', '152301199202020022', '152301199001010011']) {
    await submitApplication(t.portalDb, application({ applicant: applicantOf({ name: '乌兰' }), request: requestOf({ content: '草原承包经营权登记台账' }), identity: { type: '居民身份证', number } }), at);
  }
  await takeInFoi(onDay(t, '2023-08-01'));
  const rows = await t.db.selectFrom('core.foiCase').select(['identityKey', 'applicantKey']).where('submittedAt', '=', at).execute();
  expect(new Set(rows.map((r) => r.applicantKey.toString('hex'))).size).toBe(1);
  expect(new Set(rows.map((r) => r.identityKey?.toString('hex'))).size).toBe(2);
});
