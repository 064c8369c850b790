// Former editions and ends of public records, as the public may see them.
import { civilDateOf } from '@tongming/law';
import { sql } from 'kysely';
import type { CommandContext } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';

type NextEdition = { id: string; edition: number; attribute: 'full' | 'redacted' };

/**
 * Before a new edition takes the place of a public one: keeps what stood there. What is redacted now must not be read in
 * an older edition, so then all of them are hidden.
 */
export async function keepEditions(ctx: CommandContext, next: readonly NextEdition[]): Promise<void> {
  const revised = next.filter((n) => n.edition > 1);
  if (revised.length === 0) return;
  const ids = revised.map((n) => n.id);
  const replaced = civilDateOf(ctx.now);
  await sql`insert into open.edition (record_id, no, title, document_number, date_made, effective_on, published_on, replaced_on, body, body_text)
    select r.id, r.edition, r.title, r.document_number, r.date_made, r.effective_on,
      coalesce((select max(e.replaced_on) from open.edition e where e.record_id = r.id), r.date_published), ${replaced}::date, r.body, r.body_text
    from open.record r join unnest(${ids}::uuid[], ${revised.map((n) => n.edition)}::int[]) as n(id, edition) on n.id = r.id
    where r.edition < n.edition and r.attribute = 'full' on conflict do nothing`.execute(ctx.tx);
  const redacted = revised.filter((n) => n.attribute === 'redacted').map((n) => n.id);
  if (redacted.length > 0) await hideEditions(ctx, redacted, null);
}

/** Takes the words of former editions away and leaves the days. Returns the numbers of those that were shown. */
export async function hideEditions(ctx: CommandContext, ids: readonly string[], no: number | null): Promise<number[]> {
  const rows = await ctx.tx.updateTable('open.edition').set({
    title: '', documentNumber: null, dateMade: null, effectiveOn: null, body: json(null), bodyText: '', hidden: true,
  }).where('recordId', 'in', [...ids]).where('hidden', '=', false).$if(no !== null, (qb) => qb.where('no', '=', no)).returning('no').execute();
  return rows.map((row) => row.no);
}

/** Brings the ends of public records into `open`; those of a text end its translation, too. */
export async function projectEnds(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const some = [...ids];
  await ctx.tx.deleteFrom('open.recordEnd').where('recordId', 'in', some).execute();
  await sql`insert into open.record_end (record_id, kind, effective_on, note)
    select distinct on (o.id, e.kind) o.id, e.kind, e.effective_on, e.public_note from open.record o
    left join core.relation r on r.from_record = o.id and r.type = 'translates'
    join core.record_end e on e.record_id in (o.id, r.to_record)
    where o.id = any(${some}::uuid[]) and e.kind <> 'withdrawn' order by o.id, e.kind, e.effective_on`.execute(ctx.tx);
}
