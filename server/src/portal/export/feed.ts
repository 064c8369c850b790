import type { ChangeFeed } from '../../platform/change-feed.ts';

/** A change feed that stands where it is put: what is read at one time is all of one time. */
export function frozenFeed(start: number): ChangeFeed & { stand: (seq: number) => void } {
  let at = start;
  return { seq: () => at, fresh: () => true, look: async () => undefined, listen: () => undefined, stop: () => undefined, stand: (seq) => { at = seq; } };
}
