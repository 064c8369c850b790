import { AxeBuilder } from '@axe-core/playwright';
import { now, today } from '@tongming/law';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundColumns } from '../../server/src/demo/columns.ts';
import { enterPeople } from '../../server/src/demo/people.ts';
import { foundContent } from '../../server/src/demo/content/found.ts';
import { foundSites } from '../../server/src/demo/sites.ts';
import { openHand, openStage, PHONE, sendForm, shot, signIn, STILL, type Hand, type Stage } from '../support/pages.ts';
import { makeSamples, WORDS, type Samples } from '../support/samples.ts';
import { OPENNESS_OFFICE, signInAs } from '../support/staff.ts';

/** An application that came over the counter. */
async function applied(base: string): Promise<{ id: string; summary: string }> {
  const { personas } = await (await fetch(`${base}/api/console/personas`)).json() as { personas: { personId: string; name: string }[] };
  const clerk = await signInAs(base, personas.find((p) => p.name === '乌云其其格')?.personId ?? '');
  const made = await clerk.send<{ case: { id: string; summary: string } }>('POST', '/foi/cases', {
    agencyCode: OPENNESS_OFFICE.agencyCode, channel: 'in-person', submittedOn: today(), facts: {}, evidence: '申请表及接收回执', queryCode: false, identity: null,
    applicant: { kind: 'naturalPerson', name: '申请人乙亥', representative: null, contact: null, phone: '0475-0000001', email: null, address: null, postcode: null },
    request: { content: '2025年度政务公开第三方评估结果的通报', documentNumber: null, delivery: 'post', medium: 'paper', helpNeeded: null },
  });
  return made.case;
}

let stage: Stage;
let samples: Samples;
/** One public piece of each kind of content. */
const pieces = new Map<string, { id: string; recordId: string | null }>();
let topicId = '';
beforeAll(async () => {
  stage = await openStage();
  samples = await makeSamples(stage.world.base);
  const { db } = stage.world.system;
  const people = await enterPeople(db, () => undefined);
  await foundSites(db, people, () => undefined);
  await foundContent({ db, files: stage.world.system.files, people, at: now() }, () => undefined);
  for (const { kind, id, recordId } of await db.selectFrom('core.content').select(['kind', 'id', 'recordId']).where('agencyCode', '=', '150500').execute()) pieces.set(kind, { id, recordId });
  topicId = (await db.selectFrom('core.topic').select('id').executeTakeFirstOrThrow()).id;
  await foundColumns(db, people, () => undefined);
});
afterAll(() => stage.stop());

/** Every violation with its places; nothing is excepted. */
async function violations(page: Page): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  // What a preview shows is a page of the portal, looked at for itself; its frame runs no script, and axe would wait for it.
  const mute = await page.locator('iframe[sandbox]:not([sandbox~="allow-scripts"])').count() > 0;
  const { violations: found } = await (mute ? builder.setLegacyMode(true).options({ iframes: false }) : builder).analyze();
  return found.map((v) => `${v.id} (${v.impact ?? ''}): ${v.nodes.slice(0, 4).map((n) => `${n.target.join(' ')}: ${n.html.slice(0, 160)}${n.any[0] ? ` — ${n.any[0].message}` : ''}`).join(' | ')}`);
}

