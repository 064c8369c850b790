// 公布意见和答复, or 不公布 with the reason. What was published can be answered anew or taken back.
import { civilDateOf, detectSecrecyMarking } from '@tongming/law';
import { z } from 'zod';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { findPersonalData } from '../../../platform/personal-data.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { deskOf } from '../policy.ts';
import { listTree } from '../store.ts';

const text = z.string().trim().min(2).max(4_000);
export const decisionInput = z.discriminatedUnion('act', [
  z.object({ act: z.literal('publish'), version: z.int(), answer: text }),
  z.object({ act: z.literal('reject'), version: z.int(), reason: text }),
]);
export type Decision = z.output<typeof decisionInput>;
type Row = { id: string; recordId: string; agencyCode: string; signature: string | null; words: string; receivedAt: string; state: string; version: number };

/** @throws Refused 'forbidden' (403), 'not-found' (404), 'edit-conflict' (409), 'classified', 'report-not-public', 'same-state' (422) */
export async function decideComment(db: Db, principal: Principal, id: string, decision: Decision, requestId: string): Promise<void> {
  const found = await findComment(db, id);
  const tree = await listTree(db);
  const agency = tree.find((a) => a.code === found.agencyCode);
  const desk = (agency && deskOf(principal, agency, tree)) ?? refuse('forbidden', zh.comments.forbidden, 403);
  return runCommand(db, actorFor(principal, desk.role, desk.agencyCode, requestId), async (ctx) => {
    const before = await ctx.tx.selectFrom('core.reportComment').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    if (before.version !== decision.version) conflict(zh.comments.conflict);
    await (decision.act === 'publish' ? publish(ctx, before, decision.answer) : takeBack(ctx, before));
    const after = await ctx.tx.updateTable('core.reportComment').set({
      ...(decision.act === 'publish' ? { state: 'published', answer: decision.answer, reason: null } : { state: 'rejected', reason: decision.reason }),
      decidedBy: principal.person.id, decidedAt: ctx.now, version: before.version + 1,
    }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
    const entry = await journal(ctx, {
      action: `report-comment.${decision.act}`, subjectType: 'report-comment', subjectId: id, before, after,
      reason: decision.act === 'reject' ? decision.reason : null, agencyCode: before.agencyCode,
    });
    // What was never public changes nothing that the public reads.
    if (decision.act === 'publish' || before.state === 'published') {
      await publishChanges(ctx, [{ subjectType: 'record', subjectId: before.recordId, kind: 'status', tags: [`record:${before.recordId}`] }]);
    }
    return done(undefined, entry);
  });
}

async function findComment(db: Db | Tx, id: string): Promise<{ agencyCode: string }> {
  return await db.selectFrom('core.reportComment').select('agencyCode').where('id', '=', id).executeTakeFirst() ?? notFound(zh.comments.none);
}

/** Numbers that belong to a person are blacked out: whoever wrote them here may not have thought that all would read them. */
async function publish(ctx: CommandContext, row: Row, answer: string): Promise<void> {
  if ([row.words, row.signature ?? '', answer].some((t) => detectSecrecyMarking(t) !== null)) refuse('classified', zh.comments.classified);
  if (findPersonalData(answer).length > 0) refuse('personal-data', [{ code: 'personal-data', message: zh.comments.personalData, field: 'answer' }]);
  const record = await ctx.tx.selectFrom('open.record').select('id').where('id', '=', row.recordId).executeTakeFirst();
  if (!record) refuse('report-not-public', zh.comments.notPublic);
  const shown = {
    recordId: row.recordId, signature: row.signature === null ? null : withoutPersonalData(row.signature), words: withoutPersonalData(row.words),
    receivedAt: row.receivedAt, answer, answeredOn: civilDateOf(ctx.now),
  };
  await ctx.tx.insertInto('open.reportComment').values({ id: row.id, ...shown }).onConflict((c) => c.column('id').doUpdateSet(shown)).execute();
}

async function takeBack(ctx: CommandContext, row: Row): Promise<void> {
  if (row.state === 'rejected') refuse('same-state', zh.comments.rejectedAlready);
  await ctx.tx.deleteFrom('open.reportComment').where('id', '=', row.id).execute();
}

export function withoutPersonalData(words: string): string {
  return findPersonalData(words).reduceRight((out, { start, end }) => `${out.slice(0, start)}${zh.comments.hidden}${out.slice(end)}`, words);
}
