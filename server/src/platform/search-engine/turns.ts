// The thread answers many at once, one piece of work after another.
import { setImmediate as others } from 'node:timers/promises';

const FIRST_MS = 2;
const MOST_MS = 32;

export type Turns = { over(): boolean; give(): Promise<void> };

/**
 * For work that takes long: it lets others go first now and then, soon in the beginning, so that the short ones need not wait; then
 * more and more seldom, or all that come would pass it by and it would wait ten times its work. `clock`: milliseconds, for tests.
 */
export function turns(clock = () => performance.now()): Turns {
  let since = clock();
  let length = FIRST_MS;
  return {
    over: () => clock() - since >= length,
    async give() {
      await others();
      since = clock();
      length = Math.min(MOST_MS, length * 2);
    },
  };
}

/**
 * Begins one piece of work at a time, what goes on with a question before what begins one: else a question of several steps waits for
 * all others at each of them. Between two pieces those that gave way go on.
 */
export function queue<T>(begin: (work: T) => void): (work: T, first: boolean) => void {
  const [going, fresh]: [T[], T[]] = [[], []];
  let running = false;
  const next = () => {
    const [work] = (going.length > 0 ? going : fresh).splice(0, 1);
    running = work !== undefined;
    if (work === undefined) return;
    setImmediate(next);
    begin(work);
  };
  return (work, first) => {
    (first ? fresh : going).push(work);
    if (running) return;
    running = true;
    setImmediate(next);
  };
}
