// Rights, conditions and effects of the steps, on a real database.
import { addDays, now, today } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../platform/errors.ts';
import { addSeconds } from '@tongming/law';
import { drainOutbox } from '../../platform/outbox.ts';
import { act } from './commands/act.ts';
import { createDocument } from './commands/create.ts';
import { finish } from './commands/finish.ts';
import { saveSheet } from './commands/save.ts';
import { outboxHandlers } from './index.ts';
import { getDocument } from './queries/get-document.ts';
import { inbox } from './queries/inbox.ts';
import { listDocuments } from './queries/list-documents.ts';
import { bodyOf, city, dataFor, documentIn, draftOf, drive, issued, noticeSheet, office, refusalOf, step, testCity, type TestCity } from './testing.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const statusOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'done', (e: unknown) => (e instanceof Refused ? `${e.status} ${e.code}` : Promise.reject(e)));

describe('who may', () => {
  it('hides documents from strangers and administrators: 404 before anything else', async () => {
    const id = await draftOf(t, noticeSheet());
    for (const person of ['stranger', 'admin'] as const) {
      expect(await statusOf(act(t.env, t.people[person], id, 'submit', { version: 99 }))).toBe('404 not-found');
      expect(await statusOf(getDocument(t.db, t.people[person], id))).toBe('404 not-found');
    }
    expect(await statusOf(act(t.env, t.people.drafter, id, 'submit', { version: 1 }))).toBe('409 edit-conflict');
    expect(await statusOf(act(t.env, t.people.reviewer, id, 'submit', { version: 2 }))).toBe('403 not-yours');
    expect(await statusOf(act(t.env, t.people.office, id, 'issue', { version: 2 }))).toBe('422 not-now');
  });

  it('keeps four eyes: who drafts neither reviews nor signs', async () => {
    const id = await draftOf(t, noticeSheet());
    await step(t, id, 'submit');
    const both = { ...t.people.drafter, roles: [...t.people.drafter.roles, { agencyCode: city, role: 'reviewer' as const }, { agencyCode: city, role: 'signer' as const }] };
    const at = async (event: 'review' | 'sign') => statusOf(act(t.env, both, id, event, { version: (await documentIn(t, id)).version }));
    expect(await at('review')).toBe('403 four-eyes');
    await drive(t, id, 'signing');
    expect(await at('sign')).toBe('403 four-eyes');
  });

  it('lets the drafter withdraw only while nobody has acted', async () => {
    const id = await draftOf(t, noticeSheet());
    await step(t, id, 'submit');
    await step(t, id, 'withdraw-submission', { by: 'drafter' });
    await step(t, id, 'submit');
    const { version, sheet } = await documentIn(t, id);
    await saveSheet(t.env, t.people.reviewer, id, version, { ...sheet, summary: '核稿' });
    expect(await refusalOf(step(t, id, 'withdraw-submission', { by: 'drafter' }))).toEqual(['touched']);
  });

  it('does not let the text change after review, nor anyone but the drafter at the desk', async () => {
    const id = await draftOf(t, noticeSheet());
    expect(await statusOf(saveSheet(t.env, t.people.reviewer, id, 2, noticeSheet()))).toBe('403 not-editable');
    await drive(t, id, 'checking');
    const { version } = await documentIn(t, id);
    expect(await statusOf(saveSheet(t.env, t.people.drafter, id, version, noticeSheet({ title: '别的' })))).toBe('403 not-editable');
  });
});

describe('what may not enter', () => {
  it('refuses any secrecy marking and stores nothing of it', async () => {
    const id = await draftOf(t, noticeSheet());
    for (const sheet of [
      noticeSheet({ secrecy: '秘密' }), noticeSheet({ body: bodyOf('机密★1年', '正文') }), noticeSheet({ title: '密级：秘密 关于某事的通知' }),
      noticeSheet({ note: '绝密★' }),
    ]) {
      expect(await refusalOf(saveSheet(t.env, t.people.drafter, id, 2, sheet))).toContain('classified');
    }
    expect((await documentIn(t, id)).version).toBe(2);
    const kept = await t.db.selectFrom('core.journal').select('id').where('subjectId', '=', id).execute();
    expect(kept).toHaveLength(2);
  });

  it('tells all that is wrong at once', async () => {
    const id = await draftOf(t, noticeSheet({ title: '', addressees: [], body: bodyOf(), disclosure: { attribute: null, method: null, grounds: [] } }));
    const codes = await refusalOf(step(t, id, 'submit'));
    expect(codes).toEqual(expect.arrayContaining(['title-missing', 'body-empty', 'attribute-missing']));
  });
});

