import { sql, type QueryExecutorProvider } from 'kysely';
import { sumFacets, totalOf as sumTotal, type FacetCounts } from '../../../platform/search-facets.ts';
import { isCounted, narrowing, type FacetName, type RecordFilter } from './filter.ts';

/** How many public records share one value of every facet. A million records make some thousands of cells. */
export type Cell = Record<FacetName, string> & { language: string; count: number };
export type Cells = readonly Cell[];

/** All public records, by the counts kept with them; or those of some days or under one item of 条例 arts 20 and 21, counted in one pass. */
export async function countCells(db: QueryExecutorProvider, filter: RecordFilter = {}): Promise<Cells> {
  const { rows } = isCounted(filter)
    ? await sql<Cell>`select category, status, agency_code as agency, theme, kind, year::text as year, region_code as region, language, sum(count) as count
      from open.record_count group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(count) <> 0`.execute(db)
    : await sql<Cell>`select e.category, e.status, e.agency_code as agency, coalesce(e.theme, '') as theme, e.kind, e.year::text as year,
        e.region_code as region, e.language, count(*) as count
      from open.search_entry e where ${sql.join(narrowing(filter), sql` and `)} group by e.category, e.status, e.agency_code, e.theme, e.kind, e.year, e.region_code, e.language`.execute(db);
  return rows;
}

export type { FacetCount } from '../../../platform/search-facets.ts';
export type Facets = { total: number; facets: FacetCounts };

export function totalOf(cells: Cells, filter: RecordFilter): number {
  return sumTotal(cells, filter);
}

export function facetsOf(cells: Cells, filter: RecordFilter): Facets {
  return { total: sumTotal(cells, filter), facets: sumFacets(cells, filter) };
}
