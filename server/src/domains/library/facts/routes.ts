import { defineRoute, type RouteDef } from '../../../console-api/kit.ts';
import { getRecord } from '../queries/get-record.ts';
import { recordId } from '../routes.ts';
import { changeFacts, factsSchema } from './change-facts.ts';
import { relate, relateSchema } from './relate.ts';

export const factsRoutes: RouteDef[] = [
  defineRoute({
    method: 'PUT', path: '/records/:id/facts', policy: 'any-signed-in', input: factsSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await changeFacts(ctx.db, principal, recordId(params.id), input);
      return getRecord(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/relations', policy: 'any-signed-in', input: relateSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await relate(ctx.db, principal, recordId(params.id), input, 'add');
      return getRecord(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/relations/removal', policy: 'any-signed-in', input: relateSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await relate(ctx.db, principal, recordId(params.id), input, 'remove');
      return getRecord(ctx.db, principal, params.id);
    },
  }),
];
