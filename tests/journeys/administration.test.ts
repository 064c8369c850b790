// Agencies and people from nothing: the system administrator makes them, the security administrator gives duties, and the new person works.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSignIn, openOffice, signInAgain, typePassword, typeNewPassword, enrol, type Account, type Office } from '../support/office.ts';
import { bodyOf, choose, newSheet, openHand, saved, shot, tick, typeTitle, type Hand } from '../support/pages.ts';


let office: Office;
let system: Hand;
let security: Hand;
beforeAll(async () => {
  office = await openOffice();
  system = await firstSignIn(office.stage, office.accounts.system, 'Grassland-2026');
  security = await firstSignIn(office.stage, office.accounts.security, 'Horse-head-2026');
});
afterAll(() => office.stage.stop());

const clerk: Account = { login: 'wang.xiaoming', password: '', seed: null, used: '' };
const says = (page: Page, words: string): Promise<void> => page.getByText(words).first().waitFor();
const option = (page: Page, name: string) => page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: name }).first();
async function pick(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await choose(option(page, name));
}
/** While a question opens it moves: pressed then, its button may not be what the mouse comes up on. */
async function agree(page: Page, question: string): Promise<void> {
  await says(page, question);
  await page.locator('[class*="ant-zoom-big-"]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '确定' }).click();
}
async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto('/console/people');
  await page.getByRole('row', { name }).click();
  await page.getByRole('complementary', { name }).waitFor();
}

describe('the system administrator', () => {
  it('enters a region; one that is there already is refused at its field', async () => {
    const { page } = system;
    await page.goto('/console/agencies');
    await page.getByRole('button', { name: '新增行政区划' }).click();
    const form = page.getByRole('dialog', { name: '新增行政区划' });
    await form.getByRole('button', { name: '保存' }).click();
    await says(page, '请填写行政区划代码');
    await form.getByLabel('名称').fill('科尔沁区');
    await form.getByLabel('行政区划代码').fill('150500');
    await form.getByRole('button', { name: '保存' }).click();
    await says(page, '这个行政区划代码已经登记');
    await form.getByLabel('行政区划代码').fill('150502');
    await pick(page, '上级行政区', '通辽市');
    await form.getByRole('button', { name: '保存' }).click();
    await says(page, '已登记科尔沁区');
  });

  it('enters an agency; codes with wrong check digits are refused, each at its field', async () => {
    const { page } = system;
    await page.getByRole('button', { name: '新增机构' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '请填写全称');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('name');
    await page.getByLabel('全称').fill('科尔沁区民政局');
    await page.getByLabel('规范化简称').fill('区民政局');
    await page.getByLabel('代码', { exact: true }).fill('150502 民政');
    await pick(page, '区域', '科尔沁区');
    await pick(page, '上级机关', '通辽市人民政府');
    await page.getByLabel('组织机构代码').fill('TL0000023');
    await page.getByLabel('统一社会信用代码').fill('11150502TL00000241');
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '2 至 40 位字母、数字和连字符');
    await page.getByLabel('代码', { exact: true }).fill('150502-MZJ');
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '组织机构代码不正确，请核对9位代码及其校验位');
    await says(page, '统一社会信用代码不正确，请核对18位代码及其校验位');
    await shot(page, 'agency-codes');
    await page.getByLabel('组织机构代码').fill('TL0000016');
    await page.getByLabel('统一社会信用代码').fill('');
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '这个组织机构代码已登记给别的机构');
    await page.getByLabel('组织机构代码').fill('TL0000024');
    await page.getByRole('button', { name: '添加代字' }).click();
    await page.getByLabel('代字', { exact: true }).fill('科民发');
    await page.getByLabel('政务公开机构').fill('办公室');
    await page.getByLabel('联系电话').fill('0475-8000000');
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '机构信息已保存');
    await page.getByRole('row', { name: '科尔沁区民政局' }).getByText('0475-8000000').waitFor();
    await shot(page, 'agencies');
  });

  it('keeps what the form does not show: saving an agency again does not move it', async () => {
    const { page } = system;
    const { db } = office.stage.world.system;
    await db.updateTable('core.agency').set({ position: 7 }).where('code', '=', '150502-MZJ').execute();
    await page.getByRole('row', { name: '科尔沁区民政局' }).click();
    await page.getByLabel('联系电话').fill('0475-8000009');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('row', { name: '科尔沁区民政局' }).getByText('0475-8000009').waitFor();
    const row = await db.selectFrom('core.agency').select(['position', 'version']).where('code', '=', '150502-MZJ').executeTakeFirstOrThrow();
    expect(row).toEqual({ position: 7, version: 2 });
  });

  it('tells the public of the agency at once', async () => {
    const visitor = await openHand(office.stage);
    await visitor.page.goto('/openness/150502-MZJ/');
    await says(visitor.page, '科尔沁区民政局');
    await visitor.close();
  });

  it('makes an account, with every fault in words, and tells the first password once', async () => {
    const { page } = system;
    await page.goto('/console/people');
    await page.getByRole('button', { name: '新增人员' }).click();
    const form = page.getByRole('dialog', { name: '新增人员' });
    const add = form.getByRole('button', { name: '新增人员' });
    await form.getByLabel('姓名').fill('王小明');
    await form.getByLabel('用户名').fill('王小明');
    await form.getByLabel('邮箱').fill('不是邮箱');
    await add.click();
    await expect.poll(() => form.locator('.ant-form-item-explain-error').allInnerTexts()).toEqual(['小写字母、数字、点、横线，2 至 40 位']);
    await form.getByLabel('用户名').fill('system.admin');
    await add.click();
    await says(page, '邮箱地址不正确，应如 name@example.gov.cn');
    await shot(page, 'person-faults');
    await form.getByLabel('邮箱').fill('');
    await add.click();
    await says(page, '这个用户名已经有人使用');
    await expect.poll(() => form.getByText('邮箱地址不正确').count()).toBe(0);
    await form.getByLabel('用户名').fill(clerk.login);
    await add.click();
    await says(page, '初始密码只显示这一次');
    clerk.password = (await form.locator('code').innerText()).trim();
    await shot(page, 'first-password-told');
    await form.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('row', { name: '王小明' }).getByText('没有任何职责').waitFor();
  });

  it('mends a name or a telephone number, and can give no duty', async () => {
    const { page } = system;
    await openPerson(page, '王小明');
    await page.getByRole('button', { name: '修改资料' }).click();
    await page.getByLabel('电话').fill('0475-8000001');
    await page.getByRole('button', { name: '保存' }).click();
    await says(page, '0475-8000001');
    await expect.poll(() => page.getByRole('button', { name: '授予职责' }).count()).toBe(0);
    await expect.poll(() => page.getByRole('button', { name: '重置密码' }).count()).toBe(0);
  });
});

