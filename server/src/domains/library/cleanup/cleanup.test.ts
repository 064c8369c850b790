// A clean-up campaign (清理) from its frozen list to the result list, with several people and what comes between.
import { addDays, addYears, today } from '@tongming/law';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../../../console-api/contract.ts';
import type { CleanupDecision, CleanupScope } from '../../../console-api/contract-validity.ts';
import { city, issued, office, refusalOf, testCity, type TestCity } from '../../drafting/testing.ts';
import { endRecord } from '../commands/end-record.ts';
import { closeCleanup, cancelCleanup } from './close.ts';
import { decideCleanup, returnCleanup } from './decide.ts';
import { getCleanup, listCleanups, listItems } from './items.ts';
import { cleanupHtml, cleanupXlsx } from './result.ts';
import { countScope, startCleanup } from './start.ts';

let t: TestCity;
beforeAll(async () => { t = await testCity(); });
afterAll(() => t.close());

const day = today();
const anything: CleanupScope = { agencies: [city], categories: [], yearFrom: null, yearTo: null, statuses: [] };
let n = 0;
const record = async (change: Partial<Sheet> = {}): Promise<string> => {
  n += 1;
  return (await issued(t, { title: `通辽市人民政府关于第${n}件事的通知`, ...change })).recordId ?? '';
};
const clear = async (): Promise<void> => {
  for (const table of ['core.cleanupItem', 'core.cleanup'] as const) await t.db.deleteFrom(table).execute();
};
const start = (scope: Partial<CleanupScope> = {}, by = t.people.office) =>
  startCleanup(t.db, by, { agencyCode: city, name: '2026年文件清理', scope: { ...anything, ...scope }, deadline: addDays(day, 30) });
const items = async (id: string, show?: Parameters<typeof listItems>[3]['show']) => (await listItems(t.db, t.people.office, id, { ...(show === undefined ? {} : { show }), limit: '100' })).items;
const decide = async (id: string, ids: readonly string[], decision: CleanupDecision | null, by = t.people.office, ground = '逐件评估') => {
  const known = await items(id);
  await decideCleanup(t.db, by, id, { items: ids.map((one) => ({ id: one, version: known.find((item) => item.id === one)?.version ?? 0 })), decision, ground });
};
const close = async (id: string, change: { effectiveOn?: typeof day; skipConflicts?: boolean } = {}) =>
  closeCleanup(t.db, t.people.office, id, { version: (await getCleanup(t.db, t.people.office, id)).version, effectiveOn: day, skipConflicts: false, ...change });
const open = (id: string) => t.portalDb.selectFrom('open.record').select(['status', 'statusNote']).where('id', '=', id).executeTakeFirst();

describe('the list', () => {
  it('holds what is in scope and stays as it was', async () => {
    await clear();
    const [a, b] = [await record({ category: 'normative' }), await record()];
    const ended = await record();
    await endRecord(t.db, t.people.office, ended, { kind: 'repealed', effectiveOn: day, ground: '任务完成', publicNote: '自今日起废止', byRecord: null });
    const id = await start();
    const later = await record();
    const listed = (await items(id)).map((item) => item.id);
    expect(listed).toEqual(expect.arrayContaining([a, b]));
    expect(listed).not.toContain(ended);
    expect(listed).not.toContain(later);
    expect(await countScope(t.db, t.people.office, city, { ...anything, categories: ['normative'] })).toBe(1);
    expect((await items(await start({ categories: ['normative'] }))).map((item) => item.id)).toEqual([a]);
    expect(await listCleanups(t.db, t.people.office, {})).toMatchObject({ total: 2, next: null });
    expect((await listCleanups(t.db, t.people.office, { limit: '1' })).next).toBe('1');
  });

  it('is refused with all reasons, and to whoever may not', async () => {
    await expect(startCleanup(t.db, t.people.office, { agencyCode: city, name: '', scope: { ...anything, agencies: ['999999'], yearFrom: 2020, yearTo: 2019 }, deadline: addDays(day, -1) }))
      .rejects.toMatchObject({ code: 'cleanup-refused', reasons: ['name-missing', 'deadline-past', 'agency-foreign', 'years-reversed'].map((code) => expect.objectContaining({ code })) });
    expect(await refusalOf(start({ yearFrom: 1950, yearTo: 1950 }))).toEqual(['scope-empty']);
    await expect(start({}, t.people.drafter)).rejects.toMatchObject({ status: 403 });
    await expect(start({}, t.people.stranger)).rejects.toMatchObject({ status: 403 });
  });
});

