import { done, runCommand } from '../../../../platform/command.ts';
import type { Db } from '../../../../platform/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import { journal } from '../../../../platform/journal.ts';
import { enqueue } from '../../../../platform/outbox.ts';
import type { Principal } from '../../../identity/index.ts';
import { zh as importing } from '../messages.ts';
import { zh } from './messages.ts';
import { jobOf } from './queries.ts';
import { actingFor, topics } from './review.ts';

/** Asks for the undo of a whole import; the worker does it batch by batch. */
export async function undoJob(db: Db, principal: Principal, id: string): Promise<void> {
  const known = await jobOf(db, id);
  const actor = actingFor(principal, known.agencyCode);
  await runCommand(db, actor, async (ctx) => {
    const job = await ctx.tx.selectFrom('core.importJob').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    if (!job.traced) refuse('import-untraced', importing.untraced, 409);
    if (job.undoStartedAt !== null) refuse('import-undone', zh.undoneAlready, 409);
    const running = await ctx.tx.selectFrom('core.importReview').select('id').where('jobId', '=', id).where('state', '=', 'importing').executeTakeFirst();
    if (running) refuse('import-running', zh.running, 409);
    await ctx.tx.updateTable('core.importJob').set({ undoStartedAt: ctx.now }).where('id', '=', id).execute();
    await enqueue(ctx, { topic: topics.undo, key: `${topics.undo}:${id}:${ctx.now}`, payload: { id, actor: { personId: actor.personId, name: actor.name, role: actor.role } } });
    return done(undefined, await journal(ctx, { action: 'import.undo', subjectType: 'import', subjectId: id, before: job }));
  });
}
