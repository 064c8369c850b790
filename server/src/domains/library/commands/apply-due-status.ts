import { sql } from 'kysely';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type Actor } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { journalMany } from '../../../platform/journal.ts';
import type { Instant } from '@tongming/law';
import { refreshStatus } from '../project.ts';
import { zh } from '../messages.ts';
import { statusChanges } from './publish-records.ts';

const clock: Actor = { personId: null, name: zh.clock, role: 'system', agencyCode: null };
const atOnce = 500;

/** Brings validity up to the day: 尚未生效 → 有效, 有效 → 失效, and ends whose day has come. Returns how many changed. */
export async function applyDueStatus(db: Db, options: { at?: Instant } = {}): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await runCommand(db, clock, async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        select o.id from open.record o
        where (o.status = 'not-yet' and o.effective_on <= ${ctx.today})
          or (o.expires_on < ${ctx.today} and o.status in ('in-force', 'amended', 'not-yet', 'unknown'))
          or exists (select from core.record_end e where e.record_id = o.id and e.kind in ('repealed', 'expired')
            and e.effective_on <= ${ctx.today} and o.status in ('in-force', 'amended', 'not-yet', 'unknown'))
        order by o.id limit ${atOnce}`.execute(ctx.tx);
      const changed = await refreshStatus(ctx, rows.map((row) => row.id));
      if (changed.length === 0) return unchanged(0);
      const agencies = new Map((await ctx.tx.selectFrom('open.record').select(['id', 'agencyCode']).where('id', 'in', changed).execute()).map((row) => [row.id, row.agencyCode]));
      const entry = await journalMany(ctx, changed.map((id) => ({
        action: 'record.status-by-date', subjectType: 'record', subjectId: id,
        agencyCode: agencies.get(id) ?? null,
      })));
      await publishChanges(ctx, await statusChanges(ctx, changed));
      return done(changed.length, entry);
    }, options);
    total += count;
    if (count < atOnce) return total;
  }
}
