import { detectSecrecyMarking, type Instant } from '@tongming/law';
import { z } from 'zod';
import type { EndRequest, Reason } from '../../../console-api/contract.ts';
import { publishChanges, type Change } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { enqueue } from '../../../platform/outbox.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { mayEndAs } from '../policy.ts';
import { changeOf, refreshStatus, withdrawRecords } from '../project.ts';
import { openFilesOf, unpublishTopic } from '../public-files.ts';
import { civilDateSchema } from '../schemas.ts';
import { statusChanges } from './publish-records.ts';

export const endSchema = z.object({
  kind: z.enum(['repealed', 'expired', 'annulled', 'withdrawn']),
  effectiveOn: civilDateSchema,
  ground: z.string().max(1000).transform((s) => s.trim()),
  publicNote: z.string().max(1000).transform((s) => s.trim()),
  byRecord: z.uuid().nullish(),
}) satisfies z.ZodType<EndRequest>;

type Situation = { today: string; id: string; kinds: readonly string[]; isPublic: boolean; byRecordKnown: boolean };

/** 废止, 失效, 撤销 and withdrawal: each a row with ground and date. The first three stay public, with status and note. */
export async function endRecord(
  db: Db, principal: Principal, id: string, request: z.output<typeof endSchema>, options: { at?: Instant } = {},
): Promise<void> {
  const agencyCode = (await db.selectFrom('core.record').select('agencyCode').where('id', '=', id).executeTakeFirst())?.agencyCode;
  const acting = agencyCode === undefined ? null : mayEndAs(principal, agencyCode);
  if (agencyCode === undefined) notFound(zh.noRecord);
  if (!acting) refuse('may-not-end', zh.mayNotEnd, 403);
  await runCommand(db, actorFor(principal, acting.role, acting.agencyCode), async (ctx) => {
    const record = await ctx.tx.selectFrom('core.record').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const ends = await ctx.tx.selectFrom('core.recordEnd').select('kind').where('recordId', '=', id).execute();
    const open = await ctx.tx.selectFrom('open.record').select(['category', 'theme']).where('id', '=', id).executeTakeFirst();
    const by = request.byRecord ? await ctx.tx.selectFrom('core.record').select('id').where('id', '=', request.byRecord).executeTakeFirst() : null;
    const refusals = decide(request, {
      today: ctx.today, id, kinds: ends.map((e) => e.kind), isPublic: open !== undefined, byRecordKnown: by !== undefined,
    });
    if (refusals.length > 0) refuse('end-refused', refusals);

    const row = await ctx.tx.insertInto('core.recordEnd').values({
      recordId: id, kind: request.kind, effectiveOn: request.effectiveOn, ground: request.ground,
      publicNote: request.publicNote, byRecord: request.byRecord ?? null, personId: ctx.actor.personId, at: ctx.now,
    }).returningAll().executeTakeFirstOrThrow();
    const entry = await journal(ctx, {
      action: `record.${request.kind}`, subjectType: 'record', subjectId: id, after: row, reason: request.ground,
      agencyCode: record.agencyCode,
    });
    await publishChanges(ctx, request.kind === 'withdrawn'
      ? await hide(ctx, { id, agencyCode: record.agencyCode, category: open?.category, theme: open?.theme ?? null }, request.publicNote)
      : await statusChanges(ctx, await refreshStatus(ctx, [id])));
    return done(undefined, entry);
  }, options);
}

type Hidden = { id: string; agencyCode: string; category: string | undefined; theme: string | null };

/** Out of `open` at once, its public files after commit. Returns what the feed is to tell. */
async function hide(ctx: CommandContext, { id, ...record }: Hidden, publicNote: string): Promise<Omit<Change, 'seq'>[]> {
  for (const hash of await openFilesOf(ctx, [id])) {
    await enqueue(ctx, { topic: unpublishTopic, key: `${unpublishTopic}:${hash}:${ctx.now}`, payload: { hash } });
  }
  const { related, changes } = await withdrawRecords(ctx, [id], publicNote);
  return [
    changeOf('withdrawn', { id, agencyCode: record.agencyCode, ...(record.category === undefined ? {} : { category: record.category }), theme: record.theme }),
    ...changes, ...await statusChanges(ctx, [], related),
  ];
}

/**
 * Withdraws a public record within the caller's command, who journals his own act and passes the changes on last.
 * @throws Refused 'not-public', 'withdrawn-already', 'classified' … (422)
 */
export async function withdrawPublic(ctx: CommandContext, id: string, words: { ground: string; publicNote: string }): Promise<Omit<Change, 'seq'>[]> {
  const record = await ctx.tx.selectFrom('core.record').select(['agencyCode', 'category']).where('id', '=', id).forUpdate().executeTakeFirst() ?? notFound(zh.noRecord);
  const ends = await ctx.tx.selectFrom('core.recordEnd').select('kind').where('recordId', '=', id).execute();
  const open = await ctx.tx.selectFrom('open.record').select(['category', 'theme']).where('id', '=', id).executeTakeFirst();
  const request = { kind: 'withdrawn' as const, effectiveOn: ctx.today, ...words, byRecord: null };
  const refusals = decide(request, { today: ctx.today, id, kinds: ends.map((e) => e.kind), isPublic: open !== undefined, byRecordKnown: true });
  if (refusals.length > 0) refuse('end-refused', refusals);
  const row = await ctx.tx.insertInto('core.recordEnd').values({ recordId: id, ...request, personId: ctx.actor.personId, at: ctx.now }).returningAll().executeTakeFirstOrThrow();
  await journal(ctx, { action: 'record.withdrawn', subjectType: 'record', subjectId: id, after: row, reason: words.ground, agencyCode: record.agencyCode });
  return hide(ctx, { id, agencyCode: record.agencyCode, category: open?.category ?? record.category, theme: open?.theme ?? null }, words.publicNote);
}

function decide(r: z.output<typeof endSchema>, s: Situation): Reason[] {
  const faults: [boolean, string, string, string?][] = [
    [r.ground.length < 2, 'ground-missing', zh.groundMissing, 'ground'],
    [r.publicNote.length < 2, 'note-missing', zh.noteMissing, 'publicNote'],
    [detectSecrecyMarking(`${r.ground}\n${r.publicNote}`) !== null, 'classified', zh.classified, 'publicNote'],
    [s.kinds.includes(r.kind), 'ended-already', zh.endedAlready(zh.ends[r.kind]), 'kind'],
    [r.kind !== 'withdrawn' && s.kinds.includes('withdrawn'), 'withdrawn-already', zh.withdrawnAlready, 'kind'],
    [r.kind === 'withdrawn' && !s.isPublic && !s.kinds.includes('withdrawn'), 'not-public', zh.notPublic, 'kind'],
    [r.kind === 'withdrawn' && r.effectiveOn !== s.today, 'withdrawal-day', zh.futureWithdrawal, 'effectiveOn'],
    [r.kind === 'annulled' && r.effectiveOn > s.today, 'annulment-day', zh.futureAnnulment, 'effectiveOn'],
    [!s.byRecordKnown, 'by-record-unknown', zh.byRecordUnknown, 'byRecord'],
    [r.byRecord === s.id, 'by-record-self', zh.byRecordSelf, 'byRecord'],
  ];
  return faults.filter(([hit]) => hit).map(([, code, message, field]) => ({ code, message, field }));
}
