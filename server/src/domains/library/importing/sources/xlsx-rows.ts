// Rows of an Excel workbook, read as a stream: what merged cells say is said in each of their rows, days are written out.
import { Parser } from 'htmlparser2';
import yauzl from 'yauzl';
import { inspectArchive } from '../../../../platform/archive.ts';
import { refuse } from '../../../../platform/errors.ts';
import { tableLimits, type TableRow } from './csv.ts';
import { serialDay } from './dates.ts';
import { zh } from './messages.ts';

type Attributes = Record<string, string>;
type Handlers = { open: (name: string, attributes: Attributes) => void; close: (name: string) => void; text: (text: string) => void };
type Sheet = { name: string; part: string };
type Book = { zip: yauzl.ZipFile; parts: Map<string, yauzl.Entry>; shared: string[]; dateStyles: ReadonlySet<number>; from1904: boolean };
/** Columns and rows count from 1. */
type Merged = { top: number; bottom: number; left: number; right: number };

/** @throws Refused when it is no workbook, or one that must not be opened (archive.ts) */
export async function* readXlsx(path: string): AsyncGenerator<TableRow> {
  const entries = await inspectArchive(path);
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) refuse('import-source', zh.fault.notSheet);
  const zip = await yauzl.openPromise(path, { lazyEntries: true, validateEntrySizes: true, autoClose: false });
  try {
    const parts = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
    const { sheets, from1904 } = await readWorkbook(zip, parts);
    const book: Book = { zip, parts, from1904, shared: await readShared(zip, parts), dateStyles: await readDateStyles(zip, parts) };
    for (const sheet of sheets) yield* readSheet(book, sheet);
  } finally {
    zip.close();
  }
}

