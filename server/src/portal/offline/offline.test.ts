import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../../tests/browser.ts';
import { createRateLimiter } from '../../platform/limits.ts';
import { zipStream } from '../../platform/zip.ts';
import { loadAssets, styleOf } from '../assets.ts';
import { seedCity, seedRecord, testPortal, type TestPortal } from '../testing.ts';
import { fold } from './index-writer.ts';
import { packageEntries } from './package.ts';
import { preparePackage, readSince, type PackageChoice } from './source.ts';

let p: TestPortal;
let ids: Awaited<ReturnType<typeof seedCity>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let folder: string;
let seq: number;
const asked: string[] = [];
const faults: string[] = [];
const answered = "document.documentElement.hasAttribute('data-milliseconds')";
const css = styleOf(loadAssets());

async function packed(choice: PackageChoice & { since?: number | null }, partSize = 4000): Promise<Record<string, Uint8Array>> {
  const input = await preparePackage(p.t.portalDb, p.files, { ...choice, since: choice.since ?? null, origin: 'https://www.example.gov.cn', css });
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipStream(packageEntries({ ...input, partSize }))) chunks.push(chunk);
  return unzipSync(new Uint8Array(Buffer.concat(chunks)));
}

function unpack(files: Record<string, Uint8Array>): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

const texts = () => p.t.db.selectFrom('open.record').selectAll().execute();
const open = (hash = '') => page.goto(`${pathToFileURL(join(folder, 'index.html')).href}${hash}`);
/** What the page says it found: by its address, as a reader who types it would. */
async function countOf(q: string, more = ''): Promise<number> {
  await page.evaluate(`document.documentElement.removeAttribute('data-milliseconds'); location.hash = '#'; location.hash = ${JSON.stringify(`q=${encodeURIComponent(q)}${more}`)}`);
  await page.waitForFunction(`${answered} && document.querySelector('#q').value === ${JSON.stringify(q)}`);
  const text = await page.locator('#count').textContent() ?? '';
  return text.startsWith('没有') ? 0 : Number(/\d+/.exec(text)?.[0]);
}

beforeAll(async () => {
  p = await testPortal({ limiter: { ...createRateLimiter(), take: () => undefined } });
  ids = await seedCity(p.t.db);
  await seedRecord(p.t.db, { title: '关于“一网通办”（试行）的通知', documentNumber: '通政办发〔2026〕88号', body: null, bodyText: '第一行甲乙\n丙丁第二行\nＡＢＣ Office 2026\n𠮷林𠮷林', datePublished: '2026-11-22' });
  folder = mkdtempSync(join(tmpdir(), 'tongming-offline-'));
  seq = (await p.t.db.selectFrom('open.change').select((eb) => eb.fn.max('seq').as('n')).executeTakeFirstOrThrow()).n;
  unpack(await packed({ q: '', filter: {} }));
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  page.on('pageerror', (error) => { faults.push(error.message); });
  page.on('request', (request) => { asked.push(request.url()); });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
  await p.drop();
});

describe('the package opened from a file system', () => {
  it('lists all records and asks no network', async () => {
    await open();
    const rows = await texts();
    await expect.poll(() => page.locator('#count').textContent()).toBe(`共${rows.length}件文件`);
    expect(faults).toEqual([]);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
  });

  it('finds exactly what contains the words, in every part, and counts facets exactly', async () => {
    const rows = await texts();
    const folded = rows.map((r) => fold([r.title, r.documentNumber ?? '', r.indexNumber, r.issuer || r.agencyName, r.keywords.join('\n'), r.bodyText].join('\n')));
    expect(readFileSync(join(folder, 'data/base.js'), 'utf8')).toContain('"p1"');
    const samples = folded.flatMap((text, i) => [1, 2, 3, 4, 5, 9, 14].map((n) => text.replaceAll('\n', '').slice(i * 3, i * 3 + n))).filter((w) => w !== '').filter((_, i) => i % 17 === 0);
    for (const q of ['供热', '供', '一网通办（试行）', '通政办发[2026]88号', 'abc office', 'OFFICE2026', '甲乙丙丁', '林𠮷', '𠮷', '没有这个词', '通知 供热', '"Office 2026" 甲乙', '号\\', '<b>', ...samples]) {
      const words = (q.match(/"[^"]+"|\S+/g) ?? []).map((w) => fold(w).replaceAll('\n', '')).filter((w) => w !== '');
      expect(await countOf(q), q).toBe(words.length === 0 ? Number.NaN : folded.filter((text) => words.every((w) => text.includes(w))).length);
    }
    const normative = rows.filter((r) => r.category === 'normative');
    expect(await countOf('', '&category=normative')).toBe(normative.length);
    const shown = await page.locator('#facets section').first().locator('a[aria-current]').textContent();
    expect(shown).toBe(`规范性文件 ${normative.length}`);
  });

  it('answers in well under 200 ms', async () => {
    const times: number[] = [];
    // Others use the machine too; what it takes is what it takes at best.
    for (let i = 0; i < 5; i += 1) {
      await open('#q=%E4%BE%9B%E7%83%AD');
      await page.waitForFunction(answered);
      times.push(Number(await page.locator('html').getAttribute('data-milliseconds')));
    }
    expect(Math.min(...times)).toBeLessThan(200);
  });

  it('leads to a page with the text, and back', async () => {
    await open();
    await page.fill('#q', '城镇燃气管理条例');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#count').textContent()).toMatch(/^找到/);
    await page.locator('#results a').first().click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('城镇燃气管理条例');
    await expect.poll(() => page.locator('main').textContent()).toContain('国务院令第583号');
    await page.getByRole('link', { name: '回到首页' }).click();
    await expect.poll(() => page.locator('#count').textContent()).toMatch(/^共/);
  });

  it('has no fault for those who cannot see, on the narrowest phone', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['index.html#q=%E4%BE%9B%E7%83%AD', `d/${ids.rich.slice(0, 2)}/${ids.rich}.html`, 'list-1.html']) {
      await page.goto(`${pathToFileURL(folder).href}/${path}`);
      if (path.startsWith('index')) await page.waitForFunction(answered);
      expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320);
    }
  });

  it('is read without script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const reader = await plain.newPage();
    await reader.goto(pathToFileURL(join(folder, 'index.html')).href);
    await reader.getByRole('link', { name: /文件目录/ }).click();
    await reader.getByRole('link', { name: '城镇燃气管理条例' }).click();
    await expect.poll(() => reader.locator('.text').textContent()).toContain('第八条');
    await plain.close();
  });

  it('lists the hashes of every other file', async () => {
    const lines = readFileSync(join(folder, '文件校验清单.txt'), 'utf8').split('\r\n').slice(1).filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(70);
    for (const line of lines) {
      const [sha256, sm3, name = ''] = line.split('  ');
      const bytes = readFileSync(join(folder, name));
      expect([createHash('sha256').update(bytes).digest('hex'), createHash('sm3').update(bytes).digest('hex')], name).toEqual([sha256, sm3]);
    }
  });
});

