// Work that leaves the process, written in the command's transaction and done after commit.
import { addSeconds, now, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { CommandContext } from './command.ts';
import { json, type Db } from './database.ts';
import { log } from './log.ts';

export type OutboxItem = { topic: string; key: string; payload: unknown; availableAt?: Instant };
/** Done once or more: a handler is idempotent by key. It opens its own transaction. */
export type OutboxHandler = (payload: unknown, item: { key: string; availableAt: Instant }) => Promise<void>;

const LEASE_SECONDS = 120;
const MAX_BACKOFF_SECONDS = 3600;

export function enqueue(ctx: CommandContext, item: OutboxItem): Promise<void> {
  return enqueueMany(ctx, [item]);
}

export async function enqueueMany(ctx: CommandContext, items: readonly OutboxItem[]): Promise<void> {
  if (items.length === 0) return;
  await ctx.tx.insertInto('core.outbox')
    .values(items.map((item) => ({ topic: item.topic, key: item.key, payload: json(item.payload), availableAt: item.availableAt ?? ctx.now })))
    .onConflict((c) => c.column('key').doNothing()).execute();
}

/** Takes what is due and does it, oldest first. Returns how many items were tried. */
export async function drainOutbox(db: Db, handlers: Map<string, OutboxHandler>, at: Instant = now()): Promise<number> {
  const topics = [...handlers.keys()];
  if (topics.length === 0) return 0;
  let tried = 0;
  for (;;) {
    const item = await lease(db, topics, at);
    if (!item) return tried;
    tried += 1;
    await work(db, item, handlers);
  }
}

type Leased = { id: number; topic: string; key: string; payload: unknown; attempts: number; availableAt: Instant };

async function lease(db: Db, topics: string[], at: Instant): Promise<Leased | undefined> {
  return db.updateTable('core.outbox')
    .set({ lockedUntil: addSeconds(at, LEASE_SECONDS), attempts: sql`attempts + 1` })
    .where('id', '=', (eb) => eb.selectFrom('core.outbox').select('id')
      .where('doneAt', 'is', null).where('topic', 'in', topics).where('availableAt', '<=', at)
      .where((w) => w.or([w('lockedUntil', 'is', null), w('lockedUntil', '<', at)]))
      .orderBy('availableAt').orderBy('id').limit(1).forUpdate().skipLocked())
    .returning(['id', 'topic', 'key', 'payload', 'attempts', 'availableAt']).executeTakeFirst();
}

async function work(db: Db, item: Leased, handlers: Map<string, OutboxHandler>): Promise<void> {
  try {
    await handlers.get(item.topic)?.(item.payload, { key: item.key, availableAt: item.availableAt });
    await db.updateTable('core.outbox').set({ doneAt: now(), lockedUntil: null, error: null }).where('id', '=', item.id).execute();
  } catch (error) {
    const wait = Math.min(MAX_BACKOFF_SECONDS, 2 ** item.attempts);
    log.error('outbox.failed', { topic: item.topic, key: item.key, attempts: item.attempts, error });
    await db.updateTable('core.outbox')
      .set({ lockedUntil: null, availableAt: addSeconds(now(), wait), error: String(error).slice(0, 2000) })
      .where('id', '=', item.id).execute();
  }
}

/** What the health page and the sweeper tell: items waiting past their time, and the oldest of them. */
export async function outboxState(db: Db, at: Instant = now()): Promise<{ waiting: number; overdue: number; failing: number }> {
  const row = await db.selectFrom('core.outbox').where('doneAt', 'is', null)
    .select((eb) => [
      eb.fn.countAll<number>().as('waiting'),
      eb.fn.countAll<number>().filterWhere('availableAt', '<', addSeconds(at, -60)).as('overdue'),
      eb.fn.countAll<number>().filterWhere('attempts', '>', 3).as('failing'),
    ]).executeTakeFirstOrThrow();
  return row;
}
