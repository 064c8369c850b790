// Whole records many at a time, with all that one record page shows: for archives and packages.
import type { PortalDb } from '../../../platform/database.ts';
import { wholeRecords, type WholeRecord } from './bulk.ts';
import { channelsOf } from './channels.ts';
import { findRecords, relationsOf, renditionsOf, type OpenRecord } from './get-record.ts';

/** What was withdrawn meanwhile is left out; what changed meanwhile is read anew. */
export async function completeRecords(db: PortalDb, whole: readonly WholeRecord[]): Promise<OpenRecord[]> {
  if (whole.length === 0) return [];
  const ids = whole.map((record) => record.id);
  const [rest, renditions, relations, channels] = await Promise.all([
    db.selectFrom('open.record').select(['id', 'articleItems', 'statusNote', 'official', 'body', 'updatedAt']).where('id', 'in', ids).execute(),
    renditionsOf(db, ids),
    relationsOf(db, ids),
    channelsOf(db, ids),
  ]);
  const byId = new Map(rest.map((row) => [row.id, row]));
  const changed = await findRecords(db, whole.flatMap(({ id, updatedAt }) => (byId.has(id) && byId.get(id)?.updatedAt !== updatedAt ? [id] : [])));
  return whole.flatMap((record): OpenRecord[] => {
    const { id } = record;
    const row = byId.get(id);
    if (row === undefined) return [];
    if (row.updatedAt === record.updatedAt) return [{ ...record, ...row, renditions: renditions.get(id) ?? [], relations: relations.get(id) ?? [], channels: channels.get(id) ?? [] }];
    const found = changed.get(id);
    return found !== undefined && 'record' in found ? [found.record] : [];
  });
}

/** In the order of the ids given; ids that are not public are left out. */
export async function completeById(db: PortalDb, ids: readonly string[]): Promise<OpenRecord[]> {
  return completeRecords(db, await wholeRecords(db, ids));
}
