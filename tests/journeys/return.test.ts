import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import {
  bodyOf, idOf, newSheet, openStage, openWaiting, saved, shot, signIn, takeStep, tick, typeNames, typeTitle, type Hand, type Stage,
} from '../support/pages.ts';
import { draft, OPENNESS_OFFICE, signInAs, teamOf, type Team } from '../support/staff.ts';

const drafter = OPENNESS_OFFICE.drafter;
let stage: Stage;
let team: Team;
beforeAll(async () => {
  stage = await openStage();
  team = await teamOf(stage.world.base, OPENNESS_OFFICE);
});
afterAll(() => stage.stop());

const titleBox = (page: Page) => page.getByRole('textbox', { name: '标题', exact: true });
const stored = (id: string): Promise<DocumentView> => team.drafter.get<DocumentView>(`/documents/${id}`);
const paragraph = (text: string) => ({ type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] });

describe('sent back', () => {
  const title = '关于开展政务公开培训的通知';

  it('is submitted with one press right after the last key, without waiting for a save', async () => {
    const hand = await signIn(stage, drafter);
    const { page } = hand;
    await newSheet(hand);
    await typeTitle(page, title);
    await typeNames(page, '主送机关', ['各旗县市区人民政府']);
    await tick(page, '公开属性', '全文公开');
    await bodyOf(page).click();
    await page.keyboard.type('定于本月举办政务公开培训，请按时参加。');
    await page.getByRole('region', { name: '办理' }).getByRole('button', { name: /^提交审核/ }).click();
    await page.getByText('已提交审核', { exact: true }).waitFor();
    expect((await stored(idOf(page))).state).toBe('reviewing');
    await hand.close();
  });

  it('is returned by the reviewer, who has to say why', async () => {
    const hand = await signIn(stage, '陈立诚');
    const { page } = hand;
    await openWaiting(page, title);
    await page.getByRole('button', { name: '退回', exact: true }).click();
    const give = page.getByRole('button', { name: /^退回/ });
    await expect.poll(() => give.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: '理由' }).fill('请写明培训地点。');
    await shot(page, 'console-return');
    await give.click();
    await page.getByText(/^已退回/).waitFor();
    await hand.close();
  });

  it('comes back to the drafter with the reason, is mended and submitted again', async () => {
    const hand = await signIn(stage, drafter);
    const { page } = hand;
    await openWaiting(page, title);
    await page.getByText('请写明培训地点。').first().waitFor();
    await bodyOf(page).getByText('定于本月').click();
    await page.keyboard.press('End');
    await page.keyboard.type('地点：市政务服务中心。');
    await shot(page, 'console-returned');
    await page.getByRole('region', { name: '办理' }).getByRole('button', { name: /^提交审核/ }).click();
    await page.getByText('已提交审核', { exact: true }).waitFor();
    await hand.close();
  });

  it('shows the reviewer what has changed since', async () => {
    const hand = await signIn(stage, '陈立诚');
    const { page } = hand;
    await openWaiting(page, title);
    await page.getByText('版本比较', { exact: true }).click();
    await page.locator('ins, .added, .ins').filter({ hasText: '地点' }).first().waitFor();
    await shot(page, 'console-compare');
    await page.getByText('稿纸', { exact: true }).click();
    await takeStep(page, '审核通过');
    await hand.close();
  });
});

