import type { CivilDate } from '@tongming/law';
import type { PortalDb } from '../../../platform/database.ts';

/** A publication beside this portal that the public is told of; `file` where it may have the evidence too. */
export type OpenChannel = {
  id: string; channel: string; name: string; usedOn: CivilDate; url: string | null; issue: string | null;
  file: { hash: string; name: string; size: number; mime: string } | null;
};

/** In the order of days, by record. */
export async function channelsOf(db: PortalDb, ids: readonly string[]): Promise<Map<string, OpenChannel[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('open.channelUse').selectAll().where('recordId', 'in', [...ids]).orderBy('usedOn').orderBy('id').execute();
  const grouped = Map.groupBy(rows, (row) => row.recordId);
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ fileHash, fileName, fileSize, fileMime, recordId: _id, ...row }): OpenChannel => ({
    ...row, file: fileHash === null || fileName === null || fileSize === null || fileMime === null ? null : { hash: fileHash, name: fileName, size: fileSize, mime: fileMime },
  }))]));
}
