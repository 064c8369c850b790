import { addDays, addSeconds, checkDisclosure, now, today, type CivilDate } from '@tongming/law';
import { unicodeToMenksoft } from '@tongming/mongolian';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TranslationAct } from '../../console-api/contract-translations.ts';
import { publishChanges } from '../../platform/change.ts';
import { done, runCommand } from '../../platform/command.ts';
import { Refused } from '../../platform/errors.ts';
import { journal } from '../../platform/journal.ts';
import { testActor } from '../../platform/testing.ts';
import { actOnContent } from '../content/index.ts';
import { contentStage, type ContentStage } from '../content/testing.ts';
import type { Principal } from '../identity/index.ts';
import { applyDueStatus, endRecord, liveEditions, publishRecords, withdrawPublic } from '../library/index.ts';
import { findRecords } from '../library/open/get-record.ts';
import { searchRecords } from '../library/open/search.ts';
import { withdrawEdition } from '../library/structure/withdraw-edition.ts';
import { checks } from '../library/verifying/checks.ts';
import { zh as verifying } from '../library/verifying/messages.ts';
import { actOnTranslation } from './commands/act.ts';
import { askTranslation } from './commands/ask.ts';
import { saveTranslation } from './commands/save.ts';
import { coverage } from './queries/coverage.ts';
import { getTranslation } from './queries/get.ts';
import { listSources, listTranslations } from './queries/list.ts';
import { actsFor, faultsOf, steps } from './rules.ts';
import { checkText } from './text.ts';

const title = 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ';
const bodyText = 'ᠡᠳᠦᠷ ᠰᠠᠷ᠎ᠠ ᠣᠨ᠃ 2026';

let s: ContentStage;
beforeAll(async () => { s = await contentStage(); });
afterAll(() => s.close());

const refused = (work: Promise<unknown>): Promise<string[]> =>
  work.then(() => Promise.reject(new Error('was not refused')), (error: unknown) => (error instanceof Refused ? [error.code, String(error.status), ...error.reasons.flatMap((r) => (r.code === error.code ? [] : [r.code]))] : Promise.reject(error)));
const view = (id: string, who: Principal = s.writer) => getTranslation(s.db, who, id);
const act = async (who: Principal, id: string, name: TranslationAct, reason = '') => actOnTranslation({ ...s.env }, who, id, name, { version: (await view(id)).version, reason });
const save = async (id: string, words: { title: string; bodyText: string }, who: Principal = s.writer) => saveTranslation(s.db, who, id, { version: (await view(id)).version, ...words }, {});

/** A public Chinese record with its Mongolian edition. */
async function paired(): Promise<{ contentId: string; sourceId: string; recordId: string }> {
  const { id: contentId, recordId: sourceId } = await s.publish({});
  await askTranslation(s.db, s.writer, sourceId, {});
  await act(s.writer, sourceId, 'take');
  await save(sourceId, { title, bodyText });
  await act(s.writer, sourceId, 'submit');
  await act(s.second, sourceId, 'publish');
  return { contentId, sourceId, recordId: (await view(sourceId)).record?.id ?? '' };
}

const open = (id: string) => s.portalDb.selectFrom('open.record').selectAll().where('id', '=', id).executeTakeFirst();
const told = async (id: string) => (await s.portalDb.selectFrom('open.change').select(['kind', 'tags']).where('subjectId', '=', id).orderBy('seq').execute());
const found = async () => (await searchRecords(s.portalDb, { q: title, filter: { language: 'mn-Mong-CN' }, limit: 50, cursor: null })).items.map((item) => item.id);

/** As any withdrawn record: row, search, tombstone, feed, journal and what verifying says of it. */
async function gone(recordId: string): Promise<void> {
  expect(await open(recordId)).toBeUndefined();
  expect(await found()).not.toContain(recordId);
  expect((await findRecords(s.portalDb, [recordId])).get(recordId)).toMatchObject({ tombstone: { id: recordId } });
  expect(await s.portalDb.selectFrom('open.tombstone').select('id').where('id', '=', recordId).execute()).toHaveLength(1);
  expect((await told(recordId)).at(-1)).toMatchObject({ kind: 'withdrawn', tags: expect.arrayContaining([`record:${recordId}`]) });
  expect(await s.db.selectFrom('core.journal').select('subjectId').where('action', '=', 'record.withdrawn').where('subjectId', '=', recordId).execute()).toHaveLength(1);
  for (const check of checks.filter(({ name }) => name === verifying.open || name === verifying.feed)) expect((await check.run(s.db, s.env.files, () => {})).faults).toEqual([]);
}

