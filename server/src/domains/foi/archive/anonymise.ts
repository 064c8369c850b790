// 保管期满后的匿名化: the worker proposes, the head of the office confirms, the worker performs. Told before it is done.
import { randomBytes } from 'node:crypto';
import { civilDate, civilDateOf, now, yearOf, type CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { FoiAnonymisation } from '../../../console-api/contract-foi.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal, journalMany, type JournalEntry } from '../../../platform/journal.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { actorOf, hasRole, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import type { Env } from '../perform.ts';
import { officeAgencies } from '../policy.ts';
import { loadSettings, saveSetting } from '../settings.ts';
import { loadCases, type Case } from '../store.ts';
import { loadRetention } from './commands.ts';
import { forgottenApplicant, forgottenEvents, forgottenRequest } from './forget.ts';
import type { RetentionSettings } from './model.ts';
import { removeFilesTopic } from './remove-files.ts';
import { retentionEnd } from './retention.ts';
import { archiveZh } from './zh.ts';

const actor: Actor = { personId: null, name: archiveZh.anonymous.actor, role: 'system', agencyCode: null };
const CHUNK = 50;
const SHOWN = 500;

/** Cases whose term is over, with nothing pending: the days of closing before the first of January that lies `years` back. */
async function due(db: Db | Tx, { years }: RetentionSettings, day: CivilDate, ids?: readonly string[]): Promise<{ id: string; agencyCode: string; closedOn: CivilDate }[]> {
  if (years === null) return [];
  const rows = await db.selectFrom('core.foiCase as c').select(['c.id', 'c.agencyCode', 'c.closedOn'])
    .where('c.closedOn', '<', civilDate(`${yearOf(day) - years}-01-01`)).where('c.anonymisedAt', 'is', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('core.foiReview as r').select('r.id').whereRef('r.caseId', '=', 'c.id')
      .where((eb) => eb.or([eb('r.result', 'is', null), eb.and([eb('r.order', 'is not', null), eb('r.reopenedOn', 'is', null)])])))))
    .$if(ids !== undefined, (qb) => qb.where('c.id', 'in', [...(ids ?? [])]))
    .$if(ids === undefined, (qb) => qb.where(({ not, exists, selectFrom }) => not(exists(selectFrom('core.foiAnonymisation as a').select('a.caseId').whereRef('a.caseId', '=', 'c.id')))))
    .orderBy('c.closedOn').orderBy('c.id').limit(SHOWN).execute();
  return rows.flatMap((row) => (row.closedOn === null ? [] : [{ ...row, closedOn: row.closedOn }]));
}

/** Proposes what is due. Returns how many. */
export async function planAnonymisation(env: Pick<Env, 'db' | 'at'>): Promise<number> {
  const retention = await loadRetention(env.db);
  const day = civilDateOf(env.at ?? now());
  return runCommand(env.db, actor, async (ctx) => {
    const found = await due(ctx.tx, retention, day);
    if (found.length === 0) return unchanged(0);
    await ctx.tx.insertInto('core.foiAnonymisation').values(found.map((c) => ({
      caseId: c.id, agencyCode: c.agencyCode, retentionEnd: retentionEnd(c.closedOn, retention) ?? day, plannedOn: day,
    }))).onConflict((k) => k.column('caseId').doNothing()).execute();
    return done(found.length, await journalMany(ctx, found.map((c) => entry('foi.anonymise-plan', c.id, c.agencyCode))));
  }, { at: env.at });
}

function entry(action: string, caseId: string, agencyCode: string, after?: unknown): JournalEntry {
  return { action, subjectType: 'foi-case', subjectId: caseId, agencyCode, after };
}

