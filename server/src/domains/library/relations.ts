// Typed relations between records, and what they do to the record at the other end.
import type { CommandContext } from '../../platform/command.ts';
import { zh } from './messages.ts';
import type { Publication } from './model.ts';
import type { End } from './status.ts';

/**
 * Writes the relations of an edition in place of the former ones. 废止 and 替代 end the other record, with the
 * document itself as ground; 修改 marks it amended (by the relation). Returns the records at the other ends.
 */
export async function applyRelations(ctx: CommandContext, id: string, p: Publication): Promise<string[]> {
  const former = await ctx.tx.deleteFrom('core.relation').where('fromRecord', '=', id).returning(['type', 'toRecord']).execute();
  const { relations } = p.content;
  if (relations.length > 0) {
    await ctx.tx.insertInto('core.relation').values(relations.map((r) => ({
      fromRecord: id, type: r.type, toRecord: r.recordId, toText: r.text, at: ctx.now,
    }))).onConflict((c) => c.doNothing()).execute();
  }
  const ended = former.flatMap((r) => (r.toRecord !== null && repeals(r.type) ? [r.toRecord] : []));
  if (ended.length > 0) {
    await ctx.tx.deleteFrom('core.recordEnd').where('byRecord', '=', id).where('kind', '=', 'repealed').where('recordId', 'in', ended).execute();
  }
  const targets = relations.flatMap((r) => (r.recordId !== null && repeals(r.type) ? [r.recordId] : []));
  if (targets.length > 0) {
    // The same lock as an end entered by hand takes.
    await ctx.tx.selectFrom('core.record').select('id').where('id', 'in', targets).orderBy('id').forUpdate().execute();
  }
  for (const target of targets) await repeal(ctx, id, target, p);
  return [...new Set([...former.map((r) => r.toRecord), ...relations.map((r) => r.recordId)].filter((x) => x !== null))];
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
async function repeal(ctx: CommandContext, by: string, target: string, p: Publication): Promise<void> {
  const { content } = p;
  const from = content.effectiveOn ?? content.dateMade ?? ctx.today;
  await ctx.tx.insertInto('core.recordEnd').values({
    recordId: target, kind: 'repealed', effectiveOn: from, byRecord: by, personId: ctx.actor.personId, at: ctx.now,
    ground: zh.repealGround(content.title, content.documentNumber),
    publicNote: zh.repealedPlain(from),
  }).onConflict((c) => c.columns(['recordId', 'kind']).doNothing()).execute();
}
