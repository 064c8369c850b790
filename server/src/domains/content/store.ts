import { parseBody, emptyBody, type Body } from '@tongming/typeset';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { contentCategories, type ContentKind } from '../library/index.ts';
import { zh } from './messages.ts';
import type { StoredContent } from './model.ts';
import { contentFacts } from './open/facts.ts';

const words = (most: number) => z.string().trim().max(most);
const orNull = (most: number) => words(most).transform((text) => (text === '' ? null : text)).nullable();
const body = z.unknown().transform((value): Body => (value === undefined || value === null ? emptyBody() : parseBody(value)));

/** What the editor sends and the database keeps: whatever is not named here does not come in. */
export const writtenSchema = z.object({
  title: words(200), summary: orNull(500), keywords: z.array(words(60).min(1)).max(20), theme: orNull(100), source: words(100), author: orNull(60),
  originality: z.enum(['own', 'reprinted']), sourceUrl: orNull(500), text: body, facts: contentFacts, interprets: z.uuid().nullable(),
});

export const kindSchema = z.enum(contentCategories);

const columns = ['id', 'kind', 'agencyCode', 'state', 'content', 'recordId', 'writers', 'returnedReason', 'createdAt', 'updatedAt', 'version'] as const;
type Row = Omit<StoredContent, 'kind' | 'written'> & { kind: string; content: unknown };

export function contentOf({ content, kind, ...row }: Row): StoredContent {
  return { ...row, kind: kindSchema.parse(kind) satisfies ContentKind, written: writtenSchema.parse(content) };
}

export async function findContent(db: Db | Tx, id: string): Promise<StoredContent | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await db.selectFrom('core.content').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? contentOf(row) : null;
}

/** @throws Refused 'not-found' (404) */
export async function getContent(db: Db | Tx, id: string): Promise<StoredContent> {
  return await findContent(db, id) ?? notFound(zh.none);
}

/** Locked until commit. @throws Refused 'not-found' (404), 'edit-conflict' (409) */
export async function lockContent(ctx: CommandContext, id: string, version: number): Promise<StoredContent> {
  const row = await ctx.tx.selectFrom('core.content').select(columns).where('id', '=', id).forUpdate().executeTakeFirst() ?? notFound(zh.none);
  if (row.version !== version) conflict(zh.conflict);
  return contentOf(row);
}

export async function insertContent(ctx: CommandContext, piece: Pick<StoredContent, 'kind' | 'agencyCode' | 'written'>): Promise<StoredContent> {
  const { kind, agencyCode, written } = piece;
  const row = await ctx.tx.insertInto('core.content').values({
    kind, agencyCode, title: written.title, content: json(written), recordId: null, returnedReason: null, createdAt: ctx.now, updatedAt: ctx.now,
    writers: ctx.actor.personId === null ? [] : [ctx.actor.personId],
  }).returning(columns).executeTakeFirstOrThrow();
  return contentOf(row);
}

export async function updateContent(
  ctx: CommandContext, before: StoredContent, change: Partial<Pick<StoredContent, 'written' | 'state' | 'recordId' | 'writers' | 'returnedReason'>>,
): Promise<StoredContent> {
  const { written, writers, ...plain } = change;
  const row = await ctx.tx.updateTable('core.content').set({
    ...plain, ...(written === undefined ? {} : { title: written.title, content: json(written) }),
    ...(writers === undefined ? {} : { writers: sql<string[]>`${writers}::uuid[]` }), updatedAt: ctx.now, version: before.version + 1,
  }).where('id', '=', before.id).returning(columns).executeTakeFirstOrThrow();
  return contentOf(row);
}
