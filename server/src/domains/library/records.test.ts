// Records after publication: ends, relations, revision, withdrawal, validity by date. Documents come through drafting.
import { addDays, addSeconds, checkDisclosure, civilDate, now, today, type CivilDate } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndRequest, Sheet } from '../../console-api/contract.ts';
import { publishChanges } from '../../platform/change.ts';
import { done, runCommand } from '../../platform/command.ts';
import { pathOf, verifyFile } from '../../platform/files.ts';
import { journal } from '../../platform/journal.ts';
import { drainOutbox } from '../../platform/outbox.ts';
import { testActor } from '../../platform/testing.ts';
import { outboxHandlers, revise, saveSheet } from '../drafting/index.ts';
import { bodyOf, city, documentIn, drive, issued, refusalOf, step, testCity, type TestCity } from '../drafting/testing.ts';
import { applyDueStatus } from './commands/apply-due-status.ts';
import { endRecord } from './commands/end-record.ts';
import { publishRecords } from './commands/publish-records.ts';
import { getRecord } from './queries/get-record.ts';
import { listRecords } from './queries/list-records.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const record = async (change: Partial<Sheet> = {}): Promise<string> => (await issued(t, change)).recordId ?? '';
const open = (id: string) => t.portalDb.selectFrom('open.record').selectAll().where('id', '=', id).executeTakeFirst();
const end = (id: string, change: Partial<EndRequest> = {}) => endRecord(t.db, t.people.office, id, {
  kind: 'repealed', effectiveOn: today(), ground: '任务已经完成', publicNote: '自今日起废止', ...change,
});
const changes = async (id: string) =>
  (await t.portalDb.selectFrom('open.change').select('kind').where('subjectId', '=', id).orderBy('seq').execute()).map((c) => c.kind);

describe('ends', () => {
  it('keeps what is repealed public, with status and note', async () => {
    const id = await record();
    await end(id);
    expect(await open(id)).toMatchObject({ status: 'repealed', statusNote: '自今日起废止' });
    expect(await changes(id)).toEqual(['published', 'status']);
    expect(await refusalOf(end(id))).toEqual(['ended-already']);
    const view = await getRecord(t.db, t.people.office, id);
    expect(view).toMatchObject({ status: 'repealed', ends: [{ kind: 'repealed', ground: '任务已经完成', by: 'office某' }] });
  });

  it('tells repeal from annulment', async () => {
    const id = await record();
    await end(id, { kind: 'annulled', publicNote: '因违反上位法被撤销，自始无效' });
    expect(await open(id)).toMatchObject({ status: 'annulled' });
  });

  it('waits for the day of a repeal ahead, then applies it once', async () => {
    const id = await record();
    await end(id, { effectiveOn: addDays(today(), 3) });
    expect(await open(id)).toMatchObject({ status: 'in-force' });
    expect(await applyDueStatus(t.db, { at: addSeconds(now(), 86_400) })).toBe(0);
    const later = { at: addSeconds(now(), 4 * 86_400) };
    expect(await applyDueStatus(t.db, later)).toBe(1);
    expect(await applyDueStatus(t.db, later)).toBe(0);
    expect(await open(id)).toMatchObject({ status: 'repealed' });
  });

  it('gives all reasons, and asks for the right', async () => {
    const id = await record();
    expect(await refusalOf(end(id, { kind: 'withdrawn', ground: '', publicNote: '', effectiveOn: addDays(today(), 1), byRecord: id })))
      .toEqual(['ground-missing', 'note-missing', 'withdrawal-day', 'by-record-self']);
    await expect(endRecord(t.db, t.people.drafter, id, { kind: 'repealed', effectiveOn: today(), ground: '理由', publicNote: '说明' }))
      .rejects.toMatchObject({ status: 403 });
  });

  it('withdraws: tombstone, no row, and no file that nothing else uses', async () => {
    const same: Partial<Sheet> = { title: '关于开展检查的通知', body: bodyOf('请按期自查。') };
    const [id, other] = [await record(same), await record(same)];
    const files = async (r: string) => (await t.portalDb.selectFrom('open.rendition').select('fileHash').where('recordId', '=', r).execute()).map((f) => f.fileHash);
    const [mine, theirs] = [await files(id), await files(other)];
    await end(id, { kind: 'withdrawn', publicNote: '内容有误，暂时撤下' });
    expect(await open(id)).toBeUndefined();
    expect(await t.portalDb.selectFrom('open.tombstone').select(['id', 'reason']).where('id', '=', id).executeTakeFirst())
      .toEqual({ id, reason: '内容有误，暂时撤下' });
    await drainOutbox(t.db, new Map(Object.entries(outboxHandlers(t.env))), addSeconds(now(), 1));
    for (const hash of mine) expect(await verifyFile(t.env.files, hash, 'open')).toBe(theirs.includes(hash) ? 'ok' : 'missing');
    for (const hash of theirs) expect(await verifyFile(t.env.files, hash, 'open')).toBe('ok');
    expect(pathOf(t.env.files, 'open', mine[0] ?? '')).toContain('open');
    expect(await changes(id)).toEqual(['published', 'withdrawn']);
    expect(await refusalOf(revise(t.env, t.people.drafter, id))).toEqual(['revision-gone']);
    expect((await listRecords(t.db, t.people.office, { status: 'withdrawn' })).items.map((r) => r.id)).toEqual([id]);
  });
});

