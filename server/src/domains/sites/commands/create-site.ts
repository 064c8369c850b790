import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import type { NewSiteInput } from '../model.ts';
import { plainTheme } from '../open/theme.ts';
import { siteActor } from '../policy.ts';
import { maySite } from '../rules.ts';
import { aboveIn, agencyIn, getStored, knownOf, listSiteAgencies, lockSites } from '../store.ts';

export type SiteOptions = { requestId: string; demonstration: boolean };

/** A new site begins in preparation, unseen by the public. @throws Refused 403, 404, 422 with every reason */
export async function createSite(db: Db, principal: Principal, input: NewSiteInput, { requestId, demonstration }: SiteOptions): Promise<void> {
  const actor = await siteActor(db, principal, input.agencyCode, requestId, false);
  return runCommand(db, actor, async (ctx) => {
    const sites = await lockSites(ctx.tx);
    const agencies = await listSiteAgencies(ctx.tx);
    const agency = agencyIn(agencies, input.agencyCode);
    const taken = sites.some((site) => site.code === input.code) ? [{ code: 'site-code-taken', message: zh.taken, field: 'code' }] : [];
    const faults = maySite(input, agency, { above: aboveIn(agencies, agency), others: sites.map(knownOf), demonstration });
    if (taken.length + faults.length > 0) refuse('site-refused', [...taken, ...faults]);
    await ctx.tx.insertInto('core.site').values({ ...input, regionCode: agency.regionCode, facts: json({}), theme: json(plainTheme), position: sites.length }).execute();
    const after = await getStored(ctx.tx, input.code);
    return done(undefined, await journal(ctx, { action: 'site.create', subjectType: 'site', subjectId: input.code, after, agencyCode: agency.code, site: input.code }));
  });
}
