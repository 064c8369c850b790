import { sql } from 'kysely';
import { done, runCommand } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { personOf, type Env } from '../perform.ts';
import { mayRead } from '../policy.ts';
import { loadCase } from '../store.ts';
import { assertEditable } from './save.ts';

/** The order in which the attachments are named under the body and follow it. `order` names every one of them once. */
export async function orderAttachments(env: Env, principal: Principal, id: string, order: readonly string[]): Promise<void> {
  await runCommand(env.db, personOf(principal, env), async (plain) => {
    const c = await loadCase(plain.tx, id, true);
    if (!mayRead(principal, c.doc)) notFound(zh.refusal.notFound);
    assertEditable(principal, c.doc);
    const before = c.attachments.map((a) => a.id);
    // Somebody added or removed one meanwhile.
    if (order.length !== before.length || before.some((one) => !order.includes(one))) refuse('attachment-order', zh.refusal.attachmentOrder, 409);
    const ctx = { ...plain, actor: actorFor(principal, c.doc.state === 'drafting' ? 'drafter' : 'reviewer', c.doc.agencyCode, env.requestId) };
    await sql`update core.document_attachment a set position = o.place
      from unnest(${[...order]}::uuid[]) with ordinality as o (id, place) where a.id = o.id and a.document_id = ${id}`.execute(ctx.tx);
    await ctx.tx.updateTable('core.document').set({ version: c.doc.version + 1, updatedAt: ctx.now }).where('id', '=', id).execute();
    return done(undefined, await journal(ctx, {
      action: 'document.order-attachments', subjectType: 'document', subjectId: id, before, after: order, agencyCode: c.doc.agencyCode,
    }));
  }, { at: env.at });
}
