import { z } from 'zod';
import type { InterfaceWordRow, TranslationAct } from '../../console-api/contract-translations.ts';
import { defineRoute, type RouteDef } from '../../console-api/kit.ts';
import { limits } from '../../platform/limits.ts';
import { actOnTranslation } from './commands/act.ts';
import { askTranslation } from './commands/ask.ts';
import { saveTranslation } from './commands/save.ts';
import { actInput, askInput, saveInput, textInput } from './model.ts';
import { isTranslationStaff } from './policy.ts';
import { coverage } from './queries/coverage.ts';
import { getTranslation } from './queries/get.ts';
import { listQuery, listSources, listTranslations } from './queries/list.ts';
import { checkText } from './text.ts';

const policy = isTranslationStaff;
const maxBytes = limits.sheetBody;
const acts: readonly TranslationAct[] = ['take', 'submit', 'return', 'publish'];

/** @param words the portal's interface words, each with its Mongolian one: a face knows them, no domain does */
export function translationRoutes(words: () => InterfaceWordRow[]): RouteDef[] {
  return [
    defineRoute({ method: 'GET', path: '/translations', policy, query: listQuery, handler: ({ principal, query, ctx }) => listTranslations(ctx.db, principal, query) }),
    defineRoute({ method: 'GET', path: '/translations/sources', policy, query: z.object({ q: z.string().max(100).default('') }), handler: ({ principal, query, ctx }) => listSources(ctx.db, principal, query.q) }),
    defineRoute({ method: 'GET', path: '/translations/coverage', policy, handler: ({ ctx }) => coverage(ctx.db) }),
    defineRoute({ method: 'GET', path: '/translations/words', policy, handler: async () => words() }),
    defineRoute({ method: 'POST', path: '/translations/text', policy, maxBytes, input: textInput, handler: async ({ input }) => checkText(input.text) }),
    defineRoute({
      method: 'POST', path: '/translations', policy, input: askInput,
      handler: async ({ principal, input, ctx }) => {
        await askTranslation(ctx.db, principal, input.sourceId, { requestId: ctx.requestId });
        return getTranslation(ctx.db, principal, input.sourceId);
      },
    }),
    defineRoute({ method: 'GET', path: '/translations/:id', policy, handler: ({ principal, params, ctx }) => getTranslation(ctx.db, principal, params.id) }),
    defineRoute({
      method: 'PUT', path: '/translations/:id', policy, input: saveInput, maxBytes,
      handler: async ({ principal, params, input, ctx }) => {
        await saveTranslation(ctx.db, principal, params.id, input, { requestId: ctx.requestId });
        return getTranslation(ctx.db, principal, params.id);
      },
    }),
    ...acts.map((act) => defineRoute({
      method: 'POST', path: `/translations/:id/${act}`, policy, input: actInput,
      handler: async ({ principal, params, input, ctx }) => {
        await actOnTranslation({ db: ctx.db, files: ctx.files, requestId: ctx.requestId }, principal, params.id, act, input);
        return getTranslation(ctx.db, principal, params.id);
      },
    })),
  ];
}
