import { z } from 'zod';
import { defineRoute, type RouteContext, type RouteDef } from '../../../console-api/kit.ts';
import { canDoBusiness, hasRoleAnywhere, type Principal } from '../../identity/index.ts';
import type { Env } from '../perform.ts';
import { confirmAnonymisation, listAnonymisation, setRetention } from './anonymise.ts';
import { loadRetention, retentionSchema } from './commands.ts';

const isHead = (principal: Principal): boolean => hasRoleAnywhere(principal, 'openness-head');
const envOf = (ctx: RouteContext): Env => ({ db: ctx.db, files: ctx.files, secret: ctx.security.secret, requestId: ctx.requestId });
const most = 500;

/** 保管期限与匿名化. */
export const anonymisationRoutes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/foi/anonymisation', policy: canDoBusiness, query: z.object({ agency: z.string().max(40) }).partial(),
    handler: ({ principal, query, ctx }) => listAnonymisation(ctx.db, principal, query.agency),
  }),
  defineRoute({
    method: 'POST', path: '/foi/anonymisation/confirm', policy: isHead, input: z.object({ caseIds: z.array(z.uuid()).min(1).max(most) }),
    handler: async ({ principal, input, ctx }) => {
      await confirmAnonymisation(envOf(ctx), principal, input.caseIds);
      return listAnonymisation(ctx.db, principal);
    },
  }),
  defineRoute({ method: 'GET', path: '/foi/retention', policy: canDoBusiness, handler: ({ ctx }) => loadRetention(ctx.db) }),
  defineRoute({ method: 'PUT', path: '/foi/retention', policy: isHead, input: retentionSchema, handler: ({ principal, input, ctx }) => setRetention(envOf(ctx), principal, input) }),
];
