import { z } from 'zod';
import { defineRoute, type RouteDef } from '../../console-api/kit.ts';
import { notFound } from '../../platform/errors.ts';
import { pageSize } from '../../platform/limits.ts';
import { hasRoleAnywhere, type Principal } from '../identity/index.ts';
import { answerPageError } from './answer-page-error.ts';
import { listPageErrors } from './list-page-errors.ts';
import { feedbackMessages } from './messages.ts';

const query = z.object({
  state: z.enum(['open', 'answered']),
  cursor: z.uuid(),
  limit: z.string().max(5),
}).partial();
const isClerk = (principal: Principal): boolean => hasRoleAnywhere(principal, 'openness-clerk');

export const routes: RouteDef[] = [
  defineRoute({
    method: 'GET', path: '/page-errors', policy: isClerk, query,
    handler: ({ principal, query: asked, ctx }) => listPageErrors(ctx.db, principal, { ...asked, limit: pageSize(asked.limit) }),
  }),
  defineRoute({
    method: 'POST', path: '/page-errors/:id/answer', policy: isClerk, input: z.object({ answer: z.string().trim().min(2).max(2_000) }),
    handler: ({ principal, params, input, ctx }) => {
      if (!z.uuid().safeParse(params.id).success) notFound(feedbackMessages.noReport);
      return answerPageError(ctx.db, principal, params.id, input.answer, ctx.requestId);
    },
  }),
];
