import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { searchPlace, walkPortal } from '../channels/oracle.ts';
import {
  addGround, choose, giveReason, idOf, importText, markRedacted, newSheet, openHand, openStage, saved, shot, signIn, takeStep, tick, typeNames, typeTitle, type Hand, type Stage,
} from '../support/pages.ts';
import { act, finish, OPENNESS_OFFICE, teamOf, type Team } from '../support/staff.ts';

// Words that stand nowhere else: whoever finds one in public has found a leak.
const hidden = { person: '萨日盖图雅', account: '捌号专户戊寅', inTitle: '哈斯宝鲁', report: '尚未形成结论的己卯意见', reportTitle: '关于己卯事项公开工作情况的报告' };
const title = `关于做好${hidden.inTitle}等人信息公开申请后续工作的通知`;
const publicTitle = '关于做好部分人员信息公开申请后续工作的通知';
/** To a sheet with two marked passages, a ground and a public title; more is a step back. */
const mostPresses = 12;
const text = `各旗县市区政务公开工作领导小组：
今年以来，申请人${hidden.person}等人提出的申请均已答复，检索费用已退至${hidden.account}。
一、办理情况
全部申请均在法定期限内答复。
二、下一步工作
请各地继续做好依申请公开工作。`;

let stage: Stage;
let team: Team;
const papers: { redacted: DocumentView | null; withheld: DocumentView | null } = { redacted: null, withheld: null };
beforeAll(async () => {
  stage = await openStage();
  team = await teamOf(stage.world.base, OPENNESS_OFFICE);
});
afterAll(() => stage.stop());

/** What others do after the drafter, over the same interface their pages use. */
async function passOn(id: string): Promise<DocumentView> {
  let doc = await team.reviewer.get<DocumentView>(`/documents/${id}`);
  doc = await act(team.reviewer, doc, 'review');
  doc = await act(team.secrecy, doc, 'clear-secrecy', { secrecy: { conclusion: '不涉密，同意所拟公开属性' } });
  return finish(team, await act(team.signer, doc, 'sign'));
}

describe('删减后公开, marked in the editor', () => {
  let hand: Hand;
  let page: Page;
  beforeAll(async () => {
    hand = await signIn(stage, '乌云其其格');
    page = hand.page;
  });
  afterAll(() => hand.close());

  it('is drafted with two passages marked, and the attribute follows from the marks', async () => {
    await newSheet(hand);
    await typeTitle(page, title);
    await importText(page, '通报.txt', text);
    await markRedacted(page, hidden.person, '损害第三方合法权益');
    await expect.poll(() => page.getByRole('radio', { name: /^删减后公开/ }).isChecked()).toBe(true);
    await markRedacted(page, hidden.account);
    await page.getByRole('heading', { name: '正文删减 2 处' }).waitFor();
    await giveReason(page, '损害第三方合法权益', '涉及申请人个人隐私和银行账户，公开会损害其合法权益');
    await page.getByRole('button', { name: '展开其他事项' }).click();
    await page.getByRole('textbox', { name: '公开标题' }).click();
    await page.keyboard.type(publicTitle);
    await typeNames(page, '主送机关', ['各旗县市区政务公开工作领导小组']);
    await saved(page);
    await shot(page, 'console-sheet-redacted');
    console.log(`clicks of the drafter of a redacted paper: ${hand.presses()}`);
    expect(hand.presses()).toBeLessThanOrEqual(mostPresses);
  });

  it('shows the public version before anybody signs, without the words', async () => {
    await page.getByText('公开版式', { exact: true }).click();
    await page.locator('iframe, object, embed').first().waitFor();
    await shot(page, 'console-preview-public');
    const id = idOf(page);
    const preview = new TextDecoder().decode(await team.drafter.bytes(`/documents/${id}/preview.html?copy=public`));
    expect(preview).toContain('全部申请均在法定期限内答复');
    for (const word of [hidden.person, hidden.account, hidden.inTitle]) expect(preview).not.toContain(word);
    await page.getByText('稿纸', { exact: true }).click();
  });

  it('is submitted and goes its way to the public', async () => {
    await takeStep(page, '提交审核');
    const id = idOf(page);
    papers.redacted = await passOn(id);
    expect(papers.redacted.state).toBe('issued');
    expect(papers.redacted.recordUrl).not.toBeNull();
  });
});

