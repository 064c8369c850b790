import { readFileSync } from 'node:fs';
import { platformBlocks } from '@tongming/law';
import { extractPdfText } from '@tongming/typeset';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHand, openStage, PHONE, shot, signIn, type Hand, type Stage } from '../support/pages.ts';
import { OPENNESS_OFFICE, teamOf } from '../support/staff.ts';
import { makeSamples, WORDS, type Samples } from '../support/samples.ts';

let stage: Stage;
let samples: Samples;
beforeAll(async () => {
  stage = await openStage();
  samples = await makeSamples(stage.world.base);
});
afterAll(() => stage.stop());

/** Pixels the page can be pushed sideways: none on a phone. */
const overflow = (page: Page): Promise<unknown> => page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');

describe('with a phone and without script', () => {
  let hand: Hand;
  let page: Page;
  beforeAll(async () => {
    hand = await openHand(stage, { ...PHONE, javaScriptEnabled: false });
    page = hand.page;
  });
  afterAll(() => hand.close());

  it('finds a document from the home page and takes it along', async () => {
    await page.goto('/');
    await shot(page, 'phone-home');
    await page.getByRole('searchbox').first().fill(WORDS.open);
    await page.getByRole('button', { name: '搜索' }).first().click();
    await expect.poll(() => page.getByRole('status').first().innerText()).toContain('找到1件文件');
    await expect.poll(() => page.locator('mark').allInnerTexts()).not.toEqual([]);
    await shot(page, 'phone-search');
    await page.getByRole('link', { name: WORDS.title }).click();
    await page.getByRole('heading', { level: 1, name: WORDS.title }).waitFor();
    expect(await overflow(page)).toBe(0);
    await shot(page, 'phone-record');
    for (const [name, extension] of [['下载PDF', '.pdf'], ['下载Word', '.docx'], ['下载纯文本', '.txt']] as const) {
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toContain(extension);
      const bytes = new Uint8Array(readFileSync(await download.path()));
      const text = extension === '.pdf' ? (await extractPdfText(bytes)).join('') : extension === '.txt' ? new TextDecoder().decode(bytes) : null;
      if (text !== null) expect(text.replaceAll(/\s+/g, '')).toContain(WORDS.open);
    }
  });

  it('offers no button that would need a script', async () => {
    for (const name of ['打印', '复制网址', '分享']) await expect.poll(() => page.getByRole('button', { name }).count(), { message: name }).toBe(0);
  });

  it('finds the four fixed blocks of the openness platform', async () => {
    await page.goto('/openness/');
    await expect.poll(() => page.locator('section.block h2').allInnerTexts()).toEqual(platformBlocks.map((b) => b.label));
    for (const { key, label } of platformBlocks) {
      await page.goto(`/openness/150500-ZFB/${key}`);
      await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(label);
      expect((await page.locator('.sided-main').innerText()).length, key).toBeGreaterThan(30);
      expect(await overflow(page)).toBe(0);
      await shot(page, `phone-openness-${key}`);
    }
    await page.getByRole('link', { name: '依申请公开' }).first().click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain('依申请公开');
    await shot(page, 'phone-apply');
  });

  it('narrows the library by filters that are plain links', async () => {
    await page.goto('/records/');
    await page.locator('summary').filter({ hasText: '筛选' }).click();
    await shot(page, 'phone-library');
    await page.locator('.facets').getByRole('link', { name: /^通报/ }).click();
    const rows = await page.locator('.results .row').count();
    expect(rows).toBe(2);
    await page.getByRole('link', { name: /去掉条件/ }).first().click();
    await expect.poll(() => page.locator('.results .row').count()).toBe(4);
  });

  it('is told where to go when nothing is found', async () => {
    await page.goto('/search?q=%E6%9F%A5%E6%97%A0%E6%AD%A4%E4%BA%8B%E8%BE%9B%E5%B7%B3');
    await expect.poll(() => page.getByRole('status').innerText()).toContain('没有找到');
    await expect.poll(() => page.getByRole('link', { name: /依法申请公开/ }).isVisible()).toBe(true);
    await shot(page, 'phone-search-nothing');
  });

  it('is told that a page does not exist, and that another was taken down', async () => {
    expect((await page.goto('/no-such-page'))?.status()).toBe(404);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('没有这个页面');
    expect((await page.goto(`/records/${samples.withdrawn.recordId}`))?.status()).toBe(410);
    await expect.poll(() => page.locator('main').innerText()).toContain('因内容有误撤回，更正后重新发布。');
    await expect.poll(() => page.locator('main').innerText()).toMatch(/TL\d{7}\/\d{4}-\d{5}/);
    await shot(page, 'phone-withdrawn');
  });

  it('reports a fault in a page, which arrives with the staff', async () => {
    await page.goto(`/records/${samples.open.recordId}`);
    await page.getByRole('link', { name: '纠错', exact: true }).click();
    await page.getByRole('button', { name: '提交' }).click();
    const faults = page.getByRole('alert');
    await expect.poll(() => faults.innerText()).toContain('请写明错在哪里');
    await shot(page, 'phone-report-faults');
    await faults.getByRole('link').first().click();
    await page.getByRole('textbox', { name: '错在哪里' }).fill('第一段“温暖过冬”应为“温暖越冬”。');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '已经收到，谢谢您' }).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('收件编号');
    await page.getByRole('link', { name: '回到刚才的页面' }).click();
    await page.getByRole('heading', { level: 1, name: WORDS.title }).waitFor();

    // The worker takes in what was sent every two seconds.
    const desk = (await teamOf(stage.world.base, OPENNESS_OFFICE)).drafter;
    await expect.poll(async () => (await desk.get<{ total: number }>('/page-errors')).total, { interval: 500 }).toBe(1);
    const clerk = await signIn(stage, '乌云其其格');
    await clerk.page.getByRole('link', { name: '网页纠错' }).click();
    const row = clerk.page.getByRole('row').filter({ hasText: '温暖越冬' });
    await row.click();
    await clerk.page.getByRole('textbox', { name: '答复' }).fill('谢谢，已经核实，用词无误。');
    await shot(clerk.page, 'console-page-errors');
    await clerk.page.getByRole('button', { name: '写答复' }).click();
    await clerk.page.getByText('谢谢，已经核实，用词无误。').first().waitFor();
    await clerk.close();
  });
});

describe('with the keyboard alone', () => {
  it('comes from the home page to a document', async () => {
    const { page, close } = await openHand(stage);
    const focused = (what: string): Promise<unknown> => page.evaluate(`document.activeElement.${what}`);
    const tabTo = async (test: () => Promise<boolean>, most: number): Promise<void> => {
      for (let n = 0; n < most; n += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate('(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== "none" || s.boxShadow !== "none"; })()'), 'the focus can be seen').toBe(true);
        if (await test()) return;
      }
      throw new Error(`not reached in ${most} steps; at ${String(await focused('outerHTML.slice(0, 120)'))}`);
    };
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused('innerText')).toBe('跳到正文');
    await shot(page, 'portal-skip-link');
    await page.keyboard.press('Enter');
    await tabTo(async () => await focused('type') === 'search', 2);
    await page.keyboard.type(WORDS.open);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '搜索' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(async () => await focused('innerText') === '跳过筛选，看文件列表', 4);
    await page.keyboard.press('Enter');
    await tabTo(async () => await focused('innerText') === WORDS.title, 5);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: WORDS.title }).waitFor();
    await close();
  });
});
