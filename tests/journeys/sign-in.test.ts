// A real installation, where nobody can "sign in as": the first administrators, their passwords and second factors.
import { addSeconds, now } from '@tongming/law';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ADMINISTRATORS, anotherDay, atHome, codeOf, enrol, firstSignIn, offered, openOffice, signInAgain, signOut, typeCode, typeNewPassword, typePassword, type Office,
} from '../support/office.ts';
import { openHand, shot, type Hand } from '../support/pages.ts';


let office: Office;
beforeAll(async () => { office = await openOffice(); });
afterAll(() => office.stage.stop());

const alert = (page: Page, words: string): Promise<void> => page.getByText(words).waitFor();

describe('a new installation', () => {
  it('is founded once: a second init is refused and changes nothing', async () => {
    const { code, output } = await office.again();
    expect(code).not.toBe(0);
    expect(output).toContain('不能再次初始化');
  });

  it('offers no persona and no account of its own', async () => {
    const hand = await openHand(office.stage);
    await hand.page.goto('/console/');
    await hand.page.getByLabel('用户名').waitFor();
    await expect.poll(() => hand.page.getByText('演示').count()).toBe(0);
    const refused = await hand.context.request.post('/api/console/sign-in-as', { headers: { 'x-tongming': '1' }, data: { personId: '00000000-0000-4000-8000-000000000000' } });
    expect(refused.status()).toBe(403);
    await shot(hand.page, 'sign-in-plain');
    await hand.close();
  });
});

describe('the first sign-in', () => {
  let hand: Hand;
  let page: Page;
  beforeAll(async () => {
    hand = await openHand(office.stage);
    page = hand.page;
    await page.goto('/console/');
  });
  afterAll(() => hand.close());

  it('says what is missing and what is wrong', async () => {
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await alert(page, '请填写用户名');
    await typePassword(page, ADMINISTRATORS.system, 'not-the-password');
    await alert(page, '用户名或密码不正确');
  });

  it('goes nowhere before the password is one\'s own, and says at the field what a good one is', async () => {
    const account = office.accounts.system;
    await typePassword(page, account.login, account.password);
    await alert(page, '首次登录请先修改密码');
    await page.goto('/console/people');
    await alert(page, '首次登录请先修改密码');
    await alert(page, '至少 10 个字符，大写字母、小写字母、数字、符号中至少有 3 类');
    await typeNewPassword(page, account.password, 'Aa1', 'Aa2');
    await alert(page, '两次输入的新密码不一致');
    await typeNewPassword(page, account.password, 'alllowercaseletters');
    await alert(page, '密码应含大写字母、小写字母、数字、符号中的至少3类');
    await shot(page, 'first-password');
    await typeNewPassword(page, 'not-the-password', 'Grassland-2026');
    await alert(page, '原密码不正确');
    await typeNewPassword(page, account.password, 'Grassland-2026');
    account.password = 'Grassland-2026';
    await alert(page, '本系统要求设置动态口令');
  });

  it('asks for the authenticator, refuses a wrong code, and then lets in', async () => {
    await page.goto('/console/people');
    await alert(page, '本系统要求设置动态口令');
    await page.getByRole('img', { name: '动态口令二维码' }).waitFor();
    await page.getByLabel('输入验证器显示的 6 位数字').fill('000000');
    await page.getByRole('button', { name: '启用' }).click();
    await alert(page, '动态口令不正确');
    await shot(page, 'second-factor');
    await enrol(page, office.accounts.system);
    await page.goto('/console/second-factor');
    await alert(page, '动态口令已经启用');
  });
});

describe('a later sign-in', () => {
  it('needs password and code; a code is good once; one may turn back to another account', async () => {
    const account = office.accounts.system;
    const hand = await openHand(office.stage);
    const { page } = hand;
    await page.goto('/console/');
    await typePassword(page, account.login, account.password);
    await alert(page, `正在登录：${account.login}`);
    await page.getByRole('button', { name: '换一个账号' }).click();
    await expect.poll(() => page.getByLabel('用户名').inputValue()).toBe('');
    await typePassword(page, account.login, account.password);
    await typeCode(page, account.used);
    await alert(page, '动态口令不正确或已经用过');
    await shot(page, 'used-code');
    await anotherDay(office.stage, account);
    await typeCode(page, codeOf(account));
    await atHome(page);
    await signOut(page);
    await page.goto('/console/people');
    await page.getByLabel('用户名').waitFor();
    await hand.close();
  });

  it('is asked for over the page when the session has run out, and the page goes on', async () => {
    const account = office.accounts.system;
    const hand = await signInAgain(office.stage, account);
    const { page } = hand;
    await page.goto('/console/people');
    await page.getByRole('row', { name: '系统管理员' }).waitFor();
    const { db } = office.stage.world.system;
    await db.updateTable('core.session').set({ lastSeenAt: addSeconds(now(), -31 * 60) }).execute();
    await page.getByRole('searchbox', { name: '姓名或用户名' }).fill('audit');
    const again = page.getByRole('dialog', { name: '登录已过期' });
    await again.waitFor();
    await shot(page, 'session-over');
    await anotherDay(office.stage, account);
    await again.getByLabel('密码', { exact: true }).fill(account.password);
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await typeCode(page, codeOf(account));
    await again.waitFor({ state: 'hidden' });
    await page.getByText('已显示 1 条，共 1 条').waitFor();
    await hand.close();
  });
});

