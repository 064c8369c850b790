// Counts and failures for the console. No address, and no word that anybody looks for.
import { addSeconds, now, type Instant } from '@tongming/law';
import type { AlertsView } from '../../console-api/contract.ts';
import type { Db } from '../../platform/database.ts';
import { alertSettings } from './settings.ts';
import { MAIL_TOPIC } from './store.ts';

const WEEK_SECONDS = 7 * 86_400;
const FAILURES_SHOWN = 20;

export async function alertsView(db: Db, publicUrl: string | null, at: Instant = now()): Promise<AlertsView> {
  const since = addSeconds(at, -WEEK_SECONDS);
  const [alerts, mails, queue, sender, reader, last, failures, settings] = await Promise.all([
    db.selectFrom('core.alert').groupBy(['state', 'cadence']).select((eb) => [
      'state', 'cadence', eb.fn.countAll<number>().as('n'), eb.fn.count<number>('recordId').as('documents'),
    ]).execute(),
    db.selectFrom('core.alertMail').where('queuedAt', '>', since).groupBy(['kind', 'state']).select((eb) => ['kind', 'state', eb.fn.countAll<number>().as('n')]).execute(),
    db.selectFrom('core.outbox').where('topic', '=', MAIL_TOPIC).where('doneAt', 'is', null)
      .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.countAll<number>().filterWhere('attempts', '>', 3).as('failing')]).executeTakeFirstOrThrow(),
    db.selectFrom('open.mailSender').select('address').executeTakeFirst(),
    db.selectFrom('core.alertReader').select('seq').executeTakeFirstOrThrow(),
    db.selectFrom('open.change').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirstOrThrow(),
    db.selectFrom('core.alertMail').where('state', '=', 'failed').where('endedAt', '>', since).groupBy('error')
      .select((eb) => ['error', eb.fn.countAll<number>().as('n'), eb.fn.max('endedAt').as('lastAt')]).orderBy('n', 'desc').limit(FAILURES_SHOWN).execute(),
    alertSettings(db),
  ]);
  const count = (state: string, cadence?: string) => alerts.filter((a) => a.state === state && (cadence === undefined || a.cadence === cadence)).reduce((sum, a) => sum + a.n, 0);
  const active = alerts.filter((a) => a.state === 'active');
  return {
    sender: sender?.address ?? null, publicUrl: publicUrl !== null,
    alerts: { active: count('active'), pending: count('pending'), paused: count('paused'), immediate: count('active', 'immediate'), daily: count('active', 'daily'), documents: active.reduce((sum, a) => sum + a.documents, 0) },
    mails: mails.map(({ kind, state, n }) => ({ kind, state, count: n })), queue, unread: (last.seq ?? 0) - reader.seq,
    failures: failures.map(({ error, n, lastAt }) => ({ error: error ?? '', count: n, lastAt })), settings,
  };
}
