import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../../console-api/kit.ts';
import { missingCitations } from './missing.ts';
import { withdrawEdition, withdrawEditionSchema } from './withdraw-edition.ts';

const query = z.object({ q: z.string().max(100), cursor: z.string().max(1000), limit: z.string().max(5) }).partial();

export const structureRoutes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/citations/missing', policy: 'any-signed-in', query,
    handler: ({ query: asked, ctx }) => missingCitations(ctx.db, asked),
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/editions/:no/withdrawal', policy: 'any-signed-in', input: withdrawEditionSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await withdrawEdition(ctx.db, principal, params.id, params.no, input);
      return { done: true };
    },
  }),
];
