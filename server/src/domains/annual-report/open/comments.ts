// What the public said on an annual report and the agency published, with its answers.
import { instant, type CivilDate, type Instant } from '@tongming/law';
import { sql, type QueryExecutorProvider } from 'kysely';

export type OpenComment = { id: string; signature: string | null; words: string; receivedAt: Instant; answer: string; answeredOn: CivilDate };
export type OpenComments = { total: number; items: OpenComment[]; next: string | null };

/** Newest first. A cursor that is none begins at the beginning. */
export async function openComments(db: QueryExecutorProvider, recordId: string, asked: { cursor?: string | undefined; limit: number }): Promise<OpenComments> {
  const after = readCursor(asked.cursor);
  const from = after === null ? sql`true` : sql`(received_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const [{ rows: [counted] }, { rows }] = await Promise.all([
    sql<{ n: number }>`select count(*) as n from open.report_comment where record_id = ${recordId}`.execute(db),
    sql<OpenComment>`select id, signature, words, received_at, answer, answered_on from open.report_comment
      where record_id = ${recordId} and ${from} order by received_at desc, id desc limit ${asked.limit + 1}`.execute(db),
  ]);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return { total: counted?.n ?? 0, items, next: rows.length > asked.limit && last ? `${last.receivedAt}_${last.id}` : null };
}

function readCursor(cursor: string | undefined): { at: Instant; id: string } | null {
  const [at = '', id = ''] = (cursor ?? '').split('_');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  try {
    return { at: instant(at), id };
  } catch {
    return null;
  }
}
