// Cases whose days another holiday notice or setting has moved: told to whoever saves it, and to whom it concerns.
import { addDays, today } from '@tongming/law';
import { sql } from 'kysely';
import type { FoiMoved, FoiRecomputed } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import type { Recomputed } from '../commands/recompute.ts';
import { seen } from './rows.ts';

const SHOWN = 200;
const DAYS = 14;

function withNames(db: Db) {
  return db.selectFrom('core.foiCase as c').innerJoin('core.agency as a', 'a.code', 'c.agencyCode').leftJoin('core.person as p', 'p.id', 'c.assignee')
    .select(['c.id', 'c.receiptNumber', 'a.name as agencyName', 'p.name as assigneeName']);
}

/** The first two hundred with names; `movedCount` says how many there are. */
export async function namedMoves(db: Db, { recomputed, moved }: Recomputed): Promise<FoiRecomputed> {
  const first = moved.slice(0, SHOWN);
  const names = first.length === 0 ? [] : await withNames(db).where('c.id', 'in', first.map((m) => m.id)).execute();
  const known = new Map(names.map((row) => [row.id, row]));
  return {
    recomputed, movedCount: moved.length,
    moved: first.flatMap(({ id, before, after }) => {
      const row = known.get(id);
      return row ? [{ ...row, before, after, at: null }] : [];
    }),
  };
}

/** Moves of the last two weeks among the open cases a person sees, newest first, one of each case. */
export async function recentMoves(db: Db, principal: Principal): Promise<FoiMoved[]> {
  const rows = await withNames(db).where(seen(principal)).where('c.closedOn', 'is', null)
    .innerJoin(
      db.selectFrom('core.journal').select(['subjectId', 'at', 'before', 'after', 'id as seq']).where('action', '=', 'foi.recompute').orderBy('id', 'desc').limit(SHOWN * 10).as('j'),
      (join) => join.on(sql<boolean>`j.subject_id = c.id::text`),
    )
    .where('j.at', '>', sql<never>`${addDays(today(), -DAYS)}::date`).where(sql<boolean>`j.before->>'due' is distinct from j.after->>'due'`)
    .select(['j.at', sql<string | null>`j.before->>'due'`.as('before'), sql<string | null>`j.after->>'due'`.as('after')])
    .orderBy('j.seq', 'desc').limit(SHOWN).execute();
  const latest = new Map<string, FoiMoved>();
  for (const row of rows) if (!latest.has(row.id)) latest.set(row.id, row);
  return [...latest.values()];
}
