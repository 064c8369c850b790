import { today } from '@tongming/law';
import { bodyFromText } from '@tongming/typeset';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyFromHtml } from '../../platform/convert.ts';
import { json } from '../../platform/database.ts';
import { Refused } from '../../platform/errors.ts';
import { putFile, recordFile, stageFile, verifyFile } from '../../platform/files.ts';
import { contentCategories, endRecord } from '../library/index.ts';
import { actOnContent } from './commands/act-on-content.ts';
import { addContentFile } from './commands/add-file.ts';
import { saveContent } from './commands/save-content.ts';
import { composed } from './compose.ts';
import type { Written } from './model.ts';
import { emptyFacts, type ContentFacts, type FactsOf } from './open/facts.ts';
import { openContent } from './open/content.ts';
import { getContentView } from './queries/get-content.ts';
import { listContent } from './queries/list-content.ts';
import { faultsOf, machine, stepOf } from './rules.ts';
import { routes } from './routes.ts';
import { getContent, writtenSchema } from './store.ts';
import { contentStage, drafted, writtenOf, type ContentStage } from './testing.ts';

let s: ContentStage;
beforeAll(async () => { s = await contentStage(); });
afterAll(() => s.close());

const plain = { reason: '', ground: '' };
const refusal = (work: Promise<unknown>): Promise<{ code: string; status: number; reasons: string[] }> =>
  work.then(() => Promise.reject(new Error('was not refused')), (error: unknown) => (error instanceof Refused ? { code: error.code, status: error.status, reasons: error.reasons.map((r) => r.code) } : Promise.reject(error)));

describe('the machine', () => {
  it('allows exactly these steps', () => {
    const steps = Object.entries(machine).flatMap(([from, acts]) => Object.entries(acts).map(([act, step]) => `${from} ${act} → ${step.to ?? '—'} (${step.by})`));
    expect(steps).toEqual([
      'draft submit → review (writer)', 'draft discard → — (writer)', 'draft withdraw → — (reviewer)', 'review return → draft (reviewer)', 'review publish → published (reviewer)',
      'review withdraw → — (reviewer)', 'published revise → draft (writer)', 'published withdraw → — (reviewer)',
    ]);
    expect(stepOf('draft', 'withdraw', false)).toBeNull();
    expect(stepOf('draft', 'discard', true)).toBeNull();
  });
});

describe('what must be there', () => {
  const codes = (facts: ContentFacts, more = {}) => faultsOf(writtenOf({ facts, ...more })).map((fault) => fault.code);
  const none = { text: bodyFromText('') };
  it('is told for every kind, all reasons at once', () => {
    expect(codes(emptyFacts('news'), { title: '', source: '', originality: 'reprinted', ...none })).toEqual(['title-missing', 'source-missing', 'source-url-missing', 'text-missing']);
    expect(codes(emptyFacts('news'), { sourceUrl: 'javascript:alert(1)' })).toEqual(['source-url-form']);
    expect(codes(emptyFacts('image-story'), none)).toEqual(['pictures-missing']);
    const picture = { file: 'a'.repeat(64), alt: '', caption: '' };
    expect(codes({ kind: 'image-story', pictures: [picture, { ...picture, alt: '渠道施工现场' }] })).toEqual(['alt-missing']);
    expect(codes(emptyFacts('video'), none)).toEqual(['video-missing', 'poster-missing', 'words-missing']);
    expect(codes(emptyFacts('question'), none)).toEqual(['text-missing']);
    expect(codes(emptyFacts('data-table'))).toEqual(['columns-missing', 'rows-missing']);
    expect(codes(emptyFacts('official'))).toEqual(['official-missing', 'duties-missing']);
    expect(codes(emptyFacts('agency-function'))).toEqual(['duties-missing', 'contact-missing']);
    expect(codes(emptyFacts('interpretation'))).toEqual(['interprets-missing']);
  });

  it('a table keeps its types, and a chart draws numbers', () => {
    const columns = [{ name: '年份', type: 'text' as const, unit: '' }, { name: '产量', type: 'number' as const, unit: '吨' }, { name: '日期', type: 'date' as const, unit: '' }];
    const table = (rows: (string | number | null)[][], chart: { type: 'bar'; label: number; values: number[] } | null = null) => codes({ kind: 'data-table', columns, rows, chart, note: '' });
    expect(table([['2024', 12, '2024-05-01'], ['2025', null, '']])).toEqual([]);
    expect(table([['2024', '12', '2024-13-01'], ['2025']])).toEqual(['cell-number', 'cell-day', 'row-width']);
    expect(table([['2024', 1, null]], { type: 'bar', label: 0, values: [1] })).toEqual([]);
    expect(table([['2024', 1, null]], { type: 'bar', label: 9, values: [0] })).toEqual(['chart-columns']);
  });

  it('what must not be said is found in every place', () => {
    expect(codes(emptyFacts('news'), { title: '机密★关于某事' })).toContain('classified');
    expect(codes(emptyFacts('news'), { text: bodyFromText('联系人身份证号11010519491231002X') })).toEqual(['personal-data']);
    expect(codes({ ...emptyFacts('official'), name: '甲', post: '市长', duties: '主持全面工作', cv: '手机13912345678' } as ContentFacts)).toEqual(['personal-data']);
  });

  it('every kind has its facts, and its whole text for search and downloads', () => {
    for (const kind of contentCategories) expect(emptyFacts(kind).kind).toBe(kind);
    const story = composed(writtenOf({ facts: { kind: 'image-story', pictures: [{ file: 'a'.repeat(64), alt: '渠道', caption: '开工' }] } }));
    expect(story.content.map((block) => block.type)).toEqual(['paragraph', 'image', 'paragraph']);
  });
});

