import { sql } from 'kysely';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type Actor } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import { zh } from './messages.ts';

const actor: Actor = { personId: null, name: zh.actor, role: 'system', agencyCode: null };

/**
 * Counts the number series anew whose documents came, went or had a number cancelled. Readers have exact numbers without
 * this; why numbers are missing stands in core and reaches them here. Returns how many series were counted.
 */
export async function refreshNumberSeries(db: Db): Promise<number> {
  return runCommand(db, actor, async (ctx) => {
    const { rows: [row] } = await sql<{ counted: number; explained: number }>`select * from core.refresh_number_series()`.execute(ctx.tx);
    const { counted, explained } = row ?? { counted: 0, explained: 0 };
    if (explained === 0) return unchanged(counted);
    const entry = await journal(ctx, { action: 'number-series.explain', subjectType: 'number-series', subjectId: 'all', after: { series: explained } });
    await publishChanges(ctx, [{ subjectType: 'number-series', subjectId: 'all', kind: 'status', tags: ['number-series'] }]);
    return done(counted, entry);
  });
}
