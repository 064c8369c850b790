// COPY in its binary form: the fast way in for many rows. Values go as the bytes the server keeps, so nothing is parsed.
import { civilDate, dayNumber, instant, toEpochMs } from '@tongming/law';
import { from } from 'pg-copy-streams';
import type pg from 'pg';

export type CopyType = 'uuid' | 'text' | 'int2' | 'int4' | 'int8' | 'date' | 'timestamptz' | 'jsonb' | 'text[]';
/** Columns in order, SQL name and type; `encoded` fields are Buffers already in the form of the column's type. */
export type CopyColumns = Record<string, CopyType | 'encoded'>;
export type CopyValue = string | number | boolean | null | object;

const EPOCH_DAY = 10_957;
const EPOCH_MS = 946_684_800_000;
const TEXT_OID = 25;
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);
/** A buffer for every value and a write for every row cost a third of an import's own time. */
const PAGE = 512 * 1024;
/** Pages that were sent, to be filled again: made anew each time they keep the garbage collector busy for a tenth of an import. */
const spare: Buffer[] = [];
const MOST_SPARE = 8;
/** What is longer than a socket takes at once was handed over when its writing is reported done. */
const SURELY_GONE = 256 * 1024;
/** UTF-8 of one UTF-16 unit at most. */
const WIDEST = 3;

/** `rows` hold the columns in the order of `columns`. */
export type CopyTable = { name: string; columns: CopyColumns; rows: CopyValue[][] };

/** Writes the rows of several tables within the client's transaction, in order. While the database is at one, the next begins to be encoded. */
export async function copyTables(client: pg.ClientBase, tables: CopyTable[]): Promise<void> {
  const filled = tables.filter((table) => table.rows.length > 0).map((table) => ({ table, pages: pagesOf(table) }));
  let first = filled[0]?.pages.next();
  for (const [i, { table, pages }] of filled.entries()) {
    const stream = client.query(from(`copy ${table.name} (${Object.keys(table.columns).join(', ')}) from stdin with (format binary)`));
    const finished = new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve);
      stream.once('error', reject);
    });
    finished.catch(() => undefined);
    stream.write(HEADER);
    for (let page = first; page && !page.done; page = pages.next()) {
      const { value } = page;
      if (!stream.write(value, (error) => { if (!error) spareAgain(value); })) await Promise.race([new Promise<void>((resolve) => { stream.once('drain', resolve); }), finished]);
    }
    stream.end(TRAILER);
    first = filled[i + 1]?.pages.next();
    await finished;
  }
}

function spareAgain({ buffer, byteOffset, length }: Buffer): void {
  if (byteOffset === 0 && buffer.byteLength === PAGE && length > SURELY_GONE && spare.length < MOST_SPARE) spare.push(Buffer.from(buffer));
}

function* pagesOf({ columns, rows }: CopyTable): Generator<Buffer, void> {
  const types = Object.values(columns);
  const full: Buffer[] = [];
  const pages = pageWriter((page) => { full.push(page); });
  for (const row of rows) {
    pages.int16(types.length);
    types.forEach((type, i) => field(pages, type, row[i] ?? null));
    if (full.length > 0) yield* full.splice(0);
  }
  pages.flush();
  yield* full;
}

type PageWriter = ReturnType<typeof pageWriter>;

/** Collects small values into pages and sends them full. What belongs together asks for its room beforehand. */
function pageWriter(send: (page: Buffer) => void) {
  let page = spare.pop() ?? Buffer.allocUnsafeSlow(PAGE);
  let at = 0;
  let sent = 0;
  const flush = () => {
    if (at > sent) send(page.subarray(sent, at));
    sent = at;
  };
  const room = (bytes: number) => {
    if (at + bytes <= page.length) return;
    flush();
    page = bytes > PAGE ? Buffer.allocUnsafeSlow(bytes) : spare.pop() ?? Buffer.allocUnsafeSlow(PAGE);
    at = 0;
    sent = 0;
  };
  const int32 = (n: number) => {
    room(4);
    at = page.writeInt32BE(n, at);
  };
  return {
    flush, int32,
    int16(n: number) {
      room(2);
      at = page.writeInt16BE(n, at);
    },
    int64(n: bigint) {
      room(8);
      at = page.writeBigInt64BE(n, at);
    },
    byte(n: number) {
      room(1);
      at = page.writeUInt8(n, at);
    },
    bytes(value: Buffer) {
      room(value.length);
      at += value.copy(page, at);
    },
    hex(text: string) {
      room(text.length / 2);
      at += page.write(text, at, 'hex');
    },
    text(value: string) {
      room(value.length * WIDEST);
      at += page.write(value, at);
    },
    /** Sets before what `write` puts there, `most` bytes at most, how long it came out. */
    measured(most: number, write: () => void) {
      room(4 + most);
      const start = at;
      at += 4;
      write();
      page.writeInt32BE(at - start - 4, start);
    },
  };
}

function field(pages: PageWriter, type: CopyType | 'encoded', value: CopyValue): void {
  if (value === null) return pages.int32(-1);
  if (Buffer.isBuffer(value)) {
    pages.int32(value.length);
    return pages.bytes(value);
  }
  switch (type) {
    case 'text': return text(pages, String(value));
    case 'jsonb': return jsonb(pages, JSON.stringify(value));
    case 'uuid':
      pages.int32(16);
      return pages.hex(String(value).replaceAll('-', ''));
    case 'int2':
      pages.int32(2);
      return pages.int16(Number(value));
    case 'int4':
      pages.int32(4);
      return pages.int32(Number(value));
    case 'int8':
      pages.int32(8);
      return pages.int64(BigInt(Number(value)));
    case 'date':
      pages.int32(4);
      return pages.int32(dayNumber(civilDate(String(value))) - EPOCH_DAY);
    case 'timestamptz':
      pages.int32(8);
      return pages.int64(microseconds(String(value)));
    case 'text[]': return textArray(pages, value as string[]);
    case 'encoded': throw new TypeError('an encoded field is a Buffer');
    default: return type satisfies never;
  }
}

let last = { text: '', micros: 0n };

/** The rows of one command carry the same instant. */
function microseconds(text: string): bigint {
  if (last.text !== text) last = { text, micros: BigInt(toEpochMs(instant(text)) - EPOCH_MS) * 1000n };
  return last.micros;
}

function text(pages: PageWriter, value: string): void {
  pages.measured(value.length * WIDEST, () => pages.text(value));
}

/** Version 1 of the binary form is its text. */
function jsonb(pages: PageWriter, value: string): void {
  pages.measured(1 + value.length * WIDEST, () => {
    pages.byte(1);
    pages.text(value);
  });
}

/** One dimension, no nulls, lower bound 1. */
function textArray(pages: PageWriter, items: string[]): void {
  const most = 20 + items.reduce((sum, item) => sum + 4 + item.length * WIDEST, 0);
  pages.measured(most, () => {
    for (const n of items.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, items.length, 1]) pages.int32(n);
    for (const item of items) text(pages, item);
  });
}
