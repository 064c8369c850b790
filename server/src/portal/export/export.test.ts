import { createServer, type Server } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwnerOf } from '../../platform/testing.ts';
import { publishFile, putFile } from '../../platform/files.ts';
import { seedAgency, seedRecord, seedTombstone, testPortal, type TestPortal } from '../testing.ts';
import { addressBook, addressesIn, fileAddress, fileOf, listOf, namedHref, readdressed } from './addresses.ts';
import { ExportRuns, NotAnExport, openRelease } from './release.ts';
import { exportSite, UnknownSite, type ExportDone } from './site.ts';

const origin = 'http://www.example.gov.cn';
let p: TestPortal;
let folder: string;
const ids: string[] = [];

const run = (more: { live?: string; site?: string; folder?: string; onProgress?: () => void } = {}): Promise<ExportDone> => exportSite({
  db: p.t.portalDb, files: p.files, config: { publicUrl: origin, trustedProxies: 0, fontFolder: null }, demo: true, port: 0, site: 'main', live: null, build: '1', onProgress: () => undefined,
  folder: join(folder, 'out'), ...more,
});
const root = () => join(folder, 'out', 'current');
const filesOf = (top: string): string[] => readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(top, file)).isFile()).toSorted();
const read = (file: string) => readFileSync(join(root(), file), 'utf8');
const manifest = () => JSON.parse(readFileSync(join(folder, 'out', `${readlinkSync(root())}.json`), 'utf8')) as { entries: { key: string; href: string; file: string }[] };

