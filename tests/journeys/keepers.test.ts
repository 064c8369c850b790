// The library's keepers: facts and relations put right, a period kept on, a clean-up campaign closed; each seen on the portal.
import { addMonths, addYears, formatChineseDate, today } from '@tongming/law';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { openHand, openStage, shot, signIn, type Hand, type Stage } from '../support/pages.ts';
import { CITY_OFFICE, issue, teamOf } from '../support/staff.ts';

const titles = { rule: '通辽市人民政府办公室关于试行甲子事项管理的通知', reading: '通辽市人民政府办公室关于甲子事项管理的说明', old: '通辽市人民政府办公室关于乙丑事项的通知' } as const;

let stage: Stage;
let papers: Record<keyof typeof titles, DocumentView>;
let office: Hand;
let visitor: Hand;
beforeAll(async () => {
  stage = await openStage();
  const team = await teamOf(stage.world.base, CITY_OFFICE);
  const paper = (title: string) => issue(team, {
    title, kind: 'notice', addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true,
    effectiveOn: addYears(today(), -4), expiresOn: addMonths(today(), 2), disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请遵照试行。' }] }] },
  });
  papers = { rule: await paper(titles.rule), reading: await paper(titles.reading), old: await paper(titles.old) };
  office = await signIn(stage, CITY_OFFICE.office);
  visitor = await openHand(stage);
});
afterAll(() => stage.stop());

const open = async (page: Page, paper: keyof typeof titles): Promise<void> => {
  await page.goto(`/console/records?open=${papers[paper].recordId ?? ''}`);
  await page.getByRole('heading', { name: '文件信息' }).waitFor();
};
const read = async (paper: keyof typeof titles): Promise<string> => {
  await visitor.page.goto(`/records/${papers[paper].recordId ?? ''}`);
  return visitor.page.locator('article.record').innerText();
};

describe('a published record', () => {
  it('has its 主题词 put right and confirmed', async () => {
    const { page } = office;
    await open(page, 'rule');
    await page.getByRole('button', { name: '修改文件信息' }).click();
    await page.getByRole('combobox', { name: '主题词' }).fill('甲子管理');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已修改，公开页面同时更新').waitFor();
    await shot(page, 'keepers-facts');
    expect(await read('rule')).toContain('甲子管理');
  });

  it('is explained by another: both ends show it; what would close a loop is refused with its reason', async () => {
    const { page } = office;
    const relate = async (from: keyof typeof titles, to: keyof typeof titles): Promise<void> => {
      await open(page, from);
      await page.getByRole('button', { name: '登记关系' }).click();
      await page.getByRole('combobox', { name: '与哪份文件' }).fill(titles[to]);
      await page.getByTitle(titles[to]).last().click();
      await page.getByRole('button', { name: '登记', exact: true }).click();
    };
    await relate('reading', 'rule');
    await page.getByText('已登记，两份文件的公开页面都显示').waitFor();
    expect(await read('rule')).toMatch(new RegExp(`相关解读\\s*${titles.reading}`));
    expect(await read('reading')).toMatch(new RegExp(`解读\\s*${titles.rule}`));
    await relate('rule', 'reading');
    await page.getByText('首尾相接').first().waitFor();
    await shot(page, 'keepers-loop');
  });

  it('is kept on from the front page of 有效期', async () => {
    const { page } = office;
    const until = addYears(today(), 3);
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && request.url().includes('/validity') && sent.push(request.url())));
    await page.goto(`/console/validity?open=${papers.rule.recordId ?? ''}`);
    await page.getByRole('button', { name: '继续有效' }).click();
    await page.getByRole('textbox', { name: '新的有效期至' }).fill(until);
    // Once takes the day, once more may open the calendar again, which going on closes: neither sends the form.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: '评估情况' }).fill('实施良好，仍有必要');
    await page.getByRole('textbox', { name: '依据或者理由' }).fill('市政府办公室主任会议决定');
    await shot(page, 'keepers-keep-on');
    await page.getByRole('button', { name: '继续有效', exact: true }).click();
    await page.getByText('已延续有效期').waitFor();
    expect(sent).toHaveLength(1);
    expect(await read('rule')).toContain(`有效期至${formatChineseDate(until)}`);
  });
});

it('a campaign is begun, worked through and closed: what it repeals is repealed on the portal', async () => {
  const { page } = office;
  await page.goto('/console/cleanups');
  await page.getByRole('button', { name: '开始清理' }).first().click();
  const form = page.getByRole('region', { name: '开始清理' });
  await form.getByRole('textbox', { name: '名称' }).fill('甲子乙丑文件清理');
  await form.getByRole('spinbutton', { name: '成文年份从' }).fill(today().slice(0, 4));
  await form.getByText(/范围内现有 \d+ 件文件/).waitFor();
  await shot(page, 'keepers-cleanup-start');
  await form.getByRole('button', { name: '开始清理' }).click();
  await page.getByRole('heading', { name: '甲子乙丑文件清理' }).waitFor();
  const box = page.getByRole('form', { name: '提出意见' });
  await page.getByRole('checkbox', { name: 'Select all' }).or(page.locator('thead .ant-checkbox-input')).first().check();
  await box.getByRole('textbox', { name: '理由' }).fill('逐件评估，仍需执行');
  await box.getByRole('button', { name: '提出意见' }).click();
  await page.getByText('已提出意见').first().waitFor();
  await page.getByRole('checkbox', { name: titles.old }).check();
  await box.getByRole('radio', { name: '废止' }).check();
  await box.getByRole('textbox', { name: '理由' }).fill('任务已经完成');
  await box.getByRole('button', { name: '提出意见' }).click();
  await page.getByText('废止 1 件、宣布失效 0 件').waitFor();
  await shot(page, 'keepers-cleanup');
  await page.getByRole('button', { name: '结束清理' }).click();
  await page.getByText('清理已经结束').waitFor();
  await shot(page, 'keepers-cleanup-closed');
  expect(await read('old')).toContain('甲子乙丑文件清理');
  await expect.poll(() => visitor.page.locator('.record-head .badge').innerText()).toContain('已废止');
  const list = await page.request.get(`${page.url().replace('/console/', '/api/console/')}/result.html`);
  expect(await list.text()).toContain(titles.old);
});
