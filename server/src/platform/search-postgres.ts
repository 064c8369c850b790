// Executes plans in PostgreSQL: the truth, and the oracle of whatever is faster.
import { sql, type RawBuilder } from 'kysely';
import type { PortalDb } from './database.ts';
import { chosenOf, sumFacets, totalOf } from './search-facets.ts';
import { marker, type TextPart } from './search-marks.ts';
import type { Clause, Likeness, LikenessAsked, Match, NearPlan, PassageAsked, Place, PlanAnswer, PlanCell, PlanFilters, SearchEngine, SearchPlan, Tier } from './search-plan.ts';
import { likenessTo, READ, type ScoredTexts } from './search-score.ts';

/**
 * Above this many hits the first are taken by walking an index in their order; below, all hits are ranked. Each shape is
 * slow where the other is fast: a walk for a rare word reads the whole table.
 */
const WALK_FROM = 20_000;

/** `tx`: a read-only transaction, so that total, page and counts are of one moment. */
export function postgresEngine(tx: PortalDb): SearchEngine {
  return {
    run: (plan) => run(tx, plan), near: (plan) => near(tx, plan), frequencies: (terms) => frequencies(tx, terms), likeness: (asked, ids) => likeness(tx, asked, ids),
    passages: (asked, ids) => passages(tx, asked, ids),
  };
}

type Condition = RawBuilder<boolean>;

