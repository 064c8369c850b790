// An editor makes a column by a rule, sees it before it is public, opens it; readers find it on the home page; moved, its old address leads on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { choose, openHand, openStage, PHONE, shot, signIn, type Hand, type Stage } from '../support/pages.ts';
import { makeSamples, WORDS } from '../support/samples.ts';

let stage: Stage;
let editor: Hand;
let reader: Hand;
let city: string;
beforeAll(async () => {
  stage = await openStage();
  await makeSamples(stage.world.base);
  const { db } = stage.world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  city = stage.world.base.replace('127.0.0.1', 'tongliao.localhost');
  editor = await signIn(stage, '德力格尔');
  reader = await openHand(stage, PHONE);
});
afterAll(() => stage.stop());

const says = (words: string): Promise<void> => editor.page.getByText(words).first().waitFor();

describe('a column', () => {
  it('is made with four fields, and held back while nothing is in it', async () => {
    const { page } = editor;
    await page.goto('/console/sites/tongliao');
    await page.getByRole('link', { name: '管理栏目' }).click();
    await page.getByRole('button', { name: '新建栏目' }).click();
    const form = page.getByRole('dialog', { name: '新建栏目' });
    await form.getByLabel('栏目名称').fill('冬季救助');
    await form.getByLabel('栏目类型').fill('政策文件');
    await choose(page.locator('.ant-select-item-option').filter({ hasText: '政策文件' }));
    await form.getByLabel('网址').fill('winter');
    await form.getByRole('button', { name: /建\s*立/ }).click();
    await says('现在有');
    await page.getByRole('combobox', { name: '标题或主题词含有' }).pressSequentially('没有这样的题目，');
    await says('现在没有符合的信息');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says('已保存');
    await expect.poll(() => page.getByRole('button', { name: '开通', exact: true }).isDisabled()).toBe(true);
    await says('栏目里还没有内容，暂不开通');
    await says('开通前须写明设置目的');
    await shot(page, 'column-held-back');
  });

  it('shows how many its rule brings, and its page before anybody else sees it', async () => {
    const { page } = editor;
    await page.getByRole('combobox', { name: '标题或主题词含有' }).press('Backspace');
    await page.getByRole('combobox', { name: '标题或主题词含有' }).pressSequentially('取暖救助，');
    await page.getByLabel('设置目的').fill('归集取暖救助政策');
    await page.getByRole('combobox', { name: '关键词' }).pressSequentially('救助，取暖，');
    await page.getByLabel('在网站首页显示').check();
    await page.frameLocator('iframe[title="栏目预览"]').getByText(WORDS.title).waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('有未保存的修改').waitFor({ state: 'detached' });
    await shot(page, 'column-editor');
    expect((await reader.page.goto(`${city}/columns/winter/`))?.status()).toBe(404);
  });

  it('opened, it stands on the home page and has its own', async () => {
    await editor.page.getByRole('button', { name: '开通', exact: true }).click();
    await says('栏目已开通');
    const { page } = reader;
    await page.goto(`${city}/`);
    await page.getByRole('heading', { name: '冬季救助' }).waitFor();
    await shot(page, 'home-with-column-phone');
    await page.getByRole('link', { name: /更多.*冬季救助/ }).click();
    await page.waitForURL(`${city}/columns/winter/`);
    await page.getByRole('link', { name: WORDS.title }).click();
    await expect.poll(() => page.locator('.crumbs').innerText()).toContain('冬季救助');
    await expect.poll(() => page.locator('meta[name="ColumnName"]').getAttribute('content')).toBe('冬季救助');
  });

  it('moved, its old address leads on; the move is undone by one press', async () => {
    const { page } = editor;
    await page.getByRole('textbox', { name: /^网址/ }).fill('nuandong');
    await page.getByRole('button', { name: '移动', exact: true }).click();
    await says('原网址永远转到新网址');
    await reader.page.goto(`${city}/columns/winter/`);
    expect(reader.page.url()).toBe(`${city}/columns/nuandong/`);
    await page.getByRole('button', { name: '移回原处' }).click();
    await says('已移回原处');
    await reader.page.goto(`${city}/columns/nuandong/`);
    expect(reader.page.url()).toBe(`${city}/columns/winter/`);
  });

  it('by hand one is pinned, another taken out', async () => {
    const { page } = editor;
    await page.getByLabel('按标题、文号查找已公开信息').first().fill('救助资金');
    const row = page.getByRole('listitem').filter({ hasText: '救助资金发放情况的通报' });
    await row.getByRole('button', { name: '置顶' }).click();
    await page.getByRole('button', { name: '取消', exact: true }).waitFor();
    await reader.page.goto(`${city}/columns/winter/`);
    await expect.poll(() => reader.page.locator('.row-title').first().innerText()).toContain('救助资金发放情况的通报');
    await shot(reader.page, 'column-phone');
  });

  it('is on the list of what is due, with what the check counts', async () => {
    const { page } = editor;
    await page.goto('/console/columns');
    await page.getByRole('link', { name: '冬季救助' }).waitFor();
    await expect.poll(() => page.locator('.column-vetoes').innerText()).toContain('0 / 5');
    await shot(page, 'columns-due');
  });
});