describe('the legal steps of normative documents', () => {
  const day = today();
  const legality = (from: number, to: number, emergency = false) =>
    ({ legality: { startedOn: addDays(day, from), finishedOn: addDays(day, to), opinion: '合法', emergency } });

  it('asks for consultation of 30 days or a reason, and for a review within its window', async () => {
    const id = await draftOf(t, noticeSheet({ category: 'normative' }));
    await drive(t, id, 'consulting');
    const said = dataFor('record-consultation')?.consultation;
    expect(await refusalOf(step(t, id, 'record-consultation', { data: {} }))).toEqual(['consultation-missing']);
    const short = said && { ...said, from: addDays(said.to, -10) };
    expect(await refusalOf(step(t, id, 'record-consultation', { data: { consultation: short } }))).toEqual(['consultation-short']);
    await step(t, id, 'record-consultation', { data: { consultation: short && { ...short, shorterReason: '汛期将至，须立即实施' } } });
    const clocks = await t.db.selectFrom('core.duty').select(['rule', 'startedOn', 'doneAt']).where('subjectId', '=', id).execute();
    expect(clocks).toEqual([{ rule: 'legality-review-2018', startedOn: day, doneAt: null }]);

    expect(await refusalOf(step(t, id, 'pass-legality', { data: legality(-1, 0) }))).toEqual(['legality-early']);
    expect(await refusalOf(step(t, id, 'pass-legality', { data: legality(-10, 5) }))).toEqual(['legality-reversed']);
    await step(t, id, 'pass-legality', { data: legality(-60, -1) });
    const view = await getDocument(t.db, t.people.office, id);
    expect(view.warnings.map((w) => w.code)).toContain('legality-late');
    expect(view.duties[0]?.doneAt).not.toBeNull();
    const heldOn = addDays(day, -2);
    expect(await refusalOf(step(t, id, 'record-deliberation', { data: { deliberation: { meeting: '会议', heldOn, decision: '同意' } } }))).toEqual(['deliberation-day']);
  });

  it('lets an emergency through early', async () => {
    const id = await draftOf(t, noticeSheet({ category: 'normative' }));
    await drive(t, id, 'legality');
    await step(t, id, 'pass-legality', { data: legality(-1, 0, true) });
    expect((await documentIn(t, id)).state).toBe('deliberation');
  });
});

describe('joint issue', () => {
  it('waits for the joint agency, and asks it again when the attribute changes', async () => {
    const id = await draftOf(t, noticeSheet({ jointAgencies: [office] }));
    await drive(t, id, 'cosigning');
    expect((await inbox(t.db, t.people.cosigner)).waiting.map((d) => d.id)).toContain(id);
    await step(t, id, 'cosign');
    expect((await documentIn(t, id)).state).toBe('signing');
    await step(t, id, 'change-disclosure', {
      by: 'clerk', opinion: '改为依申请公开', data: { disclosure: { attribute: 'full', method: 'on-request', grounds: [] } },
    });
    expect((await documentIn(t, id)).state).toBe('cosigning');
    await step(t, id, 'cosign');
    await step(t, id, 'sign');
    expect((await documentIn(t, id)).state).toBe('checking');
  });
});

