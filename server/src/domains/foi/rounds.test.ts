// Handling again after a lost review, asking for less instead of paying, correction of a record about oneself.
import { civilDate } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLedger } from '../annual-report/ledger.ts';
import { readCase, submitNarrowing } from './inbox.ts';
import { draftLetter } from './letters/draft.ts';
import { agencyForTests } from './letters/testing.ts';
import { missingOf } from './archive/list.ts';
import { getCase } from './queries/get-case.ts';
import { stepsOf } from './standing.ts';
import { loadCase, type Case } from './store.ts';
import { takeInFoi } from './take-in.ts';
import {
  act, answered, applicantOf, approved, byPost, city, codesOf, entered, found, granted, judged, letter, morning, onDay, refused, requestOf, sent, testOffice, type TestOffice,
} from './testing.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

/** Answered on 2023-03-20 with a refusal, taken to reconsideration, annulled on 2023-06-01. */
async function lost(order: string | null = 'redo', channel: 'counter' | 'portal' = 'counter'): Promise<{ id: string; reviewId: string; sent: Awaited<ReturnType<typeof sent>> | null }> {
  const via = channel === 'portal' ? await sent(t, '2023-03-15') : null;
  const id = via?.id ?? await entered(t, '2023-03-15');
  await found(t, id, '2023-03-16');
  await answered(t, id, '2023-03-20', refused);
  const c = await act(t, id, 'open-review', '2023-04-10', { kind: 'reconsideration', authority: '通辽市人民政府', number: '通政复〔2023〕5号' });
  const opened = c.events.at(-1);
  const reviewId = opened?.type === 'open-review' ? (opened.data.reviewId ?? '') : '';
  await act(t, id, 'review-result', '2023-06-01', { reviewId, result: 'corrected', order, summary: '撤销，责令重新答复' });
  return { id, reviewId, sent: via };
}
const again = (reviewId: string, period: unknown = null, receivedOn = '2023-06-02') => ({ reviewId, receivedOn, period, reason: '复议决定撤销原答复' });
const ledger = async (year: number) => (await countLedger(t.db, [city], year)).reduce((sum, row) => ({ ...sum, [row.exit]: (sum[row.exit] ?? 0) + row.n }), {} as Record<string, number>);
const without = (a: Record<string, number>, b: Record<string, number>) => Object.fromEntries(Object.entries(a).flatMap(([k, n]) => (n === (b[k] ?? 0) ? [] : [[k, n - (b[k] ?? 0)]])));

