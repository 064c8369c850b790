import { openSide, type Db, type Tx } from '../../../platform/database.ts';
import { homesOf, listSites, scopeOf, type OpenSite } from '../open/sites.ts';

export type SiteScope = { site: OpenSite; agencies: ReadonlySet<string> };

/** The Chinese sites the public sees, each with the agencies in its lists. */
export async function siteScopes(db: Db | Tx): Promise<SiteScope[]> {
  const sites = await listSites(openSide(db));
  const agencies = await db.selectFrom('open.agency').select(['code', 'parentCode', 'regionCode']).execute();
  const homes = homesOf(sites, agencies);
  return sites.filter((site) => site.language === 'zh-CN').map((site) => ({ site, agencies: scopeOf(site, agencies, homes) }));
}
