import type { SyndicationRow } from '../../../console-api/contract-content.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { listSites, siteDesk, siteScopes, siteTree } from '../../sites/index.ts';

function rowsFor(db: Db) {
  return db.selectFrom('core.syndication as s').innerJoin('core.site as f', 'f.code', 's.fromSite').innerJoin('core.site as t', 't.code', 's.toSite')
    .innerJoin('core.person as p', 'p.id', 's.offeredBy').leftJoin('core.person as d', 'd.id', 's.decidedBy').leftJoin('open.record as o', 'o.id', 's.recordId')
    .select(['s.id', 's.recordId', 'o.title', 's.fromSite', 'f.name as fromName', 'f.agencyCode as fromAgency', 's.toSite', 't.name as toName', 't.agencyCode as toAgency', 's.state', 's.note',
      's.reason', 'p.name as offeredBy', 's.offeredAt', 'd.name as decidedBy', 's.decidedAt']);
}

async function toRows(db: Db, principal: Principal, rows: Awaited<ReturnType<ReturnType<typeof rowsFor>['execute']>>): Promise<SyndicationRow[]> {
  const tree = await siteTree(db);
  const mine = (agencyCode: string): boolean => siteDesk(principal, agencyCode, tree) !== null;
  return rows.map(({ fromAgency, toAgency, title, ...row }) => ({
    ...row, title: title ?? '', mayDecide: row.state === 'offered' && title !== null && mine(toAgency), mayEnd: (row.state === 'offered' && mine(fromAgency)) || (row.state === 'approved' && (mine(toAgency) || mine(fromAgency))),
  }));
}

/** What was offered of one record. */
export async function offersOf(db: Db, principal: Principal, recordId: string): Promise<SyndicationRow[]> {
  return toRows(db, principal, await rowsFor(db).where('s.recordId', '=', recordId).orderBy('s.offeredAt', 'desc').execute());
}

const newest = 200;

/** The newest offers from or to the person's sites; what waits for an answer first, and of that what waits for his. */
export async function listOffers(db: Db, principal: Principal): Promise<SyndicationRow[]> {
  const tree = await siteTree(db);
  const mine = (await listSites(db)).filter((site) => siteDesk(principal, site.agencyCode, tree) !== null).map((site) => site.code);
  if (mine.length === 0) return [];
  const rows = await rowsFor(db).where((eb) => eb.or([eb('s.fromSite', 'in', mine), eb('s.toSite', 'in', mine)]))
    .orderBy((eb) => eb('s.state', '=', 'offered'), 'desc').orderBy((eb) => eb('s.toSite', 'in', mine), 'desc').orderBy('s.offeredAt', 'desc').limit(newest).execute();
  return (await toRows(db, principal, rows)).toSorted((a, b) => Number(b.mayDecide) - Number(a.mayDecide));
}

/** The site from whose lists the person may offer what an agency has published; null when he may not. */
export async function offeringSite(db: Db, principal: Principal, agencyCode: string): Promise<string | null> {
  const tree = await siteTree(db);
  const own = (await siteScopes(db)).filter(({ site, agencies }) => agencies.has(agencyCode) && siteDesk(principal, site.agencyCode, tree) !== null);
  return own[0]?.site.code ?? null;
}

export const mayOffer = async (db: Db, principal: Principal, agencyCode: string): Promise<boolean> => await offeringSite(db, principal, agencyCode) !== null;
