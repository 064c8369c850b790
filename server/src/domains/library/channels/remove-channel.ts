import { z } from 'zod';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { conflict, notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh as library } from '../messages.ts';
import { mayEndAs } from '../policy.ts';
import { changeOf } from '../project.ts';
import { unpublishTopic } from '../public-files.ts';
import { zh } from './messages.ts';

export const removalSchema = z.object({ reason: z.string().max(1000).transform((s) => s.trim()) });

/** Takes back what was entered wrongly: it stays on record with the reason, and the public sees it no more. */
export async function removeChannel(db: Db, principal: Principal, id: string, use: string, { reason }: { reason: string }): Promise<void> {
  const agencyCode = (await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirst())?.agencyCode;
  if (agencyCode === undefined) notFound(library.noRecord);
  const acting = mayEndAs(principal, agencyCode);
  if (!acting) refuse('may-not-record-channel', zh.mayNotRecord, 403);
  if (reason.length < 2) refuse('reason-missing', [{ code: 'reason-missing', message: zh.reasonMissing, field: 'reason' }]);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const before = await ctx.tx.selectFrom('core.channelUse').selectAll().where('id', '=', use).where('recordId', '=', id).forUpdate().executeTakeFirst();
    if (!before) return notFound(zh.noUse);
    if (before.removedAt !== null) return conflict(zh.removed);
    const after = await ctx.tx.updateTable('core.channelUse').set({ removedAt: ctx.now, removedBy: principal.person.id, removedReason: reason })
      .where('id', '=', use).returningAll().executeTakeFirstOrThrow();
    const entry = await journal(ctx, { action: 'record.channel-remove', subjectType: 'record', subjectId: id, before, after, reason, agencyCode });
    const shown = await ctx.tx.deleteFrom('open.channelUse').where('id', '=', use).returning('fileHash').executeTakeFirst();
    if (shown) {
      if (shown.fileHash !== null) await enqueue(ctx, { topic: unpublishTopic, key: `${unpublishTopic}:${shown.fileHash}:${ctx.now}`, payload: { hash: shown.fileHash } });
      const open = await ctx.tx.selectFrom('open.record').select(['category', 'theme']).where('id', '=', id).executeTakeFirst();
      await publishChanges(ctx, [changeOf('status', { id, agencyCode, category: open?.category, theme: open?.theme })]);
    }
    return done(undefined, entry);
  });
}