describe('the security administrator', () => {
  it('gives duties, each in one agency; an administrator\'s beside them is refused with the reason', async () => {
    const { page } = security;
    const grant = async (agency: string, role: string): Promise<void> => {
      await pick(page, '选择机关', agency);
      await pick(page, '选择职责', role);
      await page.getByRole('button', { name: '授予职责' }).click();
    };
    await openPerson(page, '王小明');
    await grant('科尔沁区民政局', '拟稿人');
    const roles = page.locator('.role-list');
    await roles.getByText('拟稿人').waitFor();
    await grant('科尔沁区民政局', '安全审计员');
    await says(page, '三员分立：系统管理员、安全保密管理员、安全审计员不得兼任，也不得兼任业务角色');
    await shot(page, 'separated');
    await grant('通辽市人民政府', '办公室文书');
    await roles.getByText('办公室文书').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '停用' }).count()).toBe(0);
  });
});

describe('the new person', () => {
  it('signs in, sees both agencies, and drafts a document', async () => {
    const hand = await firstSignIn(office.stage, clerk, 'Steppe-wind-26');
    const { page } = hand;
    await expect.poll(() => page.locator('.account').innerText()).toMatch(/王小明\s*.*等 2 个机关/);
    await newSheet(hand);
    await typeTitle(page, '科尔沁区民政局关于开展冬季走访的通知');
    await tick(page, '公开属性', '全文公开');
    await bodyOf(page).click();
    await page.keyboard.type('请各单位做好冬季走访。');
    await saved(page);
    await shot(page, 'first-draft');
    await page.getByRole('link', { name: '我的工作' }).click();
    await page.getByRole('link', { name: '科尔沁区民政局关于开展冬季走访的通知' }).waitFor();
    await page.goto('/console/people');
    await says(page, '这一页不归你办理');
    await hand.close();
  });

  it('is let in again by a new first password when the phone is lost', async () => {
    const { page } = security;
    await openPerson(page, '王小明');
    await says(page, '已设置');
    await page.getByRole('button', { name: '重置密码' }).click();
    await agree(page, '重置后原密码立即失效');
    await says(page, '初始密码只显示这一次');
    await page.getByRole('complementary').getByText('未设置').waitFor();
    clerk.password = (await page.getByRole('complementary').locator('code').innerText()).trim();
    const hand = await openHand(office.stage);
    await hand.page.goto('/console/');
    await typePassword(hand.page, clerk.login, clerk.password);
    await says(hand.page, '首次登录请先修改密码');
    await typeNewPassword(hand.page, clerk.password, 'Another-wind-27');
    clerk.password = 'Another-wind-27';
    await enrol(hand.page, clerk);
    await hand.close();
  });

  it('is signed out and kept out when the account is stopped; the last administrator cannot be', async () => {
    const working = await signInAgain(office.stage, clerk);
    const { page } = system;
    await openPerson(page, '王小明');
    await page.getByRole('button', { name: '停用' }).click();
    await agree(page, '停用后立即退出所有登录');
    await page.getByRole('row', { name: '王小明' }).getByText('停用').waitFor();
    await shot(page, 'person-stopped');
    await working.page.reload();
    await typePassword(working.page, clerk.login, clerk.password);
    await says(working.page, '账号已停用，请联系系统管理员');
    await working.close();
    await openPerson(page, '安全审计员');
    await page.getByRole('button', { name: '停用' }).click();
    await agree(page, '停用后立即退出所有登录');
    await says(page, '这是最后一位安全审计员，不能撤销或停用');
    await openPerson(page, '王小明');
    await page.getByRole('button', { name: '启用' }).click();
    await says(page, '已保存');
    await (await signInAgain(office.stage, clerk)).close();
  });
});
