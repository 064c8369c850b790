// Public copies of files: kept as long as one open record uses them, and no longer.
import { imageFilesOf, type Body } from '@tongming/typeset';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { publishFile, unpublishFile, type FileStore } from '../../platform/files.ts';
import type { OutboxHandler } from '../../platform/outbox.ts';

export const unpublishTopic = 'unpublish-file';
const payloadSchema = z.object({ hash: z.string() });

/** Hashes of all public files of some records: attachments, renditions, pictures of the body. */
export async function openFilesOf(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const some = [...ids];
  const attachments = await ctx.tx.selectFrom('open.attachment').select('fileHash').where('recordId', 'in', some).execute();
  const renditions = await ctx.tx.selectFrom('open.rendition').select('fileHash').where('recordId', 'in', some).execute();
  const bodies = await ctx.tx.selectFrom('open.record').select('body').where('id', 'in', some).where('body', 'is not', null).execute();
  const images = bodies.flatMap((row) => imageFilesOf(row.body as Body));
  return [...new Set([...attachments.map((a) => a.fileHash), ...renditions.map((r) => r.fileHash), ...images])];
}

/** Removes a public copy that no open record uses (any more). Looks again after removing: a publication may have come between. */
export function unpublishHandler(db: Db, files: FileStore): OutboxHandler {
  return async (payload) => {
    const { hash } = payloadSchema.parse(payload);
    if (await inUse(db, hash)) return;
    await unpublishFile(files, hash);
    if (await inUse(db, hash)) await publishFile(files, hash);
  };
}

async function inUse(db: Db, hash: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from open.attachment where file_hash = ${hash})
    or exists (select from open.rendition where file_hash = ${hash})
    or (exists (select from core.file where hash = ${hash} and mime like 'image/%')
        and exists (select from open.record where position(${hash} in body::text) > 0)) as used`.execute(db);
  return rows[0]?.used ?? true;
}
