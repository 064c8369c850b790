import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roles, type Role } from '../domains/identity/index.ts';
import { makeAgencies, makePerson } from '../domains/identity/testing.ts';
import { loadConfig, type Config } from '../platform/config.ts';
import { json } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { fileStore, keepStaged, verifyFile, type FileStore } from '../platform/files.ts';
import { rates } from '../platform/limits.ts';
import { setLogSink } from '../platform/log.ts';
import { testDatabase, type TestDatabase } from '../platform/testing.ts';
import { consoleApp, registerRoutes } from './app.ts';
import type { Me, PersonView, Refusal } from './contract.ts';
import { defineRoute, defineUpload, download, type RouteDef } from './kit.ts';

let t: TestDatabase;
let folder: string;
let files: FileStore;
let config: Config;
let app: Hono;
const logged: string[] = [];

const extra: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/t/clerk/:id', policy: ({ roles: held }) => held.some((one) => one.role === 'openness-clerk'), handler: async ({ params }) => (params.id === '1' ? { id: 1 } : notFound('没有')) }),
  defineRoute({ method: 'POST', path: '/t/echo', policy: 'public', input: z.object({ n: z.number(), rest: z.unknown().optional() }), handler: async ({ input }) => input }),
  defineRoute({ method: 'GET', path: '/t/fault', policy: 'public', handler: async () => { throw new Error('password=hunter2 at /srv/secret'); } }),
  defineRoute({ method: 'GET', path: '/t/file', policy: 'public', handler: async () => download(new TextEncoder().encode('x'), '附件 “1”.pdf', 'application/pdf') }),
  defineUpload({ method: 'POST', path: '/t/upload', policy: 'public', maxBytes: 1_000_000, handler: async ({ input, ctx }) => ({ name: input.name, fields: input.fields, ...(await keepStaged(ctx.files, input.file)) }) }),
];

beforeAll(async () => {
  t = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongming-api-'));
  files = fileStore(join(folder, 'files'));
  config = loadConfig({ TONGMING_DATA: folder, TONGMING_SECOND_FACTOR: 'off', TONGMING_DEMO: 'off' });
  app = consoleApp({ db: t.db, files, config, demo: false, routes: extra, limiter: { take: () => undefined } });
  setLogSink((line) => logged.push(line));
  await makeAgencies(t.db);
});
afterAll(async () => {
  setLogSink((line) => process.stderr.write(`${line}\n`));
  await rm(folder, { recursive: true });
  await t.drop();
});

