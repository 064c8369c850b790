// Twelve sites of the demonstration: the city, eight banners, counties and cities, the zone, and two in Mongolian.
import { changeSite, createSite } from '../domains/sites/index.ts';
import type { Principal } from '../domains/identity/index.ts';
import type { Db } from '../platform/database.ts';
import { agencies } from './agencies.ts';
import { holderOf } from './people.ts';

type Seed = { code: string; kind: 'portal' | 'zone'; agency: string; brand: string | null };
/** Names under .localhost lead back to the reader's own machine: none of them can be mistaken for a real site's. */
const seeds: Seed[] = [
  { code: 'tongliao', kind: 'portal', agency: '150500', brand: null },
  { code: 'keerqin', kind: 'portal', agency: '150502', brand: '#9c2f1f' },
  { code: 'kezuozhong', kind: 'portal', agency: '150521', brand: '#0b6b55' },
  { code: 'kezuohou', kind: 'portal', agency: '150522', brand: '#7a4a00' },
  { code: 'kailu', kind: 'portal', agency: '150523', brand: '#3d5a12' },
  { code: 'kulun', kind: 'portal', agency: '150524', brand: '#6b3fa0' },
  { code: 'naiman', kind: 'portal', agency: '150525', brand: '#00658a' },
  { code: 'zhalute', kind: 'portal', agency: '150526', brand: '#1f6f3a' },
  { code: 'huolinguole', kind: 'portal', agency: '150581', brand: '#8a2b5c' },
  { code: 'kaifaqu', kind: 'zone', agency: '150571', brand: '#124e78' },
];
const mongolian = ['tongliao', 'kezuozhong'];
const zh = { mongolian: (name: string) => `${name}（蒙古文）`, icp: (no: number) => `蒙ICP备00000000号-${no}（演示）`, police: (region: string) => `蒙公网安备${region}00000000号（演示）` };

/** What is there already stays. */
export async function foundSites(db: Db, people: readonly Principal[], progress: (done: number, total: number) => void): Promise<void> {
  const head = holderOf(people, '150500', 'openness-head', []);
  const options = { requestId: 'demonstration', demonstration: true };
  const states = new Map((await db.selectFrom('core.site').select(['code', 'state']).execute()).map((row) => [row.code, row.state]));
  const name = (code: string): string => agencies.find((agency) => agency.code === code)?.name ?? code;
  const open = async (code: string, no: number, { agency, brand }: Pick<Seed, 'agency' | 'brand'>): Promise<void> => {
    if ((states.get(code) ?? 'preparing') !== 'preparing') return;
    const { openness, regionCode } = agencies.find((one) => one.code === agency) ?? { openness: {}, regionCode: '' };
    await changeSite(db, head, code, {
      version: 1, state: 'open',
      facts: { idCode: `${regionCode.padEnd(6, '0')}000${no > seeds.length ? 2 : 1}`, operator: openness.office, phone: openness.phone, address: openness.address, icp: zh.icp(no), police: zh.police(regionCode), ipv6: true },
      theme: { brand, brandDark: null, emblem: null, banner: null, mood: 'ordinary', moodFrom: null, moodTo: null },
    }, options);
  };
  for (const [i, seed] of seeds.entries()) {
    progress(i + 1, seeds.length);
    const { code, kind, agency } = seed;
    if (!states.has(code)) await createSite(db, head, { code, kind, language: 'zh-CN', agencyCode: agency, twin: null, domain: `${code}.localhost`, name: name(agency) }, options);
    await open(code, i + 1, seed);
  }
  for (const [i, twin] of mongolian.entries()) {
    const seed = seeds.find((one) => one.code === twin);
    if (seed === undefined) continue;
    const code = `${twin}-mn`;
    if (!states.has(code)) await createSite(db, head, { code, kind: 'portal', language: 'mn-Mong-CN', agencyCode: seed.agency, twin, domain: `mn.${twin}.localhost`, name: zh.mongolian(name(seed.agency)) }, options);
    await open(code, seeds.length + i + 1, seed);
  }
}
