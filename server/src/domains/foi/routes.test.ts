// The routes over HTTP, as the console calls them: not signed in, not allowed, not found, then the work.
import type { Hono } from 'hono';
import { addDays, civilDateOf, now, today } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleApp } from '../../console-api/app.ts';
import type { FoiAnonymisation, FoiBoard, FoiCaseView, FoiEntryResult, FoiMoved, FoiPage, FoiRecomputed, FoiRetention, FoiStaff } from '../../console-api/contract-foi.ts';
import type { Refusal } from '../../console-api/contract.ts';
import { loadConfig } from '../../platform/config.ts';
import { makePerson } from '../identity/testing.ts';
import { planAnonymisation } from './archive/anonymise.ts';
import { letterRoutes } from './letters/routes.ts';
import { routes } from './routes.ts';
import { act, answered, applicantOf, city, entered, entry, found, otherAgency, refused, requestOf, testOffice, type TestOffice } from './testing.ts';

let t: TestOffice;
let app: Hono;
let cookie = '';
let headCookie = '';
beforeAll(async () => {
  t = await testOffice();
  const config = loadConfig({ TONGMING_DATA: t.env.files.root, TONGMING_SECOND_FACTOR: 'off', TONGMING_DEMO: 'off' });
  app = consoleApp({ db: t.db, files: t.env.files, config, demo: false, routes: [...routes, ...letterRoutes], limiter: { take: () => undefined } });
  cookie = await signIn('web.clerk', 'openness-clerk');
  headCookie = await signIn('web.head', 'openness-head');
});
afterAll(() => t.close());

