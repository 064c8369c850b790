import { bodyFromText, renderPdf } from '@tongming/typeset';
import { today } from '@tongming/law';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { openHand, openStage, PHONE, sendForm, shot, signIn, type Stage } from '../support/pages.ts';
import { CITY_OFFICE, issue, teamOf } from '../support/staff.ts';

let stage: Stage;
let paper: DocumentView;
const title = '关于冬季清雪的通知';
beforeAll(async () => {
  stage = await openStage();
  const team = await teamOf(stage.world.base, CITY_OFFICE);
  paper = await issue(team, {
    kind: 'notice', title, addressees: ['各旗县市区人民政府'], theme: '城乡建设、环境保护\\城市管理', keywords: ['清雪'], keywordsConfirmed: true,
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '雪停即清。' }] }] }, disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
});
afterAll(() => stage.stop());

it('a reader without script learns how many documents there are, and goes from a figure to the list, from a number to the document', async () => {
  const hand = await openHand(stage, { ...PHONE, javaScriptEnabled: false });
  const { page } = hand;
  await page.goto('/');
  await page.getByRole('link', { name: '公开底数' }).first().click();
  await shot(page, 'inventory-phone');
  const figure = page.getByRole('region', { name: '交叉统计表，可左右滚动' }).locator('tbody td a').first();
  const count = await figure.textContent();
  await figure.click();
  await expect.poll(() => page.getByRole('status').first().textContent()).toBe(`共${count}件`);
  await page.goto('/inventory');
  await page.getByLabel('列', { exact: true }).selectOption('year');
  await sendForm(page, '查看');
  expect(new URL(page.url()).search).toBe('?rows=agency&columns=year');
  await page.goto('/inventory/numbers');
  await page.getByLabel('机关代字').fill(/^(.+?)〔/.exec(paper.documentNumber ?? '')?.[1] ?? '');
  await page.getByLabel('年度').selectOption(today().slice(0, 4));
  await sendForm(page, '查看');
  await shot(page, 'inventory-numbers-phone');
  await page.getByRole('link', { name: title }).click();
  await expect.poll(() => page.locator('h1').textContent()).toContain(title);
  await hand.close();
});

it('the office puts a channel on record with its evidence, the public reads it, and a mistake is taken back', async () => {
  const hand = await signIn(stage, '孟和');
  const { page } = hand;
  await page.goto(`/console/records?open=${paper.recordId}`);
  await page.getByRole('button', { name: '登记发布' }).click();
  await page.getByPlaceholder('例如：2026年第3期').fill('2026年第11期');
  const { bytes } = await renderPdf({
    form: 'letter', urgency: null, issuers: [{ name: '政府公报' }], markSuffix: '', documentNumber: '', signers: [], title: '版面', addressees: [], body: bodyFromText('清雪通知全文刊登'), attachmentList: [],
    signatories: [], dateMade: today(), sealed: false, note: null, attachments: [], copyTo: [], printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: '', publicCopy: false },
  });
  await page.getByLabel('证明材料').setInputFiles({ name: '版面.pdf', mimeType: 'application/pdf', buffer: Buffer.from(bytes) });
  await page.getByText('证明材料一并公开').click();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('2026年第11期').waitFor();
  await shot(page, 'console-channels');

  const reader = await openHand(stage);
  await reader.page.goto(`/records/${paper.recordId}`);
  await expect.poll(() => reader.page.getByText('2026年第11期').isVisible()).toBe(true);
  const href = await reader.page.getByRole('link', { name: '证明材料' }).getAttribute('href');
  expect((await fetch(stage.world.base + href)).headers.get('content-type')).toBe('application/pdf');

  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await page.getByLabel('撤销的理由').fill('期号写错');
  await page.locator('form').getByRole('button', { name: '撤销' }).click();
  await page.getByText('期号写错').waitFor();
  await reader.page.reload();
  await expect.poll(() => reader.page.getByText('2026年第11期').count()).toBe(0);
  expect((await fetch(stage.world.base + href)).status).toBe(404);
  await Promise.all([reader.close(), hand.close()]);
});
