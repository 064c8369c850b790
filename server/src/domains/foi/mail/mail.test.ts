// Mails over a real socket: one a step, nothing in them that is not the applicant's business to have lying in a mailbox.
import { addSeconds, civilDate, now, type Instant } from '@tongming/law';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FoiMailView } from '../../../console-api/contract-foi.ts';
import { openMailer } from '../../../platform/mail.ts';
import { drainOutbox } from '../../../platform/outbox.ts';
import { mailSink, type Answers, type MailSink } from '../../../platform/testing-mail.ts';
import { setCalendar } from '../commands/recompute.ts';
import { zh } from '../messages.ts';
import { submitCorrection, withdraw } from '../inbox.ts';
import { getCase } from '../queries/get-case.ts';
import { spacedNumber } from '../receipt-number.ts';
import { takeInFoi } from '../take-in.ts';
import {
  act, answered, applicantOf, approved, byPost, codesOf, entered, found, granted, judged, letter, morning, onDay, otherAgency, requestOf, sent, testOffice, type TestOffice,
} from '../testing.ts';
import { kinds } from './compose.ts';
import { mailHandlers } from './deliver.ts';
import { mailState } from './list.ts';
import { publishMailSender } from './queue.ts';

const from = 'noreply@example.gov.cn';
const email = 'zhang.san@example.com';
const publicUrl = 'https://www.example.gov.cn';
const day = '2023-03-15';
const service = byPost;
const applicant = applicantOf({ email });

let t: TestOffice;
let sink: MailSink;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());
beforeEach(async () => {
  sink = await mailSink();
  await publishMailSender(t.db, from);
});
afterEach(async () => {
  await sink.close();
  await t.db.deleteFrom('core.outbox').execute();
});

/** What a worker does every other second; `at` is its clock for giving up, `due` for what may be tried again. */
async function work(at: Instant = morning('2023-03-16'), due: Instant = now(), url: string | null = sink.url, site: string | null = publicUrl): Promise<void> {
  const handlers = mailHandlers({ db: t.db, mailer: url === null ? null : openMailer({ url, from }, 0), publicUrl: site, at });
  await drainOutbox(t.db, new Map(Object.entries(handlers)), due);
}
const texts = () => sink.mails.map((m) => m.text);
const mailsOf = async (id: string): Promise<FoiMailView[]> => (await getCase(t.db, t.people.clerk, id)).mails;
async function kindsAfter(id: string): Promise<string[]> {
  await work(morning('2023-06-30'));
  return (await mailsOf(id)).map((m) => m.kind);
}

/** A database whose transactions are cut off when they come to their journal row. */
const cutOff = () => t.db.withPlugin({
  transformQuery: ({ node }) => {
    if (JSON.stringify(node).includes('insert into core.journal')) throw new Error('cut');
    return node;
  },
  transformResult: async ({ result }) => result,
});
const messageIds = () => sink.mails.map((m) => /Message-ID: (\S+)/.exec(m.headers)?.[1]);

