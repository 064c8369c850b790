// Search over `open`. What is typed is looked for exactly; only when that finds nothing, or nothing that says it as it was
// typed, in what comes nearest, and the answer says so. Order by relevance: the document number asked for, the title itself,
// titles that hold it as typed, titles that hold its words, texts; in force before ended, higher organ, newer first within each.
import type { CivilDate, Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { PortalDb } from './database.ts';
import { decodePosition, encodePosition, type Position } from './search-cursor.ts';
import { marker, type TextPart } from './search-marks.ts';
import { comparePlaces, gradeExact, nearest, type Graded } from './search-near.ts';
import { exactPlan, RANK, type Exact, type Synonyms } from './search-planner.ts';
import type { PlanFilters, Place, SearchEngine } from './search-plan.ts';
import { postgresEngine } from './search-postgres.ts';
import { log } from './log.ts';
import { EngineFailed, engineFor } from './search-engine/registry.ts';
import { noFacets, type FacetCounts } from './search-facets.ts';
import { hasMongolian } from './search-mongolian.ts';
import { parseQuery, type SearchQuery } from './search-query.ts';
import { mongolianOnly } from './search-terms.ts';
import type { RecordStatus } from './schema.ts';

/** `exactOnly`: nothing rather than what comes nearest. `mongolian`: records in that script only. */
export type SearchRequest = { q: string; filters?: PlanFilters; sort?: 'relevance' | 'date'; limit: number; cursor?: string | null; exactOnly?: boolean; mongolian?: boolean };
export type SearchItem = {
  id: string; externalId: string | null; indexNumber: string; title: string; documentNumber: string | null;
  agencyCode: string; agencyName: string; issuer: string; kind: string; category: string; theme: string | null;
  dateMade: CivilDate | null; datePublished: CivilDate; publishedAt: Instant; status: RecordStatus; summary: string | null;
  titleParts: TextPart[]; snippetParts: TextPart[];
};
/**
 * `total` is exact. `titleOnly`: only common single characters were asked for, and only titles were searched. `near`: nothing
 * says it as typed; these come nearest. `suggestion`: what may have been meant. `facets`: each counted with its own choice left out.
 */
export type SearchResult = {
  total: number; items: SearchItem[]; next: string | null; titleOnly: boolean; cut: boolean; near: boolean; suggestion: string | null; facets: FacetCounts;
  /** The article asked for, as typed: 第二十六条. */
  article: string | null;
};
/** Another executor of the same plans may stand in for PostgreSQL. */
export type SearchOptions = { engine?: (tx: PortalDb) => SearchEngine };

/** So few hits are put in order by their texts. */
export const GRADED_UP_TO = 300;
/** From this likeness on, an exact hit says what was typed. */
const SAYS_IT = 880;

/** Never fails on what was typed; @throws Refused 'bad-cursor' (400) for a cursor it did not make. */
export async function searchOpen(db: PortalDb, request: SearchRequest, options: SearchOptions = {}): Promise<SearchResult> {
  const after = request.cursor ? decodePosition(request.cursor) : null;
  const query = parseQuery(request.q);
  if (!query) return nothing(false);
  const beside = options.engine ? undefined : engineFor(db);
  if (beside) {
    try {
      return await answer(db, beside, { query, synonyms: await recentSynonyms(db), request, after });
    } catch (error) {
      if (!(error instanceof EngineFailed)) throw error;
      log.warn('search.index-failed', { reason: error.message });
    }
  }
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (tx) => {
    // The terms lie outside the narrow rows: the planner does not see what reading them row by row costs.
    await sql`set local enable_seqscan = off`.execute(tx);
    return answer(tx, (options.engine ?? postgresEngine)(tx), { query, synonyms: await synonymsOf(tx), request, after });
  });
}

function nothing(cut: boolean): SearchResult {
  return { total: 0, items: [], next: null, titleOnly: false, cut, near: false, suggestion: null, facets: noFacets(), article: null };
}

type Found = { total: number; places: Place[]; more: boolean; facets: FacetCounts; near: boolean; suggestion: string | null };

async function synonymsOf(db: PortalDb): Promise<Synonyms> {
  return (await db.selectFrom('open.searchSynonym').select('words').orderBy('id').execute()).map((row) => row.words);
}

const RECENT_MS = 200;
const recent = new WeakMap<PortalDb, { read: number; synonyms: Promise<Synonyms> }>();

/** Read once for many questions of one moment, where asking for them would take as long as the answer. */
function recentSynonyms(db: PortalDb): Promise<Synonyms> {
  const last = recent.get(db);
  if (last && performance.now() - last.read < RECENT_MS) return last.synonyms;
  const synonyms = synonymsOf(db);
  recent.set(db, { read: performance.now(), synonyms });
  synonyms.catch(() => recent.delete(db));
  return synonyms;
}

type Question = { query: SearchQuery; synonyms: Synonyms; request: SearchRequest; after: Position | null };

