// The texts phrases are looked for in, one behind the other in a file. Those of an index that is kept lie at the beginning of
// its file (snapshot.ts); any other file has no name and ends with the process.
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
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
/** Texts that lie close together are read together. */
const CLOSE = 8192;
const READ_AHEAD = 256 * 1024;

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
  let room = Buffer.allocUnsafe(READ_AHEAD);
  let page: Buffer = room.subarray(0, 0);
  let pageStart = 0;
  const flush = () => {
    if (waiting === 0) return;
    const all = Buffer.concat(pending);
    for (let at = 0; at < all.length;) at += writeSync(file, all, at, all.length - at, written + at);
    written += all.length;
    [pending, waiting] = [[], 0];
  };
  const read = (start: number, end: number): void => {
    flush();
    const near = start >= pageStart && start - (pageStart + page.length) < CLOSE && page.length > 0;
    const length = Math.min(near ? Math.max(READ_AHEAD, end - start) : end - start, written - start);
    page = room.subarray(0, 0);
    if (length > room.length) room = Buffer.allocUnsafe(length);
    let got = 0;
    while (got < length) {
      const n = readSync(file, room, got, length - got, start + got);
      if (n === 0) throw new TextsBroken('the texts of the search index are cut short');
      got += n;
    }
    page = room.subarray(0, length);
    pageStart = start;
  };
  const textAt = (at: number): Buffer => {
    const start = starts[at] ?? 0;
    const end = starts[at + 1] ?? 0;
    if (start < pageStart || end > pageStart + page.length) read(start, end);
    const text = page.subarray(start - pageStart, end - pageStart);
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
