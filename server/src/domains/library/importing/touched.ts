// What people have done with records since an import made or changed them: such records are theirs now.
import type { Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/database.ts';
import { zh } from './messages.ts';

/** `first` to `last`: editions of the record that the job made; `since`: when the first of them. */
export type Subject = { id: string; first: number; last: number; since: Instant };

/** Record → what has been done with it. Those nothing was done with are absent. */
export async function touchedSince(tx: Tx | Db, jobId: string, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const words = zh.undo.touched;
  const { rows } = await sql<{ id: string; what: keyof typeof words }>`
    with s as (select * from unnest(${subjects.map((s) => s.id)}::uuid[], ${subjects.map((s) => s.last)}::int[], ${subjects.map((s) => s.since)}::timestamptz[]) as s(id, last, since))
    select s.id, what from s, lateral (
      select 'withdrawn' as what, 1 as rank where exists (select from core.record_end x where x.record_id = s.id and x.kind = 'withdrawn')
      union all select 'ended', 2 where exists (select from core.record_end x where x.record_id = s.id and x.kind <> 'withdrawn' and x.at > s.since)
      union all select 'reimported', 3 where exists (select from core.import_item i where i.record_id = s.id and i.edition > s.last and i.job_id <> ${jobId})
      union all select 'revised', 4 where exists (select from core.edition e where e.record_id = s.id and e.no > s.last)
      union all select 'related', 5 where exists (select from core.relation r where (r.from_record = s.id or r.to_record = s.id) and r.at > s.since)
        or exists (select from core.record_end x where x.by_record = s.id) or exists (select from core.document d where d.forwards_record = s.id)
      union all select 'acted', 6 where exists (select from core.journal j where j.subject_type = 'record' and j.subject_id = s.id::text
        and j.at > s.since and j.actor_id is not null and j.action <> 'record.import')
      order by rank limit 1) t`.execute(tx);
  return new Map(rows.map((row) => [row.id, words[row.what]]));
}
