import type { z } from 'zod';
import { done, runCommand } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { personOf, type Env } from '../perform.ts';
import { markingsIn, reason } from '../checks.ts';
import { zh } from '../messages.ts';
import { mayRead } from '../policy.ts';
import type { attachmentSchema } from '../sheet.ts';
import { loadCase } from '../store.ts';
import { assertEditable } from './save.ts';

/** Names, attribute, grounds and redaction of an attachment; fields that are left out stay. `null` removes it. */
export async function changeAttachment(
  env: Env, principal: Principal, id: string, attachmentId: string, change: z.output<typeof attachmentSchema> | null,
): Promise<void> {
  const markings = markingsIn([change?.name, change?.publicName].flatMap((text) => (text ? [{ where: zh.where.attachment(text), text }] : [])));
  if (markings.length > 0) refuse('classified', markings);
  await runCommand(env.db, personOf(principal, env), async (plain) => {
    const c = await loadCase(plain.tx, id, true);
    if (!mayRead(principal, c.doc)) notFound(zh.refusal.notFound);
    const known = c.attachments.find((a) => a.id === attachmentId);
    if (!known) notFound(zh.refusal.noAttachment);
    assertEditable(principal, c.doc);
    if (change && (change.attribute ?? known.attribute) !== 'full' && (change.grounds ?? known.grounds).every((g) => g.reason.length < 2)) {
      refuse('attachment-ground', [reason('attachment-ground', zh.check.attachmentGround(known.name), 'grounds')]);
    }
    const ctx = { ...plain, actor: actorFor(principal, c.doc.state === 'drafting' ? 'drafter' : 'reviewer', c.doc.agencyCode, env.requestId) };
    const where = ctx.tx.selectFrom('core.documentAttachment').selectAll().where('id', '=', attachmentId);
    const before = await where.executeTakeFirst();
    if (change === null) {
      await ctx.tx.deleteFrom('core.documentAttachment').where('id', '=', attachmentId).execute();
    } else {
      const { grounds, redaction, ...plainFields } = change;
      await ctx.tx.updateTable('core.documentAttachment').set({
        ...plainFields, attribute: change.attribute ?? known.attribute,
        grounds: json(change.attribute === 'full' ? [] : (grounds ?? known.grounds)), redaction: json(redaction ?? known.redaction),
      }).where('id', '=', attachmentId).execute();
    }
    await ctx.tx.updateTable('core.document').set({ version: c.doc.version + 1, updatedAt: ctx.now }).where('id', '=', id).execute();
    return done(undefined, await journal(ctx, {
      action: change === null ? 'document.detach' : 'document.change-attachment', subjectType: 'document', subjectId: id,
      before, after: change === null ? null : await where.executeTakeFirst(), agencyCode: c.doc.agencyCode,
    }));
  }, { at: env.at });
}
