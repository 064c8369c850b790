// What the law asks of each step, tried from its wrong side first.
import { civilDate } from '@tongming/law';
import { seedRecord } from '../../portal/testing.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setCalendar, setFoiSettings } from './commands/recompute.ts';
import { shinglesOf, similarAnswers } from './inbox.ts';
import { perform } from './perform.ts';
import { stepsOf } from './standing.ts';
import { loadCase } from './store.ts';
import { similarCases } from './suggestions.ts';
import {
  act, answered, applicantOf, approved, byPost, codesOf, entered, found, granted, judged, letter, onDay, overInternet, refused, requestOf, searchEntry, sent, testOffice,
  type TestOffice,
} from './testing.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

const day = '2023-03-15';
async function registered(): Promise<string> {
  const id = await entered(t, day);
  await act(t, id, 'register', day);
  return id;
}
const service = byPost;
const yes = (outcome: string, change: object = {}) => ({ ...refused, outcome, reasons: '理由充分', ...change });

describe('五步 cannot be left out', () => {
  it('a decision without the steps is refused with each of them and its article', async () => {
    const id = await registered();
    const error = await act(t, id, 'decide', day, granted).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'decide-refused', reasons: [
      { code: 'step-missing', article: expect.stringContaining('第三十条') }, { code: 'step-missing', article: expect.stringContaining('第三十九条') },
      { code: 'step-missing', article: expect.stringContaining('第三十六条') }, { code: 'search-missing' },
    ] });
  });

  it('they go in order, and what is not there must have been looked for', async () => {
    const id = await registered();
    expect(await codesOf(act(t, id, 'judge', day, { step: 'held', finding: 'held' }))).toEqual(['step-order', 'search-missing']);
    expect(await codesOf(act(t, id, 'judge', day, { step: 'complete', finding: 'still-unclear' }))).toEqual(['still-unclear-first']);
    await act(t, id, 'judge', day, { step: 'complete', finding: 'complete' });
    expect(await codesOf(act(t, id, 'notify-correction', day, { items: ['请写明年度'], answerBy: '2023-04-10', service }))).toEqual(['correction-judged']);
    await act(t, id, 'judge', day, { step: 'competent', finding: 'ours' });
    await act(t, id, 'record-search', day, { entries: [searchEntry(day)] });
    const c = await act(t, id, 'judge', day, { step: 'held', finding: 'not-held' });
    expect(stepsOf(c.folded).map((s) => s.state)).toEqual(['done', 'done', 'done', 'now', 'ahead']);
    expect(await codesOf(act(t, id, 'decide', day, granted))).toEqual(['step-contradicts']);
    expect(await codesOf(act(t, id, 'decide', day, yes('unable.notHeld', { variant: 'not-exist' })))).toEqual(['done']);
  });

  it('a finding at an early step makes the later ones pointless', async () => {
    const id = await registered();
    await act(t, id, 'judge', day, { step: 'complete', finding: 'complete' });
    const c = await act(t, id, 'judge', day, { step: 'competent', finding: 'petition' });
    expect(stepsOf(c.folded).map((s) => s.state)).toEqual(['done', 'done', 'skipped', 'now', 'ahead']);
    expect((await act(t, id, 'decide', day, yes('notProcessed.petition'))).folded).toMatchObject({ state: 'reviewing', reviewsLeft: ['legality'] });
  });

  it('tells everything that is wrong with a partial answer at once', async () => {
    const id = await registered();
    await judged(t, id, day);
    expect(await codesOf(act(t, id, 'decide', day, { ...granted, outcome: 'partial', variant: null, articles: [], provided: null })))
      .toEqual(['articles-missing', 'reasons-missing', 'provided-missing', 'withheld-missing']);
    expect(await codesOf(act(t, id, 'decide', day, { ...granted, variant: null, withheld: [{ ground: 'unable.notHeld', reason: '没有' }] })))
      .toEqual(['outcome-variant', 'withheld-stray', 'withheld-ground']);
  });

  it('a repeat names the earlier answer to the same applicant; a mass application its unreasonable reasons', async () => {
    const earlier = await entered(t, day, { applicant: applicantOf({ name: '重复人' }) });
    const id = await entered(t, day, { applicant: applicantOf({ name: '重复人' }) });
    await act(t, id, 'register', day);
    await act(t, id, 'judge', day, { step: 'complete', finding: 'complete' });
    await act(t, id, 'judge', day, { step: 'competent', finding: 'repeat' });
    expect(await codesOf(act(t, id, 'decide', day, yes('notProcessed.repeat')))).toEqual(['earlier-missing']);
    expect(await codesOf(act(t, id, 'decide', day, yes('notProcessed.repeat', { earlierCase: earlier })))).toEqual(['earlier-unfit']);
    await found(t, earlier, day);
    await answered(t, earlier, day);
    expect(await codesOf(act(t, id, 'decide', day, yes('notProcessed.repeat', { earlierCase: earlier })))).toEqual(['done']);
    const mass = await registered();
    await act(t, mass, 'judge', day, { step: 'complete', finding: 'complete' });
    await act(t, mass, 'judge', day, { step: 'competent', finding: 'massive' });
    expect(await codesOf(act(t, mass, 'decide', day, yes('notProcessed.massive')))).toEqual(['massive-reasons']);
    await act(t, mass, 'ask-reasons', day, { why: '一月内一百件', service });
    await act(t, mass, 'record-reasons', day, { given: '就是想要', reasonable: false, judgement: '理由不合理' });
    expect(await codesOf(act(t, mass, 'decide', day, yes('notProcessed.massive')))).toEqual(['done']);
  });
});

