// The state of every record that was ever public, in the order of its newest change. The order is that of commit
// (platform/change.ts), so a reader who goes on from the last number he has seen misses nothing.
import type { Instant } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { PortalDb } from '../../../platform/database.ts';
import type { ChangeKind } from '../../../platform/schema.ts';

/** `withdrawn`: nothing is left of it but the tombstone. */
export type LatestChange = {
  seq: number; at: Instant; kind: ChangeKind; id: string; withdrawn: boolean;
  agencyCode: string; category: string | null; theme: string | null;
};
/** `theme` is the first level of 主题分类. */
export type ChangeSet = { name: 'category' | 'agency' | 'theme'; value: string };
export type ChangeRange = { after?: number; from?: Instant | undefined; before?: Instant | undefined; set?: ChangeSet | undefined };

// A withdrawn record has no row left to tell its category from; its last change was tagged with it.
const tag = (name: string) => sql`(select substr(x, ${name.length + 2}) from unnest(c.tags) x where starts_with(x, ${`${name}:`}) limit 1)`;
const category = sql`coalesce(r.category, ${tag('category')})`;
const theme = sql`case when r.id is null then ${tag('theme')} else r.theme end`;
const agency = sql`coalesce(r.agency_code, t.agency_code)`;
const setColumns: Readonly<Record<ChangeSet['name'], RawBuilder<unknown>>> = { category, agency, theme: sql`open.first_theme(${theme})` };

/** Each record once, at its newest change; withdrawn ones too. `more` is false when the last one was given. */
export async function latestChanges(db: PortalDb, range: ChangeRange, limit: number): Promise<{ items: LatestChange[]; more: boolean }> {
  const { after = 0, from, before, set } = range;
  const conditions = [
    sql`c.subject_type = 'record'`, sql`c.seq > ${after}`, newest, sql`(r.id is not null or t.id is not null)`,
    ...(from === undefined ? [] : [sql`c.at >= ${from}::timestamptz`]),
    ...(before === undefined ? [] : [sql`c.at < ${before}::timestamptz`]),
    ...(set === undefined ? [] : [sql`${setColumns[set.name]} = ${set.value}`]),
  ];
  const { rows } = await select(sql`${sql.join(conditions, sql` and `)} order by c.seq limit ${limit + 1}`).execute(db);
  return { items: rows.slice(0, limit), more: rows.length > limit };
}

/** Null when there never was such a public record. `id` must be a UUID. */
export async function latestChange(db: PortalDb, id: string): Promise<LatestChange | null> {
  const { rows } = await select(sql`c.subject_type = 'record' and c.subject_id = ${id} and (r.id is not null or t.id is not null)
    order by c.seq desc limit 1`).execute(db);
  return rows[0] ?? null;
}

const newest = sql`not exists (select from open.change n where n.subject_id = c.subject_id and n.seq > c.seq and n.subject_type = 'record')`;

function select(rest: RawBuilder<unknown>): RawBuilder<LatestChange> {
  // Agencies stand in the feed too, under codes that are no UUID.
  const uuid = sql`case when c.subject_type = 'record' then c.subject_id::uuid end`;
  return sql<LatestChange>`select c.seq, c.at, c.kind, c.subject_id as id, r.id is null as withdrawn,
      ${agency} as "agencyCode", ${category} as category, ${theme} as theme
    from open.change c left join open.record r on r.id = ${uuid} left join open.tombstone t on t.id = ${uuid} where ${rest}`;
}

/** When the first record became public; null on an empty site. */
export async function firstChange(db: PortalDb): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`select at from open.change where subject_type = 'record' order by seq limit 1`.execute(db);
  return rows[0]?.at ?? null;
}

/**
 * Waits until whoever is writing to the feed just now has committed: what was stamped before this moment can be read
 * after it. Without it a harvester that comes between stamp and commit would never ask for that record again.
 */
export async function settleChanges(db: PortalDb): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('open.change', 0))`.execute(db);
}

export type TombstoneItem = { id: string; indexNumber: string; agencyName: string; withdrawnAt: Instant; reason: string };

export async function tombstonesByIds(db: PortalDb, ids: readonly string[]): Promise<Map<string, TombstoneItem>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('open.tombstone').select(['id', 'indexNumber', 'agencyName', 'withdrawnAt', 'reason'])
    .where('id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
