// Typed relations between records, and what they do to the record at the other end.
import type { CommandContext } from '../../platform/command.ts';
import { zh } from './messages.ts';
import { isPublic, type Publication } from './model.ts';

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

function repeals(type: string): boolean {
  return type === 'repeals' || type === 'replaces';
}

/** The public note names the repealing document only when that one is public itself, and by its public title. */
async function repeal(ctx: CommandContext, by: string, target: string, p: Publication): Promise<void> {
  const { content } = p;
  const from = content.effectiveOn ?? content.dateMade ?? ctx.today;
  const publicTitle = content.disclosure.attribute === 'redacted' ? (content.publicTitle ?? content.title) : content.title;
  await ctx.tx.insertInto('core.recordEnd').values({
    recordId: target, kind: 'repealed', effectiveOn: from, byRecord: by, personId: ctx.actor.personId, at: ctx.now,
    ground: zh.repealGround(content.title, content.documentNumber),
    publicNote: isPublic(p.disclosure) ? zh.repealed(publicTitle, content.documentNumber, from) : zh.repealedPlain(from),
  }).onConflict((c) => c.columns(['recordId', 'kind']).doNothing()).execute();
}
