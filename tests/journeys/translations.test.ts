// A Chinese document gets its Mongolian edition: asked for, written standing with the source beside it, reviewed by another, read on the Mongolian site.
import { unicodeToMenksoft } from '@tongming/mongolian';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { confirm, openHand, openStage, shot, signIn, STILL, type Stage } from '../support/pages.ts';
import { makeSamples, WORDS } from '../support/samples.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const { db } = stage.world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  await makeSamples(stage.world.base);
});
afterAll(() => stage.stop());

async function clean(page: Page, name: string): Promise<void> {
  await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
  await page.evaluate('Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => null)))');
  await shot(page, `console-${name}`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`), name).toEqual([]);
}

/** As the clipboard gives it to the field. */
const paste = (page: Page, name: string, text: string): Promise<unknown> => page.evaluate(`(() => {
  const field = document.querySelector('textarea[aria-label=${name}]');
  const data = new DataTransfer();
  data.setData('text/plain', ${JSON.stringify(text)});
  field.focus();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`);

it('from the list of what waits to the Mongolian site', async () => {
  const translator = await signIn(stage, '林晓文', STILL);
  const { page } = translator;
  await page.goto('/console/translations');
  await page.getByText('还没有列入翻译的信息').waitFor();
  await clean(page, 'translations-empty');
  await page.getByRole('button', { name: '列入待译' }).click();
  await page.getByRole('row', { name: new RegExp(WORDS.title) }).getByRole('button', { name: '列入', exact: true }).click();
  await page.getByRole('button', { name: '接手翻译' }).click();
  const text = page.getByRole('textbox', { name: '译文' });
  await expect.poll(() => text.isEnabled()).toBe(true);
  expect(await page.evaluate('getComputedStyle(document.querySelector("textarea[aria-label=译文]")).writingMode')).toBe('vertical-lr');
  await paste(page, '译文', '\ue700');
  await page.getByRole('alert').filter({ hasText: 'U+E700' }).first().waitFor();
  await expect.poll(() => text.inputValue()).toBe('');
  await paste(page, '译文', unicodeToMenksoft('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ').text);
  await expect.poll(() => text.inputValue()).toBe('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ');
  await page.getByText('请核对').first().waitFor();
  await clean(page, 'translation-pasted');
  await text.fill('ᠮᠣᠩᠭᠣᠯ\u180eᠤᠨ ᠬᠡᠯᠡ');
  await page.getByRole('button', { name: '规范写法' }).click();
  await page.getByRole('button', { name: '采用' }).click();
  await expect.poll(() => text.inputValue()).toBe('ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠡᠯᠡ');
  await page.getByRole('textbox', { name: '蒙古文标题' }).fill('ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '送审' }).click();
  await page.getByText('待审').first().waitFor();
  const address = new URL(page.url()).pathname;
  await translator.close();
  const reviewer = await signIn(stage, '陈立诚', STILL);
  await reviewer.page.goto(address);
  await reviewer.page.getByRole('button', { name: '审校发布' }).click();
  await confirm(reviewer.page, '审校发布');
  await reviewer.page.getByRole('link', { name: '打开蒙古文版' }).waitFor();
  await clean(reviewer.page, 'translation-published');
  for (const [tab, ready] of [['覆盖', '汉文信息'], ['界面词语', '待母语者']] as const) {
    await reviewer.page.goto('/console/translations');
    await reviewer.page.getByRole('tab', { name: tab }).click();
    await reviewer.page.getByText(ready).first().waitFor();
    await clean(reviewer.page, `translations-${tab === '覆盖' ? 'coverage' : 'words'}`);
  }
  await reviewer.close();
  const reader = await openHand(stage, STILL);
  const { port } = new URL(stage.world.base);
  await reader.page.goto(`http://tongliao.localhost:${port}/search?q=${encodeURIComponent('取暖救助')}`);
  await reader.page.getByRole('link', { name: WORDS.title }).first().click();
  await reader.page.locator('.pair a').click();
  await reader.page.locator('html[lang="mn-Mong-CN"]').waitFor();
  await expect.poll(() => reader.page.locator('.text').innerText()).toContain('ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠡᠯᠡ');
  await reader.close();
});
