// Records as columns: what they are ordered, narrowed and counted by, beside the postings of their terms.
import { crc32 } from 'node:zlib';
import { planFacets, type PlanFacet } from '../search-plan.ts';
import { bitsFor, clearBit, countOf, hasBit, setBit, type Bits } from './bits.ts';
import { pairWriter } from './pairs.ts';
import { postings, type Postings, type PostingsKept } from './postings.ts';
import type { Texts } from './texts.ts';

/** A row of open.search_entry. `key`: the four words of the id. `day`: sorted_on. `values` in the order of planFacets, '' for none. */
export type Entry = { key: Key; day: number; standing: number; values: readonly string[]; terms: Float64Array; items: readonly string[]; text: string };
export type Key = readonly [number, number, number, number];

/** Every combination of values of some facets that occurs is a cell; counting goes by cell, then by value. */
export type Cells = {
  facets: readonly PlanFacet[];
  of(values: readonly string[]): number;
  size(): number;
  /** Number of the value of the facet of this position in a cell, and the value. */
  code(facet: number, cell: number): number;
  labels(facet: number): readonly string[];
  kept(): CellsKept;
};
/** Values of the facets, and for each facet the number of its value in every cell. */
export type CellsKept = { labels: readonly (readonly string[])[]; codes: readonly (readonly number[])[] };

/** Two groups, so that there are thousands of cells and not as many as records. */
export const FACET_GROUPS: readonly [readonly PlanFacet[], readonly PlanFacet[]] = [['agency', 'region', 'theme', 'kind'], ['category', 'status', 'year']];
export type CellGroups = readonly [Cells, Cells];

export function cellGroups(old?: readonly CellsKept[]): CellGroups {
  return [cells(FACET_GROUPS[0], old?.[0]), cells(FACET_GROUPS[1], old?.[1])];
}

function cells(facets: readonly PlanFacet[], old?: CellsKept): Cells {
  const positions = facets.map((facet) => planFacets.indexOf(facet));
  const labels = facets.map((_, f) => [...old?.labels[f] ?? []]);
  const codes = facets.map((_, f) => [...old?.codes[f] ?? []]);
  const numbers = labels.map((values) => new Map(values.map((value, n) => [value, n])));
  const nameOf = (values: readonly string[]) => values.join('\u0000');
  const known = new Map((codes[0] ?? []).map((_, cell) => [nameOf(codes.map((of, f) => labels[f]?.[of[cell] ?? 0] ?? '')), cell]));
  const number = (facet: number, value: string): number => {
    const map = numbers[facet];
    const seen = map?.get(value);
    if (seen !== undefined) return seen;
    const next = labels[facet]?.push(value) ?? 1;
    map?.set(value, next - 1);
    return next - 1;
  };
  return {
    facets,
    of(all) {
      const values = positions.map((position) => all[position] ?? '');
      const name = nameOf(values);
      const seen = known.get(name);
      if (seen !== undefined) return seen;
      const cell = known.size;
      known.set(name, cell);
      values.forEach((value, facet) => codes[facet]?.push(number(facet, value)));
      return cell;
    },
    size: () => known.size,
    code: (facet, cell) => codes[facet]?.[cell] ?? 0,
    labels: (facet) => labels[facet] ?? [],
    kept: () => ({ labels, codes }),
  };
}

/** `cell` and `other`: the cells of the two groups of facets. */
export type Columns = { ids: Uint32Array; day: Int32Array; standing: Int16Array; cell: Uint32Array; other: Uint32Array; alive: Bits; slots: Int32Array };

export type Segment = {
  size(): number;
  /** How many are still there. */
  living(): number;
  columns(): Columns;
  postings: Postings;
  texts: Texts;
  /** The records with a term, kept for terms that are dear to decode. Not to be changed. */
  bits(term: number): Bits;
  append(entry: Entry): number;
  /** Where the record is; -1 when it is not there or no longer. */
  find(key: Key): number;
  remove(key: Key): boolean;
};
/** A segment that was written to a file. */
export type SegmentKept = { size: number; columns: Columns; postings: PostingsKept };

/** A term of fewer records than this share is decoded each time. */
const KEPT_FROM = 1 / 512;
const KEPT_BYTES = 96 * 1024 * 1024;

