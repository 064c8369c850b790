import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../../console-api/kit.ts';
import { recordId } from '../routes.ts';
import { decideValidity, validitySchema } from './decide.ts';
import { buckets, listValidity } from './list.ts';
import { saveValiditySettings, settingsSchema, validitySettings } from './periods.ts';

const query = z.object({ bucket: z.enum(buckets), agency: z.string().max(40), cursor: z.string().max(60), limit: z.string().max(5) }).partial();

export const validityRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/validity', policy: 'any-signed-in', query, handler: ({ principal, query: asked, ctx }) => listValidity(ctx.db, principal, asked) }),
  defineRoute({ method: 'GET', path: '/validity/settings', policy: 'any-signed-in', handler: ({ principal, ctx }) => validitySettings(ctx.db, principal) }),
  defineRoute({
    method: 'PUT', path: '/validity/settings', policy: 'any-signed-in', input: settingsSchema,
    handler: async ({ principal, input, ctx }) => {
      await saveValiditySettings(ctx.db, principal, input);
      return validitySettings(ctx.db, principal);
    },
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/validity', policy: 'any-signed-in', input: validitySchema,
    handler: async ({ principal, params, input, ctx }) => {
      await decideValidity(ctx.db, principal, recordId(params.id), input);
      return { done: true };
    },
  }),
];
