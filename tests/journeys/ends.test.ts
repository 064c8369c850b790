// The four ends of a record and its revision, registered in the console; what each makes of the public page, lists, search, feed and API.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentView, RecordView } from '../../server/src/console-api/contract.ts';
import { bodyOf, choose, idOf, openHand, openStage, saved, shot, signIn, typeTitle, type Hand, type Stage } from '../support/pages.ts';
import { act, CITY_OFFICE, finish, issue, teamOf, type Team } from '../support/staff.ts';


const kinds = ['废止', '失效', '撤销', '撤下', '修订'] as const;
type Kind = typeof kinds[number];
const titleOf = (kind: Kind): string => `通辽市人民政府办公室关于试办${kind}事项的通知`;

let stage: Stage;
let team: Team;
let papers: Record<Kind, DocumentView>;
let office: Hand;
let visitor: Hand;
beforeAll(async () => {
  stage = await openStage();
  team = await teamOf(stage.world.base, CITY_OFFICE);
  const paper = (title: string) => issue(team, {
    title, kind: 'notice', addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true,
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '请遵照试行。' }] }] },
  });
  const made: [Kind, DocumentView][] = [];
  for (const kind of kinds) made.push([kind, await paper(titleOf(kind))]);
  papers = Object.fromEntries(made) as Record<Kind, DocumentView>;
  await paper('通辽市人民政府办公室关于公布清理结果的通知');
  office = await signIn(stage, CITY_OFFICE.office);
  visitor = await openHand(stage);
});
afterAll(() => stage.stop());

const addressOf = (kind: Kind): string => `/records/${papers[kind].recordId ?? ''}`;
const fetched = async (path: string): Promise<string> => (await fetch(stage.world.base + path)).text();

/** Opens the record from the list of what was published, by its title. */
async function openRecord(page: Page, title: string): Promise<void> {
  await page.goto('/console/records');
  await page.getByRole('row', { name: title }).click();
  await page.getByRole('heading', { name: '处理' }).waitFor();
}

async function end(kind: Kind, fill: (page: Page) => Promise<void>): Promise<void> {
  const { page } = office;
  await openRecord(page, titleOf(kind));
  await page.getByRole('button', { name: kind, exact: true }).click();
  await fill(page);
  await shot(page, `end-form-${kind}`);
  await page.getByRole('button', { name: `确认${kind}` }).click();
  await page.getByText(`已登记${kind}`).waitFor();
  await shot(page, `end-done-${kind}`);
}

/** Status and note on the page, and the badge wherever the document is listed. */
async function standsAs(kind: Kind, badge: string, note: string): Promise<void> {
  const { page } = visitor;
  await page.goto(addressOf(kind));
  await page.locator('.record-head .badge').getByText(badge, { exact: true }).waitFor();
  await expect.poll(() => page.locator('.record-head .note').innerText()).toContain(note);
  await page.getByText('请遵照试行。').first().waitFor();
  await shot(page, `portal-end-${kind}`);
  for (const list of ['/records/', `/search?q=${encodeURIComponent(`试办${kind}`)}`, '/openness/150500-ZFB/content']) {
    await page.goto(list);
    const line = page.locator('li').filter({ has: page.getByRole('link', { name: titleOf(kind) }) }).first();
    await expect.poll(() => line.innerText(), { message: list }).toContain(badge);
  }
  const item = (await fetched('/feed.xml')).split('<item>').find((one) => one.includes(titleOf(kind)));
  expect(item).toContain(badge);
}

