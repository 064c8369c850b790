import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createColumn, moveColumn, newColumnInput, openColumn, placeRecord, closeColumn } from '../domains/columns/index.ts';
import { columnsOf, itemsOf } from '../domains/columns/store.ts';
import { feedOf } from '../domains/columns/content.ts';
import type { Principal } from '../domains/identity/index.ts';
import { bannerSite, citySite, makeSiteAgencies, openSite, siteStaff } from '../domains/sites/testing.ts';
import { listSites } from '../domains/sites/open/sites.ts';
import { exportSite } from './export/site.ts';
import { sitePreview } from './preview.ts';
import { seedRecord, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
let head: Principal;
const made: string[] = [];
const ids = { banner: '' };

const at = (code: string, path: string): Promise<Response> => Promise.resolve(p.app.request(`http://${code}.localhost:8080${path}`, { headers: { host: `${code}.localhost:8080` } }));
const textAt = async (code: string, path: string): Promise<string> => (await at(code, path)).text();
const column = async (slug: string, more: object = {}, site = 'tongliao'): Promise<string> => createColumn(p.t.db, head, site, newColumnInput.parse({
  name: `栏目${slug}`, type: '政策文件', slug, agencyCode: site === 'tongliao' ? '150500' : '150523', person: '包海燕', duty: 'P6M', purpose: `公开${slug}方面的文件`, keywords: ['政策', '文件'], rule: { categories: ['policy'] }, ...more,
}), 'test');
const version = async (id: string): Promise<number> => (await p.t.db.selectFrom('core.column').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;
const open = async (id: string): Promise<void> => openColumn(p.t.db, head, id, await version(id), 'test');
const rowsOf = (page: string): string[] => [...page.matchAll(/class="row-title" href="\/records\/([0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');
const meta = (page: string, name: string): string | undefined => new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(page)?.[1];

beforeAll(async () => {
  p = await testPortal();
  const { db } = p.t;
  await makeSiteAgencies(db);
  head = await siteStaff(db, 'head', '150500', 'openness-head');
  for (let i = 0; i < 25; i += 1) made.push(await seedRecord(db, { title: `通辽市第${i}号政策`, category: 'policy', datePublished: `2026-0${1 + (i % 9)}-11` }));
  ids.banner = await seedRecord(db, { title: '开鲁县招生通知', category: 'normative', agencyCode: '150523', agencyName: '开鲁县人民政府', regionCode: '150523' });
  await openSite(db, head, citySite);
  await openSite(db, head, bannerSite);
});
afterAll(() => p.drop());

const named = { dynamics: '', policy: '', local: '' };

describe('without columns', () => {
  it('a site looks as before', async () => {
    expect((await at('tongliao', '/columns/')).status).toBe(404);
    expect(await textAt('tongliao', '/')).not.toContain('/columns/');
    expect(await textAt('tongliao', '/site-map/')).not.toContain('/columns/');
  });
});

describe('with columns', () => {
  beforeAll(async () => {
    named.dynamics = await column('dynamics', { rule: null, name: '政务动态', type: '工作动态', duty: 'P14D' });
    named.policy = await column('policy', { parentId: named.dynamics, name: '政策文件', onHome: true });
    await column('hidden', { parentId: named.dynamics, name: '甲子筹备栏目', rule: { words: ['没有'] } });
    await open(named.dynamics);
    named.local = await column('local', { name: '旗县动态', rule: null });
    await placeRecord(p.t.db, head, named.local, { version: 1, recordId: ids.banner, mode: 'pinned' }, 'test');
    await open(named.local);
  });

  it('a column page has its labels, dates, breadcrumb, exact number and feed', async () => {
    const page = await textAt('tongliao', '/columns/dynamics/policy/');
    expect([meta(page, 'ColumnName'), meta(page, 'ColumnType'), meta(page, 'ColumnDescription'), meta(page, 'ColumnKeywords')]).toEqual(['政策文件', '政策文件', '公开policy方面的文件', '政策,文件']);
    expect(page).toContain('共25条');
    expect(page).toMatch(/<nav class="crumbs[^>]*>.*href="\/columns\/dynamics\/">政务动态<\/a>.*aria-current="page">政策文件/s);
    expect(rowsOf(page)).toHaveLength(20);
    expect([...page.matchAll(/<li class="row">/g)].length).toBe([...page.matchAll(/<time datetime="\d{4}-\d\d-\d\d">/g)].length);
    for (const form of ['xml', 'atom', 'json']) expect(page).toContain(`href="/columns/dynamics/policy/feed.${form}"`);
    expect(page).not.toContain('包海燕');
  });

  it('by pages: all of it, once', async () => {
    const first = await textAt('tongliao', '/columns/dynamics/policy/');
    const cursor = /cursor=([^"&]+)"/.exec(first)?.[1] ?? '';
    const second = await textAt('tongliao', `/columns/dynamics/policy/?cursor=${cursor}`);
    expect(new Set([...rowsOf(first), ...rowsOf(second)])).toEqual(new Set(made));
    expect(second).toContain('<meta name="robots" content="noindex">');
    expect((await at('tongliao', '/columns/dynamics/policy/?cursor=no')).status).toBe(400);
  });

  it('a directory shows its columns with their newest; an empty one nowhere', async () => {
    const page = await textAt('tongliao', '/columns/dynamics/');
    expect([page.includes('href="/columns/dynamics/policy/"'), rowsOf(page).length, page.includes('甲子')]).toEqual([true, 5, false]);
    expect((await at('tongliao', '/columns/dynamics/hidden/')).status).toBe(404);
  });

  it('home, site map and sitemap.xml hold them, of their own site only', async () => {
    const home = await textAt('tongliao', '/');
    expect([home.includes('href="/columns/dynamics/policy/"'), home.includes('href="/columns/local/"')]).toEqual([true, false]);
    const map = await textAt('tongliao', '/site-map/');
    for (const path of ['/columns/dynamics/', '/columns/dynamics/policy/', '/columns/local/']) expect(map).toContain(`href="${path}"`);
    expect(map).not.toContain('甲子');
    expect(await textAt('tongliao', '/sitemaps/columns.xml')).toContain('<loc>http://tongliao.localhost:8080/columns/dynamics/policy/</loc>');
    expect(await textAt('tongliao', '/columns/')).toContain('本网站共有3个栏目');
    expect((await at('kailu', '/columns/dynamics/policy/')).status).toBe(404);
    expect(await textAt('kailu', '/')).not.toContain('/columns/');
  });

  it('a record says which column it stands in', async () => {
    const page = await textAt('tongliao', `/records/${made[0] ?? ''}`);
    expect([meta(page, 'ColumnName'), meta(page, 'ColumnType'), meta(page, 'ColumnDescription')]).toEqual(['政策文件', '政策文件', undefined]);
    expect(page).toMatch(/<nav class="crumbs[^>]*>.*\/columns\/dynamics\/".*\/columns\/dynamics\/policy\/"/s);
  });

  it('the feed has the same rows', async () => {
    const feed = await at('tongliao', '/columns/dynamics/policy/feed.json');
    const { items, title } = await feed.json() as { items: { url: string }[]; title: string };
    expect([feed.headers.get('access-control-allow-origin'), title, items.length]).toEqual(['*', '通辽市人民政府 — 政策文件', 25]);
    expect(await textAt('tongliao', '/columns/local/feed.xml')).toContain('开鲁县招生通知');
  });

  it('without the last slash, and at an address it once had, one leads on for ever', async () => {
    const plain = await at('tongliao', '/columns/dynamics/policy');
    expect([plain.status, plain.headers.get('location')]).toEqual([301, '/columns/dynamics/policy/']);
    await moveColumn(p.t.db, head, named.policy, { version: await version(named.policy), parentId: null, slug: 'zhengce' }, 'test');
    await moveColumn(p.t.db, head, named.policy, { version: await version(named.policy), parentId: named.local, slug: 'wenjian' }, 'test');
    for (const old of ['/columns/dynamics/policy/', '/columns/zhengce/', '/columns/zhengce']) {
      const moved = await at('tongliao', old);
      expect([moved.status, moved.headers.get('location')]).toEqual([301, '/columns/local/wenjian/']);
    }
    expect((await at('tongliao', '/columns/zhengce/feed.atom')).headers.get('location')).toBe('/columns/local/wenjian/feed.atom');
    expect(rowsOf(await textAt('tongliao', '/columns/local/wenjian/'))).toHaveLength(20);
    expect(await textAt('tongliao', '/')).toContain('href="/columns/local/wenjian/"');
  });

  it('in an export, an old address leads on from a page of its own, and its feeds are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongming-columns-'));
    const run = () => exportSite({ db: p.t.portalDb, files: p.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true, port: 8080, site: 'tongliao', live: null, build: '1', onProgress: () => undefined, folder });
    const file = (path: string): string => readFileSync(join(folder, 'current', 'columns', path), 'utf8');
    try {
      expect((await run()).broken).toEqual([]);
      for (let round = 0; round < 2; round += 1) {
        for (const old of ['dynamics/policy', 'zhengce']) {
          expect(file(`${old}/index.html`)).toContain('<meta http-equiv="refresh" content="0; url=/columns/local/wenjian/">');
          expect(file(`${old}/index.html`)).toContain('<a href="/columns/local/wenjian/">');
          expect(file(`${old}/feed.json`)).toBe(file('local/wenjian/feed.json'));
        }
        expect(file('local/wenjian/index.html')).not.toContain('http-equiv');
        // A record changes: the feeds with it, what leads on stays.
        await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: made[0] ?? '', kind: 'published', tags: ['records', `record:${made[0] ?? ''}`] }).execute();
        expect((await run()).broken).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('what is withdrawn is gone from page, feed and home at once', async () => {
    const gone = rowsOf(await textAt('tongliao', '/columns/local/wenjian/'))[0] ?? '';
    await p.t.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('open.record').where('id', '=', gone).execute();
      await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: gone, kind: 'withdrawn', tags: ['records', `record:${gone}`] }).execute();
    });
    for (const path of ['/columns/local/wenjian/', '/columns/local/wenjian/feed.xml', '/', '/columns/local/']) expect(await textAt('tongliao', path)).not.toContain(gone);
    expect(await textAt('tongliao', '/columns/local/wenjian/')).toContain('共24条');
  });

  it('one that has become empty is held back from every list, and says so at its own address', async () => {
    await p.t.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('open.record').where('id', '=', ids.banner).execute();
      await tx.insertInto('open.change').values({ subjectType: 'record', subjectId: ids.banner, kind: 'withdrawn', tags: ['records'] }).execute();
    });
    await closeColumn(p.t.db, head, named.policy, await version(named.policy), 'test');
    expect(await textAt('tongliao', '/site-map/')).not.toContain('/columns/local/');
    const page = await at('tongliao', '/columns/local/');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('本栏目内容正在整理')]);
    const closed = await at('tongliao', '/columns/zhengce/');
    expect([closed.status, closed.headers.get('location')]).toEqual([301, '/columns/local/wenjian/']);
    const there = await at('tongliao', '/columns/local/wenjian/');
    expect([there.status, await there.text()]).toEqual([410, expect.stringContaining('栏目“政策文件”已关闭')]);
  });

  it('a preview shows a column as it would be, and changes nothing', async () => {
    const { db } = p.t;
    const id = await column('draft', { name: '乙丑筹备栏目', rule: { categories: ['policy'] } });
    const items = await itemsOf(db, 'tongliao');
    const columns = (await columnsOf(db, 'tongliao')).flatMap((one) => (one.id === id || one.state === 'open' ? [{ ...one, state: 'open' as const, feed: feedOf(one, items) }] : []));
    const site = (await listSites(p.t.portalDb)).find((one) => one.code === 'tongliao');
    if (site === undefined) throw new Error('no site');
    const preview = sitePreview({ db: p.t.portalDb, files: p.files, config: { publicUrl: null, trustedProxies: 0, fontFolder: null }, demo: true });
    const page = await preview(site, 'www.example.gov.cn', (hash) => hash, { columns, path: 'draft' });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('乙丑筹备栏目')]);
    expect((await at('tongliao', '/columns/draft/')).status).toBe(404);
  });

  it('hostile addresses are not found, and nothing else happens', async () => {
    for (const path of ['/columns/%00/', '/columns/../../etc/', '/columns/%E0%A4%A/', '/columns/a%2fb/', `/columns/${'a/'.repeat(500)}`, '/columns/constructor/', '/columns/__proto__/']) {
      expect([301, 400, 404], path).toContain((await at('tongliao', path)).status);
    }
  });
});
