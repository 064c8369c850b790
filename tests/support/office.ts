// A real installation and its people at the sign-in page: password, first password, second factor.
import { now } from '@tongming/law';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { totpCode, totpStep } from '../../server/src/domains/identity/totp.ts';
import { openHand, openStage, type Hand, type Stage } from './pages.ts';
import { startInstallation } from './world.ts';

export const ADMINISTRATORS = { system: 'system.admin', security: 'security.admin', audit: 'audit.admin' } as const;

/** What a person carries about: the account, the password of the day, and the phone with the authenticator. */
export type Account = { login: string; password: string; seed: Uint8Array | null; used: string };
export type Office = { stage: Stage; accounts: Record<keyof typeof ADMINISTRATORS, Account>; again: () => Promise<{ code: number | null; output: string }> };

export async function openOffice(): Promise<Office> {
  const founded: Awaited<ReturnType<typeof startInstallation>>[] = [];
  const stage = await openStage(async () => {
    const made = await startInstallation(['--code', '150500', '--name', '通辽市人民政府', '--short-name', '市政府', '--region', '通辽市', '--org-code', 'TL0000016']);
    founded.push(made);
    return made.world;
  });
  const [made] = founded;
  if (made === undefined) throw new Error('init has not run');
  const { said, again } = made;
  const accountOf = (login: string): Account => {
    const password = new RegExp(`${login.replace('.', '\\.')}\\s+(\\S+)`).exec(said)?.[1];
    if (password === undefined) throw new Error(`init told no password of ${login}:\n${said}`);
    return { login, password, seed: null, used: '' };
  };
  const { system, security, audit } = ADMINISTRATORS;
  return { stage, again, accounts: { system: accountOf(system), security: accountOf(security), audit: accountOf(audit) } };
}

/** The code that the authenticator shows now. */
export function codeOf(account: Account): string {
  if (account.seed === null) throw new Error(`${account.login} has no authenticator yet`);
  account.used = totpCode(account.seed, totpStep(now()));
  return account.used;
}

export async function typePassword(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('动态口令', { exact: true }).fill(code);
  await page.getByRole('button', { name: '验证', exact: true }).click();
}

export async function typeNewPassword(page: Page, current: string, next: string, again = next): Promise<void> {
  await page.getByLabel('原密码').fill(current);
  await page.getByLabel('新密码', { exact: true }).fill(next);
  await page.getByLabel('再输一次新密码').fill(again);
  await page.getByRole('button', { name: '修改密码' }).click();
}

/** The seed of the page, as a person who cannot scan would copy it. */
export async function readSeed(page: Page): Promise<Uint8Array> {
  await page.getByRole('img', { name: '动态口令二维码' }).waitFor();
  const secret = await page.locator('main code').innerText();
  const bits = [...secret.trim()].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

export async function enrol(page: Page, account: Account): Promise<void> {
  account.seed = await readSeed(page);
  await page.getByLabel('输入验证器显示的 6 位数字').fill(codeOf(account));
  await page.getByRole('button', { name: '启用' }).click();
  await atHome(page);
}

export const atHome = (page: Page): Promise<void> => page.getByRole('heading', { name: '我的工作' }).waitFor();

/** The first time: the password that was handed over, one's own, and the authenticator. */
export async function firstSignIn(stage: Stage, account: Account, own: string): Promise<Hand> {
  const hand = await openHand(stage);
  await hand.page.goto('/console/');
  await typePassword(hand.page, account.login, account.password);
  await hand.page.getByText('首次登录请先修改密码').waitFor();
  await typeNewPassword(hand.page, account.password, own);
  account.password = own;
  await hand.page.getByText('本系统要求设置动态口令').waitFor();
  await enrol(hand.page, account);
  return hand;
}

/** A later day: the codes used so far lie long behind. */
export async function signInAgain(stage: Stage, account: Account): Promise<Hand> {
  await anotherDay(stage, account);
  const hand = await openHand(stage);
  await hand.page.goto('/console/');
  await typePassword(hand.page, account.login, account.password);
  await typeCode(hand.page, codeOf(account));
  await atHome(hand.page);
  return hand;
}

export async function anotherDay(stage: Stage, account: Account): Promise<void> {
  await stage.world.system.db.updateTable('core.person').set({ totpLastStep: null }).where('login', '=', account.login).execute();
}

export async function signOut(page: Page): Promise<void> {
  await page.locator('.account').click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
}

/** What the side navigation offers. */
export async function offered(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: '政务公开工作台' }).getByRole('link');
  await expect.poll(() => links.count()).toBeGreaterThan(0);
  return links.allInnerTexts();
}
