import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../platform/command.ts';
import { json } from '../../platform/database.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { getAgency, updateAgency, rolesOf, type Principal } from '../identity/index.ts';
import { founder, makeAgencies, makePerson, officeAgency } from '../identity/testing.ts';
import { confirmGuide } from './confirm-guide.ts';
import { getGuide, listGuides, staleGuides } from './get-guide.ts';
import { directoryCsv, directoryPage } from './open/directory.ts';
import { openGuide } from './open/guide.ts';
import { routes } from './routes.ts';

const code = officeAgency.code;
const openness = { office: '政务公开科', address: '某路1号', hours: '工作日8:30—17:30', phone: '0475-0000106', fax: '0475-0000107', email: 'gk@tongliao.example' };
let database: TestDatabase;
let clerk: Principal;
let stranger: Principal;

const change = async (to: typeof openness): Promise<unknown> => runCommand(database.db, founder, async (ctx) => {
  const { version, ...agency } = await getAgency(ctx.tx, code);
  return updateAgency(ctx, code, { ...officeAgency, version, active: agency.active, openness: to });
});
const confirm = async (who = clerk): Promise<void> => {
  const guide = await getGuide(database.db, code);
  await confirmGuide(database.db, who, code, { version: guide.version, texts: guide.texts }, 'r');
};

beforeAll(async () => {
  database = await testDatabase();
  await makeAgencies(database.db);
  const principal = async (login: string, agencyCode: string): Promise<Principal> => {
    const { id } = await makePerson(database.db, login, { roles: ['openness-clerk'], agencyCode, ready: true });
    return { person: { id, name: login, login }, roles: await rolesOf(database.db, id), pending: null };
  };
  clerk = await principal('clerk', code);
  await database.db.insertInto('core.agency').values({ code: '150500-X', name: '某局', shortName: '某局', regionCode: '150500', parentCode: '150500', kind: 'department', uscc: null, orgCode: 'TL0000059', openness: json({}) }).execute();
  stranger = await principal('stranger', '150500-X');
});
afterAll(() => database.drop());

describe('guide', () => {
  it('cannot be confirmed before all that 条例第十二条 names is there', async () => {
    await expect(confirm()).rejects.toMatchObject({ code: 'guide-incomplete', status: 422 });
    const { refusals, stale, confirmed } = await getGuide(database.db, code);
    expect([refusals.map((r) => r.field), stale, confirmed]).toEqual([['office', 'address', 'hours', 'phone', 'fax', 'email'], true, null]);
    expect(await openGuide(database.portalDb, code)).toBeNull();
  });

  it('is current once confirmed, stale when a fact changes, and says which', async () => {
    await change(openness);
    await confirm();
    expect(await getGuide(database.db, code)).toMatchObject({ stale: false, changed: [], version: 1, confirmed: { by: 'clerk某' } });
    expect((await openGuide(database.portalDb, code))?.facts.phone).toBe('0475-0000106');
    await change({ ...openness, phone: '0475-0000199' });
    expect(await getGuide(database.db, code)).toMatchObject({ stale: true, changed: ['联系电话'] });
    expect((await staleGuides(database.db, clerk)).find((g) => g.agencyCode === code)).toMatchObject({ changed: ['联系电话'], missing: [] });
    expect((await listGuides(database.db, clerk)).find((g) => g.agencyCode === code)).toMatchObject({ stale: true, changed: ['联系电话'] });
    await confirm();
    expect((await listGuides(database.db, clerk)).find((g) => g.agencyCode === code)).toMatchObject({ stale: false, changed: [], missing: [] });
    expect((await openGuide(database.portalDb, code))?.facts.phone).toBe('0475-0000199');
    expect((await staleGuides(database.db, clerk)).some((g) => g.agencyCode === code)).toBe(false);
    const written = await database.db.selectFrom('core.journal').select('actorRole').where('action', '=', 'openness-guide.confirm').execute();
    expect(written).toEqual([{ actorRole: 'openness-clerk' }, { actorRole: 'openness-clerk' }]);
  });

  it('others may not confirm it, nor see it among theirs; an old version is refused', async () => {
    await expect(confirm(stranger)).rejects.toMatchObject({ status: 403 });
    expect((await staleGuides(database.db, stranger)).map((g) => g.agencyCode)).toEqual(['150500-X']);
    const { texts } = await getGuide(database.db, code);
    await expect(confirmGuide(database.db, clerk, code, { version: 1, texts }, 'r')).rejects.toMatchObject({ status: 409 });
    await expect(confirmGuide(database.db, clerk, 'NONE', { version: 1, texts }, 'r')).rejects.toMatchObject({ status: 404 });
    expect(routes.every((route) => route.access === 'signed-in')).toBe(true);
  });
});

describe('directory', () => {
  it('shows what is public, page by page, and the whole as CSV that no spreadsheet runs', async () => {
    const row = (n: number, more: object) => ({
      id: `00000000-0000-4000-8000-00000000000${n}`, indexNumber: `TL0000024/2026-0000${n}`, agencyCode: code, agencyName: 'x', issuer: 'x', regionCode: '150500', kind: 'notice',
      category: 'policy', title: `通知“${n}”,甲`, publishedAt: `2026-03-0${n}T01:00:00.000Z`, datePublished: `2026-03-0${n}`, status: 'in-force' as const, attribute: 'full' as const,
      edition: 1, bodyText: '第一行\n第二行', updatedAt: '2026-03-01T01:00:00.000Z', ...more,
    });
    await database.db.insertInto('open.record').values([
      row(1, { dateMade: '2026-02-20', summary: '概述一' }), row(2, { title: '=1+1' }), row(3, { agencyCode: '150500-X', indexNumber: 'TL0000059/2026-00001' }),
    ]).execute();
    const first = await directoryPage(database.portalDb, code, { limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ title: '=1+1', summary: '第一行 第二行', date: '2026-03-02' }] });
    const second = await directoryPage(database.portalDb, code, { limit: 1, cursor: first.next ?? '' });
    expect(second).toMatchObject({ items: [{ indexNumber: 'TL0000024/2026-00001', summary: '概述一', date: '2026-02-20' }], next: null });
    let csv = '';
    for await (const piece of directoryCsv(database.portalDb, code, ['索引', '名称', '内容概述', '生成日期'])) csv += piece;
    expect(csv).toBe('\ufeff索引,名称,内容概述,生成日期\r\nTL0000024/2026-00002,\'=1+1,第一行 第二行,2026-03-02\r\nTL0000024/2026-00001,"通知“1”,甲",概述一,2026-02-20\r\n');
  });
});