/** A new edition of a record, of the same words, as the library's own command makes it. */
async function republish(id: string, attribute: 'full' | 'redacted' | 'withheld', change: { expiresOn?: CivilDate } = {}): Promise<void> {
  const [live] = await liveEditions(s.db, [id]);
  const disclosure = { attribute, method: attribute === 'withheld' ? null : 'proactive', grounds: attribute === 'full' ? [] : [{ code: 'third-party' as const, reason: '文中有当事人的住址和电话' }] } as const;
  const gated = checkDisclosure(disclosure);
  if (!live || !gated.ok) throw new Error('no such edition');
  await runCommand(s.db, testActor, async (ctx) => {
    const { changes } = await publishRecords(ctx, s.env.files, [{
      record: { id }, documentId: null, content: { ...live.content, ...change, disclosure }, disclosure: gated.value, files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
    }]);
    const entry = await journal(ctx, { action: 'record.revise', subjectType: 'record', subjectId: id });
    await publishChanges(ctx, changes);
    return done(undefined, entry);
  });
}

describe('rules', () => {
  it('allow exactly these steps', () => {
    expect(Object.entries(steps).map(([name, { from, to, by }]) => `${from.join('|')} ${name} → ${to} (${by})`)).toEqual([
      'asked|taken|published|stale take → taken (translator)', 'taken submit → submitted (translator)', 'submitted return → taken (reviewer)', 'submitted publish → published (reviewer)',
    ]);
    const who = { personId: 'a', translates: true, reviews: true };
    expect(actsFor({ state: 'submitted', translator: 'a' }, who)).toEqual([]);
    expect(actsFor({ state: 'submitted', translator: 'b' }, who)).toEqual(['return', 'publish']);
    expect(actsFor({ state: 'taken', translator: 'b' }, who)).toEqual([]);
    expect(actsFor({ state: 'stale', translator: 'b' }, who)).toEqual(['take']);
  });

  it('refuse what is no Mongolian, or is not Unicode, every reason at once', () => {
    const codes = (one: { title: string; bodyText: string }) => faultsOf(one).map((fault) => fault.code);
    expect(codes({ title, bodyText })).toEqual([]);
    expect(codes({ title: '', bodyText: '' })).toEqual(['title-missing', 'text-missing']);
    expect(codes({ title: '通知', bodyText: '汉文' })).toEqual(['title-script', 'text-script']);
    expect(codes({ title: unicodeToMenksoft(title).text, bodyText: `${bodyText}\ue700` })).toEqual(['menksoft', 'unknown-private']);
  });
});

