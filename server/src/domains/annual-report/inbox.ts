// 对年报的意见 as the portal knows it: reading the form, and putting it into the inbox. Nothing here can read what others sent.
import { randomUUID } from 'node:crypto';
import { civilDateOf, now, type Instant } from '@tongming/law';
import type { PortalDb } from '../../platform/database.ts';

/** Lengths in characters. */
export const commentLimits = { words: 2_000, wordsLeast: 4, signature: 50, contact: 100 } as const;

export type CommentForm = { words: string; signature: string; contact: string };
export type CommentFault = keyof CommentForm;
export type Comment = { words: string; signature: string | null; contact: string | null };

/** Every fault at once, by field. */
export function readComment(form: CommentForm): { comment: Comment } | { faults: CommentFault[] } {
  const [words, signature, contact] = [form.words.trim(), form.signature.trim(), form.contact.trim()];
  const faults: CommentFault[] = [];
  if (words.length < commentLimits.wordsLeast || words.length > commentLimits.words) faults.push('words');
  if (signature.length > commentLimits.signature) faults.push('signature');
  if (contact.length > commentLimits.contact) faults.push('contact');
  return faults.length > 0 ? { faults } : { comment: { words, signature: signature || null, contact: contact || null } };
}

/** What the sender may name on the telephone: 20261123-7F3A09C2. */
export function commentReceipt(id: string, receivedAt: Instant): string {
  return `${civilDateOf(receivedAt).replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;
}

/** Returns the receipt, once it is on record. */
export async function submitComment(db: PortalDb, recordId: string, comment: Comment, at: Instant = now()): Promise<string> {
  const id = randomUUID();
  await db.insertInto('inbox.reportComment').values({ id, recordId, ...comment, receivedAt: at }).execute();
  return commentReceipt(id, at);
}
