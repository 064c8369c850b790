// 政府信息公开目录: 索引、名称、内容概述、生成日期 of everything an agency has made public. Made from `open` at every call: it cannot be out of date.
import { isCivilDate, type CivilDate } from '@tongming/law';
import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { csvRow } from '../../../platform/csv.ts';

export type DirectoryEntry = { id: string; indexNumber: string; title: string; summary: string; date: CivilDate };
type Row = DirectoryEntry & { datePublished: CivilDate };
export type DirectoryPage = { total: number; items: DirectoryEntry[]; next: string | null };

/** News, questions and the like are no 政府信息公开目录. */
const documents = sql`not exists (select from open.content c where c.record_id = r.id)`;
const excerpt = 100;
const pageOfCsv = 1000;

/** Newest publication first. A cursor that is none begins at the beginning. */
export async function directoryPage(db: QueryExecutorProvider, agencyCode: string, asked: { cursor?: string; limit: number }): Promise<DirectoryPage> {
  const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n from open.record r where r.agency_code = ${agencyCode} and ${documents}`.execute(db);
  const rows = await entries(db, agencyCode, after(asked.cursor), asked.limit + 1);
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    total: counted?.n ?? 0, next: rows.length > asked.limit && last ? cursorOf(last) : null,
    items: page.map(({ datePublished: _sorted, ...entry }) => entry),
  };
}

/** 内容概述 is the summary the agency wrote, else how the text begins. */
async function entries(db: QueryExecutorProvider, agencyCode: string, from: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select r.id, r.index_number, r.title,
      coalesce(nullif(trim(r.summary), ''), regexp_replace(left(r.body_text, ${excerpt}), '\\s+', ' ', 'g')) as summary,
      coalesce(r.date_made, r.date_published) as date, r.date_published
    from open.record r where r.agency_code = ${agencyCode} and ${documents} and ${from}
    order by r.date_published desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

const cursorOf = (row: Row): string => `${row.datePublished}_${row.id}`;

function after(cursor: string | undefined): RawBuilder<unknown> {
  const [date = '', id = ''] = (cursor ?? '').split('_');
  return isCivilDate(date) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? sql`(r.date_published, r.id) < (${date}::date, ${id}::uuid)` : sql`true`;
}

/** The whole directory as CSV, piece by piece; spreadsheets need the mark at its head to read Chinese. */
export async function* directoryCsv(db: QueryExecutorProvider, agencyCode: string, head: readonly string[]): AsyncGenerator<string> {
  yield `\ufeff${csvRow(head)}`;
  let cursor: string | undefined;
  for (;;) {
    const rows = await entries(db, agencyCode, after(cursor), pageOfCsv);
    if (rows.length > 0) yield rows.map((row) => csvRow([row.indexNumber, row.title, row.summary, row.date])).join('');
    const last = rows.at(-1);
    if (rows.length < pageOfCsv || last === undefined) return;
    cursor = cursorOf(last);
  }
}
