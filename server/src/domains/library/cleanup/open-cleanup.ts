// What every step of a campaign begins with: rights, lock, state.
import type { CommandContext } from '../../../platform/command.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import type { Principal, Role } from '../../identity/index.ts';
import { mayEndAs } from '../policy.ts';
import { zh } from './messages.ts';

export type CleanupRecord = { id: string; agencyCode: string; name: string; state: 'open' | 'closed' | 'cancelled'; version: number };

export async function findCleanup(db: Db | Tx, id: string): Promise<CleanupRecord> {
  return await db.selectFrom('core.cleanup').select(['id', 'agencyCode', 'name', 'state', 'version']).where('id', '=', id).executeTakeFirst() ?? notFound(zh.none);
}

/** As whom a person leads it. @throws Refused 403 */
export function leaderOf(principal: Principal, agencyCode: string): { role: Role; agencyCode: string } {
  return mayEndAs(principal, agencyCode) ?? refuse('may-not-lead-cleanup', zh.mayNotLead, 403);
}

/** For what ends it: alone with it, and on what the person saw. */
export async function holdCleanup(ctx: CommandContext, id: string, version: number): Promise<CleanupRecord> {
  const row = await ctx.tx.selectFrom('core.cleanup').select(['id', 'agencyCode', 'name', 'state', 'version']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (row.state !== 'open') refuse('cleanup-over', zh.over);
  if (row.version !== version) conflict(zh.changed);
  return row;
}

export type Held = { id: string; agencyCode: string; title: string; decision: string | null; ground: string | null };

/** For decisions, many at a time beside each other: it cannot be closed meanwhile. @throws Refused 404, 409 */
export async function holdItems(ctx: CommandContext, id: string, items: readonly { id: string; version: number }[]): Promise<Held[]> {
  const cleanup = await ctx.tx.selectFrom('core.cleanup').select('state').where('id', '=', id).forShare().executeTakeFirstOrThrow();
  if (cleanup.state !== 'open') refuse('cleanup-over', zh.over);
  const rows = await ctx.tx.selectFrom('core.cleanupItem').select(['recordId', 'agencyCode', 'version', 'frozen', 'decision', 'ground'])
    .where('cleanupId', '=', id).where('recordId', 'in', items.map((item) => item.id)).orderBy('recordId').forUpdate().execute();
  return items.map((item) => {
    const row = rows.find((r) => r.recordId === item.id) ?? notFound(zh.noItem);
    const { title } = row.frozen as { title: string };
    if (row.version !== item.version) conflict(zh.itemChanged(title));
    return { id: row.recordId, agencyCode: row.agencyCode, title, decision: row.decision, ground: row.ground };
  });
}
