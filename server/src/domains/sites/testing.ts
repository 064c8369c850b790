// A city with one banner, one township and a department, for tests of the sites.
import { json, type Db } from '../../platform/database.ts';
import { rolesOf, type Principal } from '../identity/index.ts';
import { makeAgencies, makePerson } from '../identity/testing.ts';
import { changeSite, createSite } from './index.ts';
import type { NewSiteInput } from './model.ts';
import { plainTheme } from './open/theme.ts';

export const siteOptions = { requestId: 'test', demonstration: true };
export const furniture = { idCode: '1505000001', operator: '政务公开科', phone: '0475-0000101', icp: '蒙ICP备00000000号-1', police: '蒙公网安备15050000000000号' };
export const citySite: NewSiteInput = { code: 'tongliao', kind: 'portal', language: 'zh-CN', agencyCode: '150500', twin: null, domain: 'tongliao.localhost', name: '通辽市人民政府' };
export const bannerSite: NewSiteInput = { ...citySite, code: 'kailu', agencyCode: '150523', domain: 'kailu.localhost', name: '开鲁县人民政府' };

/** Agencies in core and open. */
export async function makeSiteAgencies(db: Db): Promise<void> {
  await makeAgencies(db);
  const regions = [
    { code: '150523', name: '开鲁县', parentCode: '150500', level: 'county' as const }, { code: '150523100', name: '开鲁镇', parentCode: '150523', level: 'township' as const },
  ];
  for (const schema of ['core', 'open'] as const) await db.insertInto(`${schema}.region`).values(regions).onConflict((c) => c.column('code').doNothing()).execute();
  const agencies = [
    ['150500', '通辽市人民政府', '150500', null, 'government', 'TL0000016'], ['150500-MZJ', '通辽市民政局', '150500', '150500', 'department', 'TL0000075'],
    ['150523', '开鲁县人民政府', '150523', '150500', 'government', 'TL0000227'], ['150523100', '开鲁镇人民政府', '150523100', '150523', 'township', 'TL0000286'],
  ] as const;
  for (const [code, name, regionCode, parentCode, kind, orgCode] of agencies) {
    const row = { code, name, shortName: name, regionCode, parentCode, kind, uscc: null, openness: json({}) };
    await db.insertInto('core.agency').values({ ...row, orgCode }).onConflict((c) => c.column('code').doNothing()).execute();
    await db.insertInto('open.agency').values({ ...row, position: 0 }).onConflict((c) => c.column('code').doNothing()).execute();
  }
}

export async function siteStaff(db: Db, login: string, agencyCode: string, role: 'openness-head' | 'openness-clerk'): Promise<Principal> {
  const { id } = await makePerson(db, login, { roles: [role], agencyCode, ready: true });
  return { person: { id, name: login, login }, roles: await rolesOf(db, id), pending: null };
}

/** Created, filled in and opened, all by the commands. */
export async function openSite(db: Db, head: Principal, site: NewSiteInput, theme: Partial<typeof plainTheme> = {}): Promise<void> {
  await createSite(db, head, site, siteOptions);
  await changeSite(db, head, site.code, { version: 1, state: 'open', facts: { ...furniture, idCode: `${site.agencyCode.slice(0, 6)}0001` }, theme: { ...plainTheme, ...theme } }, siteOptions);
}
