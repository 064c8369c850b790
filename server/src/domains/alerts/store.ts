import { addDays, addSeconds, civilDateOf, instant, type Instant } from '@tongming/law';
import type { Selectable } from 'kysely';
import type { CommandContext } from '../../platform/command.ts';
import type { Actor } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import type { Mailer } from '../../platform/mail.ts';
import { enqueueMany } from '../../platform/outbox.ts';
import type { DB } from '../../platform/schema.ts';
import type { RecordFilter } from '../library/index.ts';
import { zh } from './messages.ts';
import type { AlertSettings } from './settings.ts';
import { digestsOf, sealView, tokenOf } from './token.ts';

/** `mailer` and `publicUrl` null: mails wait until this installation can send and knows its own address. */
export type AlertEnv = { db: Db; secret: Uint8Array; mailer: Mailer | null; publicUrl: string | null; at?: Instant };
export type Alert = Selectable<DB['core.alert']>;

export const MAIL_TOPIC = 'alert-mail';
export const actor: Actor = { personId: null, name: zh.actor, role: 'system', agencyCode: null };

/** Written by us from what zod has read. */
export function filterOf(alert: Pick<Alert, 'filter'>): RecordFilter {
  return alert.filter as RecordFilter;
}

/** What the holder of the link sees from now on. */
export async function showAlert(ctx: CommandContext, secret: Uint8Array, alert: Alert): Promise<void> {
  const token = tokenOf(secret, alert.id);
  const sealed = sealView(token, {
    state: alert.state, q: alert.q, filter: filterOf(alert), recordId: alert.recordId, cadence: alert.cadence, confirmUntil: alert.confirmUntil,
  });
  await ctx.tx.insertInto('open.alertLink').values({ key: digestsOf(token).key, sealed }).onConflict((c) => c.column('key').doUpdateSet({ sealed })).execute();
}

/** The address, the words and the link are gone with this. */
export async function removeAlerts(ctx: CommandContext, alerts: readonly Pick<Alert, 'id' | 'linkKey'>[]): Promise<void> {
  if (alerts.length === 0) return;
  const ids = alerts.map((a) => a.id);
  await ctx.tx.deleteFrom('open.alertLink').where('key', 'in', alerts.map((a) => a.linkKey)).execute();
  await ctx.tx.deleteFrom('core.alertMail').where('alertId', 'in', ids).where('state', 'in', ['waiting', 'sending']).execute();
  await ctx.tx.deleteFrom('core.alert').where('id', 'in', ids).execute();
}

type Queued = { alertId: string; kind: 'confirm' | 'known' | 'hits'; due: Instant };

/** In the transaction of what they tell of. One that still gathers takes up more instead of a second one. */
export async function queueMails(ctx: CommandContext, mails: readonly Queued[]): Promise<void> {
  if (mails.length === 0) return;
  const due = new Map(mails.map((m) => [m.alertId, m.due]));
  const rows = await ctx.tx.insertInto('core.alertMail').values(mails.map(({ alertId, kind }) => ({ alertId, kind, queuedAt: ctx.now })))
    .onConflict((c) => c.doNothing()).returning(['id', 'alertId']).execute();
  await enqueueMany(ctx, rows.map(({ id, alertId }) => ({ topic: MAIL_TOPIC, key: `${MAIL_TOPIC}:${id}`, payload: { id }, availableAt: due.get(alertId ?? '') ?? ctx.now })));
}

/** When what is found now is sent. */
export function dueOf(cadence: Alert['cadence'], at: Instant, settings: AlertSettings): Instant {
  if (cadence === 'immediate') return addSeconds(at, settings.gatherSeconds);
  const today = civilDateOf(at);
  const hour = `T${String(settings.dailyHour).padStart(2, '0')}:00:00+08:00`;
  const due = instant(`${today}${hour}`);
  return due > at ? due : instant(`${addDays(today, 1)}${hour}`);
}
