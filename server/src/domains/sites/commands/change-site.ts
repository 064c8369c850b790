import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, unchanged, type CommandContext, type Done } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { conflict, notFound, refuse, type Reason } from '../../../platform/errors.ts';
import { canonical, journal, type Journalled } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import type { ChangeInput, StoredSite } from '../model.ts';
import { siteActor } from '../policy.ts';
import { isPublic, projectSite } from '../project.ts';
import { maySite, moveFaults, themeFaults } from '../rules.ts';
import { aboveIn, agencyIn, getStored, knownOf, listSiteAgencies, lockSites } from '../store.ts';
import type { SiteOptions } from './create-site.ts';

/** Facts, theme, name, state: what is left out stays. @throws Refused 403, 404, 409, 422 with every reason */
export async function changeSite(db: Db, principal: Principal, code: string, input: ChangeInput & { version: number }, options: SiteOptions): Promise<void> {
  const { version, ...change } = input;
  const { agencyCode, state } = await getStored(db, code);
  const actor = await siteActor(db, principal, agencyCode, options.requestId, change.state !== undefined && change.state !== state);
  return runCommand(db, actor, async (ctx) => {
    const sites = await lockSites(ctx.tx);
    const before = siteIn(sites, code);
    if (before.version !== version) conflict(zh.conflict);
    return saveChange(ctx, sites, before, change, options.demonstration);
  });
}

export const siteIn = (sites: readonly StoredSite[], code: string): StoredSite => sites.find((site) => site.code === code) ?? notFound(zh.noSite);

/** Saves, tells the journal, projects. The sites are locked by the caller. @throws Refused 'site-refused' (422) */
export async function saveChange(ctx: CommandContext, sites: readonly StoredSite[], before: StoredSite, change: ChangeInput, demonstration: boolean): Promise<Done<void>> {
  const written = await applyChange(ctx, sites, before, change, demonstration);
  return written === null ? unchanged(undefined) : done(undefined, written);
}

export async function applyChange(
  ctx: CommandContext, sites: readonly StoredSite[], before: StoredSite, change: ChangeInput, demonstration: boolean,
): Promise<Journalled | null> {
  const after = changed(before, change);
  if (canonical(after) === canonical(before)) return null;
  const faults = await faultsOf(ctx, sites, before, after, demonstration);
  if (faults.length > 0) refuse('site-refused', faults);
  const { name, domain, state, notice, code } = after;
  await ctx.tx.updateTable('core.site').set({ name, domain, state, notice, facts: json(after.facts), theme: json(after.theme), version: before.version + 1 })
    .where('code', '=', code).execute();
  const saved = await getStored(ctx.tx, code);
  const written = await journal(ctx, {
    action: before.state === state ? 'site.change' : 'site.move', subjectType: 'site', subjectId: code, before, after: saved, reason: before.state === state ? null : notice,
    agencyCode: before.agencyCode, site: code,
  });
  await projectSite(ctx.tx, saved);
  // Nothing of a site in preparation is told to the public, not even that there is one.
  if (isPublic(before) || isPublic(saved)) await publishChanges(ctx, [{ subjectType: 'site', subjectId: code, kind: 'agency', tags: ['sites', `site:${code}`] }]);
  return written;
}

function changed(site: StoredSite, change: ChangeInput): StoredSite {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<StoredSite>;
  return { ...site, ...given };
}

async function faultsOf(ctx: CommandContext, sites: readonly StoredSite[], before: StoredSite, after: StoredSite, demonstration: boolean): Promise<Reason[]> {
  const agencies = await listSiteAgencies(ctx.tx);
  const agency = agencyIn(agencies, after.agencyCode);
  const above = aboveIn(agencies, agency);
  return [
    ...maySite(after, agency, { above, others: sites.map(knownOf), demonstration }),
    ...moveFaults(before.state, after, { portal: hasPortal(sites, above.map((a) => a.code)) }),
    ...themeFaults(after.theme), ...await pictureFaults(ctx, after),
  ];
}

/** Whether a government above has its portal open. */
export function hasPortal(sites: readonly StoredSite[], above: readonly string[]): boolean {
  return sites.some((site) => site.kind === 'portal' && site.state === 'open' && above.includes(site.agencyCode));
}

async function pictureFaults(ctx: CommandContext, { theme }: StoredSite): Promise<Reason[]> {
  const named = ([['emblem', theme.emblem], ['banner', theme.banner]] as const).filter(([, hash]) => hash !== null);
  if (named.length === 0) return [];
  const there = new Set((await ctx.tx.selectFrom('core.sitePicture').select('hash').where('hash', 'in', named.map(([, hash]) => hash ?? '')).execute()).map((row) => row.hash));
  return named.filter(([, hash]) => !there.has(hash ?? '')).map(([what]) => ({ code: 'picture-missing', message: zh.pictureMissing(zh[what]), field: `theme.${what}` }));
}
