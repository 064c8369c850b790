import { z } from 'zod';
import { importFields } from '../../../../console-api/contract-imports.ts';
import { done, runCommand } from '../../../../platform/command.ts';
import { json, type Db } from '../../../../platform/database.ts';
import { notFound, refuse } from '../../../../platform/errors.ts';
import { journal } from '../../../../platform/journal.ts';
import type { Principal } from '../../../identity/index.ts';
import { readLine } from '../line.ts';
import type { Doubt, SourceDocument } from '../sources/source.ts';
import { zh } from './messages.ts';
import { lockReview, reviewOf, takeable } from './review.ts';

const text = z.string().max(1000).transform((s) => s.trim());
export const correctionSchema = z.partialRecord(z.enum(importFields), text);

/** Puts fields of an item right and takes it in; what was doubtful of them is settled. */
export async function correctItem(db: Db, principal: Principal, id: string, line: number, fields: z.output<typeof correctionSchema>): Promise<void> {
  const { actor } = await reviewOf(db, principal, id);
  await runCommand(db, actor, async (ctx) => {
    await lockReview(ctx, id, 'ready');
    const item = await ctx.tx.selectFrom('core.importReviewItem').selectAll().where('reviewId', '=', id).where('line', '=', line).where('verdict', 'in', [...takeable]).executeTakeFirst();
    if (!item) return notFound(zh.noItem);
    const before = item.document as SourceDocument;
    const document = { ...before, ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value])) };
    const read = readLine(Buffer.from(JSON.stringify(document)));
    if (!read.ok) refuse('import-line', read.reason);
    const doubts = (item.doubts as Doubt[]).filter((doubt) => doubt.field === null || !(doubt.field in fields));
    await ctx.tx.updateTable('core.importReviewItem').set({
      document: json(document), title: document.title, doubts: json(doubts), doubtCodes: doubts.map((doubt) => doubt.code), decision: 'take', corrected: true,
    }).where('reviewId', '=', id).where('line', '=', line).execute();
    const was = Object.fromEntries(Object.keys(fields).map((name) => [name, before[name as keyof SourceDocument] ?? null]));
    return done(undefined, await journal(ctx, { action: 'import-review.correct', subjectType: 'import', subjectId: id, before: { line, ...was }, after: { line, ...fields } }));
  });
}