describe('handling again after a lost review', () => {
  it('needs an order nobody has taken up, and days that can be', async () => {
    const plain = await lost(null);
    expect(await codesOf(act(t, plain.id, 'reopen', '2023-06-05', again(plain.reviewId)))).toEqual(['reopen-none', 'reopen-unordered']);
    const { id, reviewId } = await lost();
    expect(await codesOf(act(t, id, 'reopen', '2023-06-05', again(reviewId, null, '2023-05-31')))).toEqual(['reopen-early']);
    expect(await codesOf(act(t, id, 'reopen', '2023-06-05', again(reviewId, null, '2023-06-06')))).toEqual(['reopen-late']);
    expect(await codesOf(act(t, id, 'reopen', '2023-06-05', again(reviewId, { unit: 'until', until: '2023-06-02' })))).toEqual(['reopen-until']);
    expect(await codesOf(act(t, id, 'reopen', '2023-06-05', again(crypto.randomUUID())))).toEqual(['reopen-unordered']);
    await act(t, id, 'reopen', '2023-06-05', again(reviewId));
    expect(await codesOf(act(t, id, 'reopen', '2023-06-06', again(reviewId)))).toEqual(['reopen-none', 'reopen-unordered']);
  });

  it('an upheld answer orders nothing', async () => {
    const id = await entered(t, '2023-03-15');
    await found(t, id, '2023-03-16');
    await answered(t, id, '2023-03-20', refused);
    const c = await act(t, id, 'open-review', '2023-04-10', { kind: 'litigationDirect', authority: '科尔沁区人民法院' });
    const e = c.events.at(-1);
    const reviewId = e?.type === 'open-review' ? e.data.reviewId : '';
    expect(await codesOf(act(t, id, 'review-result', '2023-06-01', { reviewId, result: 'upheld', order: 'redo', summary: '驳回诉讼请求' }))).toEqual(['order-upheld']);
  });

  it('begins again from the first step with a clock of its own; number, old letter and opinions stay', async () => {
    const { id, reviewId } = await lost();
    const before = await loadCase(t.db, id);
    const c = await act(t, id, 'reopen', '2023-06-05', again(reviewId, { unit: 'working-days', length: 15 }));
    expect(c.folded).toMatchObject({ state: 'handling', decision: null, answeredOn: null, searches: 0, registered: before.folded.registered, findings: { complete: null } });
    expect(c.standing).toMatchObject({ receivedOn: '2023-03-15', due: '2023-06-26', waitingFor: ['us'] });
    expect(c.standing.clock?.derivation[0]).toMatchObject({ date: '2023-06-02', kind: 'start' });
    expect(stepsOf(c.folded)[0]).toMatchObject({ step: 'complete', state: 'now' });
    expect(await codesOf(act(t, id, 'split', '2023-06-06', { parts: ['第一部分内容', '第二部分内容'], reason: '一事一申请' }))).toEqual(['split-reopened']);
    // What a decision has set is not the office's to move.
    expect(await codesOf(act(t, id, 'request-extension', '2023-06-06', { workingDays: 5, reason: '需要核实' }))).toEqual(['extension-ordered', 'extension-too-long']);
    // Decided on what this round found, not the last.
    expect(await codesOf(act(t, id, 'decide', '2023-06-06', granted))).toEqual(['step-missing', 'step-missing', 'step-missing', 'search-missing']);
    await judged(t, id, '2023-06-07');
    const done = await answered(t, id, '2023-06-12', granted);
    expect(done.folded).toMatchObject({ state: 'answered', answeredOn: '2023-06-12', ended: { outcome: 'granted' }, rounds: [{ ended: { outcome: 'denied.process', on: '2023-03-20' } }] });
    const view = await getCase(t.db, t.people.clerk, id);
    expect(view).toMatchObject({ round: 2, rounds: [{ order: 'redo', outcome: 'denied.process', endedOn: '2023-03-20', receivedOn: '2023-06-02' }], reviews: [{ order: 'redo', reopened: true }] });
    expect(view.papers.filter((p) => p.kind === 'reply').map((p) => p.state)).toEqual(['served', 'served']);
    expect(new Set(view.papers.map((p) => p.number)).size).toBe(2);
    const told = draftLetter({ ...view, state: 'serving' }, 'reply', civilDate('2023-06-12'), agencyForTests);
    expect(told.ok && told.content.parts.find((p) => p.key === 'history')?.text).toContain('撤销并责令重新作出');
  });

  it('without a period in the decision the setting counts, and can be extended once', async () => {
    const { id, reviewId } = await lost('declared-unlawful');
    const c = await act(t, id, 'reopen', '2023-06-05', again(reviewId));
    expect(c.standing).toMatchObject({ due: '2023-07-03', clock: { rule: { law: '' } } });
    await act(t, id, 'request-extension', '2023-06-06', { workingDays: 5, reason: '需要核实' });
    await act(t, id, 'approve-extension', '2023-06-06', { workingDays: 5 });
    expect((await act(t, id, 'notify-extension', '2023-06-07', { service: byPost })).standing.due).toBe('2023-07-10');
  });

  it('silence is challenged while the case runs, and an order to answer starts a new count', async () => {
    const id = await entered(t, '2023-03-15');
    await found(t, id, '2023-03-16');
    const c = await act(t, id, 'open-review', '2023-05-10', { kind: 'litigationDirect', authority: '科尔沁区人民法院' });
    const e = c.events.at(-1);
    const reviewId = e?.type === 'open-review' ? e.data.reviewId : '';
    await act(t, id, 'review-result', '2023-06-01', { reviewId, result: 'corrected', order: 'perform', summary: '责令十五日内答复' });
    const reopened = await act(t, id, 'reopen', '2023-06-05', again(reviewId ?? '', { unit: 'days', length: 15 }));
    expect(reopened).toMatchObject({ folded: { state: 'handling', rounds: [{ ended: null, order: 'perform' }] }, standing: { due: '2023-06-19' } });
  });

  it('the applicant’s page shows the new round, the old letter and the new due date', async () => {
    const { id, reviewId, sent: told } = await lost('redo', 'portal');
    await act(t, id, 'reopen', '2023-06-05', again(reviewId, { unit: 'until', until: '2023-06-30' }));
    const view = await readCase(t.portalDb, told?.receiptNumber ?? '', told?.queryCode ?? '');
    expect(view).toMatchObject({
      stage: 'handling', outcome: null, due: { due: '2023-06-30' }, rounds: [{ outcomeName: '不予公开：属于四类过程性信息', endedOn: '2023-03-20', receivedOn: '2023-06-02' }], can: ['withdraw'],
    });
    expect(view?.letters).toHaveLength(1);
    expect(view?.timeline.at(-1)?.text).toContain('重新办理');
  });

  it('is one application in the annual report: with its last result, and where it was counted once it was', async () => {
    const [before22, before23, before24] = [await ledger(2022), await ledger(2023), await ledger(2024)];
    const { id, reviewId } = await lost();
    expect(without(await ledger(2023), before23)).toEqual({ 'denied.process': 1 });
    await act(t, id, 'reopen', '2023-06-05', again(reviewId));
    expect(without(await ledger(2023), before23)).toEqual({ carriedOut: 1 });
    await judged(t, id, '2023-06-07');
    await answered(t, id, '2023-06-12', granted);
    expect(without(await ledger(2023), before23)).toEqual({ granted: 1 });
    // A second loss, the year after: the report of 2023 has been given, and 2024 neither receives nor answers it.
    const c = await act(t, id, 'open-review', '2023-08-01', { kind: 'litigationDirect', authority: '科尔沁区人民法院' });
    const e = c.events.at(-1);
    const second = e?.type === 'open-review' ? (e.data.reviewId ?? '') : '';
    await act(t, id, 'review-result', '2024-01-10', { reviewId: second, result: 'corrected', order: 'redo', summary: '撤销' });
    await act(t, id, 'reopen', '2024-01-15', again(second, null, '2024-01-12'));
    for (const step of ['open', 'answered']) {
      expect([step, without(await ledger(2023), before23)]).toEqual([step, { granted: 1 }]);
      expect([step, without(await ledger(2024), before24)]).toEqual([step, {}]);
      if (step === 'answered') break;
      await judged(t, id, '2024-01-16');
      expect((await answered(t, id, '2024-01-18', refused)).folded.rounds).toHaveLength(2);
    }
    expect(without(await ledger(2022), before22)).toEqual({});
  });
});

