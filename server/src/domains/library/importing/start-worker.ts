import { Worker } from 'node:worker_threads';

/** The thread that reads and checks lines. It needs a third of a second to load: start it before anything else. */
export function startWorker(): Worker {
  // Room for a whole batch of young objects: sweeping them in small steps took a tenth of the thread's time.
  return new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 96 } });
}

/** The thread of a dry run. */
export function startDryRunWorker(): Worker {
  return new Worker(new URL('./dry-run-worker.ts', import.meta.url));
}
