import { z } from 'zod';
import { defineRoute, defineUpload, type RouteDef } from '../../../../console-api/kit.ts';
import type { Principal } from '../../../identity/index.ts';
import { notFound } from '../../../../platform/errors.ts';
import { mayEndAs } from '../../policy.ts';
import { correctionSchema, correctItem } from './correct-item.ts';
import { decideItems, decisionSchema } from './decide-items.ts';
import { mapReview } from './map-review.ts';
import { zh } from './messages.ts';
import { jobOf, listItems, listJobs, listReviews, readJob, readReview } from './queries.ts';
import { actingFor } from './review.ts';
import { dropReview, startReview } from './start-review.ts';
import { undoJob } from './undo-job.ts';
import { uploadReview } from './upload-review.ts';

const paging = z.object({ cursor: z.string().max(100), limit: z.string().max(5) }).partial();
const itemQuery = z.object({ cursor: z.string().max(20), limit: z.string().max(5), show: z.string().max(20), code: z.string().max(60) }).partial();
const imports = (principal: Principal): boolean => principal.roles.some((r) => mayEndAs(principal, r.agencyCode) !== null);

function lineOf(text: string): number {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : notFound(zh.noItem);
}

export const importRoutes: RouteDef[] = [
  defineRoute({ method: 'GET', path: '/imports/reviews', policy: imports, query: paging, handler: ({ principal, query, ctx }) => listReviews(ctx.db, principal, query) }),
  defineUpload({
    method: 'POST', path: '/imports/agencies/:agency/reviews', policy: (principal, { agency }) => mayEndAs(principal, agency) !== null,
    handler: async ({ principal, params, input, ctx }) => readReview(ctx.db, principal, await uploadReview(ctx.db, ctx.files, principal, params.agency, input)),
  }),
  defineRoute({ method: 'GET', path: '/imports/reviews/:id', policy: imports, handler: ({ principal, params, ctx }) => readReview(ctx.db, principal, params.id) }),
  defineRoute({
    method: 'PUT', path: '/imports/reviews/:id/mapping', policy: imports, input: z.unknown(),
    handler: async ({ principal, params, input, ctx }) => {
      await mapReview(ctx.db, principal, params.id, input);
      return readReview(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'GET', path: '/imports/reviews/:id/items', policy: imports, query: itemQuery,
    handler: ({ principal, params, query, ctx }) => listItems(ctx.db, principal, params.id, query),
  }),
  defineRoute({
    method: 'POST', path: '/imports/reviews/:id/decisions', policy: imports, input: decisionSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await decideItems(ctx.db, principal, params.id, input);
      return readReview(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/imports/reviews/:id/items/:line', policy: imports, input: correctionSchema,
    handler: async ({ principal, params, input, ctx }) => {
      await correctItem(ctx.db, principal, params.id, lineOf(params.line), input);
      return readReview(ctx.db, principal, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/imports/reviews/:id/start', policy: imports,
    handler: async ({ principal, params, ctx }) => {
      await startReview(ctx.db, principal, params.id);
      return readReview(ctx.db, principal, params.id);
    },
  }),
  defineRoute({ method: 'DELETE', path: '/imports/reviews/:id', policy: imports, handler: ({ principal, params, ctx }) => dropReview(ctx.db, principal, params.id) }),
  defineRoute({ method: 'GET', path: '/imports/jobs', policy: imports, query: paging, handler: ({ principal, query, ctx }) => listJobs(ctx.db, principal, query) }),
  defineRoute({
    method: 'GET', path: '/imports/jobs/:id', policy: imports,
    handler: async ({ principal, params, ctx }) => {
      actingFor(principal, (await jobOf(ctx.db, params.id)).agencyCode);
      return readJob(ctx.db, params.id);
    },
  }),
  defineRoute({
    method: 'POST', path: '/imports/jobs/:id/undo', policy: imports,
    handler: async ({ principal, params, ctx }) => {
      await undoJob(ctx.db, principal, params.id);
      return readJob(ctx.db, params.id);
    },
  }),
];
