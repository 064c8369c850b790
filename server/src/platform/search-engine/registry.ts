// Which engine answers searches over a database: PostgreSQL, unless one was started beside it.
import type { PortalDb } from '../database.ts';
import type { SearchEngine } from '../search-plan.ts';

/** Thrown by an engine that cannot answer: PostgreSQL is asked instead. */
export class EngineFailed extends Error {}

const started = new WeakMap<PortalDb, () => SearchEngine | undefined>();

/** `current` is asked before every search: undefined while PostgreSQL is to answer. */
export function registerEngine(db: PortalDb, current: () => SearchEngine | undefined): void {
  started.set(db, current);
}

export function forgetEngine(db: PortalDb): void {
  started.delete(db);
}

export function engineFor(db: PortalDb): SearchEngine | undefined {
  return started.get(db)?.();
}
