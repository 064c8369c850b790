// The guesses as a table a person goes through in Excel, and back.
import { open } from 'node:fs/promises';
import { refuse } from '../../../../platform/errors.ts';
import { xlsxStream, type XlsxCell, type XlsxColumn } from '../../../../platform/xlsx.ts';
import { readCsv, type TableRow } from './csv.ts';
import { readDay } from './dates.ts';
import { doubtsOf, missingOf, type FileGuess } from './guess-doubts.ts';
import { folderWords as words } from './folder-words.ts';
import type { Confidence } from './guess.ts';
import { readXlsx } from './xlsx-rows.ts';

const asked = ['title', 'documentNumber', 'issuer', 'dateMade', 'theme', 'keywords', 'status'] as const;
type Asked = (typeof asked)[number];
/** `take`: it is to be imported; `fault`: why its row cannot be used. */
export type Confirmed = { take: boolean; values: Record<Asked, string | null>; fault: string | null };

const { columns } = words;
const order = [
  'path', 'take', 'title', 'documentNumber', 'issuer', 'dateMade', 'theme', 'keywords', 'status', 'check', 'doubts', 'evidence', 'datePublished', 'addressees', 'attachments', 'opening', 'length',
] as const satisfies readonly (keyof typeof columns)[];
const widths: Partial<Record<keyof typeof columns, number>> = { path: 30, title: 50, documentNumber: 22, issuer: 24, dateMade: 12, doubts: 50, evidence: 50, opening: 60 };
const opening = 120;
const longestCell = 2000;

/** A workbook, or CSV with a byte order mark (without one Excel takes it for another encoding). */
export function guessTable(format: 'xlsx' | 'csv', guesses: AsyncIterable<FileGuess>): AsyncIterable<Uint8Array | string> {
  const rows = rowsOf(guesses);
  const heads = order.map((key): XlsxColumn => ({ header: columns[key], width: widths[key] ?? 12, type: key === 'dateMade' || key === 'datePublished' ? 'date' : key === 'length' ? 'number' : 'text' }));
  return format === 'xlsx' ? xlsxStream([{ name: words.sheet, columns: heads, rows }]) : csvOf(heads.map((head) => head.header), rows);
}

async function* rowsOf(guesses: AsyncIterable<FileGuess>): AsyncGenerator<XlsxCell[]> {
  for await (const file of guesses) yield order.map((key) => cellOf(key, file));
}

const confidences: Readonly<Record<Confidence, string>> = { sure: words.sure, likely: words.likely, unsure: words.unsure };

function cellOf(key: (typeof order)[number], file: FileGuess): XlsxCell {
  if (key === 'path') return file.path;
  if ('fault' in file) return key === 'take' ? words.leave : key === 'doubts' ? file.fault : null;
  const { guessed } = file;
  switch (key) {
    case 'take': return words.take;
    case 'check': return asked.slice(0, 4).map((field) => guessed.fields[field]).filter(({ value }) => value !== null).map(({ confidence }) => confidences[confidence]).toSorted((a, b) => rank(b) - rank(a))[0] ?? words.unsure;
    case 'doubts': return [...doubtsOf(guessed).map((doubt) => doubt.reason), ...missingOf(guessed)].join('\n').slice(0, longestCell);
    case 'evidence': return asked.map((field) => [columns[field], guessed.fields[field].evidence] as const).filter(([, text]) => text !== '').map(([name, text]) => `${name}：${text}`).join('\n').slice(0, longestCell);
    case 'addressees': return guessed.addressees?.slice(0, longestCell) ?? null;
    case 'attachments': return guessed.attachments.map(({ href }) => href).join('\n').slice(0, longestCell);
    case 'opening': return guessed.body.slice(0, opening);
    case 'length': return guessed.body.length;
    default: return guessed.fields[key].value?.slice(0, longestCell) ?? null;
  }
}

/** The least certain field speaks for the row. */
function rank(text: string): number {
  return [words.sure, words.likely, words.unsure].findIndex((one) => one === text);
}

async function* csvOf(heads: readonly string[], rows: AsyncIterable<XlsxCell[]>): AsyncGenerator<string> {
  yield `\ufeff${line(heads)}`;
  for await (const row of rows) yield line(row.map((cell) => (cell === null ? '' : String(cell))));
}

/** A cell that begins like a formula would be reckoned by the program that opens it. */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${(/^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** @throws Refused 'import-source' (422) when it is no such table */
export async function readGuesses(path: string): Promise<Map<string, Confirmed>> {
  const found = new Map<string, Confirmed>();
  let at: Map<keyof typeof columns, number> | null = null;
  for await (const row of await rowsIn(path)) {
    if (at === null) {
      at = headsOf(row);
      continue;
    }
    const confirmed = confirmedOf(row, at);
    if (confirmed === null) continue;
    const former = found.get(confirmed.path);
    if (former === undefined) found.set(confirmed.path, confirmed);
    else found.set(confirmed.path, { ...former, fault: former.fault ?? words.twice });
  }
  return found;
}

async function rowsIn(path: string): Promise<AsyncGenerator<TableRow>> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.equals(Buffer.from('PK\x03\x04')) ? readXlsx(path) : readCsv(path);
  } finally {
    await file.close();
  }
}

function headsOf(row: TableRow): Map<keyof typeof columns, number> {
  const names = row.cells.map((cell) => cell.trim());
  const at = new Map(order.map((key) => [key, names.indexOf(columns[key])] as const).filter(([, i]) => i >= 0));
  const needed = [columns.path, columns.title];
  return at.has('path') && at.has('title') ? at : refuse('import-source', words.noHeaders(needed.join('、')));
}

function confirmedOf(row: TableRow, at: ReadonlyMap<keyof typeof columns, number>): (Confirmed & { path: string }) | null {
  const cell = (key: keyof typeof columns): string | null => {
    // The quote that keeps a cell from being a formula is not part of it.
    const text = (row.cells[at.get(key) ?? -1] ?? '').trim().replace(/^'(?=[=+@-])/, '');
    return text === '' ? null : text;
  };
  const path = cell('path');
  if (path === null) return null;
  const day = cell('dateMade');
  const date = day === null ? null : readDay(day);
  const values = { title: cell('title'), documentNumber: cell('documentNumber'), issuer: cell('issuer'), dateMade: date, theme: cell('theme'), keywords: cell('keywords'), status: cell('status') };
  const take = !['否', 'no', 'n', '0', '×', 'x', '不'].includes((cell('take') ?? words.take).toLowerCase());
  return { path, take, values, fault: row.fault ?? (day !== null && date === null ? words.badDate(day) : null) };
}
