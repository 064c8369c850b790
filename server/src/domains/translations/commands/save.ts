import type { z } from 'zod';
import { done, runCommand, unchanged } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { acts, states, zh } from '../messages.ts';
import type { saveInput } from '../model.ts';
import { actorAs, translatorRoles } from '../policy.ts';
import { getStored, lockStored, update } from '../store.ts';
import { unknownCodes } from '../rules.ts';
import type { TranslationOptions } from './ask.ts';

/** A draft may be unfinished, but not in a code that nobody can read. @throws Refused 403, 404, 409, 'unknown-private' (422) */
export async function saveTranslation(db: Db, principal: Principal, sourceId: string, input: z.output<typeof saveInput>, { requestId, at }: TranslationOptions): Promise<void> {
  const { agencyCode } = await getStored(db, sourceId);
  const { title, bodyText } = input;
  return runCommand(db, actorAs(principal, agencyCode, translatorRoles, zh.forbidden, requestId), async (ctx) => {
    const before = await lockStored(ctx, sourceId, input.version);
    if (before.state !== 'taken') refuse('not-now', zh.notNow(acts.submit, states[before.state]));
    if (before.translator !== ctx.actor.personId) refuse('not-translator', zh.notTranslator, 403);
    const codes = unknownCodes(`${title}\n${bodyText}`);
    if (codes.length > 0) refuse('unknown-private', zh.unknownPrivate(codes.join(' ')));
    if (before.title === title && before.bodyText === bodyText) return unchanged(undefined);
    const after = await update(ctx, before, { title, bodyText });
    const entry = await journal(ctx, { action: 'translation.save', subjectType: 'translation', subjectId: sourceId, before: wordsOf(before), after: wordsOf(after), agencyCode });
    return done(undefined, entry);
  }, at === undefined ? {} : { at });
}

const wordsOf = ({ title, bodyText }: { title: string; bodyText: string }) => ({ title, bodyText });