const portal: [name: string, path: (s: Samples) => string][] = [
  ['home', () => '/'], ['list', () => '/records/'], ['list-filtered', () => '/records/?kind=circular'], ['list-empty', () => '/records/?year=1999'],
  ['record', (s) => `/records/${s.open.recordId}`], ['record-table', (s) => `/records/${s.table.recordId}`], ['record-redacted', (s) => `/records/${s.redacted.recordId}`],
  ['law', (s) => `/records/${s.law.recordId}`], ['law-quoted', (s) => `/records/${s.law.recordId}#art-2-1-1`], ['law-on-a-day', (s) => `/records/${s.law.recordId}?on=2010-01-01`], ['cited-by', (s) => `/records/${s.law.recordId}/cited-by`],
  ['openness', () => '/openness/'], ['agency', () => '/openness/150500-ZFB/'], ['agency-content', () => '/openness/150500-ZFB/content'], ['guide', () => '/openness/150500-ZFB/guide'],
  ['agency-apply', () => '/openness/150500-ZFB/apply'], ['agency-directory', () => '/openness/150500-ZFB/directory'], ['agency-rules', () => '/openness/150500-ZFB/rules'], ['agency-reports', () => '/openness/150500-ZFB/reports'],
  ['apply-form', () => '/apply/150500-ZFB'], ['apply-query', () => '/apply/query'], ['apply-correction', () => '/apply/correction'], ['apply-correction-form', () => '/apply/150500-ZFB/correction'], ['agencies', () => '/agencies/'], ['apply', () => '/apply/'], ['interaction', () => '/interaction/'],
  ['search', () => '/search'], ['search-hits', () => `/search?q=${encodeURIComponent('救助')}`], ['search-nothing', () => '/search?q=%E6%97%A0%E6%AD%A4%E8%AF%8D%E8%AF%AD'],
  ['not-found', () => '/no-such-page'], ['gone', (s) => `/records/${s.withdrawn.recordId}`], ['report', () => '/report-error'], ['site-map', () => '/site-map/'], ['accessibility', () => '/about/accessibility'], ['open-data', () => '/open-data'],
  ['inventory', () => '/inventory'], ['inventory-crossed', () => '/inventory?rows=year&columns=category&status=in-force'], ['inventory-numbers', () => '/inventory/numbers'],
  ['alerts-new', () => '/alerts/new?q=%E6%95%91%E5%8A%A9'], ['alerts-document', (s) => `/alerts/new?record=${s.open.recordId}`], ['alerts-no-link', () => '/alerts/manage?key=x'], ['list-days', () => '/records/?from=2026-01-01&to=2025-01-01'],
  ['sites', () => '/sites'], ['content', () => '/content/'], ['content-list', () => '/content/news/'], ['content-empty', () => '/content/video/'], ['topics', () => '/topics/'], ['topic', () => '/topics/winter-heating/'], ['topic-section', () => '/topics/winter-heating/questions/'], ['hotlines', () => '/hotlines'],
  ...(['news', 'notice', 'question', 'image-story', 'data-table', 'official', 'agency-function'] as const).map((kind): [string, () => string] => [`content-${kind}`, () => `/records/${pieces.get(kind)?.recordId}`]), ['columns', () => '/columns/'], ['column-directory', () => '/columns/livelihood/'], ['column', () => '/columns/livelihood/assistance/'], ['kiosk', () => '/kiosk/'],
];

describe('every page of the portal', () => {
  let hand: Hand;
  beforeAll(async () => { hand = await openHand(stage, STILL); });
  afterAll(() => hand.close());

  it.each(portal)('%s', async (name, path) => {
    await hand.page.goto(path(samples));
    await shot(hand.page, `portal-${name}`);
    expect(await violations(hand.page)).toEqual([]);
  });

  it('report form with its faults', async () => {
    await hand.page.goto('/report-error');
    await sendForm(hand.page, '提交');
    await shot(hand.page, 'portal-report-faults');
    expect(await violations(hand.page)).toEqual([]);
  });
});

describe('home, list, document and search in the other ways of showing them', () => {
  const some = portal.filter(([name]) => ['home', 'list', 'record', 'search-hits', 'agency'].includes(name));
  const visit = async (hand: Hand, way: string): Promise<void> => {
    for (const [name, path] of some) {
      await hand.page.goto(path(samples));
      await shot(hand.page, `portal-${way}-${name}`);
      expect(await violations(hand.page), name).toEqual([]);
    }
    await hand.close();
  };

  it('dark', async () => visit(await openHand(stage, { ...STILL, colorScheme: 'dark' }), 'dark'));
  it('phone', async () => visit(await openHand(stage, { ...STILL, ...PHONE }), 'phone'));
  it('for elders', async () => {
    const hand = await openHand(stage, STILL);
    await hand.page.goto('/');
    await hand.page.getByRole('button', { name: '长者模式' }).click();
    await hand.page.getByRole('button', { name: '退出长者模式' }).waitFor();
    await visit(hand, 'elder');
  });
});

