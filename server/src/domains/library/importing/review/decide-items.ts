import { sql } from 'kysely';
import { z } from 'zod';
import type { ImportDecisionRequest } from '../../../../console-api/contract-imports.ts';
import { done, runCommand } from '../../../../platform/command.ts';
import type { Db } from '../../../../platform/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import { journal } from '../../../../platform/journal.ts';
import type { Principal } from '../../../identity/index.ts';
import { verdicts } from '../dry-run.ts';
import { zh } from './messages.ts';
import { lockReview, reviewOf, takeable } from './review.ts';

export const decisionSchema = z.object({
  decision: z.enum(['take', 'leave']), lines: z.array(z.int().min(1)).max(1000).optional(), verdict: z.enum(verdicts).optional(), code: z.string().max(60).optional(),
}) satisfies z.ZodType<ImportDecisionRequest>;

/** Returns how many items the decision is about. */
export async function decideItems(db: Db, principal: Principal, id: string, request: z.output<typeof decisionSchema>): Promise<number> {
  const { decision, lines, verdict, code } = request;
  const { actor } = await reviewOf(db, principal, id);
  if (lines === undefined && verdict === undefined && code === undefined) refuse('import-nothing-asked', zh.nothingAsked);
  return runCommand(db, actor, async (ctx) => {
    await lockReview(ctx, id, 'ready');
    const changed = await ctx.tx.updateTable('core.importReviewItem').set({ decision }).where('reviewId', '=', id).where('verdict', 'in', [...takeable])
      .where((eb) => eb.and([
        ...(lines === undefined ? [eb('decision', 'is', null)] : [eb('line', 'in', lines.concat(0))]),
        ...(verdict === undefined ? [] : [eb('verdict', '=', verdict)]),
        ...(code === undefined ? [] : [sql<boolean>`${code} = any(doubt_codes)`]),
      ])).returning('line').execute();
    await ctx.tx.updateTable('core.importReview').set({ updatedAt: ctx.now }).where('id', '=', id).execute();
    return done(changed.length, await journal(ctx, {
      action: 'import-review.decide', subjectType: 'import', subjectId: id, after: { ...request, items: changed.length },
    }));
  });
}