describe('the three administrators (三员分立)', () => {
  it('each see their own pages only, and the server refuses the rest', async () => {
    const { stage, accounts } = office;
    const hands = {
      system: await signInAgain(stage, accounts.system),
      security: await firstSignIn(stage, accounts.security, 'Horse-head-2026'),
      audit: await firstSignIn(stage, accounts.audit, 'Clear-mirror-2026'),
    };
    expect(await offered(hands.system.page)).toEqual(['我的工作', '已发布', '机构', '人员']);
    expect(await offered(hands.security.page)).toEqual(['我的工作', '已发布', '机构', '人员']);
    expect(await offered(hands.audit.page)).toEqual(['我的工作', '已发布', '机构', '日志']);
    await shot(hands.audit.page, 'audit-home');
    const someone = '00000000-0000-4000-8000-000000000000';
    const deeds = [
      ['POST', '/people', { login: 'x.y', name: '某' }], ['POST', '/regions', { code: '150502', name: '科尔沁区', level: 'county' }],
      ['POST', `/people/${someone}/roles`, { agencyCode: '150500', role: 'drafter', grant: true }], ['POST', `/people/${someone}/reset`, {}],
      ['GET', '/journal', undefined], ['POST', '/documents', { agencyCode: '150500' }], ['GET', '/foi/cases', undefined],
    ] as const;
    const allowed = async (hand: Hand): Promise<string[]> => {
      const open: string[] = [];
      for (const [method, path, data] of deeds) {
        const answer = await hand.context.request.fetch(`/api/console${path}`, { method, headers: { 'x-tongming': '1' }, ...(data === undefined ? {} : { data }) });
        if (answer.status() !== 403) open.push(`${method} ${path}`);
      }
      return open;
    };
    expect(await allowed(hands.security)).toEqual([`POST /people/${someone}/roles`, `POST /people/${someone}/reset`]);
    expect(await allowed(hands.audit)).toEqual(['GET /journal']);
    expect(await allowed(hands.system)).toEqual(['POST /people', 'POST /regions']);
    for (const [hand, path] of [[hands.system, 'journal'], [hands.security, 'documents'], [hands.audit, 'people'], [hands.audit, 'foi']] as const) {
      await hand.page.goto(`/console/${path}`);
      await alert(hand.page, '这一页不归你办理');
    }
    await shot(hands.system.page, 'barred');
    await hands.audit.page.goto('/console/journal');
    await hands.audit.page.getByRole('row').nth(3).waitFor();
    for (const action of await hands.audit.page.locator('tbody tr[tabindex] td:nth-child(3)').allInnerTexts()) expect(action).toMatch(/^[\u4e00-\u9fff]+$/);
    for (const hand of Object.values(hands)) await hand.close();
  });

  it('a lock-out says how long, and the security administrator ends it, though never one\'s own', async () => {
    const { stage, accounts } = office;
    const locked = await openHand(stage);
    await locked.page.goto('/console/');
    for (let tries = 0; tries < 4; tries += 1) {
      await typePassword(locked.page, accounts.system.login, `guess-${tries}`);
      await expect.poll(() => locked.page.getByRole('button', { name: '登录', exact: true }).isEnabled()).toBe(true);
    }
    await typePassword(locked.page, accounts.system.login, 'guess-5');
    await alert(locked.page, '登录失败次数过多，账号已锁定，请15分钟后再试');
    await shot(locked.page, 'locked');
    const security = await signInAgain(stage, accounts.security);
    const { page } = security;
    await page.goto('/console/people');
    await page.getByRole('row', { name: '安全保密管理员' }).click();
    await page.getByRole('complementary', { name: '安全保密管理员' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: '重置密码' }).count()).toBe(0);
    await page.getByRole('row', { name: '系统管理员' }).click();
    await page.getByText(/已锁定至/).first().waitFor();
    await shot(page, 'people-locked');
    await page.getByRole('button', { name: '解除锁定' }).click();
    await alert(page, '已解除锁定');
    await security.close();
    await locked.close();
    await (await signInAgain(stage, accounts.system)).close();
  });
});
