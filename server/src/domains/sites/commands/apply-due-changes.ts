import { now, type Instant } from '@tongming/law';
import { done, runCommand, unchanged, type Actor } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { Refused } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { changeInput } from '../model.ts';
import { lockSites } from '../store.ts';
import { applyChange, siteIn } from './change-site.ts';

/** Makes every scheduled change that is due, each in one transaction with its own end. Returns how many came to an end. */
export async function applyDueChanges(db: Db, demonstration: boolean, at: Instant = now()): Promise<number> {
  const due = await db.selectFrom('core.siteChange').select('id').where('state', '=', 'waiting').where('dueAt', '<=', at).orderBy('dueAt').orderBy('id').execute();
  let ended = 0;
  for (const { id } of due) ended += await applyOne(db, id, demonstration, at);
  return ended;
}

async function applyOne(db: Db, id: string, demonstration: boolean, at: Instant): Promise<number> {
  try {
    return await runChange(db, id, demonstration, at);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return fail(db, id, error, at);
  }
}

type Row = { person: string; personId: string | null; role: string; agencyCode: string | null };
const actorOf = (row: Row): Actor => ({ personId: row.personId, name: row.person, role: row.role, agencyCode: row.agencyCode });

async function runChange(db: Db, id: string, demonstration: boolean, at: Instant): Promise<number> {
  const planned = await db.selectFrom('core.siteChange').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return runCommand(db, actorOf(planned), async (ctx) => {
    const sites = await lockSites(ctx.tx);
    const row = await ctx.tx.selectFrom('core.siteChange').selectAll().where('id', '=', id).where('state', '=', 'waiting').forUpdate().executeTakeFirst();
    if (row === undefined) return unchanged(0);
    await ctx.tx.updateTable('core.siteChange').set({ state: 'done', endedAt: ctx.now }).where('id', '=', id).execute();
    const entry = await journal(ctx, { action: 'site.apply-schedule', subjectType: 'site', subjectId: row.siteCode, after: { id }, site: row.siteCode });
    await applyChange(ctx, sites, siteIn(sites, row.siteCode), changeInput.parse(row.change), demonstration);
    return done(1, entry);
  }, { at });
}

/** What the rules refuse by then is told on the site's page; it is not tried again and again. */
async function fail(db: Db, id: string, refused: Refused, at: Instant): Promise<number> {
  const planned = await db.selectFrom('core.siteChange').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return runCommand(db, actorOf(planned), async (ctx) => {
    const row = await ctx.tx.updateTable('core.siteChange').set({ state: 'failed', endedAt: ctx.now, faults: json(refused.reasons) })
      .where('id', '=', id).where('state', '=', 'waiting').returning('siteCode').executeTakeFirst();
    if (row === undefined) return unchanged(0);
    return done(1, await journal(ctx, { action: 'site.fail-schedule', subjectType: 'site', subjectId: row.siteCode, after: { id, reasons: refused.reasons }, site: row.siteCode }));
  }, { at });
}
