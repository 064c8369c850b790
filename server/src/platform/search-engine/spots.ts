// The first records of a set in an order, from a place on.
import { civilDate, dayNumber, fromDayNumber } from '@tongming/law';
import type { Place } from '../search-plan.ts';
import { nextBit, type Bits } from './bits.ts';
import { idOf, keyAt, keyOf, type Columns, type Key } from './segment.ts';

/** A place among results, in numbers. */
export type Spot = { rank: number; standing: number; day: number; key: Key };
export type Order = 'relevance' | 'date';

/** Below 0 when `a` comes before `b`. */
export function compareSpots(a: Spot, b: Spot): number {
  return b.rank - a.rank || b.standing - a.standing || b.day - a.day || compareKeys(a.key, b.key);
}

function compareKeys(a: Key, b: Key): number {
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || b[3] - a[3];
}

export function spotOf({ rank, standing, at, id }: Place): Spot {
  return { rank, standing, day: dayNumber(civilDate(at)), key: keyOf(id) };
}

export function placeOf({ rank, standing, day, key }: Spot): Place {
  return { rank, standing, at: fromDayNumber(day), id: idOf(key) };
}

export function spotAt(c: Columns, at: number, rank: number, order: Order): Spot {
  return { rank, standing: order === 'date' ? 0 : c.standing[at] ?? 0, day: c.day[at] ?? 0, key: keyAt(c, at) };
}

/** Keeps the first `limit` of all that is offered; most of it is turned away by two or three comparisons. */
export function collector(limit: number, order: Order, after: Spot | null = null) {
  let spots: Spot[] = [];
  let worst: Spot | null = null;
  const cut = () => {
    spots = spots.sort(compareSpots).slice(0, limit);
    if (spots.length === limit) worst = spots.at(-1) ?? null;
  };
  return {
    offer(c: Columns, at: number, rank: number) {
      if (worst !== null) {
        const standing = order === 'date' ? 0 : c.standing[at] ?? 0;
        if (rank < worst.rank || (rank === worst.rank && (standing < worst.standing || (standing === worst.standing && (c.day[at] ?? 0) < worst.day)))) return;
      }
      const spot = spotAt(c, at, rank, order);
      if (after !== null && compareSpots(spot, after) <= 0) return;
      spots.push(spot);
      if (spots.length >= limit * 4) cut();
    },
    spots() {
      cut();
      return spots;
    },
  };
}

/** Records of one standing lie together, [start, end), within it in the order of day and id. */
export type Group = { standing: number; start: number; end: number };

export function groupsOf(c: Columns, size: number): Group[] {
  const groups: Group[] = [];
  for (let start = 0; start < size;) {
    const standing = c.standing[start] ?? 0;
    let end = start + 1;
    while (end < size && c.standing[end] === standing) end += 1;
    groups.push({ standing, start, end });
    start = end;
  }
  return groups;
}

/** The first record of [start, end) for which `before` no longer holds; it holds for all of a beginning. */
export function firstNot(start: number, end: number, before: (at: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Asked = { order: Order; rank: number; after: Spot | null; limit: number; accepts: (at: number) => boolean };

/** Of records that lie in order: no more is looked at than is given. */
export function firstInOrder(c: Columns, groups: readonly Group[], bits: Bits, asked: Asked): Spot[] {
  const { order, rank, after, limit } = asked;
  const isAfter = (at: number) => after !== null && compareSpots(spotAt(c, at, rank, order), after) <= 0;
  const accepted = (from: number, end: number): number => {
    for (let at = nextBit(bits, from); at >= 0 && at < end; at = nextBit(bits, at + 1)) if (asked.accepts(at)) return at;
    return -1;
  };
  const heads = groups.map(({ start, end }) => ({ end, at: accepted(firstNot(start, end, isAfter), end) })).filter((head) => head.at >= 0);
  const spots: Spot[] = [];
  while (spots.length < limit) {
    let best: { end: number; at: number } | null = null;
    let bestSpot: Spot | null = null;
    for (const head of heads) {
      if (head.at < 0) continue;
      const spot = spotAt(c, head.at, rank, order);
      if (bestSpot === null || compareSpots(spot, bestSpot) < 0) [best, bestSpot] = [head, spot];
      if (order === 'relevance') break;
    }
    if (best === null || bestSpot === null) break;
    spots.push(bestSpot);
    best.at = accepted(best.at + 1, best.end);
  }
  return spots;
}
