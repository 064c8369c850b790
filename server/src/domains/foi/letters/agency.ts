// The agency as letters need it: what decides the remedy, its 代字, how to reach it.
import type { AgencyLevel, AuthorityRole } from '@tongming/law';
import type { AgencyView } from '../../../console-api/contract.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { getAgency, listRegions } from '../../identity/index.ts';
import { loadSettings } from '../settings.ts';
import type { LetterAgency } from './model.ts';
import { zh } from './zh.ts';

type RegionLevel = 'province' | 'city' | 'county' | 'zone' | 'township';
export type Region = { code: string; name: string; parentCode: string | null; level: string };

/** @throws Refused 'not-found' (404) */
export async function letterAgency(db: Db | Tx, code: string): Promise<LetterAgency> {
  const [agency, regions, settings] = [await getAgency(db, code), await listRegions(db), await loadSettings(db)];
  const above = regionsAbove(regions, agency.regionCode);
  const { level, certain } = agencyLevel(agency, above[0]?.level ?? null);
  const o = agency.openness;
  return {
    name: agency.name, level, levelNote: certain ? null : zh.notes.level, authorityNames: authorityNames(above), codes: codesOf(agency.numberCodes.map((n) => n.code)),
    calendar: settings.calendar, office: o.office ?? null, address: o.address ?? null, postcode: o.postcode ?? null, phone: o.phone ?? null, hours: o.hours ?? null,
    paymentWorkingDays: settings.clock.paymentWorkingDays ?? null, onlineReconsideration: settings.onlineReconsideration,
  };
}

/** The region and those around it, nearest first. */
function regionsAbove(regions: readonly Region[], code: string): Region[] {
  const above: Region[] = [];
  for (let next: string | null = code; next !== null && above.length < 10;) {
    const region: Region | undefined = regions.find((r) => r.code === next);
    if (region === undefined) break;
    above.push(region);
    next = region.parentCode;
  }
  return above;
}

function authorityNames(above: readonly Region[]): LetterAgency['authorityNames'] {
  const names: Partial<Record<AuthorityRole, string>> = {};
  for (const { level, name } of above) if (level === 'province' || level === 'city' || level === 'county') names[level] ??= zh.government(name);
  return names;
}

const governments: Record<RegionLevel, AgencyLevel> = {
  province: 'province-government', city: 'city-government', county: 'county-government', zone: 'city-department', township: 'township',
};
const departments: Record<RegionLevel, AgencyLevel> = {
  province: 'province-department', city: 'city-department', county: 'county-department', zone: 'city-department', township: 'township',
};

/**
 * The level that decides who hears reconsideration. `certain` is false where the law has its own rules that the register
 * of agencies does not tell: development zones (the government that set them up), vertical agencies known by name.
 */
export function agencyLevel(agency: Pick<AgencyView, 'kind' | 'name'>, region: string | null): { level: AgencyLevel; certain: boolean } {
  const at: RegionLevel = isRegionLevel(region) ? region : 'city';
  const known = isRegionLevel(region);
  if (agency.kind === 'government') return { level: governments[at], certain: known && at !== 'zone' };
  if (agency.kind === 'township') return { level: zh.subdistrict.test(agency.name) ? 'subdistrict' : 'township', certain: true };
  if (agency.kind === 'zone') return { level: 'city-department', certain: false };
  if (at === 'city' && zh.justice.test(agency.name)) return { level: 'city-justice', certain: known };
  if (at === 'city' && zh.vertical.test(agency.name)) return { level: 'city-vertical', certain: false };
  return { level: departments[at], certain: known && at !== 'zone' };
}

function isRegionLevel(text: string | null): text is RegionLevel {
  return text !== null && Object.hasOwn(governments, text);
}

/** 通教体发 → 通教体依复, 通教体依告. An agency with a code of its own for replies (…依复) keeps it. */
export function codesOf(numberCodes: readonly string[]): LetterAgency['codes'] {
  const own = numberCodes.find((c) => zh.ownCode.test(c));
  const base = own?.replace(zh.ownCode, '') ?? numberCodes.find((c) => zh.codeEnd.test(c))?.replace(zh.codeEnd, '');
  return base === undefined || base === '' ? null : { reply: zh.codes.reply(base), notice: zh.codes.notice(base) };
}
