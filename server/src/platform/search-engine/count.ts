// Exact counts for every facet, each with its own choice left out. Every record lies in two cells; each is counted where the
// other agrees with what is chosen, then the cells are summed.
import type { PlanFacet, PlanFilters } from '../search-plan.ts';
import { facetsBy, inFacetOrder, type FacetCounts } from '../search-facets.ts';
import type { Bits } from './bits.ts';
import type { CellGroups, Cells, Columns } from './segment.ts';

/** 0: the cell agrees with all choices; n: with all but that of the nth facet of its group. */
const SEVERAL = 255;
/** `misses`: for each cell of both groups. */
export type Choice = { misses: readonly [Uint8Array, Uint8Array]; fits(c: Columns, at: number): boolean };

export function choiceOf([first, second]: CellGroups, filters: PlanFilters): Choice {
  const [a, b] = [missesOf(first, filters), missesOf(second, filters)];
  return { misses: [a, b], fits: (c, at) => a[c.cell[at] ?? 0] === 0 && b[c.other[at] ?? 0] === 0 };
}

const ANY = -1;
const UNKNOWN = -2;

function missesOf(cells: Cells, filters: PlanFilters): Uint8Array {
  const misses = new Uint8Array(cells.size());
  const chosen = cells.facets.map((facet, f) => (filters[facet] === undefined ? ANY : numberOf(cells, f, String(filters[facet]))));
  chosen.forEach((code, f) => {
    if (code === ANY) return;
    for (let cell = 0; cell < misses.length; cell += 1) if (cells.code(f, cell) !== code) misses[cell] = misses[cell] === 0 ? f + 1 : SEVERAL;
  });
  const agency = cells.facets.indexOf('agency');
  if (filters.agencies !== undefined && agency >= 0) {
    const among = new Set(filters.agencies.map((code) => numberOf(cells, agency, code)));
    for (let cell = 0; cell < misses.length; cell += 1) if (!among.has(cells.code(agency, cell))) misses[cell] = SEVERAL;
  }
  return misses;
}

function numberOf(cells: Cells, facet: number, value: string): number {
  const n = cells.labels(facet).indexOf(value);
  return n < 0 ? UNKNOWN : n;
}

export function countFacets(groups: CellGroups, { misses: [a, b] }: Choice, found: readonly { columns: Columns; bits: Bits }[]): { total: number; facets: FacetCounts } {
  const counts = [new Int32Array(a.length), new Int32Array(b.length)] as const;
  let total = 0;
  for (const { columns, bits } of found) total += countCells(columns, bits, [a, b], counts);
  const sums = new Map<PlanFacet, { value: string; count: number }[]>();
  groups.forEach((cells, g) => cells.facets.forEach((facet, f) => sums.set(facet, sumsOf(cells, f, counts[g === 0 ? 0 : 1], g === 0 ? a : b))));
  return { total, facets: facetsBy((facet) => inFacetOrder(facet, sums.get(facet) ?? [])) };
}

/** The hot loop of a common word: nothing is allocated. */
function countCells({ cell, other }: Columns, bits: Bits, [a, b]: Choice['misses'], [first, second]: readonly [Int32Array, Int32Array]): number {
  let total = 0;
  for (let w = 0; w < bits.length; w += 1) {
    for (let v = bits[w] ?? 0; v !== 0; v &= v - 1) {
      const at = (w << 5) + 31 - Math.clz32(v & -v);
      const one = cell[at] ?? 0;
      const two = other[at] ?? 0;
      const fitsOne = a[one] === 0;
      const fitsTwo = b[two] === 0;
      if (fitsTwo) first[one] = (first[one] ?? 0) + 1;
      if (fitsOne) second[two] = (second[two] ?? 0) + 1;
      if (fitsOne && fitsTwo) total += 1;
    }
  }
  return total;
}

function sumsOf(cells: Cells, f: number, counts: Int32Array, misses: Uint8Array): { value: string; count: number }[] {
  const labels = cells.labels(f);
  const sums = new Int32Array(labels.length);
  for (let cell = 0; cell < counts.length; cell += 1) {
    const missed = misses[cell] ?? 0;
    if (missed !== 0 && missed !== f + 1) continue;
    const code = cells.code(f, cell);
    sums[code] = (sums[code] ?? 0) + (counts[cell] ?? 0);
  }
  return labels.flatMap((value, code) => (value === '' || sums[code] === 0 ? [] : [{ value, count: sums[code] ?? 0 }]));
}
