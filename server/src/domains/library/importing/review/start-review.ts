import { done, runCommand } from '../../../../platform/command.ts';
import type { Db } from '../../../../platform/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import { journal } from '../../../../platform/journal.ts';
import { enqueue } from '../../../../platform/outbox.ts';
import type { Principal } from '../../../identity/index.ts';
import { zh } from './messages.ts';
import { lockReview, reviewOf, takeable, topics } from './review.ts';

/** Every item that needs a decision has one: what is taken goes in, behind the scenes. */
export async function startReview(db: Db, principal: Principal, id: string): Promise<void> {
  const { actor } = await reviewOf(db, principal, id);
  await runCommand(db, actor, async (ctx) => {
    await lockReview(ctx, id, 'ready');
    const { open, take } = await ctx.tx.selectFrom('core.importReviewItem').where('reviewId', '=', id).where('verdict', 'in', [...takeable])
      .select((eb) => [
        eb.fn.countAll<number>().filterWhere('decision', 'is', null).as('open'), eb.fn.countAll<number>().filterWhere('decision', '=', 'take').as('take'),
      ]).executeTakeFirstOrThrow();
    if (Number(open) > 0) refuse('import-undecided', zh.undecided(Number(open)));
    if (Number(take) === 0) refuse('import-nothing', zh.nothing);
    await ctx.tx.updateTable('core.importReview').set({ state: 'importing', fault: null, updatedAt: ctx.now }).where('id', '=', id).execute();
    await enqueue(ctx, { topic: topics.run, key: `${topics.run}:${id}:${ctx.now}`, payload: { id, actor: { personId: actor.personId, name: actor.name, role: actor.role } } });
    return done(undefined, await journal(ctx, { action: 'import-review.start', subjectType: 'import', subjectId: id, after: { take: Number(take) } }));
  });
}

/** Nothing of it goes in; its items are forgotten. */
export async function dropReview(db: Db, principal: Principal, id: string): Promise<void> {
  const { actor } = await reviewOf(db, principal, id);
  await runCommand(db, actor, async (ctx) => {
    await lockReview(ctx, id, 'mapping', 'reading', 'ready');
    await ctx.tx.deleteFrom('core.importReviewItem').where('reviewId', '=', id).execute();
    await ctx.tx.updateTable('core.importReview').set({ state: 'dropped', updatedAt: ctx.now }).where('id', '=', id).execute();
    return done(undefined, await journal(ctx, { action: 'import-review.drop', subjectType: 'import', subjectId: id }));
  });
}