describe('asking for less instead of paying', () => {
  const charged = async (id: string): Promise<Case> => act(t, id, 'notify-fee', '2023-03-20', { basis: 'pages', count: 150, service: byPost });
  const less = (change: object = {}) => ({ channel: 'in-person', facts: { submittedOn: '2023-03-27' }, content: '只要2022年度分配方案的第一页', ...change });

  it('ends the notice, leaves out the wait and goes on with what is left; a new notice is possible', async () => {
    const id = await entered(t, '2023-03-15');
    await found(t, id, '2023-03-16');
    await charged(id);
    expect(await codesOf(act(t, id, 'narrow-request', '2023-03-27', less({ content: requestOf().content })))).toEqual(['narrowing-same']);
    expect(await codesOf(act(t, id, 'narrow-request', '2023-03-27', less({ channel: 'fax', facts: {} })))).toEqual(['narrowing-receipt']);
    const c = await act(t, id, 'narrow-request', '2023-03-27', less());
    expect(c.folded).toMatchObject({ state: 'handling', content: '只要2022年度分配方案的第一页', fees: [{ voidedOn: '2023-03-27' }], findings: { complete: 'complete', competent: 'ours', held: null } });
    expect(c.standing).toMatchObject({ due: '2023-04-20', waitingFor: ['us'] });
    expect(await codesOf(act(t, id, 'record-payment', '2023-03-28', { amount: 1700, voucher: 'P1' }))).toEqual(['not-now']);
    const asked = await act(t, id, 'notify-fee', '2023-03-28', { basis: 'pages', count: 45, service: byPost });
    expect(asked.folded.fees.map((f) => [f.amount, f.voidedOn])).toEqual([[1700, '2023-03-27'], [150, null]]);
    expect((await act(t, id, 'record-payment', '2023-03-29', { amount: 150, voucher: 'P2' })).standing.due).toBe('2023-04-26');
  });

  it('by the applicant himself over the portal, only while the fee is awaited', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, '2023-03-15');
    await found(t, id, '2023-03-16');
    const ask = () => submitNarrowing(t.portalDb, receiptNumber, queryCode, { content: '只要2022年度分配方案的第一页' }, morning('2023-03-27'));
    expect(await ask()).toEqual({ ok: false, reason: 'not-now' });
    await charged(id);
    expect((await readCase(t.portalDb, receiptNumber, queryCode))?.can).toEqual(['narrow', 'withdraw']);
    expect(await submitNarrowing(t.portalDb, receiptNumber, queryCode, { content: '少' })).toMatchObject({ ok: false, faults: [{ field: 'content' }] });
    expect(await ask()).toEqual({ ok: true });
    await takeInFoi(onDay(t, '2023-03-27'));
    expect((await loadCase(t.db, id)).folded).toMatchObject({ state: 'handling', fees: [{ voidedOn: '2023-03-27' }] });
    expect(await readCase(t.portalDb, receiptNumber, queryCode)).toMatchObject({ stage: 'handling', fee: null, request: { content: '只要2022年度分配方案的第一页' } });
  });
});

