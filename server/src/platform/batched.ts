// Questions for one thing each that come together are asked of the database together.

/** More than this go in a statement of their own. */
const MOST = 64;

/** Asks `load` once for all keys that are asked for in one turn of the event loop; each key it has nothing for is undefined. */
export function batched<V>(load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>): (key: string) => Promise<V | undefined> {
  let waiting: { keys: Set<string>; answer: Promise<ReadonlyMap<string, V>> } | null = null;
  return async (key) => {
    if (waiting === null || waiting.keys.size >= MOST) {
      const keys = new Set<string>();
      const batch = {
        keys,
        answer: new Promise<void>((resolve) => { setImmediate(resolve); }).then(() => {
          if (waiting === batch) waiting = null;
          return load([...keys]);
        }),
      };
      waiting = batch;
    }
    waiting.keys.add(key);
    return (await waiting.answer).get(key);
  };
}
