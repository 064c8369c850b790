// 文号断档: of every series (机关代字 and year) the highest public number and what is missing below it.
import type { CivilDate } from '@tongming/law';
import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import type { RecordStatus } from '../../../platform/schema.ts';

/** `year` 0: numbered on through the years. `cancelled` and `notPublic` say how many of the missing are known to be so, never which. */
export type NumberSeries = {
  code: string; year: number; highest: number; present: number; missing: number; cancelled: number; notPublic: number;
};
/** `agencies`: series that any of these numbers in. */
export type SeriesFilter = { agency?: string; code?: string; year?: number; gaps?: boolean; agencies?: readonly string[] | undefined };
export type SeriesTotals = { series: number; withGaps: number; missing: number };
export type Range = { from: number; to: number };
export type SeriesPosition = { year: number; code: string };

/**
 * The table kept with the records; series touched a moment ago are counted anew, so that the answer is always exact.
 * What is known of missing numbers may then lag behind by the moment, and is never more than what is missing.
 */
const series = sql`(
  select n.code, n.year, n.highest, n.present, n.highest - n.present as missing, n.cancelled, n.not_public, n.agencies from open.number_series n
  where not exists (select from touched t where t.code = n.code and t.year = n.year)
  union all
  select c.code, c.year, c.highest, c.present, c.highest - c.present, least(coalesce(n.cancelled, 0), c.highest - c.present),
    least(coalesce(n.not_public, 0), c.highest - c.present - least(coalesce(n.cancelled, 0), c.highest - c.present)), c.agencies
  from open.count_series((select array_agg(code) from touched), (select array_agg(year) from touched)) c
  left join open.number_series n on n.code = c.code and n.year = c.year)`;
const touched = sql`touched as materialized (select distinct code, year from open.number_touched)`;

function where({ agency, code, year, gaps, agencies }: SeriesFilter): RawBuilder<unknown> {
  return sql.join([
    sql`true`,
    ...(agency === undefined ? [] : [sql`s.agencies @> array[${agency}]::text[]`]), ...(code === undefined ? [] : [sql`s.code = ${code}`]),
    ...(agencies === undefined ? [] : [sql`s.agencies && ${[...agencies]}::text[]`]),
    ...(year === undefined ? [] : [sql`s.year = ${year}`]), ...(gaps === true ? [sql`s.missing > 0`] : []),
  ], sql` and `);
}

/** Newest year first, then by code. */
export async function listSeries(
  db: QueryExecutorProvider, filter: SeriesFilter, options: { limit: number; after?: SeriesPosition | null },
): Promise<{ items: NumberSeries[]; next: SeriesPosition | null }> {
  const { after } = options;
  const { rows } = await sql<NumberSeries>`with ${touched}
    select s.code, s.year, s.highest, s.present, s.missing, s.cancelled, s.not_public as "notPublic" from ${series} s
    where ${where(filter)} and ${after ? sql`(-s.year, s.code) > (${-after.year}, ${after.code})` : sql`true`}
    order by s.year desc, s.code limit ${options.limit + 1}`.execute(db);
  const items = rows.slice(0, options.limit);
  const last = items.at(-1);
  return { items, next: rows.length > options.limit && last ? { year: last.year, code: last.code } : null };
}

export async function totalSeries(db: QueryExecutorProvider, filter: SeriesFilter): Promise<SeriesTotals> {
  const { rows: [row] } = await sql<SeriesTotals>`with ${touched}
    select count(*)::int as series, (count(*) filter (where s.missing > 0))::int as "withGaps", coalesce(sum(s.missing), 0)::int as missing
    from ${series} s where ${where(filter)}`.execute(db);
  return row ?? { series: 0, withGaps: 0, missing: 0 };
}

/** The years that have series under a filter, newest first. */
export async function seriesYears(db: QueryExecutorProvider, filter: SeriesFilter): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`with ${touched} select distinct s.year from ${series} s where ${where(filter)} order by s.year desc`.execute(db);
  return rows.map((row) => row.year);
}

/** The numbers missing in each of some series, as runs; the key is `code year`. */
export async function gapsOf(db: QueryExecutorProvider, some: readonly NumberSeries[]): Promise<Map<string, Range[]>> {
  if (some.length === 0) return new Map();
  const { rows } = await sql<{ code: string; year: number; numbers: number[] }>`
    select s.code, s.year, array_agg(distinct r.number_seq order by r.number_seq) as numbers
    from unnest(${some.map((s) => s.code)}::text[], ${some.map((s) => s.year)}::int[]) s(code, year)
    join open.record r on r.number_code = s.code and coalesce(r.number_year, 0) = s.year and r.number_seq > 0 group by s.code, s.year`.execute(db);
  return new Map(rows.map((row) => [seriesKey(row), gapsBetween(row.numbers)]));
}

export type SeriesDocument = { id: string; seq: number; title: string; dateMade: CivilDate | null; status: RecordStatus };

/** The documents of one series by number, from one number on; `next` is the number the next page begins with. */
export async function seriesDocuments(
  db: QueryExecutorProvider, { code, year }: SeriesPosition, from: number, limit: number,
): Promise<{ items: SeriesDocument[]; next: number | null }> {
  const { rows } = await sql<SeriesDocument>`select r.id, r.number_seq as seq, r.title, r.date_made as "dateMade", r.status from open.record r
    where r.number_code = ${code} and coalesce(r.number_year, 0) = ${year} and r.number_seq >= greatest(${from}::int, 1)
    order by r.number_seq, r.id limit ${limit + 1}`.execute(db);
  const next = rows[limit]?.seq ?? null;
  if (next === null) return { items: rows, next };
  // A page ends before the number the next begins with: copies of one document may share it.
  const items = rows.filter((row) => row.seq < next);
  return items.length > 0 ? { items, next } : { items: rows.slice(0, limit), next: next + 1 };
}

export function seriesKey({ code, year }: SeriesPosition): string {
  return `${code} ${year}`;
}

/** What is missing between 1 and the last of some numbers, which rise. */
export function gapsBetween(numbers: readonly number[]): Range[] {
  const gaps: Range[] = [];
  let next = 1;
  for (const n of numbers) {
    if (n > next) gaps.push({ from: next, to: n - 1 });
    next = n + 1;
  }
  return gaps;
}

/** Every series, for a file to take away. */
export async function* everySeries(db: QueryExecutorProvider, filter: SeriesFilter): AsyncGenerator<{ series: NumberSeries; gaps: Range[] }> {
  let after: SeriesPosition | null = null;
  do {
    const page: { items: NumberSeries[]; next: SeriesPosition | null } = await listSeries(db, filter, { limit: 500, after });
    const gaps = await gapsOf(db, page.items);
    for (const one of page.items) yield { series: one, gaps: gaps.get(seriesKey(one)) ?? [] };
    after = page.next;
  } while (after !== null);
}
