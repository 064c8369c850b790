import { unicodeToMenksoft } from '@tongming/mongolian';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TranslationAct } from '../../console-api/contract-translations.ts';
import { Refused } from '../../platform/errors.ts';
import { actOnContent } from '../content/index.ts';
import { contentStage, type ContentStage } from '../content/testing.ts';
import type { Principal } from '../identity/index.ts';
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

describe('rules', () => {
  it('allow exactly these steps', () => {
    expect(Object.entries(steps).map(([name, { from, to, by }]) => `${from.join('|')} ${name} → ${to} (${by})`)).toEqual([
      'asked|taken|stale take → taken (translator)', 'taken submit → submitted (translator)', 'submitted return → taken (reviewer)', 'submitted publish → published (reviewer)',
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
    expect(done).toMatchObject({ state: 'published', translator: 'writer某', reviewer: 'second某', may: [], record: { isPublic: true } });
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
    const { contentId, sourceId } = await paired();
    const { version } = await s.db.selectFrom('core.content').select('version').where('id', '=', contentId).executeTakeFirstOrThrow();
    await actOnContent(s.env, s.second, contentId, 'withdraw', { version, reason: '内容有误', ground: '' });
    expect(await view(sourceId)).toMatchObject({ state: 'stale', staleReason: 'withdrawn', source: null });
    expect(await s.db.selectFrom('open.relation').selectAll().where('toId', '=', sourceId).execute()).toEqual([]);
    expect(await refused(act(s.writer, sourceId, 'take'))).toEqual(['source-gone', '422']);
  });

  it('is counted for its agency and for the sites it stands in', async () => {
    const { agencies, sites } = await coverage(s.db);
    const own = agencies.find((row) => row.code === '150500');
    const { n } = await s.db.selectFrom('open.record').select((eb) => eb.fn.countAll<number>().as('n')).where('agencyCode', '=', '150500').where('language', '=', 'zh-CN').executeTakeFirstOrThrow();
    expect(own).toMatchObject({ records: n, published: 3, stale: 1, working: 1 });
    expect(sites.find((row) => row.code === 'tongliao')).toMatchObject({ published: 3 });
    expect((await listTranslations(s.db, s.writer, { state: 'stale' })).items).toHaveLength(1);
    expect((await listTranslations(s.db, s.banner, {})).total).toBe(0);
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
