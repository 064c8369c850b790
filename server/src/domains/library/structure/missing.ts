// Documents that are cited and not here: where the library is incomplete.
import { sql } from 'kysely';
import type { MissingCitation } from '../../../console-api/contract-structure.ts';
import type { Page } from '../../../console-api/contract.ts';
import type { Db } from '../../../platform/database.ts';
import { pageSize } from '../../../platform/limits.ts';

const samples = 3;
export type MissingQuery = { q?: string; cursor?: string; limit?: string };

/** The most cited first. Only public texts were read, so every staff member may see it. */
export async function missingCitations(db: Db, query: MissingQuery): Promise<Page<MissingCitation>> {
  const like = `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const limit = pageSize(query.limit);
  const after = positionOf(query.cursor);
  const grouped = sql`select key, min(cited) as cited, count(*)::int as citing from core.citation
    where to_record is null and (cited ilike ${like} or key ilike ${like}) group by key`;
  const { rows } = await sql<{ key: string; cited: string; citing: number; total: number }>`
    with g as (${grouped}) select g.*, (select count(*)::int from g) as total from g
    where ${after === null ? sql`true` : sql`(-citing, key) > (${-after.citing}, ${after.key})`} order by citing desc, key limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const by = await citing(db, page.map((row) => row.key));
  return {
    total: rows[0]?.total ?? 0,
    items: page.map((row) => ({ id: row.key, cited: row.cited, citing: row.citing, samples: by.filter((s) => s.key === row.key).map(({ id, title }) => ({ id, title })) })),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.citing, last.key])).toString('base64url') : null,
  };
}

async function citing(db: Db, keys: readonly string[]): Promise<{ key: string; id: string; title: string }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string; id: string; title: string }>`
    select k.key, s.id, s.title from unnest(${[...keys]}::text[]) as k(key), lateral (
      select o.id, o.title from core.citation c join open.record o on o.id = c.from_record
      where c.key = k.key and c.to_record is null order by o.published_at desc, o.id limit ${samples}) s`.execute(db);
  return rows;
}

/** Null at the beginning, and for what is no cursor of ours. */
function positionOf(cursor: string | undefined): { citing: number; key: string } | null {
  if (!cursor) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(value)) return null;
    const [count, key]: unknown[] = value;
    return Number.isSafeInteger(count) && typeof key === 'string' && !key.includes('\0') ? { citing: Number(count), key } : null;
  } catch {
    return null;
  }
}
