// The thread that keeps the index and answers from it. It has connections of its own under the portal's rights.
import { parentPort, workerData } from 'node:worker_threads';
import type pg from 'pg';
import { kyselyOf, poolOf, type Connection } from '../database.ts';
import { log } from '../log.ts';
import type { OpenDB } from '../schema.ts';
import type { LikenessAsked, NearPlan, PassageAsked, SearchPlan } from '../search-plan.ts';
import { frequencies, near, run } from './evaluate.ts';
import { likeness, passages } from './likeness.ts';
import { buildIndex, loadIndex, Outdated, type Figures, type LiveIndex } from './live-index.ts';
import { textCheck } from './text-check.ts';
import { TextsBroken } from './texts.ts';
import { queue } from './turns.ts';

export type ThreadTask = { run: SearchPlan } | { near: NearPlan } | { frequencies: readonly number[] }
  | { likeness: { asked: LikenessAsked; ids: readonly string[] } } | { passages: { asked: PassageAsked; ids: readonly string[] } };
/** An answer goes as JSON: a clone of as many objects takes several times as long. `follows`: all changes up to a moment ago are in; `warm`: texts were read ahead. */
export type FromThread =
  | { type: 'answer'; id: number; value: string } | { type: 'failed'; id: number; message: string }
  | { type: 'follows'; figures: Figures } | { type: 'warm' } | { type: 'behind' } | { type: 'rebuild' } | { type: 'outdated'; reason: string };
/** `folder`: for the file of the index; `fromFile`: read it if it is there and fits. */
export type ThreadStart = { connection: Connection; folder: string; fromFile: boolean };
export type ToThread = { id: number; task: ThreadTask };

/** Behind the notification, for one that was lost; and how long a connection that broke is left alone. */
const POLL_MS = 2000;
const RETRY_MS = 500;
/** The rows of an older make hold other terms: their answers would be neither the old nor the new. */
const olderLeft = 'select exists (select from open.search_entry where make < (select max(make) from open.search_entry)) as older';

async function main({ connection, ...start }: ThreadStart): Promise<void> {
  const pool = poolOf({ ...connection, name: 'tongming search index', max: 3 });
  const check = textCheck(kyselyOf<OpenDB>(pool));
  const kept: Kept = { live: null };
  const take = queue(({ id, task }: ToThread) => {
    if (kept.live === null) return tell({ type: 'failed', id, message: 'not built yet' });
    answer(kept.live, task, check).then((value) => tell({ type: 'answer', id, value: JSON.stringify(value) }), (error: unknown) => {
      tell({ type: 'failed', id, message: String(error) });
      brokenOff(error);
    });
  });
  parentPort?.on('message', (message: ToThread) => take(message, 'run' in message.task));
  for (;;) {
    try {
      await follow(pool, kept, start);
    } catch (error) {
      if (error instanceof Outdated) return tell({ type: 'outdated', reason: error.message });
      tell({ type: 'behind' });
    }
    await pause(RETRY_MS);
  }
}

function brokenOff(error: unknown): void {
  if (error instanceof TextsBroken) tell({ type: 'outdated', reason: error.message });
}

/** What was built is kept when a connection breaks. */
type Kept = { live: LiveIndex | null };

async function answer(live: LiveIndex, task: ThreadTask, check: ReturnType<typeof textCheck>): Promise<unknown> {
  if ('run' in task) return run(live.index, task.run, check);
  if ('near' in task) return near(live.index, task.near, check);
  if ('likeness' in task) return likeness(live.index, task.likeness.asked, task.likeness.ids);
  if ('passages' in task) return passages(live.index, task.passages.asked, task.passages.ids);
  return frequencies(live.index, task.frequencies);
}

/** Builds if need be, then takes in changes until the connection breaks. */
async function follow(pool: pg.Pool, kept: Kept, start: Omit<ThreadStart, 'connection'>): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  let wake: () => void = () => undefined;
  let noticed = true;
  client.on('notification', ({ channel }) => {
    if (channel === 'open_search' && kept.live !== null) tell({ type: 'rebuild' });
    noticed = true;
    wake();
  });
  client.on('end', () => {
    broken = true;
    wake();
  });
  try {
    await client.query('listen open_change');
    await client.query('listen open_search');
    while (kept.live === null && (await client.query<{ older: boolean }>(olderLeft)).rows[0]?.older) await pause(POLL_MS);
    const live = kept.live ?? (start.fromFile ? await loadIndex(client, start.folder) : null) ?? await built(client, start.folder);
    if (kept.live === null) live.warm().then(() => tell({ type: 'warm' }), brokenOff);
    kept.live = live;
    for (;;) {
      noticed = false;
      await live.catchUp(client);
      tell({ type: 'follows', figures: live.figures() });
      if (!noticed && !broken) await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, POLL_MS).unref();
      });
      if (broken) return tell({ type: 'behind' });
    }
  } finally {
    client.release(true);
  }
}

/** Answers while it is written to its file. */
async function built(client: pg.ClientBase, folder: string): Promise<LiveIndex> {
  const live = await buildIndex(client, folder);
  live.save().catch((error: unknown) => { log.warn('search.index-not-kept', { reason: String(error) }); });
  return live;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

await main(workerData as ThreadStart);
