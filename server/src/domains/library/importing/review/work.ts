// What the worker does with reviews: reads them, takes them in, takes imports back. Each goes on after a crash.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { done, runCommand, unchanged, type Actor } from '../../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../../platform/database.ts';
import { Refused } from '../../../../platform/errors.ts';
import { pathOf } from '../../../../platform/files.ts';
import { journal } from '../../../../platform/journal.ts';
import type { OutboxHandler } from '../../../../platform/outbox.ts';
import type { System } from '../../../../platform/system.ts';
import { dryRun, type DryRun, type Finding } from '../dry-run.ts';
import { importFile } from '../import-file.ts';
import { fileLines } from '../lines.ts';
import { writeLines, linesOf } from '../spool.ts';
import type { Doubt, SourceDocument, SourceItem } from '../sources/source.ts';
import { startDryRunWorker, startWorker } from '../start-worker.ts';
import { undoImport } from '../undo-import.ts';
import { zh } from '../messages.ts';
import { takeable, topics } from './review.ts';

type Parts = Pick<System, 'ownerUrl' | 'db' | 'files'>;
const person = z.object({ personId: z.uuid().nullable(), name: z.string(), role: z.string() });
const reviewPayload = z.object({ id: z.uuid() });
const actingPayload = reviewPayload.extend({ actor: person });

export function importHandlers(parts: Parts): Record<string, OutboxHandler> {
  return {
    [topics.read]: async (payload) => readUpload(parts, reviewPayload.parse(payload).id),
    [topics.run]: async (payload) => {
      const { id, actor } = actingPayload.parse(payload);
      await takeIn(parts, id, actor);
    },
    [topics.undo]: async (payload) => {
      const { id, actor } = actingPayload.parse(payload);
      await undoImport(parts, id, actor);
    },
  };
}

const machine = (agencyCode: string): Actor => ({ personId: null, name: zh.machine, role: 'system', agencyCode });

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tongming-review-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readUpload({ db, files }: Parts, id: string): Promise<void> {
  const review = await db.selectFrom('core.importReview').selectAll().where('id', '=', id).executeTakeFirst();
  if (review?.state !== 'reading') return;
  const worker = startDryRunWorker();
  try {
    await inFolder(async (folder) => {
      const { path } = await linesOf(pathOf(files, 'core', review.fileHash), { from: 'table', mapping: review.mapping, folder });
      const run = await dryRun(db, worker, path, review.agencyCode);
      await runCommand(db, machine(review.agencyCode), async (ctx) => {
        const { numUpdatedRows } = await ctx.tx.updateTable('core.importReview').set({ state: 'ready', compared: run.compared, updatedAt: ctx.now }).where('id', '=', id).where('state', '=', 'reading').executeTakeFirst();
        if (numUpdatedRows === 0n) return unchanged(undefined);
        await ctx.tx.deleteFrom('core.importReviewItem').where('reviewId', '=', id).execute();
        await saveItems(ctx.tx, id, run, path);
        return done(undefined, await journal(ctx, { action: 'import-review.read', subjectType: 'import', subjectId: id, after: { counts: run.counts, doubts: run.doubts } }));
      });
    });
  } catch (error) {
    await sendBack(db, review, 'mapping', error);
  } finally {
    await worker.terminate();
  }
}

/** A refusal is for the person to read; any other error is for the worker to try again. */
async function sendBack(db: Db, review: { id: string; agencyCode: string }, state: 'mapping' | 'ready', error: unknown): Promise<void> {
  if (!(error instanceof Refused) || error.status === 409) throw error;
  const fault = error.reasons.map((reason) => reason.message).join('；');
  await runCommand(db, machine(review.agencyCode), async (ctx) => {
    await ctx.tx.updateTable('core.importReview').set({ state, fault, updatedAt: ctx.now }).where('id', '=', review.id).where('state', 'in', ['reading', 'importing']).execute();
    return done(undefined, await journal(ctx, { action: 'import-review.fail', subjectType: 'import', subjectId: review.id, after: { fault } }));
  });
}

const AT_ONCE = 200;

async function saveItems(tx: Tx, reviewId: string, run: DryRun, path: string): Promise<void> {
  const findings = new Map(run.findings.map((finding) => [finding.line, finding]));
  let rows: ReturnType<typeof itemRow>[] = [];
  const save = async () => {
    if (rows.length > 0) await tx.insertInto('core.importReviewItem').values(rows.splice(0)).execute();
  };
  for await (const { line, text } of fileLines(path)) {
    const finding = findings.get(line);
    if (finding) rows.push(itemRow(reviewId, finding, text));
    if (rows.length >= AT_ONCE) await save();
  }
  await save();
  rows = [];
}

function itemRow(reviewId: string, f: Finding, text: string) {
  const document = f.verdict === 'fault' ? null : documentOf(text);
  const sure = (f.verdict === 'new' || f.verdict === 'changed') && f.doubts.length === 0;
  return {
    reviewId, line: f.line, place: f.where, verdict: f.verdict, title: f.title, reason: f.reason, fields: f.fields, match: json(f.match), doubts: json(f.doubts),
    doubtCodes: [...new Set(f.doubts.map((doubt) => doubt.code))], document: json(document), decision: sure ? 'take' as const : null,
  };
}

function documentOf(text: string): SourceDocument {
  const { where: _where, doubts: _doubts, ...document } = JSON.parse(text) as SourceDocument & { where?: string; doubts?: Doubt[] };
  return document;
}

async function takeIn(parts: Parts, id: string, actor: z.output<typeof person>): Promise<void> {
  const { db } = parts;
  const review = await db.selectFrom('core.importReview').selectAll().where('id', '=', id).executeTakeFirst();
  if (review?.state !== 'importing') return;
  const worker = startWorker();
  try {
    await inFolder(async (folder) => {
      const path = join(folder, 'lines.jsonl');
      await writeLines(path, taken(db, id));
      const onJob = async (jobId: string) => {
        await db.updateTable('core.importReview').set({ jobId }).where('id', '=', id).execute();
      };
      const result = await importFile(parts, worker, path, review.agencyCode, undefined, undefined, { name: review.fileName, actor, onJob });
      await runCommand(db, { ...actor, agencyCode: review.agencyCode }, async (ctx) => {
        // The decisions stay; the texts stand in the library now.
        await ctx.tx.updateTable('core.importReviewItem').set({ document: null }).where('reviewId', '=', id).execute();
        await ctx.tx.updateTable('core.importReview').set({ state: 'done', updatedAt: ctx.now }).where('id', '=', id).execute();
        return done(undefined, await journal(ctx, { action: 'import-review.done', subjectType: 'import', subjectId: id, after: result }));
      });
    });
  } catch (error) {
    await sendBack(db, review, 'ready', error);
  } finally {
    await worker.terminate();
  }
}

/** In the order of the file, so that an import cut off finds the same lines again. */
async function* taken(db: Db, id: string): AsyncGenerator<SourceItem> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ line: string; place: string | null; document: SourceDocument }>`
      select line, place, document from core.import_review_item where review_id = ${id} and decision = 'take' and verdict = any(${[...takeable]}) and line > ${after}
      order by line limit ${AT_ONCE}`.execute(db);
    for (const { line, place, document } of rows) {
      after = Number(line);
      yield { line: after, where: place ?? '', document, doubts: [] };
    }
    if (rows.length < AT_ONCE) return;
  }
}
