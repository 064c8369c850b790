// Exact counts for facets. Each is counted with its own choice left out, so that a reader sees where else he could go.
import { planFacets, type PlanCell, type PlanFacet, type PlanFilters } from './search-plan.ts';

export type FacetCount = { value: string; count: number };
export type FacetCounts = Record<PlanFacet, FacetCount[]>;
export type Chosen = Partial<Record<PlanFacet, string>>;

export function chosenOf(filters: PlanFilters): Chosen {
  return Object.fromEntries(planFacets.flatMap((name) => (filters[name] === undefined ? [] : [[name, String(filters[name])]])));
}

/** The value of a theme filter that asks for records without one. */
export const noTheme = '-';

export function matches(cell: PlanCell, chosen: Chosen, without?: PlanFacet): boolean {
  return planFacets.every((name) => name === without || chosen[name] === undefined || cell[name] === (name === 'theme' && chosen.theme === noTheme ? '' : chosen[name]));
}

export function totalOf(cells: readonly PlanCell[], chosen: Chosen): number {
  return cells.reduce((sum, cell) => (matches(cell, chosen) ? sum + cell.count : sum), 0);
}

export function sumFacets(cells: readonly PlanCell[], chosen: Chosen): FacetCounts {
  const count = (name: PlanFacet): FacetCount[] => {
    const sums = new Map<string, number>();
    for (const cell of cells) {
      if (cell[name] !== '' && matches(cell, chosen, name)) sums.set(cell[name], (sums.get(cell[name]) ?? 0) + cell.count);
    }
    return inFacetOrder(name, [...sums].map(([value, n]) => ({ value, count: n })));
  };
  return facetsBy(count);
}

export function facetsBy(count: (name: PlanFacet) => FacetCount[]): FacetCounts {
  return {
    category: count('category'), status: count('status'), agency: count('agency'), theme: count('theme'), kind: count('kind'), year: count('year'),
    region: count('region'),
  };
}

/** Most frequent first; years newest first. */
export function inFacetOrder(name: PlanFacet, counts: FacetCount[]): FacetCount[] {
  return counts.sort((a, b) => (name === 'year' ? Number(b.value) - Number(a.value) : b.count - a.count || (a.value < b.value ? -1 : 1)));
}

export function noFacets(): FacetCounts {
  return facetsBy(() => []);
}
