import type { Worker } from 'node:worker_threads';

/** Messages on their way through the worker while one answer is worked on. */
const DEPTH = 3;
export type ToWorker = { message: unknown; transfer: ArrayBuffer[] };

/** Answers of a worker thread to messages, in order, a few of them in flight. */
export async function* throughWorker<Answer>(worker: Worker, messages: AsyncIterable<ToWorker>): AsyncGenerator<Answer> {
  const waiting: Promise<Answer>[] = [];
  const settle: { resolve: (answer: Answer) => void; reject: (e: unknown) => void }[] = [];
  const onMessage = (answer: Answer) => settle.shift()?.resolve(answer);
  const onError = (error: unknown) => settle.splice(0).forEach((s) => s.reject(error));
  worker.on('message', onMessage).on('error', onError);
  try {
    for await (const { message, transfer } of messages) {
      const answer = new Promise<Answer>((resolve, reject) => settle.push({ resolve, reject }));
      answer.catch(() => undefined);
      waiting.push(answer);
      worker.postMessage(message, transfer);
      if (waiting.length >= DEPTH) yield await (waiting.shift() as Promise<Answer>);
    }
    for (let next = waiting.shift(); next; next = waiting.shift()) yield await next;
  } finally {
    worker.off('message', onMessage).off('error', onError);
  }
}