describe('every step is told once', () => {
  it('from receipt over correction, consultation, extension and fee to the answer', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day, { applicant });
    await act(t, id, 'register', day);
    await act(t, id, 'notify-correction', '2023-03-16', { items: ['请写明年度'], answerBy: '2023-03-30', service });
    expect(await submitCorrection(t.portalDb, receiptNumber, queryCode, { content: '二〇二二年度的补助资金分配方案' }, morning('2023-03-17'))).toEqual({ ok: true });
    await takeInFoi(onDay(t, '2023-03-17'));
    await judged(t, id, '2023-03-17');
    for (const party of ['甲', '乙']) await act(t, id, 'ask-third-party', '2023-03-20', { party, name: `${party}水泥厂`, what: '含报价', service });
    for (const party of ['甲', '乙']) await act(t, id, 'third-party-answered', '2023-03-22', { party, consent: 'yes', reasons: null, reasonable: null });
    await act(t, id, 'request-extension', '2023-03-23', { workingDays: 20, reason: '数量较大' });
    await act(t, id, 'approve-extension', '2023-03-23', { workingDays: 20 });
    await act(t, id, 'notify-extension', '2023-03-24', { service });
    await act(t, id, 'notify-fee', '2023-03-27', { basis: 'pages', count: 150, service });
    const { fee } = await getCase(t.db, t.people.clerk, id);
    await act(t, id, 'record-payment', '2023-03-28', { amount: fee?.amount, voucher: '0001' });
    await act(t, id, 'ask-reasons', '2023-03-29', { why: '多次申请同类信息', service });
    await act(t, id, 'record-reasons', '2023-03-30', { given: '研究需要', reasonable: true, judgement: '理由合理' });
    await act(t, id, 'set-delay', '2023-03-30', { until: '2023-06-30', reason: '数量大', service });
    await approved(t, id, '2023-04-06');
    await act(t, id, 'serve', '2023-04-06', { service, paperId: await letter(t, id) });
    await act(t, id, 'undeliverable', '2023-04-12', { reason: '退回' });

    expect(await kindsAfter(id)).toEqual([
      'received', 'registered', 'correction-asked', 'correction-received', 'consulting', 'consulted', 'extended', 'fee-asked', 'fee-paid', 'reasons-asked', 'reasons-received', 'delayed',
      'answered', 'undeliverable',
    ]);
    expect(sink.mails.every((m) => m.from === from && m.to.join() === email)).toBe(true);
    expect(new Set(messageIds()).size).toBe(sink.mails.length);
    expect(new Set(sink.mails.map((m) => /^Subject: (.*)$/m.exec(m.headers)?.[1]))).toEqual(new Set([`政府信息公开申请，回执号${spacedNumber(receiptNumber)}`]));
    const all = texts().join('\n');
    expect(all).toContain('请在2023年3月30日以前，按补正告知书列出的事项补正');
    expect(all).toContain(`信息处理费${fee?.amount}元`);
    expect(all).toContain('2023年6月30日');
    expect(texts().every((text) => text.includes(spacedNumber(receiptNumber)) && text.includes(`${publicUrl}/apply/query`) && text.includes('请勿回复'))).toBe(true);
    const raw = sink.mails.map((m) => m.raw + m.headers + m.text).join('\n');
    for (const secret of [
      queryCode, '张三', '13800000000', '152301', '危房', '补助资金', '请写明年度', '水泥厂', '报价', '数量较大', '研究需要', '多次申请', '分配方案', 'XA12345678915', 'clerk某', 'handler某', id,
    ]) expect(raw).not.toContain(secret);
    const journal = await t.db.selectFrom('core.journal').select(['action', 'after']).where('subjectId', '=', id).where('action', 'like', 'foi.mail-%').execute();
    expect(journal).toHaveLength(14);
    expect(JSON.stringify(journal)).not.toContain(email);
  });

  it('the first names the due date as the clock has it; nothing else is sent when it is worked through again', async () => {
    const { id } = await sent(t, day, { applicant });
    await work();
    await work();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('已于2023年3月15日收到您提交的政府信息公开申请');
    expect(texts()[0]).toContain('答复期限：2023年4月13日');
    expect(await mailsOf(id)).toEqual([expect.objectContaining({ seq: 1, kind: 'received', name: '已收到申请', state: 'sent', attempts: 1, error: null })]);
  });

  it('a counter entry without query code is sent to the office, one without receipt date told so; a move, a withdrawal and an end as well', async () => {
    const open = await entered(t, day, { applicant, channel: 'ordinary-mail', facts: { arrivedOn: civilDate(day) } });
    await work();
    expect(texts()[0]).toContain('收到申请之日还需要与您确认');
    expect(texts()[0]).not.toContain('/apply/query');
    expect(texts()[0]).not.toContain('答复期限：');
    await act(t, open, 'confirm-receipt', '2023-03-16', { facts: { confirmedOn: '2023-03-16' }, how: '电话确认' });
    await act(t, open, 'redirect', '2023-03-16', { agencyCode: otherAgency, reason: '由该机关负责' });
    await work();
    expect(texts()[1]).toContain('收到申请之日已经确认，是2023年3月16日');
    const moved = await t.db.selectFrom('core.agency').select('name').where('code', '=', otherAgency).executeTakeFirstOrThrow();
    expect(texts()[2]).toContain(`由${moved.name}负责办理`);
    expect(sink.mails[2]?.headers).toContain(moved.name);

    const gone = await sent(t, day, { applicant });
    await withdraw(t.portalDb, gone.receiptNumber, gone.queryCode, null, morning('2023-03-16'));
    await takeInFoi(onDay(t, '2023-03-16'));
    expect(await kindsAfter(gone.id)).toEqual(['received', 'withdrawn']);
    const silent = await entered(t, day, { applicant });
    await act(t, silent, 'register', day);
    await act(t, silent, 'notify-correction', day, { items: ['请写明年度'], answerBy: '2023-03-30', service });
    await act(t, silent, 'close', '2023-05-04', { outcome: 'other.noCorrection', reason: '逾期' });
    expect(await kindsAfter(silent)).toEqual(['received', 'registered', 'correction-asked', 'closed']);
  });

  it('parts of a split tell their own number and not the steps they inherit; companions of a letter are all told', async () => {
    const id = await entered(t, day, { applicant });
    await act(t, id, 'register', day);
    await act(t, id, 'notify-correction', day, { items: ['请写明年度'], answerBy: '2023-03-30', service });
    await act(t, id, 'receive-correction', '2023-03-16', { channel: 'in-person', facts: { submittedOn: '2023-03-16' }, content: '二〇二二年度方案和名单', excuse: null });
    const whole = await act(t, id, 'split', '2023-03-16', { parts: ['二〇二二年度方案', '二〇二二年度名单'], reason: '两件事' });
    const child = whole.events.flatMap((e) => (e.type === 'split' ? e.data.caseIds : []))[0] ?? '';
    expect(await kindsAfter(child)).toEqual(['split-off']);
    for (const one of [id, child]) await judged(t, one, '2023-03-16');
    await act(t, id, 'join', '2023-03-16', { caseIds: [child] });
    for (const one of [id, child]) await approved(t, one, '2023-03-16');
    await act(t, id, 'serve', '2023-03-16', { service, paperId: await letter(t, id, { joined: [child] }) });
    expect(await kindsAfter(child)).toEqual(['split-off', 'answered']);
    expect((await kindsAfter(id)).at(-1)).toBe('answered');
  });

  it('a holiday notice that moves the day is told, every time it does', async () => {
    const id = await entered(t, '2027-03-15', { applicant, submittedOn: civilDate('2027-03-15') });
    const years = [{ year: 2027, notices: [], off: [{ name: '清明节', from: civilDate('2027-04-03'), to: civilDate('2027-04-05') }], work: [] }];
    await setCalendar(onDay(t, '2027-03-17'), t.people.head, { years, regional: [] });
    await work(morning('2027-03-17'), morning('2027-03-18'));
    expect((await mailsOf(id)).map((m) => m.kind)).toEqual(['received', 'due-moved']);
    expect(texts().at(-1)).toMatch(/答复期限已经重新计算。[^]*答复期限：2027年4月13日\n/);
    await setCalendar(onDay(t, '2027-03-18'), t.people.head, { years: [], regional: [] });
    await work(morning('2027-03-18'), morning('2027-03-19'));
    expect((await mailsOf(id)).map((m) => m.kind)).toEqual(['received', 'due-moved', 'due-moved']);
    expect(texts().at(-1)).toContain('答复期限：2027年4月12日（该年度放假安排尚未公布');
  });
});

