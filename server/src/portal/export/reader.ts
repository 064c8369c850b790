// Thread of its own, so that pages are made on two processors: answers what `helper.ts` asks of it.
import { parentPort, workerData } from 'node:worker_threads';
import { kyselyOf, poolOf, type Connection } from '../../platform/database.ts';
import { fileStore } from '../../platform/files.ts';
import type { OpenDB } from '../../platform/schema.ts';
import { siteReader, type PortalOptions } from '../app.ts';
import { frozenFeed } from './feed.ts';

/** `files`: the folder of stored files. `seq`: how far the change feed had come. */
export type ReaderStart = Pick<PortalOptions, 'config' | 'demo' | 'siteFacts'> & { connection: Connection; files: string; origin: string; seq: number };
export type Question = { id: number; path: string } | { seq: number };
export type Reply = { id: number; status: number; headers: [string, string][]; text: string; tags: readonly string[] | undefined } | { id: number; fault: string } | 'ready';

const { connection, files, origin, seq, ...options } = workerData as ReaderStart;
const feed = frozenFeed(seq);
const { read } = siteReader({ ...options, db: kyselyOf<OpenDB>(poolOf({ ...connection, max: 8 })), files: fileStore(files), feed }, origin);

parentPort?.on('message', (question: Question) => {
  if ('seq' in question) feed.stand(question.seq);
  else void answer(question).then((reply) => parentPort?.postMessage(reply));
});
parentPort?.postMessage('ready' satisfies Reply);

async function answer({ id, path }: { id: number; path: string }): Promise<Reply> {
  try {
    const { response, text, tags } = await read(path);
    return { id, status: response.status, headers: [...response.headers], text: await text(), tags: tags === undefined ? undefined : [...tags] };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
