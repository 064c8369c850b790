import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate, instant } from '@tongming/law';
import { putFile, recordFile, verifyFile } from '../../../platform/files.ts';
import { sealJournal, verifyJournal } from '../../../platform/journal.ts';
import { drainOutbox } from '../../../platform/outbox.ts';
import { computeFigures } from '../../annual-report/figures.ts';
import { publicFiles, strayPublicFiles } from '../../library/public-files.ts';
import { readCase } from '../inbox.ts';
import { eventTypes, type StoredEvent } from '../model.ts';
import { getCase } from '../queries/get-case.ts';
import { columnsOf, loadCase } from '../store.ts';
import {
  act, answered, applicantOf, byPost, city, codesOf, entered, found, granted, judged, morning, onDay, refused, requestOf, sent, testOffice, type TestOffice,
} from '../testing.ts';
import { confirmAnonymisation, listAnonymisation, performAnonymisation, planAnonymisation, setRetention, sweepAnonymisation } from './anonymise.ts';
import { archiveCase } from './commands.ts';
import { forgottenEvents } from './forget.ts';
import { removeFilesHandler, removeFilesTopic } from './remove-files.ts';

let t: TestOffice;
beforeAll(async () => { t = await testOffice(); });
afterAll(() => t.close());

/** Everything a person wrote or is known by, in one word that can be looked for. */
const SECRET = '包志强私事';
const service = { ...byPost, evidence: SECRET };
const applicant = applicantOf({ name: SECRET, phone: '13912345678', email: 'bao@example.org', address: `${SECRET}路2号` });

/** A case in which much has happened, answered on 2023-04-12 and evaluated. */
async function full(): Promise<{ id: string; receiptNumber: string; queryCode: string }> {
  const told = await sent(t, '2023-03-15', { applicant, request: requestOf({ content: `${SECRET}的补助档案`, helpNeeded: SECRET }), attachments: [{ name: `${SECRET}.txt`, bytes: Buffer.from(SECRET) }] });
  const { id } = told;
  await act(t, id, 'register', '2023-03-15');
  await act(t, id, 'assign', '2023-03-15', { personId: t.people.handler.person.id, note: SECRET });
  await act(t, id, 'note', '2023-03-15', { text: SECRET });
  await act(t, id, 'notify-correction', '2023-03-16', { items: [SECRET], answerBy: '2023-04-10', service });
  await act(t, id, 'receive-correction', '2023-03-17', { channel: 'in-person', facts: { submittedOn: '2023-03-17' }, content: `${SECRET}补正`, excuse: SECRET });
  await act(t, id, 'ask-unit', '2023-03-17', { unit: SECRET, what: SECRET });
  await act(t, id, 'unit-answered', '2023-03-18', { unit: SECRET, result: SECRET });
  for (const party of [`甲${SECRET}`, `乙${SECRET}`]) {
    await act(t, id, 'ask-third-party', '2023-03-20', { party, name: party, what: SECRET, address: SECRET, service });
    await act(t, id, 'third-party-received', '2023-03-21', { party, evidence: SECRET });
  }
  await act(t, id, 'third-party-answered', '2023-03-24', { party: `乙${SECRET}`, consent: 'yes', reasons: SECRET });
  await act(t, id, 'third-party-answered', '2023-03-27', { party: `甲${SECRET}`, consent: 'yes', reasons: SECRET });
  await act(t, id, 'notify-fee', '2023-03-28', { basis: 'pages', count: 150, service });
  await act(t, id, 'record-payment', '2023-03-29', { amount: 1700, voucher: SECRET });
  await judged(t, id, '2023-03-30');
  await answered(t, id, '2023-04-12', { ...granted, facts: SECRET, provided: { ...granted.provided, description: SECRET } });
  const c = await act(t, id, 'open-review', '2023-05-04', { kind: 'reconsideration', authority: '通辽市人民政府', number: '通政复〔2023〕9号' });
  const e = c.events.at(-1);
  await act(t, id, 'review-result', '2023-06-01', { reviewId: e?.type === 'open-review' ? e.data.reviewId : '', result: 'upheld', summary: SECRET, lesson: SECRET });
  return told;
}

