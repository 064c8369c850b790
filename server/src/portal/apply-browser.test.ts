// An application in a real browser: without script, by keyboard, on a phone; every page of it through axe.
import { civilDate } from '@tongming/law';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHONE, sendForm, shot } from '../../../tests/support/pages.ts';
import { openPortal, sound, type OpenPortal } from '../../../tests/support/portal.ts';
import { filledForm, seedCase } from './testing.ts';

let open: OpenPortal;
beforeAll(async () => { open = await openPortal(); });
afterAll(() => open.stop());
const at: OpenPortal['at'] = (options, work) => open.at(options, work);

async function fillForm(page: Page): Promise<void> {
  await page.getByLabel('要公开的信息').fill(filledForm.content);
  await page.getByLabel('姓名或者名称').fill(filledForm.name);
  await page.getByLabel('证件种类').selectOption('resident-id');
  await page.getByLabel('证件号码').fill(filledForm.idNumber);
  await page.getByLabel('电话').fill(filledForm.phone);
}

describe.each([['wide', {}], ['phone', PHONE]] as [string, BrowserContextOptions][])('%s', (size, options) => {
  it('every page from the entry to the receipt, and the case', () => at(options, async (page) => {
    await page.goto('/apply/');
    await sound(page, `apply-${size}-start`);
    await page.goto('/openness/150500/apply');
    await sound(page, `apply-${size}-agency`);
    await page.goto('/apply/150500');
    await sound(page, `apply-${size}-form`);
    await sendForm(page, '下一步：核对');
    await sound(page, `apply-${size}-faults`);
    expect(await page.evaluate('document.activeElement.className')).toBe('faults');
    await page.getByRole('link', { name: '请填写姓名或者名称' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('name');
    await fillForm(page);
    await sendForm(page, '下一步：核对');
    await sound(page, `apply-${size}-check`);
    await sendForm(page, '返回修改');
    await expect.poll(() => page.getByLabel('证件号码').inputValue()).toBe(filledForm.idNumber);
    await sendForm(page, '下一步：核对');
    await page.getByRole('button', { name: /仍要申请|提交申请/ }).click();
    await page.getByRole('heading', { name: '申请已经提交' }).waitFor();
    await sound(page, `apply-${size}-receipt`);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('button', { name: '打印这一页' }).isVisible()).toBe(false);
    await shot(page, `apply-${size}-receipt-print`);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: '查看进展' }).click();
    await page.getByRole('heading', { name: '申请进展' }).waitFor();
    await sound(page, `apply-${size}-sent`);
    await page.goto('/apply/query');
    await sound(page, `apply-${size}-query`);
    await page.getByLabel('回执号').fill('20260928000000000');
    await page.getByLabel('查询码').fill('ABCD-EFGH-JKMN');
    await sendForm(page, '查询');
    await sound(page, `apply-${size}-wrong`);
  }));

  it('a case with everything on it', () => at(options, async (page) => {
    const file = { name: '政府信息公开申请答复书.pdf', mime: 'application/pdf', size: 120_000, hash: 'a'.repeat(64), key: 'a' };
    const keys = await seedCase(open.p.t.db, {
      stageText: '等待您补正', stage: 'correcting', waitingText: '您的补正', can: ['correct', 'withdraw', 'evaluate'],
      correction: { items: ['写明要哪一年度的供热补贴', '写明是户数还是名单'], answerBy: civilDate('2026-10-30') },
      fee: { amount: 100, notifiedOn: civilDate('2026-10-10'), payBy: civilDate('2026-11-06'), paidOn: null },
      letters: [{ id: 'x', kind: 'reply', title: '政府信息公开申请答复书', number: '通政公开复〔2026〕3号', on: civilDate('2026-10-20'), files: [file, { ...file, name: '答复书.docx' }] }],
      outcome: { code: 'partial', name: '部分公开', on: civilDate('2026-10-20') }, delayedTo: civilDate('2026-12-01'),
    });
    await page.goto('/apply/query');
    await page.getByLabel('回执号').fill(keys.number);
    await page.getByLabel('查询码').fill(keys.code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '申请进展' }).waitFor();
    await sound(page, `apply-${size}-case`);
    await page.getByText('这个期限是怎样算的').click();
    await sound(page, `apply-${size}-case-how`);
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByRole('link', { name: '请写明补正内容' }).waitFor();
    await sound(page, `apply-${size}-case-fault`);
    await page.getByRole('button', { name: '撤回这份申请' }).click();
    await page.getByRole('heading', { name: '确定撤回吗' }).waitFor();
    await sound(page, `apply-${size}-withdraw`);
  }));
});

describe('ways of working', () => {
  it('without script the whole way', () => at({ javaScriptEnabled: false }, async (page) => {
    await page.goto('/apply/150500');
    await expect.poll(() => page.getByText('存为草稿').isVisible()).toBe(false);
    await expect.poll(() => page.getByLabel('法定代表人或者负责人').isVisible()).toBe(false);
    await page.getByLabel('商业企业').check();
    await expect.poll(() => page.getByLabel('法定代表人或者负责人').isVisible()).toBe(true);
    await page.getByLabel('公民（自然人）').check();
    await fillForm(page);
    await sendForm(page, '下一步：核对');
    await page.getByLabel('身份证明的照片或者扫描件').setInputFiles({ name: '证.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') });
    await page.getByRole('button', { name: /仍要申请|提交申请/ }).click();
    await page.getByText('查询码只在这一页显示一次').waitFor();
  }));

  it('a draft stays in the browser when asked for, without what proves identity, and goes when it was sent', () => at({}, async (page) => {
    await page.goto('/apply/150500');
    await fillForm(page);
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.getByText('草稿已存好').waitFor();
    expect(await page.evaluate('localStorage.getItem("apply-150500")')).not.toContain(filledForm.idNumber);
    await page.goto('/apply/150500');
    await expect.poll(() => page.getByLabel('要公开的信息').inputValue()).toBe('');
    await page.getByRole('button', { name: '取回草稿' }).click();
    await expect.poll(() => page.getByLabel('要公开的信息').inputValue()).toBe(filledForm.content);
    await expect.poll(() => page.getByLabel('证件号码').inputValue()).toBe('');
    await sound(page, 'apply-wide-draft');
    await page.getByRole('button', { name: '长者模式' }).click();
    await page.getByRole('button', { name: '退出长者模式' }).waitFor();
    await expect.poll(() => page.getByLabel('要公开的信息').inputValue()).toBe(filledForm.content);
    await sound(page, 'apply-elder-form');
    await fillForm(page);
    await sendForm(page, '下一步：核对');
    await page.getByRole('button', { name: /仍要申请|提交申请/ }).click();
    await page.getByText('查询码只在这一页显示一次').waitFor();
    await sound(page, 'apply-elder-receipt');
    expect(await page.evaluate('localStorage.getItem("apply-150500")')).toBeNull();
  }));

  it('in the dark', () => at({ colorScheme: 'dark' }, async (page) => {
    await page.goto('/apply/150500');
    await sendForm(page, '下一步：核对');
    await sound(page, 'apply-dark-faults');
  }));
});
