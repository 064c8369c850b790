// Guide, directory, annual reports with comments, corrections of records and cases in every stage: in a real browser,
// on a wide screen and a phone, every page through axe.
import { randomUUID } from 'node:crypto';
import { civilDate, foiReplyClock, instant } from '@tongming/law';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicantView } from '../domains/foi/inbox.ts';
import { PHONE, sendForm } from '../../../tests/support/pages.ts';
import { openPortal, sound, type OpenPortal } from '../../../tests/support/portal.ts';
import { filledForm, seedCase, seedRecord } from './testing.ts';

let open: OpenPortal;
let report: string;
beforeAll(async () => {
  open = await openPortal();
  const { db } = open.p.t;
  report = await seedRecord(db, { category: 'annual-report', kind: 'report', title: '通辽市2025年政府信息公开工作年度报告', documentNumber: null });
  await db.insertInto('open.reportComment').values([
    { id: randomUUID(), recordId: report, signature: '科尔沁区居民李某', words: '表格里的数字在手机上看不清，建议附上可以下载的数据表。\n另外，去年提的意见有没有落实？', receivedAt: instant('2026-04-02T02:00:00Z'), answer: '感谢您的建议。数据表已附在年报下载处；去年的三条意见均已落实。', answeredOn: '2026-04-09' },
    { id: randomUUID(), recordId: report, signature: null, words: '希望写明依申请公开平均多少天答复。', receivedAt: instant('2026-04-05T02:00:00Z'), answer: '平均11个工作日，下一年度起写入年报。', answeredOn: '2026-04-10' },
  ]).execute();
});
afterAll(() => open.stop());

const sizes: [string, BrowserContextOptions][] = [['wide', {}], ['phone', PHONE]];
const file = { name: '政府信息公开申请答复书.pdf', mime: 'application/pdf', size: 120_000, hash: 'a'.repeat(64), key: 'a' };
const letter = (id: string, title: string, on: string) => ({ id, kind: 'reply', title, number: '通政公开复〔2026〕3号', on: civilDate(on), files: [file] });
const consulted = foiReplyClock([
  { type: 'received', date: civilDate('2026-09-21') }, { type: 'correction-notified', date: civilDate('2026-09-23') }, { type: 'correction-received', date: civilDate('2026-09-29') },
  { type: 'third-party-sent', date: civilDate('2026-10-12') }, { type: 'third-party-answered', date: civilDate('2026-10-20') },
]);

const cases: [string, Partial<ApplicantView>][] = [
  ['consulting', { stageText: '正在征求第三方意见', waitingText: '第三方的意见', receivedOn: civilDate('2026-09-21'), due: { due: consulted.due, provisional: false, derivation: consulted.derivation } }],
  ['fee', {
    stage: 'awaiting-payment', stageText: '等待缴费', waitingText: '您缴纳信息处理费，或者缩小申请的范围', can: ['narrow', 'withdraw'],
    fee: { amount: 300, notifiedOn: civilDate('2026-10-10'), payBy: civilDate('2026-11-06'), paidOn: null }, letters: [letter('f', '信息处理费通知书', '2026-10-10')],
  }],
  ['again', {
    stageText: '正在重新办理', rounds: [{ receivedOn: civilDate('2026-03-02'), outcomeName: '不予公开', endedOn: civilDate('2026-03-30') }], letters: [letter('r', '政府信息公开申请答复书', '2026-03-30')],
    timeline: [{ on: civilDate('2026-03-02'), text: '网上提交申请，收到申请之日' }, { on: civilDate('2026-03-30'), text: '作出答复' }, { on: civilDate('2026-09-28'), text: '行政复议决定要求重新办理' }],
  }],
  ['answered', {
    stage: 'answered', stageText: '已答复', can: ['evaluate'], letters: [letter('a', '政府信息公开申请答复书', '2026-10-20')], outcome: { code: 'partial', name: '部分公开', on: civilDate('2026-10-20') },
    delayedTo: civilDate('2026-12-01'), delayArticle: '《中华人民共和国政府信息公开条例》第三十五条',
  }],
  ['record', {
    stageText: '正在核实', request: {
      type: 'correction-of-record', content: '要求更正', documentNumber: null, delivery: 'online', medium: 'electronic', helpNeeded: null,
      correction: { record: '2023年5月领取的不动产登记信息查询结果', recorded: '建筑面积98.6平方米', correct: '建筑面积89.6平方米', evidence: '房屋买卖合同原件，写明面积89.6平方米' },
    },
  }],
];

