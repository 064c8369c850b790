import type { CommandContext } from '../../platform/command.ts';
import { json } from '../../platform/database.ts';
import type { StoredContent } from './model.ts';

/** The only writer of open.content; its row goes with the record's. */
export async function projectContent(ctx: CommandContext, recordId: string, { kind, written }: Pick<StoredContent, 'kind' | 'written'>): Promise<void> {
  const { facts, text, source, author, originality, sourceUrl } = written;
  const row = { recordId, kind, facts: json(facts), text: json(text), source, author, originality, sourceUrl, position: facts.kind === 'official' ? facts.rank : null };
  await ctx.tx.insertInto('open.content').values(row).onConflict((c) => c.column('recordId').doUpdateSet(row)).execute();
}
