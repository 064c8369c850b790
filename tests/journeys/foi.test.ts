// An application from the form of the portal to the archive and the annual report: two browsers, ten days of one spring.
import { readFileSync } from 'node:fs';
import { findInFile, extractPdfText } from '@tongming/typeset';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../server/src/domains/foi/archive/build.ts';
import type { Manifest } from '../../server/src/domains/foi/archive/model.ts';
import { assessReport } from '../../server/src/domains/annual-report/index.ts';
import { saveSetting } from '../../server/src/domains/foi/settings.ts';
import { searchPlace, walkPortal } from '../channels/oracle.ts';
import { beginStory, endStory, turnTo } from '../support/clock.ts';
import { actBox, doAct, judge, makeLetter, openCase, pickAct, takeAct, visit } from '../support/foi.ts';
import { choose, openHand, openStage, shot, signIn, type Hand, type Stage } from '../support/pages.ts';
import { issue, OPENNESS_OFFICE, teamOf } from '../support/staff.ts';

const agency = '150500-ZWGK';
const hidden = ['宝力道尔吉', '陆拾捌号专户乙未'];
const summary = '政务公开第三方评估';
const applicant = { name: '牧仁图雅', id: '150502199001010029', phone: '0475-0000811', email: 'muren@applicant.example' };
const clerk = '乌云其其格';
const third = '通辽市样例评估咨询有限公司';
/** The clerk's nine visits, signing in included. */
const mostPresses = 80;
/** What each of them pressed, by who and what. */
const presses: [string, number][] = [];

let stage: Stage;
let citizen: Hand;
let redacted: Uint8Array;
const keys = { number: '', code: '' };

beforeAll(async () => {
  stage = await openStage();
  beginStory();
  turnTo('2026-03-20');
  await stage.world.system.db.transaction().execute((tx) => saveSetting(tx, 'foi', { onlineReconsideration: 'https://fuyi.tongliao.example/' }));
  const team = await teamOf(stage.world.base, OPENNESS_OFFICE);
  // The information asked for: a paper of the spine, open on application, with passages marked for redaction.
  const paper = await issue(team, {
    kind: 'circular', title: '关于政务公开第三方评估结果的通报', theme: '综合政务\\政务公开', keywords: ['政务公开'], keywordsConfirmed: true, addressees: ['各旗县市区政务公开工作领导小组'],
    disclosure: { attribute: 'redacted', method: 'on-request', grounds: [{ code: 'third-party', reason: '涉及评估人员个人信息和评估机构账户' }] },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [
      { type: 'text', text: '评估由' }, { type: 'text', text: hidden[0] ?? '', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] },
      { type: 'text', text: '等三人实施，费用拨付至' }, { type: 'text', text: hidden[1] ?? '', marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] },
      { type: 'text', text: '。评估结果为良好。' },
    ] }] },
  });
  redacted = await team.drafter.bytes(`/documents/${paper.id}/preview.pdf?copy=public`);
});
afterAll(async () => {
  endStory();
  await stage.stop();
});

/** One visit of one person on one day; what was pressed is noted. */
async function on(day: string, name: string, what: string, work: (page: Page) => Promise<void>): Promise<void> {
  const hand = await visit(stage, name, turnTo(day));
  try {
    await openCase(hand.page, summary);
    await work(hand.page);
  } catch (error) {
    await shot(hand.page, 'foi-stopped');
    throw error;
  }
  await shot(hand.page, `foi-${day}-${what}`);
  presses.push([`${day} ${name} ${what}`, hand.presses()]);
  await hand.close();
}

/** The applicant at home, on the page of the case. */
async function athome(day: string, work: (page: Page) => Promise<void>): Promise<void> {
  const hand = await openHand(stage, {}, turnTo(day, '20:10'));
  await hand.page.goto('/apply/query');
  await hand.page.getByLabel('回执号').fill(keys.number);
  await hand.page.getByLabel('查询码').fill(keys.code);
  await hand.page.getByRole('button', { name: '查询', exact: true }).click();
  await hand.page.getByRole('heading', { name: '申请进展' }).waitFor();
  await work(hand.page);
  await hand.close();
}

