// 推送: a site offers what it has published to another; the other takes it over by reference, or says why not.
import { z } from 'zod';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { getSite, siteActor, siteDesk, siteScopes, siteTree } from '../../sites/index.ts';
import type { ContentOptions } from '../commands/save-content.ts';
import { zh } from '../messages.ts';
import { offeringSite } from './queries.ts';

const words = zh.syndication;
export const offerInput = z.object({ recordId: z.uuid(), toSites: z.array(z.string().max(40)).min(1).max(50), note: z.string().trim().max(500).default('') });

/** To each site one offer; all or none. @throws Refused 403, 422 with every reason */
export async function offerRecord(db: Db, principal: Principal, input: z.output<typeof offerInput>, { requestId = '', at }: ContentOptions): Promise<void> {
  const record = await db.selectFrom('open.record').select('agencyCode').where('id', '=', input.recordId).executeTakeFirst() ?? refuse('not-public', words.notPublic);
  const fromSite = await offeringSite(db, principal, record.agencyCode) ?? refuse('forbidden', words.forbidden, 403);
  const site = await getSite(db, fromSite);
  const actor = await siteActor(db, principal, site.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const scopes = await siteScopes(ctx.tx);
    const standing = await ctx.tx.selectFrom('core.syndication').select('toSite').where('recordId', '=', input.recordId).where('state', 'in', ['offered', 'approved']).execute();
    const targets = [...new Set(input.toSites)];
    const faults = targets.flatMap((toSite) => {
      const scope = scopes.find(({ site: one }) => one.code === toSite);
      const fault = (code: string, message: string, hit: boolean) => (hit ? [{ code, message, field: 'toSites' }] : []);
      return [
        ...fault('site-not-open', words.notOpen, scope === undefined), ...fault('same-site', words.sameSite, toSite === fromSite || scope?.agencies.has(record.agencyCode) === true),
        ...fault('offered-already', words.already, standing.some((row) => row.toSite === toSite)),
      ];
    });
    if (faults.length > 0) refuse('syndication-refused', faults);
    const rows = await ctx.tx.insertInto('core.syndication').values(targets.map((toSite) => ({
      recordId: input.recordId, fromSite, toSite, note: input.note === '' ? null : input.note, reason: null, offeredBy: principal.person.id, offeredAt: ctx.now, decidedBy: null,
    }))).returningAll().execute();
    return done(undefined, await journal(ctx, { action: 'syndication.offer', subjectType: 'record', subjectId: input.recordId, after: rows, agencyCode: site.agencyCode, site: fromSite }));
  }, at === undefined ? {} : { at });
}

export const decideInput = z.object({ decision: z.enum(['approve', 'decline']), reason: z.string().trim().max(500).default('') });

type Row = { id: string; recordId: string; fromSite: string; toSite: string; state: string };

async function rowOf(db: Db, id: string): Promise<Row> {
  const row = z.uuid().safeParse(id).success ? await db.selectFrom('core.syndication').select(['id', 'recordId', 'fromSite', 'toSite', 'state']).where('id', '=', id).executeTakeFirst() : undefined;
  return row ?? notFound(words.none);
}

async function lock(ctx: CommandContext, id: string, state: 'offered' | null): Promise<Row> {
  const row = await ctx.tx.selectFrom('core.syndication').select(['id', 'recordId', 'fromSite', 'toSite', 'state']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (state === null ? row.state !== 'offered' && row.state !== 'approved' : row.state !== state) refuse('syndication-over', words.over, 409);
  return row;
}

const changeOf = ({ recordId, toSite }: Row) => ({ subjectType: 'placement', subjectId: recordId, kind: 'agency' as const, tags: [`record:${recordId}`, `site:${toSite}`, 'placements'] });

/** Taken over: placed there by reference. Declined with a reason the other side reads. @throws Refused 403, 404, 409, 422 */
export async function decideOffer(db: Db, principal: Principal, id: string, { decision, reason }: z.output<typeof decideInput>, { requestId = '', at }: ContentOptions): Promise<void> {
  const known = await rowOf(db, id);
  const site = await getSite(db, known.toSite);
  if (siteDesk(principal, site.agencyCode, await siteTree(db)) === null) refuse('forbidden', words.mayNotDecide, 403);
  return runCommand(db, await siteActor(db, principal, site.agencyCode, requestId, false), async (ctx) => {
    const row = await lock(ctx, id, 'offered');
    if (decision === 'decline' && reason.length < 2) refuse('reason-missing', [{ code: 'reason-missing', message: words.reason, field: 'reason' }]);
    const open = await ctx.tx.selectFrom('open.record').select('id').where('id', '=', row.recordId).executeTakeFirst();
    const there = await ctx.tx.selectFrom('open.site').select('code').where('code', '=', row.toSite).executeTakeFirst();
    if (decision === 'approve' && (!open || !there)) refuse('not-public', open ? words.notOpen : words.notPublic);
    const state = decision === 'approve' ? 'approved' as const : 'declined' as const;
    await ctx.tx.updateTable('core.syndication').set({ state, reason: reason === '' ? null : reason, decidedBy: principal.person.id, decidedAt: ctx.now }).where('id', '=', id).execute();
    if (decision === 'approve') await ctx.tx.insertInto('open.placement').values({ recordId: row.recordId, siteCode: row.toSite, placedAt: ctx.now }).onConflict((c) => c.doNothing()).execute();
    const entry = await journal(ctx, { action: decision === 'approve' ? 'syndication.approve' : 'syndication.decline', subjectType: 'record', subjectId: row.recordId, before: row, after: { id, state }, reason: reason === '' ? null : reason, agencyCode: site.agencyCode, site: row.toSite });
    if (decision === 'approve') await publishChanges(ctx, [changeOf(row)]);
    return done(undefined, entry);
  }, at === undefined ? {} : { at });
}

/** Taken back by who offered it, or taken off by who had taken it over. @throws Refused 403, 404, 409 */
export async function endOffer(db: Db, principal: Principal, id: string, { requestId = '', at }: ContentOptions): Promise<void> {
  const known = await rowOf(db, id);
  const tree = await siteTree(db);
  const sites = await Promise.all((known.state === 'offered' ? [known.fromSite] : [known.toSite, known.fromSite]).map((code) => getSite(db, code)));
  const site = sites.find((one) => siteDesk(principal, one.agencyCode, tree) !== null) ?? refuse('forbidden', words.mayNotDecide, 403);
  return runCommand(db, await siteActor(db, principal, site.agencyCode, requestId, false), async (ctx) => {
    const row = await lock(ctx, id, null);
    await ctx.tx.updateTable('core.syndication').set({ state: 'ended', decidedBy: principal.person.id, decidedAt: ctx.now }).where('id', '=', id).execute();
    const gone = await ctx.tx.deleteFrom('open.placement').where('recordId', '=', row.recordId).where('siteCode', '=', row.toSite).returning('recordId').execute();
    const entry = await journal(ctx, { action: 'syndication.end', subjectType: 'record', subjectId: row.recordId, before: row, agencyCode: site.agencyCode, site: site.code });
    if (gone.length > 0) await publishChanges(ctx, [changeOf(row)]);
    return done(undefined, entry);
  }, at === undefined ? {} : { at });
}
