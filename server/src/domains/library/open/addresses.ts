import type { Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';

export type RecordAddress = { id: string; updatedAt: Instant };

/** One part of the site map: `size` records in the order of their ids, from number `part * size` on. */
export async function recordAddresses(db: PortalDb, part: number, size: number): Promise<RecordAddress[]> {
  return db.selectFrom('open.record').select(['id', 'updatedAt']).orderBy('id').limit(size).offset(part * size).execute();
}

/** When anything that the public sees last changed; null on an empty site. */
export async function lastUpdate(db: PortalDb): Promise<Instant | null> {
  const row = await db.selectFrom('open.record').select(sql<Instant | null>`max(updated_at)`.as('at')).executeTakeFirst();
  return row?.at ?? null;
}
