import { sql } from 'kysely';
import type { Tx, Db } from '../../../platform/database.ts';
import type { EditionContent } from '../model.ts';

export type LiveEdition = {
  recordId: string; agencyCode: string; indexNumber: string; no: number; content: EditionContent; documentId: string | null;
  withdrawn: boolean;
};

/** What other domains need of records: their live content. Ids that are no records are left out. */
export async function liveEditions(db: Db | Tx, ids: readonly string[]): Promise<LiveEdition[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('core.edition as e').innerJoin('core.record as r', 'r.id', 'e.recordId')
    .leftJoin('core.recordEnd as w', (join) => join.onRef('w.recordId', '=', 'r.id').on('w.kind', '=', 'withdrawn'))
    .select(['e.recordId', 'r.agencyCode', 'r.indexNumber', 'e.no', 'e.content', 'e.bodyText', 'e.documentId', 'w.id as withdrawal'])
    .where('e.state', '=', 'live').where('e.recordId', '=', sql<string>`any(${ids}::uuid[])`).execute();
  return rows.map(({ content, bodyText, withdrawal, ...row }) => ({
    ...row, withdrawn: withdrawal !== null, content: { ...(content as Omit<EditionContent, 'bodyText'>), bodyText },
  }));
}
