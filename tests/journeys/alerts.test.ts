// A reader follows a search by mail, without an account; and an officer teaches the search that two words mean one thing.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkIn, mailWith, startMailWorld, waitFor, type MailWorld } from '../support/alerts.ts';
import { openHand, openStage, PHONE, shot, signIn, type Stage } from '../support/pages.ts';
import { makeSamples, WORDS, type Samples } from '../support/samples.ts';
import { issue } from '../support/staff.ts';

let mails: MailWorld;
let stage: Stage;
let samples: Samples;
beforeAll(async () => {
  mails = await startMailWorld();
  stage = await openStage(async () => mails.world);
  samples = await makeSamples(stage.world.base);
});
afterAll(() => stage.stop());

const paper = (title: string) => issue(samples.team, {
  kind: 'notice', title, addressees: ['各旗县市区人民政府'], theme: '综合政务\\政务公开', keywords: ['政务公开'], keywordsConfirmed: true,
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请遵照执行。' }] }] }, disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
});
const clean = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);

describe('a reader', () => {
  it.each([['phone, without script', { ...PHONE, javaScriptEnabled: false }], ['desktop', {}]] as const)('follows a search, confirms, is told, and leaves: %s', async (name, options) => {
    const hand = await openHand(stage, options);
    const axe = name === 'desktop' ? clean : async () => [];
    const { page } = hand;
    const look = async (what: string) => {
      await shot(page, `alerts-${name.slice(0, 5)}-${what}`);
      expect(await axe(page), what).toEqual([]);
    };
    await page.goto(`/search?q=${encodeURIComponent('防汛')}&kind=notice`);
    await page.goto(`/search?q=${encodeURIComponent('救助')}&kind=notice`);
    await page.getByRole('link', { name: '邮件提醒' }).click();
    await page.getByText('搜索“救助”、通知').waitFor();
    await page.getByLabel('电子邮箱').fill('nobody');
    await page.getByRole('button', { name: '发送确认邮件' }).click();
    await page.getByRole('alert').getByText('请填写完整的电子邮箱').waitFor();
    await look('fault');
    await page.getByLabel('电子邮箱').fill('li@example.com');
    await page.getByLabel('有更新就寄').check();
    await look('form');
    await page.getByRole('button', { name: '发送确认邮件' }).click();
    await page.getByRole('heading', { name: '请查收邮件' }).waitFor();
    await look('sent');

    const asked = await mailWith(mails, '请确认');
    await page.goto(linkIn(asked, '/alerts/manage'));
    await look('confirm');
    await page.getByRole('button', { name: '确认订阅' }).click();
    await page.getByRole('heading', { name: '订阅已确认' }).waitFor();
    const manage = linkIn(asked, '/alerts/manage');
    await waitFor(async () => (await (await fetch(stage.world.base + manage)).text()).includes('正在接收'));

    const title = `关于临时救助标准的通知（${name}）`;
    await paper(title);
    const told = await mailWith(mails, title);
    expect(told.to).toEqual(['li@example.com']);
    expect(told.headers).toMatch(/Subject: 通辽市人民政府：“救助、通知”有1件更新/);
    expect(told.html).toContain(title);
    await page.goto(linkIn(told, '/records/'));
    await page.getByRole('heading', { name: title }).waitFor();
    await page.goto(linkIn(told, '/alerts/manage'));
    await look('manage');
    await page.getByLabel('每天一封').check();
    await page.getByRole('button', { name: '保存频率' }).click();
    await page.getByRole('heading', { name: '频率已保存' }).waitFor();
    await page.goto(linkIn(told, '/alerts/unsubscribe'));
    await page.getByRole('button', { name: '退订' }).click();
    await page.getByRole('heading', { name: '已经退订' }).waitFor();
    await waitFor(async () => (await stage.world.system.db.selectFrom('core.alert').select('id').execute()).length === 0);
    await page.goto(manage);
    await page.getByRole('heading', { name: '没有这项订阅' }).waitFor();
    await hand.close();
  });

  it('narrows a list to some days, on a phone and without script', async () => {
    const hand = await openHand(stage, { ...PHONE, javaScriptEnabled: false });
    const { page } = hand;
    await page.goto('/records/?kind=notice');
    await page.getByText('筛选', { exact: true }).click();
    await page.getByLabel('从', { exact: true }).fill('2001-01-01');
    await page.getByLabel('到', { exact: true }).fill('2002-12-31');
    await shot(page, 'days-phone');
    await page.getByRole('button', { name: '按日期筛选' }).click();
    await page.waitForURL('**/records/?kind=notice&from=2001-01-01&to=2002-12-31');
    await page.getByText('没有符合条件的文件').waitFor();
    await page.getByRole('link', { name: /成文日期不晚于/ }).click();
    await page.waitForURL('**/records/?kind=notice&from=2001-01-01');
    await page.getByRole('link', { name: WORDS.title }).waitFor();
    await hand.close();
  });
});

describe('an officer', () => {
  it('tries two words for one thing, saves, and takes it back', async () => {
    const hand = await signIn(stage, '乌云其其格');
    const { page } = hand;
    await page.goto('/console/search-synonyms');
    await page.getByRole('button', { name: '新增一组' }).click();
    const words = page.getByRole('combobox', { name: /^词/ });
    for (const word of ['烧暖气', '取暖救助']) {
      await words.fill(word);
      await words.press('Enter');
    }
    await page.getByLabel(/输入一个搜索词/).fill('烧暖气');
    await page.getByRole('button', { name: '比较' }).click();
    await page.getByRole('heading', { name: '现在：没有找到' }).waitFor();
    await page.getByRole('heading', { name: /^保存以后：找到/ }).waitFor();
    await shot(page, 'synonyms-trial');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('烧暖气、取暖救助').waitFor();
    expect(await (await fetch(`${stage.world.base}/search?q=${encodeURIComponent('烧暖气')}`)).text()).toContain(WORDS.title);
    await page.getByRole('button', { name: '撤消' }).click();
    await page.getByText('已撤消').waitFor();
    await expect.poll(() => page.getByText('烧暖气、取暖救助').count()).toBe(0);
    await page.goto('/console/alerts');
    await page.getByText('近七天的邮件').waitFor();
    await shot(page, 'alerts-console');
    await hand.close();
  });
});
