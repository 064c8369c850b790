// Who hears the reconsideration, as far as the register of agencies and regions tells.
import type { AgencyLevel, AuthorityRole } from '@tongming/law';
import type { AgencyKind } from '../../../platform/schema.ts';
import { zh } from './zh.ts';

type RegionLevel = 'province' | 'city' | 'county' | 'zone' | 'township';
export type Region = { code: string; name: string; parentCode: string | null; level: string };

/** The region and those around it, nearest first. */
export function regionsAbove(regions: readonly Region[], code: string): Region[] {
  const above: Region[] = [];
  for (let next: string | null = code; next !== null && above.length < 10;) {
    const region: Region | undefined = regions.find((r) => r.code === next);
    if (region === undefined) break;
    above.push(region);
    next = region.parentCode;
  }
  return above;
}

export function authorityNames(above: readonly Region[]): Partial<Record<AuthorityRole, string>> {
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
export function agencyLevel(agency: { kind: AgencyKind; name: string }, region: string | null): { level: AgencyLevel; certain: boolean } {
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
