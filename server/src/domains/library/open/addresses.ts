import type { Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';

export type RecordAddress = { id: string; updatedAt: Instant };

/** One part of the site map: `size` records in the order of their ids, from number `part * size` on. `agencies`: of these only. */
export async function recordAddresses(db: PortalDb, part: number, size: number, agencies?: readonly string[]): Promise<RecordAddress[]> {
  if (agencies !== undefined) {
    return (await sql<RecordAddress>`select id, updated_at as "updatedAt" from open.record where agency_code = any(${[...agencies]}::text[])
      order by id offset ${part * size} limit ${size}`.execute(db)).rows;
  }
  // The place of the part is found in the index of ids alone; only its own rows are read.
  const { rows } = await sql<RecordAddress>`select id, updated_at as "updatedAt" from open.record
    where id >= (select id from open.record order by id offset ${part * size} limit 1) order by id limit ${size}`.execute(db);
  return rows;
}

/** When anything of each part of `size` records last changed, in the order of the parts. */
export async function partDates(db: PortalDb, size: number, agencies?: readonly string[]): Promise<Instant[]> {
  const { rows } = await sql<{ at: Instant }>`select max(updated_at) as at
    from (select updated_at, (row_number() over (order by id) - 1) / ${size}::bigint as part from open.record
      where ${agencies === undefined ? sql`true` : sql`agency_code = any(${[...agencies]}::text[])`}) r
    group by part order by part`.execute(db);
  return rows.map((row) => row.at);
}
