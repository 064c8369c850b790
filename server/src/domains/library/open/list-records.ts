import type { CivilDate, Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import type { RecordStatus } from '../../../platform/schema.ts';
import { encodeCursor, type Position } from './cursor.ts';
import { facetExpressions, facetNames, whereEntry, type FacetName, type RecordFilter } from './filter.ts';

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

const itemColumns = [
  'r.id', 'r.externalId', 'r.indexNumber', 'r.title', 'r.documentNumber', 'r.agencyCode', 'r.agencyName', 'r.issuer',
  'r.kind', 'r.category', 'r.theme', 'r.dateMade', 'r.datePublished', 'r.publishedAt', 'r.status', 'r.summary',
] as const;

/** Newest publication first; `next` is null on the last page. */
export async function listRecords(
  db: PortalDb, filter: RecordFilter, options: { limit: number; after?: Position | null; withoutCategories?: readonly string[] },
): Promise<{ items: RecordItem[]; next: string | null }> {
  const from = options.after
    ? sql`(e.date_published, e.record_id) < (${options.after.day}::date, ${options.after.id}::uuid)` : sql`true`;
  const others = options.withoutCategories ? sql`e.category <> all(${[...options.withoutCategories]}::text[])` : sql`true`;
  const { rows } = await sql<{ id: string }>`select e.record_id as id from open.search_entry e
    where ${whereEntry(filter)} and ${from} and ${others}
    order by e.date_published desc, e.record_id desc limit ${options.limit + 1}`.execute(db);
  const items = await recordsByIds(db, rows.slice(0, options.limit).map((row) => row.id));
  const last = items.at(-1);
  const next = rows.length > options.limit && last ? encodeCursor({ day: last.datePublished, id: last.id }) : null;
  return { items, next };
}

/** Records in the order of the ids given; ids that are not public are left out. */
export async function recordsByIds(db: PortalDb, ids: readonly string[]): Promise<RecordItem[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('open.record as r').select(itemColumns).where('r.id', 'in', [...ids]).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countRecords(db: PortalDb, filter: RecordFilter = {}): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from open.search_entry e where ${whereEntry(filter)}`.execute(db);
  return rows[0]?.n ?? 0;
}

export type FacetCount = { value: string; count: number };
export type Facets = { total: number; facets: Record<FacetName, FacetCount[]> };

/**
 * Exact counts. A facet that is not chosen is counted within the result (all of them in one pass); a chosen one is
 * counted with its own condition left out, so that a reader sees where else he could go.
 */
export async function countFacets(db: PortalDb, filter: RecordFilter): Promise<Facets> {
  const chosen = facetNames.filter((name) => filter[name] !== undefined);
  const open = facetNames.filter((name) => filter[name] === undefined);
  const [within, ...others] = await Promise.all([
    countWithin(db, filter, open),
    ...chosen.map((name) => countWithin(db, filter, [name], name)),
  ]);
  const facets = Object.fromEntries(facetNames.map((name) => [name, [] as FacetCount[]])) as Record<FacetName, FacetCount[]>;
  for (const counted of [within, ...others]) Object.assign(facets, counted?.facets);
  return { total: within?.total ?? 0, facets };
}

async function countWithin(
  db: PortalDb, filter: RecordFilter, names: readonly FacetName[], without?: FacetName,
): Promise<{ total: number; facets: Partial<Record<FacetName, FacetCount[]>> }> {
  const columns = names.map((name) => sql`${facetExpressions[name]} as ${sql.id(name)}`);
  const sets = sql.join([...names.map((name) => sql`(${sql.id(name)})`), sql`()`]);
  const source = sql`select ${columns.length === 0 ? sql`1 as one` : sql.join(columns)} from open.search_entry e where ${whereEntry(filter, without)}`;
  const valueOf = names.length === 0 ? sql`null` : sql`coalesce(${sql.join(names.map((name) => sql`${sql.id(name)}`))})`;
  const setOf = names.length === 0 ? sql`0` : sql`grouping(${sql.join(names.map((name) => sql`${sql.id(name)}`))})`;
  const { rows } = await sql<{ set: number; value: string | null; count: number }>`
    select ${setOf} as set, ${valueOf} as value, count(*) as count from (${source}) s group by grouping sets (${sets})`.execute(db);
  const all = 2 ** names.length - 1;
  const facets: Partial<Record<FacetName, FacetCount[]>> = {};
  names.forEach((name, i) => {
    const bit = all - 2 ** (names.length - 1 - i);
    facets[name] = rows.filter((row) => row.set === bit && row.value !== null && row.value !== '')
      .map((row) => ({ value: row.value ?? '', count: row.count }))
      .sort((a, b) => name === 'year' ? b.value.localeCompare(a.value) : b.count - a.count || a.value.localeCompare(b.value));
  });
  return { total: rows.find((row) => row.set === all && (row.value === null))?.count ?? 0, facets };
}