describe('decisions', () => {
  it('one each with its ground, many at once, taken back, given back; two people on one record: a named 409', async () => {
    await clear();
    const [a, b, c] = [await record(), await record(), await record()];
    const id = await start();
    await decide(id, [a, b], 'keep');
    await decide(id, [c], 'repeal', t.people.clerk, '已被新规定代替');
    expect((await items(id, 'repeal'))[0]).toMatchObject({ id: c, ground: '已被新规定代替', decidedBy: 'clerk某', version: 2 });
    expect(await refusalOf(decideCleanup(t.db, t.people.clerk, id, { items: [{ id: c, version: 1 }], decision: 'keep', ground: '仍然需要' }))).toEqual(['edit-conflict']);
    await decide(id, [b], null);
    const [returned] = (await items(id)).filter((item) => item.id === c);
    await returnCleanup(t.db, t.people.office, id, { items: [{ id: c, version: returned?.version ?? 0 }], note: '请说明由哪件文件代替' });
    expect((await items(id, 'returned'))[0]).toMatchObject({ id: c, decision: null, returnedNote: '请说明由哪件文件代替' });
    const view = await getCleanup(t.db, t.people.office, id);
    expect(view).toMatchObject({ decided: 1, counts: { keep: 1, repeal: 0 }, leads: true, scopeWords: expect.stringContaining('通辽市人民政府') });
    expect(await refusalOf(decide(id, [a], 'repeal', t.people.office, ''))).toEqual(['ground-missing']);
    await expect(decide(id, [a], 'keep', t.people.drafter)).rejects.toMatchObject({ status: 403 });
    await expect(getCleanup(t.db, { ...t.people.office, roles: [{ agencyCode: office, role: 'office' }] }, id)).rejects.toMatchObject({ status: 404 });
    await expect(decide(id, ['00000000-0000-4000-8000-000000000000'], 'keep')).rejects.toMatchObject({ status: 404 });
    const actions = await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', c).where('action', 'like', 'cleanup.%').orderBy('id').execute();
    expect(actions.map((row) => row.action)).toEqual(['cleanup.decide', 'cleanup.return']);
  });
});

