// Writing the search index of `open`: in the transaction that publishes, so that a record and its being found are one.
import { sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { termsOf, type IndexedTexts } from './search-terms.ts';

export type { IndexedTexts } from './search-terms.ts';

/** Makes records of open.record found by their texts; again for a record already indexed replaces its entry. */
export async function indexRecord(tx: Tx, rows: IndexedTexts[]): Promise<void> {
  // A short waiting list keeps every search fast; a bulk writer sets its own limit and merges.
  await sql`set local gin_pending_list_limit = 64`.execute(tx);
  for (const row of rows) {
    await sql`insert into open.search_entry (record_id, sorted_on, published_at, agency_code, region_code, kind, category,
        theme, year, status, language, terms)
      select id, coalesce(date_made, date_published), published_at, agency_code, region_code, kind, category,
        open.first_theme(theme), extract(year from coalesce(date_made, date_published))::int, status, language, ${[...termsOf(row)]}::bigint[]
      from open.record where id = ${row.id}
      on conflict (record_id) do update set terms = excluded.terms, make = excluded.make, language = excluded.language`.execute(tx);
  }
}

/** Adds up the counts that came one by one, where it is worth while: most records share their cell with others. */
export async function mergeCounts(db: Db): Promise<void> {
  const { rows: [row] } = await sql<{ rows: number; cells: number }>`select count(*) as rows,
    count(distinct (category, status, agency_code, theme, kind, year, region_code, language)) as cells from open.record_count`.execute(db);
  if ((row?.rows ?? 0) > 2 * (row?.cells ?? 0)) await sql`select open.merge_counts()`.execute(db);
}

export async function removeFromIndex(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('open.searchEntry').where('recordId', 'in', ids).execute();
}

/** What termsOf makes now; rows of an older make are found by the partial index of the same number. */
export const MAKE = 2;
const AT_ONCE = 100;

/** Makes terms anew where an older program made them. Returns how many rows; several may run beside each other. */
export async function renewSearchIndex(db: Db): Promise<number> {
  for (let renewed = 0; ;) {
    const rows = await db.transaction().execute(async (tx) => {
      const old = await tx.selectFrom('open.searchEntry as e').innerJoin('open.record as r', 'r.id', 'e.recordId')
        .select(['r.id', 'r.title', 'r.documentNumber', 'r.bodyText', 'r.keywords', 'r.dateMade',
          sql<string>`(select coalesce(string_agg(a.text, e'\n' order by a.position), '') from open.attachment a where a.record_id = r.id)`.as('attachmentsText')])
        .where('e.make', '<', MAKE).limit(AT_ONCE).forUpdate('e').skipLocked().execute();
      await indexRecord(tx, old);
      return old.length;
    });
    renewed += rows;
    if (rows === 0) return renewed;
  }
}