export function segment(groups: CellGroups, texts: Texts, old?: SegmentKept): Segment {
  let c = old?.columns ?? columnsOf(1024);
  let size = old?.size ?? 0;
  let living = countOf(c.alive);
  const lists = postings(old?.postings);
  const enterPairs = pairWriter(lists);
  const kept = new Map<number, Bits>();
  let scratch = bitsFor(1024);
  const find = (key: Key): number => {
    const at = (c.slots[slotOf(c, key)] ?? 0) - 1;
    return at >= 0 && hasBit(c.alive, at) ? at : -1;
  };
  return {
    size: () => size,
    living: () => living,
    columns: () => c,
    postings: lists,
    texts,
    find,
    bits(term) {
      const had = kept.get(term);
      if (had && had.length >= (size + 31) >>> 5) {
        kept.delete(term);
        kept.set(term, had);
        return had;
      }
      if (lists.count(term) < size * KEPT_FROM) {
        if (scratch.length < c.alive.length) scratch = bitsFor(c.alive.length * 32);
        scratch.fill(0);
        lists.mark(term, scratch);
        return scratch;
      }
      const made = bitsFor(size);
      lists.mark(term, made);
      kept.set(term, made);
      for (const oldest of kept.keys()) {
        if (kept.size * made.byteLength <= KEPT_BYTES) break;
        kept.delete(oldest);
      }
      return made;
    },
    append(entry) {
      if (size === c.day.length) c = columnsOf(size * 2, c, size);
      const at = size;
      size += 1;
      living += 1;
      c.ids.set(entry.key, at * 4);
      c.day[at] = entry.day;
      c.standing[at] = entry.standing;
      c.cell[at] = groups[0].of(entry.values);
      c.other[at] = groups[1].of(entry.values);
      texts.add(entry.text);
      setBit(c.alive, at);
      c.slots[slotOf(c, entry.key)] = at + 1;
      for (const term of entry.terms) lists.append(term, at);
      for (const item of entry.items) lists.append(itemTerm(item), at);
      enterPairs(entry.text, at);
      kept.clear();
      return at;
    },
    remove(key) {
      const at = find(key);
      if (at < 0) return false;
      clearBit(c.alive, at);
      living -= 1;
      return true;
    },
  };
}

const ITEM_TAG = 10 * 2 ** 48;

/** Items of 条例 arts 20 and 21 are looked up like terms. */
export function itemTerm(item: string): number {
  return ITEM_TAG + (item.length % 65536) * 2 ** 32 + crc32(item);
}

function columnsOf(room: number, old?: Columns, size = 0): Columns {
  const c: Columns = {
    ids: new Uint32Array(room * 4), day: new Int32Array(room), standing: new Int16Array(room), cell: new Uint32Array(room), other: new Uint32Array(room), alive: bitsFor(room),
    slots: new Int32Array(room * 2),
  };
  if (!old) return c;
  for (const name of ['ids', 'day', 'standing', 'cell', 'other', 'alive'] as const) c[name].set(old[name]);
  for (let at = 0; at < size; at += 1) c.slots[slotOf(c, keyAt(c, at))] = at + 1;
  return c;
}

/** Where a record of this id is or would be; a newer version of a record takes the place of the old one. */
function slotOf(c: Columns, key: Key): number {
  const mask = c.slots.length - 1;
  let slot = (Math.imul(key[0] ^ key[3], 0x9e3779b1) >>> 7) & mask;
  for (let n = c.slots[slot] ?? 0; n !== 0; n = c.slots[slot] ?? 0) {
    const at = (n - 1) * 4;
    if (c.ids[at] === key[0] && c.ids[at + 1] === key[1] && c.ids[at + 2] === key[2] && c.ids[at + 3] === key[3]) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

export function keyAt(c: Columns, at: number): Key {
  return [c.ids[at * 4] ?? 0, c.ids[at * 4 + 1] ?? 0, c.ids[at * 4 + 2] ?? 0, c.ids[at * 4 + 3] ?? 0];
}

export function keyOf(id: string): Key {
  const hex = id.replaceAll('-', '');
  const word = (n: number) => Number.parseInt(hex.slice(n * 8, n * 8 + 8), 16);
  return [word(0), word(1), word(2), word(3)];
}

export function idOf(key: Key): string {
  const hex = key.map((word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
