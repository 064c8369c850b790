// Who may do what with a site: the openness office of its agency, and those of the governments above.
import type { Db, Tx } from '../../platform/database.ts';
import { refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/command.ts';
import { opennessDesk, opennessTree } from '../annual-report/index.ts';
import { actorFor, type Principal, type Role } from '../identity/index.ts';
import { zh } from './messages.ts';

export type Tree = Awaited<ReturnType<typeof opennessTree>>;
export const treeOf = opennessTree;
type Desk = { role: Role; agencyCode: string };

/** As whom a person manages the sites of an agency; null when not at all. */
export function siteDesk(principal: Principal, agencyCode: string, tree: Tree): Desk | null {
  let clerk: Desk | null = null;
  const seen = new Set<string>();
  for (let at = tree.find((a) => a.code === agencyCode); at !== undefined && !seen.has(at.code); at = tree.find((a) => a.code === at?.parentCode)) {
    seen.add(at.code);
    const desk = opennessDesk(principal, at, tree);
    if (desk?.role === 'openness-head') return desk;
    clerk ??= desk;
  }
  return clerk;
}

/** Only heads open, suspend and close. */
export const mayMove = (desk: Desk | null): boolean => desk?.role === 'openness-head';

/** @throws Refused 'forbidden' (403) */
export async function siteActor(db: Db | Tx, principal: Principal, agencyCode: string, requestId: string, moves: boolean): Promise<Actor> {
  const desk = siteDesk(principal, agencyCode, await treeOf(db));
  if (desk === null) return refuse('forbidden', zh.forbidden, 403);
  if (moves && !mayMove(desk)) refuse('forbidden', zh.headOnly, 403);
  return actorFor(principal, desk.role, desk.agencyCode, requestId);
}

/** For what counts on every site: the head of the openness office of the first government. @throws Refused 'forbidden' (403) */
export async function allSitesActor(db: Db | Tx, principal: Principal, requestId: string): Promise<Actor> {
  const first = await db.selectFrom('core.agency').select('code').where('kind', '=', 'government').where('parentCode', 'is', null).orderBy('position').orderBy('code').executeTakeFirst();
  const desk = siteDesk(principal, first?.code ?? '', await treeOf(db));
  if (desk === null || !mayMove(desk)) return refuse('forbidden', zh.allSites, 403);
  return actorFor(principal, desk.role, desk.agencyCode, requestId);
}
