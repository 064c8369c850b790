// 咨询热线: entered, verified again, put out of use by the agency's own openness staff.
import type { CivilDate } from '@tongming/law';
import { isCivilDate } from '@tongming/law';
import { z } from 'zod';
import type { HotlineInput } from '../../../console-api/contract-content.ts';
import { publishChanges } from '../../../platform/change.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { conflict, notFound, refuse, type Reason } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, type Principal, type Role } from '../../identity/index.ts';
import type { ContentOptions } from '../commands/save-content.ts';
import { zh } from '../messages.ts';

const roles: readonly Role[] = ['openness-clerk', 'openness-head'];
const day = z.string().transform((text, ctx): CivilDate => (isCivilDate(text) ? text as CivilDate : (ctx.addIssue('date'), z.NEVER)));
const words = (most: number) => z.string().trim().max(most);
export const hotlineInput = z.object({ agencyCode: words(40), matter: words(120), number: words(40), hours: words(120), verifiedOn: day }) satisfies z.ZodType<HotlineInput>;
export const hotlineChange = hotlineInput.omit({ agencyCode: true }).extend({ version: z.int(), active: z.boolean() });
type Facts = Pick<z.output<typeof hotlineInput>, 'matter' | 'number' | 'hours' | 'verifiedOn'>;

export const keeperOf = (principal: Principal, agencyCode: string) => principal.roles.find((held) => held.agencyCode === agencyCode && roles.includes(held.role)) ?? null;

function actorOf(principal: Principal, agencyCode: string, requestId?: string) {
  const held = keeperOf(principal, agencyCode) ?? refuse('forbidden', zh.hotline.forbidden, 403);
  return actorFor(principal, held.role, held.agencyCode, requestId);
}

function assertFacts({ matter, number, hours, verifiedOn }: Facts, today: CivilDate): void {
  const faults: [boolean, string, string][] = [
    [matter === '', 'matter', zh.hotline.matter], [!/^[0-9+()（）\s—-]{3,40}$/.test(number), 'number', zh.hotline.number], [hours === '', 'hours', zh.hotline.hours], [verifiedOn > today, 'verifiedOn', zh.hotline.future],
  ];
  const reasons = faults.filter(([hit]) => hit).map(([, field, message]): Reason => ({ code: `hotline-${field}`, message, field }));
  if (reasons.length > 0) refuse('hotline-refused', reasons);
}

/** Who enters a hotline has rung it up: entering is verifying. @throws Refused 403, 422 */
export async function addHotline(db: Db, principal: Principal, input: z.output<typeof hotlineInput>, { requestId, at }: ContentOptions): Promise<string> {
  return runCommand(db, actorOf(principal, input.agencyCode, requestId), async (ctx) => {
    assertFacts(input, ctx.today);
    const row = await ctx.tx.insertInto('core.hotline').values({ ...input, verifiedBy: principal.person.id }).returningAll().executeTakeFirstOrThrow();
    await project(ctx, row.id);
    const entry = await journal(ctx, { action: 'hotline.add', subjectType: 'hotline', subjectId: row.id, after: row, agencyCode: input.agencyCode });
    await publishChanges(ctx, [changeOf(row)]);
    return done(row.id, entry);
  }, at === undefined ? {} : { at });
}

/** @throws Refused 403, 404, 409, 422 */
export async function changeHotline(db: Db, principal: Principal, id: string, input: z.output<typeof hotlineChange>, { requestId, at }: ContentOptions): Promise<void> {
  const known = z.uuid().safeParse(id).success ? await db.selectFrom('core.hotline').select('agencyCode').where('id', '=', id).executeTakeFirst() : undefined;
  if (known === undefined) notFound(zh.hotline.none);
  return runCommand(db, actorOf(principal, known.agencyCode, requestId), async (ctx) => {
    const before = await ctx.tx.selectFrom('core.hotline').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const { version, ...facts } = input;
    if (before.version !== version) conflict(zh.hotline.conflict);
    assertFacts(facts, ctx.today);
    const verified = facts.verifiedOn === before.verifiedOn ? {} : { verifiedBy: principal.person.id };
    const after = await ctx.tx.updateTable('core.hotline').set({ ...facts, ...verified, version: version + 1 }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
    await project(ctx, id);
    const entry = await journal(ctx, { action: 'hotline.change', subjectType: 'hotline', subjectId: id, before, after, agencyCode: before.agencyCode });
    await publishChanges(ctx, [changeOf(before)]);
    return done(undefined, entry);
  }, at === undefined ? {} : { at });
}

const changeOf = ({ id, agencyCode }: { id: string; agencyCode: string }) => ({ subjectType: 'hotline', subjectId: id, kind: 'agency' as const, tags: ['hotlines', `agency:${agencyCode}`] });

/** The only writer of open.hotline. A topic that shows it loses one that is out of use, and has it again when it is back. */
async function project(ctx: CommandContext, id: string): Promise<void> {
  const { id: _id, active, ...row } = await ctx.tx.selectFrom('core.hotline').select(['id', 'agencyCode', 'matter', 'number', 'hours', 'verifiedOn', 'active']).where('id', '=', id).executeTakeFirstOrThrow();
  if (!active) {
    await ctx.tx.deleteFrom('open.hotline').where('id', '=', id).execute();
    return;
  }
  await ctx.tx.insertInto('open.hotline').values({ id, ...row }).onConflict((c) => c.column('id').doUpdateSet(row)).execute();
  const uses = await ctx.tx.selectFrom('core.topicHotline as h').innerJoin('open.topic as t', 't.id', 'h.topicId').select(['h.topicId', 'h.hotlineId', 'h.position']).where('h.hotlineId', '=', id).execute();
  if (uses.length > 0) await ctx.tx.insertInto('open.topicHotline').values(uses).onConflict((c) => c.doNothing()).execute();
}