describe('the console', () => {
  const settled = async (page: Page): Promise<void> => {
    await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
    // Colours of a panel that is still fading in are not those a person reads.
    await page.evaluate('Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => null)))');
  };
  const check = async (page: Page, name: string): Promise<string[]> => {
    await settled(page);
    await shot(page, `console-${name}`);
    return (await violations(page)).map((fault) => `${name}: ${fault}`);
  };
  const pagesOf = (person: string, pages: [name: string, path: (s: Samples) => string, ready: string][]) => async (): Promise<void> => {
    const hand = await signIn(stage, person, STILL);
    const faults: string[] = [];
    for (const [name, path, ready] of pages) {
      await hand.page.goto(`/console${path(samples)}`);
      await hand.page.locator('main').getByText(ready).first().waitFor();
      faults.push(...await check(hand.page, name));
    }
    await hand.close();
    expect(faults).toEqual([]);
  };

  it('sign-in', async () => {
    const hand = await openHand(stage, STILL);
    await hand.page.goto('/console/');
    await hand.page.getByRole('button', { name: /^乌云其其格/ }).waitFor();
    expect(await check(hand.page, 'sign-in')).toEqual([]);
    await hand.close();
  });
  it('of the drafter', pagesOf('林晓文', [
    ['work', () => '/', '我的文件'],
    ['draft', (s) => `/documents/${s.drafted.id}`, '正文删减 1 处'],
    ['documents', () => '/documents', WORDS.waiting],
    ['document-details', (s) => `/documents?open=${s.open.id}`, '办理过程'],
    ['records', () => '/records', WORDS.title],
    ['password', () => '/password', '修改密码'],
  ]));
  it('dialogs and the other views of a document', async () => {
    const hand = await signIn(stage, '陈立诚', STILL);
    const { page } = hand;
    await page.goto(`/console/documents/${samples.waiting.id}`);
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByRole('textbox', { name: '理由' }).waitFor();
    const faults = await check(page, 'giving-back');
    for (const view of ['版本比较', '公开版式']) {
      await page.getByText(view, { exact: true }).click();
      faults.push(...await check(page, `view-${view}`));
    }
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('查找公文、已发布文件').fill('救助');
    await page.getByText(WORDS.waiting).last().waitFor();
    faults.push(...await check(page, 'palette'));
    await hand.close();
    expect(faults).toEqual([]);
  });
  it('of the reviewer and the signer', pagesOf('陈立诚', [
    ['review', (s) => `/documents/${s.waiting.id}`, '审核通过'],
    ['issued', (s) => `/documents/${s.open.id}`, '查看公开页面'],
  ]));
  it('of the office', pagesOf('孟和', [
    ['record', (s) => `/records?open=${s.open.recordId}`, '公开页面'],
    ['agencies', () => '/agencies', '通辽市民政局'],
  ]));
  it('of the library\'s keepers', async () => {
    const { personas } = await (await fetch(`${stage.world.base}/api/console/personas`)).json() as { personas: { personId: string; name: string }[] };
    const keeper = await signInAs(stage.world.base, personas.find((p) => p.name === '孟和')?.personId ?? '');
    const { items: [campaign] } = await keeper.get<{ items: { id: string; name: string }[] }>('/cleanups');
    const { items: [due] } = await keeper.get<{ items: { id: string }[] }>('/validity?bucket=due3');
    await pagesOf('孟和', [
      ['validity', () => '/validity', '届满 6 个月'], ['validity-open', () => `/validity?open=${due?.id ?? ''}`, '届满 6 个月'], ['cleanups', () => '/cleanups', '列出范围内的全部文件'],
      ['cleanup', () => `/cleanups/${campaign?.id ?? ''}`, '组织机关'],
    ])();
  });
  it('of the openness office', pagesOf('乌云其其格', [['imports', () => '/imports', '导入记录'], ['missing-documents', () => '/missing-documents', '引用它的文件数'], ['inventory', () => '/inventory', '按机关'], ['inventory-numbers', () => '/inventory/numbers', '最大号'], ['missing-channels', () => '/missing-channels', '缺少的渠道'], ['page-errors', () => '/page-errors', '反映内容'], ['alerts', () => '/alerts', '近七天的邮件'], ['synonyms', () => '/search-synonyms', '新增一组']]));
  it('of applications for disclosure', async () => {
    const application = await applied(stage.world.base);
    await pagesOf('乌云其其格', [
      ['foi-board', () => '/foi', application.summary], ['foi-list', () => `/foi?view=list&open=${application.id}`, '打开'], ['foi-mine', () => '/foi?view=mine', '我办的'],
      ['foi-month', () => '/foi?view=calendar', '休：法定节假日'], ['foi-entry', () => '/foi/new', '怎样来的'], ['foi-case', () => `/foi/${application.id}`, '办理五步'],
      ['guides', () => '/guides', '通辽市政务公开工作领导小组办公室'], ['guide', () => '/guides/150500-ZWGK', '编排体系'], ['annual-reports', () => '/annual-reports', '年度报告'],
    ])();
    await pagesOf('德力格尔', [['foi-settings', () => '/foi/settings', '期限怎样计算'], ['foi-holidays', () => '/foi/holidays', '全年预览'], ['foi-anonymisation', () => '/foi/anonymisation', '保管期限']])();
  });
  it('of content, topics and hotlines', async () => {
    await pagesOf('林晓文', [['content', () => '/content', '防过度媒体化'], ['content-piece', () => `/content/${pieces.get('data-table')?.id}`, '出现在哪里'], ['content-story', () => `/content/${pieces.get('image-story')?.id}`, '出现在哪里']])();
    await pagesOf('德力格尔', [['topics', () => '/topics', '温暖过冬'], ['topic', () => `/topics/${topicId}`, '人工放置'], ['hotlines', () => '/hotlines', '供热报修和测温'], ['offers', () => '/content/offers', '等待决定']])();
  });
  it('a piece as its readers will see it', async () => {
    const hand = await signIn(stage, '林晓文', STILL);
    await hand.page.goto(`/console/content/${pieces.get('data-table')?.id}`);
    await hand.page.getByRole('button', { name: '修改', exact: true }).click();
    await hand.page.getByRole('button', { name: '按网页预览' }).click();
    await hand.page.frameLocator('iframe').getByText('网站标识码').waitFor();
    expect(await check(hand.page, 'content-preview')).toEqual([]);
    await hand.close();
  });
  it('of the sites', async () => {
    await pagesOf('德力格尔', [['sites', () => '/sites', '已开通 12 个'], ['site', () => '/sites/kailu', '首页横幅'], ['columns', () => '/sites/tongliao/columns', '从左边选一个栏目'], ['columns-due', () => '/columns', '长期未更新'], ['site-mongolian', () => '/sites/tongliao-mn', '首页横幅']])();
  });
  it('a column being edited, and what it is judged by', async () => {
    const hand = await signIn(stage, '德力格尔', STILL);
    const { page } = hand;
    await page.goto('/console/sites/tongliao/columns');
    await page.getByRole('button', { name: /^社会救助和养老/ }).click();
    await page.getByText('现在有').waitFor();
    const faults = await check(page, 'column');
    await page.goto('/console/columns');
    await page.getByRole('button', { name: '预警和类型' }).click();
    await page.getByText('增加类型').waitFor();
    faults.push(...await check(page, 'column-settings'));
    await hand.close();
    expect(faults).toEqual([]);
  });
  it('of an application being judged, with a letter and its derivation', async () => {
    const application = await applied(stage.world.base);
    const hand = await signIn(stage, '乌云其其格', STILL);
    const { page } = hand;
    await page.goto(`/console/foi/${application.id}`);
    await page.getByRole('button', { name: '登记受理' }).click();
    await page.getByRole('button', { name: /^作出判断：/ }).waitFor();
    const faults = await check(page, 'foi-judge');
    await page.getByRole('button', { name: '告知补正' }).click();
    await page.getByRole('heading', { name: '告知补正' }).waitFor();
    await page.getByRole('button', { name: '起草', exact: true }).click();
    await page.getByRole('button', { name: '定稿并编号' }).waitFor();
    faults.push(...await check(page, 'foi-letter'));
    await page.getByRole('button', { name: '逐日计算' }).click();
    await page.getByText('条例》第三十三条').first().waitFor();
    faults.push(...await check(page, 'foi-derivation'));
    await page.getByRole('link', { name: '我的工作' }).click();
    await hand.close();
    expect(faults).toEqual([]);
  });
  it('of the administrators', async () => {
    await pagesOf('吴静安', [['people', () => '/people', '动态口令']])();
    await pagesOf('何鉴清', [['journal', () => '/journal', '校验日志']])();
  });
});
