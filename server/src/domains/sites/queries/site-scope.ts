import type { Db, Tx } from '../../../platform/database.ts';
import { homesOf, scopeOf, type OpenSite } from '../open/sites.ts';
import { isPublic } from '../project.ts';
import { getStored, listSiteAgencies, listStored } from '../store.ts';

/** The agencies of a site's lists; one that is not public yet is looked at as if it were. @throws Refused 'not-found' (404) */
export async function siteScope(db: Db | Tx, code: string): Promise<string[]> {
  const [site, sites, agencies] = [await getStored(db, code), await listStored(db), await listSiteAgencies(db)];
  const shown = sites.filter((one) => one.code === code || isPublic(one)).map((one): OpenSite => ({ ...one, state: 'open' }));
  return [...scopeOf({ ...site, state: 'open' }, agencies, homesOf(shown, agencies))];
}
