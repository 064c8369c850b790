// A banner's site in the hands of the city's openness office: seen by readers under its own name, dressed, announced as down, opened again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { confirm, openHand, openStage, PHONE, shot, signIn, type Hand, type Stage } from '../support/pages.ts';

let stage: Stage;
let head: Hand;
let reader: Hand;
let kailu: string;
beforeAll(async () => {
  stage = await openStage();
  const { db } = stage.world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  kailu = stage.world.base.replace('127.0.0.1', 'kailu.localhost');
  head = await signIn(stage, '德力格尔');
  reader = await openHand(stage, PHONE);
});
afterAll(() => stage.stop());

const says = (words: string): Promise<void> => head.page.getByText(words).first().waitFor();

async function move(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await confirm(page, name);
}

describe('a site', () => {
  it('is found in the list of sites, and has its own name, furniture and colour', async () => {
    const { page } = reader;
    await page.goto('/sites');
    await page.getByRole('link', { name: '开鲁县人民政府' }).click();
    await page.waitForURL(`${kailu}/`);
    await expect.poll(() => page.locator('.site-name').innerText()).toContain('开鲁县人民政府');
    await expect.poll(() => page.locator('footer').innerText()).toContain('1505230001');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".hero")).backgroundColor')).toBe('rgb(61, 90, 18)');
    await shot(page, 'site-home-phone');
  });

  it('a colour that cannot be read is refused with the reason; one that can is seen at once', async () => {
    const { page } = head;
    await page.goto('/console/sites');
    await page.getByRole('link', { name: '开鲁县人民政府' }).click();
    await page.getByLabel('主题色', { exact: true }).last().fill('#9fc5ff');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says('不足 4.5:1');
    await page.getByLabel('主题色', { exact: true }).last().fill('#5a2d82');
    await page.getByLabel('联系电话').fill('0475-0000999');
    const frame = page.frameLocator('iframe[title="首页预览"]');
    await frame.getByText('0475-0000999').waitFor();
    await reader.page.reload();
    await expect.poll(() => reader.page.locator('footer').innerText()).not.toContain('0475-0000999');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says('已保存，网站已经更新');
    await shot(page, 'site-editor');
    await reader.page.reload();
    await expect.poll(() => reader.page.locator('footer').innerText()).toContain('0475-0000999');
    expect(await reader.page.evaluate('getComputedStyle(document.querySelector(".hero")).backgroundColor')).toBe('rgb(90, 45, 130)');
  });

  it('is taken down only with a notice, which readers then see, and opened again', async () => {
    const { page } = head;
    await move(page, '临时下线');
    await says('临时下线、关停须写明公告');
    await page.getByLabel('公告（临时下线、关停时公众看到的话）').fill('因系统升级，本站今晚临时下线。');
    await move(page, '临时下线');
    await page.getByRole('button', { name: '关停' }).waitFor();
    expect((await reader.page.goto(`${kailu}/`))?.status()).toBe(503);
    await expect.poll(() => reader.page.locator('main').innerText()).toContain('因系统升级，本站今晚临时下线。');
    await move(page, '开通');
    await page.getByRole('button', { name: '临时下线' }).waitFor();
    expect((await reader.page.goto(`${kailu}/`))?.status()).toBe(200);
  });

  it('is refused to a township, with the reason and the document that says so', async () => {
    const { page } = head;
    await page.goto('/console/sites');
    await page.getByRole('button', { name: '新建网站' }).click();
    const form = page.getByRole('dialog', { name: '新建网站' });
    await form.getByLabel('主办单位').fill('木里图镇');
    await page.locator('.ant-select-item-option').filter({ hasText: '木里图镇人民政府' }).click();
    await form.getByLabel('域名').fill('mulitu.localhost');
    await form.getByLabel('代码').fill('mulitu');
    await form.getByRole('button', { name: /建\s*立/ }).click();
    await says('苏木乡镇、街道不单独开设网站');
    await shot(page, 'site-refused');
  });
});
