import type { SiteRow, SiteScheduled, SiteState, SiteView } from '../../../console-api/contract-sites.ts';
import type { Reason } from '../../../platform/errors.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { changeInput, type StoredSite } from '../model.ts';
import { mayMove, siteDesk, treeOf } from '../policy.ts';
import { moveFaults } from '../rules.ts';
import { hasPortal } from '../commands/change-site.ts';
import { aboveIn, agencyIn, getStored, listSiteAgencies, listStored, type NamedAgency } from '../store.ts';

export async function listSites(db: Db, principal: Principal): Promise<SiteRow[]> {
  const [sites, agencies, tree] = [await listStored(db), await listSiteAgencies(db), await treeOf(db)];
  return sites.map((site) => rowOf(site, agencies, siteDesk(principal, site.agencyCode, tree) !== null));
}

function rowOf(site: StoredSite, agencies: readonly NamedAgency[], mayManage: boolean): SiteRow {
  const { code, kind, language, agencyCode, twin, domain, name, state, version } = site;
  const agency = agencyIn(agencies, agencyCode);
  return { code, kind, language, agencyCode, agencyName: agency.name, regionName: agency.regionName, twin, domain, name, state, version, mayManage };
}

/** @throws Refused 'not-found' (404) */
export async function getSite(db: Db, principal: Principal, code: string): Promise<SiteView> {
  const [site, sites, agencies, tree, scheduled] = [await getStored(db, code), await listStored(db), await listSiteAgencies(db), await treeOf(db), await scheduledOf(db, code)];
  const desk = siteDesk(principal, site.agencyCode, tree);
  const portal = hasPortal(sites, aboveIn(agencies, agencyIn(agencies, site.agencyCode)).map((agency) => agency.code));
  const { idCode, host, operator, phone, address, icp, icpUrl, police, policeUrl, partyMarkUrl, errorReportUrl, ipv6 } = site.facts;
  return {
    ...rowOf(site, agencies, desk !== null), facts: { idCode, host, operator, phone, address, icp, icpUrl, police, policeUrl, partyMarkUrl, errorReportUrl, ipv6 },
    theme: site.theme, notice: site.notice, scheduled, mayMove: mayMove(desk),
    moves: (['open', 'suspended', 'closed'] as const satisfies readonly SiteState[]).map((state) => ({ state, refusals: moveFaults(site.state, { ...site, state, notice: '—' }, { portal }) }))
      .filter(({ state, refusals }) => state !== site.state && !refusals.some((refusal) => refusal.code === 'wrong-move')),
  };
}

async function scheduledOf(db: Db, code: string): Promise<SiteScheduled[]> {
  const rows = await db.selectFrom('core.siteChange').select(['id', 'dueAt', 'change', 'state', 'faults', 'person', 'createdAt', 'endedAt'])
    .where('siteCode', '=', code).orderBy('dueAt', 'desc').limit(50).execute();
  return rows.map((row) => ({ ...row, change: changeInput.parse(row.change), faults: Array.isArray(row.faults) ? row.faults as Reason[] : [] }));
}
