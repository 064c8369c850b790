import { detectSecrecyMarking } from '@tongming/law';
import { z } from 'zod';
import type { CleanupDecideRequest, CleanupReturnRequest } from '../../../console-api/contract-validity.ts';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journalMany } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { keptAgencies, mayEndAs } from '../policy.ts';
import { zh } from './messages.ts';
import { findCleanup, holdItems, leaderOf } from './open-cleanup.ts';

const items = z.array(z.object({ id: z.uuid(), version: z.int() })).min(1).max(500);
const words = z.string().max(1000).transform((s) => s.trim());
export const decideSchema = z.object({ items, decision: z.enum(['keep', 'amend', 'repeal', 'expire']).nullable(), ground: words }) satisfies z.ZodType<CleanupDecideRequest>;
export const returnSchema = z.object({ items, note: words }) satisfies z.ZodType<CleanupReturnRequest>;

/** A decision with its ground for some records of the list, or taken back: by the records' own agency or by the office that leads. */
export async function decideCleanup(db: Db, principal: Principal, id: string, request: z.output<typeof decideSchema>): Promise<void> {
  const cleanup = await findCleanup(db, id);
  const kept = keptAgencies(principal);
  const acting = mayEndAs(principal, cleanup.agencyCode) ?? mayEndAs(principal, kept[0] ?? '');
  if (!acting) refuse('may-not-decide-cleanup', zh.mayNotDecide, 403);
  const { decision, ground } = request;
  if (decision !== null && ground.length < 2) refuse('ground-missing', [{ code: 'ground-missing', message: zh.groundMissing, field: 'ground' }]);
  if (detectSecrecyMarking(ground) !== null) refuse('classified', zh.classified);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const held = await holdItems(ctx, id, request.items);
    if (!kept.includes(cleanup.agencyCode) && held.some((item) => !kept.includes(item.agencyCode))) refuse('may-not-decide-cleanup', zh.mayNotDecide, 403);
    await ctx.tx.updateTable('core.cleanupItem').set((eb) => ({
      ...(decision === null ? { decision: null, ground: null, decidedBy: null, decidedAt: null }
        : { decision, ground, decidedBy: principal.person.id, decidedAt: ctx.now, returnedNote: null }),
      version: eb('version', '+', 1),
    })).where('cleanupId', '=', id).where('recordId', 'in', held.map((item) => item.id)).execute();
    return done(undefined, await journalMany(ctx, held.map((item) => ({
      action: decision === null ? 'cleanup.undo' : 'cleanup.decide', subjectType: 'record', subjectId: item.id, agencyCode: item.agencyCode, reason: ground || null,
      before: { cleanup: id, decision: item.decision, ground: item.ground }, after: { cleanup: id, decision, ground: decision === null ? null : ground },
    }))));
  });
}

/** The office that leads gives decisions back, to be thought over. */
export async function returnCleanup(db: Db, principal: Principal, id: string, request: z.output<typeof returnSchema>): Promise<void> {
  const cleanup = await findCleanup(db, id);
  const acting = leaderOf(principal, cleanup.agencyCode);
  if (request.note.length < 2) refuse('note-missing', [{ code: 'note-missing', message: zh.noteMissing, field: 'note' }]);
  if (detectSecrecyMarking(request.note) !== null) refuse('classified', zh.classified);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const held = await holdItems(ctx, id, request.items);
    await ctx.tx.updateTable('core.cleanupItem').set((eb) => ({
      decision: null, ground: null, decidedBy: null, decidedAt: null, returnedNote: request.note, version: eb('version', '+', 1),
    })).where('cleanupId', '=', id).where('recordId', 'in', held.map((item) => item.id)).execute();
    return done(undefined, await journalMany(ctx, held.map((item) => ({
      action: 'cleanup.return', subjectType: 'record', subjectId: item.id, agencyCode: item.agencyCode, reason: request.note,
      before: { cleanup: id, decision: item.decision, ground: item.ground },
    }))));
  });
}