describe('third parties and agencies', () => {
  const ask = (party: string) => ({ party, name: `${party}公司`, what: '所涉方案含报价', service });

  it('silence of a third party is no consent: the agency judges itself, after its period', async () => {
    const id = await registered();
    await judged(t, id, day);
    await act(t, id, 'ask-third-party', '2023-03-16', ask('甲'));
    expect(await codesOf(act(t, id, 'decide', '2023-03-20', granted))).toEqual(['third-party-open']);
    await act(t, id, 'third-party-received', '2023-03-17', { party: '甲' });
    expect(await codesOf(act(t, id, 'decide', '2023-04-10', granted))).toEqual(['third-party-open']);
    expect(await codesOf(act(t, id, 'decide', '2023-04-12', granted))).toEqual(['third-party-silent']);
    expect(await codesOf(act(t, id, 'decide', '2023-04-12', { ...granted, ownJudgement: '报价早已公开，不损害其权益' }))).toEqual(['done']);
  });

  it('a reasonable objection holds unless the public interest weighs more; then it is told in writing before service', async () => {
    const id = await registered();
    await judged(t, id, day);
    await act(t, id, 'ask-third-party', '2023-03-16', ask('甲'));
    expect(await codesOf(act(t, id, 'third-party-answered', '2023-03-20', { party: '甲', consent: 'no' }))).toEqual(['objection-reasons']);
    await act(t, id, 'third-party-answered', '2023-03-20', { party: '甲', consent: 'no', reasons: '商业秘密', reasonable: true });
    expect(await codesOf(act(t, id, 'decide', '2023-03-21', granted))).toEqual(['third-party-objects']);
    await approved(t, id, '2023-03-21', { ...granted, publicInterest: '涉及饮水安全，不公开可能对公共利益造成重大影响' });
    const paperId = await letter(t, id);
    expect(await codesOf(act(t, id, 'serve', '2023-03-22', { service, paperId }))).toEqual(['third-party-untold']);
    await act(t, id, 'tell-third-party', '2023-03-22', { party: '甲', publicInterest: '饮水安全', service });
    expect(await codesOf(act(t, id, 'serve', '2023-03-22', { service, paperId }))).toEqual(['done']);
  });

  it('protection of a third party needs its procedure', async () => {
    const id = await registered();
    await judged(t, id, day);
    expect(await codesOf(act(t, id, 'decide', day, yes('denied.thirdParty')))).toEqual(['third-party-procedure']);
  });

  it('silence of a co-producer is consent, once its period is over', async () => {
    const id = await registered();
    await judged(t, id, day);
    await act(t, id, 'ask-agency', '2023-03-16', { party: '乙', name: '市住建局', role: 'co-producer', what: '共同印发', service });
    await act(t, id, 'agency-received', '2023-03-16', { party: '乙' });
    expect(await codesOf(act(t, id, 'decide', '2023-04-07', granted))).toEqual(['co-producer-open']);
    expect(await codesOf(act(t, id, 'decide', '2023-04-10', granted))).toEqual(['done']);
  });

  it('two consultations at once are left out once', async () => {
    const id = await registered();
    await act(t, id, 'ask-third-party', '2023-03-20', ask('甲'));
    await act(t, id, 'ask-third-party', '2023-03-20', ask('乙'));
    await act(t, id, 'third-party-answered', '2023-03-24', { party: '甲', consent: 'yes' });
    const c = await act(t, id, 'third-party-answered', '2023-03-24', { party: '乙', consent: 'yes' });
    // Four working days left out of 2023-04-13.
    expect(c.standing.due).toBe('2023-04-19');
  });
});

