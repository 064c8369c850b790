// Which engine answers searches over a database: PostgreSQL, unless one was started beside it.
import type { PortalDb } from '../database.ts';
import type { SearchEngine } from '../search-plan.ts';

export type EngineOf = (tx: PortalDb) => SearchEngine;

const started = new WeakMap<PortalDb, () => EngineOf | undefined>();

/** `current` is asked before every search: undefined while PostgreSQL is to answer. */
export function registerEngine(db: PortalDb, current: () => EngineOf | undefined): void {
  started.set(db, current);
}

export function forgetEngine(db: PortalDb): void {
  started.delete(db);
}

export function engineFor(db: PortalDb): EngineOf | undefined {
  return started.get(db)?.();
}
