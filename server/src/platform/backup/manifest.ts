// What a backup says of itself: the last entry of its archive.
import { z } from 'zod';

/**
 * A backup is a zstd-compressed tar archive (tar --zstd opens it) followed by a frame that decompressors skip: the
 * SHA-256 of all bytes before it. Entries: tables/<schema.table>/<piece>.copy, files/<place>/<hash>, manifest.json.
 */
export const FORMAT = 1;
export const MANIFEST_NAME = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z_]+\.[a-z_0-9]+$/);
const column = z.string().regex(/^(?:[a-z_0-9]+|"[a-z_0-9]+")$/);

export const manifestSchema = z.object({
  tongmingBackup: z.literal(true),
  format: z.number().int(),
  madeAt: z.string(),
  serverVersion: z.string(),
  migrations: z.array(z.object({ no: z.number().int(), name: z.string(), hash: sha256 })).min(1),
  /** In the order in which they go back. */
  tables: z.array(z.object({
    name, columns: z.array(column).min(1), rows: z.number().int(), sha256, identity: column.nullable(), lastIdentity: z.number().int().nullable(),
  })),
  /** Hash of the last sealed block of the journal. */
  journalHead: z.string(),
  entries: z.array(z.object({ name: z.string().max(100), size: z.number().int(), sha256 })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const FRAME_MAGIC = 0x184d2a5e;
const DIGEST_BYTES = 32;
export const FOOTER_BYTES = 8 + DIGEST_BYTES;

export function footerOf(digest: Buffer): Buffer {
  const frame = Buffer.alloc(8);
  frame.writeUInt32LE(FRAME_MAGIC, 0);
  frame.writeUInt32LE(DIGEST_BYTES, 4);
  return Buffer.concat([frame, digest]);
}

/** The digest a footer holds; null when it is none. */
export function digestIn(footer: Buffer): Buffer | null {
  const fits = footer.length === FOOTER_BYTES && footer.readUInt32LE(0) === FRAME_MAGIC && footer.readUInt32LE(4) === DIGEST_BYTES;
  return fits ? footer.subarray(8) : null;
}