describe('extension', () => {
  it('needs the head’s consent and a notice while the period runs, at most twenty days, once', async () => {
    const id = await registered();
    expect(await codesOf(act(t, id, 'notify-extension', '2023-03-20', { service }))).toEqual(['extension-unapproved']);
    expect(await codesOf(act(t, id, 'request-extension', '2023-03-20', { workingDays: 21, reason: '需要多方核实' }))).toEqual(['extension-too-long']);
    await act(t, id, 'request-extension', '2023-03-20', { workingDays: 15, reason: '需要多方核实' });
    await expect(act(t, id, 'approve-extension', '2023-03-20', { workingDays: 15 }, 'clerk')).rejects.toMatchObject({ status: 403 });
    expect(await codesOf(act(t, id, 'approve-extension', '2023-03-20', { workingDays: 16 }))).toEqual(['extension-more']);
    const approvedCase = await act(t, id, 'approve-extension', '2023-03-20', { workingDays: 15 });
    // Consent alone moves nothing; telling the applicant is now the nearest duty.
    expect(approvedCase.standing).toMatchObject({ due: '2023-04-13', next: { due: '2023-03-24' } });
    expect(await codesOf(act(t, id, 'notify-extension', '2023-04-14', { service }))).toEqual(['extension-late']);
    expect((await act(t, id, 'notify-extension', '2023-04-13', { service })).standing.due).toBe('2023-05-06');
    expect(await codesOf(act(t, id, 'request-extension', '2023-04-13', { workingDays: 5, reason: '还要时间' }))).toEqual(['extension-once']);
  });

  it('what was extended lapses with a correction, and the new period can be extended again', async () => {
    const id = await registered();
    await act(t, id, 'request-extension', '2023-03-16', { workingDays: 10, reason: '需要多方核实' });
    await act(t, id, 'approve-extension', '2023-03-16', { workingDays: 10 });
    await act(t, id, 'notify-extension', '2023-03-16', { service });
    await act(t, id, 'notify-correction', '2023-03-17', { items: ['请写明年度'], answerBy: '2023-04-10', service });
    const c = await act(t, id, 'receive-correction', '2023-03-27', { channel: 'in-person', facts: { submittedOn: '2023-03-27' }, content: '2022年度方案' });
    expect(c.standing.due).toBe('2023-04-24');
    expect(await codesOf(act(t, id, 'request-extension', '2023-03-28', { workingDays: 10, reason: '需要多方核实' }))).toEqual(['done']);
  });
});

