import type { CommandContext } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import type { LiveEdition } from '../queries/live-edition.ts';

/**
 * Opens the one draft edition a record may have, for the document that revises it. False when another revision is
 * already under way. Part of the caller's command.
 */
export async function holdDraftEdition(ctx: CommandContext, live: LiveEdition, documentId: string): Promise<boolean> {
  const { bodyText, ...content } = live.content;
  const row = await ctx.tx.insertInto('core.edition').values({
    recordId: live.recordId, no: live.no + 1, state: 'draft', documentId, content: json(content), bodyText,
    publishedAt: null, createdAt: ctx.now,
  }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst();
  return row !== undefined;
}

/** Gives the draft edition up: the revision was discarded. */
export async function dropDraftEdition(ctx: CommandContext, documentId: string): Promise<void> {
  await ctx.tx.deleteFrom('core.edition').where('documentId', '=', documentId).where('state', '=', 'draft').execute();
}
