import { publishFile, putFile, verifyFile, type FilePlace, type FileStore } from '../files.ts';
import type { TarEntry } from './tar.ts';

/** One file back into its place, on the disk when this returns. The archive's digests are checked already. */
export async function restoreFile(store: FileStore, place: FilePlace, hash: string, entry: TarEntry): Promise<void> {
  if (await verifyFile(store, hash) === 'ok') for await (const _same of entry.data);
  else await putFile(store, entry.data, { limit: Number.MAX_SAFE_INTEGER, mime: 'application/octet-stream' });
  if (place === 'open') await publishFile(store, hash);
}
