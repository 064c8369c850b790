import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { ContentDesk, ContentRow } from '../../../console-api/contract-content.ts';
import type { Page } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { contentAgencies, writerRoles } from '../policy.ts';
import { kindSchema } from '../store.ts';

export const listQuery = z.object({
  q: z.string().max(100).optional(), kind: z.string().max(40).optional(), state: z.string().max(20).optional(), agency: z.string().max(40).optional(),
  cursor: z.string().max(100).optional(), limit: z.string().max(4).optional(),
});

/** What the person's own agencies are writing and have published, what was touched last first. */
export async function listContent(db: Db, principal: Principal, query: z.output<typeof listQuery>): Promise<Page<ContentRow>> {
  const like = `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const matching = rowsFor(db, contentAgencies(principal))
    .$if(like !== '%%', (qb) => qb.where('c.title', 'ilike', like))
    .$if(Boolean(query.kind), (qb) => qb.where('c.kind', '=', query.kind ?? ''))
    .$if(Boolean(query.state), (qb) => qb.where(sql<SqlBool>`c.state = ${query.state ?? ''}`))
    .$if(Boolean(query.agency), (qb) => qb.where('c.agencyCode', '=', query.agency ?? ''));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [at = '', id = ''] = (query.cursor ?? '').split('_');
  const after = z.uuid().safeParse(id).success && z.iso.datetime().safeParse(at).success;
  const limit = pageSize(query.limit);
  const rows = await selectRow(matching).$if(after, (qb) => qb.where(sql<SqlBool>`(c.updated_at, c.id) < (${at}::timestamptz, ${id}::uuid)`))
    .orderBy('c.updatedAt', 'desc').orderBy('c.id', 'desc').limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { total, items: page.map(rowOf), next: rows.length > limit && last ? `${last.updatedAt}_${last.id}` : null };
}

/** Null when there is no such piece, or not for this person. */
export async function findRow(db: Db, principal: Principal, id: string): Promise<ContentRow | null> {
  const row = await selectRow(rowsFor(db, contentAgencies(principal))).where('c.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

function rowsFor(db: Db, agencies: readonly string[]) {
  return db.selectFrom('core.content as c').innerJoin('core.agency as a', 'a.code', 'c.agencyCode').leftJoin('open.record as o', 'o.id', 'c.recordId')
    .where(sql<SqlBool>`c.agency_code = any(${[...agencies]}::text[])`);
}

function selectRow(query: ReturnType<typeof rowsFor>) {
  return query.select(['c.id', 'c.kind', 'c.title', 'c.state', 'c.agencyCode', 'a.name as agencyName', 'c.updatedAt', 'c.version', 'o.id as openId',
    sql<string[]>`array(select p.name from core.person p where p.id = any(c.writers) order by p.name)`.as('writers')]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectRow>['execute']>>[number];
const rowOf = ({ openId, kind, ...row }: Selected): ContentRow => ({ ...row, kind: kindSchema.parse(kind), public: openId !== null });

/** Agencies a person may write for, by name. */
export async function contentDesks(db: Db, principal: Principal): Promise<ContentDesk[]> {
  const codes = [...new Set(principal.roles.filter((held) => writerRoles.includes(held.role)).map((held) => held.agencyCode))];
  if (codes.length === 0) return [];
  const rows = await db.selectFrom('core.agency').select(['code', 'name']).where('code', 'in', codes).where('active', '=', true).orderBy('position').orderBy('code').execute();
  return rows.map(({ code, name }) => ({ agencyCode: code, agencyName: name }));
}
