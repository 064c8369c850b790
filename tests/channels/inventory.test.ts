import { today } from '@tongming/law';
import { bodyFromText, renderPdf } from '@tongming/typeset';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChannelRequest, RecordChannels } from '../../server/src/console-api/contract-channels.ts';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { refreshNumberSeries } from '../../server/src/domains/library/index.ts';
import { CITY_OFFICE, issue, teamOf, type Team } from '../support/staff.ts';
import { startWorld, type World } from '../support/world.ts';
import { searchPlace, walkExport, walkPortal } from './oracle.ts';

// 底数 and 发布渠道: a document that is not public shows as a number at most; an evidence file only where the entry says so.
const hidden = { withheldTitle: '关于己亥事项的报告', evidence: '庚子版面内部批注', evidenceName: '辛丑签收单', issue: '壬寅内部简报第一期', removed: '癸卯误记期号', withdrawn: '甲辰撤下版面' };
const secrets = Object.values(hidden);
const common = { addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true };
const full = { attribute: 'full' as const, method: 'proactive' as const, grounds: [] };
const body = (text: string) => ({ type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }] });
const scan = async (text: string) => (await renderPdf({
  form: 'letter', urgency: null, issuers: [{ name: '通辽日报' }], markSuffix: '', documentNumber: '', signers: [], title: '版面', addressees: [], body: bodyFromText(text), attachmentList: [],
  signatories: [], dateMade: today(), sealed: false, note: null, attachments: [], copyTo: [], printedBy: '', printedOn: null, meta: { language: 'zh-CN', author: '', publicCopy: false },
})).bytes;

let world: World;
let team: Team;
const papers: Record<'open' | 'withheld' | 'withdrawn', DocumentView> = {} as never;
const entry = (change: Partial<ChannelRequest>): ChannelRequest => ({ channel: 'gazette', usedOn: today(), url: null, issue: '2026年第3期', isPublic: true, filePublic: false, ...change });

async function withFile(id: string, request: ChannelRequest, name: string, bytes: Uint8Array): Promise<RecordChannels> {
  const query = Object.entries(request).filter(([, value]) => value !== null).map(([key, value]): [string, string] => [key, String(value)]);
  return team.office.upload<RecordChannels>(`/records/${id}/channels/file`, name, bytes, Object.fromEntries(query));
}

beforeAll(async () => {
  world = await startWorld();
  team = await teamOf(world.base, CITY_OFFICE);
  papers.open = await issue(team, { ...common, kind: 'notice', title: '关于社会救助标准的规定', body: body('按期发放。'), disclosure: full });
  papers.withheld = await issue(team, {
    ...common, kind: 'report', direction: 'up', form: 'upward', title: hidden.withheldTitle, addressees: ['内蒙古自治区人民政府'], signers: [{ agency: '通辽市人民政府办公室', name: '高云飞' }],
    body: body('报告如下。'), disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '属于向上级机关的请示报告，系过程性信息' }] },
  });
  papers.withdrawn = await issue(team, { ...common, kind: 'notice', title: '关于供热补贴的规定', body: body('按户发放。'), disclosure: full });
  await issue(team, { ...common, kind: 'notice', title: '关于停车收费的规定', body: body('按时收费。'), disclosure: full });
  const { recordId } = papers.open;
  const id = recordId ?? '';
  await team.office.send('POST', `/records/${id}/channels`, entry({}));
  await team.office.send('POST', `/records/${id}/channels`, entry({ channel: 'press', issue: hidden.issue, isPublic: false }));
  await withFile(id, entry({ channel: 'radio', issue: '早新闻' }), `${hidden.evidenceName}.pdf`, await scan(hidden.evidence));
  const { uses } = await team.office.send<RecordChannels>('POST', `/records/${id}/channels`, entry({ channel: 'tv', issue: hidden.removed }));
  await team.office.send('POST', `/records/${id}/channels/${uses.find((use) => use.channel === 'tv')?.id}/removal`, { reason: '期号写错' });
  await withFile(papers.withdrawn.recordId ?? '', entry({ channel: 'press', issue: hidden.withdrawn, filePublic: true }), '版面.pdf', await scan(hidden.withdrawn));
});
afterAll(() => world.stop());

it('shows what is public (so it does look): the channel, and the evidence that was opened', async () => {
  const walk = await walkPortal(world.base, [hidden.withdrawn], [`/records/${papers.withdrawn.recordId}`]);
  expect(walk.leaks.map((leak) => leak.channel).join('\n')).toMatch(/\/evidence\//);
  expect(await (await fetch(`${world.base}/records/${papers.open.recordId}`)).text()).toContain('政府公报');
});

it('says of a hidden document that its number is taken, and nothing more; of hidden entries, files and what was taken back nothing', async () => {
  await team.office.send('POST', `/records/${papers.withdrawn.recordId}/ends`, { kind: 'withdrawn', effectiveOn: today(), ground: '内容有误，经批准撤回', publicNote: '因内容有误撤回。' });
  await refreshNumberSeries(world.system.db);
  const number = await world.system.db.selectFrom('core.issuedNumber').selectAll().where('documentId', '=', papers.withheld.id).executeTakeFirstOrThrow();
  const series = `/inventory/numbers?code=${encodeURIComponent(number.code)}&year=${number.year}`;
  expect(await (await fetch(world.base + series)).text()).toContain('其中未公开');
  await expect.poll(() => searchPlace(world.system, secrets)).toEqual([]);
  expect((await walkExport(world.system, 'main', secrets)).leaks).toEqual([]);
  const walk = await walkPortal(world.base, secrets, [series, ...Object.values(papers).flatMap((paper) => [`/records/${paper.recordId ?? paper.id}`, `/api/v1/records/${paper.recordId ?? paper.id}`])]);
  expect(walk.leaks).toEqual([]);
  expect(walk.failures).toEqual([]);
});

it('gives no evidence of another record, nor of an entry that keeps it inside', async () => {
  const id = papers.open.recordId ?? '';
  const { uses } = await team.office.get<RecordChannels>(`/records/${id}/channels`);
  for (const use of uses) expect((await fetch(`${world.base}/records/${id}/evidence/${use.id}`)).status).toBe(404);
});