function and(conditions: readonly RawBuilder<unknown>[]): Condition {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** Clauses said in one way are one comparison of arrays. */
function holdsAll(all: readonly Clause[]): RawBuilder<unknown>[] {
  const single = all.flatMap((clause) => (clause.length === 1 ? clause[0] ?? [] : []));
  const several = all.filter((clause) => clause.length !== 1);
  return [
    ...(single.length > 0 ? [sql`e.terms @> ${[...new Set(single)]}::bigint[]`] : []),
    ...several.map((clause) => clause.length === 0 ? sql`false` : sql`(${sql.join(clause.map((terms) => sql`e.terms @> ${[...terms]}::bigint[]`), sql` or `)})`),
  ];
}

function restOf(match: Omit<Match, 'all' | 'filters'>): RawBuilder<unknown>[] {
  return [
    ...(match.none.length > 0 ? [sql`not (e.terms && ${[...match.none]}::bigint[])`] : []),
    ...phraseConditions(match),
  ];
}

/** For `open.search_entry e`. */
export function phraseConditions(match: Pick<Match, 'phrases' | 'nonePhrases'>): RawBuilder<unknown>[] {
  return [
    ...match.phrases.map((ways) => sql`(${sql.join(ways.map(holdsPhrase), sql` or `)})`),
    ...match.nonePhrases.map((phrase) => sql`not coalesce(${holdsPhrase(phrase)}, false)`),
  ];
}

/** Scalar subqueries, not "exists": the planner may turn that into one pass over all texts there are. */
export function holdsPhrase(phrase: string): RawBuilder<boolean> {
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

function chosen(f: PlanFilters): RawBuilder<unknown>[] {
  const equal: [string, string | number | undefined][] = [
    ['agency_code', f.agency], ['theme', f.theme], ['kind', f.kind], ['year', f.year], ['status', f.status], ['category', f.category], ['region_code', f.region],
  ];
  return equal.flatMap(([column, value]) => value === undefined ? [] : [sql`e.${sql.id(column)} = ${value}`]);
}

function within(f: PlanFilters): RawBuilder<unknown>[] {
  return [
    ...(f.agencies === undefined ? [] : [sql`e.agency_code = any(${[...f.agencies]}::text[])`]),
    ...(f.from === undefined ? [] : [sql`e.sorted_on >= ${f.from}::date`]), ...(f.to === undefined ? [] : [sql`e.sorted_on <= ${f.to}::date`]),
    ...(f.item === undefined ? [] : [sql`e.record_id in (select i.id from open.record i where i.article_items @> array[${f.item}]::text[])`]),
  ];
}

async function run(db: PortalDb, plan: SearchPlan): Promise<PlanAnswer> {
  const base = and([...holdsAll(plan.all), ...restOf(plan), ...within(plan.filters)]);
  const { rows: cells } = await sql<PlanCell>`
    select e.category, e.status, e.agency_code as agency, coalesce(e.theme, '') as theme, e.kind, e.year::text as year, e.region_code as region, count(*) as count
    from open.search_entry e where ${base} group by e.category, e.status, e.agency_code, e.theme, e.kind, e.year, e.region_code`.execute(db);
  const chosenFacets = chosenOf(plan.filters);
  const total = totalOf(cells, chosenFacets);
  const facets = sumFacets(cells, chosenFacets);
  if (total === 0) return { total, hits: [], facets };
  const where = and([base, ...chosen(plan.filters)]);
  const hits = total <= plan.whole ? await ranked(db, { ...plan, limit: plan.whole, after: null }, where)
    : plan.sort === 'date' ? await newest(db, where, total, plan.after, plan.limit)
    : total > WALK_FROM ? await wide(db, plan, where, total) : await ranked(db, plan, where);
  return { total, hits, facets };
}

/** All hits with their rank, then a page of them. */
async function ranked(db: PortalDb, plan: SearchPlan, where: Condition): Promise<Place[]> {
  const names = plan.tiers.map((_, i) => sql.id(`tier${i}`));
  const tiers = plan.tiers.map((tier, i) => sql`, ${names[i]} as materialized (select e.record_id from open.search_entry e where ${and(holdsAll(tier.all))})`);
  const joins = names.map((name) => sql`left join ${name} using (record_id)`);
  const ranks = plan.tiers.map((tier, i) => sql`when ${names[i]}.record_id is not null then ${tier.rank}::int`);
  const rank = ranks.length === 0 ? sql`0` : sql`case ${sql.join(ranks, sql` `)} else 0 end`;
  const { after } = plan;
  const { rows } = await sql<Place>`
    with hit as materialized (select e.record_id, e.standing, e.sorted_on from open.search_entry e where ${where})${sql.join(tiers, sql``)},
    graded as (select record_id, standing, sorted_on, ${rank} as rank from hit ${sql.join(joins, sql` `)})
    select rank, standing, sorted_on as at, record_id as id from graded
    where ${after ? sql`(rank, standing, sorted_on, record_id) < (${after.rank}::int, ${after.standing}::int, ${after.at}::date, ${after.id}::uuid)` : sql`true`}
    order by rank desc, standing desc, sorted_on desc, record_id desc limit ${plan.limit}`.execute(db);
  return rows;
}

/** One tier after the other, each in its order. */
async function wide(db: PortalDb, plan: SearchPlan, where: Condition, total: number): Promise<Place[]> {
  const hits: Place[] = [];
  const tiers: readonly Tier[] = [...plan.tiers, { rank: 0, all: [] }];
  for (const [i, tier] of tiers.entries()) {
    if (hits.length >= plan.limit) break;
    if (plan.after && plan.after.rank < tier.rank) continue;
    const higher = tiers.slice(0, i).map((t) => sql`not ${and(holdsAll(t.all))}`);
    const inTier = and([where, ...holdsAll(tier.all), ...higher]);
    const after = plan.after?.rank === tier.rank ? plan.after : null;
    hits.push(...await first(db, inTier, tier.rank === 0 ? total : await countOf(db, inTier), after, plan.limit - hits.length, tier.rank));
  }
  return hits;
}

async function countOf(db: PortalDb, where: Condition): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from open.search_entry e where ${where}`.execute(db);
  return rows[0]?.n ?? 0;
}

async function first(db: PortalDb, where: Condition, count: number, after: Place | null, limit: number, rank: number): Promise<Place[]> {
  if (count === 0) return [];
  const from = after ? sql`(e.standing, e.sorted_on, e.record_id) < (${after.standing}::smallint, ${after.at}::date, ${after.id}::uuid)` : sql`true`;
  return page(db, where, count, from, sql`${rank}::int as rank, e.standing, e.sorted_on as at, e.record_id as id`,
    sql`order by e.standing desc, e.sorted_on desc, e.record_id desc limit ${limit}`);
}

async function newest(db: PortalDb, where: Condition, count: number, after: Place | null, limit: number): Promise<Place[]> {
  const from = after ? sql`(e.sorted_on, e.record_id) < (${after.at}::date, ${after.id}::uuid)` : sql`true`;
  return page(db, where, count, from, sql`0 as rank, 0 as standing, e.sorted_on as at, e.record_id as id`,
    sql`order by e.sorted_on desc, e.record_id desc limit ${limit}`);
}

/** By sorting all of them or by walking an index; "is true" keeps the planner from the index of terms. */
async function page(
  db: PortalDb, where: Condition, count: number, from: RawBuilder<unknown>, columns: RawBuilder<unknown>, order: RawBuilder<unknown>,
): Promise<Place[]> {
  const { rows } = count > WALK_FROM
    ? await sql<Place>`select ${columns} from open.search_entry e where (${where}) is true and ${from} ${order}`.execute(db)
    : await sql<Place>`with hit as materialized (select e.* from open.search_entry e where ${where}) select ${columns} from hit e where ${from} ${order}`.execute(db);
  return rows;
}

async function near(db: PortalDb, plan: NearPlan): Promise<Place[]> {
  const ways = plan.parts.flatMap(({ clause, weight }, i) => clause.map((terms) => sql`(${i}::int, ${weight}::int, ${[...terms]}::bigint[])`));
  if (ways.length === 0) return [];
  const where = and([...restOf(plan), ...within(plan.filters), ...chosen(plan.filters)]);
  const { rows } = await sql<Place>`
    with way (part, weight, terms) as (values ${sql.join(ways)}),
    held as materialized (select distinct w.part, w.weight, x.record_id from way w cross join lateral (
      select e.record_id from open.search_entry e where e.terms @> w.terms offset 0) x),
    summed as materialized (select record_id, sum(weight)::int as rank from held group by record_id having sum(weight) >= ${plan.least})
    select s.rank, e.standing, e.sorted_on as at, e.record_id as id from summed s join open.search_entry e using (record_id)
    where ${where} order by s.rank desc, e.standing desc, e.sorted_on desc, e.record_id desc limit ${plan.limit}`.execute(db);
  return rows;
}

async function frequencies(db: PortalDb, terms: readonly number[]): Promise<{ records: number; having: number[] }> {
  const { rows } = await sql<{ having: number }>`select (select count(*) from open.search_entry e where e.terms @> array[t.term]) as having
    from unnest(${[...terms]}::bigint[]) with ordinality t (term, position) order by t.position`.execute(db);
  return { records: await countOf(db, sql<boolean>`true`), having: rows.map((row) => row.having) };
}

type Texts = ScoredTexts & { id: string };

/** The length in bytes is known without reading a text; its characters have to be counted. */
async function likeness(db: PortalDb, asked: LikenessAsked, ids: readonly string[]): Promise<(Likeness | null)[]> {
  const cut = (column: RawBuilder<unknown>) => sql`case when octet_length(${column}) <= ${READ} then ${column} else left(${column}, ${READ}) end`;
  const { rows } = await sql<Texts>`select r.id, r.title, r.document_number as "documentNumber", ${cut(sql`r.body_text`)} as "bodyText", coalesce(t.texts, '') as "attachmentsText"
    from open.record r left join (select a.record_id, string_agg(${cut(sql`a.text`)}, e'\n' order by a.position) as texts from open.attachment a
      where a.record_id = any(${[...ids]}::uuid[]) group by a.record_id) t on t.record_id = r.id
    where r.id = any(${[...ids]}::uuid[])`.execute(db);
  const like = likenessTo(asked);
  const found = new Map(rows.map((row) => [row.id, like(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

async function passages(db: PortalDb, { words, lead }: PassageAsked, ids: readonly string[]): Promise<(TextPart[] | null)[]> {
  const { rows } = await sql<{ id: string; text: string }>`select id, body_text as text from open.record where id = any(${[...ids]}::uuid[])`.execute(db);
  const { snippet } = marker(words);
  const found = new Map(rows.map(({ id, text }) => [id, snippet(text, lead)]));
  return ids.map((id) => found.get(id) ?? null);
}
