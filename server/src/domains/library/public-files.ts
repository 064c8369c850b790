// Public copies of files: kept as long as one open record, or one letter of an applicant's page, uses them, and no longer.
import { stat } from 'node:fs/promises';
import { now, toEpochMs, type Instant } from '@tongming/law';
import { imageFilesOf, type Body } from '@tongming/typeset';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { listFiles, pathOf, publishFile, unpublishFile, type FileStore } from '../../platform/files.ts';
import type { OutboxHandler } from '../../platform/outbox.ts';

export const unpublishTopic = 'unpublish-file';
const payloadSchema = z.object({ hash: z.string() });

/** Hashes of all public files of some records: attachments, renditions, evidence of channels, pictures of the body. */
export async function openFilesOf(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const some = [...ids];
  const attachments = await ctx.tx.selectFrom('open.attachment').select('fileHash').where('recordId', 'in', some).execute();
  const renditions = await ctx.tx.selectFrom('open.rendition').select('fileHash').where('recordId', 'in', some).execute();
  const evidence = await ctx.tx.selectFrom('open.channelUse').select('fileHash').where('recordId', 'in', some).execute();
  const bodies = await ctx.tx.selectFrom('open.record').select('body').where('id', 'in', some).where('body', 'is not', null).execute();
  const images = bodies.flatMap((row) => imageFilesOf(row.body as Body));
  return [...new Set([...attachments.map((a) => a.fileHash), ...renditions.map((r) => r.fileHash), ...evidence.flatMap((e) => e.fileHash ?? []), ...images])];
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

/** Hashes of all that public records refer to (attachments, renditions, pictures in bodies), and of letters sealed to applicants. */
export async function publicFiles(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ hash: string }>`
    select file_hash as hash from open.attachment union select file_hash from open.rendition
    union select file_hash from open.channel_use where file_hash is not null
    union select (regexp_matches(body::text, '"([0-9a-f]{64})"', 'g'))[1] from open.record where body is not null
    union select jsonb_array_elements(sealed_files)->>'hash' from core.foi_paper where sealed_files <> '[]'`.execute(db);
  return new Set(rows.map((row) => row.hash));
}

/**
 * Public copies are made just before the commit that shows them. A crash in between leaves copies that nothing refers to
 * and nobody can ask for; the sweeper takes them away. Younger ones may belong to a publication under way.
 */
const UNDER_WAY_MS = 600_000;
/** After this the sweeper has had its turn: what is still there is a fault. */
export const SWEPT_BY_MS = 3 * UNDER_WAY_MS;

/** Public copies no record refers to that are older than `age` milliseconds. */
export async function strayPublicFiles(db: Db, files: FileStore, age: number, at: Instant = now()): Promise<string[]> {
  const shown = await publicFiles(db);
  const strays: string[] = [];
  for await (const hash of listFiles(files, 'open')) {
    if (shown.has(hash)) continue;
    const found = await stat(pathOf(files, 'open', hash)).catch(() => null);
    if (found !== null && found.mtimeMs < toEpochMs(at) - age) strays.push(hash);
  }
  return strays;
}

/** Removes what a crash left in the public place. Returns how many files went. */
export async function sweepPublicFiles(db: Db, files: FileStore, at: Instant = now()): Promise<number> {
  const strays = await strayPublicFiles(db, files, UNDER_WAY_MS, at);
  const remove = unpublishHandler(db, files);
  for (const hash of strays) await remove({ hash }, { key: hash, availableAt: at });
  return strays.length;
}

async function inUse(db: Db, hash: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from open.attachment where file_hash = ${hash})
    or exists (select from open.rendition where file_hash = ${hash})
    or exists (select from open.channel_use where file_hash = ${hash})
    or exists (select from core.foi_paper where sealed_files @> jsonb_build_array(jsonb_build_object('hash', ${hash}::text)))
    or (exists (select from core.file where hash = ${hash} and mime like 'image/%')
        and exists (select from open.record where position(${hash} in body::text) > 0)) as used`.execute(db);
  return rows[0]?.used ?? true;
}
