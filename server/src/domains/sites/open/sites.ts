// Sites as the public sees them: which one an address is, and which agencies it speaks for. Reads schema `open` only.
import type { PortalDb } from '../../../platform/database.ts';
import type { SiteKind, SiteLanguage } from '../../../platform/schema.ts';
import { readSiteFacts, type SiteFacts } from './facts.ts';
import { readTheme, type Theme } from './theme.ts';

export type OpenSite = {
  code: string; kind: SiteKind; language: SiteLanguage; regionCode: string; agencyCode: string; domain: string; name: string;
  facts: SiteFacts; theme: Theme; state: 'open' | 'suspended'; notice: string | null; position: number;
};

/** Open and suspended ones in the order of the directory. */
export async function listSites(db: PortalDb): Promise<OpenSite[]> {
  const rows = await db.selectFrom('open.site').selectAll().orderBy('position').orderBy('code').execute();
  return rows.map((row) => ({ ...row, facts: readSiteFacts(row.facts), theme: readTheme(row.theme) }));
}

export async function sitePicture(db: PortalDb, hash: string): Promise<{ mime: string; bytes: Buffer } | null> {
  const row = await db.selectFrom('open.sitePicture').select(['mime', 'bytes']).where('hash', '=', hash).limit(1).executeTakeFirst();
  return row ?? null;
}

/** The open site of the same agency in the other language: an agency has at most one of each. */
export function twinOf(sites: readonly OpenSite[], site: OpenSite): OpenSite | null {
  return sites.find((other) => other.agencyCode === site.agencyCode && other.language !== site.language && other.state === 'open') ?? null;
}

const local = '.localhost';

/** The name under which a site answers. In a demonstration names of the real world are not ours: CODE.localhost. */
export function hostOf(site: Pick<OpenSite, 'code' | 'domain'>, demonstration: boolean): string {
  return !demonstration || site.domain.endsWith(local) ? site.domain : `${site.code}${local}`;
}

/** `named`: the address is the site's own. Another one (an IP address, a health check) gets the first portal. */
export type Place = { site: OpenSite; named: boolean };

/** @param host host name, with or without port. Null when there are no sites. */
export function placeOf(sites: readonly OpenSite[], host: string, demonstration: boolean): Place | null {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const own = sites.find((site) => hostOf(site, demonstration) === name || (!demonstration && site.domain === `www.${name}`));
  if (own !== undefined) return { site: own, named: true };
  const first = firstPortal(sites);
  return first === null ? null : { site: first, named: false };
}

function firstPortal(sites: readonly OpenSite[]): OpenSite | null {
  return sites.find((site) => site.kind === 'portal' && site.language === 'zh-CN' && site.state === 'open') ?? sites.find((site) => site.state === 'open') ?? sites[0] ?? null;
}

export type PlacedAgency = { code: string; parentCode: string | null; regionCode: string };
export type Homes = {
  /** The portal or zone site in whose lists an agency stands: its own, that of the nearest agency above it, that of its region, the first. */
  portalOf: (agencyCode: string) => OpenSite | null;
  /** Where its records are at home: its own site, else that portal. */
  homeOf: (agencyCode: string) => OpenSite | null;
};

/** County departments and townships have no site: they publish on the one above them (国办发〔2017〕47号). */
export function homesOf(sites: readonly OpenSite[], agencies: readonly PlacedAgency[]): Homes {
  const chinese = sites.filter((site) => site.language === 'zh-CN');
  const portals = new Map(chinese.filter((site) => site.kind !== 'department').map((site) => [site.agencyCode, site]));
  const departments = new Map(chinese.filter((site) => site.kind === 'department').map((site) => [site.agencyCode, site]));
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  const first = firstPortal(sites);
  const portalOf = (code: string): OpenSite | null => {
    const seen = new Set<string>();
    for (let at = byCode.get(code); at !== undefined && !seen.has(at.code); at = byCode.get(at.parentCode ?? '')) {
      seen.add(at.code);
      const own = portals.get(at.code);
      if (own !== undefined) return own;
    }
    const region = byCode.get(code)?.regionCode;
    return chinese.find((site) => site.kind !== 'department' && site.regionCode === region) ?? first;
  };
  return { portalOf, homeOf: (code) => departments.get(code) ?? portalOf(code) };
}

/** The agencies whose records a site shows in its lists; a Mongolian site's are those of its Chinese twin. */
export function scopeOf(site: OpenSite, agencies: readonly PlacedAgency[], homes: Homes): ReadonlySet<string> {
  if (site.kind === 'department') return new Set([site.agencyCode]);
  return new Set(agencies.filter((agency) => homes.portalOf(agency.code)?.agencyCode === site.agencyCode).map((agency) => agency.code));
}
