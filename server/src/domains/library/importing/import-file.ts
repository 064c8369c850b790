// A file of public documents into the library: resumable, the same file or document never twice.
import { basename } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { now } from '@tongming/law';
import { sql } from 'kysely';
import { runCommand, type Actor } from '../../../platform/command.ts';
import { databaseFault, holdConnection, poolOf, type Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { log } from '../../../platform/log.ts';
import { mergeCounts } from '../../../platform/search-index.ts';
import type { System } from '../../../platform/system.ts';
import { hashFile, readBatches } from './lines.ts';
import { zh } from './messages.ts';
import { storeBatch, type Batch, type BatchCounts, type ImportAgency, type ImportTarget } from './store.ts';
import { throughWorker, type ToWorker } from './through-worker.ts';
import type { PreparedMessage } from './worker.ts';

export type ImportProgress = { lines: number; bytes: number };
export type ImportFault = { line: number; reason: string };
/** `resumedAt`: lines done by an earlier run that was cut off; the counts include it. */
export type ImportResult = BatchCounts & { jobId: string; lines: number; resumedAt: number };
/** `name`: what the lines were made from, for people; `actor`: who has it done, if not the command line. */
export type ImportOptions = { name?: string; actor?: Omit<Actor, 'agencyCode'>; onJob?: (jobId: string) => Promise<void> };

const WAITING_LIST_KB = 512 * 1024;
export const commandLine: Omit<Actor, 'agencyCode'> = { personId: null, name: zh.actor, role: 'system' };

/**
 * Imports one file for one agency, with a thread of startWorker() that does nothing else meanwhile. A run that is cut off goes on where the last committed batch ended.
 * @throws Refused when the agency is unknown (404) or another import of it is running (409)
 */
export async function importFile(
  system: Pick<System, 'ownerUrl' | 'db' | 'files'>, worker: Worker, path: string, agencyCode: string,
  onProgress: (p: ImportProgress) => void = () => undefined, onFault: (f: ImportFault) => void = () => undefined,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const pool = poolOf({ connectionString: system.ownerUrl, role: 'tongming_app', name: 'tongming import', max: 1 });
  const client = await pool.connect();
  const { db, close } = holdConnection(client);
  try {
    const agency = await lockAgency(db, agencyCode);
    const job = await openJob(db, agency.code, path, options.name ?? basename(path));
    await options.onJob?.(job.id);
    const target: ImportTarget = { client, files: system.files, agency, jobId: job.id };
    const actor: Actor = { ...(options.actor ?? commandLine), agencyCode };
    // A batch that a power cut takes back is taken in again with its job line; the last commit waits for all before it.
    await client.query(`set gin_pending_list_limit = ${WAITING_LIST_KB}; set synchronous_commit = off`);
    const merger = termMerger(system.db);
    let bytes = 0;
    const result: ImportResult = { jobId: job.id, imported: job.imported, revised: job.revised, unchanged: job.unchanged, faults: job.faults, lines: job.linesDone, resumedAt: job.linesDone };
    for await (const batch of preparedBatches(worker, path, job.linesDone, (read) => { bytes = read; })) {
      const counts = await storeWhatFits(db, actor, target, batch, onFault);
      for (const key of ['imported', 'revised', 'unchanged', 'faults'] as const) result[key] += counts[key];
      result.lines = batch.last;
      merger.add(batch.documents.length);
      onProgress({ lines: batch.last, bytes });
    }
    await merger.finish();
    await client.query('set synchronous_commit = on');
    await db.updateTable('core.importJob').set({ finishedAt: now() }).where('id', '=', job.id).execute();
    return result;
  } finally {
    await unlockAgencies(db);
    close();
    await pool.end();
  }
}

/** One import or undo of an agency at a time, as long as the connection lives. */
export async function lockAgency(db: Db, code: string): Promise<ImportAgency> {
  const agency = await db.selectFrom('core.agency').select(['code', 'name', 'orgCode', 'regionCode']).where('code', '=', code).executeTakeFirst();
  if (!agency) return refuse('not-found', zh.noAgency(code), 404);
  const lock = await sql<{ taken: boolean }>`select pg_try_advisory_lock(hashtextextended(${`import:${code}`}, 0)) as taken`.execute(db);
  if (!lock.rows[0]?.taken) refuse('import-busy', zh.busy, 409);
  return agency;
}

/** Before the connection is closed: the server notices that only a moment later, and who comes at once would be told to wait. */
export async function unlockAgencies(db: Db): Promise<void> {
  await sql`select pg_advisory_unlock_all()`.execute(db).catch((error: unknown) => { log.warn('import.unlock-failed', { error }); });
}

/** The job of this file for this agency; a finished one starts again and finds what has changed since. */
async function openJob(db: Db, agencyCode: string, path: string, fileName: string) {
  const fileHash = await hashFile(path);
  const job = await db.insertInto('core.importJob').values({ agencyCode, fileName, fileHash })
    .onConflict((c) => c.columns(['agencyCode', 'fileHash']).doUpdateSet({ fileName }))
    .returningAll().executeTakeFirstOrThrow();
  if (job.undoStartedAt !== null && job.undoneAt === null) return refuse('import-undo-unfinished', zh.undoUnfinished, 409);
  if (job.finishedAt === null && job.undoneAt === null) return job;
  await db.deleteFrom('core.importFault').where('jobId', '=', job.id).execute();
  return db.updateTable('core.importJob').where('id', '=', job.id)
    .set({ linesDone: 0, imported: 0, unchanged: 0, revised: 0, faults: 0, startedAt: now(), finishedAt: null, undoStartedAt: null, undoneAt: null })
    .returningAll().executeTakeFirstOrThrow();
}

async function* preparedBatches(worker: Worker, path: string, skip: number, onRead: (bytes: number) => void): AsyncGenerator<Batch> {
  for await (const message of throughWorker<PreparedMessage>(worker, lineMessages(path, skip, onRead))) yield ready(message);
}

export async function* lineMessages(path: string, skip: number, onRead: (bytes: number) => void): AsyncGenerator<ToWorker> {
  for await (const message of readBatches(path, skip, onRead)) yield { message, transfer: [message.lines.buffer] };
}

function ready(message: PreparedMessage): Batch {
  const bytes = Buffer.from(message.bytes.buffer);
  return {
    documents: message.documents.map((d) => ({ ...d, text: bytes.subarray(...d.text), terms: bytes.subarray(...d.terms) })),
    faults: message.faults, last: message.last,
  };
}

/** SQLSTATE classes of values that do not fit: 22 data exception, 23 integrity. */
const VALUE_FAULT = /^2[23]/;

/** A document the database refuses is found by halving the batch; the rest goes in. */
async function storeWhatFits(
  db: Db, actor: Actor, target: ImportTarget, batch: Batch, onFault: (f: ImportFault) => void,
): Promise<BatchCounts> {
  try {
    const counts = await runCommand(db, actor, (ctx) => storeBatch(ctx, target, batch));
    counts.refused.forEach(onFault);
    return counts;
  } catch (error) {
    const state = databaseFault(error)?.state ?? '';
    if (!VALUE_FAULT.test(state) || batch.documents.length === 0) throw error;
    const [only, second] = batch.documents;
    if (only && !second) {
      const reason = zh.fault.refusedByStore(error instanceof Error ? error.message : state);
      return storeWhatFits(db, actor, target, { ...batch, documents: [], faults: [...batch.faults, { line: only.line, reason }] }, onFault);
    }
    const middle = batch.documents[Math.floor(batch.documents.length / 2)]?.line ?? 0;
    const [left, right] = [halfOf(batch, (line) => line < middle, middle - 1), halfOf(batch, (line) => line >= middle, batch.last)];
    const [a, b] = [await storeWhatFits(db, actor, target, left, onFault), await storeWhatFits(db, actor, target, right, onFault)];
    return { imported: a.imported + b.imported, revised: a.revised + b.revised, unchanged: a.unchanged + b.unchanged, faults: a.faults + b.faults };
  }
}

function halfOf(batch: Batch, of: (line: number) => boolean, last: number): Batch {
  return { documents: batch.documents.filter((d) => of(d.line)), faults: batch.faults.filter((f) => of(f.line)), last };
}

/** Each merge walks the index from end to end: worth while only for many documents at once. */
const MERGE_EVERY = 1000;

/** Merges the waiting list of the search index beside the import, on another core, and once more at its end. */
function termMerger(db: Db) {
  let running: Promise<unknown> | null = null;
  let waiting = 0;
  const merge = () => sql`select open.merge_search()`.execute(db);
  return {
    add(documents: number) {
      waiting += documents;
      if (running || waiting < MERGE_EVERY) return;
      waiting = 0;
      running = merge().catch(() => undefined).finally(() => { running = null; });
    },
    async finish() {
      await running;
      await merge();
      await mergeCounts(db);
    },
  };
}
