// open.change: the feed every channel reads with its own cursor.
import { sql } from 'kysely';
import type { CommandContext } from './command.ts';
import { json, type PortalDb } from './database.ts';
import type { ChangeKind } from './schema.ts';

export type Change = { seq: number; subjectType: string; subjectId: string; kind: ChangeKind; tags: string[] };

/**
 * Writes to the change feed. The LAST write of a command: the lock it takes until commit makes sequence order equal
 * commit order, so that a reader who has seen n never misses a smaller number.
 */
export async function publishChanges(ctx: CommandContext, changes: Omit<Change, 'seq'>[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtextextended('open.change', 0))`.execute(ctx.tx);
  const rows = changes.map((c) => ({ subject_type: c.subjectType, subject_id: c.subjectId, kind: c.kind, tags: c.tags }));
  await sql`insert into open.change (subject_type, subject_id, kind, tags)
    select r.* from jsonb_to_recordset(${json(rows)}) as r(subject_type text, subject_id text, kind text, tags text[])`.execute(ctx.tx);
}

export async function changesSince(db: PortalDb, cursor: number, limit = 1000): Promise<Change[]> {
  return db.selectFrom('open.change').select(['seq', 'subjectType', 'subjectId', 'kind', 'tags'])
    .where('seq', '>', cursor).orderBy('seq').limit(limit).execute();
}

export async function lastChange(db: PortalDb): Promise<number> {
  const row = await db.selectFrom('open.change').select((eb) => eb.fn.max('seq').as('seq')).executeTakeFirst();
  return row?.seq ?? 0;
}
