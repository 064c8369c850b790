// The records of a rule and of a feed (rule and hand), newest first, with their exact number. Reads schema `open` only.
import { civilDateOf, type CivilDate, type Instant } from '@tongming/law';
import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import { encodeCursor, type Position } from '../../library/open/cursor.ts';
import { recordsByIds, type ListedRecord } from '../../library/open/list-records.ts';
import type { FeedRule } from './rule.ts';

/** `rule` null: nothing comes by itself. Ids that are not public (any more) are passed over. */
export type Feed = { rule: FeedRule | null; pinned: readonly string[]; placed: readonly string[]; excluded: readonly string[] };
export type FeedPage = { items: ListedRecord[]; next: string | null; total: number };
export type FeedRequest = { limit: number; after?: Position | null };
/** The agencies whose records the rule may take; null = all. What is placed by hand comes from the whole pool. */
export type FeedScope = readonly string[] | null;

/** Newest publication first; `next` is null on the last page. */
export function recordsOfRule(db: PortalDb, rule: FeedRule, scope: FeedScope, request: FeedRequest): Promise<FeedPage> {
  return recordsOfFeed(db, { rule, pinned: [], placed: [], excluded: [] }, scope, request);
}

/** Pinned ones first, in their order, on the first page; then the others by publication, without the excluded. */
export async function recordsOfFeed(db: PortalDb, feed: Feed, scope: FeedScope, { limit, after = null }: FeedRequest): Promise<FeedPage> {
  const [top, total] = await Promise.all([after === null ? recordsByIds(db, feed.pinned) : [], countOfFeed(db, feed, scope)]);
  // However many are pinned, one of the others: the next page goes on after it.
  const room = Math.max(1, limit - top.length);
  const found = await newest(db, feed, scope, room + 1, after);
  const items = [...top, ...await recordsByIds(db, found.slice(0, room).map((row) => row.id))];
  const last = items.at(-1);
  return { items, next: found.length > room && last ? encodeCursor({ at: last.publishedAt, id: last.id }) : null, total };
}

/** The first of it, without counting. */
export async function newestOfFeed(db: PortalDb, feed: Feed, scope: FeedScope, limit: number): Promise<ListedRecord[]> {
  const top = await recordsByIds(db, feed.pinned);
  const rest = top.length >= limit ? [] : await recordsByIds(db, (await newest(db, feed, scope, limit - top.length, null)).map((row) => row.id));
  return [...top, ...rest].slice(0, limit);
}

/** The day on which the newest of it was published, wherever it stands; null when it is empty. */
export async function lastDayOfFeed(db: QueryExecutorProvider, feed: Feed, scope: FeedScope): Promise<CivilDate | null> {
  const [first] = await newest(db, { ...feed, pinned: [], placed: [...feed.pinned, ...feed.placed] }, scope, 1, null);
  return first === undefined ? null : civilDateOf(first.at);
}

type Place = { id: string; at: Instant };

