import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile as read, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { now, toEpochMs, type Instant } from '@tongming/law';
import type { Tx } from './database.ts';
import { refuse, type Reason } from './errors.ts';
import { intakeMessages } from './intake-messages.ts';
import { sniff } from './sniff.ts';

/** `core` holds everything; `open` holds copies of what the public may download, and is all a public node has. */
export type FilePlace = 'core' | 'open';
export type FileStore = { root: string };
/** `hash` is SHA-256 in hexadecimal and the file's only name; `size` counts bytes. */
export type StoredFile = { hash: string; size: number; mime: string };
/** A file that has come in whole but is not yet stored. */
export type StagedFile = StoredFile & { path: string; warnings: Reason[] };
export type FileSource = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * `limit` counts bytes. `name` is what an outsider called the file: content and name are checked (sniff.ts).
 * A file this program made itself has no outside name and says its `mime`.
 */
export type Incoming = { limit: number } & ({ name: string; films?: boolean } | { mime: string });

export function fileStore(root: string): FileStore {
  return { root };
}

/**
 * Streams a file to a temporary place, counting and hashing; nothing is held in memory.
 * @throws Refused 'too-large' (413) as soon as the limit is passed, and what `sniff` refuses; nothing is then left.
 */
export async function stageFile(store: FileStore, source: FileSource, incoming: Incoming): Promise<StagedFile> {
  const path = await temporary(store, 'core');
  try {
    const { hash, size } = await write(path, source instanceof Uint8Array ? once(source) : source, incoming.limit);
    const { mime, warnings } = 'name' in incoming ? await sniff(path, incoming.name, incoming.films) : { mime: incoming.mime, warnings: [] };
    return { hash, size, mime, path, warnings };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Stores a staged file under its hash. It is on the disk, name and all, when this returns. */
export async function keepStaged(store: FileStore, staged: StagedFile): Promise<StoredFile> {
  await settle(staged.path, pathOf(store, 'core', staged.hash));
  return { hash: staged.hash, size: staged.size, mime: staged.mime };
}

/** Removes what was staged and not kept. */
export async function discardStaged(staged: StagedFile): Promise<void> {
  await rm(staged.path, { force: true });
}

/** Stages and keeps. Files no row refers to are harmless: a command that fails after this leaves nothing visible. */
export async function putFile(store: FileStore, source: FileSource, incoming: Incoming): Promise<StoredFile> {
  return keepStaged(store, await stageFile(store, source, incoming));
}

/** Writes the row of a stored file, within the command that will refer to it. */
export async function recordFile(tx: Tx, file: StoredFile): Promise<void> {
  await tx.insertInto('core.file').values({ hash: file.hash, size: file.size, mime: file.mime })
    .onConflict((conflict) => conflict.column('hash').doNothing()).execute();
}

/** @throws Refused 'file-missing' (404), and 'file-damaged' when the bytes are no longer those of the hash. */
export async function readFile(store: FileStore, hash: string, place: FilePlace = 'core'): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await orMissing(read(pathOf(store, place, hash)));
  if (createHash('sha256').update(bytes).digest('hex') !== hash) refuse('file-damaged', intakeMessages.fileDamaged, 503);
  return bytes;
}

/** For large downloads: a stream that must be read or destroyed. Bytes are not checked against the hash again. `part`: first and last byte. */
export async function openFile(store: FileStore, hash: string, place: FilePlace = 'core', part: { start: number; end: number } | null = null): Promise<ReadableStream<Uint8Array>> {
  const file = await orMissing(open(pathOf(store, place, hash)));
  if (part !== null) return Readable.toWeb(file.createReadStream(part)) as ReadableStream<Uint8Array>;
  return file.readableWebStream({ autoClose: true }) as ReadableStream<Uint8Array>;
}

/**
 * Copies a file to the public place. A copy, not a link: the two places are different disks in different network
 * zones, and what is done to one must not reach the other. The bytes are checked on the way.
 */
export async function publishFile(store: FileStore, hash: string): Promise<void> {
  if ((await verifyFile(store, hash, 'open')) === 'ok') return;
  const path = await temporary(store, 'open');
  try {
    const copied = await orMissing(write(path, createReadStream(pathOf(store, 'core', hash)), Number.MAX_SAFE_INTEGER));
    if (copied.hash !== hash) refuse('file-damaged', intakeMessages.fileDamaged, 503);
    await settle(path, pathOf(store, 'open', hash));
  } finally {
    await rm(path, { force: true });
  }
}

/** Withdrawal: removes the public copy. The caller makes sure that no other open row still refers to it. */
export async function unpublishFile(store: FileStore, hash: string): Promise<void> {
  const path = pathOf(store, 'open', hash);
  await rm(path, { force: true });
  await syncFolder(dirname(path)).catch(ignoreMissing);
}

/** Takes the stored bytes away. The caller makes sure that no row refers to them. */
export async function removeFile(store: FileStore, hash: string): Promise<void> {
  const path = pathOf(store, 'core', hash);
  await rm(path, { force: true });
  await syncFolder(dirname(path)).catch(ignoreMissing);
}

/** Reads the whole file again and compares. */
export async function verifyFile(store: FileStore, hash: string, place: FilePlace = 'core'): Promise<'ok' | 'missing' | 'damaged'> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of createReadStream(pathOf(store, place, hash))) digest.update(chunk as Buffer);
  } catch (error) {
    ignoreMissing(error);
    return 'missing';
  }
  return digest.digest('hex') === hash ? 'ok' : 'damaged';
}

/** Every hash of a place, for backup and verification. */
export async function* listFiles(store: FileStore, place: FilePlace): AsyncGenerator<string> {
  const root = join(store.root, place);
  for (const folder of await readdir(root).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    yield* (await readdir(join(root, folder))).filter((name) => /^[0-9a-f]{64}$/.test(name));
  }
}

/** Removes what a crash left half written: temporary files of more than a day. */
export async function sweepIncoming(store: FileStore, at: Instant = now()): Promise<number> {
  const dayAgo = toEpochMs(at) - 86_400_000;
  let removed = 0;
  for (const place of ['core', 'open']) {
    const folder = join(store.root, place, 'incoming');
    for (const name of await readdir(folder).catch(() => [])) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (found === null || found.mtimeMs > dayAgo) continue;
      await rm(join(folder, name), { force: true });
      removed += 1;
    }
  }
  return removed;
}

/** Where a stored file lies. @throws Refused 'file-missing' (404) for anything that is not a hash. */
export function pathOf(store: FileStore, place: FilePlace, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) refuse('file-missing', intakeMessages.fileMissing, 404);
  return join(store.root, place, hash.slice(0, 2), hash);
}

/** On the same disk as the place, so that the last step is one atomic rename. */
async function temporary(store: FileStore, place: FilePlace): Promise<string> {
  const folder = join(store.root, place, 'incoming');
  await mkdir(folder, { recursive: true });
  return join(folder, randomUUID());
}

async function write(path: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<{ hash: string; size: number }> {
  const digest = createHash('sha256');
  const file = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) refuse('too-large', intakeMessages.tooLarge(limit), 413);
      digest.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: digest.digest('hex'), size };
}

async function settle(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const made = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(folder));
}

/** A name is only safe from a power cut when its folder is written too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function orMissing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    ignoreMissing(error);
    return refuse('file-missing', intakeMessages.fileMissing, 404);
  }
}

/** Passes over "no such file"; throws anything else on. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
