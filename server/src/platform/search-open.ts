// Search over `open`. Order by relevance: the document number asked for, the title itself, titles that hold every word,
// bodies that hold every part of the query as typed, bodies that hold its words; newer first within each.
import { isCivilDate, type CivilDate, type Instant } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { PortalDb } from './database.ts';
import { refuse } from './errors.ts';
import type { RecordStatus } from './schema.ts';
import { markHits, parseQuery, snippet, type SearchQuery } from './search-query.ts';
import { searchMessages } from './search-messages.ts';

export type SearchFilters = {
  agency?: string; theme?: string; kind?: string; year?: number; status?: string; category?: string; region?: string;
};
export type SearchRequest = { q: string; filters?: SearchFilters; sort?: 'relevance' | 'date'; limit: number; cursor?: string | null };
export type TextPart = { text: string; hit: boolean };
export type SearchItem = {
  id: string; externalId: string | null; indexNumber: string; title: string; documentNumber: string | null;
  agencyCode: string; agencyName: string; issuer: string; kind: string; category: string; theme: string | null;
  dateMade: CivilDate | null; datePublished: CivilDate; publishedAt: Instant; status: RecordStatus; summary: string | null;
  titleParts: TextPart[]; snippetParts: TextPart[];
};
/** `total` is exact. `titleOnly`: only common single characters were asked for, and only titles were searched. */
export type SearchResult = { total: number; items: SearchItem[]; next: string | null; titleOnly: boolean; cut: boolean };

/**
 * Above this many hits the newest are taken by walking the date index; below, all hits are ranked. Each shape is slow
 * where the other is fast: a walk for a rare word reads the whole table.
 */
const WALK_FROM = 20_000;
/** Bodies are read for the query as typed only when so few hold its words. */
const VERBATIM_UP_TO = 300;
const TIER = { number: 5, sameTitle: 4, title: 3, verbatim: 2, words: 1 } as const;

/** `at`: the day it was made, or the moment it was published where that is the order. */
type Hit = { id: string; tier: number; at: CivilDate | Instant };
type Found = { query: SearchQuery; terms: number[]; numbered: string[]; where: RawBuilder<boolean>; total: number };

/** Never fails on what was typed; @throws Refused 'bad-cursor' (400) for a cursor it did not make. */
export async function searchOpen(db: PortalDb, request: SearchRequest): Promise<SearchResult> {
  const after = request.cursor ? decodeCursor(request.cursor) : null;
  const query = parseQuery(request.q);
  if (!query) return { total: 0, items: [], next: null, titleOnly: false, cut: false };
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (tx) => {
    // The terms lie outside the narrow rows: the planner does not see what reading them row by row costs.
    await sql`set local enable_seqscan = off`.execute(tx);
    return answer(tx, query, request, after);
  });
}

async function answer(db: PortalDb, query: SearchQuery, request: SearchRequest, after: Hit | null): Promise<SearchResult> {
  const found = await find(db, query, request.filters ?? {});
  const hits = found.total === 0 ? []
    : request.sort === 'date' ? await pick(db, 'published_at', found.where, found.total, after, request.limit + 1, 0)
      : found.total > WALK_FROM ? await wide(db, found, after, request.limit + 1)
        : await ranked(db, found, after, request.limit + 1);
  const shown = hits.slice(0, request.limit);
  const last = shown.at(-1);
  return {
    total: found.total, items: await itemsOf(db, shown, query), next: hits.length > request.limit && last ? encodeCursor(last) : null,
    titleOnly: query.titleOnly, cut: query.cut,
  };
}

async function find(db: PortalDb, query: SearchQuery, filters: SearchFilters): Promise<Found> {
  const terms = query.titleOnly ? query.titleTerms : query.terms;
  const numbered = await recordsNumbered(db, query);
  const holds = query.phrases.length === 0 ? sql`e.terms @> ${terms}::bigint[]`
    : sql`(e.terms @> ${terms}::bigint[] and ${sql.join(query.phrases.map(holdsPhrase), sql` and `)})`;
  const matches = numbered.length === 0 ? holds : sql`(${holds} or e.record_id = any(${numbered}::uuid[]))`;
  const where = sql<boolean>`${sql.join([matches, ...filterConditions(filters)], sql` and `)}`;
  const counted = await sql<{ n: number }>`select count(*) as n from open.search_entry e where ${where}`.execute(db);
  return { query, terms, numbered, where, total: counted.rows[0]?.n ?? 0 };
}

async function recordsNumbered(db: PortalDb, query: SearchQuery): Promise<string[]> {
  const number = query.number;
  if (!number || number.seq > 2_147_483_647) return [];
  const bare = number.code.replace(searchMessages.stateName, '');
  let rows = db.selectFrom('open.record').select('id')
    .where('numberCode', 'in', [bare, searchMessages.stateName + bare]).where('numberSeq', '=', number.seq);
  if (number.year !== null) rows = rows.where('numberYear', '=', number.year);
  return (await rows.limit(100).execute()).map((row) => row.id);
}

/** Scalar subqueries, not "exists": the planner may turn that into one pass over all texts there are. */
function holdsPhrase(phrase: string): RawBuilder<boolean> {
  return sql<boolean>`(select ${holdsText(sql`r.title`, phrase)} or ${holdsText(sql`r.body_text`, phrase)}
    or coalesce(${holdsText(sql`r.document_number`, phrase)}, false)
    or coalesce((select bool_or(${holdsText(sql`a.text`, phrase)}) from open.attachment a where a.record_id = r.id), false)
    from open.record r where r.id = e.record_id)`;
}

