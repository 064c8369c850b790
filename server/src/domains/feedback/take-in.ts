import { z } from 'zod';
import { claimSubmissions } from '../../platform/claim.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../platform/command.ts';
import type { Db } from '../../platform/database.ts';
import { journalMany } from '../../platform/journal.ts';
import { log } from '../../platform/log.ts';
import { feedbackMessages } from './messages.ts';
import { pageErrorLimits } from './inbox.ts';

const atOnce = 100;
const actor: Actor = { personId: null, name: feedbackMessages.intake, role: 'system', agencyCode: null };

/** What the public zone sends is not trusted to be what our form makes. */
const payloadSchema = z.object({
  url: z.string().max(pageErrorLimits.url), message: z.string().min(1).max(pageErrorLimits.message),
  contact: z.string().max(pageErrorLimits.contact).nullable(),
});
type Submission = { id: string; payload: unknown; receivedAt: string };

/**
 * Moves what came into `inbox` to core.page_error, each submission exactly once: core.taken_in remembers its id, so that
 * a row delivered again (a restored inbox, a replayed stream, a second worker) is only removed. Returns how many were new.
 */
export async function takeInSubmissions(db: Db): Promise<number> {
  let total = 0;
  for (;;) {
    const seen = await db.selectFrom('inbox.submission').select(['id', 'payload', 'receivedAt'])
      .where('kind', '=', 'page-error').orderBy('receivedAt').limit(atOnce).execute();
    if (seen.length === 0) return total;
    total += await runCommand(db, actor, async (ctx) => {
      const fresh = await claimSubmissions(ctx, seen);
      const stored = await store(ctx, fresh);
      await ctx.tx.deleteFrom('inbox.submission').where('id', 'in', seen.map((s) => s.id)).execute();
      if (stored.length === 0) return unchanged(0);
      return done(stored.length, await journalMany(ctx, stored.map((row) => ({
        action: 'page-error.take-in', subjectType: 'page-error', subjectId: row.id, after: row, agencyCode: row.agencyCode,
      }))));
    });
  }
}

async function store(ctx: CommandContext, fresh: readonly Submission[]) {
  const rows = [];
  for (const { id, payload, receivedAt } of fresh) {
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) {
      log.warn('intake.malformed', { submission: id, issues: parsed.error.issues.map((issue) => issue.path.join('.')) });
      continue;
    }
    rows.push({ id, ...parsed.data, receivedAt, agencyCode: await agencyOf(ctx, parsed.data.url) });
  }
  if (rows.length === 0) return [];
  return ctx.tx.insertInto('core.pageError').values(rows).returningAll().execute();
}

/** Whose page it is: of a record its agency, of 政府信息公开 the agency in the address; null for the rest. */
async function agencyOf(ctx: CommandContext, url: string): Promise<string | null> {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const record = /^\/records\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/.exec(path)?.[1];
  if (record !== undefined) {
    const row = await ctx.tx.selectFrom('core.record').select('agencyCode').where('id', '=', record).executeTakeFirst();
    return row?.agencyCode ?? null;
  }
  const code = /^\/openness\/([0-9A-Za-z-]{2,40})(?:\/|$)/.exec(path)?.[1];
  if (code === undefined) return null;
  const row = await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', code).executeTakeFirst();
  return row?.code ?? null;
}
