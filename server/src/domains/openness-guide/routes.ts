import { z } from 'zod';
import { defineRoute, download, type RouteContext, type RouteDef } from '../../console-api/kit.ts';
import type { GuideView } from '../../console-api/contract-report.ts';
import { notFound, refuse } from '../../platform/errors.ts';
import { pageSize } from '../../platform/limits.ts';
import { isOpennessStaff, mayReadOpenness, opennessDesk, opennessTree } from '../annual-report/index.ts';
import { getAgency, type Principal } from '../identity/index.ts';
import { confirmGuide, confirmInput } from './confirm-guide.ts';
import { getGuide, listGuides, staleGuides } from './get-guide.ts';
import { zh } from './messages.ts';
import { directoryCsv, directoryPage } from './open/directory.ts';

/** The guide, and whether this person may confirm it or only look. */
async function guideFor(ctx: RouteContext, principal: Principal, agencyCode: string): Promise<GuideView> {
  const code = await readable(ctx, principal, agencyCode);
  const tree = await opennessTree(ctx.db);
  const node = tree.find((a) => a.code === code);
  return { ...await getGuide(ctx.db, code), mayConfirm: node !== undefined && opennessDesk(principal, node, tree) !== null };
}

async function readable(ctx: RouteContext, principal: Principal, agencyCode: string): Promise<string> {
  const tree = await opennessTree(ctx.db);
  const agency = tree.find((a) => a.code === agencyCode) ?? notFound(zh.noAgency);
  if (!mayReadOpenness(principal, agency, tree)) refuse('forbidden', zh.forbidden, 403);
  return agency.code;
}

export const routes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/openness-guides', policy: isOpennessStaff, handler: ({ principal, ctx }) => listGuides(ctx.db, principal) }),
  defineRoute({ method: 'GET', path: '/openness-guides/stale', policy: isOpennessStaff, handler: ({ principal, ctx }) => staleGuides(ctx.db, principal) }),
  defineRoute({
    method: 'GET', path: '/openness-guides/:agency', policy: isOpennessStaff,
    handler: ({ principal, params, ctx }) => guideFor(ctx, principal, params.agency),
  }),
  defineRoute({
    method: 'POST', path: '/openness-guides/:agency/confirm', policy: isOpennessStaff, input: confirmInput,
    handler: async ({ principal, params, input, ctx }) => {
      await confirmGuide(ctx.db, principal, params.agency, input, ctx.requestId);
      return guideFor(ctx, principal, params.agency);
    },
  }),
  defineRoute({
    method: 'GET', path: '/openness-guides/:agency/directory', policy: isOpennessStaff, query: z.object({ cursor: z.string().max(60), limit: z.string().max(5) }).partial(),
    handler: async ({ principal, params, query, ctx }) => directoryPage(ctx.db, await readable(ctx, principal, params.agency),
      { limit: pageSize(query.limit), ...(query.cursor === undefined ? {} : { cursor: query.cursor }) }),
  }),
  defineRoute({
    method: 'GET', path: '/openness-guides/:agency/directory.csv', policy: isOpennessStaff,
    handler: async ({ principal, params, ctx }) => {
      const code = await readable(ctx, principal, params.agency);
      const agency = await getAgency(ctx.db, code);
      const stream = ReadableStream.from(directoryCsv(ctx.db, code, zh.csv.head)).pipeThrough(new TextEncoderStream());
      return download(stream as ReadableStream<Uint8Array>, zh.csv.name(agency.name), 'text/csv; charset=utf-8');
    },
  }),
];