describe('a Mongolian edition', () => {
  it('is asked for once, taken, saved, reviewed by another and published with its pair', async () => {
    const { recordId: sourceId } = await s.publish({ title: '关于做好秋收工作的消息' });
    expect((await listSources(s.db, s.writer, '秋收')).map((one) => one.id)).toEqual([sourceId]);
    expect(await refused(askTranslation(s.db, s.banner, sourceId, {}))).toEqual(['forbidden', '403']);
    await askTranslation(s.db, s.writer, sourceId, {});
    expect(await refused(askTranslation(s.db, s.second, sourceId, {}))).toEqual(['asked-already', '409']);
    expect(await listSources(s.db, s.writer, '秋收')).toEqual([]);
    await act(s.writer, sourceId, 'take');
    expect(await refused(save(sourceId, { title, bodyText }, s.second))).toEqual(['not-translator', '403']);
    expect(await refused(save(sourceId, { title, bodyText: 'ᠨᠠ\ue700' }))).toEqual(['unknown-private', '422']);
    expect(await refused(act(s.writer, sourceId, 'submit'))).toEqual(['translation-refused', '422', 'title-missing', 'text-missing']);
    const stale = (await view(sourceId)).version;
    await save(sourceId, { title, bodyText });
    expect(await refused(saveTranslation(s.db, s.writer, sourceId, { version: stale, title: '', bodyText: '' }, {}))).toEqual(['edit-conflict', '409']);
    await act(s.writer, sourceId, 'submit');
    expect(await refused(act(s.writer, sourceId, 'publish'))).toEqual(['own-work', '403']);
    expect(await refused(act(s.second, sourceId, 'return'))).toEqual(['reason-missing', '422']);
    await act(s.second, sourceId, 'return', '第二段请再核对');
    expect(await view(sourceId)).toMatchObject({ state: 'taken', returnedReason: '第二段请再核对', maySave: true });
    await act(s.writer, sourceId, 'submit');
    await act(s.second, sourceId, 'publish');
    const done = await view(sourceId);
    expect(done).toMatchObject({ state: 'published', translator: 'writer某', reviewer: 'second某', may: ['take'], record: { isPublic: true } });
    const open = await s.db.selectFrom('open.record').select(['language', 'title', 'bodyText', 'dateMade', 'category']).where('id', '=', done.record?.id ?? '').executeTakeFirst();
    expect(open).toMatchObject({ language: 'mn-Mong-CN', title, bodyText, category: 'news' });
    const relation = await s.db.selectFrom('open.relation').selectAll().where('toId', '=', sourceId).execute();
    expect(relation).toMatchObject([{ fromId: done.record?.id, type: 'translates' }]);
    const journalled = await s.db.selectFrom('core.journal').select('action').where('subjectType', '=', 'translation').where('subjectId', '=', sourceId).orderBy('id').execute();
    expect(journalled.map((row) => row.action)).toEqual(['ask', 'take', 'save', 'submit', 'return', 'submit', 'publish'].map((name) => `translation.${name}`));
  });

  it('is behind when its source has a new edition, in the same transaction, and catches up as a new edition of its own', async () => {
    const { contentId, sourceId, recordId } = await paired();
    const piece = async () => s.db.selectFrom('core.content').select(['version', 'state']).where('id', '=', contentId).executeTakeFirstOrThrow();
    await actOnContent(s.env, s.writer, contentId, 'revise', { version: (await piece()).version, reason: '', ground: '' });
    await actOnContent(s.env, s.writer, contentId, 'submit', { version: (await piece()).version, reason: '', ground: '' });
    expect((await view(sourceId)).state).toBe('published');
    await actOnContent(s.env, s.second, contentId, 'publish', { version: (await piece()).version, reason: '', ground: '' });
    expect(await view(sourceId)).toMatchObject({ state: 'stale', staleReason: 'revised', record: { isPublic: true } });
    await act(s.writer, sourceId, 'take');
    await save(sourceId, { title, bodyText: `${bodyText} ᠰᠢᠨ᠎ᠡ` });
    await act(s.writer, sourceId, 'submit');
    await act(s.second, sourceId, 'publish');
    const open = await s.db.selectFrom('open.record').select(['edition', 'bodyText']).where('id', '=', recordId).executeTakeFirst();
    expect(open).toEqual({ edition: 2, bodyText: `${bodyText} ᠰᠢᠨ᠎ᠡ` });
  });

  it('under review of an older edition is not published', async () => {
    const { id: contentId, recordId: sourceId } = await s.publish({});
    await askTranslation(s.db, s.writer, sourceId, {});
    await act(s.writer, sourceId, 'take');
    await save(sourceId, { title, bodyText });
    await act(s.writer, sourceId, 'submit');
    const version = async () => (await s.db.selectFrom('core.content').select('version').where('id', '=', contentId).executeTakeFirstOrThrow()).version;
    await actOnContent(s.env, s.writer, contentId, 'revise', { version: await version(), reason: '', ground: '' });
    await actOnContent(s.env, s.writer, contentId, 'submit', { version: await version(), reason: '', ground: '' });
    await actOnContent(s.env, s.second, contentId, 'publish', { version: await version(), reason: '', ground: '' });
    expect(await refused(act(s.second, sourceId, 'publish'))).toEqual(['translation-refused', '422', 'source-changed']);
    expect(await view(sourceId)).toMatchObject({ state: 'submitted', staleReason: 'revised' });
  });

  it('is behind when its source is withdrawn, and no longer shows the pair', async () => {
    const { contentId, sourceId, recordId } = await paired();
    const { version } = await s.db.selectFrom('core.content').select('version').where('id', '=', contentId).executeTakeFirstOrThrow();
    await actOnContent(s.env, s.second, contentId, 'withdraw', { version, reason: '内容有误', ground: '' });
    expect(await view(sourceId)).toMatchObject({ state: 'stale', staleReason: 'withdrawn', source: null });
    expect(await s.db.selectFrom('open.relation').selectAll().where('toId', '=', sourceId).execute()).toEqual([]);
    expect(await refused(act(s.writer, sourceId, 'take'))).toEqual(['source-gone', '422']);
    await gone(recordId);
  });

  it('is counted for its agency and for the sites it stands in', async () => {
    const { agencies, sites } = await coverage(s.db);
    const own = agencies.find((row) => row.code === '150500');
    const { n } = await s.db.selectFrom('open.record').select((eb) => eb.fn.countAll<number>().as('n')).where('agencyCode', '=', '150500').where('language', '=', 'zh-CN').executeTakeFirstOrThrow();
    expect(own).toMatchObject({ records: n, published: 2, stale: 0, working: 1 });
    expect(sites.find((row) => row.code === 'tongliao')).toMatchObject({ published: 2 });
    expect((await listTranslations(s.db, s.writer, { state: 'stale' })).items).toHaveLength(1);
    expect((await listTranslations(s.db, s.banner, {})).total).toBe(0);
  });
});