it('less asked for instead of paying, and handling again after a lost review, are told', async () => {
  const id = await entered(t, day, { applicant });
  await act(t, id, 'register', day);
  await act(t, id, 'notify-fee', '2023-03-20', { basis: 'pages', count: 150, service });
  await act(t, id, 'narrow-request', '2023-03-21', { channel: 'in-person', facts: { submittedOn: '2023-03-21' }, content: '只要分配总数一项', evidence: '申请人书面说明' });
  await judged(t, id, '2023-03-21');
  await answered(t, id, '2023-03-22');
  await act(t, id, 'open-review', '2023-05-04', { kind: 'reconsideration', authority: '市人民政府' });
  const { reviews } = await getCase(t.db, t.people.clerk, id);
  await act(t, id, 'review-result', '2023-06-20', { reviewId: reviews[0]?.id, result: 'corrected', order: 'redo', summary: '责令重新答复' });
  await act(t, id, 'reopen', '2023-06-21', { reviewId: reviews[0]?.id, receivedOn: '2023-06-20', reason: '责令重新答复' });
  expect(await kindsAfter(id)).toEqual(['received', 'registered', 'fee-asked', 'narrowed', 'answered', 'reopened']);
  expect(texts().at(-1)).toMatch(/依照复议决定或者判决重新办理[^]*答复期限：2023年7月/);
  expect(texts().join('\n')).not.toMatch(/分配总数|责令/);
});

