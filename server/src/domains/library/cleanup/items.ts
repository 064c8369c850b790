import { today, type CivilDate } from '@tongming/law';
import { sql, type SqlBool } from 'kysely';
import type { CleanupDecision, CleanupItem, CleanupItems, CleanupRow, CleanupScope, CleanupView, Page } from '../../../console-api/contract-validity.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { keptAgencies, mayEndAs, recordAgencies } from '../policy.ts';
import { zh } from './messages.ts';
import { findCleanup } from './open-cleanup.ts';
import type { Frozen } from './start.ts';

/** What became of a record since the list was frozen; null: nothing that matters. */
const conflictOn = (day: CivilDate) => sql<string | null>`case
  when exists (select from core.record_end x where x.record_id = i.record_id and x.kind = 'withdrawn') then 'withdrawn'
  when exists (select from core.record_end x where x.record_id = i.record_id and not i.frozen->'ends' ? x.kind) then 'ended'
  when e.no is distinct from (i.frozen->>'editionNo')::int then 'revised'
  when e.content->>'expiresOn' < ${day} and i.frozen->>'status' <> 'expired' then 'expired' end`;
const joined = sql`core.cleanup_item i left join core.edition e on e.record_id = i.record_id and e.state = 'live'`;

export type Standing = { id: string; agencyCode: string; title: string; decision: CleanupDecision | null; ground: string | null; conflict: string | null };

export async function itemsAsTheyStand(db: Db | Tx, id: string, day: CivilDate): Promise<Standing[]> {
  const { rows } = await sql<Standing>`select i.record_id as id, i.agency_code, i.frozen->>'title' as title, i.decision, i.ground, ${conflictOn(day)} as conflict
    from ${joined} where i.cleanup_id = ${id}::uuid order by i.position`.execute(db);
  return rows;
}

const counted = sql`count(*)::int as total, (count(*) filter (where i.decision is not null))::int as decided`;

/** Campaigns one leads or has records in. */
export async function listCleanups(db: Db, principal: Principal, query: { cursor?: string; limit?: string }): Promise<Page<CleanupRow>> {
  const own = recordAgencies(principal);
  const limit = pageSize(query.limit);
  const offset = Number(/^\d{1,6}$/.exec(query.cursor ?? '')?.[0] ?? 0);
  const seen = sql<SqlBool>`(c.agency_code = any(${own}::text[]) or exists (select from core.cleanup_item x where x.cleanup_id = c.id and x.agency_code = any(${own}::text[])))`;
  const { rows } = await sql<CleanupRow>`select c.id, c.name, a.name as agency_name, c.deadline, c.state, c.started_at, c.applied_on, n.total, n.decided
    from core.cleanup c join core.agency a on a.code = c.agency_code, lateral (select ${counted} from core.cleanup_item i where i.cleanup_id = c.id) n
    where ${seen} order by (c.state = 'open') desc, c.started_at desc, c.id limit ${limit} offset ${offset}`.execute(db);
  const { rows: [all] } = await sql<{ total: number }>`select count(*)::int as total from core.cleanup c where ${seen}`.execute(db);
  const total = all?.total ?? 0;
  return { total, items: rows, next: offset + rows.length < total ? String(offset + rows.length) : null };
}

export async function getCleanup(db: Db, principal: Principal, id: string): Promise<CleanupView> {
  const { leads, mine } = await rightsIn(db, principal, id);
  const { agencyCode, ...row } = await db.selectFrom('core.cleanup as c').innerJoin('core.agency as a', 'a.code', 'c.agencyCode')
    .innerJoin('core.person as s', 's.id', 'c.startedBy').leftJoin('core.person as p', 'p.id', 'c.closedBy')
    .select(['c.id', 'c.name', 'c.agencyCode', 'a.name as agencyName', 'c.deadline', 'c.state', 'c.startedAt', 'c.appliedOn', 'c.version', 'c.scope', 's.name as startedBy', 'p.name as closedBy', 'c.closedAt'])
    .where('c.id', '=', id).executeTakeFirstOrThrow();
  const { rows: agencies } = await sql<CleanupView['agencies'][number]>`select a.code, a.name, ${counted}
    from core.cleanup_item i join core.agency a on a.code = i.agency_code where i.cleanup_id = ${id}::uuid and ${visible(leads, mine)} group by a.code, a.name, a.position order by a.position, a.code`.execute(db);
  const { rows: tallies } = await sql<{ key: CleanupDecision | 'undecided' | 'conflicts'; n: number }>`
    select coalesce(i.decision, 'undecided') as key, count(*)::int as n from core.cleanup_item i where i.cleanup_id = ${id}::uuid and ${visible(leads, mine)} group by 1
    union all select 'conflicts', count(*)::int from ${joined} where i.cleanup_id = ${id}::uuid and ${visible(leads, mine)} and ${conflictOn(today())} is not null`.execute(db);
  const counts = { keep: 0, amend: 0, repeal: 0, expire: 0, undecided: 0, conflicts: 0, ...Object.fromEntries(tallies.map(({ key, n }) => [key, n])) };
  const scope = row.scope as CleanupScope;
  return {
    ...row, scope, scopeWords: await wordsOf(db, scope), agencies, leads: mayEndAs(principal, agencyCode) !== null, counts: row.state === 'open' ? counts : { ...counts, conflicts: 0 },
    total: agencies.reduce((sum, a) => sum + a.total, 0), decided: agencies.reduce((sum, a) => sum + a.decided, 0),
  };
}

