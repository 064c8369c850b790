import { sql } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import { facetNames, hasItem, type FacetName, type RecordFilter } from './filter.ts';

/** How many public records share one value of every facet. A million records make some thousands of cells. */
export type Cell = Record<FacetName, string> & { count: number };
export type Cells = readonly Cell[];

/** All public records, by the counts kept with them; or those under one item of 条例 arts 20 and 21, counted in one pass. */
export async function countCells(db: PortalDb, item?: string): Promise<Cells> {
  const { rows } = item === undefined
    ? await sql<Cell>`select category, status, agency_code as agency, theme, kind, year::text as year, sum(count) as count
      from open.record_count group by 1, 2, 3, 4, 5, 6 having sum(count) <> 0`.execute(db)
    : await sql<Cell>`select e.category, e.status, e.agency_code as agency, coalesce(e.theme, '') as theme, e.kind, e.year::text as year, count(*) as count
      from open.search_entry e where ${hasItem(item)} group by e.category, e.status, e.agency_code, e.theme, e.kind, e.year`.execute(db);
  return rows;
}

export type FacetCount = { value: string; count: number };
export type Facets = { total: number; facets: Record<FacetName, FacetCount[]> };

function matches(cell: Cell, filter: RecordFilter, without?: FacetName): boolean {
  return facetNames.every((name) => name === without || filter[name] === undefined || cell[name] === filter[name]);
}

export function totalOf(cells: Cells, filter: RecordFilter): number {
  return cells.reduce((sum, cell) => (matches(cell, filter) ? sum + cell.count : sum), 0);
}

/**
 * Exact counts. Each facet is counted with its own choice left out, so that a reader sees where else he could go.
 * Most frequent first; years newest first.
 */
export function facetsOf(cells: Cells, filter: RecordFilter): Facets {
  const count = (name: FacetName): FacetCount[] => {
    const sums = new Map<string, number>();
    for (const cell of cells) {
      if (cell[name] !== '' && matches(cell, filter, name)) sums.set(cell[name], (sums.get(cell[name]) ?? 0) + cell.count);
    }
    return [...sums].map(([value, n]) => ({ value, count: n }))
      .sort((a, b) => name === 'year' ? Number(b.value) - Number(a.value) : b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  return {
    total: totalOf(cells, filter),
    facets: {
      category: count('category'), status: count('status'), agency: count('agency'), theme: count('theme'), kind: count('kind'), year: count('year'),
    },
  };
}
