// 纠错 as the portal knows it: reading the form, and putting it into the inbox. Nothing here can read what others sent.
import { randomUUID } from 'node:crypto';
import { json, type PortalDb } from '../../platform/database.ts';

/** Lengths in characters. */
export const pageErrorLimits = { url: 1_000, message: 2_000, messageLeast: 4, contact: 100 } as const;

export type PageError = { url: string; message: string; contact: string | null };
export type PageErrorFault =
  | { field: 'message'; code: 'message-missing' | 'message-long' }
  | { field: 'url'; code: 'url-missing' }
  | { field: 'contact'; code: 'contact-long' };

/** Control characters have no place in a message and would break exports of it; line breaks stay. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[^\n\P{Cc}]/gu, '').trim();
}

/** Every fault at once. `origin` is this site's scheme and host: reports about other sites belong elsewhere. */
export function readPageError(
  form: { url: string; message: string; contact: string }, origin: string,
): { pageError: PageError } | { faults: PageErrorFault[] } {
  const [url, message, contact] = [clean(form.url), clean(form.message), clean(form.contact)];
  const faults: PageErrorFault[] = [];
  if (message.length < pageErrorLimits.messageLeast) faults.push({ field: 'message', code: 'message-missing' });
  if (message.length > pageErrorLimits.message) faults.push({ field: 'message', code: 'message-long' });
  if (!belongs(url, origin) || url.length > pageErrorLimits.url) faults.push({ field: 'url', code: 'url-missing' });
  if (contact.length > pageErrorLimits.contact) faults.push({ field: 'contact', code: 'contact-long' });
  return faults.length > 0 ? { faults } : { pageError: { url, message, contact: contact === '' ? null : contact } };
}

function belongs(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}

/** The portal's role can add to the inbox and not read it. Returns the receipt. */
export async function submitPageError(db: PortalDb, pageError: PageError): Promise<string> {
  const id = randomUUID();
  await db.insertInto('inbox.submission').values({ id, kind: 'page-error', payload: json(pageError) }).execute();
  return id;
}
