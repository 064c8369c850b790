// Papers as they lie in the store: read, locked, sealed.
import { z } from 'zod';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import { readFile } from '../../../platform/files.ts';
import { paperOf, type PaperRow } from '../papers.ts';
import type { Env } from '../perform.ts';
import { letterOf } from './input.ts';
import { isPaperKind, type LetterContent } from './model.ts';
import { zh } from './zh.ts';

/** @throws Refused 'edit-conflict' (409) when the case changed since it was looked at */
export async function lockCase(tx: Tx, view: FoiCaseView): Promise<void> {
  const row = await tx.selectFrom('core.foiCase').select('version').where('id', '=', view.id).forUpdate().executeTakeFirst();
  if (row === undefined) notFound(zh.refusal.notFound);
  if (row.version !== view.version) conflict(zh.refusal.conflict);
}

/** @throws Refused 404, 'not-draft', 'edit-conflict' */
export async function lockDraft(tx: Tx, view: FoiCaseView, paperId: string, version: number): Promise<{ paper: PaperRow; letter: LetterContent }> {
  await tx.selectFrom('core.foiPaper').select('id').where('id', '=', paperId).forUpdate().executeTakeFirst();
  const paper = await paperOf(tx, paperId);
  if (paper === null || paper.caseId !== view.id || !isPaperKind(paper.kind)) return notFound(zh.refusal.notFound);
  if (paper.state !== 'draft') refuse('not-draft', zh.refusal.notDraft);
  if (paper.version !== version) conflict(zh.refusal.conflict);
  return { paper, letter: letterOf(paper.content) ?? refuse('letter-broken', zh.check.broken) };
}

/** core.setting 'foi-seals': agency code → hash of the picture in the file store. */
const sealsSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));
export async function sealOf(env: Pick<Env, 'files'>, db: Db | Tx, agencyCode: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'foi-seals').executeTakeFirst();
  const hash = sealsSchema.safeParse(row?.value).data?.[agencyCode];
  return hash === undefined ? null : readFile(env.files, hash);
}
