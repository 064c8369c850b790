import { sql, type SqlBool } from 'kysely';
import type { DocumentRow, Page } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { paperAgencies } from '../policy.ts';
import { cosigned, documentRows, listed, listedColumns } from './rows.ts';

export type DocumentQuery = {
  state?: string; agency?: string; kind?: string; q?: string; mine?: string; cursor?: string; limit?: string;
};

/** Documents of one's agencies, and those one's agency co-signs; most recently changed first. */
export async function listDocuments(db: Db, principal: Principal, query: DocumentQuery): Promise<Page<DocumentRow>> {
  const q = query.q?.trim() ?? '';
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const matching = visible(db, principal)
    .$if(Boolean(query.state), (qb) => qb.where('d.state', 'in', (query.state ?? '').split(',')))
    .$if(Boolean(query.agency), (qb) => qb.where('d.agencyCode', '=', query.agency ?? ''))
    .$if(Boolean(query.kind), (qb) => qb.where('d.kind', '=', query.kind ?? ''))
    .$if(query.mine === 'true' || query.mine === '1', (qb) => qb.where('d.draftedBy', '=', principal.person.id))
    .$if(q !== '', (qb) => qb.where(sql<SqlBool>`(d.title ilike ${like} or d.document_number ilike ${like})`));
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const limit = pageSize(query.limit);
  const after = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/.exec(query.cursor ?? '');
  const rows = await matching.select([...listedColumns, cosigned.as('cosigned')])
    .$if(after !== null, (qb) => qb.where(sql<SqlBool>`(date_trunc('milliseconds', d.updated_at), d.id) < (${after?.[1] ?? ''}::timestamptz, ${after?.[2] ?? ''}::uuid)`))
    .orderBy(sql`date_trunc('milliseconds', d.updated_at) desc`).orderBy('d.id', 'desc').limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    total, items: await documentRows(db, page), next: rows.length > limit && last ? `${last.updatedAt}_${last.id}` : null,
  };
}

/** The rule of mayRead (policy.ts), as a condition. */
export function visible(db: Db, principal: Principal) {
  const agencies = paperAgencies(principal);
  return listed(db).where((eb) => agencies.length === 0 ? sql<SqlBool>`false` : eb.or([
    eb('d.agencyCode', 'in', agencies),
    eb.and([eb('d.state', 'not in', ['drafting', 'discarded']), sql<SqlBool>`d.joint_agencies && ${agencies}`]),
  ]));
}
