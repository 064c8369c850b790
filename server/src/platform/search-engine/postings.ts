// Which records have a term: for each term the rising numbers of its records as differences of 7 bits a byte, in slices of
// shared pages. A list only grows at its end; a longer one continues in another slice, so nothing is ever moved.
import { setBit, type Bits } from './bits.ts';

const PAGE_BITS = 24;
const PAGE = 1 << PAGE_BITS;
const SLICES = [12, 24, 64, 160, 512, 2048, 8192, 32_768] as const;
/** The end of a slice holds the address of the next. A difference is never 0: a zero byte says that the rest is unused. */
const FORWARD = 4;
const LONGEST = 5;

export type Postings = {
  append(term: number, record: number): void;
  count(term: number): number;
  mark(term: number, into: Bits): void;
  weigh(term: number, sums: Int32Array, weight: number): void;
  size(): { terms: number; postings: number; bytes: number };
};

/** Numbers of terms: open addressing; 0 is no slot. */
function termTable() {
  let keys = new Float64Array(1 << 12);
  let slots = new Int32Array(1 << 14);
  let terms = 0;
  const slotOf = (term: number, table: Int32Array) => {
    const mask = table.length - 1;
    const h = Math.imul((term % 4_294_967_296) ^ Math.imul(Math.floor(term / 4_294_967_296), 0x85ebca6b), 0x9e3779b1);
    let at = (h ^ (h >>> 15)) & mask;
    for (let n = table[at] ?? 0; n !== 0 && keys[n] !== term; n = table[at] ?? 0) at = (at + 1) & mask;
    return at;
  };
  const grow = () => {
    const wider = new Float64Array(keys.length * 2);
    wider.set(keys);
    keys = wider;
    const table = new Int32Array(keys.length * 2);
    for (let n = 1; n <= terms; n += 1) table[slotOf(keys[n] ?? 0, table)] = n;
    slots = table;
  };
  return {
    find: (term: number): number => slots[slotOf(term, slots)] ?? 0,
    add(term: number): number {
      if (terms + 2 > keys.length) grow();
      const at = slotOf(term, slots);
      const known = slots[at] ?? 0;
      if (known !== 0) return known;
      terms += 1;
      keys[terms] = term;
      slots[at] = terms;
      return terms;
    },
    size: () => terms,
    room: () => keys.length,
    bytes: () => keys.byteLength + slots.byteLength,
  };
}

type Lists = { head: Uint32Array; tail: Uint32Array; end: Uint32Array; last: Int32Array; count: Int32Array; level: Uint8Array };

function listsOf(room: number, old?: Lists): Lists {
  const lists = {
    head: new Uint32Array(room), tail: new Uint32Array(room), end: new Uint32Array(room), last: new Int32Array(room).fill(-1), count: new Int32Array(room),
    level: new Uint8Array(room),
  };
  if (old) for (const name of ['head', 'tail', 'end', 'last', 'count', 'level'] as const) lists[name].set(old[name]);
  return lists;
}

export function postings(): Postings {
  const table = termTable();
  const pages: Uint8Array[] = [];
  let lists = listsOf(table.room());
  let used = PAGE;
  let all = 0;

  const slice = (level: number): number => {
    const size = SLICES[level] ?? 0;
    if (used + size > PAGE) {
      pages.push(new Uint8Array(PAGE));
      used = 0;
    }
    const address = (pages.length - 1) * PAGE + used;
    used += size;
    return address;
  };
  const lengthen = (n: number, from: number, end: number): number => {
    const level = Math.min((lists.level[n] ?? 0) + 1, SLICES.length - 1);
    const next = slice(level);
    const page = pages[Math.floor(end / PAGE)] ?? new Uint8Array();
    const at = end % PAGE;
    if (from < end) page[from % PAGE] = 0;
    for (let i = 0; i < FORWARD; i += 1) page[at + i] = Math.floor(next / 256 ** i) & 255;
    lists.level[n] = level;
    lists.end[n] = next + (SLICES[level] ?? 0) - FORWARD;
    return next;
  };
  const start = (n: number) => {
    const address = slice(0);
    lists.head[n] = address;
    lists.tail[n] = address;
    lists.end[n] = address + SLICES[0] - FORWARD;
  };

  return {
    append(term, record) {
      const n = table.add(term);
      if (n >= lists.head.length) lists = listsOf(table.room(), lists);
      if (lists.count[n] === 0) start(n);
      let difference = record - (lists.last[n] ?? -1);
      if (difference === 0) return;
      let tail = lists.tail[n] ?? 0;
      const end = lists.end[n] ?? 0;
      if (tail + (difference < 128 ? 1 : LONGEST) > end) tail = lengthen(n, tail, end);
      const page = pages[Math.floor(tail / PAGE)] ?? new Uint8Array();
      let at = tail % PAGE;
      const from = at;
      while (difference > 127) {
        page[at] = (difference & 127) | 128;
        difference >>>= 7;
        at += 1;
      }
      page[at] = difference;
      lists.tail[n] = tail + at + 1 - from;
      lists.last[n] = record;
      lists.count[n] = (lists.count[n] ?? 0) + 1;
      all += 1;
    },
    count: (term) => lists.count[table.find(term)] ?? 0,
    mark(term, into) {
      const n = table.find(term);
      if (n !== 0) read(pages, lists, n, (record) => setBit(into, record));
    },
    weigh(term, sums, weight) {
      const n = table.find(term);
      if (n !== 0) read(pages, lists, n, (record) => { sums[record] = (sums[record] ?? 0) + weight; });
    },
    size: () => ({ terms: table.size(), postings: all, bytes: pages.length * PAGE + table.bytes() + table.room() * 21 }),
  };
}

function read(pages: readonly Uint8Array[], lists: Lists, n: number, each: (record: number) => void): void {
  let left = lists.count[n] ?? 0;
  let address = lists.head[n] ?? 0;
  let record = -1;
  for (let level = 0; left > 0; level = Math.min(level + 1, SLICES.length - 1)) {
    const page = pages[Math.floor(address / PAGE)] ?? new Uint8Array();
    let at = address % PAGE;
    const end = at + (SLICES[level] ?? 0) - FORWARD;
    while (left > 0 && at < end) {
      let byte = page[at] ?? 0;
      if (byte === 0) break;
      at += 1;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = page[at] ?? 0;
        difference |= (byte & 127) << shift;
        at += 1;
      }
      record += difference;
      left -= 1;
      each(record);
    }
    address = (page[end] ?? 0) + (page[end + 1] ?? 0) * 256 + (page[end + 2] ?? 0) * 65_536 + (page[end + 3] ?? 0) * 16_777_216;
  }
}
