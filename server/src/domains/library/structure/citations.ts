// Who cites whom: read from the public text behind the change feed, so that publishing and importing do not wait for it.
import { sql } from 'kysely';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import { documentsCited, namesOf } from '../open/citing.ts';
import { zh } from './messages.ts';

const actor: Actor = { personId: null, name: zh.actor, role: 'system', agencyCode: null };
/** Few enough that a server which also answers readers is not held up. */
const changesAtOnce = 60;

/** Reads on in the change feed until its end, or until an import begins. Returns how many changes were read. */
export async function followCitations(db: Db): Promise<number> {
  let total = 0;
  for (;;) {
    if (await importing(db)) return total;
    const count = await runCommand(db, actor, readOn);
    total += count;
    if (count < changesAtOnce) return total;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

/** A bulk import is left the whole machine; what it brought is read when it is done, or was cut off. */
async function importing(db: Db): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`select exists (
    select from core.import_job j join pg_locks l on l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
      and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended('import:' || j.agency_code, 0)
    where j.finished_at is null) as busy`.execute(db);
  return rows[0]?.busy ?? false;
}

async function readOn(ctx: CommandContext) {
  // The row is the lock: of two workers one reads, the other finds nothing to do.
  const reader = await ctx.tx.selectFrom('core.citationReader').select('seq').forUpdate().skipLocked().executeTakeFirst();
  if (!reader) return unchanged(0);
  const changes = await ctx.tx.selectFrom('open.change').select(['seq', 'subjectType', 'subjectId', 'kind'])
    .where('seq', '>', reader.seq).orderBy('seq').limit(changesAtOnce).execute();
  const last = changes.at(-1);
  if (!last) return unchanged(0);
  await ctx.tx.updateTable('core.citationReader').set({ seq: last.seq }).execute();
  const records = changes.filter((c) => c.subjectType === 'record');
  const idsOf = (wanted: (kind: string) => boolean) => [...new Set(records.filter((c) => wanted(c.kind)).map((c) => c.subjectId))];
  const shown = await refresh(ctx, idsOf((kind) => kind !== 'status'), idsOf((kind) => kind === 'status'));
  if (shown === 0) return unchanged(changes.length);
  const entry = await journal(ctx, { action: 'citations.resolve', subjectType: 'citations', subjectId: String(last.seq), after: { shown } });
  await publishChanges(ctx, [{ subjectType: 'citations', subjectId: String(last.seq), kind: 'status', tags: ['citations'] }]);
  return done(changes.length, entry);
}

/** `changed` have a new text or none any more, of `standing` only the validity is new. Returns how many links changed. */
async function refresh(ctx: CommandContext, changed: readonly string[], standing: readonly string[]): Promise<number> {
  const ids = [...new Set([...changed, ...standing])];
  if (ids.length === 0) return 0;
  const before = await keysOf(ctx, ids);
  await readTexts(ctx, changed);
  const after = await keysOf(ctx, ids);
  const citing = await resolve(ctx, changed, [...new Set([...before, ...after])]);
  return project(ctx, [...new Set([...changed, ...citing])]);
}

async function keysOf(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.tx.selectFrom('core.recordName').select('key').distinct().where('recordId', 'in', [...ids]).execute();
  return rows.map((row) => row.key);
}

async function readTexts(ctx: CommandContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await ctx.tx.selectFrom('open.record').select(['id', 'title', 'documentNumber', 'bodyText', 'language']).where('id', 'in', [...ids]).execute();
  const read = rows.map((row) => {
    const names = namesOf(row.title, row.documentNumber);
    return { id: row.id, language: row.language, names, cited: documentsCited(row.bodyText, names) };
  });
  await ctx.tx.deleteFrom('core.recordName').where('recordId', 'in', [...ids]).execute();
  await ctx.tx.deleteFrom('core.citation').where('fromRecord', 'in', [...ids]).execute();
  // The Mongolian edition has the number of the Chinese one; what cites it means the original.
  const names = read.filter(({ language }) => language === 'zh-CN').flatMap(({ id, names: own }) => own.map(({ key, rank }) => ({ record_id: id, key, rank })));
  const cited = read.flatMap(({ id, cited: all }) => all.map((c) => ({ from_record: id, ...c })));
  await sql`insert into core.record_name (record_id, key, rank)
    select * from jsonb_to_recordset(${json(names)}) as x(record_id uuid, key text, rank smallint)`.execute(ctx.tx);
  await sql`insert into core.citation (from_record, key, cited, anchors)
    select * from jsonb_to_recordset(${json(cited)}) as x(from_record uuid, key text, cited text, anchors text[])`.execute(ctx.tx);
}

/**
 * Finds the target of what `from` cites and of all that cites by one of `keys`: by the surest name, in force before
 * ended, the newest. Returns who has another target than before.
 */
async function resolve(ctx: CommandContext, from: readonly string[], keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with asked as (
      select from_record, key from core.citation where from_record = any(${[...from]}::uuid[])
      union select from_record, key from core.citation where key = any(${[...keys]}::text[])
    ), best as (
      select distinct on (a.from_record, a.key) a.from_record, a.key, o.id
      from asked a join core.record_name n on n.key = a.key and n.record_id <> a.from_record join open.record o on o.id = n.record_id
      order by a.from_record, a.key, n.rank, (o.status in ('expired', 'repealed', 'annulled')), o.date_made desc nulls last, o.id
    )
    update core.citation c set to_record = b.id
    from asked a left join best b on b.from_record = a.from_record and b.key = a.key
    where c.from_record = a.from_record and c.key = a.key and c.to_record is distinct from b.id
    returning c.from_record as id`.execute(ctx.tx);
  return [...new Set(rows.map((row) => row.id))];
}

/** Shows a citation where both ends are public. */
async function project(ctx: CommandContext, from: readonly string[]): Promise<number> {
  if (from.length === 0) return 0;
  const some = [...from];
  const gone = await sql`delete from open.citation s where s.from_id = any(${some}::uuid[]) and not exists (
    select from core.citation c where c.from_record = s.from_id and c.key = s.key and c.to_record = s.to_id)`.execute(ctx.tx);
  const made = await sql`insert into open.citation as s (from_id, key, to_id, anchors)
    select c.from_record, c.key, c.to_record, c.anchors from core.citation c
    join open.record f on f.id = c.from_record join open.record t on t.id = c.to_record
    where c.from_record = any(${some}::uuid[])
    on conflict (from_id, key) do update set to_id = excluded.to_id, anchors = excluded.anchors
      where (s.to_id, s.anchors) is distinct from (excluded.to_id, excluded.anchors)`.execute(ctx.tx);
  return Number(gone.numAffectedRows ?? 0n) + Number(made.numAffectedRows ?? 0n);
}
