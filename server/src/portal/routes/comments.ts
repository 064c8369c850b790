import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readComment, submitComment, type CommentForm } from '../../domains/annual-report/inbox.ts';
import { openComments } from '../../domains/annual-report/open/comments.ts';
import { isRecordId } from '../../domains/library/open/cursor.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { refuse } from '../../platform/errors.ts';
import { comments as words } from '../messages/comments.ts';
import type { Fault } from '../pages/apply-fields.ts';
import { commentDonePage, commentsPage } from '../pages/comments.ts';
import { notFoundPage } from '../pages/plain.ts';
import { answerOnce, answerPage, visit, type Portal, type Rendered } from '../portal.ts';
import { mayTake } from './apply-gate.ts';
import { textOf } from './apply-input.ts';

const rows = 20;
const empty: CommentForm = { words: '', signature: '', contact: '' };
const missing = { page: notFoundPage(), status: 404 };
const limited = bodyLimit({ maxSize: 32 * 1024, onError: () => refuse('too-large', words.tooLarge, 413) });

/** The public may comment on what an agency reports of its own openness; on other records it reports errors. */
export const isCommentable = (record: Pick<OpenRecord, 'category'>): boolean => record.category === 'annual-report';

export function commentRoutes(portal: Portal): Hono {
  const app = new Hono();
  app.get('/:id/comments', (c) => answerPage(portal, c, () => shown(portal, c, { form: empty, faults: [], busy: false })));
  app.post('/:id/comments', limited, (c) => sent(portal, c));
  return app;
}

async function reportOf(portal: Portal, c: Context): Promise<OpenRecord | null> {
  const id = c.req.param('id') ?? '';
  const found = isRecordId(id) ? await portal.record(id) : undefined;
  return found !== undefined && 'record' in found && isCommentable(found.record) ? found.record : null;
}

type Shown = { form: CommentForm; faults: Fault[]; busy: boolean; status?: number };

async function shown(portal: Portal, c: Context, { status, ...rest }: Shown): Promise<Rendered> {
  const record = await reportOf(portal, c);
  if (record === null) return missing;
  const cursor = c.req.query('cursor');
  const list = await openComments(portal.db, record.id, { cursor, limit: rows });
  return { page: commentsPage({ record, list, later: cursor !== undefined, ...rest }), status: status ?? 200 };
}

async function sent(portal: Portal, c: Context): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const form: CommentForm = { words: textOf(body, 'words'), signature: textOf(body, 'signature'), contact: textOf(body, 'contact') };
  const { context } = await visit(portal, c);
  const record = await reportOf(portal, c);
  if (record === null) return answerOnce(c, missing, context);
  const read = readComment(form);
  const faults: Fault[] = [
    ...('faults' in read ? read.faults.map((field) => ({ field, message: words.faults[field] })) : []),
    ...(textOf(body, 'website') === '' ? [] : [{ field: 'send', message: words.trap }]),
  ];
  if ('faults' in read || faults.length > 0) return answerOnce(c, await shown(portal, c, { form, faults, busy: false, status: 422 }), context);
  if (!mayTake(portal, c, 'portalSubmission')) return answerOnce(c, await shown(portal, c, { form, faults: [], busy: true, status: 429 }), context);
  return answerOnce(c, { page: commentDonePage(record, await submitComment(portal.db, record.id, read.comment)) }, context);
}
