import { addDays, today } from '@tongming/law';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { seedRecord } from '../../portal/testing.ts';
import type { Principal } from '../identity/index.ts';
import { changeSite, createSite } from '../sites/index.ts';
import { bannerSite, citySite, furniture, makeSiteAgencies, openSite, siteOptions, siteStaff } from '../sites/testing.ts';
import { changeColumn } from './commands/change-column.ts';
import { createColumn } from './commands/create-column.ts';
import { moveColumn, shiftColumn } from './commands/move-column.ts';
import { closeColumn, openColumn } from './commands/open-column.ts';
import { placeRecord } from './commands/place-record.ts';
import { removeColumn } from './commands/remove-column.ts';
import { saveSettings } from './commands/save-settings.ts';
import { newColumnInput } from './model.ts';
import { columnOf, listColumns as openColumns } from './open/columns.ts';
import { dueColumns } from './queries/due-columns.ts';
import { listColumns } from './queries/list-columns.ts';
import { previewRule } from './queries/preview-rule.ts';

let t: TestDatabase;
let head: Principal;
let clerk: Principal;
let stranger: Principal;
const ids = { city: '', bureau: '', banner: '' };

beforeAll(async () => {
  t = await testDatabase();
  await makeSiteAgencies(t.db);
  head = await siteStaff(t.db, 'head', '150500', 'openness-head');
  clerk = await siteStaff(t.db, 'clerk', '150523', 'openness-clerk');
  stranger = await siteStaff(t.db, 'stranger', '150500-MZJ', 'openness-clerk');
  await openSite(t.db, head, citySite);
  await openSite(t.db, head, bannerSite);
  ids.city = await seedRecord(t.db, { title: '通辽市供热通知', category: 'policy' });
  ids.bureau = await seedRecord(t.db, { title: '民政局救助通知', category: 'policy', agencyCode: '150500-MZJ' });
  ids.banner = await seedRecord(t.db, { title: '开鲁县招生通知', category: 'policy', agencyCode: '150523', regionCode: '150523' });
});
afterAll(() => t.drop());

