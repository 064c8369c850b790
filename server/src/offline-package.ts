// The offline package as a file on disk: what the command line asks for and the portal's makers give.
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { System } from './platform/system.ts';
import { zipStream } from './platform/zip.ts';
import { loadAssets, styleOf } from './portal/assets.ts';
import { packageEntries } from './portal/offline/package.ts';
import { preparePackage, readSince, type PackageChoice } from './portal/offline/source.ts';

export type PackageOrder = PackageChoice & { since: string | null; onRecords?: (done: number) => void };
export type PackageMade = { records: number; gone: number; seq: number; bytes: number };

/** Null when `since` is neither a number of the change feed nor a day. The file appears whole or not at all. */
export async function writePackage(system: System, path: string, order: PackageOrder): Promise<PackageMade | null> {
  const since = order.since === null ? null : await readSince(system.portalDb, order.since);
  if (order.since !== null && since === null) return null;
  let records = 0;
  const origin = system.config.publicUrl ?? `http://localhost:${system.config.port}`;
  const input = await preparePackage(system.portalDb, system.files, {
    q: order.q, filter: order.filter, since, origin, css: styleOf(loadAssets()),
    onRecords: (done) => {
      records = done;
      order.onRecords?.(done);
    },
  });
  const unfinished = `${path}.part`;
  try {
    await pipeline(zipStream(packageEntries(input)), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { records, gone: input.update?.gone.length ?? 0, seq: input.seq, bytes: (await stat(path)).size };
}
