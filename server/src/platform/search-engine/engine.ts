// An index of its own in memory beside PostgreSQL, in a thread: faster where there are many records. It holds nothing that
// cannot be read from `open` again; whenever it is not there, not up to date or broken, PostgreSQL answers as before.
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import type { Connection, PortalDb } from '../database.ts';
import { log } from '../log.ts';
import type { TextPart } from '../search-marks.ts';
import type { Likeness, NearPlan, Place, PlanAnswer, SearchEngine, SearchPlan } from '../search-plan.ts';
import { YOUNG_AT_MOST, type Figures } from './live-index.ts';
import { EngineFailed, forgetEngine, registerEngine } from './registry.ts';
import type { FromThread, ThreadStart, ThreadTask, ToThread } from './thread.ts';

export type SearchEngineState = { state: 'small' | 'building' | 'ready' | 'behind'; figures: Figures | null };
export type RunningEngine = { state(): SearchEngineState; ready(): Promise<void>; /** Once texts have been read ahead. */ warm(): Promise<void>; rebuild(): void; stop(): Promise<void> };
export type EngineOptions = { folder: string; from?: number };

/** With fewer records PostgreSQL is fast enough: at 10,000 a page of hits costs a quarter with the engine. */
export const PAYS_FROM = 5_000;
const LOOK_AGAIN_MS = 60_000;
/** After more changes than could be followed: an import is under way. */
const REST_MS = 15_000;

/** `connection`: one that may read `open`; `folder`: for what is kept while the process lives. */
export function startSearchEngine(db: PortalDb, connection: Connection, options: EngineOptions): RunningEngine {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Thread | null = null;
  let next: Thread | null = null;
  const waiting: (() => void)[] = [];
  const warmed = Promise.withResolvers<void>();

  const build = (fromFile = false) => {
    if (stopped || next !== null) return;
    const thread = startThread({ connection, folder: options.folder, fromFile }, {
      follows: () => {
        if (next === thread) {
          void current?.stop();
          [current, next] = [thread, null];
          log.info('search.index-ready', { ...thread.figures() });
        }
        for (const done of waiting.splice(0)) done();
        if (current === thread && (thread.figures()?.young ?? 0) > YOUNG_AT_MOST / 2) build();
      },
      warm: () => warmed.resolve(),
      rebuild: () => build(),
      ended: (reason) => {
        if (stopped || (next !== thread && current !== thread)) return;
        log.warn('search.index-ended', { reason });
        if (next === thread) next = null;
        else current = null;
        timer = setTimeout(() => build(), REST_MS);
      },
    });
    next = thread;
  };
  const begin = async () => {
    const pays = await reaches(db, options.from ?? PAYS_FROM).catch(() => false);
    if (stopped) return;
    if (pays) build(true);
    else timer = setTimeout(() => void begin(), LOOK_AGAIN_MS);
  };
  registerEngine(db, () => (current?.follows() ? engineOf(current) : undefined));
  void begin();
  return {
    state: () => ({ state: current ? (current.follows() ? 'ready' : 'behind') : next ? 'building' : 'small', figures: (current ?? next)?.figures() ?? null }),
    ready: () => (current?.follows() ? Promise.resolve() : new Promise((resolve) => { waiting.push(resolve); })),
    warm: () => warmed.promise,
    rebuild: () => build(),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      forgetEngine(db);
      await Promise.all([current?.stop(), next?.stop()]);
    },
  };
}

async function reaches(db: PortalDb, records: number): Promise<boolean> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*) as n from (select from open.search_entry limit ${records}) e`.execute(db);
  return (row?.n ?? 0) >= records;
}

function engineOf(thread: Thread): SearchEngine {
  const ask = <T>(task: ThreadTask): Promise<T> => (thread.ask(task) as Promise<T>).catch((error: unknown) => { throw new EngineFailed(String(error)); });
  return {
    run: (plan: SearchPlan) => ask<PlanAnswer>({ run: plan }), near: (plan: NearPlan) => ask<Place[]>({ near: plan }),
    frequencies: (terms) => ask<{ records: number; having: number[] }>({ frequencies: terms }), likeness: (asked, ids) => ask<(Likeness | null)[]>({ likeness: { asked, ids } }),
    passages: (asked, ids) => ask<(TextPart[] | null)[]>({ passages: { asked, ids } }),
  };
}

type Thread = { ask(task: ThreadTask): Promise<unknown>; follows(): boolean; figures(): Figures | null; stop(): Promise<unknown> };
type Hooks = { follows(): void; warm(): void; rebuild(): void; ended(reason: string): void };

function startThread(start: ThreadStart, hooks: Hooks): Thread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: start });
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let id = 0;
  let follows = false;
  let figures: Figures | null = null;
  let reason = 'stopped';
  const settle = (which: number) => {
    const task = asked.get(which);
    asked.delete(which);
    return task;
  };
  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'answer': return settle(message.id)?.resolve(JSON.parse(message.value));
      case 'failed': return settle(message.id)?.reject(new Error(message.message));
      case 'follows':
        [follows, figures] = [true, message.figures];
        return hooks.follows();
      case 'warm': return hooks.warm();
      case 'behind': follows = false; return undefined;
      case 'rebuild': return hooks.rebuild();
      case 'outdated':
        [follows, reason] = [false, message.reason];
        return void worker.terminate();
      default: return message satisfies never;
    }
  });
  worker.on('error', (error) => { reason = String(error); });
  worker.on('exit', () => {
    follows = false;
    for (const task of asked.values()) task.reject(new Error('the thread of the search index has ended'));
    asked.clear();
    hooks.ended(reason);
  });
  return {
    ask: (task) => new Promise((resolve, reject) => {
      id += 1;
      asked.set(id, { resolve, reject });
      worker.postMessage({ id, task } satisfies ToThread);
    }),
    follows: () => follows,
    figures: () => figures,
    stop: () => worker.terminate(),
  };
}
