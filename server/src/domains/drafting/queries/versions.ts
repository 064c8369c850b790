import type { Instant } from '@tongming/law';
import type { Sheet, VersionRow } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { readableCase } from './get-document.ts';

/** Saved versions of the sheet, newest first. */
export async function versions(db: Db, principal: Principal, id: string): Promise<VersionRow[]> {
  await readableCase(db, principal, id);
  return rows(db, id).select(['v.version', 'p.name as savedBy', 'v.savedAt']).orderBy('v.version', 'desc').execute();
}

export async function version(
  db: Db, principal: Principal, id: string, no: number,
): Promise<{ version: number; savedBy: string; savedAt: Instant; sheet: Sheet }> {
  await readableCase(db, principal, id);
  const row = await rows(db, id).select(['v.version', 'p.name as savedBy', 'v.savedAt', 'v.content'])
    .where('v.version', '=', no).executeTakeFirst();
  if (!row) notFound(zh.refusal.noVersion);
  const { content, ...rest } = row;
  return { ...rest, sheet: content as Sheet };
}

function rows(db: Db, id: string) {
  return db.selectFrom('core.documentVersion as v').innerJoin('core.person as p', 'p.id', 'v.savedBy').where('v.documentId', '=', id);
}
