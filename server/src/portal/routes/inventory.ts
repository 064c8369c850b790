import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import { decodeCursor, type Position } from '../../domains/library/open/cursor.ts';
import { facetNames } from '../../domains/library/open/filter.ts';
import { countBy, crossTable, dimensions, isDimension, narrowed, type InventoryFilter } from '../../domains/library/open/inventory.ts';
import { listRecords, type RecordItem } from '../../domains/library/open/list-records.ts';
import {
  everySeries, gapsOf, listSeries, seriesDocuments, seriesYears, totalSeries, type SeriesFilter, type SeriesPosition,
} from '../../domains/library/open/number-series.ts';
import { csvLines } from '../../platform/csv.ts';
import { refuse } from '../../platform/errors.ts';
import { xlsxMime, xlsxStream, type XlsxCell, type XlsxColumn, type XlsxSheet } from '../../platform/xlsx.ts';
import { categoryName, kindName, statusName } from '../format.ts';
import { inventory as words } from '../messages/inventory.ts';
import { zh } from '../messages/zh.ts';
import { namesOf, type ValueNames } from '../pages/facets.ts';
import { defaultState, inventoryPage, labelOf, type InventoryState } from '../pages/inventory.ts';
import { numbersPage, runText, unknownOf, yearLabel } from '../pages/inventory-numbers.ts';
import { badRequestPage } from '../pages/plain.ts';
import { answerPage, clientOf, inLanguage, ownCells, ownCodes, ownOf, visit, type Portal, type Rendered, type Visit } from '../portal.ts';
import { contentDisposition } from './content-disposition.ts';
import { itemNames, readFilter } from './pages.ts';

const seriesOnPage = 50;
const documentsOnPage = 200;
const rowsAtOnce = 500;

/** 公开底数: pages, and the same tables as files. */
export function inventoryRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/inventory', (c) => answerPage(portal, c, (v) => inventory(portal, c, v)));
  app.get('/inventory/', (c) => c.redirect('/inventory', 301));
  app.get('/inventory/numbers', (c) => answerPage(portal, c, (v) => numbers(portal, c, v)));
  app.get('/inventory.xlsx', (c) => tables(portal, c));
  app.get('/inventory.csv', (c) => crossFile(portal, c));
  app.get('/inventory/:file{records\\.(?:xlsx|csv)}', (c) => file(portal, c, words.fileList, (v) => listSheet(portal, stateOr400(c).filter, v)));
  app.get('/inventory/:file{numbers\\.(?:xlsx|csv)}', (c) => file(portal, c, words.fileNumbers, (v) => numbersSheet(portal, { ...(seriesFilter(c) ?? badFilter()), agencies: ownCodes(v) })));
  return app;
}

/** Null when the address cannot be one of this page. */
function readState(c: Context): InventoryState | null {
  const { rows = defaultState.rows, columns = defaultState.columns } = c.req.query();
  const given = readFilter((name) => c.req.query(name));
  if (given === null || !isDimension(rows) || !isDimension(columns)) return null;
  const filter: InventoryFilter = Object.fromEntries(facetNames.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
  return { rows, columns, filter };
}

function badFilter(): never {
  return refuse('bad-filter', zh.errors.badRequest.text, 400);
}

function stateOr400(c: Context): InventoryState {
  return readState(c) ?? badFilter();
}

async function inventory(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const state = readState(c);
  if (state === null) return { page: badRequestPage(), status: 400 };
  const [cells, series] = await Promise.all([portal.cells(v.version), totalSeries(portal.db, { agencies: ownCodes(v) })]);
  return { page: inventoryPage({ state, cells: ownCells(v, cells), names: namesOf(v.agencies, itemNames), series }) };
}

function seriesFilter(c: Context): SeriesFilter | null {
  const { agency = '', code = '', year = '', gaps = '' } = c.req.query();
  if (agency.length > 40 || code.length > 40 || /\0/.test(agency + code) || !/^(?:0|[12]\d{3})?$/.test(year) || !/^1?$/.test(gaps)) return null;
  return {
    ...(agency === '' ? {} : { agency }), ...(code.trim() === '' ? {} : { code: code.trim() }), ...(year === '' ? {} : { year: Number(year) }), ...(gaps === '' ? {} : { gaps: true }),
  };
}

/** `year_code`; null at the beginning, undefined for what is no cursor. */
function seriesCursor(text: string | undefined): SeriesPosition | null | undefined {
  if (text === undefined || text === '') return null;
  const found = /^(\d{1,4})_([^\0]{1,40})$/.exec(text);
  return found?.[1] !== undefined && found[2] !== undefined ? { year: Number(found[1]), code: found[2] } : undefined;
}

async function numbers(portal: Portal, c: Context, v: Visit): Promise<Rendered> {
  const asked = seriesFilter(c);
  const after = seriesCursor(c.req.query('cursor'));
  const from = c.req.query('from') ?? '1';
  if (asked === null || after === undefined || !/^\d{1,9}$/.test(from)) return { page: badRequestPage(), status: 400 };
  const filter = { ...asked, agencies: ownCodes(v) };
  const { code, year } = filter;
  const [totals, years, { items, next }, documents] = await Promise.all([
    totalSeries(portal.db, filter), seriesYears(portal.db, { agencies: filter.agencies }), listSeries(portal.db, filter, { limit: seriesOnPage, after }),
    code === undefined || year === undefined ? null : seriesDocuments(portal.db, { code, year }, Number(from), documentsOnPage),
  ]);
  const gaps = await gapsOf(portal.db, items);
  return { page: numbersPage({
    filter, agencies: ownOf(v, v.agencies), years, totals, items, gaps, next: next && `${next.year}_${encodeURIComponent(next.code)}`, later: after !== null,
    documents: documents && { ...documents, from: Number(from) },
  }) };
}

type Table = { columns: readonly XlsxColumn[]; rows: AsyncIterable<readonly XlsxCell[]> | Iterable<readonly XlsxCell[]> };

/** The statistics as a workbook: the crossed table, then one sheet for each of the six. */
async function tables(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const state = stateOr400(c);
  const v = await visit(portal, c);
  const cells = narrowed(ownCells(v, await portal.cells(v.version)), state.filter);
  const names = namesOf(v.agencies, itemNames);
  const single = dimensions.map((name): XlsxSheet => ({
    name: words.by[name], columns: [{ header: words.dimension[name], width: 36 }, { header: words.documents, type: 'number' }],
    rows: countBy(cells, name).map(({ value, count }) => [labelOf(name, value, names), count]),
  }));
  return workbook(c, `${words.fileTables}.xlsx`, [{ name: words.cross.title, ...crossed(state, cells, names) }, ...single]);
}

async function crossFile(portal: Portal, c: Context): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const state = stateOr400(c);
  const v = await visit(portal, c);
  return csv(c, `${words.fileCross}.csv`, crossed(state, narrowed(ownCells(v, await portal.cells(v.version)), state.filter), namesOf(v.agencies, itemNames)));
}

