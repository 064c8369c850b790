// Alerts in tests: a database with an intake key, a real mail server beside it, and the steps of the worker by hand.
import { randomBytes } from 'node:crypto';
import type { Instant } from '@tongming/law';
import { addSeconds, now } from '@tongming/law';
import { json } from '../../platform/database.ts';
import { openMailer } from '../../platform/mail.ts';
import { drainOutbox } from '../../platform/outbox.ts';
import { intakeKeyOf } from '../../platform/sealed-box.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { mailSink, type MailSink } from '../../platform/testing-mail.ts';
import { alertHandlers, followAlerts, takeInAlerts, type AlertEnv } from './index.ts';
import { actOnAlert, askForAlert, type AlertAct, type AlertAsked } from './inbox.ts';

export const publicUrl = 'https://www.example.gov.cn';
export const from = 'noreply@example.gov.cn';

export type TestAlerts = TestDatabase & {
  sink: MailSink; env: AlertEnv;
  ask(change?: Partial<AlertAsked>): Promise<void>;
  /** All that a worker does, until nothing is left; mails that are due by `at`. */
  work(at?: Instant): Promise<void>;
  act(token: string, act: AlertAct): Promise<boolean>;
  /** The key in the newest mail. */
  key(): string;
  close(): Promise<void>;
};

export async function testAlerts(): Promise<TestAlerts> {
  const t = await testDatabase();
  const sink = await mailSink();
  const secret = randomBytes(32);
  await t.db.insertInto('open.foiIntakeKey').values({ publicKey: intakeKeyOf(secret).publicKey }).execute();
  await t.db.insertInto('open.mailSender').values({ address: from }).execute();
  await t.db.insertInto('core.setting').values({ key: 'alerts', value: json({ gatherSeconds: 0 }) }).execute();
  const env: AlertEnv = { db: t.db, secret, mailer: openMailer({ url: sink.url, from }, 0), publicUrl };
  return {
    ...t, sink, env,
    ask: (change = {}) => askForAlert(t.portalDb, { address: 'li@example.com', q: '供热', filter: {}, recordId: null, label: '供热', cadence: 'immediate', ...change }),
    work: async (given) => {
      await takeInAlerts(env);
      await followAlerts(env);
      const at = given ?? addSeconds(now(), 1);
      await drainOutbox(t.db, new Map(Object.entries(alertHandlers({ ...env, at }))), at);
    },
    act: (token, act) => actOnAlert(t.portalDb, token, act),
    key: () => /\?key=([\w-]{27})/.exec(sink.mails.at(-1)?.text ?? '')?.[1] ?? '',
    close: async () => {
      await sink.close();
      await t.drop();
    },
  };
}
