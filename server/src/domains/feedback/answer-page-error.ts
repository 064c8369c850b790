import type { PageErrorRow } from '../../console-api/contract.ts';
import { done, runCommand } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { journal } from '../../platform/journal.ts';
import { actorFor, actorOf, type Principal } from '../identity/index.ts';
import { feedbackMessages } from './messages.ts';
import { canAnswer } from './policy.ts';

const shown = ['id', 'url', 'message', 'contact', 'receivedAt', 'state', 'answer', 'agencyCode'] as const;

/** Answers a report once. @throws Refused 'not-found' (404), 'forbidden' (403), 'answered' (409) */
export async function answerPageError(db: Db, principal: Principal, id: string, answer: string, requestId: string): Promise<PageErrorRow> {
  const report = await db.selectFrom('core.pageError').select('agencyCode').where('id', '=', id).executeTakeFirst();
  // One that belongs to another agency does not exist for this person.
  if (report === undefined || !canAnswer(principal, report.agencyCode)) return notFound(feedbackMessages.noReport);
  const { agencyCode } = report;
  const actor = agencyCode === null ? actorOf(principal, 'openness-clerk', requestId) : actorFor(principal, 'openness-clerk', agencyCode, requestId);
  return runCommand(db, actor, async (ctx) => {
    const before = await ctx.tx.selectFrom('core.pageError').select(shown).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    if (before.state === 'answered') refuse('answered', feedbackMessages.answered, 409);
    const after = await ctx.tx.updateTable('core.pageError')
      .set({ state: 'answered', answer, answeredBy: principal.person.id, answeredAt: ctx.now })
      .where('id', '=', id).returning(shown).executeTakeFirstOrThrow();
    const { agencyCode: _, ...row } = after;
    return done(row, await journal(ctx, { action: 'page-error.answer', subjectType: 'page-error', subjectId: id, before, after, agencyCode }));
  });
}
