// Which records have a term: for each term the rising numbers of its records as differences of 7 bits a byte, in slices of
// shared pages. A list only grows at its end; a longer one continues in another slice, so nothing is ever moved.
import { setBit, type Bits } from './bits.ts';

const PAGE_BITS = 24;
const PAGE = 1 << PAGE_BITS;
/** Addresses have 32 bits. */
const MOST_PAGES = 256;
const SLICES = [12, 24, 64, 160, 512, 2048, 8192, 32_768] as const;
/** The end of a slice holds the address of the next. A difference is never 0: a zero byte says that the rest is unused. */
const FORWARD = 4;
const LONGEST = 5;

export type Postings = {
  /** The list of a term, begun where there is none yet. */
  listOf(term: number): number;
  /** The same record twice in a row counts once. */
  appendTo(list: number, record: number): void;
  append(term: number, record: number): void;
  count(term: number): number;
  mark(term: number, into: Bits): void;
  weigh(term: number, sums: Int32Array, weight: number): void;
  size(): { terms: number; postings: number; bytes: number };
  kept(): PostingsKept;
};
/** All there is of postings, as it is written to a file. */
export type PostingsKept = { used: number; all: number; terms: number; keys: Float64Array; slots: Int32Array; lists: Uint32Array; pages: readonly Uint8Array[] };

/** Numbers of terms: open addressing; 0 is no slot. */
function termTable(old?: PostingsKept) {
  let keys = old?.keys ?? new Float64Array(1 << 12);
  let slots = old?.slots ?? new Int32Array(1 << 14);
  let terms = old?.terms ?? 0;
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
    kept: () => ({ terms, keys, slots }),
  };
}

/** What is known of a list lies together, for one look at memory. HEAD, TAIL, END: addresses; LAST: the last record and one. */
const [HEAD, TAIL, END, LAST, COUNT, LEVEL] = [0, 1, 2, 3, 4, 5];
const WORDS = 8;

export function postings(old?: PostingsKept): Postings {
  const table = termTable(old);
  const pages: Uint8Array[] = [...old?.pages ?? []];
  let lists = old?.lists ?? new Uint32Array(table.room() * WORDS);
  let used = old?.used ?? PAGE;
  let all = old?.all ?? 0;

  const slice = (level: number): number => {
    const size = SLICES[level] ?? 0;
    if (used + size > PAGE) {
      if (pages.length === MOST_PAGES) throw new Error('the search index is full');
      pages.push(new Uint8Array(PAGE));
      used = 0;
    }
    const address = (pages.length - 1) * PAGE + used;
    used += size;
    return address;
  };
  const lengthen = (l: number, from: number, end: number): number => {
    const level = Math.min((lists[l + LEVEL] ?? 0) + 1, SLICES.length - 1);
    const next = slice(level);
    const page = pages[end >>> PAGE_BITS] ?? new Uint8Array();
    const at = end & (PAGE - 1);
    if (from < end) page[from & (PAGE - 1)] = 0;
    for (let i = 0; i < FORWARD; i += 1) page[at + i] = (next >>> (8 * i)) & 255;
    lists[l + LEVEL] = level;
    lists[l + END] = next + (SLICES[level] ?? 0) - FORWARD;
    return next;
  };
  const start = (l: number) => {
    const address = slice(0);
    lists[l + HEAD] = address;
    lists[l + TAIL] = address;
    lists[l + END] = address + SLICES[0] - FORWARD;
  };
  const listOf = (term: number): number => {
    const n = table.add(term);
    if ((n + 1) * WORDS > lists.length) lists = wider(lists, table.room() * WORDS);
    return n;
  };
  const appendTo = (n: number, record: number): void => {
    const l = n * WORDS;
    const count = lists[l + COUNT] ?? 0;
    let difference = record + 1 - (lists[l + LAST] ?? 0);
    if (difference === 0) return;
    if (count === 0) start(l);
    let tail = lists[l + TAIL] ?? 0;
    const end = lists[l + END] ?? 0;
    if (tail + (difference < 128 ? 1 : LONGEST) > end) tail = lengthen(l, tail, end);
    const page = pages[tail >>> PAGE_BITS] ?? new Uint8Array();
    let at = tail & (PAGE - 1);
    const from = at;
    while (difference > 127) {
      page[at] = (difference & 127) | 128;
      difference >>>= 7;
      at += 1;
    }
    page[at] = difference;
    lists[l + TAIL] = tail + at + 1 - from;
    lists[l + LAST] = record + 1;
    lists[l + COUNT] = count + 1;
    all += 1;
  };

  return {
    listOf, appendTo,
    append: (term, record) => appendTo(listOf(term), record),
    count: (term) => lists[table.find(term) * WORDS + COUNT] ?? 0,
    mark(term, into) {
      const n = table.find(term);
      if (n !== 0) read(pages, lists, n, (record) => setBit(into, record));
    },
    weigh(term, sums, weight) {
      const n = table.find(term);
      if (n !== 0) read(pages, lists, n, (record) => { sums[record] = (sums[record] ?? 0) + weight; });
    },
    size: () => ({ terms: table.size(), postings: all, bytes: pages.length * PAGE + table.bytes() + lists.byteLength }),
    kept: () => ({ used, all, lists, pages, ...table.kept() }),
  };
}

function wider(old: Uint32Array, length: number): Uint32Array {
  const made = new Uint32Array(length);
  made.set(old);
  return made;
}

function read(pages: readonly Uint8Array[], lists: Uint32Array, n: number, each: (record: number) => void): void {
  const l = n * WORDS;
  let left = lists[l + COUNT] ?? 0;
  let address = lists[l + HEAD] ?? 0;
  let record = -1;
  for (let level = 0; left > 0; level = Math.min(level + 1, SLICES.length - 1)) {
    const page = pages[address >>> PAGE_BITS] ?? new Uint8Array();
    let at = address & (PAGE - 1);
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
    address = (page[end] ?? 0) + (page[end + 1] ?? 0) * 2 ** 8 + (page[end + 2] ?? 0) * 2 ** 16 + (page[end + 3] ?? 0) * 2 ** 24;
  }
}
