import type { CivilDate, Instant } from '@tongming/law';
import { z } from 'zod';
import type { CleanupCloseRequest } from '../../../console-api/contract-validity.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal, journalMany, type JournalEntry } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { statusChanges } from '../commands/publish-records.ts';
import { refreshStatus } from '../project.ts';
import { civilDateSchema } from '../schemas.ts';
import { itemsAsTheyStand, type Standing } from './items.ts';
import { zh } from './messages.ts';
import { findCleanup, holdCleanup, leaderOf, type CleanupRecord } from './open-cleanup.ts';

export const closeSchema = z.object({ version: z.int(), effectiveOn: civilDateSchema, skipConflicts: z.boolean() }) satisfies z.ZodType<CleanupCloseRequest>;
export const cancelSchema = z.object({ version: z.int() });
type Request = z.output<typeof closeSchema>;
const TOLD = 50;
const AT_ONCE = 1000;

/**
 * Ends a campaign: every repeal and expiry that was decided holds from the stated day on, all in this command or none.
 * Records that changed since the list was frozen are told first, and then left as they are.
 */
export async function closeCleanup(db: Db, principal: Principal, id: string, request: Request, options: { at?: Instant } = {}): Promise<void> {
  const { agencyCode } = await findCleanup(db, id);
  const acting = leaderOf(principal, agencyCode);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const cleanup = await holdCleanup(ctx, id, request.version);
    const ids = (await ctx.tx.selectFrom('core.cleanupItem').select('recordId').where('cleanupId', '=', id).execute()).map((row) => row.recordId);
    // The lock an end entered by hand takes, and a revision: nothing changes between this look and the commit.
    await ctx.tx.selectFrom('core.record').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
    const items = await itemsAsTheyStand(ctx.tx, id, ctx.today);
    const reasons = decide(request, items, ctx.today);
    if (reasons.length > 0) refuse('cleanup-not-closed', reasons);
    const ended = await applyDecisions(ctx, cleanup, items, request.effectiveOn);
    const after = await ctx.tx.updateTable('core.cleanup').set({
      state: 'closed', closedBy: principal.person.id, closedAt: ctx.now, appliedOn: request.effectiveOn, version: cleanup.version + 1,
    }).where('id', '=', id).returning(['state', 'appliedOn']).executeTakeFirstOrThrow();
    const entry = await journal(ctx, {
      action: 'cleanup.close', subjectType: 'cleanup', subjectId: id, agencyCode, after: { ...after, records: items.length, ended: ended.length },
    });
    await publishChanges(ctx, await statusChanges(ctx, await refreshStatus(ctx, ended)));
    return done(undefined, entry);
  }, options);
}

function decide(r: Request, items: readonly Standing[], day: CivilDate): Reason[] {
  const undecided = items.filter((item) => item.decision === null && item.conflict === null).length;
  const changed = items.filter((item) => item.conflict !== null);
  return [
    ...(undecided > 0 ? [{ code: 'cleanup-undecided', message: zh.undecided(undecided) }] : []),
    ...(r.effectiveOn < day ? [{ code: 'day-past', message: zh.dayPast, field: 'effectiveOn' }] : []),
    ...(changed.length > 0 && !r.skipConflicts ? [
      { code: 'cleanup-conflicts', message: zh.conflicts(changed.length) },
      ...changed.slice(0, TOLD).map((item) => ({ code: 'cleanup-conflict', message: zh.conflictOf(item.title, zh.conflict[item.conflict ?? ''] ?? '') })),
    ] : []),
  ];
}

const outcomes = { keep: 'kept', amend: 'to-amend', repeal: 'repealed', expire: 'expired' } as const;

/** Returns the records that were ended. */
async function applyDecisions(ctx: CommandContext, cleanup: CleanupRecord, items: readonly Standing[], on: CivilDate): Promise<string[]> {
  for (const [decision, outcome] of Object.entries(outcomes)) {
    const some = items.filter((item) => item.conflict === null && item.decision === decision).map((item) => item.id);
    if (some.length > 0) await ctx.tx.updateTable('core.cleanupItem').set({ outcome }).where('cleanupId', '=', cleanup.id).where('recordId', 'in', some).execute();
  }
  for (const kind of new Set(items.flatMap((item) => item.conflict ?? []))) {
    await ctx.tx.updateTable('core.cleanupItem').set({ outcome: 'skipped', outcomeNote: zh.skipped(zh.conflict[kind] ?? kind) })
      .where('cleanupId', '=', cleanup.id).where('recordId', 'in', items.filter((item) => item.conflict === kind).map((item) => item.id)).execute();
  }
  const ends = items.flatMap((item) => (item.conflict === null && (item.decision === 'repeal' || item.decision === 'expire') ? [{
    recordId: item.id, kind: outcomes[item.decision], effectiveOn: on, byRecord: null, personId: ctx.actor.personId, at: ctx.now,
    ground: zh.ground(cleanup.name, item.ground ?? ''), publicNote: zh.notes[item.decision](cleanup.name, on),
  }] : []));
  const entries: JournalEntry[] = ends.map((end) => ({
    action: end.kind === 'repealed' ? 'record.repealed' : 'record.expired', subjectType: 'record', subjectId: end.recordId, after: { ...end, cleanup: cleanup.id },
    reason: end.ground, agencyCode: items.find((item) => item.id === end.recordId)?.agencyCode ?? null,
  }));
  for (let i = 0; i < ends.length; i += AT_ONCE) {
    await ctx.tx.insertInto('core.recordEnd').values(ends.slice(i, i + AT_ONCE)).execute();
    await journalMany(ctx, entries.slice(i, i + AT_ONCE));
  }
  return ends.map((end) => end.recordId);
}

/** Nothing of it is applied; list and decisions stay on record. */
export async function cancelCleanup(db: Db, principal: Principal, id: string, request: z.output<typeof cancelSchema>): Promise<void> {
  const { agencyCode } = await findCleanup(db, id);
  const acting = leaderOf(principal, agencyCode);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const cleanup = await holdCleanup(ctx, id, request.version);
    await ctx.tx.updateTable('core.cleanup').set({ state: 'cancelled', closedBy: principal.person.id, closedAt: ctx.now, version: cleanup.version + 1 }).where('id', '=', id).execute();
    return done(undefined, await journal(ctx, { action: 'cleanup.cancel', subjectType: 'cleanup', subjectId: id, agencyCode, after: { state: 'cancelled' } }));
  });
}