type Ask = { method?: string; body?: unknown; cookie?: string; headers?: Record<string, string> };
function call(path: string, { method = 'GET', body, cookie, headers = {} }: Ask = {}): Promise<Response> {
  return Promise.resolve(app.request(`/api/console${path}`, {
    method,
    headers: {
      ...(method === 'GET' ? {} : { 'x-tongming': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }));
}
const outcome = async (response: Response): Promise<string> =>
  response.ok ? String(response.status) : `${response.status} ${((await response.json()) as Refusal).error.code}`;
const ask = async (path: string, options: Ask = {}): Promise<string> => outcome(await call(path, options));

let made = 0;
async function enter(...held: Role[]): Promise<{ id: string; cookie: string; login: string; password: string }> {
  made += 1;
  const person = await makePerson(t.db, `user.${made}`, { roles: held, ready: true });
  const response = await call('/login', { method: 'POST', body: { login: person.login, password: person.password } });
  return { ...person, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

describe('registration', () => {
  it('a route without a policy, or twice the same, does not start', () => {
    const service = { db: t.db, files, config, limiter: { take: () => undefined }, security: { secret: new Uint8Array(32), secondFactor: true } };
    const without = { ...extra[0], access: undefined } as RouteDef;
    expect(() => registerRoutes(new Hono(), service, [without])).toThrow(/没有写明谁可以调用/);
    expect(() => registerRoutes(new Hono(), service, [...extra, ...extra])).toThrow(/登记了两次/);
  });
});

describe('the order of answers', () => {
  it('not signed in, something to do first, not allowed, not found, then the work', async () => {
    expect(await ask('/t/clerk/2')).toBe('401 not-signed-in');
    expect(await ask('/t/clerk/2', { cookie: 'tongming=forged' })).toBe('401 not-signed-in');
    const fresh = await makePerson(t.db, 'fresh.person', { roles: ['openness-clerk'] });
    const first = await call('/login', { method: 'POST', body: { login: fresh.login, password: fresh.password } });
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await first.json()) as Me).toMatchObject({ mustChangePassword: true });
    expect(await ask('/t/clerk/1', { cookie })).toBe('403 change-password');
    expect(await ask('/me', { cookie })).toBe('200');
    expect(await ask('/t/clerk/2', { cookie: (await enter('drafter')).cookie })).toBe('403 forbidden');
    const clerk = await enter('openness-clerk');
    expect(await ask('/t/clerk/2', { cookie: clerk.cookie })).toBe('404 not-found');
    expect(await ask('/t/clerk/1', { cookie: clerk.cookie })).toBe('200');
    expect(await ask('/nothing/here')).toBe('404 no-such-route');
  });

  it('every route of identity, feedback and journal refuses a stranger', async () => {
    const paths = ['GET /me', 'GET /reference', 'GET /regions', 'GET /agencies', 'POST /agencies', 'PUT /agencies/x', 'GET /people', 'POST /people',
      'PUT /people/x', 'POST /people/x/roles', 'POST /people/x/unlock', 'POST /people/x/reset', 'GET /journal', 'POST /journal/verify',
      'GET /page-errors', 'POST /page-errors/x/answer', 'POST /logout', 'POST /password', 'POST /second-factor/start', 'POST /second-factor/confirm'];
    for (const path of paths) {
      const [method, where] = path.split(' ');
      expect(await ask(where ?? '', { method, ...(method === 'GET' ? {} : { body: {} }) }), path).toBe('401 not-signed-in');
    }
  });

  it('each role reaches its own routes and no others', async () => {
    const routes: [string, string, Role[]][] = [
      ['GET', '/people', ['system-admin', 'security-admin']], ['POST', '/people', ['system-admin']], ['POST', '/agencies', ['system-admin']],
      ['PUT', '/agencies/150500', ['system-admin']], ['POST', `/people/${crypto.randomUUID()}/roles`, ['security-admin']],
      ['POST', `/people/${crypto.randomUUID()}/unlock`, ['security-admin']], ['POST', `/people/${crypto.randomUUID()}/reset`, ['security-admin']],
      ['GET', '/journal', ['audit-admin']], ['POST', '/journal/verify', ['audit-admin']], ['GET', '/page-errors', ['openness-clerk']],
      ['GET', '/agencies', [...roles]], ['GET', '/reference', [...roles]],
    ];
    for (const role of roles) {
      const { cookie } = await enter(role);
      for (const [method, path, allowed] of routes) {
        const got = await ask(path, { method, cookie, ...(method === 'GET' ? {} : { body: {} }) });
        expect(got === '403 forbidden', `${role} ${method} ${path}: ${got}`).toBe(!allowed.includes(role));
      }
    }
  });
});

describe('sessions', () => {
  it('set a strict cookie, sign out, and are marked secure behind HTTPS', async () => {
    const person = await makePerson(t.db, 'cookie.person', { ready: true });
    const body = { login: person.login, password: person.password };
    const response = await call('/login', { method: 'POST', body });
    expect(response.headers.get('set-cookie')).toMatch(/^tongming=[\w-]{43}; Path=\/api\/console; HttpOnly; SameSite=Strict$/);
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await ask('/me', { cookie })).toBe('200');
    expect(await ask('/logout', { method: 'POST', cookie })).toBe('200');
    expect(await ask('/me', { cookie })).toBe('401 not-signed-in');
    const secure = consoleApp({ db: t.db, files, config: { ...config, publicUrl: 'https://a.example' }, demo: false, routes: [] });
    const over = await secure.request('/api/console/login', { method: 'POST', headers: { 'x-tongming': '1', 'content-type': 'application/json', origin: 'https://a.example' }, body: JSON.stringify(body) });
    expect(over.headers.get('set-cookie')).toMatch(/^__Secure-tongming=.*; Secure$/);
  });

  it('guesses from one address are slowed', async () => {
    const slow = consoleApp({ db: t.db, files, config, demo: false, routes: [] });
    const guess = async (): Promise<number> => (await slow.request('/api/console/login', { method: 'POST', headers: { 'x-tongming': '1', 'content-type': 'application/json' }, body: '{"login":"x","password":"y"}' })).status;
    const got: number[] = [];
    // The allowance grows back while the test runs, so that the first refusal may come a little later than the burst.
    while (!got.includes(429) && got.length < rates.login.burst * 3) got.push(await guess());
    expect(got.at(-1)).toBe(429);
    expect(got.length).toBeGreaterThan(rates.login.burst);
  });

  it('personas are for the demonstration', async () => {
    const person = await makePerson(t.db, 'persona.one', { roles: ['signer'] });
    expect(await (await call('/personas')).json()).toEqual({ demo: false, personas: [] });
    expect(await ask('/sign-in-as', { method: 'POST', body: { personId: person.id } })).toBe('403 demonstration-only');
    await t.db.insertInto('core.setting').values({ key: 'installation', value: json('demo') }).execute();
    const { personas } = (await (await call('/personas')).json()) as { personas: { personId: string; duty: string }[] };
    expect(personas.find((one) => one.personId === person.id)).toMatchObject({ duty: '签发人' });
    expect(await ask('/sign-in-as', { method: 'POST', body: { personId: person.id } })).toBe('200');
    await t.db.deleteFrom('core.setting').where('key', '=', 'installation').execute();
  });
});

describe('forged requests', () => {
  it.each([
    [{ 'x-tongming': '' }], [{ origin: 'https://evil.example' }], [{ origin: 'null' }], [{ 'sec-fetch-site': 'cross-site' }], [{ 'sec-fetch-site': 'same-site' }],
  ])('%j is refused', async (headers) => {
    expect(await ask('/t/echo', { method: 'POST', body: { n: 1 }, headers: { host: 'localhost', ...headers } })).toBe('403 bad-origin');
  });
  it('the own page passes', async () => {
    const headers = { host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' };
    expect(await ask('/t/echo', { method: 'POST', body: { n: 1 }, headers })).toBe('200');
  });
});

describe('bad input', () => {
  const raw = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): Promise<string> =>
    outcome(await app.request('/api/console/t/echo', { method: 'POST', headers: { 'x-tongming': '1', 'content-type': type }, body }));
  it('is told with its fields, in Chinese', async () => {
    const response = await call('/t/echo', { method: 'POST', body: { n: '1' } });
    expect(response.status).toBe(400);
    expect((await response.json()) as Refusal).toMatchObject({ error: { code: 'invalid-input', reasons: [{ field: 'n', message: expect.stringMatching(/[\u4e00-\u9fff]/) }] } });
  });
  it('malformed, too deep, too large, in a wrong encoding or type', async () => {
    expect(await raw('{"n":')).toBe('400 bad-json');
    expect(await raw(`{"n":1,"rest":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).toBe('400 too-deep');
    expect(await raw(`{"n":1,"rest":"${'x'.repeat(300_000)}"}`)).toBe('413 too-large');
    expect(await raw(Buffer.from([0x7b, 0xff, 0x7d]))).toBe('400 bad-json');
    expect(await raw('n=1', 'application/x-www-form-urlencoded')).toBe('415 json-needed');
  });
});

describe('answers', () => {
  it('a fault is logged whole and shown blank', async () => {
    const response = await call('/t/fault');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|srv/);
    const id = response.headers.get('x-request-id') ?? '';
    expect(text).toContain(id);
    expect(logged.find((line) => line.includes(id))).toContain('hunter2');
  });
  it('files are saved, never run', async () => {
    const { headers } = await call('/t/file');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="____1_.pdf"; filename*=UTF-8''%E9%99%84%E4%BB%B6%20%E2%80%9C1%E2%80%9D.pdf`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('uploads', () => {
  const send = async (name: string, content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): Promise<Response> => {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    form.set('file', new Blob([content]), name);
    return app.request('/api/console/t/upload', { method: 'POST', headers: { 'x-tongming': '1' }, body: form });
  };
  const left = (): Promise<string[]> => readdir(join(files.root, 'core', 'incoming'));

  it('are streamed, checked and stored', async () => {
    const response = await send('附件一.pdf', '%PDF-1.7 x', { note: '甲' });
    const stored = (await response.json()) as { hash: string };
    expect(stored).toMatchObject({ name: '附件一.pdf', mime: 'application/pdf', size: 10, fields: { note: '甲' } });
    expect(await verifyFile(files, stored.hash)).toBe('ok');
    expect(await left()).toEqual([]);
  });
  it('are refused by content, name, size and form, and leave nothing', async () => {
    expect(await outcome(await send('a.html', '<script>alert(1)</script>'))).toBe('415 active-content');
    expect(await outcome(await send('a.pdf', new Uint8Array(1_000_001)))).toBe('413 too-large');
    expect(await outcome(await send('a.docx', 'PK nothing'))).toBe('422 damaged-file');
    const form = (body: string, type?: string): Promise<string> => Promise.resolve(app.request('/api/console/t/upload', { method: 'POST', headers: { 'x-tongming': '1', ...(type === undefined ? {} : { 'content-type': type }) }, body })).then(outcome);
    expect(await form('{}', 'application/json')).toBe('415 upload-needed');
    expect(await form('x', 'multipart/form-data')).toBe('400 bad-upload');
    expect(await form('--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-', 'multipart/form-data; boundary=b')).toBe('400 bad-upload');
    expect(await form('--b--\r\n', 'multipart/form-data; boundary=b')).toBe('400 no-file');
    expect(await left()).toEqual([]);
  });

  it('of 200 MB are refused at once or at the limit, over a real connection', async () => {
    const server: Server = createServer(getRequestListener(app.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-';
    const total = 200 * 1024 * 1024;
    const upload = (declared: boolean): Promise<{ status: number; sent: number; text: string }> => new Promise((resolve, reject) => {
      let sent = 0;
      const request = httpRequest({
        port, host: '127.0.0.1', method: 'POST', path: '/api/console/t/upload',
        headers: { 'x-tongming': '1', 'content-type': 'multipart/form-data; boundary=b', ...(declared ? { 'content-length': total } : {}) },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () => {
          request.destroy();
          resolve({ status: response.statusCode ?? 0, sent, text });
        });
      });
      request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
      request.write(head);
      const block = Buffer.alloc(256 * 1024);
      const more = (): void => {
        if (request.destroyed || sent >= total - block.length - 1000) return;
        sent += block.length;
        if (request.write(block)) setImmediate(more);
        else request.once('drain', more);
      };
      more();
    });
    const before = process.memoryUsage().rss;
    for (const declared of [true, false]) {
      const { status, sent, text } = await upload(declared);
      expect(status).toBe(413);
      expect(text).toContain('too-large');
      expect(sent).toBeLessThan(100 * 1024 * 1024);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    expect(await left()).toEqual([]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('administration, end to end', () => {
  it('account by one, role by another, first sign-in, second factor on, and the journal tells it', async () => {
    const [system, security, audit] = await Promise.all([enter('system-admin'), enter('security-admin'), enter('audit-admin')]);
    const post = (who: { cookie: string }, path: string, body: unknown = {}): Promise<Response> => call(path, { method: 'POST', body, cookie: who.cookie });
    const created = (await (await post(system, '/people', { login: 'new.clerk', name: '新人', phone: null, email: null })).json()) as { person: PersonView; password: string };
    expect(await outcome(await post(system, '/people', { login: 'new.clerk', name: '乙' }))).toBe('422 login-taken');
    const granted = await post(security, `/people/${created.person.id}/roles`, { agencyCode: '150500', role: 'openness-clerk', grant: true });
    expect(((await granted.json()) as PersonView).roles).toEqual([{ agencyCode: '150500', agencyName: '通辽市人民政府', role: 'openness-clerk' }]);
    expect(await outcome(await post(security, `/people/${created.person.id}/roles`, { agencyCode: '150500', role: 'audit-admin', grant: true }))).toBe('422 separated-administrators');
    expect(await outcome(await post(security, `/people/${crypto.randomUUID()}/roles`, { agencyCode: '150500', role: 'drafter', grant: true }))).toBe('404 not-found');
    const first = await call('/login', { method: 'POST', body: { login: 'new.clerk', password: created.password } });
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await ask('/password', { method: 'POST', cookie, body: { current: created.password, next: 'Kerqin-2026' } })).toBe('200');
    expect(await ask('/page-errors', { cookie })).toBe('200');
    const started = await (await call('/second-factor/start', { method: 'POST', cookie })).json() as { qr: string; uri: string };
    expect(started.qr).toMatch(/^<svg/);
    expect(started.uri).toMatch(/^otpauth:/);
    const page = (await (await call(`/journal?subject=${created.person.id}&limit=3`, { cookie: audit.cookie })).json()) as { total: number; items: { id: number; action: string }[]; next: string };
    expect(page.items.map((row) => row.action)).toEqual(['start-second-factor', 'change-password', 'sign-in']);
    const rest = (await (await call(`/journal?subject=person:${created.person.id}&cursor=${page.next}`, { cookie: audit.cookie })).json()) as typeof page;
    expect(rest.items.map((row) => row.action)).toEqual(['grant-role', 'create-person']);
    expect(page.total).toBe(5);
    const verified = await post(audit, '/journal/verify');
    expect(await verified.json()).toMatchObject({ ok: true, faults: [] });
    expect(JSON.stringify(logged)).not.toContain(created.password);
  });

  it('people are listed page by page', async () => {
    const { cookie } = await enter('system-admin');
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const page = (await (await call(`/people?limit=5&cursor=${cursor}`, { cookie })).json()) as { total: number; items: PersonView[]; next: string | null };
      seen.push(...page.items.map((one) => one.login));
      cursor = page.next;
      if (cursor === null) expect(seen).toHaveLength(page.total);
    } while (cursor !== null);
    expect(seen).toEqual([...new Set(seen)].toSorted());
    const found = (await (await call('/people?q=NEW.cl', { cookie })).json()) as { items: PersonView[] };
    expect(found.items.map((one) => one.login)).toEqual(['new.clerk']);
  });

  it('page errors are answered once, by the clerk of their agency', async () => {
    const mine = crypto.randomUUID();
    const others = crypto.randomUUID();
    await t.db.insertInto('core.pageError').values([
      { id: mine, url: 'http://x/records/1', message: '错字', contact: null, receivedAt: '2026-06-17T00:00:00Z', agencyCode: '150500' },
      { id: others, url: 'http://x/records/2', message: '错字', contact: null, receivedAt: '2026-06-18T00:00:00Z', agencyCode: '150500-ZFB' },
      { id: crypto.randomUUID(), url: 'http://x/', message: '首页', contact: null, receivedAt: '2026-06-19T00:00:00Z', agencyCode: null },
    ]).execute();
    const { cookie } = await enter('openness-clerk');
    const page = async (query: string) => (await (await call(`/page-errors?${query}`, { cookie })).json()) as { total: number; items: { id: string; message: string }[]; next: string | null };
    const first = await page('limit=1');
    expect(first).toMatchObject({ total: 2, items: [{ message: '首页' }] });
    expect((await page(`limit=1&cursor=${first.next}`)).items.map((one) => one.id)).toEqual([mine]);
    const answer = (id: string): Promise<string> => ask(`/page-errors/${id}/answer`, { method: 'POST', cookie, body: { answer: '已更正，谢谢' } });
    expect(await answer('x')).toBe('404 not-found');
    expect(await answer(others)).toBe('404 not-found');
    expect(await answer(mine)).toBe('200');
    expect(await answer(mine)).toBe('409 answered');
    expect((await page('state=open')).total).toBe(1);
  });

  it('the reference names every kind, ground, role and state', async () => {
    const { cookie } = await enter('drafter');
    const reference = (await (await call('/reference', { cookie })).json()) as Record<string, unknown[]>;
    expect(Object.fromEntries(Object.entries(reference).map(([key, list]) => [key, list.length]))).toMatchObject({ kinds: 15, grounds: 7, themes: 22, roles: 13, states: 14, attributes: 3, methods: 2 });
  });
});
