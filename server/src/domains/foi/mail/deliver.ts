// Sends what waits. Tried again until the server takes it, refuses it for good, or it has become old news.
import { now, type Instant } from '@tongming/law';
import { z } from 'zod';
import { done, runCommand, unchanged, type Actor } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import { MailFault, type Mailer } from '../../../platform/mail.ts';
import { givenUp, trySend } from '../../../platform/mail-attempt.ts';
import type { OutboxHandler } from '../../../platform/outbox.ts';
import { loadCase } from '../store.ts';
import { composeMail } from './compose.ts';
import { MAIL_TOPIC } from './queue.ts';
import { zh, type MailKind } from './zh.ts';

/** `mailer` null: mails queued before the mail server was taken out of the settings. */
export type MailEnv = { db: Db; mailer: Mailer | null; publicUrl: string | null; at?: Instant };

const actor: Actor = { personId: null, name: zh.actor, role: 'system', agencyCode: null };
const payloadSchema = z.object({ id: z.uuid() });

export function mailHandlers(env: MailEnv): Record<string, OutboxHandler> {
  return { [MAIL_TOPIC]: (payload) => deliver(env, payloadSchema.parse(payload).id) };
}

async function deliver(env: MailEnv, id: string): Promise<void> {
  const row = await env.db.selectFrom('core.foiMail').select(['id', 'caseId', 'seq', 'kind', 'queuedAt'])
    .where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst();
  if (row === undefined) return;
  const fault = await attempt(env, { ...row, kind: row.kind as MailKind });
  const end = fault && givenUp(fault, row.queuedAt, env.at ?? now());
  if (fault !== null && end === null) throw fault;
  return finish(env, row, end);
}

async function attempt(env: MailEnv, row: { id: string; caseId: string; seq: number; kind: MailKind }): Promise<MailFault | null> {
  const mail = composeMail(await loadCase(env.db, row.caseId), row, env.publicUrl);
  return mail === null ? new MailFault(zh.fault.noAddress, true) : trySend(env.mailer, mail);
}

/** A crash between the server's word and this commit sends the same mail again, under the same Message-ID. */
function finish(env: MailEnv, row: { id: string; caseId: string; seq: number; kind: string }, error: string | null): Promise<void> {
  const state = error === null ? 'sent' : 'failed';
  return runCommand(env.db, actor, async (ctx) => {
    const changed = await ctx.tx.updateTable('core.foiMail').set({ state, error, endedAt: ctx.now })
      .where('id', '=', row.id).where('state', '=', 'waiting').returning('id').executeTakeFirst();
    if (changed === undefined) return unchanged(undefined);
    const { agencyCode } = await ctx.tx.selectFrom('core.foiCase').select('agencyCode').where('id', '=', row.caseId).executeTakeFirstOrThrow();
    return done(undefined, await journal(ctx, {
      action: `foi.mail-${state}`, subjectType: 'foi-case', subjectId: row.caseId, agencyCode, after: { seq: row.seq, kind: row.kind, error },
    }));
  }, { at: env.at });
}
