import type { ContentChoice, ContentView } from '../../../console-api/contract-content.ts';
import type { Reason } from '../../../platform/errors.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { recordUrl } from '../../library/index.ts';
import { contentActs } from '../commands/act-on-content.ts';
import { zh } from '../messages.ts';
import type { StoredContent } from '../model.ts';
import { reviewerDesk, writerDesk } from '../policy.ts';
import { faultsOf, stepOf } from '../rules.ts';
import { getContent } from '../store.ts';
import { mayOffer, offersOf } from '../syndication/queries.ts';
import { findRow } from './list-content.ts';
import { placesOf } from './places.ts';

/** @throws Refused 'not-found' (404) also for who may not see it */
export async function getContentView(db: Db, principal: Principal, id: string): Promise<ContentView> {
  const piece = await getContent(db, id);
  const row = await findRow(db, principal, id) ?? notFound(zh.none);
  const faults = piece.state === 'draft' || piece.state === 'review' ? faultsOf(piece.written) : [];
  const isOpen = row.public && piece.recordId !== null;
  return {
    ...row, written: piece.written, editable: piece.state === 'draft' && writerDesk(principal, piece.agencyCode) !== null, returnedReason: piece.returnedReason, faults,
    choices: choicesOf(principal, piece, faults), recordId: piece.recordId, recordUrl: piece.recordId === null ? null : recordUrl(piece.recordId),
    places: isOpen && piece.recordId !== null ? await placesOf(db, piece.recordId) : [], offers: piece.recordId === null ? [] : await offersOf(db, principal, piece.recordId),
    mayOffer: isOpen && piece.recordId !== null && await mayOffer(db, principal, piece.agencyCode),
  };
}

function choicesOf(principal: Principal, piece: StoredContent, faults: readonly Reason[]): ContentChoice[] {
  const [writes, reviews] = [writerDesk(principal, piece.agencyCode) !== null, reviewerDesk(principal, piece.agencyCode) !== null];
  return contentActs.flatMap((act): ContentChoice[] => {
    const step = stepOf(piece.state, act, piece.recordId !== null);
    if (step === null || (step.by === 'writer' ? !writes : !reviews)) return [];
    const own = act === 'publish' && piece.writers.includes(principal.person.id) ? [{ code: 'own-work', message: zh.ownWork }] : [];
    return [{ act, refusals: [...own, ...(act === 'submit' || act === 'publish' ? faults : [])] }];
  });
}