describe('nothing typed is lost', () => {
  let hand: Hand;
  let page: Page;
  let id: string;
  beforeAll(async () => { hand = await signIn(stage, drafter); });
  afterAll(() => hand.close());
  beforeEach(async () => {
    const doc = await draft(team, { title: '关于报送信息的通知', body: paragraph('请各单位报送信息。'), disclosure: { attribute: 'full', method: 'proactive', grounds: [] } });
    id = doc.id;
    page = await hand.context.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    await openSheet(page);
  });
  afterEach(() => page.close());

  const openSheet = async (tab: Page): Promise<void> => {
    await tab.goto(`/console/documents/${id}`);
    await titleBox(tab).waitFor();
  };
  /** As if the cable were out, for saves only. */
  const cutSaves = (): Promise<unknown> => page.route('**/api/console/documents/*', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  const mendSaves = (): Promise<void> => page.unroute('**/api/console/documents/*');
  const typeBody = async (words: string): Promise<void> => {
    await bodyOf(page).getByText('请各单位').click();
    await page.keyboard.press('End');
    await page.keyboard.type(words);
  };

  it('when two tabs changed different cells: both stand', async () => {
    const other = await hand.context.newPage();
    await openSheet(other);
    await other.getByRole('textbox', { name: '内容概述' }).fill('另一处写的概述');
    await saved(other);
    await typeTitle(page, '关于报送政务信息的通知');
    await saved(page);
    await expect.poll(async () => (await stored(id)).sheet).toMatchObject({ title: '关于报送政务信息的通知', summary: '另一处写的概述' });
    await expect.poll(() => page.getByRole('textbox', { name: '内容概述' }).inputValue()).toBe('另一处写的概述');
    await other.close();
  });

  it('when two tabs changed the same cell: the person chooses, and the rest is merged', async () => {
    const other = await hand.context.newPage();
    await openSheet(other);
    await typeTitle(other, '关于报送甲类信息的通知');
    await saved(other);
    await other.close();
    await page.getByRole('textbox', { name: '内容概述' }).fill('我写的概述');
    await typeTitle(page, '关于报送乙类信息的通知');
    const choice = page.getByRole('dialog', { name: '两个窗口改了同一处' });
    await choice.waitFor();
    await expect.poll(() => choice.innerText()).toMatch(/甲[\s\S]*乙/);
    await shot(page, 'console-conflict');
    expect((await stored(id)).sheet.title).toBe('关于报送甲类信息的通知');
    await choice.getByRole('radio', { name: '用另一个窗口的' }).check();
    await choice.getByRole('button', { name: '按选择保存' }).click();
    await choice.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await stored(id)).sheet).toMatchObject({ title: '关于报送甲类信息的通知', summary: '我写的概述' });
    await expect.poll(() => titleBox(page).inputValue()).toBe('关于报送甲类信息的通知');
  });

  it('when saving fails and the person goes elsewhere: the page asks first', async () => {
    await cutSaves();
    await typeBody('务必于月底前报送。');
    await page.getByRole('link', { name: '我的工作' }).click();
    const question = page.getByRole('dialog').filter({ hasText: '有改动没有保存' });
    await question.waitFor();
    await shot(page, 'console-leave');
    await question.getByRole('button', { name: '留在这里' }).click();
    await expect.poll(() => bodyOf(page).innerText()).toContain('务必于月底前报送。');
    await mendSaves();
    await page.keyboard.press('Control+s');
    await saved(page);
    expect(JSON.stringify((await stored(id)).sheet.body)).toContain('务必于月底前报送。');
  });

  it('when the page is loaded anew before it could save', async () => {
    await cutSaves();
    await typeBody('重新载入之前写的。');
    await page.getByText('没有保存成功').waitFor();
    await page.reload();
    await page.getByText('已接回上次没来得及保存的内容').waitFor();
    await expect.poll(() => bodyOf(page).innerText()).toContain('重新载入之前写的。');
    await mendSaves();
    await page.keyboard.press('Control+s');
    await saved(page);
    expect(JSON.stringify((await stored(id)).sheet.body)).toContain('重新载入之前写的。');
  });

  it('when the session ends in the middle of a sentence', async () => {
    await stage.world.system.db.deleteFrom('core.session').where('personId', '=', team.drafter.personId).execute();
    await typeBody('登录过期时正在写。');
    const again = page.getByRole('dialog', { name: '登录已过期' });
    await again.waitFor();
    await shot(page, 'console-session-over');
    await again.getByRole('button', { name: `以${drafter}身份登录` }).click();
    await again.waitFor({ state: 'hidden' });
    await saved(page);
    await expect.poll(() => bodyOf(page).innerText()).toContain('登录过期时正在写。');
    const anew = await signInAs(stage.world.base, team.drafter.personId);
    expect(JSON.stringify((await anew.get<DocumentView>(`/documents/${id}`)).sheet.body)).toContain('登录过期时正在写。');
  });
});