/** Every stored word of the three schemas as one text. */
async function everything(): Promise<string> {
  const tables = ['core.foiCase', 'core.foiEvent', 'core.foiFile', 'core.foiPaper', 'core.foiSearchLog', 'core.foiReview', 'core.foiEvaluation', 'core.journal', 'core.outbox', 'open.foiAnswer'] as const;
  const rows = await Promise.all(tables.map((table) => t.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}
const day = '2034-01-02';

describe('after the term', () => {
  it('proposed, confirmed by the head of the office, performed: words go, the case stays what it was', async () => {
    const { id, receiptNumber, queryCode } = await full();
    await sealJournal(t.db);
    const before = { case: await loadCase(t.db, id), figures: await computeFigures(t.db, city, 2023), view: await getCase(t.db, t.people.head, id) };
    const { hash } = await t.db.selectFrom('core.foiFile').select('fileHash as hash').where('caseId', '=', id).executeTakeFirstOrThrow();
    const [sealed] = (before.view.papers.length > 0 ? await t.db.selectFrom('core.foiPaper').select('sealedFiles').where('caseId', '=', id).execute() : []).flatMap((p) => p.sealedFiles as { hash: string }[]);
    expect(await everything()).toContain(SECRET);
    expect(await planAnonymisation(onDay(t, '2033-12-31'))).toBe(0);
    expect(await sweepAnonymisation(onDay(t, day))).toBe(1);
    expect(await sweepAnonymisation(onDay(t, day))).toBe(0);
    // Nothing goes before somebody has said so.
    expect((await loadCase(t.db, id)).applicant.name).toBe(SECRET);
    expect(await listAnonymisation(t.db, t.people.head)).toMatchObject([{ caseId: id, retentionEnd: '2033-12-31', plannedOn: day, confirmedOn: null }]);
    await expect(confirmAnonymisation(onDay(t, day), t.people.clerk, [id])).rejects.toThrow();
    expect(await codesOf(confirmAnonymisation(onDay(t, day), t.people.head, [id, crypto.randomUUID()]))).toEqual(['anonymisation-none']);
    await confirmAnonymisation(onDay(t, day), t.people.head, [id]);
    expect(await codesOf(confirmAnonymisation(onDay(t, day), t.people.head, [id]))).toEqual(['anonymisation-none']);
    expect(await performAnonymisation(onDay(t, day))).toBe(1);
    expect(await performAnonymisation(onDay(t, day))).toBe(0);

    const left = await everything();
    expect(left).not.toContain(SECRET);
    expect(left).not.toContain('13912345678');
    const c = await loadCase(t.db, id);
    expect(columnsOf(c)).toEqual(columnsOf(before.case));
    expect(c.standing.clock?.derivation).toEqual(before.case.standing.clock?.derivation);
    expect(c.folded.thirdParties.map((p) => [p.sentOn, p.answeredOn, p.consent])).toEqual(before.case.folded.thirdParties.map((p) => [p.sentOn, p.answeredOn, p.consent]));
    expect(await computeFigures(t.db, city, 2023)).toEqual(before.figures);
    expect(await getCase(t.db, t.people.head, id)).toMatchObject({ anonymisedOn: day, applicantName: '（已匿名）', hasIdentity: false, files: [], due: before.view.due, outcome: 'granted' });
    expect(await readCase(t.portalDb, receiptNumber, queryCode)).toBeNull();
    expect((await t.db.selectFrom('core.foiIdentity').selectAll().where('caseId', '=', id).executeTakeFirstOrThrow()).sealed).toHaveLength(0);
    expect(await codesOf(act(t, id, 'note', day, { text: '备注' }))).toEqual(['anonymised']);
    // A new volume could not say what the case was.
    expect(await codesOf(archiveCase(onDay(t, day), t.people.clerk, await getCase(t.db, t.people.clerk, id), { incompleteReason: '补订' }))).toEqual(['anonymised']);

    // The journal holds what happened, never the words: it stays whole, and tells of this too.
    await sealJournal(t.db);
    expect(await verifyJournal(t.db)).toMatchObject({ ok: true });
    expect((await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', id).where('action', 'like', 'foi.anonymise%').orderBy('id').execute()).map((r) => r.action))
      .toEqual(['foi.anonymise-plan', 'foi.anonymise-confirm', 'foi.anonymise']);

    // The files themselves, from both places.
    await drainOutbox(t.db, new Map([[removeFilesTopic, removeFilesHandler(t.db, t.env.files)]]), morning('2034-01-03'));
    expect(await verifyFile(t.env.files, hash ?? '')).toBe('missing');
    expect([await verifyFile(t.env.files, sealed?.hash ?? '', 'open'), await verifyFile(t.env.files, sealed?.hash ?? '')]).toEqual(['missing', 'missing']);
  });

  it('waits for reviews and for the term; a confirmed case that is due no longer is taken off', async () => {
    const id = await entered(t, '2022-03-15');
    await found(t, id, '2022-03-16');
    await answered(t, id, '2022-03-20', refused);
    expect(await planAnonymisation(onDay(t, '2033-01-04'))).toBe(1);
    await confirmAnonymisation(onDay(t, '2033-01-04'), t.people.head, [id]);
    await act(t, id, 'open-review', '2033-01-05', { kind: 'litigationDirect', authority: '科尔沁区人民法院' });
    expect(await performAnonymisation(onDay(t, '2033-01-06'))).toBe(0);
    expect((await listAnonymisation(t.db, t.people.head)).some((a) => a.caseId === id)).toBe(false);
    expect(await planAnonymisation(onDay(t, '2033-01-06'))).toBe(0);
    await expect(setRetention(onDay(t, day), t.people.clerk, { years: null, volume: 'keep' })).rejects.toThrow();
    await setRetention(onDay(t, day), t.people.head, { years: null, volume: 'keep' });
    expect(await planAnonymisation(onDay(t, '2090-01-04'))).toBe(0);
    await setRetention(onDay(t, day), t.people.head, { years: 10, volume: 'keep' });
  });

  it('keeps the bound volume, or lets it go, as set', async () => {
    const left: unknown[] = [];
    for (const [i, volume] of (['keep', 'remove'] as const).entries()) {
      const id = await entered(t, `2021-0${i + 1}-18`);
      await found(t, id, '2021-03-16');
      await answered(t, id, '2021-03-19', refused);
      const file = { hash: `${i}`.repeat(64), size: 1, name: '卷.pdf', mime: 'application/pdf', format: 'pdf' };
      const paper = { caseId: id, kind: 'archive', state: 'approved' as const, number: `${volume}卷`, content: JSON.stringify({ digest: 'x' }), files: JSON.stringify([file]), createdAt: morning('2021-04-01'), updatedAt: morning('2021-04-01') };
      await t.db.insertInto('core.foiPaper').values(paper).execute();
      await setRetention(onDay(t, day), t.people.head, { years: 10, volume });
      await planAnonymisation(onDay(t, day));
      await confirmAnonymisation(onDay(t, day), t.people.head, [id]);
      await performAnonymisation(onDay(t, day));
      const papers = await t.db.selectFrom('core.foiPaper').select(['kind', 'content', 'files']).where('caseId', '=', id).orderBy('kind').execute();
      left.push(papers);
    }
    const bare = { kind: 'reply', content: {}, files: [] };
    expect(left).toEqual([[{ kind: 'archive', content: { digest: 'x' }, files: [expect.objectContaining({ name: '卷.pdf' })] }, bare], [{ kind: 'archive', content: {}, files: [] }, bare]]);
  });

  it('keeps bytes that something else refers to', async () => {
    const shared = await putFile(t.env.files, Buffer.from('共用的文件'), { limit: 100, name: '共用.txt' });
    const lone = await putFile(t.env.files, Buffer.from('无人再用的文件'), { limit: 100, name: '孤.txt' });
    const id = await entered(t, '2023-05-10');
    await t.db.transaction().execute(async (tx) => {
      for (const file of [shared, lone]) await recordFile(tx, file);
      await tx.insertInto('core.foiFile').values({ caseId: id, purpose: 'evidence', name: '共用.txt', fileHash: shared.hash, size: shared.size, mime: shared.mime, at: morning('2023-05-10') }).execute();
    });
    const remove = removeFilesHandler(t.db, t.env.files);
    for (let i = 0; i < 2; i += 1) await remove({ hashes: [shared.hash, lone.hash] }, { key: 'x', availableAt: morning('2023-05-10') });
    expect([await verifyFile(t.env.files, shared.hash), await verifyFile(t.env.files, lone.hash)]).toEqual(['ok', 'missing']);
  });
});

it('a letter’s public copy stays while the applicant’s page names it', async () => {
  const { id } = await sent(t, '2023-05-10', { applicant: applicantOf({ name: '李四' }) });
  await found(t, id, '2023-05-11');
  await answered(t, id, '2023-05-12', refused);
  const rows = await t.db.selectFrom('core.foiPaper').select('sealedFiles').where('caseId', '=', id).execute();
  const hashes = rows.flatMap((r) => (r.sealedFiles as { hash: string }[]).map((f) => f.hash));
  expect(hashes).toHaveLength(1);
  expect([...await publicFiles(t.db)]).toEqual(expect.arrayContaining(hashes));
  expect(await strayPublicFiles(t.db, t.env.files, 0, instant('2099-01-01T00:00:00+08:00'))).not.toEqual(expect.arrayContaining(hashes));
});

it('no word of any kind of event is left, and what is left is an event of its kind', () => {
  const at = morning('2023-03-15');
  const by = { actorId: null, actorName: '', actorRole: '' };
  const id = '7b0a5d4e-3f2c-4c8e-9b1a-0d6f5e4c3b2a';
  const w = SECRET;
  const begun = { channel: 'portal', facts: { submittedOn: '2023-03-15' }, evidence: w };
  const own = { ...service, to: w, tracking: w };
  const data: Record<string, unknown> = {
    submit: begun, enter: begun, 'split-off': { ...begun, from: id }, 'confirm-receipt': { facts: { confirmedOn: '2023-03-15' }, how: w }, register: { year: 2023, seq: 1 },
    redirect: { agencyCode: '150500', reason: w }, assign: { personId: id, note: w }, 'hand-over': { personId: id, note: w }, note: { text: w },
    judge: { step: 'competent', finding: 'ours', note: w }, 'notify-correction': { items: [w, w], answerBy: '2023-04-10', service: own, paperId: id },
    'receive-correction': { channel: 'fax', facts: {}, content: w, excuse: w }, 'ask-third-party': { party: w, name: w, address: w, what: w, service: own, paperId: null },
    'third-party-received': { party: w, evidence: w }, 'third-party-answered': { party: w, consent: 'part', reasons: w, reasonable: true }, 'tell-third-party': { party: w, publicInterest: w, service: own, paperId: null },
    'ask-agency': { party: w, name: w, role: 'co-producer', what: w, service: own, paperId: null }, 'agency-received': { party: w, evidence: w }, 'agency-answered': { party: w, consent: 'yes', reasons: w },
    'ask-unit': { unit: w, what: w, paperId: null }, 'unit-answered': { unit: w, result: w }, 'request-extension': { workingDays: 5, reason: w }, 'approve-extension': { workingDays: 5, opinion: w },
    'refuse-extension': { opinion: w }, 'notify-extension': { service: own, paperId: null }, 'notify-fee': { basis: 'items', count: 3, before: 10, amount: 100, service: own, paperId: null },
    'fee-notice-received': { evidence: w }, 'record-payment': { amount: 100, voucher: w }, 'narrow-request': { ...begun, content: w }, 'ask-reasons': { why: w, service: own, paperId: null },
    'record-reasons': { given: w, reasonable: true, judgement: w }, 'set-delay': { until: '2023-09-01', reason: w, service: own, paperId: null },
    split: { parts: [w, w], caseIds: [id], reason: w }, join: { caseIds: [id], group: id },
    'record-search': { entries: [{ place: w, searchedBy: w, words: w, searchedOn: '2023-03-15', found: true, result: w }] },
    decide: {
      outcome: 'partial', variant: null, articles: [w], facts: w, reasons: w, provided: { description: w, fileIds: [id], recordIds: [], pages: 3 },
      withheld: [{ ground: 'denied.process', reason: w }], publicInterest: w, ownJudgement: w, earlierCase: id, responsibleAgency: w,
    },
    'decide-correction': { result: 'transferred', agency: w, facts: w, reasons: w }, 'pass-legality': { opinion: w }, 'clear-secrecy': { conclusion: w }, approve: { opinion: w }, return: { reason: w },
    serve: { service: own, paperId: id }, undeliverable: { reason: w, evidence: w }, withdraw: { reason: w, evidence: w }, close: { outcome: 'other.misc', reason: w, paperId: null },
    'open-review': { kind: 'reconsideration', afterReview: null, authority: w, number: w, reviewId: id }, 'review-result': { reviewId: id, result: 'corrected', order: 'redo', summary: w, lesson: w },
    reopen: { reviewId: id, receivedOn: '2023-06-02', period: { unit: 'days', length: 15 }, reason: w }, evaluate: { score: 5, words: w },
    'decide-publication': { publish: true, reason: w, recordId: id, question: w, answer: w },
  };
  expect(Object.keys(data).sort()).toEqual([...eventTypes].sort());
  const events = eventTypes.map((type, i) => ({ seq: i + 1, type, on: civilDate('2023-03-15'), at, data: data[type], ...by })) as StoredEvent[];
  const left = forgottenEvents(events);
  expect(JSON.stringify(left)).not.toContain(w);
  const of = (type: string) => left[eventTypes.findIndex((e) => e === type)]?.data;
  expect(of('decide')).toMatchObject({ outcome: 'partial', withheld: [{ ground: 'denied.process' }], earlierCase: id });
  expect(of('reopen')).toMatchObject({ period: { unit: 'days', length: 15 }, receivedOn: '2023-06-02' });
  expect(of('redirect')).toMatchObject({ agencyCode: '150500' });
  // Who was asked and who answered is still the same somebody.
  expect((of('ask-third-party') as { party: string }).party).toBe((of('third-party-answered') as { party: string }).party);
});
