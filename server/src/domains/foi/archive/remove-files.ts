// Bytes that an anonymised case leaves behind go, unless something else holds the same ones: files are named by content.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../platform/database.ts';
import { removeFile, unpublishFile, type FileStore } from '../../../platform/files.ts';
import type { OutboxHandler } from '../../../platform/outbox.ts';

export const removeFilesTopic = 'foi-remove-files';
const payloadSchema = z.object({ hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });

/** Done again after a crash it removes what is left. */
export function removeFilesHandler(db: Db, files: FileStore): OutboxHandler {
  return async (payload) => {
    const { hashes } = payloadSchema.parse(payload);
    const used = await usedElsewhere(db, hashes);
    for (const hash of hashes.filter((h) => !used.has(h))) {
      await db.deleteFrom('core.file').where('hash', '=', hash).execute();
      await unpublishFile(files, hash);
      await removeFile(files, hash);
    }
  };
}

/** One pass over everything that names files by hash: columns, and the pictures and attachments within documents. */
async function usedElsewhere(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const wanted = sql`${[...hashes]}::text[]`;
  const within = (column: string, table: string) => sql`select m[1] as hash from ${sql.table(table)}, regexp_matches(${sql.ref(column)}::text, '([0-9a-f]{64})', 'g') m where m[1] = any(${wanted})`;
  const { rows } = await sql<{ hash: string }>`
    select file_hash as hash from core.document_attachment where file_hash = any(${wanted})
    union select file_hash from core.foi_file where file_hash = any(${wanted})
    union select file_hash from open.attachment where file_hash = any(${wanted})
    union select file_hash from open.rendition where file_hash = any(${wanted})
    union ${within('files', 'core.foi_paper')} union ${within('sealed_files', 'core.foi_paper')}
    union ${within('content', 'core.edition')} union ${within('body', 'core.document')} union ${within('content', 'core.document_version')}
    union ${within('value', 'core.setting')}`.execute(db);
  return new Set(rows.map((row) => row.hash));
}
