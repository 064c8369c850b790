// Writing the search index of `open`: in the transaction that publishes, so that a record and its being found are one.
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { termCollector, type TermCollector } from './search-terms.ts';

/** The texts of a record already in open.record; the rest (agency, theme, dates, status) is read from its row. */
export type IndexedTexts = {
  id: string;
  title: string;
  documentNumber: string | null;
  bodyText: string;
  keywords: string[];
  attachmentsText: string;
};

let shared: TermCollector | null = null;

/** Terms of a record: numbers for open.search_entry.terms. */
export function termsOf(texts: Omit<IndexedTexts, 'id'>, collector?: TermCollector): number[] {
  shared ??= collector ? null : termCollector();
  const used = collector ?? shared ?? termCollector();
  return used.collect(texts.title, [texts.documentNumber ?? '', texts.keywords.join(' '), texts.bodyText, texts.attachmentsText]);
}

/** Makes records of open.record found by their texts; again for a record already indexed replaces its entry. */
export async function indexRecord(tx: Tx, rows: IndexedTexts[]): Promise<void> {
  // A short waiting list keeps every search fast; a bulk writer sets its own limit and merges.
  await sql`set local gin_pending_list_limit = 64`.execute(tx);
  for (const row of rows) {
    await sql`insert into open.search_entry (record_id, sorted_on, published_at, agency_code, region_code, kind, category,
        theme, year, status, terms)
      select id, coalesce(date_made, date_published), published_at, agency_code, region_code, kind, category,
        open.first_theme(theme), extract(year from coalesce(date_made, date_published))::int, status, ${termsOf(row)}::bigint[]
      from open.record where id = ${row.id}
      on conflict (record_id) do update set terms = excluded.terms`.execute(tx);
  }
}

export async function removeFromIndex(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('open.searchEntry').where('recordId', 'in', ids).execute();
}
