// Letters and the archive on a real case: drafted, held to what the law asks, numbered, served, bound.
import type { Hono } from 'hono';
import { bodyFromText, renderPdf } from '@tongming/typeset';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleApp } from '../../../console-api/app.ts';
import type { Reason, Refusal } from '../../../console-api/contract.ts';
import type { FoiCaseView, FoiPaperView } from '../../../console-api/contract-foi.ts';
import { loadConfig } from '../../../platform/config.ts';
import { putFile, readFile } from '../../../platform/files.ts';
import { makePerson } from '../../identity/testing.ts';
import { verifyArchive } from '../archive/build.ts';
import { archiveCase } from '../archive/commands.ts';
import type { Manifest } from '../archive/model.ts';
import { papersOf } from '../papers.ts';
import { getCase } from '../queries/get-case.ts';
import { act, approved, byPost, city, codesOf, found, granted, morning, onDay, refused, requestOf, sent, testOffice, type Person, type TestOffice } from '../testing.ts';
import { codesOf as numberCodes } from './agency.ts';
import { agencyLevel } from './level.ts';
import { approvePaper } from './approve-paper.ts';
import { draftPaper, previewPaper } from './draft-paper.ts';
import { letterOf } from './input.ts';
import { savePaper } from './save-paper.ts';
import type { LetterContent } from './model.ts';
import { letterDocument } from './render.ts';
import { letterRoutes } from './routes.ts';

