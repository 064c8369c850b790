import { defineRoute, type RouteDef } from '../../../console-api/kit.ts';
import { listSynonyms, saveSynonyms, synonymSchema } from './synonyms.ts';
import { trialSchema, trySynonyms } from './try.ts';

export const synonymRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/search-synonyms', policy: 'any-signed-in', handler: ({ ctx }) => listSynonyms(ctx.db) }),
  defineRoute({
    method: 'PUT', path: '/search-synonyms', policy: 'any-signed-in', input: synonymSchema,
    handler: async ({ principal, input, ctx }) => {
      await saveSynonyms(ctx.db, principal, input);
      return listSynonyms(ctx.db);
    },
  }),
  defineRoute({ method: 'POST', path: '/search-synonyms/try', policy: 'any-signed-in', input: trialSchema, handler: ({ input, ctx }) => trySynonyms(ctx.db, input) }),
];
