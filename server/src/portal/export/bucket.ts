// An export goes on into a bucket: what differs is sent, nothing that is shown leads to what is not there, and what is gone is taken away last.
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { several } from '../../platform/several.ts';
import { forever } from '../assets.ts';
import { feedTypes } from '../feeds.ts';
import { mediaTypes } from '../formats.ts';
import { extensions } from './addresses.ts';
import { standing } from './release.ts';
import type { Store } from './store.ts';

/** What stands in a bucket by its notes: hashes and what is not known for sure. `going`: the last run was broken off. */
export type BucketState = { there: ReadonlyMap<string, string>; going: ReadonlyMap<string, string> };
/** `again`: what was sent before is sent once more. */
export type BucketOrder = { store: Store; state: BucketState; folder: string; again: boolean; onProgress: (done: number, total: number) => void };
export type BucketDone = { objects: number; sent: number; removed: number; seconds: number };
/** A place with things in it that no export has put there. */
export class NotABucketOfExports extends Error {}

const AT_ONCE = 16;
/** So many objects at least between two notes of what has been sent; a long run makes about twenty. */
const NOTE_EVERY = 500;
/** What stands in the bucket, by hash. */
const STANDS = '.export/objects.json';
/** Of what a run was about to touch, where it had come to; goes over STANDS, and is gone when the run is whole. */
const GOING = '.export/going.json';
/** In place of a hash: perhaps not there; there, with this or the former content; taken away. */
const [UNSEEN, UNSURE, AWAY] = ['+', '~', ''];

/** Names lead to no other place of the bucket. */
const noteSchema = z.object({ kind: z.literal('tongming-site'), objects: z.array(z.tuple([z.string().regex(/^(?!\.|.*\/\.)/s), z.string()])) });

export async function syncBucket({ store, state: { there, going }, folder, again, onProgress }: BucketOrder): Promise<BucketDone> {
  const started = performance.now();
  const { root, files } = standing(folder);
  const send = Array.from(files.keys()).filter((file) => again || there.get(file) !== files.get(file));
  const gone = Array.from(there.keys()).filter((file) => !files.has(file));
  const done = () => ({ objects: files.size, sent: send.length, removed: gone.length, seconds: (performance.now() - started) / 1000 });
  if (send.length + gone.length + going.size === 0) return done();

  const isNew = (file: string) => !there.has(file) || there.get(file) === UNSEEN;
  const known = new Map(there);
  for (const file of send) known.set(file, isNew(file) ? UNSEEN : UNSURE);
  const touched = new Set([...going.keys(), ...send, ...gone]);
  const note = () => store.put(GOING, noteOf(Array.from(touched, (file) => [file, known.get(file) ?? AWAY])), noteHeaders);
  let count = 0;
  const tick = () => onProgress(count += 1, send.length + gone.length);
  const put = async (file: string) => {
    await store.put(file, await openAsBlob(join(root, file)), headersOf(file));
    known.set(file, files.get(file) ?? UNSURE);
    tick();
  };
  const remove = async (file: string) => {
    await store.remove(file);
    known.delete(file);
    tick();
  };
  try {
    for (const part of partsOf(send, isNew)) {
      await note();
      await several(part, AT_ONCE, put);
    }
    for (const file of gone) known.set(file, UNSEEN);
    await note();
    await several(gone, AT_ONCE, remove);
  } catch (error) {
    // The next run goes on from here; without the note it sends a little more again.
    await note().catch(() => undefined);
    throw error;
  }
  await store.put(STANDS, noteOf([...known]), noteHeaders);
  await store.remove(GOING);
  return done();
}

/**
 * Nothing leads to what is new before something that was there is changed, so first come new files, then new pages, then the
 * rest, and the front page when all else is up. What is known after each part is noted before the next begins: of a page that
 * may be led to it is then never unknown whether it is there.
 */
function partsOf(send: readonly string[], isNew: (file: string) => boolean): string[][] {
  const turn = (file: string): number => (file === 'index.html' ? 3 : !isNew(file) ? 2 : file.endsWith('.html') ? 1 : 0);
  const step = Math.max(NOTE_EVERY, Math.ceil(send.length / 20));
  const turns = Map.groupBy(send, turn);
  return [0, 1, 2, 3].flatMap((at) => {
    const files = turns.get(at) ?? [];
    return Array.from({ length: Math.ceil(files.length / step) }, (_, i) => files.slice(i * step, (i + 1) * step));
  });
}

/** Asked before the site is written: what is wrong with a key or a bucket shows at once. */
export async function readBucket(store: Store): Promise<BucketState> {
  const [stands, going] = [await readNote(store, STANDS), await readNote(store, GOING)];
  if (stands === null && going === null && await store.holdsAny()) throw new NotABucketOfExports();
  const there = new Map([...stands ?? [], ...going ?? []]);
  for (const [file, state] of there) if (state === AWAY) there.delete(file);
  return { there, going: new Map(going) };
}

async function readNote(store: Store, name: string): Promise<[string, string][] | null> {
  const text = await store.get(name);
  if (text === null) return null;
  try {
    return noteSchema.parse(JSON.parse(text)).objects;
  } catch {
    throw new NotABucketOfExports();
  }
}

const noteHeaders = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

function noteOf(objects: [string, string][]): Blob {
  return new Blob([JSON.stringify({ kind: 'tongming-site', objects })]);
}

const types: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(extensions).map(([type, extension]) => [extension, type])),
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml', woff2: 'font/woff2', xml: 'application/xml',
};

/** As the site sends it. */
export function headersOf(file: string): { 'content-type': string; 'cache-control': string } {
  const extension = /\.(\w+)$/.exec(file)?.[1] ?? '';
  const own: Readonly<Record<string, string>> = /(?:^|\/)feed[./]/.test(file) ? feedTypes : /\/file\.\w+$/.test(file) ? mediaTypes : types;
  return { 'content-type': own[extension] ?? types[extension] ?? 'application/octet-stream', 'cache-control': file.startsWith('assets/') ? forever : 'public, no-cache' };
}