function crossed({ rows, columns }: InventoryState, cells: Parameters<typeof crossTable>[0], names: ValueNames): Table {
  const table = crossTable(cells, rows, columns);
  return {
    columns: [
      { header: words.dimension[rows], width: 36 }, { header: words.total, type: 'number' },
      ...table.columns.map((column) => ({ header: labelOf(columns, column.value, names), type: 'number' as const })),
    ],
    rows: [
      ...table.rows.map((row) => [labelOf(rows, row.value, names), row.count, ...table.columns.map((column) => table.count(row.value, column.value))]),
      [words.total, table.total, ...table.columns.map((column) => column.count)],
    ],
  };
}

/** A table under one of two endings. */
async function file(portal: Portal, c: Context, name: string, table: (v: Visit) => Table): Promise<Response> {
  portal.limiter.take('portalDownload', clientOf(portal, c));
  const made = table(await visit(portal, c));
  return c.req.path.endsWith('.csv') ? csv(c, `${name}.csv`, made) : workbook(c, `${name}.xlsx`, [{ name, ...made }]);
}

function listSheet(portal: Portal, filter: InventoryFilter, v: Visit): Table {
  const widths = [8, 60, 24, 24, 24, 10, 14, 24, 12, 12, 10, 26, 60];
  const types: Readonly<Record<number, XlsxColumn['type']>> = { 0: 'number', 8: 'date', 9: 'date' };
  async function* rows(): AsyncGenerator<XlsxCell[]> {
    let n = 0;
    let after: Position | null = null;
    do {
      const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(portal.db, { ...inLanguage(v, filter), documents: 'only' }, { limit: rowsAtOnce, after, agencies: ownCodes(v) });
      for (const record of page.items) yield listRow(record, n += 1, v.context.origin);
      after = page.next === null ? null : decodeCursor(page.next);
    } while (after !== null);
  }
  return { columns: words.list.map((header, i) => ({ header, width: widths[i] ?? 14, type: types[i] ?? 'text' })), rows: rows() };
}

function listRow(r: RecordItem, n: number, origin: string): XlsxCell[] {
  return [
    n, r.title, r.documentNumber, r.issuer || r.agencyName, r.agencyName, kindName(r.kind), categoryName(r.category), r.theme, r.dateMade, r.datePublished,
    statusName(r.status), r.indexNumber, `${origin}/records/${r.id}`,
  ];
}

function numbersSheet(portal: Portal, filter: SeriesFilter): Table {
  const { head } = words.numbers;
  async function* rows(): AsyncGenerator<XlsxCell[]> {
    for await (const { series: s, gaps } of everySeries(portal.db, filter)) {
      yield [s.code, yearLabel(s.year), s.highest, s.present, s.missing, s.cancelled, s.notPublic, unknownOf(s), runText(gaps)];
    }
  }
  const counted = [head.highest, head.present, head.missing, head.cancelled, head.notPublic, head.unknown];
  return {
    columns: [{ header: head.code, width: 20 }, { header: head.year }, ...counted.map((header) => ({ header, type: 'number' as const })), { header: head.gaps, width: 80 }], rows: rows(),
  };
}

function headersOf(name: string, type: string): Record<string, string> {
  return { 'content-type': type, 'content-disposition': contentDisposition(name), 'cache-control': 'public, no-cache', 'content-security-policy': "sandbox; default-src 'none'" };
}

function workbook(c: Context, name: string, sheets: readonly XlsxSheet[]): Response {
  const headers = headersOf(name, xlsxMime);
  return new Response(c.req.method === 'HEAD' ? null : Readable.toWeb(xlsxStream(sheets)) as ReadableStream<Uint8Array>, { headers });
}

function csv(c: Context, name: string, { columns, rows }: Table): Response {
  const lines = csvLines(columns.map((column) => column.header), rows);
  const body = c.req.method === 'HEAD' ? null : ReadableStream.from(lines).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers: headersOf(name, 'text/csv; charset=utf-8; header=present') });
}
