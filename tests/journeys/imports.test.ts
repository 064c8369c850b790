// An openness clerk brings a table into the library: columns, findings, decisions, import, undo; what the public sees of it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirm, openStage, PHONE, shot, signIn, STILL, type Hand, type Stage } from '../support/pages.ts';
import { writeXlsx } from '../../server/src/platform/xlsx.ts';


let stage: Stage;
let clerk: Hand;
beforeAll(async () => {
  stage = await openStage();
  clerk = await signIn(stage, '乌云其其格', STILL);
});
afterAll(() => stage.stop());

const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
const looked = async (page: Page, name: string) => {
  await shot(page, name);
  expect(await faults(page), name).toEqual([]);
};
const words = (n: number) => Array.from({ length: 120 }, (_, i) => String.fromCodePoint(0x4e00 + ((i + 1) * (n * 7919 + 13)) % 15_000)).join('');

/** What another system exports: its own headers, one document twice, a day in the future, a row without text. */
const table = () => writeXlsx([{
  name: '政策文件', columns: ['信息标题', '发文字号', '发布机构', '成文时间', '经办人', '信息内容'].map((header) => ({ header })),
  rows: [
    ['牧区饮水安全管理办法', '通政公字〔2019〕1号', '通辽市人民政府', '2019-03-01', '甲', `第一条 为了牧区饮水安全，制定本办法。${words(1)}`],
    ['牧区饮水安全管理办法（副本）', '', '通辽市人民政府', '2019-03-01', '甲', `第一条 为了牧区饮水安全，制定本办法。${words(1)}`],
    ['牧区道路养护办法', '通政公字〔2019〕2号', '通辽市人民政府', '2999-01-01', '乙', `第一条 为了牧区道路养护，制定本办法。${words(2)}`],
    ['牧区通电办法', '通政公字〔2019〕3号', '通辽市人民政府', '2019-05-01', '丙', ''],
  ],
}]);

const found = async (q: string) => (await (await fetch(`${stage.world.base}/api/v1/records?q=${encodeURIComponent(q)}`)).json() as { items: { title: string }[] }).items.map((item) => item.title);

it('a table comes into the library after a look at every doubt, and goes again as a whole', async () => {
  const { page } = clerk;
  await page.goto('/console/imports');
  await page.getByRole('heading', { name: '批量导入', level: 1 }).waitFor();
  await looked(page, 'imports-empty');
  await page.locator('input[type=file]').setInputFiles({ name: '政策文件.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await table() });
  await page.getByRole('heading', { name: '核对列名' }).waitFor();
  await looked(page, 'imports-mapping');
  await page.getByRole('button', { name: '开始检查' }).click();
  await page.getByRole('heading', { name: '检查结果' }).waitFor();
  await page.getByRole('row', { name: /牧区道路养护办法/ }).waitFor();
  await looked(page, 'imports-ready');
  await expect.poll(() => page.getByRole('button', { name: /^导入 \d+ 件$/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '重复：其余全部不收' }).click();
  await page.getByRole('button', { name: '改正：牧区道路养护办法' }).click();
  await page.getByLabel('成文日期').fill('2019-04-01');
  await looked(page, 'imports-correct');
  await page.getByRole('button', { name: '改正并收录' }).click();
  await page.getByRole('button', { name: '导入 2 件' }).click();
  await confirm(page, '开始导入');
  await page.getByText('导入完成').waitFor({ timeout: 60_000 });
  expect(await found('牧区饮水安全管理办法')).toEqual(['牧区饮水安全管理办法']);
  await page.getByRole('link', { name: '看导入结果' }).click();
  await page.getByRole('button', { name: '撤销整批导入' }).waitFor();
  await looked(page, 'imports-job');
  await page.getByRole('button', { name: '撤销整批导入' }).click();
  await confirm(page, '撤销整批导入');
  await page.getByRole('heading', { name: '已整批撤销' }).waitFor({ timeout: 60_000 });
  await looked(page, 'imports-undone');
  expect(await found('牧区饮水安全管理办法')).toEqual([]);
  await page.goto('/console/imports');
  await page.getByText('已撤销').first().waitFor();
  await page.setViewportSize(PHONE.viewport ?? { width: 390, height: 844 });
  await looked(page, 'imports-phone');
});

it('what is no table is refused with words', async () => {
  const { page } = clerk;
  await page.goto('/console/imports');
  await page.locator('input[type=file]').setInputFiles({ name: '目录.csv', mimeType: 'text/csv', buffer: Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]) });
  await page.getByRole('alert').first().waitFor();
  await looked(page, 'imports-refused');
});