describe('the attribute after signature', () => {
  it('goes back to the signer, whose signature falls', async () => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'printing');
    const disclosure = { attribute: 'full' as const, method: 'on-request' as const, grounds: [] };
    expect(await refusalOf(step(t, id, 'change-disclosure', { by: 'clerk', data: { disclosure } }))).toEqual(['opinion-missing']);
    await step(t, id, 'change-disclosure', { by: 'clerk', opinion: '内部管理事项', data: { disclosure } });
    expect(await documentIn(t, id)).toMatchObject({ state: 'signing', signedBy: null });
    const { documentNumber } = await drive(t, id, 'issued');
    const numbers = await t.db.selectFrom('core.issuedNumber').selectAll().where('documentId', '=', id).execute();
    expect(numbers).toHaveLength(1);
    expect(documentNumber).toContain(`${numbers[0]?.seq}号`);
  });

  it('goes through the secrecy review when the public would see more', async () => {
    const id = await draftOf(t, noticeSheet({ disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '讨论稿，尚未定论' }] } }));
    await drive(t, id, 'checking');
    await step(t, id, 'change-disclosure', { by: 'office', opinion: '应当公开', data: { disclosure: { attribute: 'full', method: 'proactive', grounds: [] } } });
    expect((await documentIn(t, id)).state).toBe('secrecy');
  });

  it('may be set by the signer as he signs', async () => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'signing');
    await step(t, id, 'sign', { opinion: '改为依申请公开', data: { disclosure: { attribute: 'full', method: 'on-request', grounds: [] } } });
    expect(await documentIn(t, id)).toMatchObject({ state: 'checking', sheet: { disclosure: { method: 'on-request' } } });
    const trail = await t.db.selectFrom('core.documentEvent').select('event').where('documentId', '=', id).orderBy('id', 'desc').limit(2).execute();
    expect(trail.map((e) => e.event)).toEqual(['sign', 'change-disclosure']);
  });
});

describe('returning and discarding', () => {
  it('returns with a reason from every state in between, keeping the number, and stops the clock', async () => {
    for (const state of ['reviewing', 'secrecy', 'signing', 'checking', 'registering', 'printing', 'dispatching'] as const) {
      const id = await draftOf(t, noticeSheet());
      await drive(t, id, state);
      const by = ({ reviewing: 'reviewer', secrecy: 'secrecy', signing: 'signer' } as const)[state as 'secrecy'] ?? 'office';
      expect(await refusalOf(step(t, id, 'return', { by }))).toEqual(['opinion-missing']);
      const { documentNumber } = await documentIn(t, id);
      await step(t, id, 'return', { by, opinion: '请核对数据' });
      expect(await documentIn(t, id)).toMatchObject({ state: 'drafting', signedBy: null, printed: null, documentNumber });
      expect(await t.db.selectFrom('core.duty').select('id').where('subjectId', '=', id).execute()).toEqual([]);
    }
  });

  it('keeps the number of a returned document, and cancels that of a discarded one for good', async () => {
    const id = await draftOf(t, noticeSheet());
    const { documentNumber } = await drive(t, id, 'printing');
    await step(t, id, 'return', { opinion: '改一处' });
    expect((await drive(t, id, 'printing')).documentNumber).toBe(documentNumber);
    await step(t, id, 'discard', { opinion: '不再发文' });
    const kept = await t.db.selectFrom('core.issuedNumber').select(['state', 'reason']).where('documentId', '=', id).execute();
    expect(kept).toEqual([{ state: 'cancelled', reason: '不再发文' }]);
    const next = await drive(t, await draftOf(t, noticeSheet()), 'printing');
    expect(next.documentNumber).not.toBe(documentNumber);
  });
});