describe('validity by date', () => {
  it('begins and ends on its days', async () => {
    const id = await record({ effectiveOn: addDays(today(), 2), expiresOn: addDays(today(), 4) });
    const at = async (days: number) => {
      await applyDueStatus(t.db, { at: addSeconds(now(), days * 86_400) });
      return (await open(id))?.status;
    };
    expect([await at(0), await at(1), await at(2), await at(4), await at(5)]).toEqual(['not-yet', 'not-yet', 'in-force', 'in-force', 'expired']);
  });
});

describe('relations', () => {
  it('marks the other end amended or repealed, shows both ends, and undoes nothing by itself', async () => {
    const [old, base] = [await record({ title: '旧办法的通知' }), await record({ title: '基础办法的通知' })];
    const effectiveOn: CivilDate = today();
    const id = await record({
      title: '关于修改的通知', effectiveOn,
      relations: [{ type: 'repeals', recordId: old, text: null }, { type: 'amends', recordId: base, text: null }, { type: 'based-on', recordId: null, text: '《上级文件》' }],
    });
    expect(await open(base)).toMatchObject({ status: 'amended' });
    expect(await open(old)).toMatchObject({ status: 'repealed', statusNote: expect.stringContaining('《关于修改的通知》') });
    const shown = await t.portalDb.selectFrom('open.relation').selectAll().where('fromId', '=', id).orderBy('type').execute();
    expect(shown).toEqual([
      { fromId: id, type: 'amends', toId: base, toText: null }, { fromId: id, type: 'based-on', toId: null, toText: '《上级文件》' },
      { fromId: id, type: 'repeals', toId: old, toText: null },
    ]);
    expect((await getRecord(t.db, t.people.office, base)).relations).toEqual([{ direction: 'from', type: 'amends', recordId: id, title: '关于修改的通知' }]);
    expect(await changes(base)).toEqual(['published', 'status']);
  });

  it('names the document an end is founded on only while that one is public, whoever registered the end', async () => {
    const [byRelation, byHand, annulled] = [await record({ title: '第一旧办法的通知' }), await record({ title: '第二旧办法的通知' }), await record({ title: '第三旧办法的通知' })];
    const basis = await record({ title: '清理结果的通知', relations: [{ type: 'repeals', recordId: byRelation, text: null }] });
    await end(byHand, { byRecord: basis, publicNote: '任务完成。' });
    await end(annulled, { kind: 'annulled', byRecord: basis, publicNote: '决定撤销。' });
    const notes = async () => Promise.all([byRelation, byHand, annulled].map(async (id) => (await open(id))?.statusNote ?? ''));
    for (const note of await notes()) expect(note).toContain('《清理结果的通知》');
    await end(basis, { kind: 'withdrawn', publicNote: '暂时撤下' });
    expect(await notes()).toEqual([expect.stringMatching(/^自.+起废止$/), '任务完成。', '决定撤销。']);
    expect(await changes(byHand)).toEqual(['published', 'status', 'status']);
  });

  it('does not name a document that is not public at the record it repeals', async () => {
    const old = await record({ title: '另一旧办法的通知' });
    await record({
      title: '不公开的废止通知', relations: [{ type: 'repeals', recordId: old, text: null }],
      disclosure: { attribute: 'full', method: 'on-request', grounds: [] },
    });
    expect((await open(old))?.statusNote).toMatch(/^自\d+年\d+月\d+日起废止$/);
    expect(await t.portalDb.selectFrom('open.relation').selectAll().where('toId', '=', old).execute()).toEqual([]);
  });

  it('takes over the attribute of what is forwarded, and asks for a reason to differ', async () => {
    const disclosure: Sheet['disclosure'] = { attribute: 'full', method: 'on-request', grounds: [] };
    const origin = await record({ title: '上级通知', disclosure });
    const inherited = await issued(t, { title: '转发上级通知的通知', forwardsRecord: origin, disclosure: { attribute: null, method: null, grounds: [] } });
    expect(inherited.sheet.disclosure).toEqual(disclosure);
    const differing = await issued(t, { title: '再次转发的通知', forwardsRecord: origin }).catch((e: unknown) => e);
    expect(differing).toMatchObject({ reasons: [{ code: 'forward-differs' }] });
    const { id } = await t.db.selectFrom('core.document').select('id').where('title', '=', '再次转发的通知').executeTakeFirstOrThrow();
    const grounds: Sheet['disclosure'] = { attribute: 'withheld', method: null, grounds: [{ code: 'internal-affairs', reason: '仅涉及内部工作流程安排' }] };
    await step(t, id, 'change-disclosure', { by: 'clerk', opinion: '重新认定', data: { disclosure: grounds } });
    expect((await drive(t, id, 'issued')).state).toBe('issued');
  });
});