it('an application for correction of a record is called one', async () => {
  const correction = { record: '低保档案', recorded: '三口人', correct: '四口人', evidence: '户口簿' };
  await entered(t, day, { applicant, request: { ...requestOf(), type: 'correction-of-record', correction } });
  await work();
  expect(sink.mails[0]?.headers).toContain('Subject: 政府信息更正申请，回执号');
  expect(texts()[0]).toContain('提出的政府信息更正申请');
  expect(sink.mails[0]?.text).not.toMatch(/低保|户口/);
});

it('whatever stands on the applicant\'s page has its mail', () => {
  expect(Object.keys(zh.applicant.timeline).filter((type) => !(type in kinds))).toEqual([]);
});

describe('nobody is told of what did not happen', () => {
  it('no address, no mail; no mail server, no mail; the business of the office, no mail', async () => {
    const { id } = await sent(t, day);
    await publishMailSender(t.db, null);
    const other = await sent(t, day, { applicant });
    await publishMailSender(t.db, from);
    await found(t, id, day);
    await work();
    expect(sink.mails).toEqual([]);
    expect([...await mailsOf(id), ...await mailsOf(other.id)]).toEqual([]);
    await act(t, other.id, 'assign', day, { personId: t.people.handler.person.id, note: null });
    await act(t, other.id, 'note', day, { text: '已致电' });
    expect(await kindsAfter(other.id)).toEqual([]);
  });

  it('a step that is refused or rolled back leaves none', async () => {
    const { id } = await sent(t, day, { applicant });
    await work();
    const before = await t.db.selectFrom('core.outbox').select('id').execute();
    expect(await codesOf(act(t, id, 'register', day, {}, 'stranger'))).not.toEqual(['done']);
    await expect(act({ ...t, env: { ...t.env, db: cutOff() } }, id, 'register', day)).rejects.toThrow('cut');
    expect(await t.db.selectFrom('core.outbox').select('id').execute()).toEqual(before);
    expect((await mailsOf(id)).map((m) => m.kind)).toEqual(['received']);
  });
});