const seed = (slug: string, more: object = {}) => newColumnInput.parse({
  name: `栏目${slug}`, type: '政策文件', slug, agencyCode: '150500', person: '包海燕', duty: 'P6M', purpose: '公开本市政策文件', keywords: ['政策'], rule: { categories: ['policy'] }, ...more,
});
const make = (slug: string, more: object = {}, who = head, site = 'tongliao'): Promise<string> => createColumn(t.db, who, site, seed(slug, more), 'test');
const view = async (id: string) => {
  const { columns } = await listColumns(t.db, head, 'tongliao');
  const found = columns.find((column) => column.id === id);
  if (found === undefined) throw new Error('no such column');
  return found;
};
const version = async (id: string): Promise<number> => (await t.db.selectFrom('core.column').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;
const open = async (id: string): Promise<void> => openColumn(t.db, head, id, await version(id), 'test');
const shown = async (site = 'tongliao') => (await openColumns(t.portalDb)).get(site) ?? { columns: [], redirects: new Map<string, string>() };
const codes = (refused: unknown): string[] => (refused as { reasons: { code: string }[] }).reasons.map((reason) => reason.code);
const refusal = (work: Promise<unknown>): Promise<string[]> => work.then(() => [], codes);
const actions = async (id: string): Promise<string[]> => (await t.db.selectFrom('core.journal').select('action').where('subjectId', '=', id).orderBy('id').execute()).map((row) => row.action);

describe('a column', () => {
  it('begins unseen, opens with its labels and content, and is journalled', async () => {
    const id = await make('policy', { purpose: '', keywords: [], person: '' });
    expect((await shown()).columns).toEqual([]);
    expect(await refusal(open(id))).toEqual(['column-purpose', 'column-keywords', 'column-person']);
    await changeColumn(t.db, head, id, { version: 1, purpose: '公开本市政策文件', keywords: ['政策', '文件'], person: '包海燕' }, 'test');
    await open(id);
    expect((await shown()).columns).toMatchObject([{ id, path: 'policy', type: '政策文件', keywords: ['政策', '文件'], state: 'open', feed: { rule: { languages: ['zh-CN'], categories: ['policy'] } } }]);
    expect(await actions(id)).toEqual(['column.create', 'column.change', 'column.open']);
    expect(await view(id)).toMatchObject({ count: 2, standing: 'fresh', level: 1, agencyName: '通辽市人民政府' });
    expect(JSON.stringify([...(await openColumns(t.portalDb))])).not.toContain('包海燕');
  });

  it('that would be empty is held back with the reason', async () => {
    const empty = await make('empty', { rule: { words: ['没有这样的题目'] } });
    expect(await refusal(open(empty))).toEqual(['column-empty']);
    const bare = await make('bare', { rule: null });
    expect(await refusal(open(bare))).toEqual(['column-empty']);
    await placeRecord(t.db, head, bare, { version: await version(bare), recordId: ids.banner, mode: 'placed' }, 'test');
    await open(bare);
    expect(await view(bare)).toMatchObject({ state: 'open', count: 1, items: [{ mode: 'placed', title: '开鲁县招生通知' }] });
    for (const id of [empty]) await removeColumn(t.db, head, id, await version(id), 'test');
    expect(await refusal(removeColumn(t.db, head, bare, await version(bare), 'test'))).toEqual(['column-public']);
  });

  it('that only holds others opens with those of them that are ready', async () => {
    const top = await make('dynamics', { rule: null, type: '专题专栏' });
    const full = await make('news', { parentId: top });
    const empty = await make('notices', { parentId: top, rule: { words: ['没有'] } });
    expect(await refusal(open(full))).toEqual(['column-parent-not-open']);
    await open(top);
    expect((await shown()).columns.map((column) => column.path)).toEqual(expect.arrayContaining(['dynamics', 'dynamics/news']));
    expect([await view(top), await view(full), await view(empty)]).toMatchObject([{ state: 'open', directory: true, standing: 'fresh' }, { state: 'open' }, { state: 'preparing' }]);
    expect(await refusal(closeColumn(t.db, head, top, await version(top), 'test'))).toEqual(['column-children-open']);
  });

  it('two at once: one takes the address, one the version', async () => {
    const both = await Promise.allSettled([make('twice'), make('twice')]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.flatMap((one) => (one.status === 'rejected' ? codes(one.reason) : []))).toEqual(['column-path-taken']);
    const id = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? '';
    const moves = await Promise.allSettled(['x', 'y'].map((slug) => moveColumn(t.db, head, id, { version: 1, parentId: null, slug }, 'test')));
    expect(moves.filter((one) => one.status === 'rejected').map((one) => (one.reason as { code: string }).code)).toEqual(['edit-conflict']);
    await removeColumn(t.db, head, id, await version(id), 'test');
  });

  it('names the conflict when somebody else was faster', async () => {
    const { columns: [column] } = await listColumns(t.db, head, 'tongliao');
    await expect(changeColumn(t.db, head, column?.id ?? '', { version: 99, name: '另一个名字' }, 'test')).rejects.toMatchObject({ code: 'edit-conflict', status: 409 });
  });

  it('is managed by the office of its site and those above', async () => {
    await expect(make('x', {}, stranger)).rejects.toMatchObject({ status: 403 });
    await expect(make('x', {}, clerk)).rejects.toMatchObject({ status: 403 });
    const own = await make('zhengce', { agencyCode: '150523' }, clerk, 'kailu');
    expect(await refusal(make('other', { agencyCode: '150500' }, clerk, 'kailu'))).toEqual(['column-agency']);
    await openColumn(t.db, head, own, 1, 'test');
    expect((await shown('kailu')).columns).toMatchObject([{ path: 'zhengce' }]);
  });

  it('has a type of the list, and a duty exactly when it can be stale', async () => {
    expect(await refusal(make('x', { type: '没有的类型' }))).toEqual(['column-type']);
    expect(await refusal(make('x', { type: '概况信息' }))).toEqual(['column-static-duty']);
    expect(await refusal(make('x', { type: '工作动态', duty: null }))).toEqual(['column-duty']);
  });
});

describe('moving', () => {
  it('leaves a redirect in `open`, moving back takes it up again', async () => {
    const { columns } = await shown();
    const id = columns.find((column) => column.path === 'dynamics/news')?.id ?? '';
    await moveColumn(t.db, head, id, { version: await version(id), parentId: null, slug: 'xinwen' }, 'test');
    expect((await shown()).redirects.get('dynamics/news')).toBe(id);
    expect(await refusal(make('news', { parentId: columns.find((column) => column.path === 'dynamics')?.id }))).toEqual(['column-path-reserved']);
    await moveColumn(t.db, head, id, { version: await version(id), parentId: null, slug: 'news' }, 'test');
    expect([...(await shown()).redirects]).toEqual([['dynamics/news', id], ['xinwen', id]]);
    await moveColumn(t.db, head, id, { version: await version(id), parentId: columns.find((column) => column.path === 'dynamics')?.id ?? null, slug: 'news' }, 'test');
    expect([...(await shown()).redirects.keys()].toSorted()).toEqual(['news', 'xinwen']);
    expect((await actions(id)).filter((action) => action === 'column.move')).toHaveLength(3);
  });

  it('up and down among its siblings', async () => {
    const order = async (): Promise<string[]> => (await shown()).columns.filter((column) => column.parentId === null).map((column) => column.path);
    const before = await order();
    const id = (await shown()).columns.find((column) => column.path === before[1])?.id ?? '';
    await shiftColumn(t.db, head, id, { version: await version(id), by: -1 }, 'test');
    expect(await order()).toEqual([before[1], before[0], ...before.slice(2)]);
    await shiftColumn(t.db, head, id, { version: await version(id), by: -1 }, 'test');
    expect(await order()).toEqual([before[1], before[0], ...before.slice(2)]);
  });
});

describe('by hand', () => {
  it('pinned, excluded and back again; nothing that is not public', async () => {
    const id = (await shown()).columns.find((column) => column.path === 'policy')?.id ?? '';
    const place = async (recordId: string, mode: 'pinned' | 'placed' | 'excluded' | null) => placeRecord(t.db, head, id, { version: await version(id), recordId, mode }, 'test');
    await place(ids.city, 'excluded');
    await place(ids.banner, 'pinned');
    expect((await shown()).columns.find((column) => column.id === id)?.feed).toMatchObject({ pinned: [ids.banner], excluded: [ids.city] });
    expect(await view(id)).toMatchObject({ count: 2 });
    await place(ids.city, null);
    expect(await view(id)).toMatchObject({ count: 3 });
    await expect(place('00000000-0000-4000-8000-000000000000', 'placed')).rejects.toMatchObject({ status: 404 });
    const facts = { id: ids.banner, kind: 'notice', category: 'policy', theme: null, agencyCode: '150523', regionCode: '150523', language: 'zh-CN', title: '', keywords: [] };
    const { columns } = await shown();
    expect(columnOf(columns, facts, ['150500'])?.feed.pinned.concat(columnOf(columns, facts, ['150500'])?.feed.placed ?? [])).toContain(ids.banner);
    expect(columnOf(columns, { ...facts, id: ids.bureau }, ['150500'])).toBeNull();
    expect(columnOf(columns, { ...facts, id: ids.bureau, agencyCode: '150500' }, ['150500'])?.path).toBe('dynamics/news');
  });

  it('a rule is tried before it is saved', async () => {
    expect(await previewRule(t.db, 'tongliao', { categories: ['policy'] })).toMatchObject({ total: 2, first: [{ title: '通辽市供热通知' }, { title: '民政局救助通知' }] });
    expect(await previewRule(t.db, 'kailu', { categories: ['policy'] })).toMatchObject({ total: 1, first: [{ title: '开鲁县招生通知' }] });
  });
});

describe('the site', () => {
  it('a closed column keeps name and address alone; reopened it has all again', async () => {
    const id = await make('closing', { purpose: '甲子目的' });
    await open(id);
    await closeColumn(t.db, head, id, await version(id), 'test');
    expect((await shown()).columns.find((column) => column.id === id)).toMatchObject({ state: 'closed', purpose: '', keywords: [], feed: { rule: null } });
    await open(id);
    expect((await shown()).columns.find((column) => column.id === id)).toMatchObject({ state: 'open', purpose: '甲子目的' });
  });

  it('in preparation shows none of its columns; opened it brings them', async () => {
    await createSite(t.db, head, { code: 'minzheng', kind: 'department', language: 'zh-CN', agencyCode: '150500-MZJ', twin: null, domain: 'mz.tongliao.localhost', name: '通辽市民政局' }, siteOptions);
    const changes = async (): Promise<number> => (await t.portalDb.selectFrom('open.change').select('seq').execute()).length;
    const before = await changes();
    const id = await make('mz', { agencyCode: '150500-MZJ' }, head, 'minzheng');
    await open(id);
    expect([(await shown('minzheng')).columns, await changes()]).toEqual([[], before]);
    await changeSite(t.db, head, 'minzheng', { version: 1, state: 'open', facts: { ...furniture, idCode: '1505000075' } }, siteOptions);
    expect((await shown('minzheng')).columns).toMatchObject([{ id, path: 'mz' }]);
    await changeSite(t.db, head, 'minzheng', { version: 2, state: 'suspended', notice: '公告' }, siteOptions);
    await changeSite(t.db, head, 'minzheng', { version: 3, state: 'closed' }, siteOptions);
    expect((await shown('minzheng')).columns).toEqual([]);
    expect(await t.portalDb.selectFrom('open.columnItem').selectAll().execute().then((rows) => rows.length)).toBe(2);
  });

  it('counts live what is due, per site, what is most urgent first', async () => {
    const due = await dueColumns(t.db, head, addDays(today(), 400));
    expect(due.columns[0]).toMatchObject({ state: 'late', by: expect.stringMatching(/duty|notice|unrenewed/) });
    const city = due.sites.find((site) => site.site === 'tongliao');
    expect(city?.vetoes.find((veto) => veto.key === 'stale')).toMatchObject({ count: 3, limit: 5, reached: false });
    expect(city?.home).toMatchObject({ state: 'late', lastOn: expect.stringMatching(/^2026-11-/) });
    expect((await dueColumns(t.db, stranger)).sites).toEqual([]);
    expect((await dueColumns(t.db, clerk)).sites.map((site) => site.site)).toEqual(['kailu']);
  });

  it('settings: types in use stay, warnings come before the limit', async () => {
    const { warnings, types } = await dueColumns(t.db, head);
    const list = types.map(({ name, group, duty }) => ({ name, group, duty }));
    await expect(saveSettings(t.db, clerk, { types: null, warnings }, 'test')).rejects.toMatchObject({ status: 403 });
    expect(await refusal(saveSettings(t.db, head, { types: list.filter((type) => type.name !== '政策文件'), warnings }, 'test'))).toEqual(['column-type-used']);
    await saveSettings(t.db, head, { types: [...list, { name: '本地新闻', group: 'dynamic', duty: 'P7D' }], warnings: { ...warnings, dynamicDays: 7 } }, 'test');
    expect(await dueColumns(t.db, head)).toMatchObject({ ownTypes: true, warnings: { dynamicDays: 7 } });
    await make('bendi', { type: '本地新闻', duty: 'P7D' });
  });
});
