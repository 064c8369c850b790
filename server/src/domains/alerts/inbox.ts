// 邮件提醒 as the portal knows it: asking for one, and acting by its link. The address is sealed here at once; nothing here
// can tell who has asked for what.
import { randomUUID } from 'node:crypto';
import { now, type Instant } from '@tongming/law';
import { json, type PortalDb } from '../../platform/database.ts';
import { isOneAddress } from '../../platform/mail.ts';
import type { AlertCadence } from '../../platform/schema.ts';
import { sealTo } from '../../platform/sealed-box.ts';
import type { RecordFilter } from '../library/index.ts';
import { digestsOf, isToken, openView, type AlertView } from './token.ts';

export type { AlertView } from './token.ts';

/** Characters. */
export const alertLimits = { address: 254, question: 400, label: 300 } as const;
export const cadences = ['immediate', 'daily'] as const satisfies readonly AlertCadence[];

/** `label`: the search in words, for the mails. */
export type AlertAsked = { address: string; q: string; filter: RecordFilter; recordId: string | null; label: string; cadence: AlertCadence };

/** The address as mail goes there; null when it can be none. */
export function readAddress(typed: string): string | null {
  const address = typed.normalize('NFKC').replace(/\s+/g, '');
  return address.length <= alertLimits.address && isOneAddress(address) && /@[^@]+\.[^.@]{2,}$/.test(address) ? address : null;
}

/** Whether mails are sent here at all: the worker can send, and there is a key to seal addresses to. */
export async function alertSender(db: PortalDb): Promise<string | null> {
  const row = await db.selectFrom('open.mailSender').select('address')
    .where((eb) => eb.exists(eb.selectFrom('open.foiIntakeKey').select('id'))).executeTakeFirst();
  return row?.address ?? null;
}

/** The same for an address that is known and one that is not: what becomes of it is told by mail only. */
export async function askForAlert(db: PortalDb, asked: AlertAsked, at: Instant = now()): Promise<void> {
  const { address, label, ...topic } = asked;
  const id = randomUUID();
  const { publicKey } = await db.selectFrom('open.foiIntakeKey').select('publicKey').executeTakeFirstOrThrow();
  await db.insertInto('inbox.alertRequest').values({
    id, address: sealTo(publicKey, Buffer.from(address), contextOf(id)), asked: json({ ...topic, label: label.slice(0, alertLimits.label) }), receivedAt: at,
  }).execute();
}

export function contextOf(requestId: string): string {
  return `alert ${requestId}`;
}

/** Null for a link that leads nowhere: never given, ended, or not confirmed in time. */
export async function readAlert(db: PortalDb, token: string): Promise<AlertView | null> {
  if (!isToken(token)) return null;
  const row = await db.selectFrom('open.alertLink').select('sealed').where('key', '=', digestsOf(token).key).executeTakeFirst();
  return row === undefined ? null : openView(token, row.sealed);
}

export type AlertAct = { act: 'confirm' | 'end' } | { act: 'change'; cadence: AlertCadence };

/** False when the link leads nowhere; done within seconds when it does. */
export async function actOnAlert(db: PortalDb, token: string, act: AlertAct, at: Instant = now()): Promise<boolean> {
  if (await readAlert(db, token) === null) return false;
  await db.insertInto('inbox.alertAct').values({
    id: randomUUID(), proof: digestsOf(token).proof, act: act.act, cadence: act.act === 'change' ? act.cadence : null, receivedAt: at,
  }).execute();
  return true;
}
