import type { RecordFacts, RecordView, RelationType } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { mayEndAs, recordAgencies } from '../policy.ts';
import { findRecordRow } from './list-records.ts';
import { liveEditions } from './live-edition.ts';

/** A record with its editions, ends and relations at both sides. */
export async function getRecord(db: Db, principal: Principal, id: string): Promise<RecordView> {
  const row = await findRecordRow(db, principal, id);
  if (row === null) notFound(zh.noRecord);
  const editions = await db.selectFrom('core.edition').select(['no', 'state', 'publishedAt', 'documentId'])
    .where('recordId', '=', id).orderBy('no').execute();
  const ends = await db.selectFrom('core.recordEnd as e').leftJoin('core.person as p', 'p.id', 'e.personId')
    .select(['e.kind', 'e.effectiveOn', 'e.ground', 'e.publicNote', 'e.at', 'p.name as by'])
    .where('e.recordId', '=', id).orderBy('e.id').execute();
  // The ground is the agency's own; the others get what the public gets.
  const { agencyCode } = await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirstOrThrow();
  const inside = recordAgencies(principal).includes(agencyCode);
  return {
    ...row, editions, relations: await relationsOf(db, principal, id), facts: inside ? await factsOf(db, principal, id) : null,
    ends: ends.map((end) => ({ ...end, by: end.by ?? zh.clock, ground: inside ? end.ground : end.publicNote })),
  };
}

async function factsOf(db: Db, principal: Principal, id: string): Promise<RecordFacts | null> {
  const [live] = await liveEditions(db, [id]);
  const row = await db.selectFrom('core.record as r').leftJoin('core.person as p', 'p.id', 'r.keywordsConfirmedBy')
    .select(['r.version', 'r.keywordsConfirmedAt as at', 'p.name as by']).where('r.id', '=', id).executeTakeFirstOrThrow();
  if (!live) return null;
  const { category, theme, keywords, effectiveOn, expiresOn } = live.content;
  return {
    version: row.version, category, theme, keywords, effectiveOn, expiresOn, editable: !live.withdrawn && mayEndAs(principal, live.agencyCode) !== null,
    keywordsConfirmed: row.at === null ? null : { by: row.by ?? zh.clock, at: row.at },
  };
}

async function relationsOf(db: Db, principal: Principal, id: string): Promise<RecordView['relations']> {
  const rows = await db.selectFrom('core.relation').select(['type', 'fromRecord', 'toRecord', 'toText'])
    .where((eb) => eb.or([eb('fromRecord', '=', id), eb('toRecord', '=', id)])).orderBy('id').execute();
  const found: RecordView['relations'] = [];
  for (const row of rows) {
    const direction = row.fromRecord === id ? 'to' : 'from';
    const other = direction === 'to' ? row.toRecord : row.fromRecord;
    const title = other === null ? row.toText : (await findRecordRow(db, principal, other))?.title;
    if (title) found.push({ direction, type: row.type as RelationType, recordId: other, title });
  }
  return found;
}