describe('an end is registered with its ground', () => {
  it('and not without: what is missing is said', async () => {
    const { page } = office;
    await openRecord(page, titleOf('撤下'));
    await page.getByRole('button', { name: '撤下', exact: true }).click();
    await page.getByRole('button', { name: '确认撤下' }).click();
    await page.getByText('应当写明理由').waitFor();
    await page.getByText('应当写明向社会公开的说明').waitFor();
    await shot(page, 'end-faults');
  });

  it('废止: no longer in force from a day on, by another document', async () => {
    await end('废止', async (page) => {
      await page.getByLabel('依据或理由').fill('经清理，任务已经完成');
      const picker = page.getByRole('combobox', { name: '作为依据的文件' });
      await picker.click();
      await picker.pressSequentially('清理结果');
      await choose(page.locator('.ant-select-item-option').filter({ hasText: '关于公布清理结果的通知' }).first());
    });
    await standsAs('废止', '已废止', '起被《通辽市人民政府办公室关于公布清理结果的通知》');
  });

  it('失效: run out', async () => {
    await end('失效', (page) => page.getByLabel('依据或理由').fill('有效期届满'));
    await standsAs('失效', '已失效', '起失效。');
  });

  it('撤销: void from the beginning', async () => {
    await end('撤销', (page) => page.getByLabel('依据或理由').fill('超越职权，市人民政府决定撤销'));
    await standsAs('撤销', '已撤销', '自始无效');
  });

  it('撤下: gone from everywhere at once; its address keeps a page that says why', async () => {
    const { page } = visitor;
    const downloads = (await fetched(addressOf('撤下'))).match(/href="[^"]+\.(?:pdf|docx|txt)[^"]*"/g)?.map((link) => link.slice(6, -1)) ?? [];
    expect(downloads.length).toBeGreaterThan(0);
    await end('撤下', async (form) => {
      await form.getByLabel('依据或理由').fill('内容有误，经批准撤下');
      await form.getByLabel('对外说明').fill('因内容有误撤下，更正后重新发布。');
    });
    const gone = await page.goto(addressOf('撤下'));
    expect(gone?.status()).toBe(410);
    await page.getByText('因内容有误撤下，更正后重新发布。').waitFor();
    expect(await page.content()).not.toContain(titleOf('撤下'));
    await shot(page, 'portal-tombstone');
    for (const path of ['/records/', '/feed.xml', '/sitemap.xml', '/api/v1/records?limit=100', `/search?q=${encodeURIComponent('试办')}`, '/openness/150500-ZFB/content']) {
      expect(await fetched(path), path).not.toContain(titleOf('撤下'));
    }
    for (const link of downloads) expect((await fetch(new URL(link, stage.world.base))).status, link).toBe(410);
    await openRecord(office.page, titleOf('撤下'));
    for (const kind of ['废止', '失效', '撤销', '撤下']) await expect.poll(() => office.page.getByRole('button', { name: kind, exact: true }).count()).toBe(0);
  });

  it('is not for the drafter to register', async () => {
    const drafter = await signIn(stage, CITY_OFFICE.drafter);
    await openRecord(drafter.page, titleOf('修订'));
    await expect.poll(() => drafter.page.getByRole('button', { name: '废止', exact: true }).count()).toBe(0);
    await drafter.page.getByRole('button', { name: '修订', exact: true }).waitFor();
    await drafter.close();
  });
});

describe('a revision', () => {
  it('is a new edition under the same index number: the old stays public until the new is issued', async () => {
    const { indexNumber } = await team.office.get<RecordView>(`/records/${papers['修订'].recordId ?? ''}`);
    const drafter = await signIn(stage, CITY_OFFICE.drafter);
    const { page } = drafter;
    await openRecord(page, titleOf('修订'));
    await page.getByRole('button', { name: '修订', exact: true }).click();
    await page.getByRole('article', { name: '发文稿纸' }).waitFor();
    await typeTitle(page, `${titleOf('修订')}（修订）`);
    await bodyOf(page).getByText('请遵照试行。').click();
    await page.keyboard.press('End');
    await page.keyboard.type('试行期延长一年。');
    await page.locator('.uploader input[type=file]').setInputFiles(['流程图.txt', '申请表.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`${name}的内容`) })));
    await expect.poll(() => page.locator('.attachments > li').count()).toBe(2);
    await page.getByRole('button', { name: '上移“申请表.txt”' }).click();
    await expect.poll(() => page.locator('.attachments > li input').first().inputValue()).toBe('申请表.txt');
    const id = idOf(page);
    // What the page calls saved may be the title alone: the text is handed over a moment after it is typed.
    await expect.poll(async () => JSON.stringify((await team.drafter.get<DocumentView>(`/documents/${id}`)).sheet)).toContain('试行期延长一年。');
    await saved(page);
    await shot(page, 'revision-draft');
    await drafter.close();
    expect(await fetched(addressOf('修订'))).not.toContain('试行期延长一年');

    let doc = await act(team.drafter, await team.drafter.get<DocumentView>(`/documents/${id}`), 'submit');
    doc = await act(team.reviewer, doc, 'review');
    doc = await act(team.secrecy, doc, 'clear-secrecy', { secrecy: { conclusion: '不涉密，可以按拟定属性公开' } });
    await finish(team, await act(team.signer, doc, 'sign'));

    await visitor.page.goto(addressOf('修订'));
    await visitor.page.getByText('试行期延长一年。').first().waitFor();
    await visitor.page.getByText('第2版').first().waitFor();
    expect(await visitor.page.content()).toContain(indexNumber);
    await expect.poll(() => visitor.page.getByRole('link', { name: /^(?:申请表|流程图)/ }).allInnerTexts()).toEqual(['申请表.txt', '流程图.txt']);
    await shot(visitor.page, 'portal-revised');
    const search = await fetched(`/search?q=${encodeURIComponent('试办修订')}`);
    expect(search.split(`href="${addressOf('修订')}"`).length).toBe(2);
    await openRecord(office.page, `${titleOf('修订')}（修订）`);
    await office.page.getByText(/第 1 版.*已被替代/).waitFor();
    await shot(office.page, 'record-editions');
  });
});