describe('第四十一条: correction of a record about oneself', () => {
  const correction = { record: '学籍登记中的出生日期', recorded: '2008年1月1日', correct: '2008年11月1日', evidence: '出生医学证明、户口簿复印件' };
  const request = requestOf({ content: '更正本人学籍登记中的出生日期', type: 'correction-of-record', correction });
  const judgedAs = async (id: string, competent: string): Promise<void> => {
    await act(t, id, 'register', '2023-03-15');
    await act(t, id, 'judge', '2023-03-16', { step: 'complete', finding: 'complete' });
    await act(t, id, 'judge', '2023-03-16', { step: 'competent', finding: competent });
  };
  const decision = (change: object = {}) => ({ result: 'corrected', agency: null, facts: '户口簿记载的出生日期为2008年11月1日', reasons: '', ...change });

  it('needs to say which record, how it reads, how it should, and what shows it', async () => {
    await expect(sent(t, '2023-03-15', { request: { ...request, correction: null } })).rejects.toMatchObject({ faults: [{ field: 'request.correction' }] });
    await expect(sent(t, '2023-03-15', { request: { ...request, correction: { ...correction, evidence: '' } } })).rejects.toMatchObject({ faults: [{ field: 'request.correction.evidence' }] });
  });

  it('goes from register to letter by the short way, outside the report, with a clock that claims no article', async () => {
    const [before, uncounted] = [await ledger(2023), (await t.db.selectFrom('core.foiWords').select('caseId').execute()).length];
    const { id, receiptNumber, queryCode } = await sent(t, '2023-03-15', { request });
    await judgedAs(id, 'ours');
    expect(await codesOf(act(t, id, 'decide', '2023-03-17', granted))).toEqual(['not-for-type']);
    expect(await codesOf(act(t, id, 'notify-fee', '2023-03-17', { basis: 'pages', count: 150, service: byPost }))).toEqual(['not-for-type']);
    expect(await codesOf(act(t, id, 'decide-correction', '2023-03-17', decision({ result: 'refused' })))).toEqual(['reasons-missing']);
    expect(await codesOf(act(t, id, 'decide-correction', '2023-03-17', decision({ result: 'transferred', reasons: '不是本机关的记录' })))).toEqual(['correction-competence', 'correction-agency']);
    const proposed = await act(t, id, 'decide-correction', '2023-03-17', decision());
    expect(proposed).toMatchObject({ folded: { state: 'approving' }, standing: { due: '2023-04-13', clock: { rule: { code: 'foi-record-correction', law: '' }, duties: [] } } });
    await expect(act(t, id, 'approve', '2023-03-17', {}, 'clerk')).rejects.toMatchObject({ status: 403 });
    await act(t, id, 'approve', '2023-03-17');
    const view = await getCase(t.db, t.people.clerk, id);
    expect(view.available.map((a) => a.act)).not.toContain('decide');
    const drafted = draftLetter(view, 'rectification', civilDate('2023-03-17'), agencyForTests);
    const text = drafted.ok ? drafted.content.parts.map((p) => p.text).join('') : '';
    expect(text).toContain('学籍登记中的出生日期，现记录为“2008年1月1日”，要求更正为“2008年11月1日”');
    expect(text).toContain('本机关已予以更正');
    expect(text).not.toContain('请填写');
    expect(await codesOf(act(t, id, 'serve', '2023-03-20', { service: byPost, paperId: await letter(t, id) }))).toEqual(['letter-missing']);
    const done = await act(t, id, 'serve', '2023-03-20', { service: byPost, paperId: await letter(t, id, { kind: 'rectification' }) });
    expect(done.folded).toMatchObject({ state: 'answered', ended: { outcome: null } });
    const after = await getCase(t.db, t.people.clerk, id);
    expect(after).toMatchObject({ requestType: 'correction-of-record', outcome: null, outcomeName: '予以更正', steps: [{}, {}, { state: 'skipped' }, { finding: '予以更正' }, {}] });
    expect(missingOf(after)).toEqual([]);
    expect(await readCase(t.portalDb, receiptNumber, queryCode)).toMatchObject({ stage: 'answered', outcome: { code: 'corrected', name: '予以更正' } });
    expect(without(await ledger(2023), before)).toEqual({});
    // What somebody wants put right about himself is compared with nobody's.
    const words = await t.db.selectFrom('core.foiWords').select(['caseId', 'shingles']).execute();
    expect(words.length).toBe(uncounted + 1);
    expect(words.find((w) => w.caseId === id)?.shingles).toEqual([]);
  });

  it('is handed on by who is not competent', async () => {
    const id = await entered(t, '2023-03-15', { request });
    await judgedAs(id, 'not-responsible');
    expect(await codesOf(act(t, id, 'decide-correction', '2023-03-17', decision()))).toEqual(['correction-competence']);
    const c = await act(t, id, 'decide-correction', '2023-03-17', decision({ result: 'transferred', agency: '科尔沁区教育体育局', reasons: '学籍由区教育体育局登记' }));
    expect(c.folded.correctionDecision).toMatchObject({ result: 'transferred' });
    expect((await act(t, id, 'return', '2023-03-18', { reason: '机关名称有误' }, 'signer')).folded).toMatchObject({ state: 'handling', correctionDecision: null });
    expect(await codesOf(act(t, id, 'judge', '2023-03-18', { step: 'competent', finding: 'petition' }))).toEqual(['finding-unfit']);
  });
});

