// The index a browser searches without a server: for every two neighbouring characters the places where they stand.
// With places a phrase is found exactly, however long. Shards by first character: one character alone is found too.
import './fold.js';

export const shards = 512;
/** Characters of one part; parts bound the memory of making and are searched one after the other. */
export const partCharacters = 12_000_000;

declare global {
  var tongmingFold: (text: string) => string;
}

/** `tongmingFold` of the page, which works on whole texts. */
export function fold(text: string): string {
  return globalThis.tongmingFold(text);
}

/** Which shard holds the pairs that begin with this UTF-16 unit. */
export function shardOf(unit: number): number {
  return Math.imul(unit, 0x9e3779b1) >>> 23;
}

const slots = 1 << 16;

/**
 * Texts of one part, put together with a line end behind each. `add` says where the text begins, `write` gives the shards.
 */
export function createIndex(capacity = partCharacters) {
  let units = new Uint16Array(Math.min(capacity, 1 << 20) + 1);
  let length = 0;
  return {
    get length(): number { return length; },
    add(text: string): number {
      const folded = `${fold(text)}\n`;
      const begin = length;
      if (length + folded.length + 1 > units.length) {
        const larger = new Uint16Array(Math.max(units.length * 2, length + folded.length + 1));
        larger.set(units);
        units = larger;
      }
      for (let i = 0; i < folded.length; i += 1) units[length + i] = folded.charCodeAt(i);
      length += folded.length;
      return begin;
    },
    *write(part: string): Generator<{ shard: number; bytes: Uint8Array }> {
      const sorted = sortPlaces(units, length);
      const byShard: number[][] = Array.from({ length: shards }, () => []);
      sorted.keys.forEach((key, id) => byShard[shardOf(key >>> 16)]?.push(id));
      for (const [shard, ids] of byShard.entries()) {
        ids.sort((a, b) => (sorted.keys[a] ?? 0) - (sorted.keys[b] ?? 0));
        if (ids.length > 0) yield { shard, bytes: shardScript(part, shard, ids, sorted) };
      }
    },
  };
}

type Sorted = { keys: number[]; starts: Int32Array; places: Int32Array };

/** Counting sort of all places by their pair: two passes, no object for each. */
function sortPlaces(units: Uint16Array, length: number): Sorted {
  let mask = slots - 1;
  let slotKeys = new Int32Array(slots).fill(-1);
  const keys: number[] = [];
  const counts: number[] = [];
  const idAt = new Int32Array(length);
  const lookup = (key: number): number => {
    for (let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask; ; slot = (slot + 1) & mask) {
      const id = slotKeys[slot] ?? -1;
      if (id === -1) {
        keys.push(key);
        counts.push(0);
        slotKeys[slot] = keys.length - 1;
        return keys.length - 1;
      }
      if (keys[id] === key) return id;
    }
  };
  for (let i = 0; i < length; i += 1) {
    if (units[i] === 10) { idAt[i] = -1; continue; }
    if (keys.length * 2 > slotKeys.length) {
      mask = slotKeys.length * 2 - 1;
      slotKeys = rehash(keys, mask);
    }
    const id = lookup((((units[i] ?? 0) << 16) | (units[i + 1] ?? 10)) >>> 0);
    idAt[i] = id;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const starts = new Int32Array(keys.length + 1);
  for (let id = 0; id < keys.length; id += 1) starts[id + 1] = (starts[id] ?? 0) + (counts[id] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(starts[keys.length] ?? 0);
  for (let i = 0; i < length; i += 1) {
    const id = idAt[i] ?? -1;
    if (id < 0) continue;
    places[next[id] ?? 0] = i;
    next[id] = (next[id] ?? 0) + 1;
  }
  return { starts, places, keys };
}

function rehash(keys: readonly number[], mask: number): Int32Array<ArrayBuffer> {
  const table = new Int32Array(mask + 1).fill(-1);
  keys.forEach((key, id) => {
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (table[slot] !== -1) slot = (slot + 1) & mask;
    table[slot] = id;
  });
  return table;
}

/** Digits before the last stand from 160 on (96 of them), the last one from 35 on, without the backslash (90 of them). */
const lastDigits = 90;
const otherDigits = 96;
const endOfList = 33;

/** Numbers as signs that stand in a string of a script as they are, one byte each. */
function byteWriter(size: number) {
  let bytes = new Uint8Array(size);
  let at = 0;
  const put = (n: number) => {
    const last = n % lastDigits;
    let rest = (n - last) / lastDigits;
    let digits = 0;
    for (let r = rest; r > 0; r = Math.floor(r / otherDigits)) digits += 1;
    for (let i = digits - 1; i >= 0; i -= 1) {
      bytes[at + i] = 160 + (rest % otherDigits);
      rest = Math.floor(rest / otherDigits);
    }
    at += digits;
    bytes[at] = last < 57 ? 35 + last : 36 + last;
    at += 1;
  };
  return {
    put,
    reserve(more: number): void {
      if (at + more <= bytes.length) return;
      const larger = new Uint8Array(Math.max(bytes.length * 2, at + more));
      larger.set(bytes);
      bytes = larger;
    },
    end(): void {
      bytes[at] = endOfList;
      at += 1;
    },
    text(ascii: string): void {
      for (let i = 0; i < ascii.length; i += 1) bytes[at + i] = ascii.charCodeAt(i);
      at += ascii.length;
    },
    bytes: (): Uint8Array => bytes.subarray(0, at),
  };
}

/** A script that gives the page one shard: each pair as difference to the one before, its places as differences, an end. */
function shardScript(part: string, shard: number, ids: readonly number[], { keys, starts, places }: Sorted): Uint8Array {
  const writer = byteWriter(64 * 1024);
  writer.text(`tm.shard("${part}",${shard},"`);
  let formerKey = 0;
  for (const id of ids) {
    const [from, to] = [starts[id] ?? 0, starts[id + 1] ?? 0];
    writer.reserve((to - from) * 6 + 16);
    const key = keys[id] ?? 0;
    writer.put(key - formerKey);
    formerKey = key;
    let former = 0;
    for (let i = from; i < to; i += 1) {
      const place = places[i] ?? 0;
      writer.put(place - former);
      former = place;
    }
    writer.end();
  }
  writer.reserve(8);
  writer.text('")\n');
  return writer.bytes();
}
