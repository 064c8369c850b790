import type { Page, PageErrorRow } from '../../console-api/contract.ts';
import type { Db } from '../../platform/database.ts';
import type { Principal } from '../identity/index.ts';

/** What this person may answer, newest first. `cursor` is the last id of the page before. */
export async function listPageErrors(
  db: Db, principal: Principal, ask: { state?: 'open' | 'answered'; cursor?: string; limit: number },
): Promise<Page<PageErrorRow>> {
  const codes = principal.roles.filter((held) => held.role === 'openness-clerk').map((held) => held.agencyCode);
  let rows = db.selectFrom('core.pageError')
    .where((eb) => eb.or([eb('agencyCode', 'is', null), ...(codes.length > 0 ? [eb('agencyCode', 'in', codes)] : [])]));
  if (ask.state !== undefined) rows = rows.where('state', '=', ask.state);
  const { total } = await rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { cursor } = ask;
  const rest = cursor === undefined ? rows : rows.where((eb) => eb(
    eb.refTuple('receivedAt', 'id'), '<',
    eb.selectFrom('core.pageError as last').select(['last.receivedAt', 'last.id']).where('last.id', '=', cursor).$asTuple('receivedAt', 'id'),
  ));
  const found = await rest.select(['id', 'url', 'message', 'contact', 'receivedAt', 'state', 'answer'])
    .orderBy('receivedAt', 'desc').orderBy('id', 'desc').limit(ask.limit + 1).execute();
  const items = found.slice(0, ask.limit);
  return { total, items, next: found.length > ask.limit ? (items.at(-1)?.id ?? null) : null };
}