const visible = (leads: boolean, mine: readonly string[]) => (leads ? sql<SqlBool>`true` : sql<SqlBool>`i.agency_code = any(${[...mine]}::text[])`);

/** @throws Refused 404 for who neither leads it nor has records in it */
export async function rightsIn(db: Db, principal: Principal, id: string): Promise<{ leads: boolean; mine: string[] }> {
  const cleanup = await findCleanup(db, id);
  const mine = recordAgencies(principal);
  const leads = mine.includes(cleanup.agencyCode);
  const has = leads || await db.selectFrom('core.cleanupItem').select('recordId').where('cleanupId', '=', id).where('agencyCode', 'in', [...mine, '']).limit(1).executeTakeFirst() !== undefined;
  return has ? { leads, mine } : notFound(zh.none);
}

async function wordsOf(db: Db, scope: CleanupScope): Promise<string> {
  const s = zh.scope;
  const agencies = scope.agencies.length === 0 ? [] : await db.selectFrom('core.agency').select('name').where('code', 'in', scope.agencies).orderBy('position').execute();
  return [
    agencies.length === 0 ? s.all : s.agencies(agencies.map((a) => a.name)),
    ...(scope.categories.length > 0 ? [s.categories(scope.categories.map((c) => zh.categories[c] ?? c))] : []),
    ...(scope.yearFrom !== null || scope.yearTo !== null ? [s.years(scope.yearFrom, scope.yearTo)] : []),
    ...(scope.statuses.length > 0 ? [s.statuses(scope.statuses.map((c) => zh.statuses[c] ?? c))] : []),
  ].join(s.separator);
}

export const itemFilters = ['undecided', 'returned', 'keep', 'amend', 'repeal', 'expire', 'conflicts'] as const;
export type ItemQuery = { show?: (typeof itemFilters)[number]; agency?: string; q?: string; cursor?: string; limit?: string };

/** The list in its frozen order. */
export async function listItems(db: Db, principal: Principal, id: string, query: ItemQuery): Promise<CleanupItems> {
  const { leads, mine } = await rightsIn(db, principal, id);
  const { state, agencyCode: leader } = await findCleanup(db, id);
  const conflict = state === 'open' ? conflictOn(today()) : sql<string | null>`null`;
  const like = `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const where = sql<SqlBool>`i.cleanup_id = ${id}::uuid and ${visible(leads, mine)} and ${shown(query.show, conflict)}
    and (${query.agency ?? ''} = '' or i.agency_code = ${query.agency ?? ''}) and (i.frozen->>'title' ilike ${like} or i.frozen->>'documentNumber' ilike ${like})`;
  const { rows: [all] } = await sql<{ total: number }>`select count(*)::int as total from ${joined} where ${where}`.execute(db);
  const limit = pageSize(query.limit);
  const after = Number(/^\d{1,9}$/.exec(query.cursor ?? '')?.[0] ?? 0);
  const { rows } = await sql<Stored>`select i.record_id as id, i.position, i.agency_code, a.name as agency_name, i.frozen, i.decision, i.ground, p.name as decided_by, i.decided_at,
      i.returned_note, ${conflict} as conflict, i.outcome, i.outcome_note, i.version, o.id is not null as public
    from ${joined} join core.agency a on a.code = i.agency_code left join core.person p on p.id = i.decided_by left join open.record o on o.id = i.record_id
    where ${where} and i.position > ${after} order by i.position limit ${limit + 1}`.execute(db);
  const kept = new Set(keptAgencies(principal));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    total: all?.total ?? 0, next: rows.length > limit && last ? String(last.position) : null,
    items: page.map(({ frozen: { editionNo: _no, ends: _ends, ...frozen }, ...row }) => ({
      ...frozen, ...row, conflict: row.conflict === null ? null : zh.conflict[row.conflict] ?? row.conflict,
      editable: state === 'open' && (kept.has(row.agencyCode) || mayEndAs(principal, leader) !== null),
    })),
  };
}

type Stored = Omit<CleanupItem, keyof Omit<Frozen, 'editionNo' | 'ends'> | 'editable'> & { frozen: Frozen };

function shown(show: ItemQuery['show'], conflict: ReturnType<typeof conflictOn>) {
  switch (show) {
    case undefined: return sql<SqlBool>`true`;
    case 'undecided': return sql<SqlBool>`i.decision is null`;
    case 'returned': return sql<SqlBool>`i.returned_note is not null`;
    case 'conflicts': return sql<SqlBool>`${conflict} is not null`;
    default: return sql<SqlBool>`i.decision = ${show}`;
  }
}
