// The one way to change data: parse · begin · load · authorize · decide · save + journal + outbox + project · commit.
import { civilDateOf, now, type CivilDate, type Instant } from '@tongming/law';
import { databaseFault, type Db, type Tx } from './database.ts';
import type { Journalled } from './journal.ts';

export type Actor = {
  personId: string | null;
  name: string;
  role: string;
  agencyCode: string | null;
  requestId?: string;
};

export type CommandContext = { tx: Tx; actor: Actor; now: Instant; today: CivilDate };

declare const finished: unique symbol;
/** The outcome of a command; only done() makes it, and done() asks for a journal row. */
export type Done<T> = { readonly value: T; readonly [finished]: true };

export function done<T>(value: T, ..._journal: [Journalled, ...Journalled[]]): Done<T> {
  return { value } as Done<T>;
}

/** The person looked and nothing had to change: no journal row, and the transaction is rolled forward empty. */
export function unchanged<T>(value: T): Done<T> {
  return { value } as Done<T>;
}

/** Serialization failures and deadlocks are the database's way to say "again". */
const RETRY_STATES = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

let ended = 0;
/** Commands of this process that are over: what is kept in its memory may be of the time before them. */
export function commandsEnded(): number {
  return ended;
}

/**
 * Runs one command in one transaction. Nothing leaves the process before commit. `at` sets another clock
 * (demonstration and tests).
 */
export async function runCommand<T>(
  db: Db, actor: Actor, body: (ctx: CommandContext) => Promise<Done<T>>, options: { at?: Instant } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        const at = options.at ?? now();
        return (await body({ tx, actor, now: at, today: civilDateOf(at) })).value;
      });
    } catch (error) {
      const state = databaseFault(error)?.state;
      if (!state || !RETRY_STATES.has(state) || attempt === ATTEMPTS) throw error;
    } finally {
      ended += 1;
    }
  }
}
