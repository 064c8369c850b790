// The texts phrases are looked for in, one behind the other in a file. Those of an index that is kept lie at the beginning of
// its file (snapshot.ts); any other file has no name and ends with the process.
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { totalmem } from 'node:os';
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
  close(): void;
};
/** `starts`: where the text of each record begins, and behind the last one where it ends. */
export type TextsKept = { end: number; starts: Float64Array; sums: Uint32Array };

const PENDING = 4 * 1024 * 1024;
/** Texts are read block by block, and what was read stays in memory: the system's own copy costs a call and a copy a text. */
const BLOCK = 64 * 1024;
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
  const blocks = new Map<number, Buffer>();
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
  const block = (n: number): Buffer => {
    const held = blocks.get(n);
    if (held) return held;
    const length = Math.min(BLOCK, written - n * BLOCK);
    const oldest = blocks.size < MOST_BLOCKS ? undefined : blocks.entries().next().value;
    if (oldest) blocks.delete(oldest[0]);
    const made = read(length === BLOCK && oldest ? oldest[1] : Buffer.allocUnsafeSlow(length), n * BLOCK);
    // The last one is not full: more will be written into it.
    if (length === BLOCK) blocks.set(n, made);
    return made;
  };
  const bytesOf = (start: number, end: number): Buffer => {
    if (end > written) flush();
    const first = Math.floor(start / BLOCK);
    const last = Math.floor(Math.max(start, end - 1) / BLOCK);
    const parts = Array.from({ length: last - first + 1 }, (_, i) => {
      const from = (first + i) * BLOCK;
      return block(first + i).subarray(Math.max(0, start - from), end - from);
    });
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  };
  const textAt = (at: number): Buffer => {
    const start = starts[at] ?? 0;
    const end = starts[at + 1] ?? 0;
    const text = bytesOf(start, end);
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
    close: () => closeSync(file),
  };
}