/** By the head of the office, for cases of his agencies. @throws Refused with every case that cannot be confirmed */
export async function confirmAnonymisation(env: Env, principal: Principal, caseIds: readonly string[]): Promise<void> {
  const ids = [...new Set(caseIds)];
  await runCommand(env.db, actorOf(principal, 'openness-head', env.requestId), async (ctx) => {
    const rows = await ctx.tx.selectFrom('core.foiAnonymisation').selectAll().where('caseId', 'in', ids).where('confirmedOn', 'is', null).orderBy('caseId').forUpdate().execute();
    const mine = rows.filter((row) => hasRole(principal, row.agencyCode, 'openness-head'));
    const missing = ids.filter((id) => !mine.some((row) => row.caseId === id));
    if (missing.length > 0) refuse('anonymisation-none', missing.map((id) => ({ code: 'anonymisation-none', message: zh.refusal.anonymisationNone(id), field: 'caseIds' })));
    await ctx.tx.updateTable('core.foiAnonymisation').set({ confirmedOn: ctx.today, confirmedBy: principal.person.name }).where('caseId', 'in', ids).execute();
    return done(undefined, await journalMany(ctx, mine.map((row) => entry('foi.anonymise-confirm', row.caseId, row.agencyCode))));
  }, { at: env.at });
}

/** Performs what was confirmed. One that is no longer due (a review, another term, handled again) is taken off the list. */
export async function performAnonymisation(env: Env): Promise<number> {
  const [retention, settings] = [await loadRetention(env.db), await loadSettings(env.db)];
  let performed = 0;
  for (;;) {
    const step = await runCommand(env.db, actor, async (ctx) => {
      const rows = await ctx.tx.selectFrom('core.foiAnonymisation').select(['caseId', 'agencyCode']).where('confirmedOn', 'is not', null).where('performedOn', 'is', null)
        .orderBy('plannedOn').orderBy('caseId').limit(CHUNK).forUpdate().execute();
      if (rows.length === 0) return unchanged({ seen: 0, performed: 0 });
      const ids = rows.map((row) => row.caseId);
      const still = new Set((await due(ctx.tx, retention, ctx.today, ids)).map((c) => c.id));
      const dropped = rows.filter((row) => !still.has(row.caseId));
      if (dropped.length > 0) await ctx.tx.deleteFrom('core.foiAnonymisation').where('caseId', 'in', dropped.map((row) => row.caseId)).execute();
      const cases = (await loadCases(ctx.tx, [...still], settings)).map(({ c }) => c);
      const hashes: string[] = [];
      for (const c of cases) hashes.push(...await forget(ctx, c, retention));
      // After commit, and not while anything else still refers to the same bytes.
      if (hashes.length > 0) await enqueue(ctx, { topic: removeFilesTopic, key: `${removeFilesTopic}:${ids[0]}:${ctx.today}`, payload: { hashes: [...new Set(hashes)] } });
      return done({ seen: rows.length, performed: cases.length }, await journalMany(ctx, [
        ...dropped.map((row) => entry('foi.anonymise-withdraw', row.caseId, row.agencyCode)),
        ...cases.map((c) => entry('foi.anonymise', c.id, c.agency.code, { events: c.events.length, volume: retention.volume })),
      ]));
    }, { at: env.at });
    performed += step.performed;
    if (step.seen === 0) return performed;
  }
}

