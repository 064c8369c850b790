import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Page } from '../../../console-api/contract.ts';
import type { TranslationRow, TranslationSource } from '../../../console-api/contract-translations.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { translationAgencies } from '../policy.ts';

export const listQuery = z.object({
  q: z.string().max(100).optional(), state: z.string().max(20).optional(), cursor: z.string().max(100).optional(), limit: z.string().max(4).optional(),
});

/** The title of the source is that of its live edition: a source that was withdrawn still has a name here. */
export function rowsOf(db: Db, agencies: readonly string[]) {
  return db.selectFrom('core.translation as t').innerJoin('core.agency as a', 'a.code', 't.agencyCode')
    .innerJoin('core.edition as e', (join) => join.onRef('e.recordId', '=', 't.sourceRecord').on('e.state', '=', 'live'))
    .leftJoin('core.person as p', 'p.id', 't.translator').leftJoin('core.person as v', 'v.id', 't.reviewer')
    .where(sql<SqlBool>`t.agency_code = any(${[...agencies]}::text[])`)
    .select(['t.sourceRecord as sourceId', sql<string>`e.content->>'title'`.as('sourceTitle'), 't.title', 't.agencyCode', 'a.name as agencyName', 't.state', 't.staleReason',
      'p.name as translator', 'v.name as reviewer', 't.updatedAt', 't.version']);
}

/** Of the person's own agencies, what was touched last first. */
export async function listTranslations(db: Db, principal: Principal, query: z.output<typeof listQuery>): Promise<Page<TranslationRow>> {
  const like = `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const matching = rowsOf(db, translationAgencies(principal))
    .$if(like !== '%%', (qb) => qb.where(sql<SqlBool>`(e.content->>'title' ilike ${like} or t.title ilike ${like})`))
    .$if(Boolean(query.state), (qb) => qb.where(sql<SqlBool>`t.state = ${query.state ?? ''}`));
  const { total } = await db.selectFrom(matching.as('m')).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [at = '', id = ''] = (query.cursor ?? '').split('_');
  const after = z.uuid().safeParse(id).success && z.iso.datetime().safeParse(at).success;
  const limit = pageSize(query.limit);
  const rows = await matching.$if(after, (qb) => qb.where(sql<SqlBool>`(t.updated_at, t.source_record) < (${at}::timestamptz, ${id}::uuid)`))
    .orderBy('t.updatedAt', 'desc').orderBy('t.sourceRecord', 'desc').limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { total, items: page, next: rows.length > limit && last ? `${last.updatedAt}_${last.sourceId}` : null };
}

const offered = 20;

/** Public Chinese records of the person's agencies that nobody has asked for yet, the newest first. */
export async function listSources(db: Db, principal: Principal, q: string): Promise<TranslationSource[]> {
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return db.selectFrom('open.record as r').select(['r.id', 'r.title', 'r.documentNumber', 'r.agencyName'])
    .where('r.language', '=', 'zh-CN').where(sql<SqlBool>`r.agency_code = any(${translationAgencies(principal)}::text[])`)
    .$if(like !== '%%', (qb) => qb.where(sql<SqlBool>`(r.title ilike ${like} or r.document_number ilike ${like})`))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('core.translation as t').select('t.sourceRecord').whereRef('t.sourceRecord', '=', 'r.id'))))
    .orderBy('r.publishedAt', 'desc').limit(offered).execute();
}
