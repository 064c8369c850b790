// What an edit of the list would change, before it is saved.
import { sql } from 'kysely';
import { z } from 'zod';
import type { SynonymTrial, SynonymTrialRequest } from '../../../console-api/contract.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { exactPlan, type Synonyms } from '../../../platform/search-planner.ts';
import { postgresEngine } from '../../../platform/search-postgres.ts';
import type { OpenDB } from '../../../platform/schema.ts';
import { parseQuery, type SearchQuery } from '../../../platform/search-query.ts';
import { synonymSchema } from './synonyms.ts';

const TITLES = 5;

export const trialSchema = z.object({ q: z.string().trim().max(200), id: z.uuid().nullable(), words: synonymSchema.shape.words }) satisfies z.ZodType<SynonymTrialRequest>;

/** Of public records; what a search would only come near to is not counted. */
export async function trySynonyms(db: Db, { q, id, words }: z.output<typeof trialSchema>): Promise<SynonymTrial> {
  const query = parseQuery(q);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    const groups = await tx.selectFrom('core.searchSynonym').select(['id', 'words']).orderBy('id').execute();
    const others = groups.filter((group) => group.id !== id).map((group) => group.words);
    return { before: await found(tx, query, groups.map((group) => group.words)), after: await found(tx, query, words.length > 1 ? [...others, [...new Set(words)]] : others) };
  });
}

async function found(tx: Tx, query: SearchQuery | null, synonyms: Synonyms): Promise<SynonymTrial['before']> {
  const plan = query && exactPlan(query, synonyms, {});
  if (!plan) return { total: 0, titles: [] };
  const { total, hits } = await postgresEngine(tx.$pickTables<keyof OpenDB>()).run({ ...plan, sort: 'relevance', limit: TITLES, after: null, whole: 0 });
  const ids = hits.map((hit) => hit.id);
  const rows = ids.length === 0 ? [] : await tx.selectFrom('open.record').select(['id', 'title']).where('id', 'in', ids).execute();
  return { total, titles: ids.flatMap((hit) => rows.find((row) => row.id === hit) ?? []) };
}
