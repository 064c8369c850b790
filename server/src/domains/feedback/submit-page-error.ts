import { randomUUID } from 'node:crypto';
import { json, type PortalDb } from '../../platform/database.ts';
import type { PageError } from './page-error.ts';

/** Puts a report into the inbox; the portal's role can add to it and not read it. Returns the receipt. */
export async function submitPageError(db: PortalDb, pageError: PageError): Promise<string> {
  const id = randomUUID();
  await db.insertInto('inbox.submission').values({ id, kind: 'page-error', payload: json(pageError) }).execute();
  return id;
}