describe('a Mongolian edition follows its source', () => {
  const end = (id: string, kind: 'repealed' | 'withdrawn', effectiveOn = today()) => endRecord(s.db, s.writer, id, { kind, effectiveOn, ground: '市政府决定', publicNote: '按规定办理' });

  it('out of sight when it is withdrawn', async () => {
    const { sourceId, recordId } = await paired();
    expect(await found()).toContain(recordId);
    await end(sourceId, 'withdrawn');
    await gone(recordId);
  });

  it.each(['redacted', 'withheld'] as const)('out of sight when a new edition of it is %s', async (attribute) => {
    const { sourceId, recordId } = await paired();
    await republish(sourceId, 'full');
    expect(await open(recordId)).toBeDefined();
    await republish(sourceId, attribute);
    await gone(recordId);
    expect(await view(sourceId)).toMatchObject({ state: 'asked', staleReason: 'revised', record: null });
  });

  it('out of sight when the edition it was made of is taken away, and in its former editions when it has caught up', async () => {
    const [behind, level] = [await paired(), await paired()];
    for (const one of [behind, level]) await republish(one.sourceId, 'full');
    for (const name of ['take', 'submit'] as const) await act(s.writer, level.sourceId, name);
    await act(s.second, level.sourceId, 'publish');
    for (const one of [behind, level]) await withdrawEdition(s.db, s.writer, one.sourceId, '1', { reason: '写有当事人的姓名' });
    await gone(behind.recordId);
    expect(await open(level.recordId)).toMatchObject({ edition: 2 });
    expect(await s.portalDb.selectFrom('open.edition').select(['no', 'hidden', 'bodyText']).where('recordId', '=', level.recordId).execute()).toEqual([{ no: 1, hidden: true, bodyText: '' }]);
    expect((await told(level.recordId)).at(-1)).toMatchObject({ kind: 'status' });
  });

  it('in its validity, on the same day', async () => {
    const { sourceId, recordId } = await paired();
    await end(sourceId, 'repealed', addDays(today(), 2));
    expect(await open(recordId)).toMatchObject({ status: 'in-force' });
    await applyDueStatus(s.db, { at: addSeconds(now(), 3 * 86_400) });
    expect(await open(recordId)).toMatchObject({ status: 'repealed', statusNote: '按规定办理' });
    expect((await told(recordId)).at(-1)).toMatchObject({ kind: 'status', tags: expect.arrayContaining([`record:${recordId}`]) });
    expect(await s.portalDb.selectFrom('open.recordEnd').select('kind').where('recordId', '=', recordId).execute()).toEqual([{ kind: 'repealed' }]);
  });

  it('in its validity when it is published of what has ended, and in its dates', async () => {
    const { sourceId, recordId } = await paired();
    await republish(sourceId, 'full', { expiresOn: addDays(today(), -1) });
    expect(await open(recordId)).toMatchObject({ status: 'expired', expiresOn: addDays(today(), -1) });
    await republish(sourceId, 'full', { expiresOn: addDays(today(), 9) });
    expect(await open(recordId)).toMatchObject({ status: 'in-force' });
    await end(sourceId, 'repealed');
    expect(await open(recordId)).toMatchObject({ status: 'repealed' });
    await act(s.writer, sourceId, 'take');
    await act(s.writer, sourceId, 'submit');
    await act(s.second, sourceId, 'publish');
    expect(await open(recordId)).toMatchObject({ edition: 2, status: 'repealed' });
  });
});

