// The index in a file, so that a start reads it instead of all records: texts, then the arrays as they lie in memory, each
// with its checksum, then what they are. A file that is not whole, or does not continue in this database, is not used.
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readdirSync, readSync, renameSync, statSync, unlinkSync, write } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { dict } from '@node-rs/jieba/dict.js';
import { MAKE } from '../search-index.ts';
import { bitsFor } from './bits.ts';
import type { CellsKept, SegmentKept } from './segment.ts';
import type { TextsKept } from './texts.ts';

/** `cursor`: the last change that is in; `mark`: what the feed says there. */
export type Snapshot = { cursor: number; mark: string; cells: readonly CellsKept[]; segment: SegmentKept; texts: TextsKept };

const NAME = 'search-index';
const PART = /^search-index\.(\d+)-[0-9a-f-]+\.part$/;
/** Another layout, other terms or another dictionary: built anew. */
const MADE_BY = `2 ${MAKE} ${crc32(dict)}`;
const TRAILER = 12;
const AT_ONCE = 4 * 1024 * 1024;

type Head = {
  madeBy: string; cursor: number; mark: string; cells: readonly CellsKept[]; size: number; texts: number; used: number; all: number; terms: number;
  arrays: readonly { bytes: number; sum: number }[];
};

/** A name for a file that is being made. */
export function partOf(folder: string): string {
  return join(folder, `${NAME}.${process.pid}-${crypto.randomUUID()}.part`);
}

/** What processes that ended in the middle of it left behind. */
export function removeParts(folder: string): void {
  const started = performance.timeOrigin + performance.now() - process.uptime() * 1000;
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = Number(PART.exec(name)?.[1]);
    const path = join(folder, name);
    if (pid > 0 && (!lives(pid) || (pid === process.pid && statSync(path).mtimeMs < started))) unlinkSync(path);
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function arraysOf({ columns: c, postings: p }: SegmentKept, texts: TextsKept): ArrayBufferView[] {
  return [texts.starts, texts.sums, c.ids, c.day, c.standing, c.cell, c.other, c.alive, c.slots, p.keys, p.slots, p.lists, ...p.pages];
}

const writing = promisify(write);

/** Behind the texts of the file at `path`, then under the name it is read by. Questions are answered in between. */
export async function writeSnapshot(folder: string, path: string, file: number, { cursor, mark, cells, segment, texts }: Snapshot): Promise<void> {
  let at = texts.end;
  const put = async (bytes: Uint8Array): Promise<number> => {
    let sum = 0;
    for (let from = 0; from < bytes.length;) {
      const piece = bytes.subarray(from, from + AT_ONCE);
      const { bytesWritten } = await writing(file, piece, 0, piece.length, at);
      sum = crc32(piece.subarray(0, bytesWritten), sum);
      from += bytesWritten;
      at += bytesWritten;
    }
    return sum;
  };
  const arrays: { bytes: number; sum: number }[] = [];
  for (const { buffer, byteOffset, byteLength } of arraysOf(segment, texts)) arrays.push({ bytes: byteLength, sum: await put(new Uint8Array(buffer, byteOffset, byteLength)) });
  const { used, all, terms } = segment.postings;
  const head = Buffer.from(JSON.stringify({ madeBy: MADE_BY, cursor, mark, cells, size: segment.size, texts: texts.end, used, all, terms, arrays } satisfies Head));
  const sum = await put(head);
  const trailer = Buffer.alloc(TRAILER);
  trailer.writeUInt32LE(head.length, 0);
  trailer.writeUInt32LE(sum, 4);
  trailer.write('TMix', 8, 'latin1');
  await put(trailer);
  fsyncSync(file);
  renameSync(path, join(folder, NAME));
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Null when there is none. @throws Error when it is not whole or of another make. */
export function readSnapshot(folder: string): { file: number; snapshot: Snapshot } | null {
  const path = join(folder, NAME);
  if (!existsSync(path)) return null;
  const file = openSync(path, 'r');
  try {
    return { file, snapshot: contentsOf(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function contentsOf(file: number): Snapshot {
  const { size: end } = fstatSync(file);
  const read = (at: number, bytes: number, sum: number | null): Uint8Array<ArrayBuffer> => {
    const found = new Uint8Array(bytes);
    for (let got = 0; got < bytes;) {
      const n = readSync(file, found, got, bytes - got, at + got);
      if (n === 0) throw new Error('cut short');
      got += n;
    }
    if (sum !== null && crc32(found) !== sum) throw new Error('damaged');
    return found;
  };
  if (end < TRAILER) throw new Error('cut short');
  const trailer = Buffer.from(read(end - TRAILER, TRAILER, null).buffer);
  const headBytes = trailer.readUInt32LE(0);
  if (trailer.toString('latin1', 8) !== 'TMix' || headBytes > end - TRAILER) throw new Error('damaged');
  const head = JSON.parse(Buffer.from(read(end - TRAILER - headBytes, headBytes, trailer.readUInt32LE(4)).buffer).toString()) as Head;
  if (head.madeBy !== MADE_BY) throw new Error('of another make');
  let at = head.texts;
  const arrays = head.arrays.map(({ bytes, sum }) => {
    at += bytes;
    return read(at - bytes, bytes, sum).buffer;
  });
  const [starts, sums, ids, day, standing, cell, other, alive, slots, keys, termSlots, lists, ...pages] = arrays;
  const none = new ArrayBuffer();
  return {
    cursor: head.cursor, mark: head.mark, cells: head.cells,
    texts: { end: head.texts, starts: new Float64Array(starts ?? none), sums: new Uint32Array(sums ?? none) },
    segment: {
      size: head.size,
      columns: {
        ids: new Uint32Array(ids ?? none), day: new Int32Array(day ?? none), standing: new Int16Array(standing ?? none), cell: new Uint32Array(cell ?? none),
        other: new Uint32Array(other ?? none), alive: alive === undefined ? bitsFor(0) : new Uint32Array(alive), slots: new Int32Array(slots ?? none),
      },
      postings: {
        used: head.used, all: head.all, terms: head.terms, keys: new Float64Array(keys ?? none), slots: new Int32Array(termSlots ?? none), lists: new Uint32Array(lists ?? none),
        pages: pages.map((page) => new Uint8Array(page)),
      },
    },
  };
}
