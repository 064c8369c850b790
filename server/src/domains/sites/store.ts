import type { Db, Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { zh } from './messages.ts';
import type { StoredSite } from './model.ts';
import { readSiteFacts } from './open/facts.ts';
import { readTheme } from './open/theme.ts';
import type { KnownSite, SiteAgency } from './rules.ts';

const columns = ['code', 'kind', 'language', 'regionCode', 'agencyCode', 'twin', 'domain', 'name', 'facts', 'theme', 'state', 'notice', 'position', 'version'] as const;
type Row = Omit<StoredSite, 'facts' | 'theme'> & { facts: unknown; theme: unknown };
const asSite = (row: Row): StoredSite => ({ ...row, facts: readSiteFacts(row.facts), theme: readTheme(row.theme) });

export async function listStored(db: Db | Tx): Promise<StoredSite[]> {
  return (await db.selectFrom('core.site').select(columns).orderBy('position').orderBy('code').execute()).map(asSite);
}

/** @throws Refused 'not-found' (404) */
export async function getStored(db: Db | Tx, code: string): Promise<StoredSite> {
  const row = await db.selectFrom('core.site').select(columns).where('code', '=', code).executeTakeFirst();
  return row ? asSite(row) : notFound(zh.noSite);
}

/** All sites, locked: rules look at the others, and two must not take one name at once. */
export async function lockSites(tx: Tx): Promise<StoredSite[]> {
  return (await tx.selectFrom('core.site').select(columns).orderBy('code').forUpdate().execute()).map(asSite);
}

export type NamedAgency = SiteAgency & { regionCode: string; regionName: string };

export async function listSiteAgencies(db: Db | Tx): Promise<NamedAgency[]> {
  return db.selectFrom('core.agency as a').innerJoin('core.region as g', 'g.code', 'a.regionCode')
    .select(['a.code', 'a.name', 'a.kind', 'a.parentCode', 'a.regionCode', 'g.name as regionName', 'g.level as regionLevel']).execute();
}

export function agencyIn(agencies: readonly NamedAgency[], code: string): NamedAgency {
  return agencies.find((agency) => agency.code === code) ?? notFound(zh.noAgency);
}

/** The agencies above one, the next first. */
export function aboveIn(agencies: readonly NamedAgency[], agency: NamedAgency): NamedAgency[] {
  const above: NamedAgency[] = [];
  for (let at = agencies.find((a) => a.code === agency.parentCode); at !== undefined && !above.includes(at); at = agencies.find((a) => a.code === at?.parentCode)) above.push(at);
  return above;
}

export const knownOf = ({ code, kind, language, agencyCode, domain, name, state }: StoredSite): KnownSite => ({ code, kind, language, agencyCode, domain, name, state });