describe('after publication', () => {
  it('a fault is put right without waiting for the source', async () => {
    const { sourceId, recordId } = await paired();
    await act(s.writer, sourceId, 'take');
    await save(sourceId, { title, bodyText: `${bodyText} 7` });
    await act(s.writer, sourceId, 'submit');
    await act(s.second, sourceId, 'publish');
    expect(await open(recordId)).toMatchObject({ edition: 2, bodyText: `${bodyText} 7` });
  });

  it.each([false, true])('one that was withdrawn itself makes way for another record (taken up again before: %s)', async (taken) => {
    const { sourceId, recordId } = await paired();
    if (taken) await act(s.writer, sourceId, 'take');
    await runCommand(s.db, testActor, async (ctx) => {
      const changes = await withdrawPublic(ctx, recordId, { ground: '译文有误', publicNote: '译文有误' });
      const entry = await journal(ctx, { action: 'record.withdrawn', subjectType: 'test', subjectId: recordId });
      await publishChanges(ctx, changes);
      return done(undefined, entry);
    });
    expect(await view(sourceId)).toMatchObject({ state: taken ? 'taken' : 'asked', record: null });
    if (!taken) await act(s.writer, sourceId, 'take');
    await act(s.writer, sourceId, 'submit');
    await act(s.second, sourceId, 'publish');
    const next = (await view(sourceId)).record;
    expect(next).toMatchObject({ isPublic: true });
    expect(next?.id).not.toBe(recordId);
    expect(await open(sourceId)).toBeDefined();
  });
});

describe('the text of a writer', () => {
  it('is shown in order, with what was changed and what only a reader can tell', () => {
    const typed = 'ᠮᠣᠩᠭᠣᠯ\u180eᠤᠨ';
    expect(checkText(typed)).toMatchObject({ text: 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ', changes: [{ start: 0, end: typed.length, kind: 'gap', before: typed, after: 'ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ' }], unknown: [] });
    expect(checkText('ᠮᠣᠩᠭᠣᠯ ᠤᠨ').doubts).toMatchObject([{ kind: 'space-before-suffix', alternatives: ['\u202f'] }]);
  });

  it('in Menksoft code is read, its doubts told by place; other private codes are named', () => {
    const menksoft = unicodeToMenksoft('ᠮᠣᠩᠭᠣᠯ').text;
    const { text, changes, doubts } = checkText(menksoft);
    expect(text).toBe('ᠮᠣᠩᠭᠣᠯ');
    expect(changes).toMatchObject([{ kind: 'menksoft', before: menksoft, after: 'ᠮᠣᠩᠭᠣᠯ' }]);
    expect(doubts.filter((doubt) => doubt.kind === 'look-alike').length).toBeGreaterThan(0);
    expect(checkText('ᠨ\ue700').unknown).toEqual([{ start: 1, end: 2, code: 'U+E700' }]);
  });
});