async function* chunks(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<string> {
  if (!entry) return;
  const decoder = new TextDecoder();
  for await (const chunk of await zip.openReadStreamPromise(entry)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

function parserOf(handlers: Handlers): Parser {
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  return new Parser({
    onopentag: (name, attributes) => { handlers.open(local(name), attributes); },
    onclosetag: (name) => { handlers.close(local(name)); },
    ontext: handlers.text,
  }, { xmlMode: true });
}

async function feed(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined, handlers: Partial<Handlers>): Promise<void> {
  const nothing = () => undefined;
  const parser = parserOf({ open: nothing, close: nothing, text: nothing, ...handlers });
  for await (const text of chunks(zip, entry)) parser.write(text);
  parser.end();
}

async function readWorkbook(zip: yauzl.ZipFile, parts: Book['parts']): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const targets = new Map<string, string>();
  await feed(zip, parts.get('xl/_rels/workbook.xml.rels'), { open: (name, a) => {
    if (name === 'Relationship') targets.set(a['Id'] ?? '', partName(a['Target'] ?? ''));
  } });
  const sheets: Sheet[] = [];
  let from1904 = false;
  await feed(zip, parts.get('xl/workbook.xml'), { open: (name, a) => {
    if (name === 'workbookPr') from1904 = a['date1904'] === '1' || a['date1904'] === 'true';
    const part = targets.get(a['r:id'] ?? '');
    if (name === 'sheet' && part !== undefined && parts.has(part)) sheets.push({ name: a['name'] ?? '', part });
  } });
  return { sheets, from1904 };
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function readShared(zip: yauzl.ZipFile, parts: Book['parts']): Promise<string[]> {
  const shared: string[] = [];
  let text = '';
  let taking = false;
  let phonetic = false;
  await feed(zip, parts.get('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      taking = name === 't' && !phonetic;
    },
    close: (name) => {
      taking = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') shared.push(text);
    },
    text: (piece) => { if (taking) text += piece; },
  });
  return shared;
}

/** Number formats that stand for days (ECMA-376 part 1, 18.8.30); those of the book itself are told by their letters. */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

async function readDateStyles(zip: yauzl.ZipFile, parts: Book['parts']): Promise<Set<number>> {
  const own = new Map<number, boolean>();
  const styles = new Set<number>();
  let inside = false;
  let index = 0;
  await feed(zip, parts.get('xl/styles.xml'), {
    open: (name, a) => {
      const format = Number(a['numFmtId']);
      if (name === 'numFmt') own.set(format, /[yd]|年|日/i.test((a['formatCode'] ?? '').replace(/\[[^\]]*\]|"[^"]*"/g, '')));
      if (name === 'cellXfs') inside = true;
      if (name !== 'xf' || !inside) return;
      if (own.get(format) ?? builtInDays.has(format)) styles.add(index);
      index += 1;
    },
    close: (name) => { if (name === 'cellXfs') inside = false; },
  });
  return styles;
}

async function* readSheet(book: Book, sheet: Sheet): AsyncGenerator<TableRow> {
  const entry = book.parts.get(sheet.part);
  // They stand behind the rows, which need them.
  const merged: Merged[] = [];
  await feed(book.zip, entry, { open: (name, a) => {
    const range = name === 'mergeCell' ? mergedRange(a['ref'] ?? '') : null;
    if (range) merged.push(range);
  } });
  const rows: TableRow[] = [];
  const parser = parserOf(sheetHandlers(book, (row, cells, fault) => rows.push({ sheet: sheet.name, row, cells, fault })));
  const fill = filler(merged);
  for await (const text of chunks(book.zip, entry)) {
    parser.write(text);
    for (const row of rows.splice(0)) if (fill(row)) yield row;
  }
  parser.end();
  for (const row of rows) if (fill(row)) yield row;
}

function mergedRange(ref: string): Merged | null {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref);
  return found && { left: columnOf(found[1] ?? ''), top: Number(found[2]), right: columnOf(found[3] ?? ''), bottom: Number(found[4]) };
}

function columnOf(letters: string): number {
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Writes what a cell merged over several rows says into each of them. False for a row with nothing of its own. */
function filler(merged: Merged[]): (row: TableRow) => boolean {
  const tall = merged.filter((m) => m.bottom > m.top).sort((a, b) => a.top - b.top);
  let open: (Merged & { text: string })[] = [];
  let next = 0;
  return (row) => {
    if (row.fault === null && row.cells.every((cell) => cell.trim() === '')) return false;
    open = open.filter((m) => m.bottom >= row.row);
    for (const m of open) row.cells[m.left - 1] ||= m.text;
    for (let m = tall[next]; m && m.top <= row.row; m = tall[next += 1]) {
      if (m.top === row.row) open.push({ ...m, text: row.cells[m.left - 1] ?? '' });
    }
    return true;
  };
}

function sheetHandlers(book: Book, emit: (row: number, cells: string[], fault: string | null) => void): Handlers {
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let value = '';
  let taking = false;
  let phonetic = false;
  let fault: string | null = null;
  const text = (): string => {
    if (type === 's') return book.shared[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type !== 'n' || value === '') return value;
    return (book.dateStyles.has(style) ? serialDay(Number(value), book.from1904) : null) ?? plain(value);
  };
  return {
    open: (name, a) => {
      if (name === 'row') {
        row = a['r'] === undefined ? row + 1 : Number(a['r']);
        [cells, column, fault] = [[], 0, null];
      } else if (name === 'c') {
        column = a['r'] === undefined ? column + 1 : columnOf(a['r'].replace(/\d/g, ''));
        [type, style, value] = [a['t'] ?? 'n', Number(a['s'] ?? -1), ''];
      } else if (name === 'rPh') phonetic = true;
      taking = (name === 'v' || name === 't') && !phonetic;
    },
    close: (name) => {
      taking = false;
      if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        if (column > tableLimits.columns) fault ??= zh.fault.columns(tableLimits.columns);
        else {
          while (cells.length < column - 1) cells.push('');
          cells[column - 1] = text();
        }
      } else if (name === 'row') emit(row, cells, fault);
    },
    text: (piece) => { if (taking) value += piece; },
  };
}

/** 2.0210001E7 is how a workbook may keep 20210001. */
function plain(value: string): string {
  return /e/i.test(value) ? Number(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 10 }) : value;
}
