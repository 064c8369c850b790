// What a query becomes: numbers and plain data. Whoever executes a plan (PostgreSQL, or an accelerator beside it) gives the
// same answer to the last digit: ranks are whole numbers and every order ends in the record's id.
import type { CivilDate } from '@tongming/law';
import type { FacetCounts } from './search-facets.ts';
import type { TextPart } from './search-marks.ts';
import type { SearchQuery } from './search-query.ts';

/** Fulfilled by a record that has all terms of at least one of the lists. */
export type Clause = readonly (readonly number[])[];

/** Equal to, or between for days (both ends included). `year` is that of making, else of publication. */
export type PlanFilters = {
  kind?: string; theme?: string; agency?: string; year?: number; status?: string; category?: string; region?: string;
  from?: CivilDate; to?: CivilDate; item?: string;
  /** One of these: the reach of a site, which no facet widens. */
  agencies?: readonly string[];
};

/** A record matches when it fulfils all of this. */
export type Match = {
  all: readonly Clause[];
  /** Has none of these terms. */
  none: readonly number[];
  /** One of each list stands in the title, number, body or an attachment as it is, letters in any case. */
  phrases: readonly (readonly string[])[];
  /** Stand nowhere in them. */
  nonePhrases: readonly string[];
  filters: PlanFilters;
};

/** A record's rank is that of the first tier it fulfils (listed from the highest), 0 when none. */
export type Tier = { rank: number; all: readonly Clause[] };

/** `at`: sorted_on, the day it was made, else published. */
export type Place = { rank: number; standing: number; at: CivilDate; id: string };

export type SearchPlan = Match & {
  tiers: readonly Tier[];
  /** relevance: rank, standing, sorted_on, id; date: sorted_on, id (rank and standing are 0). All downward. `after`: the last place already shown. */
  sort: 'relevance' | 'date';
  limit: number;
  after: Place | null;
  /** When no more than this match, all of them come, by relevance and from the first, whatever `sort`, `limit` and `after` say. */
  whole: number;
};

export const planFacets = ['category', 'status', 'agency', 'theme', 'kind', 'year', 'region'] as const;
export type PlanFacet = (typeof planFacets)[number];
/** How many of the matching records (filters of facets left aside, days and item not) share one value of every facet; '' for none. */
export type PlanCell = Record<PlanFacet, string> & { count: number };

/** At most `limit` places, or all. `total` counts all matching records, whatever `after` says. */
export type PlanAnswer = { total: number; hits: Place[]; facets: FacetCounts };

/** The records that fulfil most of what is asked for, by weight, standing, sorted_on, id downward. `rank` is the sum of weights. */
export type NearPlan = Omit<Match, 'all'> & {
  parts: readonly { clause: Clause; weight: number }[];
  /** The least sum of weights. */
  least: number;
  limit: number;
};

/** `weights`: of terms that are known, rare ones more; null when all count the same. `by`: passages as typed, or words together in clauses. */
export type LikenessAsked = { query: SearchQuery; weights: readonly (readonly [number, number])[] | null; by: 'passage' | 'clauses' };
/** From 0 to 1000. */
export type Likeness = { score: number; title: string };

/** `words`: what to mark; `lead`: the beginning of the line to show (an article), if there is one. */
export type PassageAsked = { words: readonly string[]; lead: string | null };

export type SearchEngine = {
  run(plan: SearchPlan): Promise<PlanAnswer>;
  near(plan: NearPlan): Promise<Place[]>;
  /** How like each of these records is to what was typed, in their order; null for one that is not there. */
  likeness(asked: LikenessAsked, ids: readonly string[]): Promise<(Likeness | null)[]>;
  /** The part of each of these records' bodies to show, in their order; null for one that is not there. */
  passages(asked: PassageAsked, ids: readonly string[]): Promise<(TextPart[] | null)[]>;
  /** How many records there are, and how many have each of the terms, in the order given; all filters aside. */
  frequencies(terms: readonly number[]): Promise<{ records: number; having: number[] }>;
};
