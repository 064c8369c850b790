import { detectSecrecyMarking, type CivilDate } from '@tongming/law';
import { z } from 'zod';
import type { ValidityRequest } from '../../../console-api/contract-validity.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import type { Instant } from '@tongming/law';
import type { Principal } from '../../identity/index.ts';
import { statusChanges } from '../commands/publish-records.ts';
import { holdLive, keeperOf, keepLive } from '../facts/live-record.ts';
import { projectFacts, refreshStatus } from '../project.ts';
import { civilDateSchema } from '../schemas.ts';
import { zh } from './messages.ts';

const words = z.string().max(2000).transform((s) => s.trim());
export const validitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep-on'), version: z.int(), expiresOn: civilDateSchema, ground: words, evaluation: words }),
  z.object({ kind: z.literal('let-expire'), version: z.int(), ground: words }),
]) satisfies z.ZodType<ValidityRequest>;
type Request = z.output<typeof validitySchema>;

/** Before a period runs out: the record is kept on to a new last day after 评估, or left to expire. */
export async function decideValidity(db: Db, principal: Principal, id: string, request: Request, options: { at?: Instant } = {}): Promise<void> {
  await runCommand(db, await keeperOf(db, principal, id), async (ctx) => {
    const held = await holdLive(ctx, id, request.version);
    const before = held.content.expiresOn;
    const ends = await ctx.tx.selectFrom('core.recordEnd').select('id').where('recordId', '=', id).executeTakeFirst();
    const last = await ctx.tx.selectFrom('core.validityDecision').select(['kind', 'expiresBefore']).where('recordId', '=', id).orderBy('id', 'desc').limit(1).executeTakeFirst();
    const reasons = decide(request, { today: ctx.today, expiresOn: before, ended: ends !== undefined, left: last?.kind === 'let-expire' && last.expiresBefore === before });
    if (reasons.length > 0) refuse('validity-refused', reasons);
    const expiresOn = request.kind === 'keep-on' ? request.expiresOn : before;
    await keepLive(ctx, held, { ...held.content, expiresOn });
    const row = await ctx.tx.insertInto('core.validityDecision').values({
      recordId: id, kind: request.kind, expiresBefore: before, expiresOn, ground: request.ground,
      evaluation: request.kind === 'keep-on' ? request.evaluation : null, personId: principal.person.id, at: ctx.now,
    }).returningAll().executeTakeFirstOrThrow();
    const shown = request.kind === 'keep-on' && await projectFacts(ctx, id, { ...held.content, expiresOn });
    const changed = shown ? await refreshStatus(ctx, [id]) : [];
    const entry = await journal(ctx, {
      action: request.kind === 'keep-on' ? 'record.keep-on' : 'record.let-expire', subjectType: 'record', subjectId: id, agencyCode: held.agencyCode,
      before: { expiresOn: before }, after: row, reason: request.ground,
    });
    await publishChanges(ctx, shown ? await statusChanges(ctx, [id, ...changed]) : []);
    return done(undefined, entry);
  }, options);
}

type Situation = { today: CivilDate; expiresOn: CivilDate | null; ended: boolean; left: boolean };

function decide(r: Request, s: Situation): Reason[] {
  const text = r.kind === 'keep-on' ? `${r.ground}\n${r.evaluation}` : r.ground;
  const faults: [boolean, string, string, string][] = [
    [s.ended, 'ended-already', zh.ended, 'kind'],
    [s.expiresOn === null, 'no-period', zh.noPeriod, 'kind'],
    // What has expired is not brought back by a date.
    [s.expiresOn !== null && s.expiresOn < s.today, 'expired-already', zh.over(s.expiresOn ?? s.today), 'kind'],
    [r.kind === 'keep-on' && s.expiresOn !== null && r.expiresOn <= s.expiresOn, 'not-later', zh.notLater(s.expiresOn ?? s.today), 'expiresOn'],
    [r.kind === 'keep-on' && r.evaluation.length < 2, 'evaluation-missing', zh.evaluationMissing, 'evaluation'],
    [r.ground.length < 2, 'ground-missing', zh.groundMissing, 'ground'],
    [r.kind === 'let-expire' && s.left, 'decided-already', zh.decidedAlready, 'kind'],
    [detectSecrecyMarking(text) !== null, 'classified', zh.classified, 'ground'],
  ];
  return faults.filter(([hit]) => hit).map(([, code, message, field]) => ({ code, message, field }));
}
