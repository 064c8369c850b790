import type { Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';

export type RecordAddress = { id: string; updatedAt: Instant };

/** One part of the site map: `size` records in the order of their ids, from number `part * size` on. */
export async function recordAddresses(db: PortalDb, part: number, size: number): Promise<RecordAddress[]> {
  // The place of the part is found in the index of ids alone; only its own rows are read.
  const { rows } = await sql<RecordAddress>`select id, updated_at as "updatedAt" from open.record
    where id >= (select id from open.record order by id offset ${part * size} limit 1) order by id limit ${size}`.execute(db);
  return rows;
}

/** When anything that the public sees last changed; null on an empty site. */
export async function lastUpdate(db: PortalDb): Promise<Instant | null> {
  const row = await db.selectFrom('open.record').select(sql<Instant | null>`max(updated_at)`.as('at')).executeTakeFirst();
  return row?.at ?? null;
}
