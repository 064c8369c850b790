import { done, runCommand } from '../../../../platform/command.ts';
import { json, type Db } from '../../../../platform/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import { journal } from '../../../../platform/journal.ts';
import { enqueue } from '../../../../platform/outbox.ts';
import type { Principal } from '../../../identity/index.ts';
import { readMapping } from '../sources/mapping.ts';
import { zh } from './messages.ts';
import { lockReview, reviewOf, topics } from './review.ts';

/** The columns are confirmed: the file is read and compared behind the scenes. Also from 'ready', to read it anew. */
export async function mapReview(db: Db, principal: Principal, id: string, given: unknown): Promise<void> {
  const { actor } = await reviewOf(db, principal, id);
  const mapping = readMapping(given);
  const fields = [...Object.values(mapping.columns), ...Object.keys(mapping.fixed)];
  if (!fields.includes('title') || !fields.includes('body')) refuse('import-mapping', zh.noColumns);
  await runCommand(db, actor, async (ctx) => {
    await lockReview(ctx, id, 'mapping', 'ready');
    await ctx.tx.updateTable('core.importReview').set({ state: 'reading', mapping: json(mapping), fault: null, updatedAt: ctx.now }).where('id', '=', id).execute();
    await enqueue(ctx, { topic: topics.read, key: `${topics.read}:${id}:${ctx.now}`, payload: { id } });
    return done(undefined, await journal(ctx, { action: 'import-review.map', subjectType: 'import', subjectId: id, after: { mapping } }));
  });
}
