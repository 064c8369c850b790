// A folder of an export: the new one grows beside the old one and takes its place in one step.
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Answer, Order, WriterStart } from './writer.ts';

/** `to`: what it leads to on this site. `tags` undefined: it may show anything. */
const entrySchema = z.object({ key: z.string(), href: z.string(), file: z.string(), hash: z.string(), tags: z.array(z.string()).optional(), to: z.array(z.string()) });
export type Entry = z.output<typeof entrySchema>;
const brokenSchema = z.object({ address: z.string(), status: z.number(), on: z.string() });
export type Broken = z.output<typeof brokenSchema>;
const manifestSchema = z.object({ site: z.string(), seq: z.number(), made: z.string(), build: z.string(), entries: z.array(entrySchema), broken: z.array(brokenSchema) });
export type Manifest = z.output<typeof manifestSchema>;

export type Release = {
  before: Manifest | null;
  /** Puts a file there; one that is the same in the release before is not written again. */
  put: (file: string, content: string | Uint8Array) => Promise<Answer>;
  keep: (entry: Entry) => void;
  remove: (file: string) => void;
  /** Takes the place of the release before. */
  finish: (manifest: Manifest) => Promise<void>;
  /** Gives up: the release before stays. */
  discard: () => Promise<void>;
};

export class NotAnExport extends Error {}
export class ExportRuns extends Error {}

const CURRENT = 'current';
const RELEASES = 'releases';
const LOCK = 'running';

/** `folder` holds `current`, what a web server shows, and `releases`, where it points to. */
export function openRelease(folder: string): Release {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).some((name) => ![CURRENT, RELEASES, LOCK, `${CURRENT}.new`].includes(name))) throw new NotAnExport(folder);
  const end = lock(folder);
  const releases = join(folder, RELEASES);
  mkdirSync(releases, { recursive: true });
  const old = nameOfCurrent(folder);
  // What a run that was broken off has left.
  for (const name of readdirSync(releases)) if (name !== old && name !== `${old}.json`) rmSync(join(releases, name), { recursive: true, force: true });
  const name = String(Number(old ?? 0) + 1);
  const root = join(releases, name);
  mkdirSync(root);
  const before = old === null ? null : readManifest(join(releases, `${old}.json`));
  const previous = new Map(before?.entries.map((entry) => [entry.file, entry.hash]));
  const writer = startWriter({ root, old: old === null ? null : join(releases, old) });
  return {
    before,
    put: (file, content) => writer.order({ act: 'put', file, content, before: previous.get(file) ?? null }),
    keep: ({ file }) => void writer.order({ act: 'keep', file }),
    remove: (file) => void writer.order({ act: 'remove', file }),
    async finish(manifest) {
      await writer.finish();
      writeFileSync(join(releases, `${name}.json`), JSON.stringify(manifest));
      const next = join(folder, `${CURRENT}.new`);
      rmSync(next, { force: true });
      symlinkSync(join(RELEASES, name), next, 'dir');
      renameSync(next, join(folder, CURRENT));
      if (old !== null) for (const gone of [old, `${old}.json`]) rmSync(join(releases, gone), { recursive: true, force: true });
      end();
    },
    async discard() {
      await writer.stop();
      rmSync(root, { recursive: true, force: true });
      end();
    },
  };
}

/** Orders are followed one after the other. `finish`: when all are, unless one of them failed. */
type Writer = { order: (order: Order) => Promise<Answer>; finish: () => Promise<void>; stop: () => Promise<unknown> };

function startWriter(start: WriterStart): Writer {
  const thread = new Worker(new URL('./writer.ts', import.meta.url), { workerData: start });
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  let orders: Order[] = [];
  let fault: Error | null = null;
  const fail = (error: Error) => {
    fault ??= error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  thread.on('error', fail);
  thread.on('message', (answers: (Answer | Error)[]) => {
    for (const answer of answers) {
      if (answer instanceof Error) fail(answer);
      else waiting.shift()?.resolve(answer);
    }
  });
  const order: Writer['order'] = (one) => {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (fault !== null) return reject(fault);
      waiting.push({ resolve, reject });
      if (orders.push(one) === 1) {
        setImmediate(() => {
          thread.postMessage(orders);
          orders = [];
        });
      }
      return undefined;
    });
    // Nobody waits for what is only kept or removed: `finish` tells of it.
    answer.catch(() => undefined);
    return answer;
  };
  return {
    order,
    async finish() {
      // Followed after all others.
      await order({ act: 'remove', file: '' });
      await thread.terminate();
    },
    stop: () => thread.terminate(),
  };
}

function nameOfCurrent(folder: string): string | null {
  return existsSync(join(folder, CURRENT)) ? readlinkSync(join(folder, CURRENT)).split(/[\\/]/).at(-1) ?? null : null;
}

/** What a folder shows: the hash of each file, from `root`. */
export function standing(folder: string): { root: string; files: ReadonlyMap<string, string> } {
  const name = nameOfCurrent(folder);
  const manifest = name === null ? null : readManifest(join(folder, RELEASES, `${name}.json`));
  if (name === null || manifest === null) throw new NotAnExport(folder);
  return { root: join(folder, RELEASES, name), files: new Map(manifest.entries.map((entry) => [entry.file, entry.hash])) };
}

function readManifest(path: string): Manifest | null {
  const read = existsSync(path) ? manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null;
  return read?.success ? read.data : null;
}

/** One run at a time; a lock whose process is gone is nobody's. Gives back what ends it. */
export function lock(folder: string): () => void {
  const path = join(folder, LOCK);
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder !== process.pid && alive(holder)) throw new ExportRuns(String(holder));
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
}

function alive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
