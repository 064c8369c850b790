import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coreMetadata } from '@tongming/law';
import { extractPdfText } from '@tongming/typeset';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approve, bodyOf, finishInBrowser, importText, newSheet, openHand, openStage, PHONE, pickTheme, saved, shot, signIn, takeStep, tick, typeNames, typeTitle,
  type Stage,
} from '../support/pages.ts';

// The notice the project began with, where it lies beside the project; else one of our own of the same shape.
const given = fileURLToPath(new URL('../../../shared/mission/notice.txt', import.meta.url));
const text = readFileSync(existsSync(given) ? given : new URL('notice-sample.txt', import.meta.url), 'utf8');
const title = '关于印发《通辽市2020年政务公开工作要点》的通知';
const keywords = ['政务公开', '工作要点'];
/** A phrase of the body that the title does not have. */
const inBody = '未依法依规说明不公开理由';
/** What the path took when it was written; a longer one is a step back for the people who walk it daily. */
const most = { drafter: 8, approver: 3, office: 3 };
const withoutSpace = (words: string): string => words.replaceAll(/\s+/g, '');

let stage: Stage;
let recordUrl = '';
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.stop());

describe('the notice, from the sheet to the public', () => {
  it('is drafted by the city openness office', async () => {
    const hand = await signIn(stage, '乌云其其格');
    const { page } = hand;
    await shot(page, 'console-work-empty');
    await newSheet(hand);
    await shot(page, 'console-sheet-empty');
    await typeTitle(page, title);
    await importText(page, 'notice.txt', text);
    await expect.poll(() => bodyOf(page).innerText()).toContain(inBody);
    await tick(page, '公开属性', '全文公开');
    await expect.poll(() => page.getByRole('radiogroup', { name: '公开方式' }).getByRole('radio', { name: '主动公开' }).isChecked()).toBe(true);
    await expect.poll(() => page.getByRole('group', { name: '发文字号' }).innerText()).toContain('通政公字');
    await pickTheme(page, '综合政务', '政务公开');
    await typeNames(page, '主题词', keywords);
    await saved(page);
    await shot(page, 'console-sheet-filled');
    await takeStep(page, '提交审核');
    await shot(page, 'console-submitted');
    console.log(`clicks of the drafter: ${hand.presses()}`);
    expect(hand.presses()).toBeLessThanOrEqual(most.drafter);
    await hand.close();
  });

  it.each([['陈立诚', '审核通过'], ['马守正', '保密审查通过'], ['高云飞', '签发']])('then %s: %s', async (name, label) => {
    const presses = await approve(stage, name, title, label, (page) => shot(page, `console-step-${label}`));
    console.log(`clicks of ${label}: ${presses}`);
    expect(presses).toBeLessThanOrEqual(most.approver);
  });

  it('is issued with one button', async () => {
    const { presses, recordUrl: url } = await finishInBrowser(stage, '孟和', title);
    console.log(`clicks of the office: ${presses}`);
    expect(presses).toBeLessThanOrEqual(most.office);
    recordUrl = url ?? '';
    expect(recordUrl).toMatch(/^\/records\/[\w-]+$/);
  });
});

describe('a citizen with a phone', () => {
  it('finds it, reads it and takes the PDF along', async () => {
    const { page, close } = await openHand(stage, PHONE);
    await page.goto('/');
    await page.getByRole('searchbox').first().fill(inBody);
    await page.getByRole('searchbox').first().press('Enter');
    await page.getByRole('link', { name: title }).click();
    await page.waitForURL(`**${recordUrl}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await expect.poll(() => page.locator('dl.metadata dt').allInnerTexts()).toEqual(coreMetadata.map(({ label }) => label));
    await expect.poll(() => page.locator('dl.metadata').innerText()).toMatch(/TL0000032\/\d{4}-\d{5}/);
    await expect.poll(() => page.locator('dl.metadata').innerText()).toMatch(/通政公字〔\d{4}〕1号/);
    await expect.poll(() => page.locator('main').innerText()).toContain(inBody);
    expect(await overflow(page)).toBe(0);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载PDF' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toContain('政务公开工作要点');
    const bytes = new Uint8Array(readFileSync(await download.path()));
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe('%PDF-');
    // A phrase may run over a page: the page number then stands in its middle.
    const words = withoutSpace((await extractPdfText(bytes)).join('')).replaceAll(/—\d+—/g, '');
    expect(words).toContain(withoutSpace(title));
    expect(words).toContain(inBody);
    await close();
  });

  it('prints it without the frame of the site', async () => {
    const { page, close } = await openHand(stage);
    await page.goto(recordUrl);
    await shot(page, 'portal-record');
    await page.emulateMedia({ media: 'print' });
    await shot(page, 'portal-record-print');
    for (const hidden of ['.site-nav', '.tools', '.site-header form']) await expect.poll(() => page.locator(hidden).first().isVisible(), { message: hidden }).toBe(false);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await expect.poll(() => page.locator('dl.metadata').isVisible()).toBe(true);
    await close();
  });

  it('finds it in list, feed, site map and interface too', async () => {
    const get = async (path: string): Promise<string> => (await fetch(stage.world.base + path)).text();
    const id = recordUrl.split('/').at(-1) ?? '';
    expect(await get('/records/')).toContain(recordUrl);
    expect(await get('/openness/150500-ZWGK/')).toContain(recordUrl);
    expect(await get('/feed.xml')).toContain(title);
    expect(await get('/sitemap.xml').then(async (map) => (map.includes(recordUrl) ? map : (await Promise.all(inner(map).map(get))).join('')))).toContain(recordUrl);
    const list = JSON.parse(await get(`/api/v1/records?q=${encodeURIComponent(inBody)}`)) as { total: number; items: { id: string; title: string }[] };
    expect(list.items).toMatchObject([{ id, title }]);
    expect(await get(`/api/v1/records/${id}`)).toContain(title);
  });
});

/** Site maps named by a site map index, as paths. */
const inner = (map: string): string[] => [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => new URL(m[1] ?? '').pathname);

/** How many pixels the page can be pushed sideways. */
const overflow = (page: Page): Promise<unknown> => page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