let t: TestOffice;
let app: Hono;
let cookie = '';
beforeAll(async () => {
  t = await testOffice();
  const config = loadConfig({ TONGMING_DATA: t.env.files.root, TONGMING_SECOND_FACTOR: 'off', TONGMING_DEMO: 'off' });
  app = consoleApp({ db: t.db, files: t.env.files, config, demo: false, routes: letterRoutes, limiter: { take: () => undefined } });
  const { login, password } = await makePerson(t.db, 'web.clerk', { roles: ['openness-clerk'], agencyCode: city, ready: true });
  cookie = ((await call('POST', '/login', { login, password })).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => t.close());

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  return app.request(`/api/console${path}`, {
    method, headers: { 'x-tongming': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
async function ok<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await call(method, path, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}
async function no(method: string, path: string, body?: unknown): Promise<string> {
  const response = await call(method, path, body);
  return `${response.status} ${((await response.json()) as Refusal).error?.code ?? ''}`;
}

const view = (id: string, who: Person = 'clerk', day = '2026-03-20'): Promise<FoiCaseView> => getCase(t.db, t.people[who], id, morning(day));
const paperWith = async (id: string) => (await papersOf(t.db, id)).at(-1);

it('writes, holds, numbers, serves and archives the reply of a refusal', async () => {
  const { id } = await sent(t, '2026-03-02');
  await found(t, id, '2026-03-03');
  const env = onDay(t, '2026-03-20');
  const early = await draftPaper(env, t.people.clerk, await view(id), 'reply', { outcome: 'denied.process' });
  expect(await codesOf(approvePaper(env, t.people.clerk, await view(id), early, 1))).toEqual(expect.arrayContaining(['not-approved', 'other-decision', 'letter-gap']));
  expect(await codesOf(draftPaper(env, t.people.clerk, await view(id), 'reply', { outcome: 'denied.process' }))).toEqual(['reply-exists']);
  await approved(t, id, '2026-03-20', refused);

  const said = (await previewPaper(env, t.people.clerk, await view(id), 'reply', {})).parts.map(({ key, text }) => ({ key, text }));
  await savePaper(env, t.people.clerk, await view(id), early, 1, { parts: said.map((p) => (p.key === 'remedy' ? { ...p, text: '' } : p)) });
  const reasons: Reason[] = await approvePaper(env, t.people.clerk, await view(id), early, 2).then(() => [], (error: { reasons: Reason[] }) => error.reasons);
  expect(reasons.map((r) => [r.code, r.field])).toEqual([['letter-part-missing', 'parts.remedy']]);
  await savePaper(env, t.people.clerk, await view(id), early, 2, { parts: said.filter((p) => p.key === 'remedy') });
  expect(await codesOf(savePaper(env, t.people.clerk, await view(id), early, 2, {}))).toEqual(['edit-conflict']);
  expect(await codesOf(savePaper(env, t.people.stranger, await view(id), early, 3, {}))).toEqual(['forbidden']);
  const stale = { ...await view(id), version: 1 };
  expect(await codesOf(approvePaper(env, t.people.clerk, stale, early, 3))).toEqual(['edit-conflict']);

  const letter = await approvePaper(env, t.people.clerk, await view(id), early, 3);
  expect(letter.number).toBe('通政依复〔2026〕1号');
  expect(letter.parts.find((p) => p.key === 'decision')?.text).toContain('《中华人民共和国政府信息公开条例》第十六条第二款');
  expect(letter.parts.find((p) => p.key === 'remedy')?.text).toMatch(/^如不服本决定，应当先.*自治区（省）人民政府申请行政复议/);
  expect(await codesOf(savePaper(env, t.people.clerk, await view(id), early, 4, {}))).toEqual(['not-draft']);
  await act(t, id, 'serve', '2026-03-23', { service: byPost, paperId: early });

  const closed = await view(id, 'clerk', '2026-04-01');
  const manifest = await archiveCase(onDay(t, '2026-04-01'), t.people.clerk, closed);
  expect(manifest.missing).toEqual([]);
  const volume = (await paperWith(id))?.files.find((f) => f.format === 'pdf');
  expect(await verifyArchive(await readFile(t.env.files, volume?.hash ?? ''), manifest)).toEqual([]);
  expect(manifest.parts.map((p) => p.key)).toEqual(expect.arrayContaining(['application', 'identity', 'search', 'approval', 'reply', 'service']));
  // Bound again: the same volume, no second row.
  expect((await archiveCase(onDay(t, '2026-04-02'), t.people.clerk, await view(id))).digest).toBe(manifest.digest);
  expect((await papersOf(t.db, id)).filter((p) => p.kind === 'archive')).toHaveLength(1);
  expect(await t.db.selectFrom('core.journal').select('action').where('action', 'in', ['foi.paper-draft', 'foi.paper-save', 'foi.paper-approve', 'foi.archive']).execute()).toHaveLength(6);
});

it('hands nothing over that holds withheld words', async () => {
  const { id } = await sent(t, '2026-03-02');
  await found(t, id, '2026-03-03');
  const secret = '13904750000';
  const make = async (text: string) => {
    const doc = { ...letterDocument(await previewPaper(onDay(t, '2026-03-20'), t.people.clerk, await view(id), 'receipt', {}), null), body: bodyFromText(text) };
    const file = await putFile(t.env.files, (await renderPdf(doc)).bytes, { limit: 10_000_000, mime: 'application/pdf' });
    await t.db.insertInto('core.file').values(file).execute();
    return t.db.insertInto('core.foiFile').values({ caseId: id, purpose: 'provided', name: '分配方案.pdf', fileHash: file.hash, size: file.size, mime: file.mime, at: morning('2026-03-20') }).returning('id').executeTakeFirstOrThrow();
  };
  const bad = await make(`联系电话${secret}`);
  const decision = { outcome: 'partial', variant: null, articles: ['《条例》第三十七条'], facts: '分配方案中有农户个人信息', reasons: '属于内部事务信息', provided: { ...granted.provided, fileIds: [bad.id] }, withheld: [{ ground: 'denied.internalAffairs', reason: '属于内部联系方式' }] };
  await approved(t, id, '2026-03-20', decision);
  const env = onDay(t, '2026-03-23');
  const paper = await draftPaper(env, t.people.clerk, await view(id), 'reply', { withheldWords: [secret] });
  expect(await codesOf(approvePaper(env, t.people.clerk, await view(id), paper, 1))).toContain('provided-leak');
  const good = await make('补助资金共一百万元');
  await t.db.updateTable('core.foiFile').set({ fileHash: (await t.db.selectFrom('core.foiFile').select('fileHash').where('id', '=', good.id).executeTakeFirstOrThrow()).fileHash }).where('id', '=', bad.id).execute();
  const letter = await approvePaper(env, t.people.clerk, await view(id), paper, 1);
  expect(letter).toMatchObject({ number: '通政依复〔2026〕2号', attachments: ['分配方案'] });
  expect((await paperWith(id))?.files.map((f) => f.format)).toEqual(['pdf', 'provided']);
});

it('answers over HTTP: who, whether, there, then the work', async () => {
  const { id } = await sent(t, '2026-03-02', { request: requestOf({ content: '2024年度城市低保资金发放汇总表' }) });
  await act(t, id, 'register', '2026-03-03');
  const kept = cookie;
  cookie = '';
  for (const path of [`/foi/cases/${id}/papers/draft?kind=receipt`, '/foi/papers/x/file.pdf', `/foi/cases/${id}/archive.pdf`]) expect(await no('GET', path)).toBe('401 not-signed-in');
  cookie = kept;
  for (const path of ['/foi/papers/x/file.pdf', '/foi/papers/00000000-0000-4000-8000-000000000000/file.docx', '/foi/cases/x/archive.pdf', `/foi/cases/${id}/manifest.json`]) {
    expect(await no('GET', path)).toBe('404 not-found');
  }
  expect(await no('GET', `/foi/cases/${id}/papers/draft?kind=poem`)).toBe('400 invalid-input');
  expect(await no('GET', `/foi/cases/${id}/papers/draft?kind=reply`)).toBe('422 outcome-missing');
  const fee = await ok<{ content: LetterContent; reasons: Reason[] }>('GET', `/foi/cases/${id}/papers/draft?kind=fee-notice&basis=pages&count=45`);
  expect(fee.content.parts.find((p) => p.key === 'fee')?.text).toContain('共计150元');
  expect(fee.reasons.map((r) => r.code)).toEqual(['letter-gap']);
  const made = await ok<{ id: string; version: number; reasons: Reason[] }>('POST', `/foi/cases/${id}/papers`, { kind: 'correction-notice', data: { items: ['所指的年度'], answerBy: '2026-12-25' } });
  expect(made).toMatchObject({ version: 1, reasons: [] });
  const saved = await ok<{ version: number; reasons: Reason[] }>('PUT', `/foi/papers/${made.id}`, { version: 1, edit: { parts: [{ key: 'consequence', text: '请按期补正。' }] } });
  expect(saved.reasons.map((r) => r.code)).toEqual(['letter-words-missing']);
  expect(await no('POST', `/foi/papers/${made.id}/approve`, { version: 2 })).toBe('422 paper-refused');
  await ok('PUT', `/foi/papers/${made.id}`, { version: 2, edit: { parts: [{ key: 'consequence', text: '无正当理由逾期不补正的，视为放弃申请，本机关不再处理。' }] } });
  expect((await call('GET', `/foi/papers/${made.id}/file.pdf`)).headers.get('content-type')).toBe('application/pdf');
  const approvedPaper = await ok<FoiPaperView>('POST', `/foi/papers/${made.id}/approve`, { version: 3 });
  expect(approvedPaper.number).toMatch(/^通政依告〔\d{4}〕1号$/);
  const docx = await call('GET', `/foi/papers/${made.id}/file.docx`);
  expect(docx.headers.get('content-disposition')).toContain('attachment');
  expect(letterOf(approvedPaper.content)?.number).toBe(approvedPaper.number);
  expect(await no('POST', `/foi/cases/${id}/archive`, { incompleteReason: '试卷' })).toBe('422 not-closed');
  expect(await no('POST', `/foi/cases/${id}/archive`, {})).toBe('422 archive-incomplete');
});

it('binds what is missing only with a reason, and keeps it for download', async () => {
  const { id } = await sent(t, '2026-03-02', { request: requestOf({ content: '2025年度校车运营补贴标准' }) });
  await act(t, id, 'withdraw', '2026-03-04', { reason: '不再需要' });
  const { digest, ...manifest } = await ok<Manifest>('POST', `/foi/cases/${id}/archive`, {});
  expect(manifest.parts.length).toBeGreaterThan(1);
  const pdf = new Uint8Array(await (await call('GET', `/foi/cases/${id}/archive.pdf`)).arrayBuffer());
  const told = await ok<Manifest>('GET', `/foi/cases/${id}/manifest.json`);
  expect(told.digest).toBe(digest);
  expect(await verifyArchive(pdf, told)).toEqual([]);
  const state = await ok<{ archived: boolean; items: { key: string; state: string }[]; anonymisation: { waits: string[] } }>('GET', `/foi/cases/${id}/archive`);
  expect(state).toMatchObject({ archived: true, anonymisation: { waits: ['保管期限未满'] } });
});

it('derives the level of an agency and its 代字', () => {
  expect(numberCodes(['通辽市人民政府令', '通政发', '通政字'])).toEqual({ reply: '通政依复', notice: '通政依告' });
  expect(numberCodes(['通教体发', '教公开依复'])).toEqual({ reply: '教公开依复', notice: '教公开依告' });
  expect(numberCodes(['通辽市人民政府令'])).toBeNull();
  const level = (kind: Parameters<typeof agencyLevel>[0]['kind'], name: string, region: string | null) => agencyLevel({ kind, name }, region).level;
  expect([
    level('government', '通辽市人民政府', 'city'), level('department', '通辽市司法局', 'city'), level('department', '开鲁县司法局', 'county'), level('township', '木里图镇人民政府', 'township'),
    level('township', '永清街道办事处', 'township'), level('zone', '通辽经济技术开发区管理委员会', 'zone'), level('department', '国家税务总局通辽市税务局', 'city'), level('office', '通辽市人民政府办公室', 'city'),
  ]).toEqual(['city-government', 'city-justice', 'county-department', 'township', 'subdistrict', 'city-department', 'city-vertical', 'city-department']);
  expect(agencyLevel({ kind: 'zone', name: '开发区' }, 'zone').certain).toBe(false);
});
