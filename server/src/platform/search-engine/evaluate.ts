// Executes plans over the segments of an index. What it answers is what PostgreSQL answers (search-postgres.ts).
import { dayNumber } from '@tongming/law';
import type { Clause, Match, NearPlan, Place, PlanAnswer, SearchPlan, Tier } from '../search-plan.ts';
import { add, bitsFor, clearBit, countOf, keepOnly, keepWithin, nextBit, take, type Bits } from './bits.ts';
import { choiceOf, countFacets, type Choice } from './count.ts';
import { phraseTerms } from './pairs.ts';
import { itemTerm, type CellGroups, type Segment } from './segment.ts';
import { collector, compareSpots, firstInOrder, firstNot, placeOf, spotOf, type Group, type Spot } from './spots.ts';

/** `groups`: the segment lies in the order of relevance; null: in that of coming in. */
export type Part = { segment: Segment; groups: readonly Group[] | null };
export type Index = { parts: readonly Part[]; cells: CellGroups };
/** Which of these records hold the phrases of a match, as their texts say. */
export type TextCheck = (match: Pick<Match, 'phrases' | 'nonePhrases'>, part: Part, among: Bits) => Promise<Bits>;

export async function run(index: Index, plan: SearchPlan, check: TextCheck): Promise<PlanAnswer> {
  const found = await matching(index, plan, check);
  const choice = choiceOf(index.cells, plan.filters);
  const { total, facets } = countFacets(index.cells, choice, found.map(({ part, bits }) => ({ columns: part.segment.columns(), bits })));
  const asked = total > plan.whole ? plan : { ...plan, sort: 'relevance' as const, limit: plan.whole, after: null };
  const hits = total === 0 ? [] : firstOf(found, asked, choice);
  return { total, hits: hits.map(placeOf), facets };
}

type Matched = { part: Part; bits: Bits };

/** All that fulfils a match, whatever facets are chosen. */
async function matching(index: Index, match: Match, check: TextCheck): Promise<Matched[]> {
  const found = index.parts.map((part) => ({ part, bits: matchingIn(part, match) }));
  if (match.phrases.length + match.nonePhrases.length === 0) return found;
  return Promise.all(found.map(async ({ part, bits }) => ({ part, bits: await check(match, part, bits) })));
}

function matchingIn(part: Part, match: Match): Bits {
  const { segment } = part;
  const { item, from, to } = match.filters;
  const phrases = match.phrases.map((ways): Clause => ways.map(phraseTerms));
  const bits = fulfilling(segment, [...match.all, ...phrases, ...(item === undefined ? [] : [[[itemTerm(item)]]])]);
  for (const term of match.none) take(bits, segment.bits(term));
  if (from !== undefined || to !== undefined) keepDays(part, bits, from === undefined ? -Infinity : dayNumber(from), to === undefined ? Infinity : dayNumber(to));
  return bits;
}

/** Rare terms first: as soon as nothing is left, nothing more is read. */
export function fulfilling(segment: Segment, all: readonly Clause[]): Bits {
  const { postings } = segment;
  const bits = segment.columns().alive.slice(0, (segment.size() + 31) >>> 5);
  const weighed = all.map((clause) => ({ clause, most: clause.reduce((sum, terms) => sum + Math.min(segment.size(), ...terms.map(postings.count)), 0) }));
  for (const { clause } of weighed.toSorted((a, b) => a.most - b.most)) {
    const [only] = clause;
    const left = clause.length === 1 && only ? keepAll(segment, bits, only) : keepOnly(bits, oneOf(segment, clause));
    if (!left) return bits.fill(0);
  }
  return bits;
}

function keepAll(segment: Segment, bits: Bits, terms: readonly number[]): boolean {
  const { count } = segment.postings;
  return terms.toSorted((a, b) => count(a) - count(b)).every((term) => keepOnly(bits, segment.bits(term)));
}

function oneOf(segment: Segment, clause: Clause): Bits {
  const union = bitsFor(segment.size());
  for (const terms of clause) add(union, fulfilling(segment, terms.map((term) => [[term]])));
  return union;
}

function keepDays({ segment, groups }: Part, bits: Bits, from: number, to: number): void {
  const { day } = segment.columns();
  if (groups === null) {
    for (let at = nextBit(bits, 0); at >= 0; at = nextBit(bits, at + 1)) if ((day[at] ?? 0) < from || (day[at] ?? 0) > to) clearBit(bits, at);
    return;
  }
  for (const { start, end } of groups) {
    const newest = firstNot(start, end, (at) => (day[at] ?? 0) > to);
    keepWithin(bits, start, end, newest, firstNot(newest, end, (at) => (day[at] ?? 0) >= from));
  }
}

