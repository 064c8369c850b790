import { sql } from 'kysely';
import { done, runCommand } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { keepStaged, recordFile, type StagedFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { personOf, type Env } from '../perform.ts';
import { textOfFile } from '../attachment-text.ts';
import { markingsIn } from '../checks.ts';
import { zh } from '../messages.ts';
import { mayRead } from '../policy.ts';
import { loadCase } from '../store.ts';
import { assertEditable } from './save.ts';

/** Adds an attachment. Its text is searched for secrecy markings while it is still in the temporary place. */
export async function attachFile(env: Env, principal: Principal, id: string, name: string, staged: StagedFile): Promise<string> {
  const { text } = await textOfFile(staged.path, staged.mime);
  const markings = markingsIn([{ where: zh.where.attachment(name), text: `${name}\n${text}` }]);
  if (markings.length > 0) refuse('classified', markings);
  return runCommand(env.db, personOf(principal, env), async (plain) => {
    const { doc } = await loadCase(plain.tx, id, true);
    if (!mayRead(principal, doc)) notFound(zh.refusal.notFound);
    assertEditable(principal, doc);
    const ctx = { ...plain, actor: actorFor(principal, doc.state === 'drafting' ? 'drafter' : 'reviewer', doc.agencyCode, env.requestId) };
    const file = await keepStaged(env.files, staged);
    await recordFile(ctx.tx, file);
    const row = await ctx.tx.insertInto('core.documentAttachment').values((eb) => ({
      documentId: id, name, publicName: null, fileHash: file.hash,
      position: eb.selectFrom('core.documentAttachment').where('documentId', '=', id)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    })).returningAll().executeTakeFirstOrThrow();
    await ctx.tx.updateTable('core.document').set({ version: doc.version + 1, updatedAt: ctx.now }).where('id', '=', id).execute();
    return done(row.id, await journal(ctx, {
      action: 'document.attach', subjectType: 'document', subjectId: id, after: row, agencyCode: doc.agencyCode,
    }));
  }, { at: env.at });
}
