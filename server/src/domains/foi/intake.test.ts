import { civilDate } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../platform/database.ts';
import { setLogSink } from '../../platform/log.ts';
import { ApplicationFaults, evaluate, readCase, readLetterFile, submitApplication, submitCorrection, withdraw } from './inbox.ts';
import { readIdentity } from './commands/files.ts';
import { takeInFoi } from './take-in.ts';
import {
  act, answered, application, applicantOf, approved, entered, found, letter, morning, onDay, otherAgency, overInternet, requestOf, sent, testOffice, type TestOffice,
} from './testing.ts';
import { loadCase } from './store.ts';
import { setFoiSettings } from './commands/recompute.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

const day = '2023-03-15';

describe('sending', () => {
  it('tells every fault at once and stores nothing', async () => {
    const bad = application({ applicant: applicantOf({ name: ' ', phone: null }), request: requestOf({ content: '房' }), identity: { type: '', number: '' } });
    const error = await submitApplication(t.portalDb, bad, morning(day)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApplicationFaults);
    expect(error instanceof ApplicationFaults && error.faults.map((f) => f.field)).toEqual(['applicant.name', 'applicant.phone', 'request.content', 'identity.type', 'identity.number']);
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
  });

  it('is readable with number and code at once, before and after it is taken in', async () => {
    const told = await submitApplication(t.portalDb, application(), morning(day));
    expect(await readCase(t.portalDb, told.receiptNumber, told.queryCode)).toMatchObject({ stage: 'sent', applicantName: '张三', due: null });
    expect(await readCase(t.portalDb, told.receiptNumber, 'AAAA-BBBB-CCCC')).toBeNull();
    expect(await takeInFoi(onDay(t, day))).toBe(1);
    const view = await readCase(t.portalDb, told.receiptNumber, told.queryCode.toLowerCase());
    expect(view).toMatchObject({ stage: 'arrived', receivedOn: day, due: { due: '2023-04-13' }, can: ['withdraw'] });
    expect(view?.due?.derivation.at(-1)).toMatchObject({ date: '2023-04-13', counted: true });
    expect(await readCase(t.portalDb, '20230315000000000', told.queryCode)).toBeNull();
  });

  it('leaves nothing readable in what the public zone holds', async () => {
    const { receiptNumber } = await sent(t, day, { applicant: applicantOf({ name: '秘而不宣的人' }) });
    const rows = [
      ...await t.portalDb.selectFrom('open.foiStatus').selectAll().where('number', '=', receiptNumber).execute(),
      ...await t.portalDb.selectFrom('open.foiSent').selectAll().where('number', '=', receiptNumber).execute(),
    ];
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.sealed.includes(Buffer.from('秘而不宣'))).toBe(false);
    await expect(t.portalDb.selectFrom('inbox.submission').selectAll().execute()).rejects.toThrow(/permission denied/);
    await expect(t.portalDb.selectFrom('inbox.foiNumber').selectAll().execute()).rejects.toThrow(/permission denied/);
    await expect(t.portalDb.selectFrom('inbox.foiBlob').selectAll().execute()).rejects.toThrow(/permission denied/);
  });

  it('keeps the identity proof apart; every look at it is journalled', async () => {
    const { id } = await sent(t, day);
    const stored = await t.db.selectFrom('core.foiIdentity').select('sealed').where('caseId', '=', id).executeTakeFirstOrThrow();
    expect(stored.sealed.includes('152301199001010011')).toBe(false);
    expect(JSON.stringify(await t.db.selectFrom('core.foiCase').selectAll().where('id', '=', id).execute())).not.toContain('152301199001010011');
    expect(await readIdentity(t.env, t.people.clerk, id)).toMatchObject({ number: '152301199001010011' });
    await expect(readIdentity(t.env, t.people.stranger, id)).rejects.toMatchObject({ status: 404 });
    const looks = await t.db.selectFrom('core.journal').select('actorName').where('action', '=', 'foi.read-identity').where('subjectId', '=', id).execute();
    expect(looks).toEqual([{ actorName: 'clerk某' }]);
  });

  it('puts no name and no word of the application into the journal', async () => {
    const { id } = await sent(t, day);
    const rows = JSON.stringify(await t.db.selectFrom('core.journal').selectAll().where('subjectId', '=', id).execute());
    expect(rows).toContain('foi.submit');
    expect(rows).not.toMatch(/张三|危房|13800000000/);
  });
});

