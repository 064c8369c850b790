import { done, runCommand } from '../../../../platform/command.ts';
import { json, type Db } from '../../../../platform/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import { keepStaged, recordFile, type FileStore, type StagedFile } from '../../../../platform/files.ts';
import { journal } from '../../../../platform/journal.ts';
import type { Principal } from '../../../identity/index.ts';
import { lookAt } from '../sources/table.ts';
import { zh } from './messages.ts';
import { actingFor } from './review.ts';

/** Keeps the table and says what its headers seem to be. */
export async function uploadReview(db: Db, files: FileStore, principal: Principal, agencyCode: string, upload: { name: string; file: StagedFile }): Promise<string> {
  const actor = actingFor(principal, agencyCode);
  if (!/\.(?:csv|txt|xlsx)$/i.test(upload.name)) refuse('import-source', zh.tableOnly, 415);
  const suggestion = await lookAt(upload.file.path);
  const file = await keepStaged(files, upload.file);
  return runCommand(db, actor, async (ctx) => {
    await recordFile(ctx.tx, file);
    const row = await ctx.tx.insertInto('core.importReview').values({
      agencyCode, fileName: upload.name, fileHash: file.hash, personId: principal.person.id, state: 'mapping', suggestion: json(suggestion), fault: null, jobId: null,
      createdAt: ctx.now, updatedAt: ctx.now,
    }).returning(['id', 'agencyCode', 'fileName', 'fileHash']).executeTakeFirstOrThrow();
    return done(row.id, await journal(ctx, { action: 'import-review.upload', subjectType: 'import', subjectId: row.id, after: row }));
  });
}
