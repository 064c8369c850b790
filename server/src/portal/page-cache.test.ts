import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { instant, toEpochMs } from '@tongming/law';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { followChanges, type ChangeFeed } from '../platform/change-feed.ts';
import { publishChanges } from '../platform/change.ts';
import { done, runCommand } from '../platform/command.ts';
import { journal } from '../platform/journal.ts';
import { asOwnerOf, testActor } from '../platform/testing.ts';
import { portalFace } from './app.ts';
import { pageCache, tagsOfLinks } from './page-cache.ts';
import { prepare } from './respond.ts';
import { seedAgency, seedRecord, seedTombstone, testPortal, type TestPortal } from './testing.ts';

const made = async (body: string, tags?: readonly string[]) => ({ ready: await prepare({ type: 'text/html', body }), ...(tags === undefined ? {} : { tags }) });
const hand = () => {
  const listeners: Parameters<ChangeFeed['listen']>[0][] = [];
  const tell = (...tags: string[][]) => listeners.forEach((listener) => listener(tags.map((t, i) => ({ seq: i, subjectType: 'x', subjectId: 'x', kind: 'status', tags: t }))));
  const feed: ChangeFeed = { seq: () => 0, fresh: () => true, look: async () => undefined, listen: (l) => { listeners.push(l); }, stop: () => undefined };
  return { feed, tell };
};
const text = (kept: { ready: { plain: Uint8Array } } | null) => (kept === null ? null : Buffer.from(kept.ready.plain).toString());

