import type { CivilDate } from '@tongming/law';

/** Records by where they are: public, to be had on request, withheld, withdrawn. The last three of the person's own agencies only. */
export type InventoryCounts = { public: number; onRequest: number; withheld: number; withdrawn: number };
export type InventoryDimension = 'agency' | 'year' | 'kind' | 'theme' | 'category' | 'status';
export type InventoryRow = { value: string; counts: InventoryCounts };
export type InventoryCross = { rows: { value: string; total: number; counts: number[] }[]; columns: { value: string; total: number }[] };

/** GET /inventory?agency=&year=&kind=&theme=&category=&status=&rows=&columns= . `names` of agencies by code. */
export type InventoryView = {
  total: InventoryCounts; tables: Record<InventoryDimension, InventoryRow[]>; cross: InventoryCross; names: Record<string, string>;
};

/** GET /inventory/numbers: series of document numbers as the public sees them. `id` is `year_code`; year 0: numbered on through the years. */
export type SeriesRow = {
  id: string; code: string; year: number; highest: number; present: number; missing: number; cancelled: number; notPublic: number; gaps: { from: number; to: number }[];
};
/** GET /inventory/numbers/:id: what is known here of each missing number. `title` null where the document is another agency's or not issued yet. */
export type MissingNumber = {
  number: number; why: 'cancelled' | 'not-public' | 'in-work'; reason: string | null; documentId: string | null; recordId: string | null; title: string | null;
  attribute: 'full' | 'redacted' | 'withheld' | null; dateMade: CivilDate | null;
};
export type SeriesDetail = { series: SeriesRow; known: MissingNumber[]; unknown: { from: number; to: number }[] };
