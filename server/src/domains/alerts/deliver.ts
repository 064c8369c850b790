// Sends what waits. Tried again until the server takes it or refuses it for good; what was not told goes into the next mail.
import { now } from '@tongming/law';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { done, runCommand, unchanged, type CommandContext } from '../../platform/command.ts';
import { journal } from '../../platform/journal.ts';
import { MailFault, type Mail } from '../../platform/mail.ts';
import { givenUp, trySend } from '../../platform/mail-attempt.ts';
import type { OutboxHandler } from '../../platform/outbox.ts';
import { intakeKeyOf, openSealed } from '../../platform/sealed-box.ts';
import type { DB } from '../../platform/schema.ts';
import { composeAsked, composeHits, type FoundHit, type Links } from './compose.ts';
import { contextOf } from './inbox.ts';
import { zh } from './messages.ts';
import type { News } from './news.ts';
import { alertSettings } from './settings.ts';
import { actor, MAIL_TOPIC, removeAlerts, showAlert, type Alert, type AlertEnv } from './store.ts';
import { tokenOf } from './token.ts';

const payloadSchema = z.object({ id: z.uuid() });
type Waiting = Pick<Selectable<DB['core.alertMail']>, 'id' | 'kind' | 'queuedAt'> & { alertId: string };

export function alertHandlers(env: AlertEnv): Record<string, OutboxHandler> {
  return { [MAIL_TOPIC]: (payload) => deliver(env, payloadSchema.parse(payload).id) };
}

async function deliver(env: AlertEnv, id: string): Promise<void> {
  const mail = await env.db.selectFrom('core.alertMail').select(['id', 'kind', 'queuedAt', 'alertId']).where('id', '=', id).where('state', 'in', ['waiting', 'sending']).executeTakeFirst();
  const alert = mail?.alertId == null ? undefined : await env.db.selectFrom('core.alert').selectAll().where('id', '=', mail.alertId).executeTakeFirst();
  if (mail?.alertId == null || alert === undefined) return;
  const waiting = { ...mail, alertId: mail.alertId };
  const hits = mail.kind === 'hits' ? await gather(env, waiting) : [];
  const fault = await attempt(env, alert, waiting, hits);
  if (fault === null || fault === 'empty') return finish(env, waiting, fault ?? 'sent');
  const end = givenUp(fault, mail.queuedAt, env.at ?? now());
  // A mail that could not be made for want of settings waits: nobody's address is at fault.
  if (end === null || (!fault.permanent && (env.mailer === null || env.publicUrl === null))) throw fault;
  return refused(env, waiting, end);
}

/** From here on the mail's contents stand; what is found later begins another. */
async function gather(env: AlertEnv, mail: Waiting): Promise<FoundHit[]> {
  const rows = await env.db.transaction().execute(async (tx) => {
    const fresh = await tx.updateTable('core.alertMail').set({ state: 'sending' }).where('id', '=', mail.id).where('state', '=', 'waiting').returning('id').executeTakeFirst();
    if (fresh !== undefined) await tx.updateTable('core.alertHit').set({ mailId: mail.id }).where('alertId', '=', mail.alertId).where('mailId', 'is', null).execute();
    return tx.selectFrom('core.alertHit').select(['seq', 'recordId', 'news']).where('mailId', '=', mail.id).orderBy('seq').execute();
  });
  // Written by follow.ts in this shape.
  return rows.map((row) => ({ ...row, news: row.news as News[] }));
}

async function attempt(env: AlertEnv, alert: Alert, mail: Waiting, hits: readonly FoundHit[]): Promise<MailFault | 'empty' | null> {
  if (env.publicUrl === null) return new MailFault(zh.fault.noUrl, false);
  const address = openSealed(intakeKeyOf(env.secret).key, alert.address, contextOf(alert.id))?.toString('utf8');
  if (address === undefined) return new MailFault(zh.fault.sealed, true);
  const words = await compose(env, alert, mail, hits, env.publicUrl);
  if (words === null) return 'empty';
  return trySend(env.mailer, { ...words, to: address.normalize('NFKC').replace(/\s+/g, ''), messageId: `alert.${mail.id}` });
}

async function compose(env: AlertEnv, alert: Alert, mail: Waiting, hits: readonly FoundHit[], publicUrl: string): Promise<Omit<Mail, 'to' | 'messageId'> | null> {
  const token = tokenOf(env.secret, alert.id);
  const links: Links = { publicUrl, manage: `${publicUrl}/alerts/manage?key=${token}`, unsubscribe: `${publicUrl}/alerts/unsubscribe?key=${token}` };
  const root = await env.db.selectFrom('open.agency').select('name').where('parentCode', 'is', null).orderBy('position').orderBy('code').executeTakeFirst();
  const site = root?.name ?? new URL(publicUrl).host;
  if (mail.kind !== 'hits') return mail.kind === 'confirm' && alert.state !== 'pending' ? null : composeAsked(mail.kind, alert, site, links);
  return alert.state === 'active' ? composeHits(env.db, alert, hits, site, links) : null;
}

/** A crash between the server's word and this commit sends the same mail again, under the same Message-ID. */
function finish(env: AlertEnv, mail: Waiting, state: 'sent' | 'empty'): Promise<void> {
  return runCommand(env.db, actor, async (ctx) => {
    if (!await end(ctx, mail, state, null)) return unchanged(undefined);
    await ctx.tx.deleteFrom('core.alertHit').where('mailId', '=', mail.id).execute();
    if (state === 'sent') await ctx.tx.updateTable('core.alert').set({ failures: 0 }).where('id', '=', mail.alertId).execute();
    return done(undefined, await journal(ctx, { action: state === 'sent' ? 'alert.mail-sent' : 'alert.mail-empty', subjectType: 'alert', subjectId: mail.alertId, after: { kind: mail.kind } }));
  }, { at: env.at });
}

async function end(ctx: CommandContext, mail: Waiting, state: 'sent' | 'empty' | 'failed', error: string | null): Promise<boolean> {
  const row = await ctx.tx.updateTable('core.alertMail').set({ state, error, endedAt: ctx.now }).where('id', '=', mail.id)
    .where('state', 'in', ['waiting', 'sending']).returning('id').executeTakeFirst();
  return row !== undefined;
}

/** An address that refuses its confirmation is forgotten; one that refused several times is left in peace. */
function refused(env: AlertEnv, mail: Waiting, error: string): Promise<void> {
  return runCommand(env.db, actor, async (ctx) => {
    if (!await end(ctx, mail, 'failed', error)) return unchanged(undefined);
    const alert = await ctx.tx.updateTable('core.alert').set((eb) => ({ failures: eb('failures', '+', 1) })).where('id', '=', mail.alertId).returningAll().executeTakeFirst();
    const entry = await journal(ctx, { action: 'alert.mail-failed', subjectType: 'alert', subjectId: mail.alertId, after: { kind: mail.kind, error } });
    if (alert === undefined) return done(undefined, entry);
    if (alert.state === 'pending') await removeAlerts(ctx, [alert]);
    else if (alert.state === 'active' && alert.failures >= (await alertSettings(ctx.tx)).failuresToPause) {
      await ctx.tx.updateTable('core.alert').set({ state: 'paused', pausedAt: ctx.now }).where('id', '=', alert.id).execute();
      await ctx.tx.deleteFrom('core.alertHit').where('alertId', '=', alert.id).execute();
      await showAlert(ctx, env.secret, { ...alert, state: 'paused' });
    } else await ctx.tx.updateTable('core.alertHit').set({ mailId: null }).where('mailId', '=', mail.id).execute();
    return done(undefined, entry);
  }, { at: env.at });
}