async function answer(db: PortalDb, engine: SearchEngine, { query, synonyms, request, after }: Question): Promise<SearchResult> {
  const filters = request.filters ?? {};
  const asked = exactPlan(query, synonyms, filters);
  const exact = asked && request.mongolian ? { ...asked, all: [...asked.all, [[mongolianOnly()]]] } : asked;
  // Likeness is measured by Chinese characters: of Mongolian words it says nothing.
  const exactOnly = request.exactOnly === true || request.mongolian === true || [...query.words, ...query.phrases].some(hasMongolian);
  const found = await find(db, engine, { query, synonyms, exact, filters, sort: request.sort ?? 'relevance', limit: request.limit, after, exactOnly });
  const last = found.places.at(-1);
  return {
    total: found.total, items: await itemsOf(db, engine, found.places, { query, suggestion: found.suggestion }),
    next: found.more && last ? encodePosition({ place: last, near: found.near }) : null,
    titleOnly: exact?.titleOnly ?? false, cut: query.cut, near: found.near, suggestion: found.suggestion, facets: found.facets, article: query.article,
  };
}

/** A few short words are asked for as words, wherever they stand; longer ones were read somewhere. */
function isFewWords(query: SearchQuery): boolean {
  const said = [...query.words, ...query.phrases];
  return said.length <= 4 && said.every((word) => word.length <= 4);
}

type Asked = {
  query: SearchQuery; synonyms: Synonyms; exact: Exact | null; filters: PlanFilters; sort: 'relevance' | 'date'; limit: number; after: Position | null; exactOnly: boolean;
};

async function find(db: PortalDb, engine: SearchEngine, asked: Asked): Promise<Found> {
  const { exact, sort, limit } = asked;
  const after = asked.after?.place ?? null;
  const graded = asked.after?.near === true || exact === null ? null : await engine.run({ ...exact, sort, limit: limit + 1, after, whole: GRADED_UP_TO });
  if (graded && graded.total > GRADED_UP_TO) {
    const { hits, total, facets } = graded;
    return { total, places: hits.slice(0, limit), more: hits.length > limit, facets, near: false, suggestion: null };
  }
  const hits: Graded[] = graded && exact ? await gradeExact(engine, asked.query, graded.hits, RANK) : [];
  const best = hits[0];
  const enough = best && (best.tier >= RANK.titleWords || best.score >= SAYS_IT || isFewWords(asked.query));
  if (asked.exactOnly || (enough && asked.after?.near !== true)) return pageOf(hits, asked, graded?.facets ?? noFacets(), false, best?.slip ?? null);
  const others = await nearest(db, engine, asked.query, asked.synonyms, { filters: asked.filters, exact });
  const measured = new Map(others.hits.map((hit) => [hit.place.id, hit.score]));
  const own = Math.max(0, ...hits.map((hit) => measured.get(hit.place.id) ?? 0));
  if (asked.after?.near === true || (others.hits[0]?.score ?? 0) > own) return pageOf(others.hits, asked, others.facets, true, others.suggestion);
  return pageOf(hits.map((hit) => remeasured(hit, measured)).toSorted((a, b) => comparePlaces(a.place, b.place)), asked, graded?.facets ?? noFacets(), false, null);
}

/** By the likeness that the nearest are measured by, which weighs rare words; what is not among them comes last. */
function remeasured(hit: Graded, measured: ReadonlyMap<string, number>): Graded {
  return { ...hit, place: { ...hit.place, rank: measured.get(hit.place.id) ?? 0 } };
}

function pageOf(all: readonly Graded[], asked: Asked, facets: FacetCounts, near: boolean, suggestion: string | null): Found {
  const after = asked.after?.place;
  const ordered = asked.sort === 'relevance' ? all : all.map((hit) => ({ ...hit, place: { ...hit.place, rank: 0, standing: 0 } })).toSorted((a, b) => comparePlaces(a.place, b.place));
  const from = after ? ordered.filter(({ place }) => comparePlaces(place, after) > 0) : ordered;
  return { total: all.length, places: from.slice(0, asked.limit).map((hit) => hit.place), more: from.length > asked.limit, facets, near, suggestion };
}

type Row = Omit<SearchItem, 'titleParts' | 'snippetParts'>;

async function itemsOf(db: PortalDb, engine: SearchEngine, places: Place[], { query, suggestion }: { query: SearchQuery; suggestion: string | null }): Promise<SearchItem[]> {
  if (places.length === 0) return [];
  const ids = places.map((place) => place.id);
  const words = [...query.words, ...query.phrases, ...query.days.map((d) => d.typed), ...(query.number ? [query.number.typed] : []), ...(suggestion === null ? [] : [suggestion])];
  // Named here: a plugin that renames every column of every row takes longer than the rest.
  const [{ rows }, passages] = await Promise.all([sql<Row>`select r.id, r.external_id as "externalId", r.index_number as "indexNumber", r.title,
    r.document_number as "documentNumber", r.agency_code as "agencyCode", r.agency_name as "agencyName", r.issuer, r.kind, r.category, r.theme,
    r.date_made as "dateMade", r.date_published as "datePublished", r.published_at as "publishedAt", r.status, r.summary
    from open.record r where r.id = any(${ids}::uuid[])`.execute(db.withoutPlugins()), engine.passages({ words, lead: query.article }, ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const { mark } = marker(words);
  return ids.flatMap((id, i) => {
    const item = byId.get(id);
    return item ? [{ ...item, titleParts: mark(item.title), snippetParts: passages[i] ?? [] }] : [];
  });
}