async function openCase(page: Page, view: Partial<ApplicantView>): Promise<void> {
  const keys = await seedCase(open.p.t.db, view);
  await page.goto('/apply/query');
  await page.getByLabel('回执号').fill(keys.number);
  await page.getByLabel('查询码').fill(keys.code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '申请进展' }).waitFor();
}

describe.each(sizes)('%s', (size, options) => {
  it('guide, directory, rules and reports of an agency', () => open.at(options, async (page) => {
    for (const [name, path] of [['guide', '150500/guide'], ['guide-unknown', '150502001/guide'], ['directory', '150500/directory'], ['reports', '150500/reports'], ['rules-none', '150502001/rules'], ['overview', '150500/']] as const) {
      await page.goto(`/openness/${path}`);
      await sound(page, `openness-${size}-${name}`);
    }
  }));

  it('a comment on an annual report', () => open.at(options, async (page) => {
    await page.goto(`/records/${report}`);
    await sound(page, `comments-${size}-report`);
    await page.getByRole('link', { name: '提意见' }).click();
    await page.getByRole('button', { name: '提交意见' }).click();
    await page.getByRole('link', { name: /请写明意见/ }).waitFor();
    await sound(page, `comments-${size}-fault`);
    await page.getByLabel('意见', { exact: true }).fill('建议写明平均办理天数。');
    await page.getByRole('button', { name: '提交意见' }).click();
    await page.getByRole('heading', { name: '意见已经收到，谢谢您' }).waitFor();
    await sound(page, `comments-${size}-done`);
  }));

  it('a correction of a record from the entry to the receipt', () => open.at(options, async (page) => {
    await page.goto('/apply/');
    await page.getByRole('link', { name: '要求更正与自己有关的记录' }).click();
    await sound(page, `rectification-${size}-start`);
    await page.goto('/apply/150500/correction');
    await sendForm(page, '下一步：核对');
    await sound(page, `rectification-${size}-faults`);
    await page.getByLabel('哪一份记录').fill('2023年5月领取的不动产登记信息查询结果');
    await page.getByLabel('现在记的是什么').fill('建筑面积98.6平方米');
    await page.getByLabel('应当是什么').fill('建筑面积89.6平方米');
    await page.getByLabel('有什么证据').fill('房屋买卖合同原件，写明面积89.6平方米');
    await page.getByLabel('姓名或者名称').fill(filledForm.name);
    await page.getByLabel('证件种类').selectOption('resident-id');
    await page.getByLabel('证件号码').fill(filledForm.idNumber);
    await page.getByLabel('电话').fill(filledForm.phone);
    await sendForm(page, '下一步：核对');
    await sound(page, `rectification-${size}-check`);
    await page.getByRole('button', { name: '提交更正要求' }).click();
    await page.getByRole('heading', { name: '更正要求已经提交' }).waitFor();
    await sound(page, `rectification-${size}-receipt`);
  }));

  it.each(cases)('a case: %s', (name, view) => open.at(options, async (page) => {
    await openCase(page, view);
    await page.getByText('这个期限是怎样算的').click();
    await sound(page, `case-${size}-${name}`);
  }));
});

it('in the dark, and for elders', async () => {
  await open.at({ colorScheme: 'dark' }, async (page) => {
    await openCase(page, cases[0]?.[1] ?? {});
    await page.getByText('这个期限是怎样算的').click();
    await sound(page, 'case-dark');
    await page.goto(`/records/${report}/comments`);
    await sound(page, 'comments-dark');
  });
  await open.at({}, async (page) => {
    await page.goto('/openness/150500/directory');
    await page.getByRole('button', { name: '长者模式' }).click();
    await page.getByRole('button', { name: '退出长者模式' }).waitFor();
    await sound(page, 'directory-elder');
    await expect.poll(() => page.getByRole('link', { name: '下载全部目录（CSV 表格）' }).isVisible()).toBe(true);
  });
});
