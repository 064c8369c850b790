// Asks both engines the same: pieces of titles, in every order, narrowed and not.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type pg from 'pg';
import type { PortalDb } from '../database.ts';
import { exactPlan } from '../search-planner.ts';
import type { PlanFilters } from '../search-plan.ts';
import { postgresEngine } from '../search-postgres.ts';
import { parseQuery } from '../search-query.ts';
import { run } from './evaluate.ts';
import type { LiveIndex } from './live-index.ts';
import { textCheck } from './text-check.ts';

const HITS = 30;

export async function compareEngines(db: PortalDb, client: pg.ClientBase, live: LiveIndex, most: number): Promise<{ asked: number; faults: string[] }> {
  const { rows } = await sql<{ title: string; year: number; kind: string }>`select r.title, e.year, e.kind from open.search_entry e join open.record r on r.id = e.record_id
    order by md5(e.record_id::text) limit ${most}`.execute(db);
  const check = textCheck(db);
  const faults: string[] = [];
  let asked = 0;
  for (const [i, { title, year, kind }] of rows.entries()) {
    const from = (i * 7) % Math.max(1, title.length - 3);
    const piece = title.slice(from, from + 2 + (i % 9));
    const filters: PlanFilters = i % 4 === 1 ? { year } : i % 4 === 2 ? { kind } : {};
    const typed = i % 5 === 4 ? `"${piece}"` : piece;
    const query = parseQuery(typed);
    const exact = query && exactPlan(query, [], filters);
    if (!exact) continue;
    asked += 1;
    const plan = { ...exact, sort: i % 3 === 2 ? 'date' as const : 'relevance' as const, limit: HITS, after: null, whole: i % 7 === 6 ? HITS : 0 };
    const same = async () => isDeepStrictEqual(await run(live.index, plan, check), await postgresEngine(db).run(plan));
    if (await same()) continue;
    // Something may have been published in between.
    await live.catchUp(client);
    if (!await same()) faults.push(typed);
  }
  return { asked, faults };
}
