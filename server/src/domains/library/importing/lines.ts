// A file of lines, gzipped or not, in batches for the worker.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { importLimits } from './line.ts';
import { zh } from './messages.ts';
import type { LinesMessage } from './worker.ts';

/** The first batches are small, so that the database has work early. */
const FIRST_LINES = 50;
const BATCH_LINES = 400;
const BATCH_BYTES = 6 * 1024 * 1024;
const NEWLINE = 10;

export async function hashFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) digest.update(chunk as Buffer);
  return digest.digest('hex');
}

/** Batches of whole lines, the first `skip` lines left out. `onRead` is told how many bytes of the file were read. */
export async function* readBatches(path: string, skip: number, onRead: (bytes: number) => void): AsyncGenerator<LinesMessage> {
  const batch = batchOf(skip + 1);
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks(path, onRead)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (line > skip) batch.add(rest.length > 0 ? cut(rest, chunk.subarray(start, end)) : cut(chunk.subarray(start, end)));
      rest = Buffer.alloc(0);
      line += 1;
      start = end + 1;
      if (batch.full()) yield batch.take();
    }
    // One byte beyond the limit is enough for the line to be refused; a file without newlines must not fill the memory.
    if (start < chunk.length) rest = cut(rest, chunk.subarray(start));
  }
  if (rest.length > 0 && line > skip) batch.add(rest);
  if (!batch.empty()) yield batch.take();
}

/** Lines one by one with their numbers, as text; blank ones are left out. */
export async function* fileLines(path: string): AsyncGenerator<{ line: number; text: string }> {
  for await (const { lines, from } of readBatches(path, 0, () => undefined)) {
    const all = Buffer.from(lines.buffer).toString('utf8').split('\n');
    for (const [i, text] of all.entries()) if (text.trim() !== '') yield { line: from + i, text };
  }
}

function cut(...parts: Buffer[]): Buffer {
  const whole = parts.length === 1 ? parts[0] ?? Buffer.alloc(0) : Buffer.concat(parts);
  return whole.subarray(0, importLimits.line + 1);
}

async function* chunks(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  let read = 0;
  file.on('data', (chunk) => onRead(read += chunk.length));
  file.pause();
  if (!await isGzip(path)) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const plain = createGunzip({ chunkSize: 1 << 20 });
  file.on('error', (error) => plain.destroy(error));
  try {
    yield* file.pipe(plain) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new Error(zh.notGzip(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function batchOf(firstLine: number) {
  let from = firstLine;
  let limit = FIRST_LINES;
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(line: Buffer) {
      parts.push(line);
      size += line.length + 1;
    },
    full: () => parts.length >= limit || size >= BATCH_BYTES,
    empty: () => parts.length === 0,
    take(): LinesMessage {
      const lines = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        lines.set(part, at);
        at += part.length;
        lines[at] = NEWLINE;
        at += 1;
      }
      const message = { lines, from };
      from += parts.length;
      limit = Math.min(BATCH_LINES, limit * 2);
      parts = [];
      size = 0;
      return message;
    },
  };
}
