import type { CommandContext } from './command.ts';

/**
 * Of what lies in the inbox, what nobody has taken in yet: claimed for this transaction. A second worker waits here for
 * the first one's commit and then finds the ids taken.
 */
export async function claimSubmissions<T extends { id: string }>(ctx: CommandContext, seen: readonly T[]): Promise<T[]> {
  // In one order everywhere, so that two workers wait for each other and never in a circle.
  const ids = seen.map((s) => s.id).sort();
  const claimed = await ctx.tx.insertInto('core.takenIn').values(ids.map((submissionId) => ({ submissionId, at: ctx.now })))
    .onConflict((c) => c.column('submissionId').doNothing()).returning('submissionId').execute();
  const mine = new Set(claimed.map((row) => row.submissionId));
  return seen.filter((s) => mine.has(s.id));
}
