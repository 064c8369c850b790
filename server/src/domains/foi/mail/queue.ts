// A mail is queued in the transaction of the event it tells of: no event, no mail, and no event without it.
import type { CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { enqueueMany } from '../../../platform/outbox.ts';
import type { Case } from '../store.ts';
import { kindOf } from './compose.ts';
import type { MailKind } from './zh.ts';

export const MAIL_TOPIC = 'foi-mail';
export const mailKey = (id: string): string => `${MAIL_TOPIC}:${id}`;

/**
 * Written by the worker when it starts, as it can send or cannot: whichever process commits a step then knows, without
 * holding the mail server's password. Null takes the promise back.
 */
export async function publishMailSender(db: Db, address: string | null): Promise<void> {
  if (address === null) {
    await db.deleteFrom('open.mailSender').execute();
    return;
  }
  await db.insertInto('open.mailSender').values({ address }).onConflict((c) => c.column('id').doUpdateSet({ address })).execute();
}

/** Part of every command that moves the case on: tells of its last event, once. */
export async function tellApplicant(ctx: CommandContext, c: Case): Promise<void> {
  const kind = kindOf(c);
  if (kind !== null) await tell(ctx, [c], kind);
}

/** The reply is due on another day though nothing happened in the case: a holiday notice or a setting changed. */
export function tellDueMoved(ctx: CommandContext, cases: readonly Case[]): Promise<void> {
  return tell(ctx, cases, 'due-moved');
}

async function tell(ctx: CommandContext, cases: readonly Case[], kind: MailKind): Promise<void> {
  const reachable = cases.filter((c) => c.applicant.email !== null);
  if (reachable.length === 0) return;
  const sender = await ctx.tx.selectFrom('open.mailSender').select('id').executeTakeFirst();
  if (sender === undefined) return;
  const rows = await ctx.tx.insertInto('core.foiMail')
    .values(reachable.map((c) => ({ caseId: c.id, seq: c.folded.lastSeq, kind, queuedAt: ctx.now })))
    .onConflict((k) => k.doNothing()).returning('id').execute();
  await enqueueMany(ctx, rows.map(({ id }) => ({ topic: MAIL_TOPIC, key: mailKey(id), payload: { id } })));
}
