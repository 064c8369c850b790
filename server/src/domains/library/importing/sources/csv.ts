// Rows of a CSV file, as spreadsheets and databases write it: UTF-8 or GB18030, quotes, line breaks within cells.
import { createReadStream } from 'node:fs';
import { importLimits } from '../line.ts';
import { zh } from './messages.ts';

/** `row` counts as a spreadsheet does, from 1. A row with `fault` could not be read. */
export type TableRow = { sheet: string | null; row: number; cells: string[]; fault: string | null };

/** Characters of a cell and of a whole row: a file without line ends must not fill the memory. */
export const tableLimits = { columns: 500, cell: importLimits.body, row: 4 * importLimits.body } as const;

export async function* readCsv(path: string): AsyncGenerator<TableRow> {
  const decoder = new TextDecoder(await encodingOf(path));
  let parser: ReturnType<typeof csvParser> | null = null;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    parser ??= csvParser(separatorOf(text));
    yield* parser.write(text);
  }
  const rest = decoder.decode();
  parser ??= csvParser(',');
  yield* parser.write(rest);
  yield* parser.end();
}

/** A file in UTF-8 with some broken characters is still UTF-8: only the cells with them are at fault. */
const BROKEN_SHARE = 50;

async function encodingOf(path: string): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let broken = 0;
  let foreign = 0;
  let first = true;
  const count = (text: string) => {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) foreign += 1;
      if (code === 0xfffd) broken += 1;
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
    if (first && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    first = false;
    count(decoder.decode(bytes, { stream: true }));
  }
  count(decoder.decode());
  return broken === 0 || broken * BROKEN_SHARE < foreign ? 'utf-8' : 'gb18030';
}

function separatorOf(text: string): string {
  const head = text.slice(0, 4096).replace(/"[^"]*"?/g, '').split('\n', 1)[0] ?? '';
  const count = (mark: string) => head.split(mark).length;
  return [',', '\t', ';'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

function csvParser(separator: string) {
  let row = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  /** After the quote that may end a cell: a second one stands for itself. */
  let closing = false;
  let fault: string | null = null;
  let blank = true;
  let length = 0;

  const add = (text: string): void => {
    if (cell.length + text.length > tableLimits.cell) {
      fault ??= zh.fault.cellTooLong(tableLimits.cell);
      return;
    }
    length += text.length;
    if (length > tableLimits.row) {
      fault ??= zh.fault.rowTooLong(tableLimits.row);
      return;
    }
    cell += text;
    if (text !== '') blank = false;
  };
  const endCell = (): void => {
    if (cells.length < tableLimits.columns) cells.push(cell);
    else if (cell !== '') fault ??= zh.fault.columns(tableLimits.columns);
    cell = '';
  };
  const endRow = (): TableRow[] => {
    endCell();
    const done: TableRow = { sheet: null, row, cells, fault };
    const skip = blank && fault === null;
    cells = [];
    fault = null;
    blank = true;
    length = 0;
    row += 1;
    return skip ? [] : [done];
  };

  const write = function* (text: string): Generator<TableRow> {
    let start = 0;
    const flush = (end: number): void => { if (end > start) add(text.slice(start, end)); };
    for (let i = 0; i < text.length; i += 1) {
      const char = text[i];
      if (closing) {
        closing = false;
        if (char === '"') {
          start = i;
          continue;
        }
        quoted = false;
        start = i;
      }
      if (quoted) {
        if (char !== '"') continue;
        flush(i);
        closing = true;
        start = i + 1;
      } else if (char === '"' && cell === '' && start === i) {
        quoted = true;
        start = i + 1;
      } else if (char === separator) {
        flush(i);
        endCell();
        start = i + 1;
      } else if (char === '\n') {
        flush(text[i - 1] === '\r' ? i - 1 : i);
        yield* endRow();
        start = i + 1;
      }
    }
    flush(text.length);
  };
  return {
    write,
    *end(): Generator<TableRow> {
      if (quoted && !closing) fault = zh.fault.quote;
      if (cell !== '' || cells.length > 0 || fault !== null) yield* endRow();
    },
  };
}
