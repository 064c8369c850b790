import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';

/**
 * Agencies whose documents one may amend, repeal or clean up: itself, those below it and those that are no more;
 * a 办公室 acts for the government above it as well.
 */
export async function agenciesInReach(db: Db | Tx, agencyCode: string): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    with recursive below(code) as (
      select case when kind = 'office' then coalesce(parent_code, code) else code end from core.agency where code = ${agencyCode}
      union select a.code from core.agency a join below b on a.parent_code = b.code)
    select code from below union select code from core.agency where not active`.execute(db);
  return new Set(rows.map((row) => row.code));
}
