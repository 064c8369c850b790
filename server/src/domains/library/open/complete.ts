// Whole records many at a time, with all that one record page shows: for archives and packages.
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import { wholeRecords, type WholeRecord } from './bulk.ts';
import { channelsOf } from './channels.ts';
import { findRecord, type OpenRecord, type OpenRelation, type OpenRendition } from './get-record.ts';

/** What was withdrawn meanwhile is left out; what changed meanwhile is read anew. */
export async function completeRecords(db: PortalDb, whole: readonly WholeRecord[]): Promise<OpenRecord[]> {
  if (whole.length === 0) return [];
  const ids = whole.map((record) => record.id);
  const [rest, renditions, relations, channels] = await Promise.all([
    db.selectFrom('open.record').select(['id', 'articleItems', 'statusNote', 'official', 'body', 'updatedAt']).where('id', 'in', ids).execute(),
    db.selectFrom('open.rendition').select(['recordId', 'format', 'fileHash', 'size']).where('recordId', 'in', ids).execute(),
    relationsOf(db, ids),
    channelsOf(db, ids),
  ]);
  const byId = new Map(rest.map((row) => [row.id, row]));
  const made = Map.groupBy(renditions, (row) => row.recordId);
  const complete: OpenRecord[] = [];
  for (const record of whole) {
    const row = byId.get(record.id);
    if (row === undefined) continue;
    if (row.updatedAt === record.updatedAt) {
      complete.push({ ...record, ...row, renditions: (made.get(record.id) ?? []).map(({ format, fileHash, size }): OpenRendition => ({ format, fileHash, size })), relations: relations.get(record.id) ?? [], channels: channels.get(record.id) ?? [] });
      continue;
    }
    const found = await findRecord(db, record.id);
    if (found !== null && 'record' in found) complete.push(found.record);
  }
  return complete;
}

/** In the order of the ids given; ids that are not public are left out. */
export async function completeById(db: PortalDb, ids: readonly string[]): Promise<OpenRecord[]> {
  return completeRecords(db, await wholeRecords(db, ids));
}

async function relationsOf(db: PortalDb, ids: readonly string[]): Promise<Map<string, OpenRelation[]>> {
  const { rows } = await sql<OpenRelation & { of: string }>`
    select x.from_id as of, 'from' as direction, x.type, r.id, coalesce(r.title, x.to_text, '') as title, r.document_number, r.date_made, r.status
      from open.relation x left join open.record r on r.id = x.to_id where x.from_id = any(${[...ids]}::uuid[])
    union all
    select x.to_id, 'to', x.type, r.id, r.title, r.document_number, r.date_made, r.status
      from open.relation x join open.record r on r.id = x.from_id where x.to_id = any(${[...ids]}::uuid[])
    order by direction, type, date_made desc nulls last, title`.execute(db);
  const grouped = Map.groupBy(rows.filter((row) => row.title !== ''), (row) => row.of);
  return new Map([...grouped].map(([of, list]) => [of, list.map(({ of: _of, ...relation }) => relation)]));
}
