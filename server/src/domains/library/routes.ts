import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../console-api/kit.ts';
import { notFound } from '../../platform/errors.ts';
import { endRecord, endSchema } from './commands/end-record.ts';
import { zh } from './messages.ts';
import { getRecord } from './queries/get-record.ts';
import { listRecords } from './queries/list-records.ts';

const query = z.object({
  q: z.string().max(200), agency: z.string().max(40), status: z.string().max(20), public: z.literal('true'), content: z.literal('true'), cursor: z.string().max(100), limit: z.string().max(5),
}).partial();

/** An id that is none names no record. */
export function recordId(text: string): string {
  return z.uuid().safeParse(text).success ? text : notFound(zh.noRecord);
}

export const routes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/records', policy: 'any-signed-in', query,
    handler: ({ principal, query: asked, ctx }) => listRecords(ctx.db, principal, asked),
  }),
  defineRoute({
    method: 'GET', path: '/records/:id', policy: 'any-signed-in',
    handler: ({ principal, params, ctx }) => getRecord(ctx.db, principal, recordId(params.id)),
  }),
  defineRoute({
    method: 'POST', path: '/records/:id/ends', policy: 'any-signed-in', input: endSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await endRecord(ctx.db, principal, recordId(params.id), input);
      return getRecord(ctx.db, principal, params.id);
    },
  }),
];