describe('closing', () => {
  it('asks for every decision, tells what changed meanwhile, then applies all at once', async () => {
    await clear();
    await t.db.deleteFrom('core.recordEnd').execute();
    const [kept, amended, repealed, expired] = [await record(), await record(), await record(), await record()];
    const [withdrawn, endedMeanwhile] = [await record(), await record()];
    const id = await start();
    const all = (await items(id)).map((item) => item.id);
    await decide(id, all, 'keep');
    await decide(id, [amended], 'amend');
    await decide(id, [repealed, withdrawn, endedMeanwhile], 'repeal');
    await decide(id, [expired], 'expire');
    await decide(id, [kept], null);
    expect(await refusalOf(close(id))).toEqual(['cleanup-undecided']);
    await decide(id, [kept], 'keep');
    await endRecord(t.db, t.people.office, withdrawn, { kind: 'withdrawn', effectiveOn: day, ground: '误发', publicNote: '误发撤下', byRecord: null });
    await endRecord(t.db, t.people.office, endedMeanwhile, { kind: 'repealed', effectiveOn: day, ground: '任务完成', publicNote: '自今日起废止', byRecord: null });
    expect(new Map((await items(id, 'conflicts')).map((item) => [item.id, item.conflict]))).toEqual(new Map([[withdrawn, '清理期间已经撤下'], [endedMeanwhile, '清理期间已经登记终止效力']]));
    expect(await refusalOf(close(id, { effectiveOn: addDays(day, -1) }))).toEqual(['day-past', 'cleanup-conflicts', 'cleanup-conflict', 'cleanup-conflict']);
    await close(id, { skipConflicts: true });
    expect(await open(repealed)).toMatchObject({ status: 'repealed', statusNote: expect.stringContaining('2026年文件清理') });
    expect(await open(expired)).toMatchObject({ status: 'expired' });
    expect(await open(kept)).toMatchObject({ status: 'in-force' });
    expect(await open(withdrawn)).toBeUndefined();
    const outcomes = new Map((await items(id)).map((item) => [item.id, item.outcome]));
    expect([kept, amended, repealed, expired, withdrawn, endedMeanwhile].map((one) => outcomes.get(one))).toEqual(['kept', 'to-amend', 'repealed', 'expired', 'skipped', 'skipped']);
    const changed = await t.portalDb.selectFrom('open.change').select('kind').where('subjectId', '=', repealed).orderBy('seq').execute();
    expect(changed.map((row) => row.kind)).toEqual(['published', 'status']);
    expect(await refusalOf(decideCleanup(t.db, t.people.office, id, { items: [{ id: kept, version: 4 }], decision: null, ground: '' }))).toEqual(['cleanup-over']);
    expect(await refusalOf(close(id))).toEqual(['cleanup-over']);
  });

  it('of a day ahead leaves records in force until then; cancelled, nothing is applied', async () => {
    await clear();
    const [a, b] = [await record(), await record()];
    const first = await start({ yearFrom: Number(day.slice(0, 4)), yearTo: Number(day.slice(0, 4)) });
    const ids = (await items(first)).map((item) => item.id);
    await decide(first, ids, 'keep');
    await decide(first, [a], 'repeal');
    const second = await start();
    await decide(second, [b], 'repeal');
    await cancelCleanup(t.db, t.people.office, second, { version: 1 });
    await close(first, { effectiveOn: addDays(day, 10) });
    expect(await open(a)).toMatchObject({ status: 'in-force' });
    expect(await open(b)).toMatchObject({ status: 'in-force' });
    expect(await t.db.selectFrom('core.recordEnd').select('effectiveOn').where('recordId', '=', a).execute()).toEqual([{ effectiveOn: addDays(day, 10) }]);
    await expect(closeCleanup(t.db, t.people.drafter, second, { version: 2, effectiveOn: day, skipConflicts: false })).rejects.toMatchObject({ status: 403 });
  });

  it('breaks off whole', async () => {
    await clear();
    const a = await record();
    const id = await start();
    await decide(id, (await items(id)).map((item) => item.id), 'repeal');
    const cut = t.db.withPlugin({
      transformQuery: ({ node }) => {
        if (JSON.stringify(node).includes('open.change')) throw new Error('cut');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await expect(closeCleanup(cut, t.people.office, id, { version: 1, effectiveOn: day, skipConflicts: true })).rejects.toThrow('cut');
    expect(await open(a)).toMatchObject({ status: 'in-force' });
    expect((await getCleanup(t.db, t.people.office, id)).state).toBe('open');
  });
});

it('the result list names what the public can read and nothing else', async () => {
  await clear();
  const shown = await record({ title: '通辽市人民政府关于<桥梁>安全的通知' });
  const hidden = await record({ title: '不对外的内部安排', disclosure: { attribute: 'withheld', method: null, grounds: [{ code: 'internal-affairs', reason: '内部人事管理' }] } });
  const id = await start();
  const all = (await items(id)).map((item) => item.id);
  expect(all).toEqual(expect.arrayContaining([shown, hidden]));
  await decide(id, all, 'keep');
  expect((await cleanupHtml(t.db, t.people.office, id)).name).toContain('未结束');
  await close(id, { skipConflicts: true, effectiveOn: addYears(day, 1) });
  const html = await cleanupHtml(t.db, t.people.office, id);
  expect(html.name).toBe('2026年文件清理结果目录.html');
  expect(html.page).toContain('关于&#60;桥梁&#62;安全');
  expect(html.page).not.toContain('内部安排');
  const { bytes } = await cleanupXlsx(t.db, t.people.office, id);
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('桥梁');
  expect(sheet).not.toContain('内部安排');
});