describe('taking in', () => {
  it('takes each in once when workers run beside each other', async () => {
    const before = await t.db.selectFrom('core.foiCase').select('id').execute();
    const told = await Promise.all(Array.from({ length: 8 }, () => submitApplication(t.portalDb, application(), morning(day))));
    const counts = await Promise.all(Array.from({ length: 4 }, () => takeInFoi(onDay(t, day))));
    expect(counts.reduce((a, b) => a + b)).toBe(8);
    const after = await t.db.selectFrom('core.foiCase').select('receiptNumber').execute();
    expect(after.length - before.length).toBe(8);
    expect(new Set(told.map((x) => x.receiptNumber)).size).toBe(8);
    expect(await t.db.selectFrom('inbox.foiBlob').select('submissionId').execute()).toEqual([]);
  });

  it('takes in once what is delivered again', async () => {
    await submitApplication(t.portalDb, application(), morning(day));
    const row = await t.db.selectFrom('inbox.submission').selectAll().executeTakeFirstOrThrow();
    expect(await takeInFoi(onDay(t, day))).toBe(1);
    await t.portalDb.insertInto('inbox.submission').values({ id: row.id, kind: 'foi-application', payload: json(row.payload), receivedAt: row.receivedAt }).execute();
    expect(await takeInFoi(onDay(t, day))).toBe(0);
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
  });

  it('keeps attachments, names one it cannot keep, and does not lose the application for it', async () => {
    const { id } = await sent(t, day, { attachments: [{ name: '说明.txt', bytes: Buffer.from('补充说明') }, { name: '程序.exe', bytes: Buffer.from('MZ program') }] });
    const files = await t.db.selectFrom('core.foiFile').select(['name', 'fileHash', 'refused']).where('caseId', '=', id).orderBy('name').execute();
    expect(files.find((f) => f.name === '说明.txt')).toMatchObject({ refused: null });
    expect(files.find((f) => f.name === '程序.exe')).toMatchObject({ fileHash: null });
    expect(files.find((f) => f.name === '程序.exe')?.refused).not.toBeNull();
  });

  it('sets aside what our form cannot have made, journalled, and goes on', async () => {
    setLogSink(() => undefined);
    await t.portalDb.insertInto('inbox.submission').values({ kind: 'foi-application', payload: json({ number: 1 }) }).execute();
    await t.portalDb.insertInto('inbox.submission').values({ kind: 'foi-withdrawal', payload: json({ signed: '{"kind":"foi-withdrawal"}', signature: 'AAAA' }) }).execute();
    await takeInFoi(onDay(t, day));
    setLogSink((line) => process.stderr.write(`${line}\n`));
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
    expect(await t.db.selectFrom('core.journal').select('id').where('action', '=', 'foi.intake-malformed').execute()).toHaveLength(2);
  });
});