type Count = { due: string; days: Record<string, number> };

/** Days by why they count or not. */
function sumsOf(rows: readonly [string, number][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [kind, days] of rows) sums[kind] = (sums[kind] ?? 0) + days;
  return sums;
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(readFileSync(await download.path()));
}

describe('an application for disclosure', () => {
  it('is sent from the form of the portal; number and code come at once', async () => {
    citizen = await openHand(stage, {}, turnTo('2026-03-23'));
    const { page } = citizen;
    await page.goto(`/apply/${agency}`);
    await page.getByLabel('要公开的信息').fill(summary);
    await page.getByLabel('姓名或者名称').fill(applicant.name);
    await page.getByLabel('证件种类').selectOption('resident-id');
    await page.getByLabel('证件号码').fill(applicant.id);
    await page.getByLabel('电话').fill(applicant.phone);
    await page.getByLabel('电子邮箱').fill(applicant.email);
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await shot(page, 'foi-portal-check');
    await page.getByRole('button', { name: /仍要申请|提交申请/ }).click();
    await page.getByRole('heading', { name: '申请已经提交' }).waitFor();
    await shot(page, 'foi-portal-receipt');
    keys.number = await page.locator('input[name=number]').first().inputValue();
    keys.code = await page.locator('input[name=code]').first().inputValue();
    expect(keys.number).toMatch(/^20260323\d{9}$/);
    await citizen.close();
    await expect.poll(() => stage.world.system.db.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', keys.number).executeTakeFirst()).toBeDefined();
  });

  it('stands on the first page of clerk and head until it is registered, and leads to itself', async () => {
    for (const name of [clerk, '德力格尔']) {
      const { page, close } = await visit(stage, name, turnTo('2026-03-24'));
      await page.goto('/console/');
      const pressing = page.getByRole('region', { name: '依申请公开待办' });
      await pressing.getByText('2026-04-01').waitFor();
      await shot(page, `foi-home-${name}`);
      await pressing.getByRole('link', { name: summary }).click();
      await page.getByRole('navigation', { name: '办理五步' }).waitFor();
      await close();
    }
  });

  it('is registered, and what is unclear is asked for in one notice', () => on('2026-03-24', clerk, '登记补正', async (page) => {
    await doAct(page, '登记受理');
    await pickAct(page, '告知补正');
    await actBox(page).getByLabel('需要补正的事项 1').fill('请写明所需评估报告的年度');
    await makeLetter(page, '补正');
    await takeAct(page, '告知补正');
  }));

  it('is corrected by its applicant, and the period starts again', () => athome('2026-03-26', async (page) => {
    await page.getByText('请写明所需评估报告的年度').waitFor();
    await shot(page, 'foi-portal-correct');
    await page.getByLabel('补正后的内容').or(page.locator('#content')).first().fill(`2025年度${summary}结果的通报`);
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByText('补正已经收到').waitFor();
    await expect.poll(() => stage.world.system.db.selectFrom('core.foiEvent').select('seq').where('type', '=', 'receive-correction').executeTakeFirst()).toBeDefined();
  }));

  it('goes through the first three steps, and the third party is asked', () => on('2026-03-27', clerk, '三步征求意见', async (page) => {
    await judge(page, '完整明确，可以办理');
    await judge(page, '是，由本机关办理');
    await doAct(page, '登记检索', async (box) => {
      await box.getByLabel('检索地点或者系统').fill('政务公开平台');
      await box.getByLabel('检索词、范围').fill('第三方评估 2025');
      await box.getByRole('radio', { name: '找到', exact: true }).check();
      await box.getByLabel('结果').fill('检索到通报一份');
    });
    await judge(page, '有，可以进入给不给的判断');
    await pickAct(page, '征求第三方意见');
    const box = actBox(page);
    await box.getByLabel('第三方姓名或者名称').fill(third);
    await box.getByLabel('收件人或者地址').fill('通辽市演示路100号');
    await box.getByLabel('邮件号码').fill('XA00000000115');
    await makeLetter(page, '征求意见书');
    await takeAct(page, '征求第三方意见');
  }));

  it('waits for the third party, whose answer is no in part', async () => {
    await on('2026-03-31', clerk, '第三方收到', (page) => doAct(page, '登记第三方收到', (box) => box.getByRole('radio', { name: third }).check()));
    await on('2026-04-10', clerk, '第三方意见', (page) => doAct(page, '登记第三方意见', async (box) => {
      await box.getByRole('radio', { name: third }).check();
      await box.getByRole('radio', { name: '部分同意' }).check();
      await box.getByLabel('意见和理由').fill('同意公开评估结果，不同意公开评估人员和账户');
      await box.getByRole('radio', { name: '合理', exact: true }).check();
    }));
  });

  it('is extended: asked for, agreed by the head, told before the end', async () => {
    await on('2026-04-20', clerk, '提请延期', (page) => doAct(page, '提请延期', (box) => box.getByRole('button', { name: '区分处理需要较多时间' }).click()));
    await on('2026-04-20', '德力格尔', '同意延期', (page) => doAct(page, '同意延期'));
    await on('2026-04-21', clerk, '告知延期', async (page) => {
      await pickAct(page, '告知延期');
      await makeLetter(page, '延期');
      await takeAct(page, '告知延期');
    });
  });

  it('is decided as partial disclosure with a redacted copy, reviewed by three others', async () => {
    await on('2026-04-29', clerk, '拟定决定', (page) => doAct(page, '拟定处理决定', async (box) => {
      await box.getByRole('combobox', { name: '处理决定' }).click();
      await choose(page.locator('.ant-select-item-option').filter({ hasText: '部分公开' }).first());
      await box.getByLabel('查明的事实').fill('所申请的通报由本机关制作并保存');
      await box.getByLabel(/^理由/).first().fill('通报载有评估人员姓名和第三方账户，公开会损害其合法权益');
      await box.getByLabel('提供什么、怎样提供').fill('区分处理后的通报一份，电子文件');
      const chooser = page.waitForEvent('filechooser');
      await box.getByRole('button', { name: '添加文件' }).click();
      await (await chooser).setFiles({ name: '通报（区分处理后）.pdf', mimeType: 'application/pdf', buffer: Buffer.from(redacted) });
      await box.getByText('通报（区分处理后）.pdf').waitFor();
      await box.getByRole('combobox', { name: '依据' }).click();
      await choose(page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: '第三方' }).first());
      await box.getByLabel('理由', { exact: true }).last().fill('评估人员姓名、第三方账户');
      await shot(page, 'foi-decide-form');
    }));
    await on('2026-04-30', '宝音图', '合法性', (page) => doAct(page, '合法性审查通过', (box) => box.getByRole('button', { name: /^经审核/ }).click()));
    await on('2026-04-30', '马守正', '保密', (page) => doAct(page, '保密审查通过', (box) => box.getByRole('button', { name: /^经保密审查/ }).click()));
    await on('2026-04-30', '高云飞', '批准', (page) => doAct(page, '批准'));
  });

  it('is answered by a numbered letter, served over the internet', () => on('2026-05-06', clerk, '答复送达', async (page) => {
    await pickAct(page, '送达');
    await makeLetter(page, '答复书', async (letter) => {
      const field = letter.getByRole('combobox', { name: /^不得出现的文字/ });
      for (const word of hidden) {
        await field.fill(word);
        await field.press('Enter');
      }
    });
    await takeAct(page, '送达');
  }));

  it('shows clerk and applicant the same count of days', async () => {
    let clerks: Count = { due: '', days: {} };
    await on('2026-05-07', clerk, '逐日计算', async (page) => {
      await page.getByRole('button', { name: '逐日计算' }).click();
      const rows = page.locator('.foi-derivation tbody tr');
      await rows.first().waitFor();
      clerks = { due: await page.locator('.foi-big').innerText(), days: sumsOf(await rows.evaluateAll((all) => all.map((row) => [(row as { className: string }).className, 1] as [string, number]))) };
    });
    await athome('2026-05-07', async (page) => {
      const due = await page.getByText(/\d+月\d+日前/).first().innerText();
      await page.getByText('这个期限是怎样算的').click();
      await shot(page, 'foi-portal-answered');
      const runs = await page.locator('.runs li').evaluateAll((all) => all.map((item) => {
        const { className, dataset } = item as { className: string; dataset: { days: string } };
        return [className.replace('day-', ''), Number(dataset.days)] as [string, number];
      }));
      expect({ due: due.replace(/前.*/, ''), days: sumsOf(runs) }).toEqual(clerks);
    });
    // Four days before the correction began the count anew; nine for the third party's opinion; twenty and twenty.
    expect(clerks.days).toMatchObject({ counted: 40, excluded: 9 });
    expect(clerks.due).toBe('2026年6月8日');
  });

  it('lets its applicant download the letter and what was disclosed, and nothing withheld with them', () => athome('2026-05-08', async (page) => {
    const buttons = page.getByRole('button', { name: /^下载/ });
    await shot(page, 'foi-portal-letters');
    await expect.poll(() => buttons.allInnerTexts()).toEqual(['补正', '延期', '答复书', '通报'].map((word) => expect.stringContaining(word)));
    for (const button of await buttons.all()) {
      const download = page.waitForEvent('download');
      await button.click();
      const bytes = await bytesOf(await download);
      expect(await findInFile(bytes, 'pdf', hidden)).toEqual([]);
      const text = (await extractPdfText(bytes)).join('').replaceAll(/\s/g, '');
      if (text.includes('部分公开') || text.includes('答复书')) expect(text).toContain('申请行政复议');
    }
    await page.getByRole('radio', { name: /^很满意/ }).check();
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('评价已经收到').waitFor();
  }));

  it('is archived with nothing missing, and the volume is what its manifest says', () => on('2026-05-11', clerk, '归档', async (page) => {
    await page.getByRole('button', { name: '归档成卷' }).click();
    await page.getByText('已归档成卷').waitFor();
    const volume = page.waitForEvent('download');
    await page.getByRole('link', { name: '案卷 PDF' }).click();
    const pdf = await bytesOf(await volume);
    const list = page.waitForEvent('download');
    await page.getByRole('link', { name: '校验清单' }).click();
    const manifest = JSON.parse(new TextDecoder().decode(await bytesOf(await list))) as Manifest;
    expect(await verifyArchive(pdf, manifest)).toEqual([]);
    expect(manifest.missing).toEqual([]);
  }));

  it('stands in the right cells of the annual report', async () => {
    const { figures } = await assessReport(stage.world.system.db, agency, 2026);
    const filled = Object.entries(figures).filter(([key, value]) => key.startsWith('table3.') && value !== 0 && value !== null);
    expect(Object.fromEntries(filled)).toMatchObject({ 'table3.newReceived.naturalPerson': 1, 'table3.partial.naturalPerson': 1 });
    const hand = await signIn(stage, clerk, {}, turnTo('2026-05-11', '16:00'));
    await hand.page.goto(`/console/annual-reports/${agency}/2026`);
    await hand.page.getByText('部分公开').first().waitFor();
    await shot(hand.page, 'foi-annual-report');
    await hand.close();
  });

  it('left no withheld word and nothing of the applicant in public', async () => {
    const words = [...hidden, applicant.name, applicant.id, applicant.phone];
    const walk = await walkPortal(stage.world.base, words, ['/apply/', `/apply/${agency}`, '/apply/query']);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(await searchPlace(stage.world.system, words)).toEqual([]);
  });

  it('took the office these presses', () => {
    for (const [who, n] of presses) console.log(`clicks: ${who}: ${n}`);
    const total = presses.filter(([who]) => who.includes(clerk)).reduce((sum, [, n]) => sum + n, 0);
    console.log(`clicks of the clerk over the whole application: ${total}`);
    expect(total).toBeLessThanOrEqual(mostPresses);
  });
});
