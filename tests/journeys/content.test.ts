// A piece of news: written by one, published by another, on the portal, placed in a topic, withdrawn, and gone everywhere.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { choose, confirm, openHand, openStage, PHONE, shot, signIn, type Hand, type Stage } from '../support/pages.ts';

const title = '甲辰大桥今天通车';
const words = '经过三年建设，甲辰大桥今天正式通车，沿线群众出行不再绕行。';

let stage: Stage;
let reader: Hand;
let portal: string;
let record = '';
beforeAll(async () => {
  stage = await openStage();
  const { db } = stage.world.system;
  await foundSites(db, await enterPeople(db, () => undefined), () => undefined);
  portal = stage.world.base.replace('127.0.0.1', 'tongliao.localhost');
  reader = await openHand(stage, PHONE);
});
afterAll(() => stage.stop());

const says = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();
const mainOf = async (path: string): Promise<string> => {
  await reader.page.goto(`${portal}${path}`);
  return reader.page.locator('main').innerText();
};
/** Under the plain address, which shows the content of all sites. */
const ask = (path: string): Promise<Response> => fetch(`${stage.world.base}${path}`);
const textOf = async (path: string): Promise<string> => (await ask(path)).text();
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await confirm(page, new RegExp(name.split('').join('\\s*')));
}

