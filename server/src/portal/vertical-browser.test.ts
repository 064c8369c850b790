// Vertical pages in a real browser: what W3C mlreq asks of the layout, measured; every kind of page through axe.
import { AxeBuilder } from '@axe-core/playwright';
import { wording } from '@tongming/mongolian';
import { PDFDocument } from 'pdf-lib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHONE, shot } from '../../../tests/support/pages.ts';
import { openPortal, type OpenPortal } from '../../../tests/support/portal.ts';
import { json } from '../platform/database.ts';
import { paragraphs, seedRecord } from './testing.ts';

let open: OpenPortal;
let record: string;
let source: string;
/** Words alone: no sentence is made up. */
const long = Array.from({ length: 8 }, () => wording.map((word) => word.text).join(' ')).join(' ');
const word = 'ᠮᠣᠩᠭᠣᠯ';

beforeAll(async () => {
  open = await openPortal();
  const { db } = open.p.t;
  for (const [position, language] of (['zh-CN', 'mn-Mong-CN'] as const).entries()) {
    const code = position === 0 ? 'tongliao' : 'tongliao-mn';
    await db.insertInto('open.site').values({
      code, kind: 'portal', language, regionCode: '150500', agencyCode: '150500', domain: position === 0 ? 'tongliao.localhost' : 'mn.tongliao.localhost', name: '通辽市人民政府', facts: json({}), theme: json({}), state: 'open', notice: null, position,
    }).execute();
  }
  source = await seedRecord(db, { title: '蒙古语文工作的通知' });
  record = await seedRecord(db, { title: `${word} ᠬᠡᠯᠡ`, language: 'mn-Mong-CN', body: paragraphs(long, `${word}\u202fᠤᠨ`, `${word}\u180eᠤᠨ`, `${word} ᠤᠨ`, '第2段 2026年', long, long) });
  await db.insertInto('open.relation').values({ fromId: record, type: 'translates', toId: source, toText: null }).execute();
});
afterAll(() => open.stop());

const visit = <T>(options: BrowserContextOptions, work: (page: Page, at: (path: string, site?: string) => string) => Promise<T>): Promise<T> => open.at(options, async (page) => {
  await page.goto('/favicon.svg');
  const { port } = new URL(page.url());
  return work(page, (path, site = 'mn.tongliao') => `http://${site}.localhost:${port}${path}`);
});
const ready = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.evaluate('document.fonts.ready');
};
const measure = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>;
const left = (page: Page): Promise<number> => measure(page, 'document.scrollingElement.scrollLeft');