async function signIn(login: string, role: 'openness-clerk' | 'openness-head'): Promise<string> {
  const { password } = await makePerson(t.db, login, { roles: [role], agencyCode: city, ready: true });
  return ((await call('POST', '/login', { login, password }, '')).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
async function call(method: string, path: string, body?: unknown, as = cookie): Promise<Response> {
  const form = body instanceof FormData;
  return app.request(`/api/console${path}`, {
    method, headers: { 'x-tongming': '1', cookie: as, ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
}
async function get<T>(method: string, path: string, body?: unknown, as = cookie): Promise<T> {
  const response = await call(method, path, body, as);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}
async function outcome(method: string, path: string, body?: unknown, as = cookie): Promise<string> {
  const response = await call(method, path, body, as);
  return `${response.status} ${((await response.json()) as Refusal).error?.code ?? ''}`;
}

it('asks who it is, whether he may, and whether it is there', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  for (const path of ['/foi/board', '/foi/cases', `/foi/cases/${nobody}`, `/foi/cases/${nobody}/identity`, '/foi/settings']) expect(await outcome('GET', path, undefined, '')).toBe('401 not-signed-in');
  expect(await outcome('POST', '/foi/cases', entry({ agencyCode: otherAgency }))).toBe('403 forbidden');
  expect(await outcome('PUT', '/foi/settings', { clock: {} })).toBe('403 forbidden');
  expect(await outcome('GET', `/foi/staff?agency=${otherAgency}`)).toBe('403 forbidden');
  const foreign = await t.db.updateTable('core.foiCase').set({ agencyCode: otherAgency }).where('id', '=', await entered(t, '2023-03-15')).returning('id').executeTakeFirstOrThrow();
  for (const id of ['x', nobody, '..%2fetc', foreign.id]) {
    expect(await outcome('GET', `/foi/cases/${id}`)).toBe('404 not-found');
    expect(await outcome('POST', `/foi/cases/${id}/acts/note`, { version: 1, data: { text: '备注' } })).toBe('404 not-found');
    expect(await outcome('GET', `/foi/cases/${id}/identity`)).toBe('404 not-found');
  }
});

it('writes down, registers, judges and tells what may be done next', async () => {
  const day = civilDateOf(now());
  const made = await get<FoiEntryResult>('POST', '/foi/cases', { ...entry({ submittedOn: day, queryCode: true }), identity: { type: '居民身份证', number: '152301199001010011' } });
  expect(made).toMatchObject({ queryCode: expect.stringMatching(/^.{4}-.{4}-.{4}$/), case: { state: 'arrived', version: 1, hasIdentity: true, receivedOn: day } });
  const base = `/foi/cases/${made.case.id}`;
  expect(await outcome('POST', `${base}/acts/fly`, { version: 1 })).toBe('404 not-found');
  expect(await outcome('POST', `${base}/acts/register`, { version: 9 })).toBe('409 edit-conflict');
  expect(await outcome('POST', `${base}/acts/note`, { version: 1, data: { text: '' } })).toBe('422 input');
  const registered = await get<FoiCaseView>('POST', `${base}/acts/register`, { version: 1 });
  expect(registered).toMatchObject({ state: 'handling', registerNumber: expect.stringMatching(/^市政府依申〔\d{4}〕1号$/), steps: [{ step: 'complete', state: 'now' }, {}, {}, {}, {}] });
  expect(registered.clock?.derivation.at(-1)?.date).toBe(registered.due?.due);
  expect(registered.available.find((a) => a.act === 'notify-extension')?.refusals).toMatchObject([{ code: 'extension-unapproved', article: '条例第三十三条' }]);
  expect(registered.available.map((a) => a.act)).not.toContain('approve-extension');
  const form = new FormData();
  form.set('purpose', 'evidence');
  form.set('file', new File(['签收单'], '签收单.txt', { type: 'text/plain' }));
  const file = await get<{ id: string; name: string }>('POST', `${base}/files`, form);
  expect(await (await call('GET', `${base}/files/${file.id}`)).text()).toBe('签收单');
  expect(await get<{ amount: number }>('GET', `${base}/fee?basis=pages&count=150`)).toMatchObject({ amount: 1700, before: 0 });
  expect((await get<FoiStaff[]>('GET', `/foi/staff?agency=${city}`)).map((p) => p.name)).toContain('handler某');
  expect(await get('GET', '/foi/reference')).toMatchObject({ outcomes: expect.arrayContaining([expect.objectContaining({ code: 'granted' })]) });
});

it('finds by number, name and words, and pages', async () => {
  const applicant = applicantOf({ name: '乌兰托娅', kind: 'legalService' });
  const id = await entered(t, '2023-03-15', { applicant, request: requestOf({ content: '库伦旗荞麦种植补贴发放名册' }) });
  await act(t, id, 'register', '2023-03-15');
  const mine = await get<FoiCaseView>('GET', `/foi/cases/${id}`);
  const search = async (q: string): Promise<string[]> => (await get<FoiPage>('GET', `/foi/cases?q=${encodeURIComponent(q)}`)).items.map((row) => row.id);
  for (const q of ['乌兰托娅', '荞麦种植', '补贴 名册', mine.receiptNumber, mine.registerNumber ?? '']) expect(await search(q)).toContain(id);
  expect(await search('不存在的词')).toEqual([]);
  expect((await get<FoiPage>('GET', '/foi/cases?kind=legalService')).items.map((row) => row.id)).toEqual([id]);
  for (let i = 0; i < 4; i += 1) await entered(t, '2023-03-15');
  const first = await get<FoiPage>('GET', '/foi/cases?limit=2');
  expect(first.next).not.toBeNull();
  const second = await get<FoiPage>('GET', `/foi/cases?limit=2&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect(new Set([...first.items, ...second.items].map((row) => row.id)).size).toBe(first.items.length + second.items.length);
  expect(await outcome('GET', '/foi/cases?state=nowhere')).toMatch(/^4\d\d /);
});

it('shows on the board what is overdue and for whom the rest waits, and warns of corrections that rise', async () => {
  const overdue = await entered(t, '2023-03-15');
  await act(t, overdue, 'register', '2023-03-15');
  const waiting = await entered(t, '2023-03-15');
  await act(t, waiting, 'register', '2023-03-15');
  await act(t, waiting, 'notify-correction', '2023-03-16', { items: ['请写明年度'], answerBy: '2023-04-10', service: { via: 'post', tracking: 'XA1', to: null, evidence: null } });
  for (let i = 0; i < 3; i += 1) {
    const id = await entered(t, '2023-03-15');
    await found(t, id, '2023-03-15');
    await answered(t, id, '2023-03-20', refused);
    const day = addDays(today(), -30);
    await act(t, id, 'open-review', day, { kind: 'reconsideration', authority: '自治区人民政府' });
    const { id: reviewId } = await t.db.selectFrom('core.foiReview').select('id').where('caseId', '=', id).executeTakeFirstOrThrow();
    await act(t, id, 'review-result', day, { reviewId, result: 'corrected', summary: '撤销', lesson: '理由应当具体' });
  }
  const board = await get<FoiBoard>('GET', '/foi/board');
  expect(board.overdue.map((row) => row.id)).toEqual(expect.arrayContaining([overdue, waiting]));
  expect(board.waiting.map((row) => row.id)).toEqual([waiting]);
  expect(board.byWaiting).toContainEqual({ waiting: 'applicant', name: '等待申请人补正', count: 1 });
  expect(board.corrections).toMatchObject({ last: { decided: 3, corrected: 3 }, rising: true });
  expect(board.counts.overdue).toBeGreaterThanOrEqual(2);
  expect(board.soon > board.today).toBe(true);
  const days = await get<{ date: string; cases: { id: string }[] }[]>('GET', '/foi/calendar?from=2023-03-20&to=2023-03-31');
  expect(days.find((d) => d.date === '2023-03-24')?.cases.map((c) => c.id)).toContain(overdue);
});

it('lists what waits for us by the day it is due, page by page, what is nobody’s, and what is under review', async () => {
  const ids: string[] = [];
  for (const day of ['2027-03-17', '2027-03-15', '2027-03-16'] as const) {
    const id = await entered(t, day);
    await act(t, id, 'register', day);
    ids.push(id);
  }
  const [last = '', first = '', middle = ''] = ids;
  const query = '/foi/cases?waiting=us&open=true&order=due&dueFrom=2027-03-20';
  const all = await get<FoiPage>('GET', query);
  expect(all.items.map((row) => row.id)).toEqual([first, middle, last]);
  const seen: string[] = [];
  for (let cursor = ''; seen.length < 9;) {
    const page = await get<FoiPage>('GET', `${query}&limit=1&cursor=${encodeURIComponent(cursor)}`);
    seen.push(...page.items.map((row) => row.id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(seen).toEqual([first, middle, last]);
  await act(t, middle, 'assign', '2027-03-18', { personId: t.people.handler.person.id, note: null });
  const nobodys = async (): Promise<string[]> => (await get<FoiPage>('GET', '/foi/cases?unassigned=true&order=due&limit=100')).items.map((row) => row.id);
  expect(await nobodys()).toEqual(expect.arrayContaining([first, last]));
  expect(await nobodys()).not.toContain(middle);
  const { counts } = await get<FoiBoard>('GET', '/foi/board');
  expect(counts.unassigned).toBe((await nobodys()).length);
  await act(t, last, 'open-review', '2027-03-19', { kind: 'litigationDirect', authority: '科尔沁区人民法院' });
  expect((await get<FoiPage>('GET', '/foi/cases?lawsuits=true')).items.map((row) => row.id)).toEqual([last]);
  expect((await get<FoiBoard>('GET', '/foi/board')).counts.lawsuits).toBe(1);
});

it('shows what is asked for as corrected, on the page, in lists and among the alike', async () => {
  const id = await entered(t, '2023-03-15', { request: requestOf({ content: '养老院的材料' }) });
  const other = await entered(t, '2023-03-15', { request: requestOf({ content: '奈曼旗公办养老院床位运营补贴发放明细' }) });
  await act(t, id, 'register', '2023-03-15');
  await act(t, id, 'notify-correction', '2023-03-16', { items: ['请写明哪个旗'], answerBy: '2023-04-10', service: { via: 'post', tracking: 'XA1', to: null, evidence: null } });
  const corrected = '奈曼旗公办养老院床位运营补贴发放明细';
  await act(t, id, 'receive-correction', '2023-03-20', { channel: 'in-person', facts: { submittedOn: '2023-03-20' }, content: corrected });
  expect(await get('GET', `/foi/cases/${id}`)).toMatchObject({ summary: corrected, request: { content: corrected } });
  const found = await get<FoiPage>('GET', `/foi/cases?q=${encodeURIComponent('床位运营')}`);
  expect(found.items.filter((row) => row.id === id).map((row) => row.summary)).toEqual([corrected]);
  expect((await get<FoiCaseView>('GET', `/foi/cases/${other}`)).similar).toContainEqual(expect.objectContaining({ id, summary: corrected }));
});

it('settles what the law leaves open, and recounts', async () => {
  const id = await entered(t, '2023-03-15');
  await act(t, id, 'register', '2023-03-15');
  await act(t, id, 'ask-reasons', '2023-03-16', { why: '一次一百件', service: { via: 'post', tracking: 'XA1', to: null, evidence: null } });
  await act(t, id, 'record-reasons', '2023-03-20', { given: '研究', reasonable: false, judgement: '不合理' });
  const before = (await get<FoiCaseView>('GET', `/foi/cases/${id}`)).due?.due;
  const result = await get<{ moved: { id: string; before: string; after: string }[] }>('PUT', '/foi/settings', { clock: { reasons: 'exclude' } }, headCookie);
  expect(result.moved).toContainEqual(expect.objectContaining({ id, before, after: '2023-04-17' }));
  expect(await get('GET', '/foi/settings')).toMatchObject({ clock: { reasons: 'exclude' } });
  expect(await outcome('PUT', '/foi/calendar-data', { years: [{ year: 2027, off: [{ name: '反', from: '2027-05-02', to: '2027-05-01' }], work: [] }] }, headCookie)).toBe('422 calendar');
});

it('says which due dates would move before anything is written, and tells whom it concerns afterwards', async () => {
  const id = await entered(t, '2027-08-02');
  const notice = { years: [{ year: 2027, notices: [{ number: '国办发明电〔2026〕0号', certainty: 'sourced' }], off: [{ name: '试', from: '2027-08-09', to: '2027-08-10' }], work: [] }], regional: [] };
  const due = async (): Promise<string | undefined> => (await get<FoiCaseView>('GET', `/foi/cases/${id}`)).due?.due;
  const own = ({ moved }: FoiRecomputed) => moved.find((m) => m.id === id);
  const before = await due();
  expect(await outcome('POST', '/foi/calendar-data/preview', notice)).toBe('403 forbidden');
  expect(own(await get<FoiRecomputed>('POST', '/foi/calendar-data/preview', notice, headCookie))).toMatchObject({ before, after: '2027-09-01', assigneeName: null });
  expect([await due(), await get('GET', '/foi/calendar-data')]).toEqual([before, { years: [], regional: [] }]);
  const told = await get<FoiRecomputed>('PUT', '/foi/calendar-data', notice, headCookie);
  expect([own(told)?.after, told.movedCount, await due()]).toEqual(['2027-09-01', told.moved.length, '2027-09-01']);
  expect(await get('GET', '/foi/calendar-data')).toEqual(notice);
  expect((await get<FoiMoved[]>('GET', '/foi/moves')).filter((m) => m.id === id)).toMatchObject([{ before, after: '2027-09-01' }]);
  const setting = { clock: { extensionAfterRestart: 'kept' } };
  expect(own(await get<FoiRecomputed>('POST', '/foi/settings/preview', setting, headCookie))).toBeUndefined();
  await get('PUT', '/foi/calendar-data', { years: [], regional: [] }, headCookie);
});

it('tells what is due for anonymisation, and takes the word of the head of the office alone', async () => {
  const id = await entered(t, '2010-03-15');
  await found(t, id, '2010-03-16');
  await answered(t, id, '2010-03-20', refused);
  expect(await planAnonymisation(t.env)).toBeGreaterThan(0);
  const listed = await get<FoiAnonymisation[]>('GET', '/foi/anonymisation');
  expect(listed).toContainEqual(expect.objectContaining({ caseId: id, agencyCode: city, retentionEnd: '2020-12-31', confirmedOn: null, performedOn: null }));
  expect(await outcome('POST', '/foi/anonymisation/confirm', { caseIds: [id] })).toBe('403 forbidden');
  const confirmed = await get<FoiAnonymisation[]>('POST', '/foi/anonymisation/confirm', { caseIds: [id] }, headCookie);
  expect(confirmed.find((a) => a.caseId === id)).toMatchObject({ confirmedOn: today(), performedOn: null });
  expect(await outcome('POST', '/foi/anonymisation/confirm', { caseIds: [id] }, headCookie)).toBe('422 anonymisation-none');
  expect(await get<FoiRetention>('GET', '/foi/retention')).toEqual({ years: 10, volume: 'keep' });
  expect(await outcome('PUT', '/foi/retention', { years: 30, volume: 'remove' })).toBe('403 forbidden');
  await get('PUT', '/foi/retention', { years: 30, volume: 'remove' }, headCookie);
  expect(await get<FoiRetention>('GET', '/foi/retention')).toEqual({ years: 30, volume: 'remove' });
});

it('shows the head what several have asked for', async () => {
  const before = (await get<FoiBoard>('GET', '/foi/board')).counts.suggested;
  const id = await entered(t, '2023-03-15');
  await t.db.updateTable('core.foiCase').set({ suggestOpen: true }).where('id', '=', id).execute();
  expect((await get<FoiBoard>('GET', '/foi/board')).counts.suggested).toBe(before + 1);
  expect((await get<FoiPage>('GET', '/foi/cases?suggested=true')).items.map((row) => row.id)).toContain(id);
});