beforeAll(async () => {
  p = await testPortal({ config: { publicUrl: origin, trustedProxies: 0, fontFolder: null } });
  folder = mkdtempSync(join(tmpdir(), 'tongming-export-'));
  await seedAgency(p.t.db);
  for (let i = 0; i < 45; i += 1) ids.push(await seedRecord(p.t.db, { title: `第${i}件<b>"文件"`, datePublished: `${i % 2 === 0 ? 2026 : 2025}-0${1 + (i % 9)}-11` }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await p.drop();
});

describe('addresses', () => {
  it('gives lists a path for one thing they are narrowed by and for their parts', () => {
    const at = (key: string, from: string | null = null, page = 1) => fileAddress(key, from === null ? null : { ...listOf(from), page })?.href ?? null;
    expect(at('/records/?year=2026')).toBe('/records/year-2026/');
    expect(at(`/records/?theme=${encodeURIComponent('综合政务')}`)).toBe(`/records/theme-${encodeURIComponent('综合政务')}/`);
    expect(at('/records/?theme=a%2F..%2Fb')).toMatch(/^\/records\/theme-[\w-]{12}\/$/);
    expect(at('/records/?cursor=x', '/records/')).toBe('/records/page-2/');
    expect(at('/records/?year=2025&cursor=x', '/records/?year=2025', 30)).toBe('/records/year-2025/page-31/');
    expect(at('/openness/1/directory?cursor=x', '/openness/1/directory')).toBe('/openness/1/directory/page-2/');
  });
  it('leaves to the running site what only it can answer, and what no folder may hold', () => {
    const none = ['/search', '/search?q=x', '/apply/', '/api/v1/records', '/records/?year=2025&kind=x', '/records/?cursor=x', '/records/x/feed.xml', '/records/?evil=1', '/records/x?on=2020-01-01',
      '/a/..%2fb', '/a/%5cb', '/a/%00', '/.export', '/%E0%A4%A', '/inventory.xlsx'];
    expect(none.filter((key) => fileAddress(key, null) !== null)).toEqual([]);
    expect(fileAddress('/records/?kind=x&cursor=y', { ...listOf('/records/?kind=x'), page: 20 })).toBeNull();
  });
  it('names files so that a server of files serves them harmlessly', () => {
    expect([fileOf('/', true), fileOf('/records/', true), fileOf('/records/a', true), fileOf('/404.html', true), fileOf('/feed.xml', false)]).toEqual(['index.html', 'records/index.html', 'records/a/index.html', '404.html', 'feed.xml']);
    expect([namedHref('/records/a/attachments/1', 'application/pdf'), namedHref('/records/a/attachments/1', 'text/html; charset=utf-8'), namedHref('/records/a/images/f', 'image/png')]).toEqual(['/records/a/attachments/1.pdf', '/records/a/attachments/1.bin', '/records/a/images/f.png']);
  });
  it('changes addresses and nothing else', () => {
    const page = '<a href="/a?x=1&amp;y=2#z">/a href=/a</a><form action="/search"><img src="/i"><a href="https://e/"><a href="//evil/">';
    expect([...addressesIn(page)]).toEqual(['/a?x=1&y=2', '/search', '/i']);
    expect(readdressed(page, (key) => (key.startsWith('/a?') ? '/b/' : undefined))).toBe(page.replace('/a?x=1&amp;y=2', '/b/'));
  });
  it('do not keep the pages they were found in', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => (collect(), process.memoryUsage().heapUsed / 1e6);
    const own = addressBook();
    const before = used();
    const kept = Array.from({ length: 200 }, (_, i) => [...addressesIn(`${'文件'.repeat(100_000)}<a href="/records/00000000-0000-4000-8000-${i}">`)].map(own));
    expect(used() - before).toBeLessThan(20);
    expect(kept.flat()).toHaveLength(200);
  });
});

describe('a site as files', () => {
  it('is byte for byte what the site answers, but for addresses', async () => {
    const done = await run({ live: 'https://live.example.gov.cn' });
    expect(done.broken).toEqual([]);
    const { entries } = manifest();
    expect(entries.length).toBe(filesOf(root()).length);
    expect(entries.map((e) => e.key)).toEqual(expect.arrayContaining(['/', '/records/', '/feed.xml', '/sitemap.xml', '/robots.txt', '/404.html', ...ids.map((id) => `/records/${id}`)]));
    const masked = (markup: string) => markup.replace(/ (href|src|action)="[^"]*"/g, ' $1=""');
    for (const { key, file } of entries) {
      const response = await p.get(key);
      const live = await response.text();
      if (file.endsWith('.html')) expect(masked(read(file)), key).toBe(masked(live));
      else expect(read(file), key).toBe(live);
    }
    const record = read(`records/${ids[0]}/index.html`);
    expect(record).toContain('action="https://live.example.gov.cn/search"');
    expect(record).toContain(`${origin}/records/${ids[0]}`);
  });

  it('leads nowhere that is not there, served by any server of files', async () => {
    const server: Server = createServer((request, response) => {
      const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
      const at = join(root(), path);
      const file = existsSync(at) && statSync(at).isDirectory() ? join(at, 'index.html') : at;
      response.writeHead(existsSync(file) ? 200 : 404).end();
    });
    await new Promise<void>((resolve) => { server.listen(0, '::1', resolve); });
    const base = `http://[::1]:${(server.address() as AddressInfo).port}`;
    const links = new Set(filesOf(root()).filter((file) => file.endsWith('.html')).flatMap((file) => [...addressesIn(read(file))]));
    expect(links.size).toBeGreaterThan(60);
    for (const link of links) {
      expect(link).not.toContain('?');
      expect((await fetch(`${base}${link}`)).status, link).toBe(200);
    }
    server.close();
    server.closeAllConnections();
  });

  it('leads through every part of the years to every record', () => {
    const listed = filesOf(root()).filter((file) => /^records\/(year-\d+\/)?(page-\d+\/)?index\.html$/.test(file)).map(read).join('\n');
    for (const id of ids) expect(listed).toContain(`/records/${id}`);
    expect(filesOf(root())).toContain('records/year-2026/page-2/index.html');
  });

  it('writes nothing again when nothing has changed, and only what shows a change', async () => {
    expect(await run({ live: 'https://live.example.gov.cn' })).toMatchObject({ written: 0, removed: 0, pages: 0 });
    const id = await seedRecord(p.t.db, { title: '新来的文件', datePublished: '2026-11-22' });
    const done = await run({ live: 'https://live.example.gov.cn' });
    expect(read(`records/${id}/index.html`)).toContain('新来的文件');
    expect(read('index.html')).toContain('新来的文件');
    expect(done.pages).toBeLessThan(done.files - ids.length + 5);
    expect(done.written).toBeLessThan(done.pages + 8);
    ids.push(id);
  });

  it('holds nothing of what was withdrawn, and no file of the release before', async () => {
    const id = ids.pop() ?? '';
    await p.t.db.deleteFrom('open.record').where('id', '=', id).execute();
    await seedTombstone(p.t.db, id);
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'withdrawn', tags: ['records', `record:${id}`] }).execute();
    expect((await run({ live: 'https://live.example.gov.cn' })).removed).toBeGreaterThanOrEqual(1);
    const all = filesOf(join(folder, 'out')).filter((file) => !file.startsWith('current')).map((file) => readFileSync(join(folder, 'out', file), 'utf8')).join('\n');
    expect([all.includes('新来的文件'), all.includes(`records/${id}`)]).toEqual([false, false]);
  });

  it('takes attachments along under a name with their kind, and drops them with their record', async () => {
    const { hash, size } = await putFile(p.files, Buffer.from('%PDF-1.4 附件'), { limit: 1000, mime: 'application/pdf' });
    await publishFile(p.files, hash);
    const id = await seedRecord(p.t.db, { title: '带附件' });
    await p.t.db.insertInto('open.attachment').values({ recordId: id, position: 1, name: '附件一.pdf', fileHash: hash, size, mime: 'application/pdf' }).execute();
    await run();
    expect(read(`records/${id}/attachments/1.pdf`)).toContain('附件');
    expect(read(`records/${id}/index.html`)).toContain(`href="/records/${id}/attachments/1.pdf"`);
    await p.t.db.deleteFrom('open.attachment').where('recordId', '=', id).execute();
    await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind: 'status', tags: ['records', `record:${id}`] }).execute();
    await run();
    expect(existsSync(join(root(), `records/${id}/attachments/1.pdf`))).toBe(false);
  });

  it('what is published while it is written is in it, and no part of a list is lost', async () => {
    let seeded: Promise<string> | null = null;
    const done = await run({ folder: join(folder, 'moving'), onProgress: () => { seeded ??= seedRecord(p.t.db, { title: '写出途中公布', datePublished: '2026-11-23' }); } });
    const id = await (seeded ?? Promise.reject(new Error('nothing was published')));
    const top = join(folder, 'moving', 'current');
    const listed = JSON.parse(readFileSync(join(folder, 'moving', `${readlinkSync(top)}.json`), 'utf8')) as { entries: { key: string; file: string }[] };
    expect(listed.entries.map((entry) => entry.key)).toContain(`/records/${id}`);
    expect(listed.entries.filter((entry) => !existsSync(join(top, entry.file)))).toEqual([]);
    expect(done.broken).toEqual([]);
    await expect(run({ folder: join(folder, 'moving') })).resolves.toMatchObject({ written: 0 });
  });

  it('a run that fails or is killed leaves the old export whole, and the next one goes on', async () => {
    const before = filesOf(root()).map((file) => [file, read(file)]);
    await seedRecord(p.t.db, { title: '途中失败' });
    await asOwnerOf(p.t.ownerUrl, (client) => client.query('alter table open.relation rename to relation_away'));
    await expect(run()).rejects.toThrow();
    await asOwnerOf(p.t.ownerUrl, (client) => client.query('alter table open.relation_away rename to relation'));
    expect(filesOf(root()).map((file) => [file, read(file)])).toEqual(before);
    // As a kill leaves it: half a release and a lock of nobody.
    mkdirSync(join(folder, 'out', 'releases', '999'));
    writeFileSync(join(folder, 'out', 'releases', '999', 'half.html'), 'half');
    writeFileSync(join(folder, 'out', 'running'), '999999999');
    await run();
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['current', 'releases']);
    expect(readdirSync(join(folder, 'out', 'releases'))).toHaveLength(2);
    expect(read('records/index.html')).toContain('途中失败');
  });

  it('refuses a folder that holds something else, a second run at once, and a site that is not there', async () => {
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'thesis.txt'), '');
    await expect(run({ folder: join(folder, 'other') })).rejects.toThrow(NotAnExport);
    writeFileSync(join(folder, 'out', 'running'), String(process.ppid));
    await expect(run()).rejects.toThrow(ExportRuns);
    rmSync(join(folder, 'out', 'running'));
    await expect(run({ site: 'nowhere' })).rejects.toThrow(UnknownSite);
  });

  it('names a link that leads nowhere, with the page it stands on', async () => {
    const done = await exportSite({
      db: p.t.portalDb, files: p.files, config: { publicUrl: origin, trustedProxies: 0, fontFolder: null }, demo: false, port: 0, site: 'main', live: null, build: '1', onProgress: () => undefined,
      folder: join(folder, 'broken'), siteFacts: { icpUrl: '/nowhere/', icp: '某ICP备1号' },
    });
    expect(done.broken.find((one) => one.address === '/nowhere/')).toMatchObject({ status: 404 });
    expect(done.broken.filter((one) => one.on === `/records/${ids[0]}`)).toHaveLength(1);
    // Told again by a run that makes nothing, and by one that makes other pages.
    const again = (): Promise<ExportDone> => exportSite({
      db: p.t.portalDb, files: p.files, config: { publicUrl: origin, trustedProxies: 0, fontFolder: null }, demo: false, port: 0, site: 'main', live: null, build: '1', onProgress: () => undefined,
      folder: join(folder, 'broken'), siteFacts: { icpUrl: '/nowhere/', icp: '某ICP备1号' },
    });
    expect((await again()).broken).toEqual(done.broken);
    await seedRecord(p.t.db, { title: '另一件' });
    const later = await again();
    expect(later.pages).toBeLessThan(done.pages);
    expect(later.broken.filter((one) => one.on === `/records/${ids[0]}`)).toHaveLength(1);
  });
});

it('a file that cannot be written ends the run, and the old export stays', async () => {
  await run();
  const before = readlinkSync(root());
  const release = openRelease(join(folder, 'out'));
  await expect(release.put(`${'a'.repeat(300)}.html`, 'x')).rejects.toThrow('ENAMETOOLONG');
  release.keep({ key: '/', href: '/', file: 'index.html', hash: '', to: [] });
  await expect(release.finish({ site: 'main', seq: 0, made: '', build: '', entries: [], broken: [] })).rejects.toThrow('ENAMETOOLONG');
  await release.discard();
  expect(readlinkSync(root())).toBe(before);
  expect((await run()).files).toBeGreaterThan(0);
});