describe('the frame', () => {
  it('stands from top to bottom, line after line to the right, and runs to the right as a whole', () => visit({}, async (page, at) => {
    await ready(page, at(`/records/${record}`));
    expect(await measure(page, 'document.documentElement.lang')).toBe('mn-Mong-CN');
    expect(await measure(page, '[...document.querySelectorAll("html, body, main, .text p, h1")].map((e) => getComputedStyle(e).writingMode)')).toSatisfy((modes: string[]) => modes.every((mode) => mode === 'vertical-lr'));
    const lines = await measure<{ left: number; top: number; height: number }[]>(page, `(() => { const range = document.createRange(); range.selectNodeContents(document.createTreeWalker(document.querySelector('.text p'), NodeFilter.SHOW_TEXT).nextNode()); return [...range.getClientRects()].map(({ left, top, height }) => ({ left, top, height })); })()`);
    expect(new Set(lines.map((line) => Math.round(line.left))).size).toBeGreaterThan(2);
    expect(lines.map((line) => line.left)).toEqual(lines.map((line) => line.left).toSorted((a, b) => a - b));
    const blocks = await measure<number[]>(page, '[...document.querySelectorAll(".site-header, .crumbs, main, .site-footer")].map((e) => e.getBoundingClientRect().left)');
    expect(blocks).toEqual(blocks.toSorted((a, b) => a - b));
    const size = await measure<{ w: number; cw: number; h: number; ch: number }>(page, '(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => ({ w: scrollWidth, cw: clientWidth, h: scrollHeight, ch: clientHeight }))(document.scrollingElement)');
    expect(size.w).toBeGreaterThan(size.cw);
    expect(size.h).toBeLessThanOrEqual(size.ch);
  }));

  it('has Chinese upright with its own language, the line at the right, and fields that stand', () => visit({}, async (page, at) => {
    await ready(page, at(`/records/${record}`));
    expect(await measure(page, 'getComputedStyle(document.querySelector("main")).textUnderlinePosition')).toBe('right');
    expect(await measure(page, '[...document.querySelectorAll("[lang=zh-Hans]")].every((e) => getComputedStyle(e).textOrientation === "mixed" && getComputedStyle(e).fontStyle === "normal")')).toBe(true);
    // A Chinese character that lay on its side would be as wide; its box in a vertical line is as high as it is wide.
    const chinese = await measure<{ width: number; height: number; n: number }>(page, `(() => { const node = document.querySelector('.crumbs a').firstElementChild; const { width, height } = node.getBoundingClientRect(); return { width, height, n: node.textContent.length }; })()`);
    expect(chinese.height / chinese.n).toBeGreaterThan(10);
    expect(await measure(page, '[...document.querySelectorAll("input:not([type=hidden]), button")].every((e) => getComputedStyle(e).writingMode === "vertical-lr" || e.closest(".paging"))')).toBe(true);
    const field = await measure<{ width: number; height: number }>(page, '(({ width, height }) => ({ width, height }))(document.querySelector("#q").getBoundingClientRect())');
    expect(field.height).toBeGreaterThan(field.width * 3);
  }));

  it('joins a suffix to its word behind NNBSP and MVS, with one font for all of it', () => visit({}, async (page, at) => {
    const fonts: string[] = [];
    page.on('request', (request) => { if (request.resourceType() === 'font') fonts.push(request.url()); });
    await ready(page, at(`/records/${record}`));
    expect(fonts).toHaveLength(1);
    expect(await measure(page, 'document.fonts.check(\'20px "Hudum"\')')).toBe(true);
    const [narrow = 0, vowel = 0, space = 0] = await measure<number[]>(page, `[...document.querySelectorAll('.text p')].slice(1, 4).map((p) => { const range = document.createRange(); range.selectNodeContents(p); return range.getBoundingClientRect().height; })`);
    // Behind a plain space the suffix takes the form of a word's beginning, and is longer.
    const letters = await measure<number>(page, `(() => { const p = document.querySelectorAll('.text p')[3]; const node = document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode(); const range = document.createRange(); range.setStart(node, ${word.length}); range.setEnd(node, ${word.length + 1}); return range.getBoundingClientRect().height; })()`);
    const suffixOf = (index: number) => measure<number>(page, `(() => { const p = document.querySelectorAll('.text p')[${index}]; const node = document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode(); const range = document.createRange(); range.setStart(node, ${word.length + 1}); range.setEnd(node, ${word.length + 3}); return range.getBoundingClientRect().height; })()`);
    const [joined, vowelled, apart] = [await suffixOf(1), await suffixOf(2), await suffixOf(3)];
    expect(Math.abs(joined - vowelled)).toBeLessThan(1);
    expect(apart - joined).toBeGreaterThan(2);
    expect(narrow).toBeLessThan(space);
    expect(vowel).toBeLessThan(space);
    expect(letters).toBeGreaterThan(0);
  }));
});

describe('moving in it', () => {
  it('the wheel and the page keys go to the right and back, and fields keep their keys', () => visit({}, async (page, at) => {
    await ready(page, at(`/records/${record}`));
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 400);
    await expect.poll(() => left(page)).toBe(400);
    await page.mouse.wheel(0, -900);
    await expect.poll(() => left(page)).toBe(0);
    await page.keyboard.press('PageDown');
    await expect.poll(() => left(page)).toBeGreaterThan(1000);
    await page.keyboard.press('Home');
    await expect.poll(() => left(page)).toBe(0);
    await page.keyboard.press('End');
    const most = await measure<number>(page, 'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth');
    await expect.poll(() => left(page)).toBeGreaterThan(most - 2);
    await page.keyboard.press('Home');
    await expect.poll(() => left(page)).toBe(0);
    await page.locator('#q').fill('a');
    await page.keyboard.press('End');
    await page.keyboard.type(' b');
    await expect.poll(() => page.locator('#q').inputValue()).toBe('a b');
    expect(await left(page)).toBe(0);
  }));

  it('the page keys stay within a dialog and what scrolls by itself', () => visit({}, async (page, at) => {
    await ready(page, at(`/records/${record}`));
    await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<div id="inner" tabindex="0"><div>a</div></div><dialog id="box"><button>a</button><i id="in-box" tabindex="0">b</i></dialog>')`);
    // The policy of the page lets no style stand in markup.
    await page.evaluate(`(() => { const inner = document.querySelector('#inner'); inner.style.cssText = 'overflow: auto; width: 100px; height: 100px'; inner.firstElementChild.style.cssText = 'width: 900px; height: 900px'; })()`);
    for (const id of ['inner', 'in-box']) {
      await page.evaluate(`document.querySelector('#box').open = '${id}' === 'in-box'; document.querySelector('#${id}').focus({ preventScroll: true }); document.scrollingElement.scrollLeft = 0`);
      for (const key of ['Space', 'PageDown', 'End']) {
        expect(await measure(page, `document.querySelector('#${id}').dispatchEvent(new KeyboardEvent('keydown', { key: '${key === 'Space' ? ' ' : key}', bubbles: true, cancelable: true }))`), `${id} ${key}`).toBe(true);
      }
    }
    expect(await left(page)).toBe(0);
  }));

  it('works without the script, and by two buttons on a phone', async () => {
    await visit(PHONE, async (page, at) => {
      await ready(page, at('/'));
      await page.getByRole('button', { name: '下一屏' }).tap();
      await expect.poll(() => left(page)).toBeGreaterThan(200);
      await page.getByRole('button', { name: '上一屏' }).tap();
      await expect.poll(() => left(page)).toBe(0);
      await shot(page, 'vertical-phone-home');
    });
    await visit({ javaScriptEnabled: false }, async (page, at) => {
      await page.goto(at(`/records/${record}`));
      await expect.poll(() => page.locator('.paging').isVisible()).toBe(false);
      await expect.poll(() => page.locator('.text p').count()).toBe(7);
    });
  });
});

