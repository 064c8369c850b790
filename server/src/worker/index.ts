// What happens without anybody asking: the outbox, sealing, intake, status by date. Every job is idempotent; several
// workers may run beside each other.
import pg from 'pg';
import { log } from '../platform/log.ts';
import { drainOutbox, type OutboxHandler } from '../platform/outbox.ts';
import type { System } from '../platform/system.ts';

export type PeriodicJob = { name: string; everySeconds: number; run: () => Promise<unknown> };
export type Worker = { stop(): Promise<void>; state(): Record<string, { ok: boolean; ranMs: number | null }> };

/** Polling stands behind LISTEN/NOTIFY, for a notification lost with its connection. */
const POLL_SECONDS = 2;

export function startWorker(system: System, handlers: Map<string, OutboxHandler>, jobs: PeriodicJob[]): Worker {
  const all: PeriodicJob[] = [{ name: 'outbox', everySeconds: POLL_SECONDS, run: () => drainOutbox(system.db, handlers) }, ...jobs];
  const loops = all.map(startLoop);
  const outbox = loops[0];
  const listener = listen(system.ownerUrl, 'core_outbox', () => outbox?.wake());
  return {
    state: () => Object.fromEntries(loops.map((loop) => [loop.name, loop.state()])),
    stop: async () => {
      await Promise.all([listener.stop(), ...loops.map((loop) => loop.stop())]);
    },
  };
}

function startLoop(job: PeriodicJob) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let again = false;
  let current: Promise<void> | null = null;
  let last: { ok: boolean; ranMs: number | null } = { ok: true, ranMs: null };

  const once = async () => {
    const from = performance.now();
    try {
      await job.run();
      last = { ok: true, ranMs: Math.round(performance.now() - from) };
    } catch (error) {
      last = { ok: false, ranMs: Math.round(performance.now() - from) };
      if (!stopped) log.error('worker.job-failed', { job: job.name, error });
    }
  };
  const tick = () => {
    clearTimeout(timer);
    if (stopped) return;
    if (current) {
      again = true;
      return;
    }
    current = once().finally(() => {
      current = null;
      if (stopped) return;
      timer = setTimeout(tick, again ? 0 : job.everySeconds * 1000);
      again = false;
    });
  };
  tick();
  return {
    name: job.name,
    wake: tick,
    state: () => last,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

const RECONNECT_MS = 1000;

/** Calls `onNotice` for every notification; reconnects for ever. */
export function listen(url: string, channel: string, onNotice: () => void): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  const connect = async () => {
    const next = new pg.Client({ connectionString: url, application_name: `tongming listen ${channel}`, keepAlive: true });
    const retry = () => {
      if (client === next) client = null;
      if (!stopped) timer = setTimeout(() => void connect(), RECONNECT_MS);
    };
    try {
      next.once('end', retry);
      next.on('error', () => undefined);
      next.on('notification', onNotice);
      await next.connect();
      if (stopped) return await next.end();
      client = next;
      await next.query(`listen ${channel}`);
      onNotice();
    } catch {
      await next.end().catch(() => undefined);
    }
  };
  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
