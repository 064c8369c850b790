// A CSV file or workbook → documents, by a mapping file or by the headers it knows.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuse } from '../../../../platform/errors.ts';
import { readCsv, type TableRow } from './csv.ts';
import { documentOf, guessColumns, readMapping, suggestMapping, type Mapping, type MappingField } from './mapping.ts';
import { zh } from './messages.ts';
import type { OpenSource, SourceItem } from './source.ts';
import { readXlsx } from './xlsx-rows.ts';

/** Headers stand below a heading or two. */
const HEADER_WITHIN = 20;

export const tableSource: OpenSource = async (path, { mapping }) => {
  const given = mapping === null ? null : readMapping(mapping);
  await kindOfTable(path);
  return { name: basename(path), documents: () => items(path, given) };
};

export type Look = { headers: string[]; samples: string[][]; mapping: Mapping; unread: string[] };
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 60;

/** The headers of a table as they look, some rows below them, and what they say by themselves. */
export async function lookAt(path: string): Promise<Look> {
  const rows: TableRow[] = [];
  for await (const row of rowsOf(path)) {
    rows.push(row);
    if (rows.length === HEADER_WITHIN) break;
  }
  const known = (row: TableRow) => Object.keys(guessColumns(row.cells)).length;
  const heads = rows.reduce<TableRow | null>((best, row) => (best === null || known(row) > known(best) ? row : best), null);
  if (heads === null) return refuse('import-source', zh.fault.empty);
  const { unread, ...mapping } = suggestMapping(heads.cells, heads.row);
  const below = rows.filter((row) => row.sheet === heads.sheet && row.row > heads.row).slice(0, SAMPLES);
  return { headers: heads.cells.map((cell) => cell.trim()), samples: below.map((row) => heads.cells.map((_, i) => (row.cells[i] ?? '').slice(0, SAMPLE_CHARACTERS))), mapping, unread };
}

/** @throws Refused 'import-source' (422) when no row looks like headers */
export async function suggestFor(path: string): Promise<Pick<Look, 'mapping' | 'unread'>> {
  const { mapping, unread } = await lookAt(path);
  return Object.keys(mapping.columns).length > 0 ? { mapping, unread } : refuse('import-source', zh.fault.noHeaders);
}

type Heads = { row: number; fields: { field: MappingField; header: string; at: number }[] };

async function* items(path: string, given: Mapping | null): AsyncGenerator<SourceItem> {
  const mapping: Mapping = given ?? { columns: {}, dates: [], fixed: {}, values: {} };
  let heads: Heads | null = null;
  let sheet: string | null = null;
  let first = true;
  let passed: { sheet: string | null; rows: number } = { sheet: null, rows: 0 };
  let line = 0;
  let read = false;
  const unread = function* (): Generator<SourceItem> {
    if (heads !== null || passed.rows === 0) return;
    if (passed.sheet === null) refuse('import-source', zh.fault.noHeaders);
    yield { line: line += 1, where: passed.sheet, fault: zh.fault.headers(passed.sheet) };
  };
  for await (const row of rowsOf(path)) {
    if (mapping.sheet !== undefined && row.sheet !== null && row.sheet !== mapping.sheet) continue;
    if (first || row.sheet !== sheet) {
      yield* unread();
      [heads, sheet, first, passed] = [null, row.sheet, false, { sheet: row.sheet, rows: 0 }];
    }
    if (heads === null) {
      heads = headsOf(row, given);
      passed.rows += 1;
      if (heads === null && passed.rows === HEADER_WITHIN && row.sheet === null) refuse('import-source', zh.fault.noHeaders);
      read ||= heads !== null;
      continue;
    }
    yield itemOf(row, heads, mapping, line += 1);
  }
  yield* unread();
  if (!read) refuse('import-source', zh.fault.noHeaders);
}

function headsOf(row: TableRow, given: Mapping | null): Heads | null {
  if (given?.headerRow !== undefined && row.row !== given.headerRow) return null;
  const columns = given?.columns ?? guessColumns(row.cells);
  const fields = row.cells.flatMap((cell, at) => {
    const field = columns[cell.trim()];
    return field === undefined ? [] : [{ field, header: cell.trim(), at }];
  });
  const has = (name: MappingField) => fields.some((f) => f.field === name) || given?.fixed[name] !== undefined;
  return has('title') && has('body') ? { row: row.row, fields } : null;
}

function itemOf(row: TableRow, heads: Heads, mapping: Mapping, line: number): SourceItem {
  const where = zh.at(row.sheet, row.row);
  const broken = heads.fields.find(({ at }) => row.cells[at]?.includes('\ufffd'));
  if (row.fault !== null) return { line, where, fault: row.fault };
  if (broken) return { line, where, fault: zh.column('', broken.header, zh.fault.badCharacters) };
  const cells = new Map<MappingField, string>();
  // Two columns for one field: the first that says something.
  for (const { field, at } of heads.fields) if ((cells.get(field) ?? '') === '') cells.set(field, row.cells[at] ?? '');
  return { line, where, ...documentOf(cells, mapping) };
}

async function* rowsOf(path: string): AsyncGenerator<TableRow> {
  yield* await kindOfTable(path) === 'xlsx' ? readXlsx(path) : readCsv(path);
}

/** @throws Refused 'import-source' (422) for what is neither workbook nor text */
async function kindOfTable(path: string): Promise<'xlsx' | 'csv'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) refuse('import-source', zh.fault.empty);
    if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return 'xlsx';
    if (head.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) refuse('import-source', zh.fault.legacySheet);
    const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
    if (!utf16 && head.includes(0)) refuse('import-source', zh.fault.notTable);
    return 'csv';
  } finally {
    await file.close();
  }
}
