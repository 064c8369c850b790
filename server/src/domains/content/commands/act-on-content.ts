// 送审, 退回, 发布, 修改, 撤下, 删除.
import { checkDisclosure } from '@tongming/law';
import { z } from 'zod';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { notFound, refuse, type Reason } from '../../../platform/errors.ts';
import type { FileStore } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import { publishRecords, withdrawPublic } from '../../library/index.ts';
import { editionOf, filesOf } from '../compose.ts';
import { withOwnFiles } from '../files.ts';
import { zh } from '../messages.ts';
import type { StoredContent } from '../model.ts';
import { actorAs, reviewerDesk, writerDesk } from '../policy.ts';
import { projectContent } from '../project.ts';
import { faultsOf, stepOf, type ContentAct } from '../rules.ts';
import { getContent, lockContent, updateContent } from '../store.ts';
import type { ContentOptions } from './save-content.ts';

export const contentActs = ['submit', 'return', 'publish', 'revise', 'withdraw', 'discard'] as const satisfies readonly ContentAct[];
/** `reason`: what the writer (退回) or the public (撤下) is told; `ground`: what the journal keeps of a withdrawal. */
export const actInput = z.object({ version: z.int(), reason: z.string().trim().max(1000).default(''), ground: z.string().trim().max(1000).default('') });
type Input = z.output<typeof actInput>;
export type ContentEnv = ContentOptions & { db: Db; files: FileStore };

/** @throws Refused 403, 404, 409, 422 with every reason */
export async function actOnContent(env: ContentEnv, principal: Principal, id: string, act: ContentAct, input: Input): Promise<void> {
  const { agencyCode } = await getContent(env.db, id);
  const [writer, reviewer] = [writerDesk(principal, agencyCode), reviewerDesk(principal, agencyCode)];
  if (writer === null && reviewer === null) refuse('forbidden', zh.forbidden, 403);
  const reviews = act === 'return' || act === 'publish' || act === 'withdraw';
  const actor = actorAs(principal, reviews ? reviewer : writer, env.requestId, reviews ? zh.mayNotReview : zh.forbidden);
  return runCommand(env.db, actor, async (ctx) => {
    const before = await lockContent(ctx, id, input.version);
    const step = stepOf(before.state, act, before.recordId !== null) ?? refuse('not-now', zh.notNow(zh.acts[act], zh.states[before.state]));
    if (act === 'publish' && before.writers.includes(principal.person.id)) refuse('own-work', zh.ownWork, 403);
    if (step.reason && input.reason.length < 2) refuse('reason-missing', [{ code: 'reason-missing', message: zh.reasonNeeded, field: 'reason' }]);
    const { after, changes } = await effect(ctx, env, before, act, input);
    const entry = await journal(ctx, {
      action: `content.${act}`, subjectType: 'content', subjectId: id, before: { state: before.state, version: before.version },
      after: after === null ? null : { state: after.state, version: after.version, recordId: after.recordId }, reason: input.reason === '' ? null : input.reason, agencyCode,
    });
    await publishChanges(ctx, changes);
    return done(undefined, entry);
  }, env.at === undefined ? {} : { at: env.at });
}

type Effect = { after: StoredContent | null; changes: Omit<Change, 'seq'>[] };

async function effect(ctx: CommandContext, env: ContentEnv, before: StoredContent, act: ContentAct, { reason, ground }: Input): Promise<Effect> {
  switch (act) {
    case 'submit':
      await assertReady(ctx, before);
      return { after: await updateContent(ctx, before, { state: 'review', returnedReason: null }), changes: [] };
    case 'return': return { after: await updateContent(ctx, before, { state: 'draft', returnedReason: reason }), changes: [] };
    case 'publish': return publish(ctx, env, before);
    case 'revise': return { after: await updateContent(ctx, before, { state: 'draft', writers: ctx.actor.personId === null ? [] : [ctx.actor.personId] }), changes: [] };
    case 'withdraw': return withdraw(ctx, before, { ground: ground === '' ? reason : ground, publicNote: reason });
    case 'discard':
      await ctx.tx.deleteFrom('core.content').where('id', '=', before.id).execute();
      return { after: null, changes: [] };
  }
}

/** As it may go on, with the true facts of its files. @throws Refused 'content-incomplete' (422) with every reason */
async function assertReady(ctx: CommandContext, before: StoredContent): Promise<StoredContent> {
  const { written, faults } = await withOwnFiles(ctx.tx, before.id, before.written);
  const all = [...faultsOf(written), ...faults, ...await targetFaults(ctx, written)];
  if (all.length > 0) refuse('content-incomplete', all);
  return { ...before, written };
}

/** The interpreted document stands before the public. */
async function targetFaults(ctx: CommandContext, { interprets }: StoredContent['written']): Promise<Reason[]> {
  const target = interprets === null ? null : await ctx.tx.selectFrom('open.record').select('id').where('id', '=', interprets).executeTakeFirst();
  return target === undefined ? [{ code: 'interprets-unknown', message: zh.interpretsUnknown, field: 'interprets' }] : [];
}

/** Through the gate and the library like everything public; what it names may have gone since it was sent for review. */
async function publish(ctx: CommandContext, env: ContentEnv, draft: StoredContent): Promise<Effect> {
  const before = await assertReady(ctx, draft);
  const gated = checkDisclosure({ attribute: 'full', method: 'proactive', grounds: [] });
  if (!gated.ok) return refuse('gate', gated.refusals);
  const files = filesOf(before.written.facts);
  const first = before.recordId === null ? null : await ctx.tx.selectFrom('open.record').select('datePublished').where('id', '=', before.recordId).executeTakeFirst();
  const { published, changes } = await publishRecords(ctx, env.files, [{
    record: before.recordId === null ? { agencyCode: before.agencyCode, externalId: null } : { id: before.recordId }, documentId: null,
    content: editionOf(before, first?.datePublished ?? ctx.today, files), disclosure: gated.value, files: { renditions: [], attachments: files }, publishedAt: ctx.now,
  }]);
  const [made] = published;
  if (!made) throw new Error(`content ${before.id} was not published`);
  await projectContent(ctx, made.recordId, before);
  await journal(ctx, {
    action: made.edition === 1 ? 'record.publish' : 'record.revise', subjectType: 'record', subjectId: made.recordId,
    after: { ...made, contentId: before.id, title: before.written.title }, agencyCode: before.agencyCode,
  });
  return { after: await updateContent(ctx, before, { state: 'published', recordId: made.recordId, returnedReason: null }), changes };
}

/** The record's end sets the state, as when somebody withdraws the record in the library. */
async function withdraw(ctx: CommandContext, before: StoredContent, words: { ground: string; publicNote: string }): Promise<Effect> {
  const changes = await withdrawPublic(ctx, before.recordId ?? notFound(zh.none), words);
  return { after: await getContent(ctx.tx, before.id), changes };
}