async function newest(db: QueryExecutorProvider, feed: Feed, scope: FeedScope, limit: number, after: Position | null): Promise<Place[]> {
  const not = [...feed.pinned, ...feed.excluded];
  const placed = feed.placed.filter((id) => !not.includes(id));
  const outside = [...not, ...placed];
  const walks: Walk[] = [
    ...(placed.length === 0 ? [] : [{ columns: whole, each: null, conditions: [sql`r.id = any(${placed}::uuid[])`, ...later(whole, after)] }]),
    ...(feed.rule === null ? [] : [walkOf(feed.rule, scope, { hidden: outside, after })]),
  ];
  if (walks.length === 0) return [];
  const { rows } = await sql<Place>`select x.id, x.at from (${sql.join(walks.map((walk) => sql`(${select(walk, limit)})`), sql` union all `)}) x
    order by x.at desc, x.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The same facts in the whole row and in the narrow one that search keeps of it; titles are in the whole one only. */
type Columns = Readonly<Record<'table' | 'id' | 'at' | 'kind' | 'category' | 'theme' | 'agency' | 'region' | 'language', RawBuilder<unknown>>>;
const whole: Columns = {
  table: sql`open.record r`, id: sql`r.id`, at: sql`r.published_at`, kind: sql`r.kind`, category: sql`r.category`, theme: sql`open.first_theme(r.theme)`, agency: sql`r.agency_code`,
  region: sql`r.region_code`, language: sql`r.language`,
};
const narrow: Columns = {
  table: sql`open.search_entry e`, id: sql`e.record_id`, at: sql`e.published_at`, kind: sql`e.kind`, category: sql`e.category`, theme: sql`e.theme`, agency: sql`e.agency_code`,
  region: sql`e.region_code`, language: sql`e.language`,
};

type Walk = { columns: Columns; each: RawBuilder<unknown> | null; conditions: readonly RawBuilder<unknown>[] };

function select({ columns: { table, id, at }, each, conditions }: Walk, limit: number): RawBuilder<unknown> {
  const one = sql`select ${id} as id, ${at} as at from ${table} where ${all(conditions)} order by ${at} desc, ${id} desc limit ${limit}`;
  return each === null ? one : sql`select y.id, y.at from ${each} cross join lateral (${one}) y order by y.at desc, y.id desc limit ${limit}`;
}

/** A site of few agencies: the newest of each by its index is the shorter walk. */
const fewAgencies = 8;

/** By the index that is in the order asked for: of the category, of a few agencies, else of the days, in the narrowest row that knows what is asked. */
function walkOf(rule: FeedRule, scope: FeedScope, { hidden, after }: { hidden: readonly string[]; after: Position | null }): Walk {
  const agencies = reach(rule, scope);
  const on = (columns: Columns, each: RawBuilder<unknown> | null, more: readonly RawBuilder<unknown>[] = []): Walk => ({
    columns, each, conditions: [...more, ...ruleConditions(rule, scope, columns), ...(hidden.length === 0 ? [] : [sql`${columns.id} <> all(${hidden}::uuid[])`]), ...later(columns, after)],
  });
  if (rule.categories !== undefined) return on(whole, sql`unnest(${distinct(rule.categories)}::text[]) one(code)`, [sql`r.category = one.code`]);
  if (agencies !== null && agencies.length <= fewAgencies) return on(whole, sql`unnest(${agencies}::text[]) one(code)`, [sql`r.agency_code = one.code`]);
  if (rule.words !== undefined) return on(whole, null);
  // Literal: the planner takes a partial index only where it sees the value.
  return on(narrow, null, rule.languages === undefined || rule.languages.includes('zh-CN') ? [] : [sql`e.language <> 'zh-CN'`]);
}

const later = ({ at, id }: Columns, after: Position | null): RawBuilder<unknown>[] => (after === null ? [] : [sql`(${at}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)`]);
const distinct = (values: readonly string[]): string[] => [...new Set(values)];
const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `));
const reach = ({ agencies }: FeedRule, scope: FeedScope): string[] | null => (
  agencies === undefined ? (scope === null ? null : [...scope]) : distinct(agencies).filter((code) => scope === null || scope.includes(code))
);

/** `takes` of rule.ts says the same of one record. Words: of the whole row only. */
function ruleConditions(rule: FeedRule, scope: FeedScope, columns: Columns = whole): RawBuilder<unknown>[] {
  const agencies = reach(rule, scope);
  return [
    ...among(columns.kind, rule.kinds), ...among(columns.category, rule.categories), ...among(columns.theme, rule.themes), ...among(columns.region, rule.regions),
    ...among(columns.language, rule.languages), ...(agencies === null ? [] : among(columns.agency, agencies)),
    ...(rule.words === undefined ? [] : [sql`(r.keywords && ${rule.words}::text[] or exists (select 1 from unnest(${rule.words}::text[]) w(word) where strpos(r.title, w.word) > 0))`]),
  ];
}

const among = (column: RawBuilder<unknown>, values: readonly string[] | undefined): RawBuilder<unknown>[] => (values === undefined ? [] : [sql`${column} = any(${[...values]}::text[])`]);

/** Exact: all the rule takes, without what the hand has taken out or put in its own place, and what the hand has put in. */
export async function countOfFeed(db: QueryExecutorProvider, { rule, pinned, placed, excluded }: Feed, scope: FeedScope): Promise<number> {
  const hand = distinct([...pinned, ...placed, ...excluded]);
  const shown = distinct([...pinned, ...placed.filter((id) => !excluded.includes(id))]);
  const byRule = rule === null ? sql`0` : sql`(${rule.words === undefined ? kept(rule, scope) : counted(rule, scope)})`;
  const taken = rule === null || hand.length === 0 ? sql`0` : sql`(select count(*) from open.record r where r.id = any(${hand}::uuid[]) and ${all(ruleConditions(rule, scope))})`;
  const given = shown.length === 0 ? sql`0` : sql`(select count(*) from open.record r where r.id = any(${shown}::uuid[]))`;
  const { rows } = await sql<{ n: number }>`select (${byRule} - ${taken} + ${given})::bigint as n`.execute(db);
  return rows[0]?.n ?? 0;
}

const counted = (rule: FeedRule, scope: FeedScope): RawBuilder<unknown> => sql`select count(*) from open.record r where ${all(ruleConditions(rule, scope))}`;

/** From the counts kept with the records, where they know what the rule asks. */
function kept(rule: FeedRule, scope: FeedScope): RawBuilder<unknown> {
  const agencies = reach(rule, scope);
  const conditions = [
    ...among(sql`c.kind`, rule.kinds), ...among(sql`c.category`, rule.categories), ...among(sql`c.theme`, rule.themes),
    ...among(sql`c.region_code`, rule.regions), ...among(sql`c.language`, rule.languages), ...(agencies === null ? [] : among(sql`c.agency_code`, agencies)),
  ];
  return sql`select coalesce(sum(c.count), 0) from open.record_count c where ${all(conditions)}`;
}