describe('an update package', () => {
  it('brings what is new and changed, and takes away what was withdrawn, when laid over the old folder', async () => {
    const fresh = await seedRecord(p.t.db, { title: '新来的文件', body: null, bodyText: '戊己庚辛' });
    const withdrawn = ids.repealed;
    await p.t.db.updateTable('open.record').set({ bodyText: '壬癸改过的正文', body: null, updatedAt: (await texts())[0]?.updatedAt }).where('id', '=', ids.law).execute();
    await p.t.db.deleteFrom('open.record').where('id', '=', withdrawn).execute();
    await p.t.db.insertInto('open.tombstone').values({ id: withdrawn, indexNumber: 'x', agencyCode: '150500', agencyName: '通辽市人民政府', withdrawnAt: (await texts())[0]?.updatedAt ?? ('' as never), reason: '内容有误' }).execute();
    for (const [id, kind] of [[ids.law, 'revised'], [withdrawn, 'withdrawn']] as const) await p.t.db.insertInto('open.change').values({ subjectType: 'record', subjectId: id, kind, tags: ['records'] }).execute();
    const update = await packed({ q: '', filter: {}, since: seq });
    expect(Object.keys(update).filter((name) => name.startsWith('d/')).length).toBe(3);
    unpack(update);
    await open();
    const rows = await texts();
    await expect.poll(() => page.locator('#count').textContent()).toBe(`共${rows.length}件文件`);
    await expect.poll(() => page.locator('#facets').textContent()).toContain('规范性文件');
    expect(await countOf('戊己庚')).toBe(1);
    expect(await countOf('壬癸改过')).toBe(1);
    expect(await countOf('政府投资建设的燃气设施')).toBe(0);
    await expect.poll(() => page.locator('#notices').textContent()).toContain('有1件文件已撤下');
    expect(readFileSync(join(folder, `d/${withdrawn.slice(0, 2)}/${withdrawn}.html`), 'utf8')).not.toContain('城市供热管理办法');
    expect(fresh in update).toBe(false);
    // The next one goes on from there; one that leaves a gap is told of.
    const later = (await p.t.db.selectFrom('open.change').select((eb) => eb.fn.max('seq').as('n')).executeTakeFirstOrThrow()).n;
    unpack(await packed({ q: '', filter: {}, since: later + 5 }));
    await open();
    await expect.poll(() => page.locator('#notices').textContent()).toContain(`缺少序号${later}到${later + 5}之间的更新包`);
  });

  it('reads numbers and days of the feed', async () => {
    expect(await readSince(p.t.portalDb, '17')).toBe(17);
    expect(await readSince(p.t.portalDb, '2000-01-01')).toBe(0);
    expect(await readSince(p.t.portalDb, '2026-13-01')).toBeNull();
    expect(await readSince(p.t.portalDb, 'abc')).toBeNull();
  });
});

it('is had from any list of the portal, and refused where it is too large or empty', async () => {
  const response = await p.get('/offline.zip?category=rule');
  expect(response.headers.get('content-type')).toBe('application/zip');
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  expect(Object.keys(files).filter((name) => name.startsWith('d/'))).toEqual([`d/${ids.law.slice(0, 2)}/${ids.law}.html`]);
  expect((await p.get('/offline.zip?year=1801')).status).toBe(400);
  const list = await p.text('/records/?category=rule');
  expect(list).toContain('href="/offline.zip?category=rule"');
  expect((await p.text('/about/offline'))).toContain('index.html');
});
