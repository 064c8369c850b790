// The thread answers many at once. One whose answer takes long lets others go first now and then: soon in the beginning, so that
// the short ones need not wait; then more and more seldom, or all that come would pass it by and it would wait ten times its work.
import { setImmediate as others } from 'node:timers/promises';

const FIRST_MS = 2;
const MOST_MS = 32;

export type Turns = { over(): boolean; give(): Promise<void> };

export function turns(): Turns {
  let since = performance.now();
  let length = FIRST_MS;
  return {
    over: () => performance.now() - since >= length,
    async give() {
      await others();
      since = performance.now();
      length = Math.min(MOST_MS, length * 2);
    },
  };
}
