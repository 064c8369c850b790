// The texts phrases are looked for in, one behind the other in a file. Those of an index that is kept lie at the beginning of
// its file (snapshot.ts); any other file has no name and ends with the process.
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { totalmem } from 'node:os';
import { setImmediate as others } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { bitsFor, hasBit, setBit } from './bits.ts';

/** Stands between title, number, body and attachments; no phrase holds it. */
export const BETWEEN = '\u0001';

/** The file no longer says what was written. */
export class TextsBroken extends Error {}

export type Texts = {
  add(text: string): void;
  /** Title, number ('' for none), body and attachments with BETWEEN in between. @throws TextsBroken */
  text(at: number): string;
  /** @throws TextsBroken */
  holds(at: number, phrase: Buffer): boolean;
  bytes(): number;
  /** Writes what is waiting. Where the texts end, and what is known of each. */
  finish(): TextsKept;
  file: number;
  /** Reads as much as stays in memory, a little at a time, so that nobody who asks waits for the disk. @throws TextsBroken */
  warm(): Promise<void>;
  close(): void;
};
/** `starts`: where the text of each record begins, and behind the last one where it ends. */
export type TextsKept = { end: number; starts: Float64Array; sums: Uint32Array };

const PENDING = 4 * 1024 * 1024;
/** Texts are read block by block, and what was read stays in memory: the system's own copy costs a call and a copy a text. */
const BLOCK = 64 * 1024;
const WARM_MS = 1;
const MOST_BLOCKS = Math.floor(Math.min(totalmem() / 8, 4 * 2 ** 30) / BLOCK);

export function newTexts(path: string): Texts {
  return textsIn(openSync(path, 'wx+', 0o600), { end: 0, starts: new Float64Array(1024), sums: new Uint32Array(1024) }, 0);
}

export function namelessTexts(path: string): Texts {
  const made = newTexts(path);
  unlinkSync(path);
  return made;
}

/** `size`: how many there are already. */
export function textsIn(file: number, kept: TextsKept, size: number): Texts {
  let { starts, sums, end: written } = kept;
  let pending: Buffer[] = [];
  let waiting = 0;
  /** Read once and found as written. */
  let sound = bitsFor(starts.length);
  let closed = false;
  const blocks: (Buffer | undefined)[] = [];
  /** Those that are in memory, the oldest first. */
  const held = new Set<number>();
  const flush = () => {
    if (waiting === 0) return;
    const all = Buffer.concat(pending);
    for (let at = 0; at < all.length;) at += writeSync(file, all, at, all.length - at, written + at);
    written += all.length;
    [pending, waiting] = [[], 0];
  };
  const read = (into: Buffer, start: number): Buffer => {
    for (let got = 0; got < into.length;) {
      const n = readSync(file, into, got, into.length - got, start + got);
      if (n === 0) throw new TextsBroken('the texts of the search index are cut short');
      got += n;
    }
    return into;
  };
  const load = (n: number): Buffer => {
    const length = Math.min(BLOCK, written - n * BLOCK);
    // The last one is not full: more will be written into it.
    if (length < BLOCK) return read(Buffer.allocUnsafe(length), n * BLOCK);
    const [oldest] = held.size < MOST_BLOCKS ? [] : held;
    if (oldest !== undefined) {
      held.delete(oldest);
      blocks[oldest] = undefined;
    }
    const made = read(Buffer.allocUnsafeSlow(BLOCK), n * BLOCK);
    blocks[n] = made;
    held.add(n);
    return made;
  };
  const across = (first: number, start: number, end: number): Buffer => {
    const parts: Buffer[] = [];
    for (let n = first; n * BLOCK < end; n += 1) parts.push((blocks[n] ?? load(n)).subarray(Math.max(0, start - n * BLOCK), end - n * BLOCK));
    return Buffer.concat(parts);
  };
  const textAt = (at: number): Buffer => {
    const start = starts[at] ?? 0;
    const end = starts[at + 1] ?? 0;
    if (end > written) flush();
    const n = Math.floor(start / BLOCK);
    const from = n * BLOCK;
    const text = end <= from + BLOCK ? (blocks[n] ?? load(n)).subarray(start - from, end - from) : across(n, start, end);
    if (!hasBit(sound, at)) {
      if (crc32(text) !== sums[at]) throw new TextsBroken('the texts of the search index are damaged');
      setBit(sound, at);
    }
    return text;
  };
  return {
    file,
    add(text) {
      if (size + 2 > starts.length) {
        const [longer, more] = [new Float64Array(starts.length * 2), new Uint32Array(starts.length * 2)];
        longer.set(starts);
        more.set(sums);
        [starts, sums] = [longer, more];
        const seen = bitsFor(longer.length);
        seen.set(sound);
        sound = seen;
      }
      const bytes = Buffer.from(text);
      starts[size + 1] = (starts[size] ?? 0) + bytes.length;
      sums[size] = crc32(bytes);
      size += 1;
      pending.push(bytes);
      waiting += bytes.length;
      if (waiting > PENDING) flush();
    },
    text: (at) => textAt(at).toString(),
    holds: (at, phrase) => textAt(at).includes(phrase),
    bytes: () => starts.byteLength + sums.byteLength,
    finish() {
      flush();
      return { end: written, starts, sums };
    },
    async warm() {
      let turn = performance.now();
      for (let at = 0; !closed && at < size && held.size < MOST_BLOCKS; at += 1) {
        textAt(at);
        if (performance.now() - turn < WARM_MS) continue;
        await others();
        turn = performance.now();
      }
    },
    close() {
      closed = true;
      closeSync(file);
    },
  };
}
