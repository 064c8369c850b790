import type { Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import { encodeCursor, type Position } from './cursor.ts';
import { recordsByIds, type RecordItem } from './list-records.ts';

/** Where the documents stand that each record names: key of the citation → id. */
export async function citationLinks(db: PortalDb, ids: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>> {
  const rows = await db.selectFrom('open.citation').select(['fromId', 'key', 'toId']).where('fromId', '=', sql<string>`any(${[...ids]}::uuid[])`).execute();
  return new Map(Array.from(Map.groupBy(rows, (row) => row.fromId), ([id, list]) => [id, new Map(list.map(({ key, toId }) => [key, toId]))]));
}

/** `anchors`: the places it names, in the order in which it names them. */
export type Citing = { record: RecordItem; anchors: string[] };

/** Who cites a record, newest publication first; `next` is null on the last page. */
export async function citedBy(
  db: PortalDb, id: string, options: { limit: number; after?: Position | null },
): Promise<{ total: number; items: Citing[]; next: string | null }> {
  const { total } = await db.selectFrom('open.citation').where('toId', '=', id)
    .select((eb) => eb.fn.count<number>('fromId').distinct().as('total')).executeTakeFirstOrThrow();
  if (total === 0) return { total, items: [], next: null };
  const after = options.after ?? null;
  const { rows } = await sql<{ id: string; at: Instant }>`select r.id, r.published_at as at from open.record r
    where exists (select from open.citation c where c.to_id = ${id} and c.from_id = r.id)
      and ${after === null ? sql`true` : sql`(r.published_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by r.published_at desc, r.id desc limit ${options.limit + 1}`.execute(db);
  const page = rows.slice(0, options.limit);
  const ids = page.map((row) => row.id);
  const records = await recordsByIds(db, ids);
  const places = ids.length === 0 ? [] : await db.selectFrom('open.citation').select(['fromId', 'anchors']).where('toId', '=', id).where('fromId', 'in', ids).execute();
  const last = page.at(-1);
  return {
    total, next: rows.length > options.limit && last ? encodeCursor(last) : null,
    items: records.map((record) => ({ record, anchors: [...new Set(places.filter((p) => p.fromId === record.id).flatMap((p) => p.anchors))] })),
  };
}
