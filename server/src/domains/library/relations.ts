// Typed relations between records, and what they do to the record at the other end.
import type { CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { RelationType } from '../../console-api/contract.ts';
import type { CommandContext } from '../../platform/command.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { refuse } from '../../platform/errors.ts';
import { zh } from './messages.ts';
import type { EditionContent, Publication, RelationDraft } from './model.ts';
import { expiry, judgeRelations, type Edge, type Ending, type RelatedRecord, type RelationFinding } from './relation-rules.ts';
import type { End } from './status.ts';

/**
 * Writes the relations of an edition in place of the former ones. 废止 and 替代 end the other record, with the
 * document itself as ground; 修改 marks it amended (by the relation). Returns the records at the other ends.
 * @throws Refused 'relations-refused' when what is new contradicts what the library knows
 */
export async function applyRelations(ctx: CommandContext, id: string, p: Publication): Promise<string[]> {
  return replaceRelations(ctx, id, p.content);
}

/** @throws Refused 'relations-refused' */
export async function replaceRelations(
  ctx: CommandContext, id: string, content: Pick<EditionContent, 'relations' | 'dateMade' | 'effectiveOn' | 'title' | 'documentNumber'>,
): Promise<string[]> {
  const { relations } = content;
  const former = await ctx.tx.deleteFrom('core.relation').where('fromRecord', '=', id).returning(['type', 'toRecord']).execute();
  const added = withoutFormer(relations, former);
  if (added.length > 0) {
    // Two commands that each add one half of a loop must see each other.
    await sql`select pg_advisory_xact_lock(hashtextextended('core.relation', 0))`.execute(ctx.tx);
    const reasons = (await findings(ctx.tx, { id, madeOn: content.dateMade ?? ctx.today }, relations, former)).filter((f) => f.severity === 'refuse');
    if (reasons.length > 0) refuse('relations-refused', reasons.map(({ code, message, field }) => ({ code, message, field })));
  }
  if (relations.length > 0) {
    await ctx.tx.insertInto('core.relation').values(relations.map((r) => ({
      fromRecord: id, type: r.type, toRecord: r.recordId, toText: r.text, at: ctx.now,
    }))).onConflict((c) => c.doNothing()).execute();
  }
  const ended = former.flatMap((r) => (r.toRecord !== null && repeals(r.type) ? [r.toRecord] : []));
  if (ended.length > 0) {
    await ctx.tx.deleteFrom('core.recordEnd').where('byRecord', '=', id).where('byRelation', '=', true).where('recordId', 'in', ended).execute();
  }
  const targets = relations.flatMap((r) => (r.recordId !== null && repeals(r.type) ? [r.recordId] : []));
  if (targets.length > 0) {
    // The same lock as an end entered by hand takes.
    await ctx.tx.selectFrom('core.record').select('id').where('id', 'in', targets).orderBy('id').forUpdate().execute();
  }
  for (const target of targets) await repeal(ctx, id, target, content);
  return [...new Set([...former.map((r) => r.toRecord), ...relations.map((r) => r.recordId)].filter((x) => x !== null))];
}

type Former = { type: string; toRecord: string | null };
type Added = { type: RelationType; to: string };

function withoutFormer(relations: readonly RelationDraft[], former: readonly Former[]): Added[] {
  const known = new Set(former.map((r) => `${r.type} ${r.toRecord ?? ''}`));
  const fresh = relations.flatMap((r) => (r.recordId === null || known.has(`${r.type} ${r.recordId}`) ? [] : [{ type: r.type, to: r.recordId }]));
  return [...new Map(fresh.map((r) => [`${r.type} ${r.to}`, r])).values()];
}

/** What speaks against the relations of a record or a draft, before it is published. `id` null: a record only being made. */
export async function relationFindings(
  db: Db | Tx, source: { id: string | null; madeOn: CivilDate }, relations: readonly RelationDraft[],
): Promise<RelationFinding[]> {
  const former = source.id === null ? [] : await db.selectFrom('core.relation').select(['type', 'toRecord']).where('fromRecord', '=', source.id).execute();
  return findings(db, source, relations, former);
}

async function findings(
  db: Db | Tx, source: { id: string | null; madeOn: CivilDate }, relations: readonly RelationDraft[], former: readonly Former[],
): Promise<RelationFinding[]> {
  const added = withoutFormer(relations, former);
  if (added.length === 0) return [];
  const kept = relations.flatMap((r) => (r.recordId === null || added.some((a) => a.type === r.type && a.to === r.recordId) ? [] : [{ type: r.type, to: r.recordId }]));
  const targets = added.map((a) => a.to);
  const others = await edgesAround(db, targets, source.id);
  const ids = [...new Set([...targets, ...others.flatMap((e) => [e.from, e.to]), ...(source.id === null ? [] : [source.id])])];
  const records = await relatedRecords(db, ids);
  const endings = source.id === null ? [] : records.get(source.id)?.endings ?? [];
  return judgeRelations({ source: { ...source, endings }, added, kept, others, records });
}

/** Relations that can be followed from some records on, and those by which others end them. */
async function edgesAround(db: Db | Tx, targets: readonly string[], source: string | null): Promise<Edge[]> {
  const { rows } = await sql<Edge>`
    with recursive reached(id) as (
      select unnest(${[...targets]}::uuid[])
      union select r.to_record from core.relation r join reached on r.from_record = reached.id
        where r.to_record is not null and r.from_record is distinct from ${source}::uuid)
    select r.from_record as "from", r.type, r.to_record as "to" from core.relation r join reached on r.from_record = reached.id
      where r.to_record is not null and r.from_record is distinct from ${source}::uuid
    union select r.from_record, r.type, r.to_record from core.relation r
      where r.to_record = any(${[...targets]}::uuid[]) and r.type in ('repeals', 'replaces') and r.from_record is distinct from ${source}::uuid`.execute(db);
  return rows;
}

async function relatedRecords(db: Db | Tx, ids: readonly string[]): Promise<Map<string, RelatedRecord>> {
  const some = [...ids];
  const { rows } = await sql<{ id: string; title: string; madeOn: CivilDate | null; expiresOn: CivilDate | null; stated: string | null }>`
    select e.record_id as id, e.content->>'title' as title, e.content->>'expiresOn' as expires_on, e.content->>'statedStatus' as stated,
      (select min(x.content->>'dateMade') from core.edition x where x.record_id = e.record_id and x.state <> 'draft') as made_on
    from core.edition e where e.state = 'live' and e.record_id = any(${some}::uuid[])`.execute(db);
  const ends = await db.selectFrom('core.recordEnd').select(['recordId', 'kind', 'effectiveOn', 'byRecord']).where('recordId', 'in', some).execute();
  return new Map(rows.map((row) => {
    const endings: Ending[] = ends.filter((end) => end.recordId === row.id).map((end) => ({ kind: end.kind, from: end.effectiveOn, by: end.byRecord }));
    return [row.id, {
      title: row.title, madeOn: row.madeOn, endings: row.expiresOn === null ? endings : [...endings, expiry(row.expiresOn)],
      statedEnded: row.stated === 'repealed' || row.stated === 'annulled' || row.stated === 'expired',
    }];
  }));
}

/** The note of an end, with the public document it is founded on; one that names it already stays as it is. */
export function noteWithBasis(end: End, title: string, number: string | null): string {
  if (end.publicNote.includes(title)) return end.publicNote;
  const plain = end.kind === 'repealed' && end.publicNote.replace(/。$/, '') === zh.repealedPlain(end.effectiveOn);
  return plain ? zh.repealed(title, number, end.effectiveOn) : `${end.publicNote}${zh.basis(zh.repealGround(title, number))}`;
}

function repeals(type: string): boolean {
  return type === 'repeals' || type === 'replaces';
}

/** The note says the day alone; `statusGrounds` names the repealing document for as long as it is public itself. */
async function repeal(
  ctx: CommandContext, by: string, target: string, content: Pick<EditionContent, 'dateMade' | 'effectiveOn' | 'title' | 'documentNumber'>,
): Promise<void> {
  const from = content.effectiveOn ?? content.dateMade ?? ctx.today;
  await ctx.tx.insertInto('core.recordEnd').values({
    recordId: target, kind: 'repealed', effectiveOn: from, byRecord: by, personId: ctx.actor.personId, at: ctx.now, byRelation: true,
    ground: zh.repealGround(content.title, content.documentNumber),
    publicNote: zh.repealedPlain(from),
  }).onConflict((c) => c.columns(['recordId', 'kind']).doNothing()).execute();
}