describe('the mail server', () => {
  const answering = (answers: Answers) => Object.assign(sink.answers, answers);

  it('that is down gets the mail when it is up again, the same one', async () => {
    const { id } = await sent(t, day, { applicant });
    const { port } = sink;
    await sink.close();
    const soon = now();
    await work(morning(day));
    expect(await mailsOf(id)).toEqual([expect.objectContaining({ state: 'waiting', attempts: 1, error: expect.stringContaining('没有连上邮件服务器'), endedAt: null })]);
    expect(await mailState(t.db)).toMatchObject({ configured: true, waiting: 1, failing: 0 });
    sink = await mailSink({}, port);
    await work(morning(day), soon);
    expect(sink.mails).toEqual([]);
    await work(morning(day), addSeconds(now(), 10));
    expect(sink.mails).toHaveLength(1);
    expect(await mailsOf(id)).toEqual([expect.objectContaining({ state: 'sent', attempts: 2, error: null })]);
  });

  it('that says 4xx is asked again; that cut off after taking it gets it again under the same Message-ID', async () => {
    const { id } = await sent(t, day, { applicant });
    answering({ rcpt: () => '451 4.7.1 try later' });
    await work(morning(day));
    expect(await mailsOf(id)).toEqual([expect.objectContaining({ state: 'waiting', error: expect.stringContaining('451 4.7.1') })]);
    answering({ rcpt: () => null });
    const handlers = mailHandlers({ db: cutOff(), mailer: openMailer({ url: sink.url, from }), publicUrl, at: morning(day) });
    await drainOutbox(t.db, new Map(Object.entries(handlers)), addSeconds(now(), 3));
    expect(await mailsOf(id)).toEqual([expect.objectContaining({ state: 'waiting', attempts: 2 })]);
    await work(morning(day), addSeconds(now(), 60));
    expect(messageIds()).toHaveLength(2);
    expect(messageIds()[0]).toMatch(/^<foi\./);
    expect(messageIds()[1]).toBe(messageIds()[0]);
    expect((await mailsOf(id))[0]?.state).toBe('sent');
  });

  it('that says 550 is not asked again, and the clerk sees what it said without the address', async () => {
    const { id } = await sent(t, day, { applicant });
    answering({ rcpt: () => `550 5.1.1 <${email}> no such user` });
    await work();
    await work(morning('2023-03-16'), addSeconds(now(), 4000));
    const [mail] = await mailsOf(id);
    expect(mail).toMatchObject({ state: 'failed', attempts: 1, error: expect.stringContaining('550 5.1.1') });
    expect(mail?.error).not.toContain(email);
    expect(sink.said.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
    expect(await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', id).where('action', '=', 'foi.mail-failed').execute()).toHaveLength(1);
  });

  it('that never answers is given up after five days, and so is one taken out of the settings', async () => {
    const { id } = await sent(t, day, { applicant });
    await work(morning('2023-03-20'), now(), null);
    expect((await mailsOf(id))[0]).toMatchObject({ state: 'waiting', error: '没有设置邮件服务器' });
    await work(morning('2023-03-21'), addSeconds(now(), 10), null);
    expect((await mailsOf(id))[0]).toMatchObject({ state: 'failed', error: expect.stringContaining('5天没有发出') });
    expect(await t.db.selectFrom('core.outbox').select('id').where('doneAt', 'is', null).execute()).toEqual([]);
  });

  it('gets no mail for a case whose applicant has been forgotten', async () => {
    const { id } = await sent(t, day, { applicant });
    await t.db.updateTable('core.foiCase').set({ applicant: JSON.stringify({ ...applicant, email: null }) }).where('id', '=', id).execute();
    await work();
    expect(sink.mails).toEqual([]);
    expect((await mailsOf(id))[0]).toMatchObject({ state: 'failed', error: '申请人没有电子邮箱' });
  });
});

it('without a public address names the column of the site; a served letter stays out of the mail', async () => {
  const id = await entered(t, day, { applicant, queryCode: true });
  await found(t, id, day);
  await answered(t, id, day, granted);
  await work(morning(day), now(), sink.url, null);
  expect(texts().at(-1)).toContain('“依申请公开”栏目');
  expect(texts().join('')).not.toMatch(/https?:/);
});