describe('what is pasted in', () => {
  it('leaves nothing at the door but text and the marks of the body', () => {
    const hostile = '<p onclick="x()">正文<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">链接</a><iframe src="//evil"></iframe><svg onload=alert(4)></svg><b style="background:url(javascript:5)">粗</b></p><style>*{}</style><object data=x></object><math><mi>6</mi></math>\u202e倒';
    const { body } = bodyFromHtml(hostile);
    expect(body).toEqual({ type: 'doc', content: [
      { type: 'paragraph', content: [{ type: 'text', text: '正文链接' }, { type: 'text', text: '粗', marks: [{ type: 'bold' }] }] }, { type: 'paragraph', content: [{ type: 'text', text: '倒' }] },
    ] });
    for (const text of [{ type: 'doc', content: [{ type: 'html', content: '<script>' }] }, { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:1' } }] }] }] }]) {
      expect(() => writtenSchema.parse({ ...writtenOf({}), text })).toThrow();
    }
    expect(writtenSchema.safeParse({ ...writtenOf({}), facts: { kind: 'image-story', pictures: [{ file: '../../etc/passwd', alt: '', caption: '' }] } }).success).toBe(false);
  });
});

describe('the files of a piece', () => {
  const staged = (content: Uint8Array, name: string) => stageFile(s.env.files, content, { name, limit: 1e6, films: true });
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  const mp4 = Buffer.concat([Buffer.from('00000018667479706d703432', 'hex'), Buffer.alloc(1000, 7)]);
  const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\n讲解');
  const added = async (id: string, content: Uint8Array, name: string) => ({ ...await addContentFile(s.env, s.writer, id, await staged(content, name)), name });
  const save = async (id: string, change: Partial<Written>) => {
    const { version, written } = await getContent(s.db, id);
    await saveContent(s.db, s.writer, id, { version, written: { ...written, ...change } }, {});
  };
  const filmOf = (facts: Partial<FactsOf<'video'>>): ContentFacts => ({ kind: 'video', video: null, poster: null, captions: null, transcript: '文字稿。', ...facts });

  it('a file of a withheld document or of another piece is never taken up, and nothing of it is published', async () => {
    const withheld = await putFile(s.env.files, Buffer.from('%PDF-1.7 不予公开的附件'), { limit: 1000, mime: 'application/pdf' });
    await s.db.transaction().execute((tx) => recordFile(tx, withheld));
    const elsewhere = await drafted(s.env, s.writer, { title: '别的视频', facts: emptyFacts('video') });
    const [film, poster] = [await added(elsewhere, mp4, 'a.mp4'), await added(elsewhere, png, 'a.png')];
    const id = await drafted(s.env, s.writer, { title: '夹带的视频', facts: emptyFacts('video') });
    const named = { ...withheld, name: '讲解.mp4', mime: 'video/mp4' };
    for (const [change, code] of [
      [{ facts: filmOf({ video: named }) }, 'file-missing'], [{ facts: filmOf({ captions: { ...named, mime: 'text/vtt' } }) }, 'file-missing'], [{ facts: filmOf({ video: film }) }, 'file-missing'],
      [{ facts: filmOf({ poster: poster.hash }) }, 'picture-missing'], [{ text: { type: 'doc', content: [{ type: 'image', attrs: { file: poster.hash, alt: '图' } }] } }, 'picture-missing'],
    ] satisfies [Partial<Written>, string][]) expect(await refusal(save(id, change))).toEqual({ code: 'content-incomplete', status: 422, reasons: [code] });
    const before = (await getContent(s.db, id)).written;
    const content = json({ ...before, facts: filmOf({ video: named, poster: poster.hash }) });
    for (const [state, act, who] of [['draft', 'submit', s.writer], ['review', 'publish', s.second]] as const) {
      await s.db.updateTable('core.content').set({ content, state }).where('id', '=', id).execute();
      expect(await refusal(actOnContent(s.env, who, id, act, { version: 2, ...plain }))).toEqual({ code: 'content-incomplete', status: 422, reasons: ['picture-missing', 'file-missing'] });
    }
    expect((await getContent(s.db, id)).recordId).toBeNull();
    expect(await s.portalDb.selectFrom('open.attachment').select('fileHash').where('fileHash', 'in', [withheld.hash, film.hash]).execute()).toEqual([]);
    for (const { hash } of [withheld, film, poster]) expect(await verifyFile(s.env.files, hash, 'open')).toBe('missing');
  });

  it('a film is a film, subtitles are subtitles, and what is said of their size and type is not believed', async () => {
    const id = await drafted(s.env, s.writer, { title: '如实的视频', facts: emptyFacts('video') });
    const [film, captions, poster] = [await added(id, mp4, 'b.mp4'), await added(id, vtt, 'b.vtt'), await added(id, png, 'b.png')];
    expect(await refusal(save(id, { facts: filmOf({ video: captions, captions: film, poster: film.hash }) }))).toMatchObject({ reasons: ['picture-missing', 'file-type', 'file-type'] });
    await save(id, { facts: filmOf({ video: { ...film, mime: 'text/html', size: 1 }, captions: { ...captions, mime: 'text/html', size: 1 }, poster: poster.hash }) });
    await actOnContent(s.env, s.writer, id, 'submit', { version: 3, ...plain });
    await actOnContent(s.env, s.second, id, 'publish', { version: 4, ...plain });
    const recordId = (await getContent(s.db, id)).recordId ?? '';
    expect(await s.portalDb.selectFrom('open.attachment').select(['mime', 'size']).where('recordId', '=', recordId).orderBy('position').execute())
      .toEqual([{ mime: 'video/mp4', size: mp4.length }, { mime: 'text/vtt', size: vtt.length }]);
    expect((await openContent(s.portalDb, recordId))?.facts).toMatchObject({ video: { mime: 'video/mp4', size: mp4.length }, captions: { mime: 'text/vtt', size: vtt.length } });
  });
});

describe('written by one, published by another', () => {
  it('goes its way, and what is conflicting, early or one\'s own is refused by name', async () => {
    const id = await drafted(s.env, s.writer, { title: '科尔沁湿地迎来候鸟' });
    expect(await refusal(saveContent(s.db, s.writer, id, { version: 1, written: writtenOf({}) }, {}))).toMatchObject({ code: 'edit-conflict', status: 409 });
    expect(await refusal(actOnContent(s.env, s.writer, id, 'publish', { version: 2, ...plain }))).toMatchObject({ code: 'not-now' });
    expect(await refusal(saveContent(s.db, s.stranger, id, { version: 2, written: writtenOf({}) }, {}))).toMatchObject({ status: 403 });
    await actOnContent(s.env, s.writer, id, 'submit', { version: 2, ...plain });
    expect(await refusal(actOnContent(s.env, s.writer, id, 'publish', { version: 3, ...plain }))).toMatchObject({ code: 'own-work', status: 403 });
    expect(await refusal(actOnContent(s.env, s.second, id, 'return', { version: 3, ...plain }))).toMatchObject({ code: 'reason-missing' });
    await actOnContent(s.env, s.second, id, 'return', { version: 3, reason: '请补充数字', ground: '' });
    expect(await getContentView(s.db, s.writer, id)).toMatchObject({ state: 'draft', returnedReason: '请补充数字', editable: true, places: [] });
    await actOnContent(s.env, s.writer, id, 'submit', { version: 4, ...plain });
    await actOnContent(s.env, s.second, id, 'publish', { version: 5, ...plain });
    const view = await getContentView(s.db, s.second, id);
    expect(view).toMatchObject({ state: 'published', public: true, version: 6, places: [{ kind: 'site', siteCode: 'tongliao', path: '/content/news/' }] });
    const open = await openContent(s.portalDb, view.recordId ?? '');
    expect(open).toMatchObject({ kind: 'news', source: '通辽市人民政府', originality: 'own' });
    const { rows } = await sql<{ category: string; terms: number }>`select category, cardinality(terms) as terms from open.search_entry where record_id = ${view.recordId}`.execute(s.portalDb);
    expect(rows[0]?.category).toBe('news');
    expect(rows[0]?.terms).toBeGreaterThan(3);
  });

  it('a revision stays inside until published; withdrawal takes it away at once and for good', async () => {
    const { id, recordId } = await s.publish({ title: '首场降雪后道路畅通' });
    await actOnContent(s.env, s.writer, id, 'revise', { version: 4, ...plain });
    await saveContent(s.db, s.writer, id, { version: 5, written: writtenOf({ title: '首场降雪后道路畅通（更新）' }) }, {});
    const title = async () => (await s.portalDb.selectFrom('open.record').select(['title', 'edition']).where('id', '=', recordId).executeTakeFirst());
    expect(await title()).toEqual({ title: '首场降雪后道路畅通', edition: 1 });
    await actOnContent(s.env, s.writer, id, 'submit', { version: 6, ...plain });
    await actOnContent(s.env, s.second, id, 'publish', { version: 7, ...plain });
    expect(await title()).toEqual({ title: '首场降雪后道路畅通（更新）', edition: 2 });
    expect(await refusal(actOnContent(s.env, s.second, id, 'withdraw', { version: 8, ...plain }))).toMatchObject({ code: 'reason-missing' });
    await actOnContent(s.env, s.second, id, 'withdraw', { version: 8, reason: '内容有误', ground: '数字核对有误' });
    expect(await title()).toBeUndefined();
    expect(await openContent(s.portalDb, recordId)).toBeNull();
    expect(await s.portalDb.selectFrom('open.tombstone').select('reason').where('id', '=', recordId).executeTakeFirst()).toEqual({ reason: '内容有误' });
    expect(await getContentView(s.db, s.writer, id)).toMatchObject({ state: 'withdrawn', public: false, choices: [], places: [] });
    const written = await s.db.selectFrom('core.journal').select('action').where('subjectId', 'in', [id, recordId]).orderBy('id').execute();
    expect(written.map((row) => row.action)).toEqual([
      'content.create', 'content.save', 'content.submit', 'record.publish', 'content.publish', 'content.revise', 'content.save', 'content.submit', 'record.revise', 'content.publish', 'record.withdrawn', 'content.withdraw',
    ]);
  });

  it('whoever withdraws the record in the library has withdrawn the piece', async () => {
    const { id, recordId } = await s.publish({ title: '在文件库撤下的消息' });
    await endRecord(s.db, s.writer, recordId, { kind: 'withdrawn', effectiveOn: today(), ground: '重复发布', publicNote: '重复发布，已撤下' });
    expect(await getContentView(s.db, s.writer, id)).toMatchObject({ state: 'withdrawn', public: false, version: 5 });
    expect(await refusal(actOnContent(s.env, s.writer, id, 'revise', { version: 5, ...plain }))).toMatchObject({ code: 'not-now' });
  });

  it('is seen before publication by its own agency alone', async () => {
    expect((await listContent(s.db, s.writer, {})).total).toBeGreaterThan(1);
    expect((await listContent(s.db, s.stranger, {})).total).toBe(0);
    expect((await listContent(s.db, s.writer, { q: '降雪', state: 'withdrawn' })).items.map((row) => row.title)).toEqual(['首场降雪后道路畅通（更新）']);
    const id = await drafted(s.env, s.writer, {});
    expect(await refusal(getContentView(s.db, s.stranger, id))).toMatchObject({ status: 404 });
    expect(routes.every((route) => route.access === 'signed-in')).toBe(true);
  });
});
