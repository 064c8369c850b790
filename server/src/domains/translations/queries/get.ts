import type { TranslationView } from '../../../console-api/contract-translations.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { recordUrl } from '../../library/index.ts';
import { zh } from '../messages.ts';
import { holds, reviewerRoles, translatorRoles, translationAgencies } from '../policy.ts';
import { actsFor } from '../rules.ts';
import { findSource, getStored } from '../store.ts';
import { rowsOf } from './list.ts';

/** @throws Refused 403, 404 */
export async function getTranslation(db: Db, principal: Principal, sourceId: string): Promise<TranslationView> {
  const stored = await getStored(db, sourceId);
  if (!translationAgencies(principal).includes(stored.agencyCode)) refuse('forbidden', zh.forbidden, 403);
  const [row] = await rowsOf(db, [stored.agencyCode]).where('t.sourceRecord', '=', sourceId).execute();
  if (row === undefined) throw new Error(`translation ${sourceId} has no row`);
  const [source, record] = await Promise.all([
    findSource(db, sourceId),
    stored.recordId === null ? null : db.selectFrom('core.record as r').leftJoin('open.record as o', 'o.id', 'r.id').select(['r.id', 'r.indexNumber', 'o.id as openId']).where('r.id', '=', stored.recordId).executeTakeFirst(),
  ]);
  const translates = holds(principal, stored.agencyCode, translatorRoles) !== null;
  const reviews = holds(principal, stored.agencyCode, reviewerRoles) !== null;
  return {
    ...row, bodyText: stored.bodyText, returnedReason: stored.returnedReason, sourceEdition: stored.sourceEdition,
    source: source && { title: source.title, text: source.bodyText, documentNumber: source.documentNumber, edition: source.edition, address: recordUrl(sourceId) },
    record: record ? { id: record.id, indexNumber: record.indexNumber, isPublic: record.openId !== null } : null,
    may: actsFor(stored, { personId: principal.person.id, translates, reviews }), maySave: stored.state === 'taken' && stored.translator === principal.person.id && translates,
  };
}
