// What the public sent on annual reports, taken in: each comment exactly once, as with every submission (core.taken_in).
import { claimSubmissions } from '../../platform/claim.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { journalMany } from '../../platform/journal.ts';
import { log } from '../../platform/log.ts';
import { commentLimits } from './inbox.ts';
import { zh } from './messages.ts';

const atOnce = 100;
const actor: Actor = { personId: null, name: zh.comments.intake, role: 'system', agencyCode: null };
type Sent = { id: string; recordId: string; signature: string | null; contact: string | null; words: string; receivedAt: string };

/** Returns how many were new. */
export async function takeInComments(db: Db): Promise<number> {
  let total = 0;
  for (;;) {
    const seen = await db.selectFrom('inbox.reportComment').selectAll().orderBy('receivedAt').orderBy('id').limit(atOnce).execute();
    if (seen.length === 0) return total;
    total += await runCommand(db, actor, async (ctx) => {
      const fresh = await claimSubmissions(ctx, seen);
      const { stored, strange } = await store(ctx, fresh);
      await ctx.tx.deleteFrom('inbox.reportComment').where('id', 'in', seen.map((s) => s.id)).execute();
      const entries = [
        ...stored.map((row) => ({ action: 'report-comment.take-in', subjectType: 'report-comment', subjectId: row.id, after: row, agencyCode: row.agencyCode })),
        ...strange.map((s) => ({ action: 'report-comment.malformed', subjectType: 'submission', subjectId: s.id, after: { recordId: s.recordId }, agencyCode: null })),
      ];
      return entries.length === 0 ? unchanged(0) : done(stored.length, await journalMany(ctx, entries));
    });
  }
}

/** The public zone is not trusted to send what our form makes: what is on no annual report is set aside. */
async function store(ctx: CommandContext, fresh: readonly Sent[]) {
  if (fresh.length === 0) return { stored: [], strange: [] };
  const reports = await ctx.tx.selectFrom('core.record').select(['id', 'agencyCode']).where('category', '=', 'annual-report')
    .where('id', 'in', [...new Set(fresh.map((s) => s.recordId))]).execute();
  const agencyOf = new Map(reports.map((r) => [r.id, r.agencyCode]));
  const rows = fresh.flatMap((s) => {
    const agencyCode = agencyOf.get(s.recordId);
    return agencyCode === undefined || s.words.trim().length < commentLimits.wordsLeast ? [] : [{ ...s, agencyCode }];
  });
  const kept = new Set(rows.map((r) => r.id));
  const strange = fresh.filter((s) => !kept.has(s.id));
  if (strange.length > 0) log.warn('report-comment.malformed', { submissions: strange.map((s) => s.id) });
  return { stored: rows.length === 0 ? [] : await ctx.tx.insertInto('core.reportComment').values(rows).returningAll().execute(), strange };
}
