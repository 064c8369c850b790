import type { CivilDate, Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import type { RecordStatus } from '../../../platform/schema.ts';
import { encodeCursor, type Position } from './cursor.ts';
import { whereEntry, type RecordFilter } from './filter.ts';

/** One row of any list of public records. */
export type RecordItem = {
  id: string;
  externalId: string | null;
  indexNumber: string;
  title: string;
  documentNumber: string | null;
  agencyCode: string;
  agencyName: string;
  issuer: string;
  kind: string;
  category: string;
  theme: string | null;
  dateMade: CivilDate | null;
  datePublished: CivilDate;
  publishedAt: Instant;
  status: RecordStatus;
  summary: string | null;
};

/** With the moment its public facts last changed. */
export type ListedRecord = RecordItem & { updatedAt: Instant };

const itemColumns = [
  'r.id', 'r.externalId', 'r.indexNumber', 'r.title', 'r.documentNumber', 'r.agencyCode', 'r.agencyName', 'r.issuer',
  'r.kind', 'r.category', 'r.theme', 'r.dateMade', 'r.datePublished', 'r.publishedAt', 'r.status', 'r.summary', 'r.updatedAt',
] as const;

/** Newest publication first; `next` is null on the last page. `agencies`: of these only. */
export async function listRecords(
  db: PortalDb, filter: RecordFilter, options: { limit: number; after?: Position | null; withoutCategories?: readonly string[]; agencies?: readonly string[] | undefined },
): Promise<{ items: ListedRecord[]; next: string | null }> {
  const { agencies } = options;
  // Their own index has few: to walk the newest of each agency for them would be to walk all there are.
  const few = filter.language !== undefined && filter.language !== 'zh-CN';
  // The newest of each agency by its index: a walk through all days would be long for a small site.
  const each = !few && agencies !== undefined && filter.agency === undefined && filter.category === undefined;
  // By agency or category open.record has an index in this order; a walk through all days would be long for a rare one.
  const indexed = !few && (each || filter.agency !== undefined || filter.category !== undefined);
  const source = indexed ? sql`open.record r join open.search_entry e on e.record_id = r.id` : sql`open.search_entry e`;
  const [at, id] = indexed ? [sql`r.published_at`, sql`r.id`] : [sql`e.published_at`, sql`e.record_id`];
  const conditions = [
    whereEntry(filter, each ? undefined : agencies),
    ...(each ? [sql`r.agency_code = one.code`] : []),
    ...(filter.agency === undefined || !indexed ? [] : [sql`r.agency_code = ${filter.agency}`]),
    ...(filter.category === undefined || !indexed ? [] : [sql`r.category = ${filter.category}`]),
    ...(options.after ? [sql`(${at}, ${id}) < (${options.after.at}::timestamptz, ${options.after.id}::uuid)`] : []),
    ...(options.withoutCategories ? [sql`e.category <> all(${[...options.withoutCategories]}::text[])`] : []),
  ];
  const newest = sql`select ${id} as id, ${at} as at from ${source} where ${sql.join(conditions, sql` and `)}
    order by ${at} desc, ${id} desc limit ${options.limit + 1}`;
  const { rows } = await (each ? sql<{ id: string }>`select x.id from unnest(${[...agencies]}::text[]) one(code) cross join lateral (${newest}) x
    order by x.at desc, x.id desc limit ${options.limit + 1}` : sql<{ id: string }>`${newest}`).execute(db);
  const items = await recordsByIds(db, rows.slice(0, options.limit).map((row) => row.id));
  const last = items.at(-1);
  const next = rows.length > options.limit && last ? encodeCursor({ at: last.publishedAt, id: last.id }) : null;
  return { items, next };
}

/** Records in the order of the ids given; ids that are not public are left out. */
export async function recordsByIds(db: PortalDb, ids: readonly string[]): Promise<ListedRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('open.record as r').select(itemColumns).where('r.id', '=', sql<string>`any(${ids}::uuid[])`).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
