// An import looked at by a person beforehand: the upload, its dry run, a decision for each item that needs one.
import { z } from 'zod';
import type { CommandContext } from '../../../../platform/command.ts';
import type { Db, Tx } from '../../../../platform/database.ts';
import { notFound, refuse } from '../../../../platform/errors.ts';
import { actorFor, type Principal } from '../../../identity/index.ts';
import { mayEndAs } from '../../policy.ts';
import type { Actor } from '../../../../platform/command.ts';
import { zh } from './messages.ts';

export const topics = { read: 'import-review.read', run: 'import-review.run', undo: 'import.undo' } as const;

/** Items of these verdicts can be taken in; the others need no decision. */
export const takeable = ['new', 'changed', 'duplicate', 'similar'] as const;

/** @throws Refused when the person is neither 政务公开员 nor 办公室文书 of the agency (403) */
export function actingFor(principal: Principal, agencyCode: string): Actor {
  const acting = mayEndAs(principal, agencyCode);
  if (!acting) return refuse('may-not-import', zh.mayNot, 403);
  return actorFor(principal, acting.role, agencyCode);
}

/** @throws Refused 403, 404 */
export async function reviewOf(db: Db | Tx, principal: Principal, id: string) {
  const review = z.uuid().safeParse(id).success
    ? await db.selectFrom('core.importReview').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!review) return notFound(zh.noReview);
  return { review, actor: actingFor(principal, review.agencyCode) };
}

type Review = Awaited<ReturnType<typeof reviewOf>>['review'];

/** Locks it, for a change that only one of these states allows. @throws Refused 'import-review-state' (409) */
export async function lockReview(ctx: CommandContext, id: string, ...states: Review['state'][]): Promise<Review> {
  const review = await ctx.tx.selectFrom('core.importReview').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (!states.includes(review.state)) refuse('import-review-state', zh.otherState(zh.states[review.state]), 409);
  return review;
}
