// A second reader of a site, in a thread of its own, for exports that are worth it.
import { Worker } from 'node:worker_threads';
import type { SiteReader } from '../app.ts';
import type { Question, ReaderStart, Reply } from './reader.ts';

export type Helper = {
  /** It is there and has not too much to do. */
  free: () => boolean;
  read: SiteReader;
  stand: (seq: number) => void;
  stop: () => Promise<unknown>;
};

/** So much it may have before it: it is never without work, and the other reader neither. */
const AHEAD = 12;

export function startHelper(start: ReaderStart): Helper {
  const thread = new Worker(new URL('./reader.ts', import.meta.url), { workerData: start });
  const waiting = new Map<number, { resolve: (reply: Exclude<Reply, 'ready'>) => void; reject: (error: Error) => void }>();
  const say = (question: Question): void => thread.postMessage(question);
  let ready = false;
  let last = 0;
  let fault: Error | null = null;
  thread.on('error', (error: Error) => {
    fault = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  thread.on('message', (reply: Reply) => {
    if (reply === 'ready') {
      ready = true;
      return;
    }
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  return {
    free: () => ready && fault === null && waiting.size < AHEAD,
    async read(path) {
      if (fault !== null) throw fault;
      last += 1;
      const id = last;
      const reply = await new Promise<Exclude<Reply, 'ready'>>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        say({ id, path });
      });
      if ('fault' in reply) throw new Error(reply.fault);
      const { status, headers, text, tags } = reply;
      return { response: new Response(null, { status, headers }), text: async () => text, tags };
    },
    stand: (seq) => say({ seq }),
    stop: () => thread.terminate(),
  };
}
