// A world that sends mails, to a real mail server beside it, and readers who follow it.
import { json } from '../../server/src/platform/database.ts';
import { mailSink, type MailSink, type Received } from '../../server/src/platform/testing-mail.ts';
import { startWorld, type World } from './world.ts';

/** What the mails' links begin with; a test opens them where the world really is. */
const publicUrl = 'http://www.example.gov.cn';

export type MailWorld = { world: World; sink: MailSink };

export async function startMailWorld(): Promise<MailWorld> {
  const sink = await mailSink();
  const world = await startWorld({ TONGMING_SMTP: sink.url, TONGMING_MAIL_FROM: 'noreply@example.gov.cn', TONGMING_URL: publicUrl });
  await world.system.db.insertInto('core.setting').values({ key: 'alerts', value: json({ gatherSeconds: 0 }) }).execute();
  return { world: { ...world, stop: async () => { await world.stop(); await sink.close(); } }, sink };
}

/** Waits for a mail with this in its subject or text, and takes it. */
export async function mailWith({ sink }: MailWorld, words: string): Promise<Received> {
  for (let tries = 0; tries < 300; tries += 1) {
    const at = sink.mails.findIndex((mail) => `${mail.headers}\n${mail.text}`.includes(words));
    if (at >= 0) return sink.mails.splice(at, 1)[0] ?? Promise.reject(new Error('gone'));
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error(`no mail with ${words}; there are:\n${sink.mails.map((m) => m.headers).join('\n\n')}`);
}

/** The path of a link in a mail. */
export function linkIn(mail: Received, path: string): string {
  const link = mail.text.split('\n').find((line) => line.trim().startsWith(publicUrl + path))?.trim();
  if (link === undefined) throw new Error(`no link to ${path} in\n${mail.text}`);
  return link.slice(publicUrl.length);
}

/** Follows and confirms, over the forms as a browser without script sends them. */
export async function follow(mails: MailWorld, topic: Record<string, string>, address: string): Promise<string> {
  const { base } = mails.world;
  const post = (path: string, form: Record<string, string>) => fetch(base + path, { method: 'POST', body: new URLSearchParams(form) });
  await post('/alerts/new', { ...topic, address, cadence: 'immediate' });
  const link = linkIn(await mailWith(mails, '请确认'), '/alerts/manage');
  const key = new URLSearchParams(link.split('?')[1]).get('key') ?? '';
  await post('/alerts/manage', { key, act: 'confirm' });
  await waitFor(async () => (await (await fetch(base + link)).text()).includes('正在接收'));
  return link;
}

export async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('waited in vain');
}
