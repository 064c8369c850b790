// The librarian's count: beside what is public, what can be had on request only, what is withheld, what was withdrawn.
import { sql, type QueryExecutorProvider } from 'kysely';
import type { InventoryCounts, InventoryRow, InventoryView } from '../../../console-api/contract-inventory.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { documentsOf } from '../open/content-categories.ts';
import { countCells, type Cell } from '../open/counts.ts';
import { countBy, crossTable, dimensions, narrowed, type Dimension, type InventoryFilter } from '../open/inventory.ts';
import { recordAgencies } from '../policy.ts';

export type Place = keyof InventoryCounts;
export type PlacedCell = Cell & { place: Place };

/** All cells a person may count. A record that is not public has no validity the public was told: its status is ''. */
export async function placedCells(db: Db, principal: Principal): Promise<PlacedCell[]> {
  const [open, inside] = await Promise.all([countCells(db), insideCells(db, recordAgencies(principal))]);
  return documentsOf([...open.map((cell): PlacedCell => ({ ...cell, place: 'public' })), ...inside]);
}

/** The partial index edition_inside and the tombstones name them: the public records are not read for this. */
async function insideCells(db: QueryExecutorProvider, agencies: readonly string[]): Promise<PlacedCell[]> {
  const { rows } = await sql<PlacedCell>`
    with inner_records as (
      select e.record_id, case when e.content->'disclosure'->>'attribute' = 'withheld' then 'withheld' else 'onRequest' end as place
        from core.edition e where e.state = 'live' and e.content->'disclosure'->>'method' is distinct from 'proactive'
          and not exists (select from open.tombstone t where t.id = e.record_id)
      union all select t.id, 'withdrawn' from open.tombstone t)
    select s.place, r.agency_code as agency, r.kind, r.category, '' as status, a.region_code as region,
      coalesce(open.first_theme(e.content->>'theme'), '') as theme, coalesce(left(e.content->>'dateMade', 4), extract(year from r.created_at)::int::text) as year, count(*)::int as count
    from inner_records s join core.record r on r.id = s.record_id join core.agency a on a.code = r.agency_code
      join core.edition e on e.record_id = r.id and e.state = 'live'
    where r.agency_code = any(${[...agencies]}::text[]) group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(db);
  return rows;
}

function placed(cells: readonly PlacedCell[]): InventoryCounts {
  const counts: InventoryCounts = { public: 0, onRequest: 0, withheld: 0, withdrawn: 0 };
  for (const cell of cells) counts[cell.place] += cell.count;
  return counts;
}

function tableBy(cells: readonly PlacedCell[], name: Dimension): InventoryRow[] {
  const counted = name === 'status' ? cells.filter((cell) => cell.place === 'public') : cells;
  const groups = Map.groupBy(counted, (cell) => cell[name]);
  return countBy(counted, name).map(({ value }) => ({ value, counts: placed(groups.get(value) ?? []) }));
}

export type InventoryQuery = { filter: InventoryFilter; rows: Dimension; columns: Dimension };

export async function inventoryView(db: Db, principal: Principal, { filter, rows, columns }: InventoryQuery): Promise<InventoryView> {
  const [all, agencies] = await Promise.all([placedCells(db, principal), db.selectFrom('core.agency').select(['code', 'name']).execute()]);
  const cells = narrowed(all, filter);
  const table = crossTable(cells, rows, columns);
  const tables = Object.fromEntries(dimensions.map((name) => [name, tableBy(cells, name)])) as InventoryView['tables'];
  return {
    total: placed(cells), tables, names: Object.fromEntries(agencies.map((agency) => [agency.code, agency.name])),
    cross: {
      columns: table.columns.map(({ value, count }) => ({ value, total: count })),
      rows: table.rows.map(({ value, count }) => ({ value, total: count, counts: table.columns.map((column) => table.count(value, column.value)) })),
    },
  };
}
