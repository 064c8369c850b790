// Reads a backup through without touching anything: is it one, is it whole, can this program restore it?
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { PassThrough, pipeline } from 'node:stream';
import { createReadStream } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';
import { Refused, refuse } from '../errors.ts';
import { migrations } from '../migrate.ts';
import { bytesOf } from './make-backup.ts';
import { digestIn, FOOTER_BYTES, FORMAT, MANIFEST_NAME, manifestSchema, type Manifest } from './manifest.ts';
import { zh } from './messages.ts';
import { readEntry, readTar, type TarEntry } from './tar.ts';

/** The manifest of a backup that is whole. @throws Refused 'bad-backup' (422) saying what is wrong */
export async function checkBackup(path: string, progress: (done: number, total: number) => void): Promise<Manifest> {
  await checkDigest(path, progress);
  try {
    return await checkEntries(path);
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse('bad-backup', zh.foreign);
  }
}

async function checkDigest(path: string, progress: (done: number, total: number) => void): Promise<void> {
  const { size } = await stat(path);
  if (size <= FOOTER_BYTES) refuse('bad-backup', zh.foreign);
  const file = await open(path);
  const footer = Buffer.alloc(FOOTER_BYTES);
  await file.read(footer, 0, FOOTER_BYTES, size - FOOTER_BYTES).finally(() => file.close());
  const expected = digestIn(footer);
  if (!expected) refuse('bad-backup', zh.foreign);
  const digest = createHash('sha256');
  let done = 0;
  for await (const chunk of bytesOf(path, size - FOOTER_BYTES - 1)) {
    digest.update(chunk);
    progress(done += chunk.length, size);
  }
  if (!digest.digest().equals(expected ?? Buffer.alloc(0))) refuse('bad-backup', zh.checksum);
}

/** The entries of a backup in order, unpacked as they are read. */
export async function* entriesOf(path: string): AsyncGenerator<TarEntry> {
  const { size } = await stat(path);
  const plain = new PassThrough();
  pipeline(createReadStream(path, { end: size - FOOTER_BYTES - 1 }), createZstdDecompress(), plain, () => undefined);
  yield* readTar(plain as AsyncIterable<Uint8Array>);
}

async function checkEntries(path: string): Promise<Manifest> {
  const found: Manifest['entries'] = [];
  let manifest: Manifest | null = null;
  for await (const entry of entriesOf(path)) {
    if (entry.name === MANIFEST_NAME) {
      manifest = manifestOf((await readEntry(entry)).bytes);
      continue;
    }
    const digest = createHash('sha256');
    for await (const chunk of entry.data) digest.update(chunk);
    found.push({ name: entry.name, size: entry.size, sha256: digest.digest('hex') });
  }
  if (!manifest) return refuse('bad-backup', zh.manifest);
  compare(manifest.entries, found);
  assertKnown(manifest);
  return manifest;
}

function manifestOf(bytes: Buffer): Manifest {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  const format = typeof value === 'object' && value !== null && 'format' in value ? Number(value.format) : 0;
  if (format > FORMAT) refuse('bad-backup', zh.newer(format));
  const parsed = manifestSchema.safeParse(value);
  return parsed.success ? parsed.data : refuse('bad-backup', zh.manifest);
}

const ENTRY = /^(?:tables\/[a-z_]+\.[a-z_0-9]+\/\d{6}\.copy|files\/(?:core|open)\/[0-9a-f]{64})$/;

function compare(listed: Manifest['entries'], found: Manifest['entries']): void {
  listed.forEach((entry, i) => {
    const there = found[i];
    const same = there && there.name === entry.name && there.size === entry.size && there.sha256 === entry.sha256;
    if (!same || !ENTRY.test(entry.name)) refuse('bad-backup', zh.entry(entry.name));
  });
  const extra = found[listed.length];
  if (extra) refuse('bad-backup', zh.entry(extra.name));
}

function assertKnown(manifest: Manifest): void {
  const known = migrations();
  for (const m of manifest.migrations) {
    if (!known.some((k) => k.no === m.no && k.hash === m.hash)) refuse('bad-backup', zh.migration(m.name));
  }
}