describe('不予公开, a report to the city government', () => {
  it('is drafted with its ground and issued without a public page', async () => {
    const hand = await signIn(stage, '乌云其其格');
    const { page } = hand;
    await newSheet(hand);
    await page.getByRole('combobox', { name: '选择文种' }).click();
    await choose(page.locator('.ant-select-item-option').filter({ hasText: /^报告/ }));
    await typeTitle(page, hidden.reportTitle);
    await typeNames(page, '主送机关', ['通辽市人民政府']);
    await page.getByRole('textbox', { name: /签发人$/ }).fill('高云飞');
    await importText(page, '报告.txt', `现将有关情况报告如下。\n${hidden.report}，待研究后再报。`);
    await tick(page, '公开属性', '不予公开');
    await expect.poll(() => page.getByRole('radiogroup', { name: '公开方式' }).count()).toBe(0);
    await page.getByRole('button', { name: /^提交审核（先处理/ }).click();
    await page.getByRole('group', { name: '公开属性' }).getByRole('alert').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.closest(".cell")?.id')).toBe('cell-disclosure');
    await shot(page, 'console-sheet-withheld-without-ground');
    await addGround(page, '过程性信息', '讨论中的意见，尚未形成结论');
    await saved(page);
    await takeStep(page, '提交审核');
    const id = idOf(page);
    await hand.close();
    papers.withheld = await passOn(id);
    expect(papers.withheld).toMatchObject({ state: 'issued', recordUrl: null });
  });
});

describe('every channel of the public', () => {
  const secrets = Object.values(hidden);

  it('has the redacted paper, and none of the hidden words', async () => {
    const ids = [papers.redacted, papers.withheld].flatMap((p) => (p === null ? [] : [p.id, p.recordId ?? p.id]));
    const probes = ids.flatMap((id) => [`/records/${id}`, `/api/v1/records/${id}`, ...['pdf', 'docx', 'txt'].map((form) => `/records/${id}/file.${form}`)]);
    const walk = await walkPortal(stage.world.base, secrets, probes);
    expect(walk.leaks).toEqual([]);
    expect(walk.failures).toEqual([]);
    expect(walk.files).toBeGreaterThanOrEqual(3);
    expect(await searchPlace(stage.world.system, secrets)).toEqual([]);
    const found = await walkPortal(stage.world.base, [publicTitle]);
    const channels = found.leaks.map(({ channel }) => channel).join('\n');
    for (const channel of [/^\/records\/[\w-]+$/m, /^\/records\/$/m, /^\/feed\.xml$/m, /^\/search\?q=/m, /^\/api\/v1\/records/m, /file\.pdf \(/, /file\.docx \(/, /file\.txt \(headers\)/]) expect(channels).toMatch(channel);
  });

  it('says on the page that something was left out, and shows the public title only', async () => {
    const { page, close } = await openHand(stage);
    await page.goto(papers.redacted?.recordUrl ?? '/missing');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(publicTitle);
    await expect.poll(() => page.locator('main').innerText()).toMatch(/依法作了删减/);
    await expect.poll(() => page.locator('main').innerText()).toContain('□');
    await shot(page, 'portal-record-redacted');
    await close();
  });

  it('answers for the withheld report as for what does not exist', async () => {
    const id = papers.withheld?.recordId ?? papers.withheld?.id ?? '';
    for (const path of [`/records/${id}`, `/records/${id}/file.pdf`, `/api/v1/records/${id}`]) expect((await fetch(stage.world.base + path)).status, path).toBe(404);
  });
});
