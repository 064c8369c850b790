// The whole system into one file while it runs: one snapshot of the database, all files, checksums over everything.
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { createReadStream, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { now } from '@tongming/law';
import type pg from 'pg';
import { refuse } from '../errors.ts';
import { listFiles, pathOf, type FilePlace, type FileStore } from '../files.ts';
import { FORMAT, footerOf, MANIFEST_NAME, type Manifest } from './manifest.ts';
import { zh } from './messages.ts';
import { appliedMigrations, copyOut, plainSession, tablesOf, type TableSum } from './tables.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

export type Progress = (label: string, done: number, total: number | null) => void;
export type BackupSource = { ownerUrl: string; files: FileStore };
const PIECE_BYTES = 4 * 1024 * 1024;
const places: readonly FilePlace[] = ['core', 'open'];

/** Writes the backup; under its name it is there whole or not at all. @throws Refused 'backup-exists' (409) */
export async function makeBackup(source: BackupSource, path: string, progress: Progress): Promise<Manifest> {
  if (existsSync(path)) refuse('backup-exists', zh.exists(path), 409);
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  const client = await plainSession(source.ownerUrl, 'tongming backup');
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    const made: { manifest: Manifest | null } = { manifest: null };
    await write(partial, archive(client, source.files, progress, (manifest) => { made.manifest = manifest; }));
    if (!made.manifest) throw new Error('a backup without a manifest');
    await rename(partial, path);
    await syncFolder(dirname(path));
    return made.manifest;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function write(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    const digest = createHash('sha256');
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        digest.update(chunk);
        next(null, chunk);
      },
      flush(next) {
        this.push(footerOf(digest.digest()));
        next();
      },
    });
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    await pipeline(Readable.from(bytes), compress, hashed, new PassThrough(), async (stream: AsyncIterable<Buffer>) => {
      for await (const chunk of stream) await file.writeFile(chunk);
    });
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* archive(client: pg.Client, files: FileStore, progress: Progress, done: (m: Manifest) => void): AsyncGenerator<Buffer> {
  const entries: Manifest['entries'] = [];
  const tables: Manifest['tables'] = [];
  const all = await tablesOf(client);
  for (const [i, table] of all.entries()) {
    progress(zh.steps.table(table.name), i, all.length);
    const result: { sum: TableSum | null } = { sum: null };
    let piece = 0;
    for await (const bytes of copyOut(client, table, PIECE_BYTES, (sum) => { result.sum = sum; })) {
      piece += 1;
      yield* entryOf(entries, `tables/${table.name}/${String(piece).padStart(6, '0')}.copy`, bytes);
    }
    if (!result.sum) throw new Error(`${table.name} gave no sum`);
    tables.push({ name: table.name, columns: table.columns, ...result.sum, ...await identityOf(client, table.name, table.identity) });
  }
  yield* fileEntries(client, files, entries, progress);
  const manifest: Manifest = {
    tongmingBackup: true, format: FORMAT, madeAt: now(), serverVersion: await serverVersion(client),
    migrations: await appliedMigrations(client), tables, journalHead: await journalHead(client), entries: [...entries],
  };
  yield* entryOf(entries, MANIFEST_NAME, Buffer.from(JSON.stringify(manifest, null, 1)));
  yield tarEnd;
  done(manifest);
}

function* entryOf(entries: Manifest['entries'], name: string, bytes: Buffer): Generator<Buffer> {
  entries.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  yield tarHeader(name, bytes.length);
  yield bytes;
  yield tarPadding(bytes.length);
}

async function identityOf(client: pg.Client, table: string, identity: string | null) {
  if (identity === null) return { identity, lastIdentity: null };
  const { rows: [sequence] } = await client.query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [table, identity]);
  const { rows: [state] } = await client.query<{ last: string | null }>(`select case when is_called then last_value end as last from ${sequence?.name}`);
  return { identity, lastIdentity: state?.last ? Number(state.last) : null };
}

/** Every stored file, its bytes compared with its name. Public copies may go while we read: the original is the same. */
async function* fileEntries(client: pg.Client, store: FileStore, entries: Manifest['entries'], progress: Progress): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ hash: string }>('select hash from core.file');
  const wanted = new Set(rows.map((row) => `core ${row.hash}`));
  for (const place of places) for await (const hash of listFiles(store, place)) wanted.add(`${place} ${hash}`);
  let at = 0;
  for (const item of [...wanted].sort()) {
    const [place, hash = ''] = item.split(' ');
    progress(zh.steps.files, at += 1, wanted.size);
    const name = `files/${place}/${hash}`;
    const source = await openStored(store, place === 'open' ? ['open', 'core'] : ['core'], hash);
    const { size } = await source.stat();
    yield tarHeader(name, size);
    const digest = createHash('sha256');
    let read = 0;
    for await (const chunk of source.createReadStream() as AsyncIterable<Buffer>) {
      digest.update(chunk);
      read += chunk.length;
      yield chunk;
    }
    const sha256 = digest.digest('hex');
    if (sha256 !== hash || read !== size) refuse('file-damaged', zh.damagedFile(hash), 503);
    yield tarPadding(size);
    entries.push({ name, size, sha256 });
  }
}

async function openStored(store: FileStore, from: FilePlace[], hash: string) {
  for (const place of from) {
    const file = await open(pathOf(store, place, hash)).catch(() => null);
    if (file) return file;
  }
  return refuse('file-missing', zh.missingFile(hash), 503);
}

async function serverVersion(client: pg.Client): Promise<string> {
  const { rows: [row] } = await client.query<{ server_version: string }>('show server_version');
  return row?.server_version ?? '';
}

export async function journalHead(client: pg.ClientBase): Promise<string> {
  const { rows: [row] } = await client.query<{ hash: string }>(`select encode(hash, 'hex') as hash from core.journal_block order by no desc limit 1`);
  return row?.hash ?? '0'.repeat(64);
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, for checks. */
export function bytesOf(path: string, end?: number): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: 1 << 20, ...(end === undefined ? {} : { end }) }) as AsyncIterable<Buffer>;
}
