import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import type { Sheet } from '../../server/src/console-api/contract.ts';
import { act, CITY_OFFICE, finish, issue, teamOf, type Team } from '../support/staff.ts';
import { citationsRead, startWorld, type World } from '../support/world.ts';
import { searchPlace, walkPortal } from './oracle.ts';

// Citations and former editions: what is hidden, taken back or cut out later is found in none of them.
const hidden = { withheldTitle: '关于壬申事项的报告', withheldBody: '壬申内部要点', withdrawnTitle: '关于癸酉事项的通知', cut: '甲戌某某账户', taken: '乙亥误印内容' };
const secrets = Object.values(hidden);
const common = { addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true };
const full = { attribute: 'full' as const, method: 'proactive' as const, grounds: [] };
const law = '关于城市供热的管理规定';
const body = (...lines: string[]) => ({ type: 'doc' as const, content: lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })) });
const cut = (secret: string) => ({ type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [
  { type: 'text' as const, text: '资金拨付至' }, { type: 'text' as const, text: secret, marks: [{ type: 'redact' as const, attrs: { ground: 'third-party' } }] }, { type: 'text' as const, text: '，请知悉。' }] }] });

let world: World;
let team: Team;
const papers: Record<'law' | 'citing' | 'withheld' | 'withdrawn' | 'cut' | 'taken', DocumentView> = {} as never;

async function revise(paper: DocumentView, sheet: Partial<Sheet>): Promise<DocumentView> {
  const made = await team.drafter.send<DocumentView>('POST', `/records/${paper.recordId}/revise`);
  let doc = await team.drafter.send<DocumentView>('PUT', `/documents/${made.id}`, { version: made.version, sheet: { ...made.sheet, numberCode: team.numberCode, ...sheet } });
  doc = await act(team.drafter, doc, 'submit');
  doc = await act(team.reviewer, doc, 'review');
  doc = await act(team.secrecy, doc, 'clear-secrecy', { secrecy: { conclusion: '不涉密，可以按拟定属性公开' } });
  return finish(team, await act(team.signer, doc, 'sign'));
}

beforeAll(async () => {
  world = await startWorld();
  team = await teamOf(world.base, CITY_OFFICE);
  papers.law = await issue(team, { ...common, kind: 'notice', title: law, body: body('第一条　为了保障供热，制定本规定。', '第二条　供热单位应当公开室温标准。'), disclosure: full });
  papers.withheld = await issue(team, {
    ...common, kind: 'report', direction: 'up', form: 'upward', title: hidden.withheldTitle, addressees: ['内蒙古自治区人民政府'], signers: [{ agency: '通辽市人民政府办公室', name: '高云飞' }],
    body: body(`根据《${law}》第二条，${hidden.withheldBody}。`), disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'process', reason: '属于向上级机关的请示报告，系过程性信息' }] },
  });
  papers.withdrawn = await issue(team, { ...common, kind: 'notice', title: hidden.withdrawnTitle, body: body(`根据《${law}》第一条办理。`), disclosure: full });
  papers.citing = await issue(team, { ...common, kind: 'notice', title: '关于做好供热检查的通知', body: body(`根据《${law}》第二条和${papers.withheld.documentNumber}、${papers.withdrawn.documentNumber}办理。`), disclosure: full });
  await citationsRead(world);
  await team.office.send('POST', `/records/${papers.withdrawn.recordId}/ends`, { kind: 'withdrawn', effectiveOn: papers.withdrawn.dateMade, ground: '内容有误，经批准撤回', publicNote: '因内容有误撤回。' });
  papers.cut = await issue(team, { ...common, kind: 'circular', title: '关于资金拨付的通报', body: body(`资金拨付至${hidden.cut}，请知悉。`), disclosure: full });
  papers.cut = await revise(papers.cut, { body: cut(hidden.cut), disclosure: { attribute: 'redacted', method: 'proactive', grounds: [{ code: 'third-party', reason: '涉及受助人员个人隐私，公开将损害其合法权益' }] } });
  papers.taken = await issue(team, { ...common, kind: 'notice', title: '关于供热时间的通知', body: body(`供热时间为六个月。${hidden.taken}。`), disclosure: full });
  papers.taken = await revise(papers.taken, { body: body('供热时间为七个月。') });
  await citationsRead(world);
});
afterAll(() => world.stop());

const probes = (paper: DocumentView): string[] => {
  const base = `/records/${paper.recordId ?? paper.id}`;
  return [base, ...['1990-01-01', paper.dateMade ?? '', '2999-12-31'].map((on) => `${base}?on=${on}`), ...[1, 2].map((no) => `${base}?edition=${no}`), `${base}/compare?from=1&to=2`, `${base}/compare?from=2&to=1`, `${base}/cited-by`];
};
const page = async (path: string) => (await fetch(world.base + path)).text();

it('shows what is public: the link, who cites it, and the former edition (so it does look)', async () => {
  expect(await page(`/records/${papers.citing.recordId}`)).toContain(`href="/records/${papers.law.recordId}#art-2"`);
  expect(await page(`/records/${papers.law.recordId}`)).toContain('本站有1件文件引用了它');
  const walk = await walkPortal(world.base, [hidden.taken], probes(papers.taken));
  expect(walk.leaks.some((l) => l.channel.includes('/compare?'))).toBe(true);
});

it('links to nothing that is hidden or was withdrawn, and counts neither', async () => {
  const citing = await page(`/records/${papers.citing.recordId}`);
  for (const gone of [papers.withheld, papers.withdrawn]) expect(citing).not.toContain(gone.recordId ?? gone.id);
  for (const path of [`/records/${papers.law.recordId}`, `/records/${papers.law.recordId}/cited-by`]) expect(await page(path)).not.toContain(hidden.withheldTitle);
});

it('has none of it in any page of former editions, comparisons and citations', async () => {
  await team.office.send('POST', `/records/${papers.taken.recordId}/editions/1/withdrawal`, { reason: '误印了不应公开的内容' });
  const walk = await walkPortal(world.base, secrets, Object.values(papers).flatMap(probes));
  expect(walk.leaks).toEqual([]);
  expect(walk.failures).toEqual([]);
  expect(await searchPlace(world.system, secrets)).toEqual([]);
});

it('lets nobody else take an edition away', async () => {
  await expect(team.drafter.send('POST', `/records/${papers.taken.recordId}/editions/1/withdrawal`, { reason: '没有权限' })).rejects.toThrow(/403/);
  await expect(team.office.send('POST', `/records/${papers.taken.recordId}/editions/9/withdrawal`, { reason: '没有这一版' })).rejects.toThrow(/404/);
});
