// 底数: how many public records there are, by any one or two of their facets. Sums of the counts kept with the records.
import { inFacetOrder, matches, noTheme, type FacetCount } from '../../../platform/search-facets.ts';
import type { Cells } from './counts.ts';
import type { FacetName } from './filter.ts';

/** What the inventory is counted by; a region is narrowed by, not shown. */
export const dimensions = ['agency', 'year', 'kind', 'theme', 'category', 'status'] as const satisfies readonly FacetName[];
export type Dimension = (typeof dimensions)[number];
export type InventoryFilter = Partial<Record<FacetName, string>>;

export function isDimension(text: string): text is Dimension {
  return dimensions.some((name) => name === text);
}

/** Values in the order of facets, '' (none given) last; every record is in exactly one of them. */
export function countBy(cells: Cells, name: Dimension): FacetCount[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(cell[name], (sums.get(cell[name]) ?? 0) + cell.count);
  const none = sums.get('') ?? 0;
  sums.delete('');
  const counts = inFacetOrder(name, [...sums].flatMap(([value, count]) => (count === 0 ? [] : [{ value, count }])));
  return none === 0 ? counts : [...counts, { value: '', count: none }];
}

export function narrowed<C extends Cells[number]>(cells: readonly C[], filter: InventoryFilter): C[] {
  return cells.filter((cell) => matches(cell, filter));
}

/** A value as a filter names it, so that the list it leads to has just as many records. */
export function filterValue(value: string): string {
  return value === '' ? noTheme : value;
}

export type CrossTable = {
  total: number;
  rows: FacetCount[];
  columns: FacetCount[];
  /** 0 where there is none. */
  count: (row: string, column: string) => number;
};

export function crossTable(cells: Cells, rows: Dimension, columns: Dimension): CrossTable {
  const sums = new Map<string, number>();
  const key = (row: string, column: string): string => `${row}\0${column}`;
  for (const cell of cells) {
    const at = key(cell[rows], cell[columns]);
    sums.set(at, (sums.get(at) ?? 0) + cell.count);
  }
  return {
    total: cells.reduce((sum, cell) => sum + cell.count, 0), rows: countBy(cells, rows), columns: countBy(cells, columns),
    count: (row, column) => sums.get(key(row, column)) ?? 0,
  };
}
