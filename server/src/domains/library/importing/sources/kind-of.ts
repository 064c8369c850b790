// Which way in a SOURCE is: by content for a file, a folder as a folder, an address by what it looks like.
import { open, stat } from 'node:fs/promises';
import { refuse } from '../../../../platform/errors.ts';
import { zh } from './messages.ts';
import type { SourceKind } from './source.ts';

/** Codes of what is not there; anything else (rights, a broken disk) is told as it is. */
const missing: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/** @throws Refused 'import-source' (422) when there is no such file, it cannot be read, or the address does not say what it is */
export async function kindOf(address: string): Promise<SourceKind> {
  if (/^https?:\/\//i.test(address)) return /[?&]verb=|\/oai\b/i.test(address) ? 'oai' : 'feed';
  const found = await stat(address).catch((error: NodeJS.ErrnoException) => (missing.has(error.code ?? '') ? null : refuse('import-source', zh.unreadable(address, error.message))));
  if (found?.isDirectory()) return 'folder';
  if (!found?.isFile()) return refuse('import-source', zh.noFile(address));
  return await isLines(address) ? 'lines' : 'table';
}

/** JSON lines begin with a brace, gzip with its own mark; CSV and XLSX with neither. */
async function isLines(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    return (head[0] === 0x1f && head[1] === 0x8b) || /^\uFEFF?\s*\{/.test(head.toString('utf8'));
  } finally {
    await file.close();
  }
}