describe('fee', () => {
  it('is counted by law, once, on one basis; payment starts the period again', async () => {
    const id = await registered();
    expect(await codesOf(act(t, id, 'notify-fee', '2023-03-20', { basis: 'pages', count: 30, service }))).toEqual(['fee-nothing']);
    const asked = await act(t, id, 'notify-fee', '2023-03-20', { basis: 'pages', count: 150, amount: 1, service });
    expect(asked.folded).toMatchObject({ state: 'awaiting-payment', fees: [{ amount: 1700 }] });
    expect(asked.events.at(-1)).toMatchObject({ data: { amount: 1700 } });
    expect(await codesOf(act(t, id, 'record-payment', '2023-03-27', { amount: 170, voucher: 'P1' }))).toEqual(['fee-amount']);
    const paid = await act(t, id, 'record-payment', '2023-03-27', { amount: 1700, voucher: 'P1' });
    expect(paid).toMatchObject({ folded: { state: 'handling' }, standing: { due: '2023-04-24' } });
    expect(await codesOf(act(t, id, 'notify-fee', '2023-03-28', { basis: 'items', count: 20, service }))).toEqual(['fee-once']);
  });

  it('counts the items of one applicant in one month on top of each other', async () => {
    const applicant = applicantOf({ name: '多申请者' });
    const ids: string[] = [];
    for (let i = 0; i < 11; i += 1) ids.push(await entered(t, '2023-05-10', { applicant }));
    // All came in the same second: which is the last is decided by the id.
    const last = ids.sort().at(-1) ?? '';
    await act(t, last, 'register', '2023-05-10');
    const c = await act(t, last, 'notify-fee', '2023-05-11', { basis: 'items', count: 1, service });
    expect(c.folded.fees.at(-1)).toMatchObject({ amount: 100 });
    expect(c.events.at(-1)).toMatchObject({ data: { before: 10 } });
  });

  it('unpaid or uncorrected cases are closed when the applicant’s time is over, not before', async () => {
    const unpaid = await registered();
    await act(t, unpaid, 'notify-fee', '2023-03-20', { basis: 'pages', count: 150, service });
    expect(await codesOf(act(t, unpaid, 'close', '2023-04-18', { outcome: 'other.noPayment', reason: '逾期未缴' }))).toEqual(['close-early']);
    expect(await codesOf(act(t, unpaid, 'close', '2023-04-19', { outcome: 'other.noCorrection', reason: '逾期未缴' }))).toEqual(['close-unfit']);
    expect((await act(t, unpaid, 'close', '2023-04-19', { outcome: 'other.noPayment', reason: '逾期未缴' })).folded.ended).toMatchObject({ outcome: 'other.noPayment' });
    const unclear = await registered();
    await act(t, unclear, 'notify-correction', '2023-03-20', { items: ['请写明年度'], answerBy: '2023-04-10', service });
    expect((await loadCase(t.db, unclear)).standing.next).toMatchObject({ due: '2023-04-11' });
    expect(await codesOf(act(t, unclear, 'close', '2023-04-10', { outcome: 'other.noCorrection', reason: '逾期' }))).toEqual(['close-early']);
    expect((await act(t, unclear, 'close', '2023-04-11', { outcome: 'other.noCorrection', reason: '逾期' })).folded.state).toBe('closed');
  });
});

describe('days', () => {
  it('lie between receipt and today, and in an order the clock can count', async () => {
    const id = await registered();
    expect(await codesOf(act(t, id, 'note', '2023-03-14', { text: '备注' }))).toEqual(['before-receipt']);
    const { version } = await loadCase(t.db, id);
    const ahead = perform(onDay(t, day), t.people.clerk, id, 'note', { version, on: civilDate('2023-03-16'), data: { text: '备注' } });
    expect(await codesOf(ahead)).toEqual(['future']);
    await act(t, id, 'ask-third-party', '2023-03-20', { party: '甲', name: '甲公司', what: '征求意见', service });
    expect(await codesOf(act(t, id, 'third-party-answered', '2023-03-17', { party: '甲', consent: 'yes' }))).toEqual(['clock']);
  });

  it('a delay under 第三十五条 needs reasonable reasons and lies after the period', async () => {
    const id = await registered();
    expect(await codesOf(act(t, id, 'set-delay', '2023-03-16', { until: '2023-06-30', reason: '量大', service }))).toEqual(['delay-needs-reasons']);
    await act(t, id, 'ask-reasons', '2023-03-16', { why: '一次一百件', service });
    await act(t, id, 'record-reasons', '2023-03-20', { given: '研究所需', reasonable: true, judgement: '合理' });
    expect(await codesOf(act(t, id, 'set-delay', '2023-03-21', { until: '2023-04-13', reason: '量大', service }))).toEqual(['delay-earlier']);
    expect((await act(t, id, 'set-delay', '2023-03-21', { until: '2023-06-30', reason: '量大', service })).standing).toMatchObject({
      due: '2023-06-30', clock: { due: '2023-06-30', delay: { until: '2023-06-30', setOn: '2023-03-21' }, stages: [{ due: '2023-04-13' }] } });
  });
});