describe('following a case', () => {
  it('corrects, and the period begins again on the day it was sent', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day);
    await act(t, id, 'register', day);
    await act(t, id, 'notify-correction', '2023-03-20', { items: ['请写明所需信息的年度'], answerBy: '2023-04-10', service: overInternet });
    const asked = await readCase(t.portalDb, receiptNumber, queryCode);
    expect(asked).toMatchObject({ stage: 'correcting', correction: { items: ['请写明所需信息的年度'], answerBy: '2023-04-10' }, can: ['correct', 'withdraw'] });
    expect(await submitCorrection(t.portalDb, receiptNumber, queryCode, { content: '改' }, morning('2023-03-27'))).toMatchObject({ ok: false, reason: 'faults' });
    expect(await submitCorrection(t.portalDb, receiptNumber, queryCode, { content: '2022年度危房改造补助资金分配方案' }, morning('2023-03-27'))).toEqual({ ok: true });
    expect(await takeInFoi(onDay(t, '2023-03-28'))).toBe(1);
    const after = await readCase(t.portalDb, receiptNumber, queryCode);
    expect(after).toMatchObject({ stage: 'handling', due: { due: '2023-04-24' }, request: { content: '2022年度危房改造补助资金分配方案' } });
    expect(await submitCorrection(t.portalDb, receiptNumber, queryCode, { content: '再补一次' }, morning('2023-03-29'))).toEqual({ ok: false, reason: 'not-now' });
  });

  it('withdraws with the code; a forged withdrawal is set aside', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day);
    setLogSink(() => undefined);
    const signed = JSON.stringify({ id: '00000000-0000-4000-8000-000000000000', kind: 'foi-withdrawal', number: receiptNumber, at: morning(day) });
    await t.portalDb.insertInto('inbox.submission').values({
      id: '00000000-0000-4000-8000-000000000000', kind: 'foi-withdrawal', payload: json({ signed, signature: Buffer.alloc(64).toString('base64') }) }).execute();
    await takeInFoi(onDay(t, day));
    setLogSink((line) => process.stderr.write(`${line}\n`));
    expect((await loadCase(t.db, id)).folded.state).toBe('arrived');
    expect(await withdraw(t.portalDb, receiptNumber, 'AAAA-BBBB-CCCC', null)).toEqual({ ok: false, reason: 'not-found' });
    expect(await withdraw(t.portalDb, receiptNumber, queryCode, '已经拿到', morning('2023-03-16'))).toEqual({ ok: true });
    await takeInFoi(onDay(t, '2023-03-16'));
    expect((await loadCase(t.db, id)).folded).toMatchObject({ state: 'closed', ended: { outcome: 'other.misc', on: '2023-03-16' } });
  });

  it('a withdrawal overtaken by the answer is put on record and changes nothing', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day);
    await found(t, id, day);
    await approved(t, id, '2023-03-20');
    await withdraw(t.portalDb, receiptNumber, queryCode, null, morning('2023-03-20'));
    await act(t, id, 'serve', '2023-03-20', { service: { via: 'post', tracking: 'XA1', to: null, evidence: null }, paperId: await letter(t, id) });
    await takeInFoi(onDay(t, '2023-03-20'));
    const c = await loadCase(t.db, id);
    expect(c.folded.state).toBe('answered');
    expect(c.events.at(-1)).toMatchObject({ type: 'note', actorRole: 'applicant', data: { text: expect.stringContaining('没有生效') } });
  });

  it('a correction for a closed case is not lost: the office finds its words', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day);
    await act(t, id, 'register', day);
    await act(t, id, 'notify-correction', '2023-03-20', { items: ['请写明年度'], answerBy: '2023-04-10', service: overInternet });
    await submitCorrection(t.portalDb, receiptNumber, queryCode, { content: '2022年度的分配方案' }, morning('2023-04-11'));
    await act(t, id, 'close', '2023-04-11', { outcome: 'other.noCorrection', reason: '逾期不补正' });
    await takeInFoi(onDay(t, '2023-04-11'));
    const c = await loadCase(t.db, id);
    expect(c.folded.state).toBe('closed');
    expect(c.events.at(-1)).toMatchObject({ type: 'note', data: { text: expect.stringContaining('2022年度的分配方案') } });
    expect(await t.db.selectFrom('inbox.submission').select('id').execute()).toEqual([]);
  });

  it('two evaluations sent at once count once', async () => {
    const { id, receiptNumber, queryCode } = await sent(t, day);
    await found(t, id, day);
    await answered(t, id, '2023-03-20');
    for (const score of [5, 1]) expect(await evaluate(t.portalDb, receiptNumber, queryCode, score, null, morning('2023-03-21'))).toEqual({ ok: true });
    await takeInFoi(onDay(t, '2023-03-21'));
    expect(await t.db.selectFrom('core.foiEvaluation').select('score').where('caseId', '=', id).execute()).toHaveLength(1);
  });

  it('downloads the letter with the code alone, and evaluates once', async () => {
    await setFoiSettings(t.env, t.people.head, { clock: {}, receipt: {}, onlineReconsideration: 'https://fuyi.example.gov.cn/' });
    const { id, receiptNumber, queryCode } = await sent(t, day);
    await found(t, id, day);
    await approved(t, id, '2023-03-20');
    await act(t, id, 'serve', '2023-03-20', { service: overInternet, paperId: await letter(t, id) });
    const view = await readCase(t.portalDb, receiptNumber, queryCode);
    expect(view).toMatchObject({ stage: 'answered', outcome: { code: 'granted', on: '2023-03-20' }, can: ['evaluate'], letters: [{ kind: 'reply', on: '2023-03-20' }] });
    const file = view?.letters[0]?.files[0];
    if (!file) throw new Error('no file');
    expect(Buffer.from(await readLetterFile(t.env.files, file)).toString()).toBe(`答复书 ${id}`);
    expect(await evaluate(t.portalDb, receiptNumber, queryCode, 6, null)).toMatchObject({ ok: false, reason: 'faults' });
    expect(await evaluate(t.portalDb, receiptNumber, queryCode, 5, '很快', morning('2023-03-21'))).toEqual({ ok: true });
    await takeInFoi(onDay(t, '2023-03-21'));
    expect(await readCase(t.portalDb, receiptNumber, queryCode)).toMatchObject({ can: [], evaluation: { score: 5 } });
  });
});

describe('the office writes down', () => {
  it('waits for the confirmation of an ordinary letter, and counts from it', async () => {
    const id = await entered(t, day, { channel: 'ordinary-mail', facts: { arrivedOn: civilDate(day) } });
    expect((await loadCase(t.db, id)).standing).toMatchObject({ receivedOn: null, waitingFor: ['receipt'], next: { due: day } });
    await expect(act(t, id, 'register', day)).rejects.toMatchObject({ code: 'register-refused' });
    await act(t, id, 'confirm-receipt', '2023-03-16', { facts: { confirmedOn: '2023-03-16' }, how: '电话确认' });
    expect((await loadCase(t.db, id)).standing).toMatchObject({ receivedOn: '2023-03-16', due: '2023-04-14' });
  });

  it('numbers without gaps, and only for who may', async () => {
    const first = await act(t, await entered(t, day), 'register', day);
    await expect(act(t, await entered(t, day), 'register', day, {}, 'stranger')).rejects.toMatchObject({ status: 404 });
    const second = await act(t, await entered(t, day), 'register', day);
    expect((second.folded.registered?.seq ?? 0) - (first.folded.registered?.seq ?? 0)).toBe(1);
    await expect(entered(t, day, { agencyCode: otherAgency })).rejects.toMatchObject({ status: 403 });
  });

  it('answers a case without a query code', async () => {
    const id = await entered(t, day);
    await found(t, id, day);
    expect((await answered(t, id, '2023-03-20')).folded).toMatchObject({ state: 'answered', answeredOn: '2023-03-20' });
  });
});

