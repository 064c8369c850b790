import { z } from 'zod';
import { defineRoute, download, inline, type RouteDef } from '../../../console-api/kit.ts';
import { notFound } from '../../../platform/errors.ts';
import { xlsxMime } from '../../../platform/xlsx.ts';
import { cancelCleanup, cancelSchema, closeCleanup, closeSchema } from './close.ts';
import { decideCleanup, decideSchema, returnCleanup, returnSchema } from './decide.ts';
import { getCleanup, itemFilters, listCleanups, listItems } from './items.ts';
import { zh } from './messages.ts';
import { cleanupHtml, cleanupXlsx } from './result.ts';
import { countScope, scopeSchema, startCleanup, startSchema } from './start.ts';

const page = z.object({ cursor: z.string().max(20), limit: z.string().max(5) }).partial();
const itemQuery = page.extend(z.object({ show: z.enum(itemFilters), agency: z.string().max(40), q: z.string().max(200) }).partial().shape);
const cleanupId = (text: string): string => (z.uuid().safeParse(text).success ? text : notFound(zh.none));

export const cleanupRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/cleanups', policy: 'any-signed-in', query: page, handler: ({ principal, query, ctx }) => listCleanups(ctx.db, principal, query) }),
  defineRoute({
    method: 'POST', path: '/cleanups', policy: 'any-signed-in', input: startSchema,
    handler: async ({ principal, input, ctx }) => getCleanup(ctx.db, principal, await startCleanup(ctx.db, principal, input)),
  }),
  defineRoute({
    method: 'POST', path: '/cleanups/scope-count', policy: 'any-signed-in', input: z.object({ agencyCode: z.string().max(40), scope: scopeSchema }),
    handler: async ({ principal, input, ctx }) => ({ count: await countScope(ctx.db, principal, input.agencyCode, input.scope) }),
  }),
  defineRoute({ method: 'GET', path: '/cleanups/:id', policy: 'any-signed-in', handler: ({ principal, params, ctx }) => getCleanup(ctx.db, principal, cleanupId(params.id)) }),
  defineRoute({
    method: 'GET', path: '/cleanups/:id/items', policy: 'any-signed-in', query: itemQuery,
    handler: ({ principal, params, query, ctx }) => listItems(ctx.db, principal, cleanupId(params.id), query),
  }),
  defineRoute({
    method: 'POST', path: '/cleanups/:id/decisions', policy: 'any-signed-in', input: decideSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await decideCleanup(ctx.db, principal, cleanupId(params.id), input);
      return getCleanup(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/cleanups/:id/returns', policy: 'any-signed-in', input: returnSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await returnCleanup(ctx.db, principal, cleanupId(params.id), input);
      return getCleanup(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/cleanups/:id/close', policy: 'any-signed-in', input: closeSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await closeCleanup(ctx.db, principal, cleanupId(params.id), input);
      return getCleanup(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/cleanups/:id/cancel', policy: 'any-signed-in', input: cancelSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await cancelCleanup(ctx.db, principal, cleanupId(params.id), input);
      return getCleanup(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'GET', path: '/cleanups/:id/result.xlsx', policy: 'any-signed-in',
    handler: async ({ principal, params, ctx }) => {
      const { name, bytes } = await cleanupXlsx(ctx.db, principal, cleanupId(params.id));
      return download(bytes, name, xlsxMime);
    },
  }),
  defineRoute({
    method: 'GET', path: '/cleanups/:id/result.html', policy: 'any-signed-in',
    handler: async ({ principal, params, ctx }) => {
      const { name, page: text } = await cleanupHtml(ctx.db, principal, cleanupId(params.id));
      return inline(text, name, 'text/html; charset=utf-8');
    },
  }),
];
