// 接手, 送审, 退回, 审校发布.
import { checkDisclosure } from '@tongming/law';
import type { Body } from '@tongming/typeset';
import type { z } from 'zod';
import type { TranslationAct } from '../../../console-api/contract-translations.ts';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { FileStore } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { publishRecords, type EditionContent } from '../../library/index.ts';
import { acts, states, zh } from '../messages.ts';
import type { actInput, StoredTranslation } from '../model.ts';
import { actorAs, reviewerRoles, translatorRoles } from '../policy.ts';
import { actsFor, faultsOf, steps } from '../rules.ts';
import { findSource, getStored, lockStored, update, type OpenSource } from '../store.ts';
import type { TranslationOptions } from './ask.ts';

export type TranslationEnv = TranslationOptions & { db: Db; files: FileStore };

/** @throws Refused 403, 404, 409, 422 with every reason */
export async function actOnTranslation(env: TranslationEnv, principal: Principal, sourceId: string, act: TranslationAct, { version, reason }: z.output<typeof actInput>): Promise<void> {
  const { agencyCode } = await getStored(env.db, sourceId);
  const { by, from } = steps[act];
  const actor = by === 'reviewer' ? actorAs(principal, agencyCode, reviewerRoles, zh.mayNotReview, env.requestId) : actorAs(principal, agencyCode, translatorRoles, zh.forbidden, env.requestId);
  return runCommand(env.db, actor, async (ctx) => {
    // Nothing ends, withdraws or revises the source between this look and the commit; it is locked first by whoever does that, too.
    await ctx.tx.selectFrom('core.record').select('id').where('id', '=', sourceId).forShare().execute();
    const before = await lockStored(ctx, sourceId, version);
    if (!from.includes(before.state)) refuse('not-now', zh.notNow(acts[act], states[before.state]));
    if (!actsFor(before, { personId: principal.person.id, translates: true, reviews: true }).includes(act)) refuse('own-work', by === 'reviewer' ? zh.ownWork : zh.notTranslator, 403);
    if (act === 'return' && reason.length < 2) refuse('reason-missing', [{ code: 'reason-missing', message: zh.reasonNeeded, field: 'reason' }]);
    const { after, changes } = await effect(ctx, env, before, act, reason);
    const entry = await journal(ctx, {
      action: `translation.${act}`, subjectType: 'translation', subjectId: sourceId, before: standing(before), after: standing(after), reason: reason === '' ? null : reason, agencyCode,
    });
    await publishChanges(ctx, changes);
    return done(undefined, entry);
  }, env.at === undefined ? {} : { at: env.at });
}

const standing = ({ state, version, translator, reviewer, sourceEdition, recordId }: StoredTranslation) => ({ state, version, translator, reviewer, sourceEdition, recordId });

type Effect = { after: StoredTranslation; changes: Omit<Change, 'seq'>[] };

async function effect(ctx: CommandContext, env: TranslationEnv, before: StoredTranslation, act: TranslationAct, reason: string): Promise<Effect> {
  const plain = async (change: Parameters<typeof update>[2]): Promise<Effect> => ({ after: await update(ctx, before, change), changes: [] });
  if (act === 'return') return plain({ state: 'taken', returnedReason: reason });
  const source = await findSource(ctx.tx, before.sourceRecord) ?? refuse('source-gone', zh.sourceGone);
  if (act === 'take') return plain({ state: 'taken', translator: ctx.actor.personId, sourceEdition: source.edition, staleReason: null });
  const faults = [
    ...faultsOf(before), ...(source.edition === before.sourceEdition ? [] : [{ code: 'source-changed', message: zh.sourceChanged, field: 'bodyText' }]),
  ];
  if (faults.length > 0) refuse('translation-refused', faults);
  return act === 'submit' ? plain({ state: 'submitted', returnedReason: null }) : publish(ctx, env, before, source);
}

/** Through the gate and the library like everything public. */
async function publish(ctx: CommandContext, env: TranslationEnv, before: StoredTranslation, source: OpenSource): Promise<Effect> {
  const gated = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
  if (!gated.ok) return refuse('gate', gated.refusals);
  const { published, changes } = await publishRecords(ctx, env.files, [{
    record: before.recordId === null ? { agencyCode: before.agencyCode, externalId: null } : { id: before.recordId }, documentId: null,
    content: editionOf(before, source), disclosure: gated.value, files: { renditions: [], attachments: [] }, publishedAt: ctx.now,
  }]);
  const [made] = published;
  if (!made) throw new Error(`translation of ${before.sourceRecord} was not published`);
  await journal(ctx, {
    action: made.edition === 1 ? 'record.publish' : 'record.revise', subjectType: 'record', subjectId: made.recordId, after: { ...made, translates: source.id, title: before.title }, agencyCode: before.agencyCode,
  });
  return { after: await update(ctx, before, { state: 'published', recordId: made.recordId, reviewer: ctx.actor.personId, staleReason: null }), changes };
}

/** Number, dates, subject and keywords are those of the source; 索引号 is its own. It takes no place in a series of numbers. */
function editionOf({ title, bodyText }: StoredTranslation, source: OpenSource): EditionContent {
  return {
    kind: source.kind, category: source.category, language: 'mn-Mong-CN', title, publicTitle: null, issuer: source.issuer, documentNumber: source.documentNumber, number: null,
    dateMade: source.dateMade, effectiveOn: source.effectiveOn, expiresOn: source.expiresOn, theme: source.theme, keywords: source.keywords, summary: null, articleItems: source.articleItems,
    statedStatus: null, official: null, body: bodyOf(bodyText), bodyText, attachments: [], relations: [{ type: 'translates', recordId: source.id, text: null }],
    disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  };
}

function bodyOf(text: string): Body {
  return { type: 'doc', content: text.split('\n').filter((line) => line !== '').map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })) };
}