describe('issue', () => {
  it('does not issue what has changed since it was printed', async () => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'dispatching');
    await t.db.updateTable('core.document').set({ title: '换了标题' }).where('id', '=', id).execute();
    expect(await refusalOf(step(t, id, 'issue'))).toEqual(['stale-print']);
  });

  it('publishes at the hour that was set, once', async () => {
    const publishAt = addSeconds(now(), 3600);
    const doc = await issued(t, { publishAt });
    expect(doc).toMatchObject({ state: 'issued', recordId: null });
    const handlers = new Map(Object.entries(outboxHandlers(t.env)));
    expect(await drainOutbox(t.db, handlers, now())).toBe(0);
    const later = { ...t.env, at: publishAt };
    expect(await drainOutbox(t.db, new Map(Object.entries(outboxHandlers(later))), addSeconds(publishAt, 1))).toBe(1);
    await outboxHandlers(later)['publish-record']?.({ documentId: doc.id }, { key: 'again', availableAt: publishAt });
    const editions = await t.db.selectFrom('core.edition').select(['recordId', 'publishedAt']).where('documentId', '=', doc.id).execute();
    expect(editions).toEqual([{ recordId: (await documentIn(t, doc.id)).recordId, publishedAt: publishAt }]);
    const changes = await t.db.selectFrom('open.change').select('kind').where('subjectId', '=', editions[0]?.recordId ?? '').execute();
    expect(changes).toEqual([{ kind: 'published' }]);
  });

  it('finishes in one move of the office, and stops at the first refusal', async () => {
    const id = await draftOf(t, noticeSheet());
    await drive(t, id, 'checking');
    await finish(t.env, t.people.office, id, { version: (await documentIn(t, id)).version });
    expect((await documentIn(t, id)).state).toBe('issued');

    const bad = await draftOf(t, noticeSheet({ body: bodyOf('联系人手机13812345678。') }));
    await drive(t, bad, 'checking');
    expect(await refusalOf(finish(t.env, t.people.office, bad, { version: (await documentIn(t, bad)).version }))).toEqual(['personal-data']);
    expect((await documentIn(t, bad)).state).toBe('printing');
    const override = { data: { privacyOverride: { reason: '公开的咨询电话，本人同意' } } };
    expect(await refusalOf(step(t, bad, 'print', override))).toEqual(['override-role']);
    await step(t, bad, 'print', { ...override, by: 'privacy' });
    expect((await documentIn(t, bad)).printed?.personalData).toEqual({ findings: 1, override: { reason: '公开的咨询电话，本人同意', personName: 'privacy某' } });
  });
});

describe('what people see', () => {
  it('says what a step will cause, and who has the document', async () => {
    const id = await draftOf(t, noticeSheet());
    const view = await getDocument(t.db, t.people.drafter, id);
    expect(view.available.map((a) => a.event)).toEqual(['submit', 'discard']);
    await drive(t, id, 'signing');
    const signing = await getDocument(t.db, t.people.signer, id);
    expect(signing.waitingFor).toBe('signer某（签发人）');
    const sign = signing.available.find((a) => a.event === 'sign');
    expect(sign?.consequence).toContain(signing.numberPreview ?? '?');
    expect(sign?.refusals).toEqual([]);
    expect((await inbox(t.db, t.people.signer)).waiting.map((d) => d.id)).toContain(id);
    expect((await inbox(t.db, t.people.drafter)).mine.map((d) => d.id)).toContain(id);
    const list = await listDocuments(t.db, t.people.signer, { state: 'signing', limit: '1' });
    expect(list.items).toHaveLength(1);
    expect((await listDocuments(t.db, t.people.admin, {})).total).toBe(0);
  });

  it('pages through a list without losing or repeating', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDocuments(t.db, t.people.drafter, { limit: '3', ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((d) => d.id));
      cursor = page.next ?? undefined;
      expect(page.total).toBeGreaterThan(3);
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('changing other records', () => {
  it('is for one\'s own, those below, and an office for its government', async () => {
    await t.db.updateTable('core.agency').set({ parentCode: city }).where('code', '=', office).execute();
    const { recordId } = await issued(t, { title: '被废止的通知' });
    const repeal = noticeSheet({ title: '关于废止的通知', numberCode: '通政办发', relations: [{ type: 'repeals', recordId, text: null }] });
    const draft = async () => {
      const id = await createDocument(t.env, t.people.stranger, office);
      await saveSheet(t.env, t.people.stranger, id, 1, repeal);
      return act(t.env, t.people.stranger, id, 'submit', { version: 2 });
    };
    expect(await refusalOf(draft())).toEqual(['done']);
    await t.db.updateTable('core.agency').set({ kind: 'department' }).where('code', '=', office).execute();
    expect(await refusalOf(draft())).toEqual(['relation-foreign']);
  });
});
