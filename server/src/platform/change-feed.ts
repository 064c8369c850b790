// The change feed as last seen, for whoever keeps answers in memory: known to be of the last quarter of a second, or asked anew.
import { commandsEnded } from './command.ts';
import { changesSince, lastChange, type Change } from './change.ts';
import type { PortalDb } from './database.ts';

/** Every look at the feed tells of what came since the last; null = more than is worth naming. */
export type FeedListener = (changes: readonly Change[] | null) => void;
export type ChangeFeed = {
  /** The last number seen; -1 before the first look. */
  seq: () => number;
  /** What was kept may be shown: nothing public had changed a moment ago, and no command of this process has ended since. */
  fresh: () => boolean;
  /** Looks anew. When it returns, every change made before the call has been told. Calls that come together share one look. */
  look: () => Promise<void>;
  listen: (listener: FeedListener) => void;
  stop: () => void;
};

/** A change is on every page that shows it within 300 ms; the rest is for sending it. */
const FRESH_MS = 250;
const LOOK_EVERY_MS = 80;
/** Without readers the database is left alone. */
const IDLE_MS = 1000;
const mostNamed = 1000;

/** `freshMs` 0: every reader asks anew. */
export function followChanges(db: PortalDb, { freshMs = FRESH_MS, clock = () => performance.now() }: { freshMs?: number; clock?: () => number } = {}): ChangeFeed {
  const listeners: FeedListener[] = [];
  let seq = -1;
  let seenAt = -Infinity;
  let seenCommands = -1;
  let askedAt = -Infinity;
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const take = async () => {
    // What is known is as old as the question, not as the answer.
    const [at, commands] = [clock(), commandsEnded()];
    const changes = seq < 0 ? null : await changesSince(db, seq, mostNamed + 1);
    const named = changes !== null && changes.length <= mostNamed;
    const last = named ? changes.at(-1)?.seq ?? seq : await lastChange(db);
    const news = named ? changes.filter((change) => change.seq > seq) : null;
    seq = Math.max(seq, last);
    [seenAt, seenCommands] = [Math.max(seenAt, at), Math.max(seenCommands, commands)];
    for (const listener of listeners) listener(news);
  };
  const begin = (): Promise<void> => {
    const one = take().finally(() => { if (running === one) running = null; });
    running = one;
    return one;
  };
  const look = (): Promise<void> => {
    if (running === null) return begin();
    waiting ??= running.catch(() => undefined).then(() => {
      waiting = null;
      return begin();
    });
    return waiting;
  };
  const follow = () => {
    timer = setInterval(() => {
      if (clock() - askedAt > IDLE_MS) {
        clearInterval(timer);
        timer = undefined;
      } else if (running === null) look().catch(() => undefined);
    }, LOOK_EVERY_MS);
    timer.unref();
  };
  return {
    seq: () => seq,
    fresh() {
      if (freshMs === 0) return false;
      askedAt = clock();
      if (timer === undefined) follow();
      return askedAt - seenAt <= freshMs && seenCommands === commandsEnded();
    },
    look,
    listen: (listener) => { listeners.push(listener); },
    stop: () => { clearInterval(timer); },
  };
}