describe('the two sites', () => {
  it('lead to each other, page by page where both have it', () => visit({}, async (page, at) => {
    await page.goto(at('/', 'tongliao'));
    expect(await page.locator('link[rel=alternate][hreflang]').evaluateAll((all) => all.map((link) => link.getAttribute('hreflang')))).toEqual(['zh-CN', 'mn-Mong-CN']);
    await page.getByRole('link', { name: '蒙古文' }).click();
    await page.waitForURL(at('/'));
    await page.getByRole('link', { name: '中文' }).click();
    await page.waitForURL(at('/', 'tongliao'));
    await page.goto(at(`/records/${source}`, 'tongliao'));
    await page.locator('.pair a').click();
    await page.waitForURL(at(`/records/${record}`));
    await page.goto(at(`/records/${record}`, 'tongliao'));
    expect(page.url()).toBe(at(`/records/${record}`));
    await page.goto(at(`/records/${source}`));
    expect(page.url()).toBe(at(`/records/${source}`, 'tongliao'));
  }));

  it('show lists in their own language, and search all by choice', () => visit({}, async (page, at) => {
    await page.goto(at('/records/'));
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    await page.goto(at('/records/', 'tongliao'));
    await expect.poll(() => page.locator('main').innerText()).not.toContain(word);
    await page.goto(at(`/search?q=${encodeURIComponent('通知')}`));
    await expect.poll(() => page.locator('.row').count()).toBe(0);
    await page.getByRole('link', { name: '全部网站', exact: true }).click();
    await page.locator('.row').first().waitFor();
    await page.goto(at(`/search?q=${encodeURIComponent(`${word}\u180eᠤᠨ`)}`));
    await expect.poll(() => page.locator('.row mark').first().innerText()).toBe(word);
  }));
});

const pages: [name: string, path: () => string][] = [
  ['home', () => '/'], ['list', () => '/records/'], ['list-empty', () => '/records/?year=1999'], ['record', () => `/records/${record}`], ['search', () => `/search?q=${encodeURIComponent(word)}`], ['search-nothing', () => '/search?q=%E6%97%A0'],
  ['form', () => '/report-error'], ['apply', () => '/apply/'], ['openness', () => '/openness/'], ['agencies', () => '/agencies/'], ['inventory', () => '/inventory'], ['sites', () => '/sites'], ['accessibility', () => '/about/accessibility'], ['not-found', () => '/no-such'],
];
const ways: [string, BrowserContextOptions][] = [['wide', {}], ['phone', PHONE], ['dark', { colorScheme: 'dark' }]];

describe.each(ways)('every kind of page, %s', (way, options) => {
  it('is without violation, and no line runs out below', () => visit(options, async (page, at) => {
    for (const [name, path] of pages) {
      await ready(page, at(path()));
      await shot(page, `vertical-${way}-${name}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`), name).toEqual([]);
      expect(await measure(page, 'document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight'), `${name}: higher than the screen`).toBeLessThanOrEqual(0);
    }
  }));
});

it('is printed on landscape pages, still standing', () => visit({}, async (page, at) => {
  await ready(page, at(`/records/${record}`));
  const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
  const sizes = pdf.getPages().map((one) => one.getSize());
  expect(sizes.length).toBeGreaterThan(0);
  for (const { width, height } of sizes) expect(width).toBeGreaterThan(height);
  await page.emulateMedia({ media: 'print' });
  expect(await measure(page, 'getComputedStyle(document.querySelector(".text p")).writingMode')).toBe('vertical-lr');
  await expect.poll(() => page.locator('.site-header').isVisible()).toBe(false);
}));
