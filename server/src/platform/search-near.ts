// The few hundred records that may be meant, put in order by reading their texts.
import { sql } from 'kysely';
import type { PortalDb } from './database.ts';
import { chosenOf, noFacets, sumFacets, type FacetCounts } from './search-facets.ts';
import { REMEMBERED_AT_LEAST, rememberedOf } from './search-clauses.ts';
import { bare } from './search-fold.ts';
import { nearParts, nearPlan, type Exact, type Synonyms } from './search-planner.ts';
import type { Likeness, LikenessAsked, Place, PlanCell, PlanFilters, SearchEngine } from './search-plan.ts';
import type { SearchQuery } from './search-query.ts';
import { common, FULL } from './search-score.ts';

/**
 * `tier`: the rank it was found with. `place.rank` is what the order goes by, so that a cursor can continue it.
 * `slip`: of the first one, what its title says where the query has one character wrong.
 */
export type Graded = { place: Place; tier: number; score: number; slip: string | null };

/** The order of results: the first comes first. */
export function comparePlaces(a: Place, b: Place): number {
  return b.rank - a.rank || b.standing - a.standing || compare(b.at, a.at) || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Steps of likeness that count as equal, so that in force, higher and newer decide among equals. */
const STEP = 40;

/** Exact hits: by tier, within those found by words by how like they are. */
export async function gradeExact(engine: SearchEngine, query: SearchQuery, hits: readonly Place[], ranks: { title: number }): Promise<Graded[]> {
  if (isOneWord(query)) return hits.map((place) => ({ place: { ...place, rank: place.rank * 100 }, tier: place.rank, score: FULL, slip: null }));
  const read = hits.filter((hit) => hit.rank < ranks.title).map((hit) => hit.id);
  const likeness = await likenessOf(engine, { query, weights: null, by: 'passage' }, read);
  const graded = hits.map((place) => {
    const score = likeness.get(place.id)?.score ?? FULL;
    return { place: { ...place, rank: place.rank * 100 + Math.floor(score / STEP) }, tier: place.rank, score, slip: null };
  }).toSorted((a, b) => comparePlaces(a.place, b.place));
  return graded.map((hit, i) => (i === 0 ? { ...hit, slip: slipIn(query, likeness.get(hit.place.id)) } : hit));
}

async function likenessOf(engine: SearchEngine, asked: LikenessAsked, ids: readonly string[]): Promise<Map<string, Likeness>> {
  const found = ids.length === 0 ? [] : await engine.likeness(asked, ids);
  return new Map(ids.flatMap((id, i) => {
    const one = found[i];
    return one ? [[id, one]] : [];
  }));
}

function slipIn(query: SearchQuery, found: Likeness | undefined): string | null {
  return found ? suggestionOf(query, found.title, 1) : null;
}

/** A word of two characters, or a passage in quotes: what was found says just that, and no text says it better. */
function isOneWord({ words, phrases, number, days, sounds }: SearchQuery): boolean {
  const [only = ''] = words;
  const other = number !== null || days.length > 0 || sounds !== null;
  return !other && ((words.length === 0 && phrases.length === 1) || (words.length === 1 && phrases.length === 0 && only.length <= 2));
}

/** Nothing less like what was typed is shown, nor what is much less like it than the best. */
const LEAST_LIKE = 250;
const OF_THE_BEST = 0.6;
const MOST = { title: 120, text: 180 } as const;

export type Nearest = { hits: Graded[]; facets: FacetCounts; suggestion: string | null };

/** Records that hold most of what was typed, in the title or in the text, the most like first. */
export async function nearest(
  db: PortalDb, engine: SearchEngine, query: SearchQuery, synonyms: Synonyms, asked: { filters: PlanFilters; exact: Exact | null },
): Promise<Nearest> {
  const parts = nearParts(query, synonyms);
  const terms = [...new Set(parts.flatMap((part) => part.clause.flat()))];
  if (terms.length === 0) return { hits: [], facets: noFacets(), suggestion: null };
  const { records, having } = await engine.frequencies(terms);
  const frequency = new Map(terms.map((term, i) => [term, having[i] ?? 0]));
  const places = await Promise.all((['title', 'text'] as const).map(async (about) => {
    const plan = nearPlan(parts, about, frequency, records, {
      none: asked.exact?.none ?? [], nonePhrases: asked.exact?.nonePhrases ?? [], phrases: query.phrases.map((p) => [p]), filters: withoutFacets(asked.filters), limit: MOST[about],
    });
    return plan ? engine.near(plan) : [];
  }));
  const found = new Map(places.flat().map((place) => [place.id, place]));
  const weights = [...frequency].flatMap(([term, n]): [number, number][] => (n === 0 ? [] : [[term, Math.log2((records + 1) / n) + 0.1]]));
  const likeness = await likenessOf(engine, { query, weights, by: 'passage' }, [...found.keys()]);
  const scored = [...found.values()].map((place) => {
    const score = likeness.get(place.id)?.score ?? 0;
    return { place: { ...place, rank: score }, tier: 0, score, slip: null };
  }).toSorted((a, b) => comparePlaces(a.place, b.place));
  const least = Math.max(LEAST_LIKE, (scored[0]?.score ?? 0) * OF_THE_BEST);
  const like = (await byClauses(engine, { query, weights, by: 'clauses' }, scored)).filter((hit) => hit.score >= least);
  const [cells, hits] = await Promise.all([cellsOf(db, like.map((hit) => hit.place.id)), narrowed(db, like, asked.filters)]);
  const first = hits[0] && likeness.get(hits[0].place.id);
  return { hits, facets: sumFacets(cells, chosenOf(asked.filters)), suggestion: first ? suggestionOf(query, first.title) : null };
}

/** Below this likeness to the best nothing was read as it was typed; words written in one may still be a passage with a slip. */
const NOT_AS_TYPED = { apart: 800, inOne: 600 } as const;
const AGAIN = 30;
const OF_CLAUSES = 0.7;

/** The first of what is remembered only in words, by how many of them stand together; the places they share stay the same. */
async function byClauses(engine: SearchEngine, asked: LikenessAsked, scored: readonly Graded[]): Promise<Graded[]> {
  const [first, rest] = [scored.slice(0, AGAIN), scored.slice(AGAIN)];
  const scores = first.map((hit) => hit.score);
  const { words, apart } = rememberedOf(asked.query, new Map(asked.weights));
  if ((scores[0] ?? 0) >= NOT_AS_TYPED[apart ? 'apart' : 'inOne'] || words.length < REMEMBERED_AT_LEAST[apart ? 'apart' : 'inOne']) return [...scored];
  const share = await likenessOf(engine, asked, first.map((hit) => hit.place.id));
  const both = (hit: Graded) => (1 - OF_CLAUSES) * hit.score + OF_CLAUSES * (share.get(hit.place.id)?.score ?? 0);
  return [...first.toSorted((a, b) => both(b) - both(a) || comparePlaces(a.place, b.place)).map((hit, i) => {
    const score = scores[i] ?? 0;
    return { ...hit, score, place: { ...hit.place, rank: score } };
  }), ...rest];
}

/** Facets narrow what is near after it was found, so that each can be counted without its own choice. */
function withoutFacets({ from, to, item, agencies }: PlanFilters): PlanFilters {
  return { ...(agencies === undefined ? {} : { agencies }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(item === undefined ? {} : { item }) };
}

async function cellsOf(db: PortalDb, ids: readonly string[]): Promise<PlanCell[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PlanCell>`select e.category, e.status, e.agency_code as agency, coalesce(e.theme, '') as theme, e.kind, e.year::text as year,
    e.region_code as region, count(*) as count from open.search_entry e where e.record_id = any(${[...ids]}::uuid[])
    group by e.category, e.status, e.agency_code, e.theme, e.kind, e.year, e.region_code`.execute(db);
  return rows;
}

async function narrowed(db: PortalDb, hits: Graded[], f: PlanFilters): Promise<Graded[]> {
  const chosen = Object.entries({ agencyCode: f.agency, theme: f.theme, kind: f.kind, year: f.year, status: f.status, category: f.category, regionCode: f.region })
    .filter(([, value]) => value !== undefined);
  if (chosen.length === 0 || hits.length === 0) return hits;
  const rows = await db.selectFrom('open.searchEntry').select(['recordId', 'agencyCode', 'theme', 'kind', 'year', 'status', 'category', 'regionCode'])
    .where('recordId', 'in', hits.map((hit) => hit.place.id)).execute();
  const fitting = new Set(rows.filter((row) => chosen.every(([name, value]) => Object.entries(row).some(([key, own]) => key === name && own === value))).map((row) => row.recordId));
  return hits.filter((hit) => fitting.has(hit.place.id));
}

/** The words of a title that stand where the query's stand, when they differ by a slip or two. Null when nothing is gained. */
export function suggestionOf(query: SearchQuery, title: string, most = 2): string | null {
  const typed = bare([...query.words, ...query.phrases].join(''));
  const text = bare(title);
  if (typed.length < 3 || text.includes(typed)) return null;
  const allowed = Math.min(most, Math.floor(typed.length / 3));
  for (let wrong = 1; wrong <= allowed; wrong += 1) {
    for (let more = 0; more <= wrong; more += 1) {
      const part = partLike(typed, text, typed.length + more, wrong) ?? partLike(typed, text, typed.length - more, wrong);
      if (part !== null) return part;
    }
  }
  return null;
}

function partLike(typed: string, text: string, length: number, wrong: number): string | null {
  for (let from = 0; from + length <= text.length; from += 1) {
    const part = text.slice(from, from + length);
    if (sameBorders(typed, part) && Math.max(typed.length, length) - common(typed, part) <= wrong) return part;
  }
  return null;
}

/** One of the first two characters and one of the last two stand where they were typed: else it is a part of something longer. */
function sameBorders(a: string, b: string): boolean {
  return (a[0] === b[0] || a[1] === b[1]) && (a.at(-1) === b.at(-1) || a.at(-2) === b.at(-2));
}
