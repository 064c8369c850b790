// Takes a whole import back: what it made leaves the public place, what it changed gets its former edition again, and what
// people have touched since stays and is named. Batch by batch, each in one transaction: cut off, it goes on.
import { checkDisclosure, now } from '@tongming/law';
import { sql } from 'kysely';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../../platform/command.ts';
import { holdConnection, poolOf, type Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import type { FileStore } from '../../../platform/files.ts';
import { journal, journalMany, type JournalEntry } from '../../../platform/journal.ts';
import { enqueueMany } from '../../../platform/outbox.ts';
import { mergeCounts } from '../../../platform/search-index.ts';
import type { System } from '../../../platform/system.ts';
import { publishRecords, statusChanges } from '../commands/publish-records.ts';
import type { EditionContent, Publication } from '../model.ts';
import { changeOf, withdrawRecords } from '../project.ts';
import { openFilesOf, unpublishTopic } from '../public-files.ts';
import { hideEditions } from '../structure/history.ts';
import { lockAgency, unlockAgencies } from './import-file.ts';
import { zh } from './messages.ts';
import { touchedSince, type Subject } from './touched.ts';

export type UndoCounts = { removed: number; restored: number; left: number };
const RECORDS = 100;

/**
 * Undoes one job. A second call goes on where the first ended, and after the end changes nothing.
 * @throws Refused when there is no such job (404), an import of the agency is running (409), or it ran before traces were kept
 */
export async function undoImport(
  system: Pick<System, 'ownerUrl' | 'db' | 'files'>, jobId: string, actor: Omit<Actor, 'agencyCode'>, onProgress: (done: number) => void = () => undefined,
): Promise<UndoCounts> {
  const job = await system.db.selectFrom('core.importJob').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (!job) return notFound(zh.noJob(jobId));
  if (!job.traced) refuse('import-untraced', zh.untraced, 409);
  const pool = poolOf({ connectionString: system.ownerUrl, role: 'tongming_app', name: 'tongming undo', max: 1 });
  const { db, close } = holdConnection(await pool.connect());
  try {
    await lockAgency(db, job.agencyCode);
    await db.updateTable('core.importJob').set({ undoStartedAt: now() }).where('id', '=', jobId).where('undoStartedAt', 'is', null).execute();
    const who: Actor = { ...actor, agencyCode: job.agencyCode };
    for (let all = 0, some = RECORDS; some > 0; onProgress(all += some)) {
      some = await runCommand(db, who, (ctx) => undoSome(ctx, system.files, { id: job.id, fileName: job.fileName, agencyCode: job.agencyCode }));
    }
    await runCommand(db, who, (ctx) => finish(ctx, jobId));
    await mergeCounts(db);
    return await countsOf(db, jobId);
  } finally {
    await unlockAgencies(db);
    close();
    await pool.end();
  }
}

export async function countsOf(db: Db, jobId: string): Promise<UndoCounts> {
  const rows = await db.selectFrom('core.importItem').where('jobId', '=', jobId).where('outcome', 'is not', null)
    .groupBy('outcome').select((eb) => ['outcome', eb.fn.count<number>('recordId').distinct().as('n')]).execute();
  const count = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.n ?? 0);
  return { removed: count('removed'), restored: count('restored'), left: count('left') };
}

export type LeftBehind = { recordId: string; indexNumber: string; title: string; reason: string };

/** What an undo did not touch, and why. */
export async function leftBehind(db: Db, jobId: string): Promise<LeftBehind[]> {
  const { rows } = await sql<LeftBehind>`select distinct r.id as record_id, r.index_number, e.content->>'title' as title, coalesce(i.reason, '') as reason
    from core.import_item i join core.record r on r.id = i.record_id join core.edition e on e.record_id = i.record_id and e.state = 'live'
    where i.job_id = ${jobId} and i.outcome = 'left' order by r.index_number`.execute(db);
  return rows;
}

type Job = { id: string; fileName: string; agencyCode: string };

async function undoSome(ctx: CommandContext, files: FileStore, job: Job) {
  const subjects = await nextRecords(ctx, job.id);
  if (subjects.length === 0) return unchanged(0);
  const touched = await touchedSince(ctx.tx, job.id, subjects);
  const free = subjects.filter((s) => !touched.has(s.id));
  const changes: Omit<Change, 'seq'>[] = [];
  const entries: JournalEntry[] = [];
  await remove(ctx, job, free.filter((s) => s.first === 1), changes, entries);
  await restore(ctx, files, job, free.filter((s) => s.first > 1), changes, entries);
  for (const [id, reason] of touched) await note(ctx, job.id, [id], 'left', reason);
  const written = await journalMany(ctx, [...entries, {
    action: 'import.undo-batch', subjectType: 'import', subjectId: job.id, after: { records: free.length, left: [...touched].map(([id, reason]) => ({ id, reason })) },
  }]);
  await publishChanges(ctx, changes);
  return done(subjects.length, written);
}

