// The routes over HTTP, as the console calls them: not signed in, not allowed, not found, then the work.
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleApp } from '../../console-api/app.ts';
import type { Attachment, DocumentView, InboxView, Refusal, VersionRow } from '../../console-api/contract.ts';
import { loadConfig } from '../../platform/config.ts';
import { routes as libraryRoutes } from '../library/index.ts';
import { routes } from './routes.ts';
import { makePerson } from '../identity/testing.ts';
import { city, noticeSheet, testCity, type TestCity } from './testing.ts';

let t: TestCity;
let app: Hono;
let cookie = '';
beforeAll(async () => {
  t = await testCity();
  const config = loadConfig({ TONGMING_DATA: t.env.files.root, TONGMING_SECOND_FACTOR: 'off', TONGMING_DEMO: 'off' });
  app = consoleApp({ db: t.db, files: t.env.files, config, demo: false, routes: [...routes, ...libraryRoutes], limiter: { take: () => undefined } });
  const { login, password } = await makePerson(t.db, 'web.drafter', { roles: ['drafter', 'office'], agencyCode: city, ready: true });
  const response = await call('POST', '/login', { login, password });
  cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => t.close());

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const form = body instanceof FormData;
  return app.request(`/api/console${path}`, {
    method, headers: { 'x-tongming': '1', cookie, ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
}
async function get<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await call(method, path, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
}
async function outcome(method: string, path: string, body?: unknown): Promise<string> {
  const response = await call(method, path, body);
  return `${response.status} ${((await response.json()) as Refusal).error?.code ?? ''}`;
}

it('asks who it is, whether he may, and whether it is there', async () => {
  const kept = cookie;
  cookie = '';
  for (const path of ['/inbox', '/documents', '/records', '/documents/x', '/documents/x/preview.pdf']) expect(await outcome('GET', path)).toBe('401 not-signed-in');
  cookie = kept;
  expect(await outcome('POST', '/documents', { agencyCode: '150500-ZFB' })).toBe('403 may-not-draft');
  for (const id of ['x', '00000000-0000-4000-8000-000000000000', '..%2f..%2fetc']) {
    expect(await outcome('GET', `/documents/${id}`)).toBe('404 not-found');
    expect(await outcome('GET', `/records/${id}`)).toBe('404 not-found');
  }
});

it('drafts, attaches, previews and submits', async () => {
  const made = await get<DocumentView>('POST', '/documents', { agencyCode: city, kind: 'notice' });
  expect(made).toMatchObject({ state: 'drafting', editable: true, version: 1, sheet: { numberCode: '通政发', direction: 'down' } });
  const base = `/documents/${made.id}`;
  const saved = await get<DocumentView>('PUT', base, { version: 1, sheet: noticeSheet() });
  expect(saved).toMatchObject({ version: 2, numberPreview: expect.stringContaining('通政发〔') });
  expect(await outcome('PUT', base, { version: 1, sheet: noticeSheet() })).toBe('409 edit-conflict');
  expect(await outcome('PUT', base, { version: 2, sheet: { ...noticeSheet(), body: { type: 'doc', content: [{ type: 'script' }] } } })).toMatch(/^4(00|22) /);
  expect(await outcome('PUT', base, { version: 2, sheet: noticeSheet({ secrecy: '机密' }) })).toBe('422 classified');

  const form = new FormData();
  form.set('file', new File(['联系人手机13812345678'], '名单.txt'));
  const attachment = await get<Attachment>('POST', `${base}/attachments`, form);
  expect(attachment).toMatchObject({ position: 1, name: '名单.txt', attribute: 'full', mime: 'text/plain' });
  expect(await get('POST', `${base}/check-personal-data`)).toMatchObject({ findings: [{ kind: 'mobile', where: '附件“名单.txt”' }] });
  const classified = new FormData();
  classified.set('file', new File(['机密★三年\n内容'], '涉密.txt'));
  expect(await outcome('POST', `${base}/attachments`, classified)).toBe('422 classified');
  expect(await get('PATCH', `${base}/attachments/${attachment.id}`, { publicName: '公开名单.txt' })).toMatchObject({ publicName: '公开名单.txt', name: '名单.txt' });
  expect(await (await call('GET', `${base}/attachments/${attachment.id}`)).text()).toContain('13812345678');
  await get('DELETE', `${base}/attachments/${attachment.id}`);

  for (const copy of ['internal', 'public']) {
    const pdf = await call('GET', `${base}/preview.pdf?copy=${copy}`);
    expect([pdf.headers.get('content-type'), (await pdf.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  }
  expect(await (await call('GET', `${base}/preview.html`)).text()).toContain('防汛责任');
  expect((await (await call('GET', `${base}/sheet.pdf`)).text()).slice(0, 5)).toBe('%PDF-');

  const { version } = await get<DocumentView>('GET', base);
  expect(await outcome('POST', `${base}/events/launch`, { version })).toBe('404 not-found');
  const submitted = await get<DocumentView>('POST', `${base}/events/submit`, { version });
  expect(submitted).toMatchObject({ state: 'reviewing', waitingFor: 'reviewer某（审核人）', editable: false });
  expect(submitted.available.map((a) => a.event)).toEqual(['withdraw-submission']);
  expect((await get<VersionRow[]>('GET', `${base}/versions`)).map((v) => v.version)).toEqual([2, 1]);
  expect(await get('GET', `${base}/versions/2`)).toMatchObject({ sheet: { title: noticeSheet().title } });
  expect((await get<InboxView>('GET', '/inbox')).mine.map((d) => d.id)).toContain(made.id);
});

it('converts a text file into a body', async () => {
  const form = new FormData();
  form.set('file', new File(['关于做好工作的通知\n一、总体要求\n各地要落实。\n'], '稿.txt'));
  expect(await get('POST', '/convert', form)).toMatchObject({ body: { type: 'doc' } });
});