describe('revision', () => {
  it('makes a new edition under the same identity and number, one at a time', async () => {
    const first = await issued(t, { title: '关于公布名单的通知' });
    const id = first.recordId ?? '';
    const before = await open(id);
    const draft = await revise(t.env, t.people.drafter, id);
    expect(await refusalOf(revise(t.env, t.people.drafter, id))).toEqual(['revision-under-way']);
    const doc = await documentIn(t, draft);
    await saveSheet(t.env, t.people.drafter, draft, doc.version, { ...doc.sheet, body: bodyOf('更正后的名单。') });
    const revised = await drive(t, draft, 'issued');
    expect(revised).toMatchObject({ recordId: id, documentNumber: first.documentNumber });
    expect(await open(id)).toMatchObject({ indexNumber: before?.indexNumber, edition: 2, bodyText: '更正后的名单。', publishedAt: before?.publishedAt });
    const view = await getRecord(t.db, t.people.office, id);
    expect(view.editions.map((e) => [e.no, e.state])).toEqual([[1, 'superseded'], [2, 'live']]);
    expect(await changes(id)).toEqual(['published', 'revised']);
  });

  it('is not related to itself', async () => {
    const id = await record();
    const draft = await revise(t.env, t.people.drafter, id);
    const doc = await documentIn(t, draft);
    await saveSheet(t.env, t.people.drafter, draft, doc.version, { ...doc.sheet, relations: [{ type: 'amends', recordId: id, text: null }] });
    expect(await refusalOf(step(t, draft, 'submit'))).toEqual(['relation-self']);
  });

  it('gives the draft edition up with its document', async () => {
    const id = await record();
    const draft = await revise(t.env, t.people.drafter, id);
    await step(t, draft, 'discard', { by: 'drafter', opinion: '不修订了' });
    expect((await getRecord(t.db, t.people.office, id)).editions).toHaveLength(1);
    await revise(t.env, t.people.drafter, id);
  });

  it('does not bring back what was withdrawn while the revision was under way', async () => {
    const id = await record();
    const draft = await revise(t.env, t.people.drafter, id);
    await drive(t, draft, 'dispatching');
    await end(id, { kind: 'withdrawn', publicNote: '暂时撤下' });
    expect(await refusalOf(step(t, draft, 'issue'))).toEqual(['record-withdrawn']);
    expect(await open(id)).toBeUndefined();
  });

  it('takes away from the public what a revision no longer publishes', async () => {
    const id = await record({ body: bodyOf('原先公开的内容。') });
    const draft = await revise(t.env, t.people.drafter, id);
    const doc = await documentIn(t, draft);
    await saveSheet(t.env, t.people.drafter, draft, doc.version, {
      ...doc.sheet, disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'third-party', reason: '第三方不同意公开' }] },
    });
    await drive(t, draft, 'issued');
    expect(await open(id)).toBeUndefined();
    expect(await changes(id)).toEqual(['published', 'withdrawn']);
  });
});