describe('splitting and joining', () => {
  it('splits into cases with the same receipt and the same due date, each with its number', async () => {
    const id = await registered();
    await act(t, id, 'notify-correction', '2023-03-16', { items: ['请分列'], answerBy: '2023-04-10', service });
    await act(t, id, 'receive-correction', '2023-03-20', { channel: 'in-person', facts: { submittedOn: '2023-03-20' }, content: '甲方案和乙名单' });
    const c = await act(t, id, 'split', '2023-03-21', { parts: ['甲方案的全文', '乙名单的全文'], reason: '一事一申请' });
    const event = c.events.at(-1);
    const child = await loadCase(t.db, event?.type === 'split' ? (event.data.caseIds[0] ?? '') : '');
    expect(child.standing).toMatchObject({ receivedOn: day, due: c.standing.due });
    expect(child.folded).toMatchObject({ state: 'handling', splitFrom: id, content: '乙名单的全文' });
    expect(c.folded.content).toBe('甲方案的全文');
    expect(child.folded.registered?.seq).toBe(await highest());
  });

  it('answers several with one letter: each served, each counted', async () => {
    const [a, b] = [await registered(), await registered()];
    for (const id of [a, b]) await judged(t, id, '2023-03-16');
    const foreign = await entered(t, day, { applicant: applicantOf({ name: '另一人' }) });
    expect(await codesOf(act(t, a, 'join', '2023-03-16', { caseIds: [foreign] }))).toEqual(['join-applicant', 'join-state']);
    await act(t, a, 'join', '2023-03-16', { caseIds: [b] });
    await approved(t, a, '2023-03-20');
    const paperId = await letter(t, a, { joined: [b] });
    expect(await codesOf(act(t, a, 'serve', '2023-03-20', { service, paperId }))).toEqual(['join-behind']);
    await approved(t, b, '2023-03-20', refused);
    await act(t, a, 'serve', '2023-03-21', { service, paperId });
    expect((await loadCase(t.db, a)).folded.ended).toMatchObject({ outcome: 'granted', on: '2023-03-21' });
    expect((await loadCase(t.db, b)).folded.ended).toMatchObject({ outcome: 'denied.process', on: '2023-03-21' });
  });

  async function highest(): Promise<number> {
    return (await t.db.selectFrom('core.foiReceiptSeries').select('last').where('series', '=', 'register').where('year', '=', 2023).where('agencyCode', '=', '150500').executeTakeFirstOrThrow()).last;
  }
});

describe('service', () => {
  it('needs the approved letter, the evidence of its way, and online reconsideration for a refusal served online', async () => {
    const id = await registered();
    await judged(t, id, day);
    await approved(t, id, '2023-03-20', refused);
    const paperId = await letter(t, id);
    expect(await codesOf(act(t, id, 'serve', '2023-03-21', { service, paperId: '00000000-0000-4000-8000-000000000000' }))).toEqual(['letter-missing']);
    expect(await codesOf(act(t, id, 'serve', '2023-03-21', { service: { ...service, tracking: null }, paperId }))).toEqual(['service-tracking']);
    expect(await codesOf(act(t, id, 'serve', '2023-03-19', { service, paperId }))).toEqual(['before-approval']);
    expect(await codesOf(act(t, id, 'serve', '2023-03-21', { service: { ...overInternet, to: null }, paperId }))).toEqual(['service-to', 'online-reconsideration']);
    await setFoiSettings(t.env, t.people.head, { clock: {}, receipt: {}, onlineReconsideration: 'https://fuyi.example.gov.cn/' });
    expect(await codesOf(act(t, id, 'serve', '2023-03-21', { service: overInternet, paperId }))).toEqual(['done']);
  });

  it('a return voids the decision and its letter', async () => {
    const id = await registered();
    await judged(t, id, day);
    await approved(t, id, '2023-03-20');
    const paperId = await letter(t, id);
    const c = await act(t, id, 'return', '2023-03-21', { reason: '理由不充分' });
    expect(c.folded).toMatchObject({ state: 'handling', decision: null, approvedOn: null });
    expect(await t.db.selectFrom('core.foiPaper').select('state').where('id', '=', paperId).executeTakeFirstOrThrow()).toEqual({ state: 'void' });
  });
});