describe('kept pages', () => {
  it('drops what carries a tag of a change, and pages without tags at every change', async () => {
    const { feed, tell } = hand();
    const cache = pageCache(feed, 1e7);
    await cache.get('a', () => made('a', ['record:1']));
    await cache.get('b', () => made('b', ['record:2']));
    await cache.get('c', () => made('c'));
    tell();
    expect(cache.size().pages).toBe(3);
    tell(['records', 'record:1']);
    expect(['a', 'b', 'c'].map((key) => text(cache.find(key)))).toEqual([null, 'b', null]);
    tell(['sites', 'site:x']);
    expect(cache.size()).toEqual({ pages: 0, bytes: 0 });
  });

  it('is bounded in bytes, the longest unused first out; nothing huge is kept', async () => {
    const { feed } = hand();
    const cache = pageCache(feed, 100_000);
    for (const key of ['a', 'b', 'c']) await cache.get(key, () => made(key, []));
    for (let i = 0; cache.size().bytes < 97_000; i += 1) await cache.get(`x${i}`, () => made('x'.repeat(900), []));
    cache.find('a');
    await cache.get('y', () => made('y'.repeat(900), []));
    expect([cache.find('a') !== null, cache.find('b')]).toEqual([true, null]);
    expect(cache.size().bytes).toBeLessThanOrEqual(100_000);
    await cache.get('huge', () => made('z'.repeat(50_000), []));
    expect(cache.find('huge')).toBeNull();
  });

  it('gives nobody a page that was begun before something he knows of had changed', async () => {
    const { feed, tell } = hand();
    const cache = pageCache(feed, 1e7);
    let published = 0;
    const gates: (() => void)[] = [];
    const make = async () => {
      const seen = published;
      await new Promise<void>((resolve) => { gates.push(resolve); });
      return made(String(seen), ['record:1']);
    };
    const publish = () => {
      published += 1;
      tell(['record:1']);
    };
    const first = cache.get('a', make);
    publish();
    gates.shift()?.();
    await expect.poll(() => gates.length).toBe(1);
    publish();
    const second = cache.get('a', make);
    await expect.poll(() => gates.length).toBe(2);
    gates.forEach((open) => open());
    expect([text(await first), text(await second), text(cache.find('a'))]).toEqual(['1', '2', '2']);
  });

  it('makes a page once for all who come together, and tells a fault to all of them without keeping it', async () => {
    const { feed } = hand();
    const cache = pageCache(feed, 1e7);
    const make = vi.fn(() => made('once', []));
    await Promise.all(Array.from({ length: 50 }, () => cache.get('k', make)));
    expect(make).toHaveBeenCalledTimes(1);
    const fail = vi.fn(() => Promise.reject(new Error('away')));
    expect((await Promise.allSettled([cache.get('f', fail), cache.get('f', fail)])).map((r) => r.status)).toEqual(['rejected', 'rejected']);
    expect(text(await cache.get('f', () => made('back', [])))).toBe('back');
  });

  it('a page that changed while it was made is made again; if it goes on changing it is shown, not kept', async () => {
    const { feed, tell } = hand();
    const cache = pageCache(feed, 1e7);
    let run = 0;
    const changing = (times: number) => () => {
      run += 1;
      if (run <= times) tell(['record:1']);
      return made(`v${run}`, ['record:1']);
    };
    expect(text(await cache.get('k', changing(1)))).toBe('v2');
    expect(text(cache.find('k'))).toBe('v2');
    run = 0;
    expect(text(await cache.get('j', changing(9)))).toBe('v2');
    expect(cache.find('j')).toBeNull();
    run = 0;
    tell(['record:1']);
    await cache.get('other', async () => {
      tell(['record:2']);
      run += 1;
      return made('o', ['record:1']);
    });
    expect([run, text(cache.find('other'))]).toEqual([1, 'o']);
  });

  it('keeps no faults and refusals, and nothing over midnight in Shanghai', async () => {
    const { feed, tell } = hand();
    vi.useFakeTimers({ now: toEpochMs(instant('2026-11-20T15:59:59Z')), toFake: ['Date'] });
    try {
      const cache = pageCache(feed, 1e7);
      for (const status of [400, 404, 500, 503]) await cache.get(`s${status}`, async () => ({ ready: await prepare({ type: 'text/html', body: 'no', status }) }));
      expect(cache.size().pages).toBe(0);
      await cache.get('a', () => made('a', []));
      tell();
      expect(text(cache.find('a'))).toBe('a');
      vi.setSystemTime(toEpochMs(instant('2026-11-20T16:00:00Z')));
      tell();
      expect(cache.find('a')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('reads the records a page leads to', () => {
    const id = 'aaaaaaaa-0000-4000-8000-000000000001';
    expect(tagsOfLinks(`<a href="/records/${id}"><a href="/records/${id}/compare?x"><a href="/records/">`)).toEqual([`record:${id}`]);
  });
});

describe('the portal behind its cache', () => {
  let p: TestPortal;
  let base: string;
  let feed: ChangeFeed;
  let server: Server;
  const ids: string[] = [];
  beforeAll(async () => {
    p = await testPortal();
    await seedAgency(p.t.db);
    for (let i = 0; i < 4; i += 1) ids.push(await seedRecord(p.t.db, { title: `原题${i}` }));
    feed = followChanges(p.t.portalDb);
    const face = portalFace({ db: p.t.portalDb, files: p.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true, feed });
    const slow = getRequestListener(face.app.fetch);
    server = createServer((request, response) => {
      if (!face.front(request, response)) void slow(request, response);
    });
    await new Promise<void>((resolve) => { server.listen(0, '::1', resolve); });
    base = `http://[::1]:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    feed.stop();
    server.close();
    server.closeAllConnections();
    await p.drop();
  });
  const headers = { host: 'www.example.gov.cn', 'accept-encoding': 'identity' };
  const page = async (path: string) => (await fetch(`${base}${path}`, { headers })).text();
  // The host of a page stands in it: both are asked under the same.
  const fresh = async (path: string) => (await p.app.request(`${base}${path}`, { headers: { ...headers, host: new URL(base).host } })).text();
  const retitle = (id: string, title: string) => runCommand(p.t.db, testActor, async (ctx) => {
    await p.t.db.updateTable('open.record').set({ title }).where('id', '=', id).execute();
    const entry = await journal(ctx, { action: 'record.facts', subjectType: 'record', subjectId: id, after: { title } });
    await publishChanges(ctx, [{ subjectType: 'record', subjectId: id, kind: 'status', tags: ['records', `record:${id}`] }]);
    return done(undefined, entry);
  });

  it('answers from memory exactly as the whole way does, in every encoding and form', async () => {
    for (const path of ['/', `/records/${ids[0]}`, '/records/?year=2026']) {
      for (const more of [{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip, br;q=0' }, { cookie: 'other=1; show=el' }]) {
        const ask = async (method: string, also: object = {}) => {
          const r = await fetch(`${base}${path}`, { method, headers: { ...headers, ...more, ...also } });
          const { date: _date, ...rest } = Object.fromEntries(r.headers);
          return { status: r.status, rest, body: await r.text() };
        };
        const whole = await ask('GET');
        const kept = await ask('GET');
        expect(kept).toEqual(whole);
        expect(kept.rest['content-security-policy']).toContain("default-src 'self'");
        expect((await ask('HEAD')).rest['content-length']).toBe(kept.rest['content-length']);
        expect(await ask('GET', { 'if-none-match': kept.rest.etag })).toMatchObject({ status: 304, body: '' });
      }
    }
  });

  it('keeps apart what differs by host and by the reader, and nothing by any other header', async () => {
    const ask = async (also: Record<string, string>) => (await p.app.request(`${base}/`, { headers: { ...headers, ...also } })).text();
    expect(await ask({ 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '6.6.6.6', 'x-original-url': '/evil', forwarded: 'host=evil.example', 'accept-language': 'mn' })).toBe(await ask({}));
    expect(await page('/')).not.toContain('evil.example');
    const elder = await (await fetch(`${base}/`, { headers: { ...headers, cookie: 'show=el' } })).text();
    expect([elder.includes('data-elder'), (await page('/')).includes('data-elder')]).toEqual([true, false]);
  });

  it('a change by another process is on every page within 300 ms, one of this process at once', async () => {
    const [id = ''] = ids;
    await page(`/records/${id}`);
    await page('/records/');
    await retitle(id, '当场改名');
    expect(await page(`/records/${id}`)).toContain('当场改名');
    expect(await page('/records/')).toContain('当场改名');
    // As another process does: no command of ours has ended.
    await asOwnerOf(p.t.ownerUrl, async (client) => {
      await client.query('begin');
      await client.query(`update open.record set title = '他处改名' where id = $1`, [id]);
      await client.query(`insert into open.change (subject_type, subject_id, kind, tags) values ('record', $1, 'status', array['records', 'record:' || $1])`, [id]);
      await client.query('commit');
    });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    expect(await page(`/records/${id}`)).toContain('他处改名');
    expect(await page('/records/')).toContain('他处改名');
  });

  it('under changes and readers at once, never shows less than what was public when it was asked', async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('retitle' as const), which: fc.nat(3) }),
      fc.record({ do: fc.constant('read' as const), which: fc.nat(4) }),
      fc.record({ do: fc.constant('wait' as const), which: fc.nat(2) }),
    );
    let version = 0;
    const titles: number[] = ids.map(() => -1);
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const running: Promise<unknown>[] = [];
      for (const { do: what, which } of acts) {
        const id = ids[which % ids.length] ?? '';
        if (what === 'retitle') {
          version += 1;
          const mine = version;
          await retitle(id, `第${mine}版`);
          titles[which] = mine;
        } else if (what === 'wait') await new Promise((resolve) => { setTimeout(resolve, which * 2); });
        else {
          const least = which === 4 ? titles.slice() : [titles[which] ?? -1];
          running.push(page(which === 4 ? '/records/' : `/records/${id}`).then((body) => {
            const shown = Array.from(body.matchAll(/第(\d+)版/g), (m) => Number(m[1]));
            if (which !== 4 && (least[0] ?? -1) > 0) expect(Math.max(...shown)).toBeGreaterThanOrEqual(least[0] ?? 0);
            if (which === 4) for (const one of least.filter((n) => n > 0)) expect(shown.some((n) => n >= one)).toBe(true);
          }));
        }
      }
      await Promise.all(running);
      for (const path of ['/records/', '/', ...ids.map((id) => `/records/${id}`)]) {
        const kept = await fetch(`${base}${path}`, { headers: { 'accept-encoding': 'identity' } });
        expect(await kept.text()).toBe(await fresh(path));
      }
    }), { numRuns: 12 });
  });

  it('what was withdrawn is gone from every kept page', async () => {
    const id = await seedRecord(p.t.db, { title: '将要撤下', publishedAt: instant('2026-11-21T01:00:00Z'), datePublished: undefined });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    for (const path of ['/', '/records/', `/records/${id}`]) await page(path);
    expect(await page('/records/')).toContain('将要撤下');
    await runCommand(p.t.db, testActor, async (ctx) => {
      await p.t.db.deleteFrom('open.record').where('id', '=', id).execute();
      await seedTombstone(p.t.db, id);
      const entry = await journal(ctx, { action: 'record.withdrawn', subjectType: 'record', subjectId: id });
      await publishChanges(ctx, [{ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags: ['records', `record:${id}`] }]);
      return done(undefined, entry);
    });
    for (const path of ['/', '/records/', '/feed.xml', '/search?q=%E5%B0%86%E8%A6%81']) expect(await page(path)).not.toContain('将要撤下');
    expect((await fetch(`${base}/records/${id}`, { headers })).status).toBe(410);
  });

  it('survives the loss of its connections, and shows nothing kept while the feed cannot be read', async () => {
    await page('/about/accessibility');
    await asOwnerOf(p.t.ownerUrl, (client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test portal' and datname = current_database()`));
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    const answers = [];
    for (let i = 0; i < 4; i += 1) answers.push((await fetch(`${base}/about/accessibility`, { headers })).status);
    expect(answers.at(-1)).toBe(200);
    await asOwnerOf(p.t.ownerUrl, (client) => client.query('alter table open.change rename to change_away'));
    try {
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      expect((await fetch(`${base}/about/accessibility`, { headers })).status).toBeGreaterThanOrEqual(500);
    } finally {
      await asOwnerOf(p.t.ownerUrl, (client) => client.query('alter table open.change_away rename to change'));
    }
    expect((await fetch(`${base}/about/accessibility`, { headers })).status).toBe(200);
  });
});
