import { today, type Instant } from '@tongming/law';
import { sql, type SqlBool } from 'kysely';
import type { Page, RecordRow } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { contentCategories } from '../open/content-categories.ts';
import { zh } from '../messages.ts';
import { recordAgencies } from '../policy.ts';
import { noGrounds, statusGrounds } from '../project.ts';
import { statusOf } from '../status.ts';

/** `status` is a validity of public records, or 'withdrawn'; `public`: only what everybody can read; `content`: not documents alone. */
export type RecordQuery = { q?: string; agency?: string; status?: string; public?: 'true'; content?: 'true'; cursor?: string; limit?: string };

/** Own agency's records whole; of the others what the public sees. Newest first. */
export async function listRecords(db: Db, principal: Principal, query: RecordQuery): Promise<Page<RecordRow>> {
  const matching = recordsFor(db, principal)
    .$if(Boolean(query.agency), (qb) => qb.where('r.agencyCode', '=', query.agency ?? ''))
    .$if(query.status === 'withdrawn', (qb) => qb.where('t.id', 'is not', null))
    .$if(Boolean(query.status) && query.status !== 'withdrawn', (qb) => qb.where(sql<SqlBool>`o.status = ${query.status ?? ''}`))
    .$if(query.content !== 'true', (qb) => qb.where('r.category', 'not in', [...contentCategories]))
    .$if(query.public === 'true', (qb) => qb.where('o.id', 'is not', null))
    .$if(Boolean(query.q?.trim()), (qb) => qb.where(matches(query.q?.trim() ?? '', recordAgencies(principal))));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const limit = pageSize(query.limit);
  const after = positionOf(query.cursor);
  const rows = await selectRow(matching)
    .$if(after !== null, (qb) => qb.where(sql<SqlBool>`(r.created_at, r.id) < (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`))
    .orderBy('r.createdAt', 'desc').orderBy('r.id', 'desc').limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    total, items: await toRows(db, principal, page),
    next: rows.length > limit && last ? `${last.createdAt}_${last.id}` : null,
  };
}

/** One row, or null when there is no such record or the person may not see it. */
export async function findRecordRow(db: Db, principal: Principal, id: string): Promise<RecordRow | null> {
  const rows = await selectRow(recordsFor(db, principal)).where('r.id', '=', id).execute();
  return (await toRows(db, principal, rows))[0] ?? null;
}

function recordsFor(db: Db, principal: Principal) {
  const own = recordAgencies(principal);
  return db.selectFrom('core.record as r')
    .innerJoin('core.edition as e', (join) => join.onRef('e.recordId', '=', 'r.id').on('e.state', '=', 'live'))
    .innerJoin('core.agency as a', 'a.code', 'r.agencyCode')
    .leftJoin('open.record as o', 'o.id', 'r.id')
    .leftJoin('open.tombstone as t', 't.id', 'r.id')
    .where((eb) => eb.or([
      eb('o.id', 'is not', null), eb('t.id', 'is not', null), ...(own.length > 0 ? [eb('r.agencyCode', 'in', own)] : []),
    ]));
}

function selectRow(query: ReturnType<typeof recordsFor>) {
  return query.select([
    'r.id', 'r.indexNumber', 'r.kind', 'r.agencyCode', 'r.createdAt', 'a.name as agencyName', 'o.id as openId', 'o.title as openTitle',
    'o.publishedAt', 'o.status', 't.id as tombstoneId',
    sql<string>`e.content->>'title'`.as('title'), sql<string | null>`e.content->>'documentNumber'`.as('documentNumber'),
    sql<RecordRow['dateMade']>`e.content->>'dateMade'`.as('dateMade'),
    sql<RecordRow['dateMade']>`e.content->>'effectiveOn'`.as('effectiveOn'),
    sql<RecordRow['dateMade']>`e.content->>'expiresOn'`.as('expiresOn'),
    sql<{ attribute: RecordRow['attribute']; method: RecordRow['method'] }>`e.content->'disclosure'`.as('disclosure'),
  ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRow>['execute']>>[number];

/** Another agency's withdrawn record keeps its number and nothing else. */
async function toRows(db: Db, principal: Principal, rows: readonly Selected[]): Promise<RecordRow[]> {
  const own = new Set(recordAgencies(principal));
  const inner = rows.filter((row) => row.openId === null && row.tombstoneId === null).map((row) => row.id);
  const grounds = await statusGrounds(db, inner);
  return rows.map((row) => {
    const mine = own.has(row.agencyCode);
    const validity = row.tombstoneId !== null ? 'withdrawn' : row.status
      ?? statusOf({ today: today(), effectiveOn: row.effectiveOn, expiresOn: row.expiresOn, ...(grounds.get(row.id) ?? noGrounds) }).status;
    return {
      id: row.id, indexNumber: row.indexNumber, kind: row.kind, agencyName: row.agencyName,
      title: mine ? row.title : (row.openTitle ?? zh.withdrawnTitle), documentNumber: mine || row.openId !== null ? row.documentNumber : null,
      dateMade: mine || row.openId !== null ? row.dateMade : null, publishedAt: row.publishedAt, status: validity,
      public: row.openId !== null, url: row.openId === null && row.tombstoneId === null ? null : recordUrl(row.id),
      ...row.disclosure,
    };
  });
}

/** The page of a record on the portal. */
export function recordUrl(id: string): string {
  return `/records/${id}`;
}

/** Own records are found by their own title, the others by their public one. */
function matches(q: string, own: readonly string[]) {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`(o.title ilike ${like} or o.document_number ilike ${like} or r.index_number ilike ${like}
    or (r.agency_code = any(${[...own]}) and (e.content->>'title' ilike ${like} or e.content->>'documentNumber' ilike ${like})))`;
}

function positionOf(cursor: string | undefined): { at: Instant; id: string } | null {
  const m = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/.exec(cursor ?? '');
  return m?.[1] && m[2] ? { at: m[1] as Instant, id: m[2] } : null;
}
