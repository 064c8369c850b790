import { formatInstant, instant } from '@tongming/law';
import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { notFound, refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import type { ChangeInput } from '../model.ts';
import { siteActor } from '../policy.ts';
import { themeFaults } from '../rules.ts';
import { getStored } from '../store.ts';
import type { SiteOptions } from './create-site.ts';

/** Keeps a change to be made at a time; whether it may be made is decided again then. @throws Refused 403, 404, 422 */
export async function scheduleChange(db: Db, principal: Principal, code: string, input: { dueAt: string; change: ChangeInput }, { requestId }: SiteOptions): Promise<void> {
  const { change } = input;
  const site = await getStored(db, code);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, change.state !== undefined && change.state !== site.state);
  return runCommand(db, actor, async (ctx) => {
    const dueAt = instant(input.dueAt);
    const faults: Reason[] = [
      ...(dueAt <= ctx.now ? [{ code: 'change-past', message: zh.changePast, field: 'dueAt' }] : []),
      ...(Object.keys(change).length === 0 ? [{ code: 'change-empty', message: zh.changeEmpty, field: 'change' }] : []),
      ...(change.theme === undefined ? [] : themeFaults(change.theme)),
    ];
    if (faults.length > 0) refuse('site-refused', faults);
    const row = await ctx.tx.insertInto('core.siteChange').values({
      siteCode: code, dueAt, change: json(change), person: actor.name, personId: actor.personId, role: actor.role, agencyCode: actor.agencyCode,
    }).returning('id').executeTakeFirstOrThrow();
    return done(undefined, await journal(ctx, {
      action: 'site.schedule', subjectType: 'site', subjectId: code, after: { id: row.id, dueAt: formatInstant(dueAt), change }, agencyCode: site.agencyCode, site: code,
    }));
  });
}

/** @throws Refused 403, 404, 'change-over' (409) */
export async function cancelChange(db: Db, principal: Principal, code: string, id: string, { requestId }: SiteOptions): Promise<void> {
  const site = await getStored(db, code);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const row = await ctx.tx.selectFrom('core.siteChange').selectAll().where('id', '=', id).where('siteCode', '=', code).forUpdate().executeTakeFirst() ?? notFound(zh.noChange);
    if (row.state !== 'waiting') refuse('change-over', zh.changeOver, 409);
    await ctx.tx.updateTable('core.siteChange').set({ state: 'cancelled', endedAt: ctx.now }).where('id', '=', id).execute();
    return done(undefined, await journal(ctx, { action: 'site.cancel-schedule', subjectType: 'site', subjectId: code, before: row, agencyCode: site.agencyCode, site: code }));
  });
}
