import type { Instant } from '@tongming/law';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { actorAs, translatorRoles } from '../policy.ts';
import { findSource } from '../store.ts';

export type TranslationOptions = { requestId?: string; at?: Instant };

/** 列入待译. @throws Refused 403, 'source-gone', 'source-language' (422), 'asked-already' (409) */
export async function askTranslation(db: Db, principal: Principal, sourceId: string, { requestId, at }: TranslationOptions): Promise<void> {
  const source = await findSource(db, sourceId) ?? refuse('source-gone', zh.sourceGone);
  const { agencyCode } = source;
  return runCommand(db, actorAs(principal, agencyCode, translatorRoles, zh.forbidden, requestId), async (ctx) => {
    const now = await findSource(ctx.tx, sourceId) ?? refuse('source-gone', zh.sourceGone);
    if (now.language !== 'zh-CN') refuse('source-language', zh.sourceLanguage);
    const row = await ctx.tx.insertInto('core.translation').values({ sourceRecord: sourceId, agencyCode, askedBy: ctx.actor.personId, askedAt: ctx.now, updatedAt: ctx.now })
      .onConflict((c) => c.column('sourceRecord').doNothing()).returning('sourceRecord').executeTakeFirst();
    if (row === undefined) refuse('asked-already', zh.askedAlready, 409);
    return done(undefined, await journal(ctx, { action: 'translation.ask', subjectType: 'translation', subjectId: sourceId, after: { title: now.title }, agencyCode }));
  }, at === undefined ? {} : { at });
}