/** Removes what identifies anybody. Returns the hashes of files the case no longer refers to. */
async function forget(ctx: CommandContext, c: Case, retention: RetentionSettings): Promise<string[]> {
  const { tx } = ctx;
  const { text } = archiveZh.anonymous;
  const files = await tx.deleteFrom('core.foiFile').where('caseId', '=', c.id).returning('fileHash').execute();
  const papers = tx.selectFrom('core.foiPaper').select(['id', 'files', 'sealedFiles']).where('caseId', '=', c.id);
  const gone = await papers.$if(retention.volume === 'keep', (qb) => qb.where('kind', '<>', 'archive')).execute();
  if (gone.length > 0) {
    await tx.updateTable('core.foiPaper').set({ content: json({}), files: json([]), sealedFiles: json([]), updatedAt: ctx.now }).where('id', 'in', gone.map((p) => p.id)).execute();
  }
  for (const e of forgottenEvents(c.events)) {
    await tx.updateTable('core.foiEvent').set({ data: json(e.data), anonymisedAt: ctx.now }).where('caseId', '=', c.id).where('seq', '=', e.seq).execute();
  }
  await tx.updateTable('core.foiCase').set({
    applicant: json(forgottenApplicant(c.applicant)), request: json(forgottenRequest(c.request)), applicantKey: randomBytes(32), identityKey: null, readerKey: null,
    senderKey: null, suggestOpen: false, anonymisedAt: ctx.now, version: c.version + 1, updatedAt: ctx.now,
  }).where('id', '=', c.id).execute();
  await tx.updateTable('core.foiWords').set({ shingles: [], terms: [] }).where('caseId', '=', c.id).execute();
  await tx.updateTable('core.foiIdentity').set({ sealed: Buffer.alloc(0), erasedAt: ctx.now }).where('caseId', '=', c.id).execute();
  await tx.updateTable('core.foiSearchLog').set({ place: text, words: text, result: text }).where('caseId', '=', c.id).execute();
  await tx.updateTable('core.foiEvaluation').set({ words: null }).where('caseId', '=', c.id).execute();
  await tx.updateTable('core.foiReview').set({ summary: text, lesson: null }).where('caseId', '=', c.id).where('summary', 'is not', null).execute();
  await tx.deleteFrom('open.foiStatus').where('number', '=', c.receiptNumber).execute();
  await tx.updateTable('inbox.foiNumber').set({ sealed: Buffer.alloc(0) }).where('number', '=', c.receiptNumber).execute();
  await tx.updateTable('core.foiAnonymisation').set({ performedOn: ctx.today }).where('caseId', '=', c.id).execute();
  const listed = gone.flatMap((p) => [...(p.files as { hash: string }[]), ...(p.sealedFiles as { hash: string }[])]);
  return [...files.flatMap((f) => f.fileHash ?? []), ...listed.map((f) => f.hash)];
}

/** For the head of the office: what is proposed, then what is confirmed, then what was performed last. */
export async function listAnonymisation(db: Db, principal: Principal, agency?: string): Promise<FoiAnonymisation[]> {
  const codes = officeAgencies(principal).filter((code) => agency === undefined || code === agency);
  if (codes.length === 0) return [];
  const rows = await db.selectFrom('core.foiAnonymisation as n').innerJoin('core.foiCase as c', 'c.id', 'n.caseId').innerJoin('core.agency as a', 'a.code', 'c.agencyCode')
    .select(['n.caseId', 'c.receiptNumber', 'c.registerYear', 'c.registerSeq', 'a.shortName', 'n.agencyCode', 'a.name as agencyName', 'c.closedOn', 'n.retentionEnd', 'n.plannedOn', 'n.confirmedOn', 'n.confirmedBy', 'n.performedOn'])
    .where('n.agencyCode', 'in', codes).orderBy(sql`n.performed_on is not null`).orderBy(sql`n.confirmed_on is not null`).orderBy('n.performedOn', 'desc').orderBy('n.retentionEnd').orderBy('n.caseId').limit(SHOWN).execute();
  return rows.flatMap(({ registerYear, registerSeq, shortName, closedOn, ...row }) => (closedOn === null ? [] : [{
    ...row, closedOn, registerNumber: registerYear === null || registerSeq === null ? null : zh.registerNumber(shortName, registerYear, registerSeq),
  }]));
}

/** How long cases are kept. A shorter term proposes more; nothing goes without being confirmed. */
export async function setRetention(env: Env, principal: Principal, data: RetentionSettings): Promise<RetentionSettings> {
  return runCommand(env.db, actorOf(principal, 'openness-head', env.requestId), async (ctx) => {
    const before = await saveSetting(ctx.tx, 'foi-archive', data);
    return done(data, await journal(ctx, { action: 'setting.foi-archive', subjectType: 'setting', subjectId: 'foi-archive', before, after: data }));
  }, { at: env.at });
}

/** For the worker: first what was confirmed, then what is due by now. */
export async function sweepAnonymisation(env: Env): Promise<number> {
  return await performAnonymisation(env) + await planAnonymisation(env);
}