/** Case matters only to letters; folding a long text costs more than looking through it. */
function holdsText(column: RawBuilder<unknown>, phrase: string): RawBuilder<boolean> {
  return /[a-z]/i.test(phrase) ? sql<boolean>`strpos(lower(${column}), ${phrase.toLowerCase()}) > 0`
    : sql<boolean>`strpos(${column}, ${phrase}) > 0`;
}

function filterConditions(f: SearchFilters): RawBuilder<unknown>[] {
  const equal: [string, string | number | undefined][] = [
    ['agency_code', f.agency], ['theme', f.theme], ['kind', f.kind], ['year', f.year], ['status', f.status],
    ['category', f.category], ['region_code', f.region],
  ];
  return equal.flatMap(([column, value]) => value === undefined ? [] : [sql`e.${sql.id(column)} = ${value}`]);
}

/** All hits with their rank, then a page of them. */
async function ranked(db: PortalDb, found: Found, after: Hit | null, limit: number): Promise<Hit[]> {
  const { query } = found;
  const same = sql`translate(r.title, ${searchMessages.ignoredInTitles}, '') = ${bare(query.words.join(''))}`;
  const verbatim = found.total > VERBATIM_UP_TO ? sql`false` : sql.join(query.words.map(holdsPhrase), sql` and `);
  const { rows } = await sql<Hit>`
    with hit as materialized (select e.record_id, e.sorted_on from open.search_entry e where ${found.where}),
    titled as materialized (select e.record_id from open.search_entry e where e.terms @> ${query.titleTerms}::bigint[]),
    graded as (
      select e.record_id, e.sorted_on, case
        when e.record_id = any(${found.numbered}::uuid[]) then ${TIER.number}::int
        when t.record_id is not null then case
          when (select ${same} from open.record r where r.id = e.record_id) then ${TIER.sameTitle}::int else ${TIER.title}::int end
        when ${verbatim} then ${TIER.verbatim}::int else ${TIER.words}::int end as tier
      from hit e left join titled t using (record_id))
    select record_id as id, tier, sorted_on as at from graded
    where ${after ? sql`(tier, sorted_on, record_id) < (${after.tier}::int, ${after.at}::date, ${after.id}::uuid)` : sql`true`}
    order by tier desc, sorted_on desc, record_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Titles first, then bodies, each newest first. */
async function wide(db: PortalDb, found: Found, after: Hit | null, limit: number): Promise<Hit[]> {
  const inTitle = sql`e.terms @> ${found.query.titleTerms}::bigint[]`;
  const titled = sql<boolean>`${found.where} and ${inTitle}`;
  const hits: Hit[] = [];
  if (!after || after.tier >= TIER.title) {
    const counted = await sql<{ n: number }>`select count(*) as n from open.search_entry e where ${titled}`.execute(db);
    hits.push(...await pick(db, 'sorted_on', titled, counted.rows[0]?.n ?? 0, after, limit, TIER.title));
  }
  if (hits.length < limit) {
    const others = sql<boolean>`${found.where} and not (${inTitle})`;
    const from = after && after.tier < TIER.title ? after : null;
    hits.push(...await pick(db, 'sorted_on', others, found.total, from, limit - hits.length, TIER.words));
  }
  return hits;
}

/** The newest that match, by sorting all of them or by walking the index of days. */
async function pick(
  db: PortalDb, order: 'sorted_on' | 'published_at', where: RawBuilder<boolean>, count: number,
  after: Hit | null, limit: number, tier: number,
): Promise<Hit[]> {
  if (count === 0) return [];
  const column = sql.id(order);
  const type = sql.raw(order === 'sorted_on' ? 'date' : 'timestamptz');
  const from = after ? sql`(e.${column}, e.record_id) < (${after.at}::${type}, ${after.id}::uuid)` : sql`true`;
  const page = sql`order by e.${column} desc, e.record_id desc limit ${limit}`;
  // "is true" keeps the planner from the index of terms.
  const { rows } = count > WALK_FROM
    ? await sql<Hit>`select e.record_id as id, ${tier}::int as tier, e.${column} as at from open.search_entry e
        where (${where}) is true and ${from} ${page}`.execute(db)
    : await sql<Hit>`with hit as materialized (select e.* from open.search_entry e where ${where})
        select e.record_id as id, ${tier}::int as tier, e.${column} as at from hit e where ${from} ${page}`.execute(db);
  return rows;
}

async function itemsOf(db: PortalDb, hits: Hit[], query: SearchQuery): Promise<SearchItem[]> {
  if (hits.length === 0) return [];
  const rows = await db.selectFrom('open.record as r').select([
    'r.id', 'r.externalId', 'r.indexNumber', 'r.title', 'r.documentNumber', 'r.agencyCode', 'r.agencyName', 'r.issuer', 'r.kind',
    'r.category', 'r.theme', 'r.dateMade', 'r.datePublished', 'r.publishedAt', 'r.status', 'r.summary', 'r.bodyText',
  ]).where('r.id', 'in', hits.map((hit) => hit.id)).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap((hit) => {
    const row = byId.get(hit.id);
    if (!row) return [];
    const { bodyText, ...item } = row;
    return [{ ...item, titleParts: markHits(item.title, query.words), snippetParts: snippet(bodyText, query.words) }];
  });
}

function bare(text: string): string {
  return [...text].filter((c) => !searchMessages.ignoredInTitles.includes(c)).join('');
}

function encodeCursor(hit: Hit): string {
  return Buffer.from(`${hit.tier}|${hit.at}|${hit.id}`).toString('base64url');
}

function decodeCursor(cursor: string): Hit {
  const [tier = '', at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const fits = /^\d$/.test(tier) && /^\d{4}-\d{2}-\d{2}(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$/.test(at) && isCivilDate(at.slice(0, 10))
    && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!fits) return refuse('bad-cursor', searchMessages.badCursor, 400);
  return { tier: Number(tier), at: at as Hit['at'], id };
}
