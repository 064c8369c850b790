// The texts phrases are looked for in: a file without a name that ends with the process, and in memory, for each record, one
// bit for every three characters in a row, so that few texts have to be read that do not hold a phrase.
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Stands between title, number, body and attachments; no phrase holds it. */
export const BETWEEN = '\u0001';

export type Texts = {
  add(text: string): void;
  /** False: it is certainly not there. */
  mayHold(at: number, phrase: Phrase): boolean;
  holds(at: number, phrase: Phrase): boolean;
  bytes(): number;
  close(): void;
};
export type Phrase = { bytes: Buffer; threes: readonly number[] };

export function phraseOf(text: string): Phrase {
  return { bytes: Buffer.from(text), threes: Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => three(text, i)) };
}

function three(text: string, at: number): number {
  const h = Math.imul(text.charCodeAt(at), 0x9e3779b1) ^ Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^ Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35);
  return (h ^ (h >>> 15)) & 0x3fffffff;
}

const PAGE_WORDS = 1 << 22;
const WORDS_AT_LEAST = 4;
/** Near three bits a character: a third of them is set, and each three of a phrase turns two of three others away. */
const CHARACTERS_A_WORD = 12;
const PENDING = 4 * 1024 * 1024;
/** Texts that lie close together are read together. */
const CLOSE = 8192;
const READ_AHEAD = 256 * 1024;

let opened = 0;

export function texts(folder: string): Texts {
  mkdirSync(folder, { recursive: true });
  opened += 1;
  const path = join(folder, `search-texts-${process.pid}-${threadId}-${opened}`);
  const file = openSync(path, 'wx+');
  unlinkSync(path);
  let starts = new Float64Array(1024);
  let bits = new Uint32Array(1024);
  const pages: Uint32Array[] = [];
  let size = 0;
  let used = PAGE_WORDS;
  let written = 0;
  let pending: Buffer[] = [];
  let waiting = 0;
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
  const wordsAt = (words: number): number => {
    if (used + words > PAGE_WORDS) {
      pages.push(new Uint32Array(Math.max(PAGE_WORDS, words)));
      used = 0;
    }
    used += words;
    return (pages.length - 1) * PAGE_WORDS + used - words;
  };
  /** [start, end) of bits of a record lie in one page. */
  const bitsOf = (at: number) => {
    const start = bits[at] ?? 0;
    const own = pages[Math.floor(start / PAGE_WORDS)] ?? new Uint32Array(1);
    return { own, from: start % PAGE_WORDS, count: wordsFor((starts[at + 1] ?? 0) - (starts[at] ?? 0)) * 32 };
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
      if (n === 0) throw new Error('the texts of the search index are cut short');
      got += n;
    }
    page = room.subarray(0, length);
    pageStart = start;
  };
  return {
    add(text) {
      if (size + 2 > starts.length) [starts, bits] = [wider(starts, new Float64Array(starts.length * 2)), wider(bits, new Uint32Array(starts.length * 2))];
      const bytes = Buffer.from(text);
      starts[size + 1] = (starts[size] ?? 0) + bytes.length;
      bits[size] = wordsAt(wordsFor(bytes.length));
      size += 1;
      const { own, from, count } = bitsOf(size - 1);
      for (let i = 0; i + 2 < text.length; i += 1) {
        const bit = three(text, i) % count;
        const word = from + (bit >>> 5);
        own[word] = (own[word] ?? 0) | (1 << (bit & 31));
      }
      pending.push(bytes);
      waiting += bytes.length;
      if (waiting > PENDING) flush();
    },
    mayHold(at, phrase) {
      const { own, from, count } = bitsOf(at);
      for (const h of phrase.threes) {
        const bit = h % count;
        if ((((own[from + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 0) return false;
      }
      return true;
    },
    holds(at, phrase) {
      const start = starts[at] ?? 0;
      const end = starts[at + 1] ?? 0;
      if (start < pageStart || end > pageStart + page.length) read(start, end);
      return page.subarray(start - pageStart, end - pageStart).includes(phrase.bytes);
    },
    bytes: () => pages.reduce((sum, one) => sum + one.byteLength, starts.byteLength + bits.byteLength),
    close: () => closeSync(file),
  };
}

/** A Chinese character has three bytes. */
function wordsFor(bytes: number): number {
  return Math.max(WORDS_AT_LEAST, Math.ceil(bytes / (3 * CHARACTERS_A_WORD)));
}

function wider<T extends Float64Array | Uint32Array>(old: T, made: T): T {
  made.set(old);
  return made;
}