/** Tier after tier in every segment, then the segments together. */
function firstOf(found: readonly Matched[], plan: SearchPlan, choice: Choice): Spot[] {
  const after = plan.after === null ? null : spotOf(plan.after);
  const tiers: readonly Tier[] = plan.sort === 'date' ? [] : plan.tiers;
  const spots: Spot[] = [];
  for (const { part, bits } of found) {
    const rest = bits.slice();
    let room = plan.limit;
    for (const tier of [...tiers, { rank: 0, all: [] }]) {
      const inTier = tier.all.length === 0 && tier.rank === 0 ? rest.slice() : fulfilling(part.segment, tier.all).slice(0, rest.length);
      const any = keepOnly(inTier, rest);
      take(rest, inTier);
      if (!any || room <= 0 || (after !== null && after.rank < tier.rank)) continue;
      const first = firstIn(part, inTier, { order: plan.sort, rank: tier.rank, after, limit: room, choice });
      spots.push(...first);
      room -= first.length;
    }
  }
  return spots.sort(compareSpots).slice(0, plan.limit);
}

type Wanted = { order: 'relevance' | 'date'; rank: number; after: Spot | null; limit: number; choice: Choice };

function firstIn({ segment, groups }: Part, bits: Bits, wanted: Wanted): Spot[] {
  const c = segment.columns();
  const accepts = (at: number) => wanted.choice.fits(c, at);
  if (groups !== null) return firstInOrder(c, groups, bits, { ...wanted, accepts });
  const all = collector(wanted.limit, wanted.order, wanted.after);
  for (let at = nextBit(bits, 0); at >= 0; at = nextBit(bits, at + 1)) if (accepts(at)) all.offer(c, at, wanted.rank);
  return all.spots();
}

export async function near(index: Index, plan: NearPlan, check: TextCheck): Promise<Place[]> {
  const found = collector(plan.limit, 'relevance');
  const sums = index.parts.map(({ segment }) => sumsOf(segment, plan));
  const enough = index.parts.map((part, i) => atLeast(part, sums[i] ?? new Int32Array(), plan));
  const choice = choiceOf(index.cells, plan.filters);
  for (const [i, part] of index.parts.entries()) {
    const c = part.segment.columns();
    const bits = enough[i] ?? bitsFor(0);
    const left = plan.phrases.length + plan.nonePhrases.length === 0 ? bits : await check(plan, part, bits);
    for (let at = nextBit(left, 0); at >= 0; at = nextBit(left, at + 1)) if (choice.fits(c, at)) found.offer(c, at, sums[i]?.[at] ?? 0);
  }
  return found.spots().map(placeOf);
}

function sumsOf(segment: Segment, plan: NearPlan): Int32Array {
  const sums = new Int32Array(segment.size());
  for (const { clause, weight } of plan.parts) {
    const [only, ...others] = clause;
    const term = others.length === 0 && only?.length === 1 ? only[0] : undefined;
    if (term !== undefined) segment.postings.weigh(term, sums, weight);
    else {
      const bits = oneOf(segment, clause);
      for (let at = nextBit(bits, 0); at >= 0; at = nextBit(bits, at + 1)) sums[at] = (sums[at] ?? 0) + weight;
    }
  }
  return sums;
}

function atLeast(part: Part, sums: Int32Array, plan: NearPlan): Bits {
  const bits = matchingIn(part, { ...plan, all: [] });
  for (let w = 0; w < bits.length; w += 1) {
    let word = 0;
    const end = Math.min(sums.length, (w + 1) << 5);
    for (let at = w << 5; at < end; at += 1) if ((sums[at] ?? 0) >= plan.least) word |= 1 << (at & 31);
    bits[w] = (bits[w] ?? 0) & word;
  }
  return bits;
}

export function frequencies({ parts }: Index, terms: readonly number[]): { records: number; having: number[] } {
  const having = (term: number) => parts.reduce((sum, { segment }) => sum + havingIn(segment, term), 0);
  return { records: parts.reduce((sum, { segment }) => sum + segment.living(), 0), having: terms.map(having) };
}

function havingIn(segment: Segment, term: number): number {
  if (segment.living() === segment.size() || segment.postings.count(term) === 0) return segment.postings.count(term);
  const bits = segment.columns().alive.slice(0, (segment.size() + 31) >>> 5);
  keepOnly(bits, segment.bits(term));
  return countOf(bits);
}