/** Locks them: what a person does meanwhile waits, and then finds what is left. */
async function nextRecords(ctx: CommandContext, jobId: string): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select i.record_id as id, min(i.edition) as first, max(i.edition) as last, min(e.created_at) as since
    from core.import_item i join core.edition e on e.record_id = i.record_id and e.no = i.edition
    where i.job_id = ${jobId} and i.outcome is null group by i.record_id order by i.record_id limit ${RECORDS}`.execute(ctx.tx);
  await ctx.tx.selectFrom('core.record').select('id').where('id', 'in', rows.map((row) => row.id).concat('00000000-0000-0000-0000-000000000000'))
    .orderBy('id').forUpdate().execute();
  return rows;
}

async function note(ctx: CommandContext, jobId: string, ids: readonly string[], outcome: 'removed' | 'restored' | 'left', reason: string | null): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx.updateTable('core.importItem').set({ outcome, reason }).where('jobId', '=', jobId).where('recordId', 'in', [...ids]).where('outcome', 'is', null).execute();
}

/** Withdrawn like any other, with a tombstone under its number; its name in the source becomes free for the next import. */
async function remove(ctx: CommandContext, job: Job, subjects: readonly Subject[], changes: Omit<Change, 'seq'>[], entries: JournalEntry[]): Promise<void> {
  if (subjects.length === 0) return;
  const ids = subjects.map((s) => s.id);
  const rows = await ctx.tx.selectFrom('core.record').select(['id', 'indexNumber', 'externalId', 'agencyCode']).where('id', 'in', ids).execute();
  const shown = await ctx.tx.selectFrom('open.record').select(['id', 'category', 'theme']).where('id', 'in', ids).execute();
  const files = await openFilesOf(ctx, ids);
  await ctx.tx.insertInto('core.recordEnd').values(ids.map((recordId) => ({
    recordId, kind: 'withdrawn' as const, effectiveOn: ctx.today, ground: zh.undo.ground(job.fileName), publicNote: zh.undo.note, byRecord: null, personId: ctx.actor.personId, at: ctx.now,
  }))).execute();
  await ctx.tx.updateTable('core.record').set({ externalId: null }).where('id', 'in', ids).execute();
  const { gone, related, changes: translations } = await withdrawRecords(ctx, ids, zh.undo.note);
  await enqueueMany(ctx, files.map((hash) => ({ topic: unpublishTopic, key: `${unpublishTopic}:${hash}:${ctx.now}`, payload: { hash } })));
  await note(ctx, job.id, ids, 'removed', null);
  for (const { id, ...before } of rows) {
    entries.push({ action: 'record.undo-import', subjectType: 'record', subjectId: id, before, after: { withdrawn: true, job: job.id }, reason: zh.undo.ground(job.fileName) });
  }
  for (const row of shown) if (gone.includes(row.id)) changes.push(changeOf('withdrawn', { ...row, agencyCode: job.agencyCode }));
  changes.push(...translations, ...await statusChanges(ctx, related));
}

/** Forward, never back: the former text is published as a new edition, and the days of the mistaken one keep no words. */
async function restore(
  ctx: CommandContext, files: FileStore, job: Job, subjects: readonly Subject[], changes: Omit<Change, 'seq'>[], entries: JournalEntry[],
): Promise<void> {
  if (subjects.length === 0) return;
  const former = await formerEditions(ctx, subjects);
  const kept = subjects.filter((s) => !former.has(s.id));
  await note(ctx, job.id, kept.map((s) => s.id), 'left', zh.undo.withFiles);
  const ready = subjects.flatMap((s) => {
    const publication = former.get(s.id);
    return publication ? [{ s, publication }] : [];
  });
  const { published, changes: made } = await publishRecords(ctx, files, ready.map((r) => r.publication));
  for (const { s } of ready) {
    await sql`update core.edition set content = content - 'importHash' where record_id = ${s.id} and no between ${s.first} and ${s.last}`.execute(ctx.tx);
    for (let no = s.first; no <= s.last; no += 1) await hideEditions(ctx, [s.id], no);
  }
  await note(ctx, job.id, ready.map((r) => r.s.id), 'restored', null);
  published.forEach((p, i) => entries.push({
    action: 'record.undo-import', subjectType: 'record', subjectId: p.recordId, before: { edition: ready[i]?.s.last }, after: { edition: p.edition, textOf: (ready[i]?.s.first ?? 1) - 1, job: job.id },
    reason: zh.undo.ground(job.fileName),
  }));
  changes.push(...made);
}

type Stored = Omit<EditionContent, 'bodyText'>;

/** Absent: those with files, relations or an official document, which only a person can issue again. */
async function formerEditions(ctx: CommandContext, subjects: readonly Subject[]): Promise<Map<string, Publication>> {
  const rows = await ctx.tx.selectFrom('core.edition').select(['recordId', 'no', 'content', 'bodyText', 'documentId'])
    .where((eb) => eb.or(subjects.map((s) => eb.and([eb('recordId', '=', s.id), eb('no', '=', s.first - 1)])))).execute();
  return new Map(rows.flatMap((row): [string, Publication][] => {
    const content: EditionContent = { ...(row.content as Stored), bodyText: row.bodyText };
    const decision = checkDisclosure({ ...content.disclosure, grounds: [...content.disclosure.grounds] });
    if (row.documentId !== null || content.attachments.length > 0 || content.relations.length > 0 || !decision.ok) return [];
    return [[row.recordId, {
      record: { id: row.recordId }, documentId: null, content, disclosure: decision.value, files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
    }]];
  }));
}

async function finish(ctx: CommandContext, jobId: string) {
  const row = await ctx.tx.updateTable('core.importJob').set({ undoneAt: ctx.now }).where('id', '=', jobId).where('undoneAt', 'is', null).returningAll().executeTakeFirst();
  if (!row) return unchanged(undefined);
  // What a harvest gave is asked for again: the other system has nothing new to say of it.
  await sql`delete from core.harvest h using core.journal j where j.subject_type = 'import' and j.subject_id = ${jobId} and j.action = 'import.harvest'
    and h.address = j.after->>'address' and h.agency_code = ${row.agencyCode}`.execute(ctx.tx);
  return done(undefined, await journal(ctx, { action: 'import.undone', subjectType: 'import', subjectId: jobId, after: row }));
}