const beyond = "(() => { const frame = document.querySelector('.whole-page iframe'); return frame.contentDocument.documentElement.scrollHeight - frame.clientHeight; })()";
/** The page as its readers will see it, whole, at the desk and on a phone; nothing of it is public. */
async function look(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '发布后公众看到的网页' });
  const shown = dialog.frameLocator('iframe');
  for (const size of ['桌面', '手机']) {
    await dialog.getByText(size, { exact: true }).click();
    await shown.getByRole('heading', { level: 1, name: title }).waitFor();
    await shown.getByText(text).waitFor();
    await shown.getByText('网站标识码').waitFor();
    await expect.poll(() => page.evaluate(beyond)).toBe(0);
    await shot(page, `content-preview-${size === '手机' ? 'phone' : 'desk'}`);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

describe('a piece of news', () => {
  it('is written, told what is missing, and sent for review', async () => {
    const { page, close } = await signIn(stage, '林晓文');
    await page.goto('/console/content');
    await page.getByRole('button', { name: '写一条' }).click();
    const dialog = page.getByRole('dialog', { name: '写一条' });
    await dialog.getByLabel('标题').fill(title);
    await dialog.getByLabel('机关').click();
    await choose(page.locator('.ant-select-item-option').filter({ hasText: /^通辽市人民政府$/ }));
    await dialog.getByRole('button', { name: '开始编写' }).click();
    await says(page, '请填写正文');
    await expect.poll(() => page.getByRole('button', { name: '送审', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '正文' }).last().click();
    await page.keyboard.type(words);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says(page, '已保存');
    await shot(page, 'content-editor');
    await page.keyboard.type('这是还没保存的一句。');
    await page.getByRole('button', { name: '保存并按网页预览' }).click();
    await look(page, '这是还没保存的一句。');
    await page.getByRole('button', { name: '送审', exact: true }).click();
    await says(page, '已送审');
    await expect.poll(() => page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
    await close();
  });

  it('is published by another person, and is at once on the portal', async () => {
    expect(await mainOf('/content/')).not.toContain(title);
    const { page, close } = await signIn(stage, '陈立诚');
    await page.goto('/console/content');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('button', { name: '按网页预览', exact: true }).click();
    await look(page, words);
    await press(page, '发布');
    await page.getByRole('link', { name: '查看网页' }).waitFor();
    await shot(page, 'content-published');
    await close();
    expect(await mainOf('/content/news/')).toContain(title);
    await shot(reader.page, 'content-list-phone');
    await reader.page.getByRole('link', { name: title }).click();
    await reader.page.getByRole('heading', { level: 1, name: title }).waitFor();
    record = /\/records\/([\w-]+)/.exec(reader.page.url())?.[1] ?? '';
    await expect.poll(() => reader.page.locator('article').innerText()).toContain(words);
    expect(await reader.page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')).toBe(0);
    await shot(reader.page, 'content-news-phone');
    expect(await mainOf('/records/')).not.toContain(title);
  });

  it('is placed in a topic by the openness office', async () => {
    const { page, close } = await signIn(stage, '德力格尔');
    await page.goto('/console/topics');
    await page.getByRole('button', { name: '新建专题' }).click();
    const dialog = page.getByRole('dialog', { name: '新建专题' });
    await dialog.getByLabel('网站').click();
    await choose(page.locator('.ant-select-item-option').filter({ hasText: /^通辽市人民政府$/ }));
    await dialog.getByLabel('名称').fill('交通建设');
    await dialog.getByLabel('网址名').fill('roads');
    await dialog.getByLabel('导语').fill('道路和桥梁建设进展。');
    await dialog.getByRole('button', { name: /建\s*立/ }).click();
    await page.getByPlaceholder('查找信息：工作进展').fill(title);
    await page.getByRole('button', { name: '置顶' }).first().click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says(page, '已保存');
    expect((await ask('/topics/roads/')).status).toBe(404);
    await press(page, '开设');
    await says(page, '已开设');
    await shot(page, 'topic-editor');
    await close();
    expect(await mainOf('/topics/roads/')).toContain(title);
    await shot(reader.page, 'topic-phone');
    expect(await textOf('/topics/roads/feed.xml')).toContain(title);
  });

  it('is withdrawn with a reason, and gone from every place at once', async () => {
    const { page, close } = await signIn(stage, '陈立诚');
    await page.goto('/console/content');
    await page.getByRole('link', { name: title }).click();
    await says(page, '交通建设');
    await page.getByRole('button', { name: '撤下', exact: true }).click();
    await page.getByLabel('撤下的说明（公众看到）').fill('数字有误，核实后另行发布');
    await press(page, '撤下');
    await says(page, '已撤下');
    await close();
    for (const path of ['/content/', '/content/news/', '/topics/roads/', '/topics/roads/feed.xml', '/content/news/feed.json', '/feed.xml', `/search?q=${encodeURIComponent('大桥')}`, '/sitemaps/records-1.xml']) expect(await textOf(path), path).not.toContain(record);
    expect((await ask(`/records/${record}`)).status).toBe(410);
    expect(await mainOf(`/records/${record}`)).toContain('数字有误，核实后另行发布');
  });
});

describe('what is typed', () => {
  let writer: Hand;
  beforeAll(async () => {
    writer = await signIn(stage, '林晓文');
    const { page } = writer;
    await page.goto('/console/content');
    await page.getByRole('button', { name: '写一条' }).click();
    const dialog = page.getByRole('dialog', { name: '写一条' });
    await dialog.getByLabel('标题').fill('乙巳公园开园');
    await dialog.getByLabel('机关').click();
    await choose(page.locator('.ant-select-item-option').filter({ hasText: /^通辽市人民政府$/ }));
    await dialog.getByRole('button', { name: '开始编写' }).click();
  });
  const save = (page: Page): Promise<void> => page.getByRole('button', { name: '保存', exact: true }).click();
  const line = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const isSaved = (page: Page): Promise<void> => expect.poll(() => page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true);

  it('while the save before is under way, stays and is saved with the next', async () => {
    const { page } = writer;
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => { answer = resolve; });
    await page.route('**/content/*', async (route) => {
      if (route.request().method() === 'PUT') await held;
      await route.continue();
    });
    await line(page, '摘要').fill('园内有湖');
    await save(page);
    await line(page, '作者').fill('王一');
    const body = page.getByRole('textbox', { name: '正文' }).last();
    await body.click();
    await page.keyboard.type('公园今天');
    answer();
    await says(page, '已保存');
    await page.keyboard.type('开园。');
    await expect.poll(() => body.innerText()).toContain('公园今天开园。');
    await expect.poll(() => line(page, '作者').inputValue()).toBe('王一');
    await page.unrouteAll({ behavior: 'wait' });
    await save(page);
    await isSaved(page);
    await page.reload();
    await expect.poll(() => body.innerText()).toContain('公园今天开园。');
    await expect.poll(() => line(page, '作者').inputValue()).toBe('王一');
    await expect.poll(() => line(page, '摘要').inputValue()).toBe('园内有湖');
  });

  it('goes on from a page that is pasted: its text comes in by paragraphs, and what does not is named', async () => {
    const { page } = writer;
    await page.getByRole('button', { name: '粘贴网页内容' }).click();
    const dialog = page.getByRole('dialog', { name: '粘贴网页内容' });
    await dialog.getByRole('textbox', { name: '粘贴网页内容' }).fill(`<html><body><div class="nav"><a href="/">首页</a><a href="/a">公开</a><a href="/b">服务</a><a href="/c">互动</a></div>
      <div class="TRS_Editor"><p>乙巳公园今天起免费开放，市民可以从东门和南门进入园区。<br>　　一、开放时间<br>　　每天八时到二十时，冬季提前一小时关闭，法定节假日照常开放。</p><p><img src="a.jpg"></p></div><div class="footer">主办单位：某某</div></body></html>`);
    await dialog.getByRole('button', { name: '放进正文' }).click();
    await says(page, '有1张图片没有导入，请在正文中重新插入');
    const body = page.getByRole('textbox', { name: '正文' }).last();
    await expect.poll(() => body.locator('p, h1, h2, h3').allInnerTexts()).toEqual(['公园今天开园。', '乙巳公园今天起免费开放，市民可以从东门和南门进入园区。', '一、开放时间', '每天八时到二十时，冬季提前一小时关闭，法定节假日照常开放。']);
    await save(page);
    await isSaved(page);
  });

  it('over what another saved meanwhile, stays beside what the other wrote', async () => {
    const { page } = writer;
    const other = await page.context().newPage();
    await other.goto(page.url());
    await line(page, '作者').fill('王二');
    await line(other, '摘要').fill('园内有湖有岛');
    await other.getByRole('textbox', { name: '正文' }).last().fill('公园明天开园。');
    await save(other);
    await isSaved(other);
    await other.close();
    await save(page);
    await says(page, '你还没保存的改动仍在');
    await expect.poll(() => line(page, '摘要').inputValue()).toBe('园内有湖有岛');
    await expect.poll(() => page.getByRole('textbox', { name: '正文' }).last().innerText()).toBe('公园明天开园。');
    await expect.poll(() => line(page, '作者').inputValue()).toBe('王二');
    await save(page);
    await isSaved(page);
    await page.reload();
    await expect.poll(() => line(page, '作者').inputValue()).toBe('王二');
    await expect.poll(() => line(page, '摘要').inputValue()).toBe('园内有湖有岛');
  });
});
