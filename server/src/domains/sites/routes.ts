import { z } from 'zod';
import { defineRoute, defineUpload, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { hasRoleAnywhere, type Principal } from '../identity/index.ts';
import { addPicture } from './commands/add-picture.ts';
import { changeSite } from './commands/change-site.ts';
import { createSite, type SiteOptions } from './commands/create-site.ts';
import { cancelChange, scheduleChange } from './commands/schedule-change.ts';
import { zh } from './messages.ts';
import { changeInput, newSiteInput, scheduleInput, siteChangeInput, type StoredSite } from './model.ts';
import { siteActor } from './policy.ts';
import { getSite, listSites } from './queries/list-sites.ts';
import { getStored } from './store.ts';

/** The home page of a site as it would be, with the pictures where the console finds them. */
export type PreviewSite = (site: StoredSite, host: string, picture: (hash: string) => string) => Promise<Response>;

const mayRead = (principal: Principal): boolean => (['openness-clerk', 'openness-head'] as const).some((role) => hasRoleAnywhere(principal, role));
const at = '/sites/:code';

export function siteRoutes({ demonstration, preview }: { demonstration: boolean; preview: PreviewSite }): RouteDef[] {
  const options = (ctx: RouteContext): SiteOptions => ({ requestId: ctx.requestId, demonstration });
  return [
    defineRoute({ method: 'GET', path: '/sites', policy: mayRead, handler: ({ principal, ctx }) => listSites(ctx.db, principal) }),
    defineRoute({
      method: 'POST', path: '/sites', policy: mayRead, input: newSiteInput,
      handler: async ({ principal, input, ctx }) => {
        await createSite(ctx.db, principal, input, options(ctx));
        return getSite(ctx.db, principal, input.code);
      },
    }),
    defineRoute({ method: 'GET', path: at, policy: mayRead, handler: ({ principal, params, ctx }) => getSite(ctx.db, principal, params.code) }),
    defineRoute({
      method: 'PUT', path: at, policy: mayRead, input: siteChangeInput,
      handler: async ({ principal, params, input, ctx }) => {
        await changeSite(ctx.db, principal, params.code, input, options(ctx));
        return getSite(ctx.db, principal, params.code);
      },
    }),
    defineRoute({
      method: 'POST', path: `${at}/changes`, policy: mayRead, input: scheduleInput,
      handler: async ({ principal, params, input, ctx }) => {
        await scheduleChange(ctx.db, principal, params.code, input, options(ctx));
        return getSite(ctx.db, principal, params.code);
      },
    }),
    defineRoute({
      method: 'POST', path: `${at}/changes/:id/cancel`, policy: mayRead,
      handler: async ({ principal, params, ctx }) => {
        if (!z.uuid().safeParse(params.id).success) notFound(zh.noChange);
        await cancelChange(ctx.db, principal, params.code, params.id, options(ctx));
        return getSite(ctx.db, principal, params.code);
      },
    }),
    defineUpload({ method: 'POST', path: `${at}/pictures`, policy: mayRead, handler: async ({ principal, params, input, ctx }) => ({ hash: await addPicture(ctx.db, principal, params.code, input.file, ctx.requestId) }) }),
    defineRoute({
      method: 'GET', path: `${at}/pictures/:hash`, policy: mayRead,
      handler: async ({ params, ctx }) => {
        const row = await ctx.db.selectFrom('core.sitePicture').select(['mime', 'bytes']).where('hash', '=', params.hash).executeTakeFirst() ?? notFound(zh.noSite);
        return new Response(new Uint8Array(row.bytes), { headers: { 'content-type': row.mime, 'cache-control': 'private, max-age=3600' } });
      },
    }),
    defineRoute({
      method: 'GET', path: `${at}/preview`, policy: mayRead, query: z.object({ draft: z.string().max(6000).default('{}'), host: z.string().max(300).default('') }),
      handler: async ({ principal, params, query, ctx }) => {
        const site = await getStored(ctx.db, params.code);
        await siteActor(ctx.db, principal, site.agencyCode, ctx.requestId, false);
        const draft = changeInput.safeParse(draftOf(query.draft));
        if (!draft.success) return refuse('bad-draft', zh.conflict, 400);
        const { name = site.name, facts = site.facts, theme = site.theme } = draft.data;
        return preview({ ...site, name, facts, theme }, query.host, (hash) => `/api/console/sites/${params.code}/pictures/${hash}`);
      },
    }),
  ];
}

function draftOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