describe('afterwards', () => {
  it('chains reconsideration and litigation with their results', async () => {
    const id = await registered();
    await judged(t, id, day);
    await answered(t, id, '2023-03-20', refused);
    expect(await codesOf(act(t, id, 'open-review', '2023-03-19', { kind: 'litigationAfterReconsideration', authority: '市中级人民法院' }))).toEqual(['review-chain', 'review-order']);
    await act(t, id, 'open-review', '2023-04-10', { kind: 'reconsideration', authority: '自治区人民政府' });
    const { id: reviewId } = await t.db.selectFrom('core.foiReview').select('id').where('caseId', '=', id).executeTakeFirstOrThrow();
    await act(t, id, 'review-result', '2023-05-10', { reviewId, result: 'corrected', summary: '撤销并责令重新答复', lesson: '理由应当具体' });
    expect(await codesOf(act(t, id, 'review-result', '2023-05-11', { reviewId, result: 'upheld', summary: '维持' }))).toEqual(['no-review']);
    expect(await codesOf(act(t, id, 'open-review', '2023-05-20', { kind: 'litigationAfterReconsideration', afterReview: reviewId, authority: '市中级人民法院' }))).toEqual(['done']);
  });

  it('finds alike applications and suggests publication at the second applicant', async () => {
    const content = '奈曼旗2021年义务教育学校招生范围划片方案及各校招生计划';
    const one = await entered(t, day, { applicant: applicantOf({ name: '家长甲' }), request: requestOf({ content }) });
    const two = await entered(t, day, { applicant: applicantOf({ name: '家长乙' }), request: requestOf({ content: `申请公开${content}的相关材料` }) });
    for (const id of [one, two]) await found(t, id, day);
    expect((await answered(t, one, '2023-03-20')).suggestOpen).toBe(false);
    const alike = await similarCases(t.db, await loadCase(t.db, two));
    expect(alike).toMatchObject([{ id: one, sameApplicant: false }]);
    expect((await answered(t, two, '2023-03-20')).suggestOpen).toBe(true);
    // What an applicant wrote never becomes public: the information is published as a record of its own first.
    expect(await codesOf(act(t, two, 'decide-publication', '2023-03-27', { publish: true, reason: '两人申请' }))).toEqual(['publication-record']);
    const recordId = await seedRecord(t.db, { title: content });
    await act(t, two, 'decide-publication', '2023-03-27', { publish: true, reason: '两人申请', recordId });
    expect((await loadCase(t.db, two)).suggestOpen).toBe(false);
    // Whoever is about to ask for the same is offered it.
    expect(await similarAnswers(t.portalDb, shinglesOf(`申请公开${content}`))).toMatchObject([{ title: content, recordId }]);
    expect(await similarAnswers(t.portalDb, shinglesOf('霍林郭勒市公立幼儿园招生名额'))).toEqual([]);
  });
});

describe('a changed holiday notice', () => {
  it('moves the open clocks it touches, journals each, tells whom it concerns, and leaves answered cases alone', async () => {
    const open = (await sent(t, '2027-03-15')).id;
    await act(t, open, 'register', '2027-03-15');
    await act(t, open, 'assign', '2027-03-15', { personId: t.people.handler.person.id });
    const done = await entered(t, '2027-03-15');
    await found(t, done, '2027-03-15');
    await answered(t, done, '2027-03-16');
    const before = await loadCase(t.db, open);
    expect(before.standing).toMatchObject({ due: '2027-04-12', provisional: true });
    const result = await setCalendar(onDay(t, '2027-03-17'), t.people.head, {
      years: [{ year: 2027, notices: [{ number: '国办发明电〔2026〕0号', certainty: 'memory' }], off: [{ name: '清明节', from: civilDate('2027-04-03'), to: civilDate('2027-04-05') }], work: [] }], regional: [],
    });
    expect(result.moved).toContainEqual({ id: open, receiptNumber: before.receiptNumber, agencyCode: '150500', assignee: t.people.handler.person.id, before: '2027-04-12', after: '2027-04-13' });
    expect(result.moved.map((m) => m.id)).not.toContain(done);
    expect(await t.db.selectFrom('core.foiCase').select(['due', 'provisional']).where('id', '=', open).executeTakeFirstOrThrow()).toEqual({ due: '2027-04-13', provisional: false });
    expect(await t.db.selectFrom('core.journal').select('actorName').where('action', '=', 'foi.recompute').where('subjectId', '=', open).execute()).toHaveLength(1);
    // The notice taken back, the clock is what it was.
    expect((await setCalendar(onDay(t, '2027-03-17'), t.people.head, { years: [], regional: [] })).moved.some((m) => m.id === open)).toBe(true);
    await expect(setCalendar(t.env, t.people.clerk, { years: [], regional: [] })).rejects.toMatchObject({ status: 403 });
  });
});