it('applicants are told apart by their numbers where both gave one, else by name and kind', async () => {
  const applicant = applicantOf({ name: '王小明' });
  const by = (number: string | null) => entered(t, '2023-09-11', { applicant, identity: number === null ? null : { type: '居民身份证', number, files: [] } });
  for (let i = 0; i < 6; i += 1) await by('152301199001010011');
  for (let i = 0; i < 4; i += 1) await by(null);
  for (let i = 0; i < 6; i += 1) await by('152301199202020022');
  const before = async (number: string | null, day: string): Promise<unknown> => {
    const id = await entered(t, day, { applicant, identity: number === null ? null : { type: '居民身份证', number, files: [] } });
    await act(t, id, 'register', day);
    const c = await act(t, id, 'notify-fee', '2023-09-15', { basis: 'items', count: 20, service: byPost });
    const e = c.events.at(-1);
    return e?.type === 'notify-fee' ? e.data.before : null;
  };
  expect(await before('15230119900101 0011', '2023-09-12')).toBe(10);
  // Who gave none may be anybody of that name.
  expect(await before(null, '2023-09-13')).toBe(17);
  const [a, b] = [await by('152301199001010011'), await by('152301199202020022')];
  for (const id of [a, b]) await found(t, id, '2023-09-13');
  await approved(t, a, '2023-09-14');
  expect(await codesOf(act(t, b, 'join', '2023-09-14', { caseIds: [a] }))).toEqual(['join-applicant']);
});
