// The librarian's tables as files: XLSX or CSV of the same rows.
import { Readable } from 'node:stream';
import { kindOf } from '@tongming/law';
import { sql } from 'kysely';
import { download } from '../../../console-api/kit.ts';
import { csvLines } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/database.ts';
import { xlsxMime, xlsxStream, type XlsxCell, type XlsxSheet } from '../../../platform/xlsx.ts';
import type { Principal } from '../../identity/index.ts';
import { contentCategories } from '../open/content-categories.ts';
import { dimensions, type Dimension } from '../open/inventory.ts';
import { everySeries, type SeriesFilter } from '../open/number-series.ts';
import { recordAgencies } from '../policy.ts';
import { inventoryView, type InventoryQuery } from './inside.ts';
import { zh } from './messages.ts';

export type Ending = 'xlsx' | 'csv';

/** CSV has one table: the first. */
export function fileOf(name: string, ending: Ending, sheets: readonly [XlsxSheet, ...XlsxSheet[]]): Response {
  if (ending === 'xlsx') return download(Readable.toWeb(xlsxStream(sheets)) as ReadableStream<Uint8Array>, `${name}.xlsx`, xlsxMime);
  const [{ columns, rows }] = sheets;
  const lines = csvLines(columns.map((column) => column.header), rows);
  return download(ReadableStream.from(lines).pipeThrough(new TextEncoderStream()), `${name}.csv`, 'text/csv; charset=utf-8; header=present');
}

function labelOf(name: Dimension, value: string, names: Readonly<Record<string, string>>): string {
  if (value === '') return zh.none;
  if (name === 'agency') return names[value] ?? value;
  if (name === 'kind') return kindOf(value)?.name ?? value;
  if (name === 'category') return zh.categories[value] ?? value;
  return name === 'status' ? zh.statuses[value] ?? value : value;
}

export async function inventoryFile(db: Db, principal: Principal, query: InventoryQuery, ending: Ending): Promise<Response> {
  const view = await inventoryView(db, principal, query);
  const label = (name: Dimension, value: string): string => labelOf(name, value, view.names);
  const number = (header: string) => ({ header, type: 'number' as const });
  const cross: XlsxSheet = {
    name: zh.file.cross,
    columns: [{ header: zh.dimension[query.rows], width: 36 }, number(zh.total), ...view.cross.columns.map((column) => number(label(query.columns, column.value)))],
    rows: view.cross.rows.map((row) => [label(query.rows, row.value), row.total, ...row.counts]),
  };
  const tables = dimensions.map((name): XlsxSheet => ({
    name: zh.by[name], columns: [{ header: zh.dimension[name], width: 36 }, ...Object.values(zh.places).map(number)],
    rows: view.tables[name].map(({ value, counts }) => [label(name, value), counts.public, counts.onRequest, counts.withheld, counts.withdrawn]),
  }));
  return fileOf(zh.file.tables, ending, [cross, ...tables]);
}

export function numbersFile(db: Db, filter: SeriesFilter, ending: Ending): Response {
  async function* rows(): AsyncGenerator<XlsxCell[]> {
    for await (const { series: s, gaps } of everySeries(db, filter)) {
      yield [s.code, zh.yearOf(s.year), s.highest, s.present, s.missing, s.cancelled, s.notPublic, s.missing - s.cancelled - s.notPublic, gaps.map((run) => zh.run(run.from, run.to)).join('、')];
    }
  }
  const columns = zh.numbers.map((header, i) => ({ header, width: i === 8 ? 80 : 14, type: i >= 2 && i <= 7 ? 'number' as const : 'text' as const }));
  return fileOf(zh.file.numbers, ending, [{ name: zh.file.numbers, columns, rows: rows() }]);
}

type InsideRow = { title: string; documentNumber: string | null; indexNumber: string; agency: string; kind: string; dateMade: string | null; attribute: string; method: string | null; withdrawn: boolean };

/** What the person's own agencies hold that is not public, with its attribute. */
export async function insideFile(db: Db, principal: Principal, ending: Ending): Promise<Response> {
  const { rows } = await sql<InsideRow>`
    select e.content->>'title' as title, e.content->>'documentNumber' as document_number, r.index_number, a.name as agency, r.kind, e.content->>'dateMade' as date_made,
      e.content->'disclosure'->>'attribute' as attribute, e.content->'disclosure'->>'method' as method, t.id is not null as withdrawn
    from core.record r join core.edition e on e.record_id = r.id and e.state = 'live' join core.agency a on a.code = r.agency_code left join open.tombstone t on t.id = r.id
    where (t.id is not null or e.content->'disclosure'->>'method' is distinct from 'proactive') and r.agency_code = any(${recordAgencies(principal)}::text[]) and r.category <> all(${[...contentCategories]}::text[])
    order by a.position, a.code, r.index_number`.execute(db);
  const columns = zh.records.map((header, i) => ({ header, width: i === 0 ? 60 : 20, type: i === 5 ? 'date' as const : 'text' as const }));
  const place = (row: InsideRow): string => (row.withdrawn ? zh.places.withdrawn : row.attribute === 'withheld' ? zh.places.withheld : zh.places.onRequest);
  return fileOf(zh.file.records, ending, [{
    name: zh.file.records, columns,
    rows: rows.map((row) => [row.title, row.documentNumber, row.indexNumber, row.agency, kindOf(row.kind)?.name ?? row.kind, row.dateMade, zh.attributes[row.attribute] ?? row.attribute, place(row)]),
  }]);
}
