import yauzl from 'yauzl';
import { refuse, Refused } from './errors.ts';
import { intakeMessages } from './intake-messages.ts';
import { limits } from './limits.ts';

export type ArchiveEntry = { name: string; size: number };

/**
 * Looks through a ZIP-based file (DOCX, XLSX, OFD …) before any other program opens it: names that climb out, too many
 * entries, and sizes, which are proved by unpacking every entry into nothing.
 * @throws Refused 'unsafe-archive' or 'damaged-file' (422)
 */
export async function inspectArchive(path: string): Promise<ArchiveEntry[]> {
  return inspect(() => yauzl.openPromise(path, options));
}

/** The same for a file held in memory. */
export async function inspectArchiveBytes(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  return inspect(() => yauzl.fromBufferPromise(Buffer.from(bytes), options));
}

const options = { lazyEntries: true, validateEntrySizes: true } as const;

async function inspect(open: () => Promise<yauzl.ZipFile>): Promise<ArchiveEntry[]> {
  try {
    const zip = await open();
    try {
      return await readEntries(zip);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    const message = error instanceof Error ? error.message : '';
    if (/relative path|absolute path|invalid characters in fileName/.test(message)) unsafe(intakeMessages.archivePath);
    if (/too many bytes/.test(message)) unsafe(intakeMessages.archiveBomb);
    return refuse('damaged-file', intakeMessages.archiveDamaged);
  }
}

async function readEntries(zip: yauzl.ZipFile): Promise<ArchiveEntry[]> {
  const { entries: most, unpacked, ratio, ratioFrom, nested } = limits.archive;
  if (zip.entryCount > most) unsafe(intakeMessages.archiveBomb);
  const entries: ArchiveEntry[] = [];
  let total = 0;
  let inner = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) refuse('encrypted-file', intakeMessages.encrypted);
    total += entry.uncompressedSize;
    inner += /\.(?:zip|7z|rar|gz|docx|xlsx|pptx|jar)$/i.test(entry.fileName) ? 1 : 0;
    if (total > unpacked || inner > nested || entries.length >= most) unsafe(intakeMessages.archiveBomb);
    if (total > ratioFrom && total > zip.fileSize * ratio) unsafe(intakeMessages.archiveBomb);
    entries.push({ name: entry.fileName, size: entry.uncompressedSize });
    if (!entry.fileName.endsWith('/')) await drain(zip, entry);
  }
  return entries;
}

async function drain(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<void> {
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) void chunk;
}

function unsafe(message: string): never {
  return refuse('unsafe-archive', message);
}