describe('who sees what', () => {
  it('shows one\'s own agency\'s records whole, of the others the public ones', async () => {
    const hidden = await record({ title: '内部事项的通知', disclosure: { attribute: 'full', method: 'on-request', grounds: [] } });
    const own = await listRecords(t.db, t.people.office, { q: '内部事项' });
    expect(own.items).toMatchObject([{ id: hidden, public: false, url: null, method: 'on-request', status: 'in-force' }]);
    expect((await listRecords(t.db, t.people.stranger, { q: '内部事项' })).total).toBe(0);
    // What is open on request only, or was withdrawn, is not already public to an applicant.
    expect((await listRecords(t.db, t.people.office, { q: '内部事项', public: 'true' })).total).toBe(0);
    const everything = await listRecords(t.db, t.people.office, { public: 'true' });
    expect(everything.items.length).toBeGreaterThan(0);
    expect(everything.items.every((r) => r.public && r.method === 'proactive')).toBe(true);
    await expect(getRecord(t.db, t.people.stranger, hidden)).rejects.toMatchObject({ status: 404 });
    expect((await listRecords(t.db, t.people.stranger, { agency: city })).total).toBeGreaterThan(5);
  });

  it('never lets an index number change', async () => {
    const id = await record();
    await expect(t.db.updateTable('core.record').set({ indexNumber: 'TL0000016/2026-99999' }).where('id', '=', id).execute())
      .rejects.toMatchObject({ constraint: 'record_identity' });
  });
});

describe('an imported record', () => {
  it('keeps issuer, number and date when it is corrected', async () => {
    const disclosure = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
    if (!disclosure.ok) throw new Error('unlawful');
    const id = await runCommand(t.db, testActor, async (ctx) => {
      const { published, changes: feed } = await publishRecords(ctx, t.env.files, [{
        record: { agencyCode: city, externalId: 'd1' }, documentId: null, disclosure: disclosure.value,
        files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
        content: {
          kind: 'notice', category: 'policy', language: 'zh-CN', title: '关于旧事项的通知', publicTitle: null, issuer: '原哲里木盟行政公署',
          documentNumber: '哲署发〔1996〕5号', number: { code: '哲署发', year: 1996, seq: 5 }, dateMade: civilDate('1996-05-01'),
          effectiveOn: null, expiresOn: null, theme: null, keywords: [], summary: null, articleItems: [], statedStatus: 'unknown',
          official: null, body: null, bodyText: '第一段。\n第二段。', attachments: [], relations: [],
          disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
        },
      }]);
      const entry = await journal(ctx, { action: 'test', subjectType: 'record', subjectId: published[0]?.recordId ?? '' });
      await publishChanges(ctx, feed);
      return done(published[0]?.recordId ?? '', entry);
    });
    expect(await open(id)).toMatchObject({ status: 'unknown', issuer: '原哲里木盟行政公署', externalId: 'd1' });
    const draft = await revise(t.env, t.people.drafter, id);
    const doc = await documentIn(t, draft);
    await saveSheet(t.env, t.people.drafter, draft, doc.version, { ...doc.sheet, addressees: ['各旗县市'], body: bodyOf('第一段，已更正。') });
    await drive(t, draft, 'issued');
    expect(await open(id)).toMatchObject({
      issuer: '原哲里木盟行政公署', documentNumber: '哲署发〔1996〕5号', numberSeq: 5, dateMade: '1996-05-01', edition: 2, externalId: 'd1', status: 'unknown',
    });
    const duty = await t.db.selectFrom('core.duty').select('startedOn').where('subjectId', '=', draft).executeTakeFirst();
    expect(duty?.startedOn).toBe(today());
  });
});
