import { z } from 'zod';
import { done, type CommandContext, type Done } from '../../../platform/command.ts';
import { conflict, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { refusingConstraints } from '../constraints.ts';
import { identityMessages as words } from '../messages.ts';
import { hashPassword, makePassword } from '../password.ts';
import { getPerson, lockPerson, type PersonRow } from '../person.ts';
import { endSessions } from '../session.ts';
import { keepLastAdministrator } from './grant-role.ts';

const personFields = {
  name: z.string().trim().min(1).max(50),
  phone: z.string().trim().max(30).nullable().default(null),
  email: z.email().max(100).nullable().default(null),
};
export const personInput = z.object({
  login: z.string().trim().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, words.badLogin),
  ...personFields,
});
export type PersonInput = z.input<typeof personInput>;
export const personChange = z.object({ version: z.number().int(), active: z.boolean().default(true), ...personFields });

/**
 * Makes an account without any role. The password is told once and must be changed at the first sign-in; a person of
 * the demonstration has none (`withPassword: false`) and enters by `signInAs` only.
 */
export async function createPerson(
  ctx: CommandContext,
  input: PersonInput,
  options: { withPassword: boolean } = { withPassword: true },
): Promise<Done<{ person: PersonRow; password: string | null }>> {
  const password = options.withPassword ? makePassword() : null;
  const { id } = await refusingConstraints(ctx.tx.insertInto('core.person').values({
    ...personInput.parse(input),
    passwordHash: password === null ? null : await hashPassword(password),
    mustChangePassword: password !== null,
    createdAt: ctx.now,
  }).returning('id').executeTakeFirstOrThrow());
  const person = await getPerson(ctx.tx, id);
  return done({ person, password }, await journal(ctx, { action: 'create-person', subjectType: 'person', subjectId: id, after: person }));
}

/** Changes name, contact and whether the account is active. Who becomes inactive is signed out everywhere. */
export async function updatePerson(ctx: CommandContext, id: string, change: z.output<typeof personChange>): Promise<Done<PersonRow>> {
  const before = await lockPerson(ctx, id);
  if (before.version !== change.version) conflict(words.editConflict);
  if (!change.active) {
    for (const { role } of before.roles) await keepLastAdministrator(ctx, id, role);
    await endSessions(ctx.tx, id);
  }
  await ctx.tx.updateTable('core.person').set({ ...change, version: change.version + 1 }).where('id', '=', id).execute();
  const after = await getPerson(ctx.tx, id);
  return done(after, await journal(ctx, { action: 'update-person', subjectType: 'person', subjectId: id, before, after }));
}

/** Ends a lock-out. @throws Refused 'not-yourself' (403) */
export async function unlockPerson(ctx: CommandContext, id: string): Promise<Done<PersonRow>> {
  notOneself(ctx, id);
  const before = await lockPerson(ctx, id);
  await ctx.tx.updateTable('core.person').set({ failedLogins: 0, lockedUntil: null }).where('id', '=', id).execute();
  const after = await getPerson(ctx.tx, id);
  return done(after, await journal(ctx, { action: 'unlock-person', subjectType: 'person', subjectId: id, before, after }));
}

/** A new first password and no second factor: for who lost either. @throws Refused 'not-yourself' (403) */
export async function resetPerson(ctx: CommandContext, id: string): Promise<Done<{ password: string }>> {
  notOneself(ctx, id);
  const before = await lockPerson(ctx, id);
  const password = makePassword();
  await ctx.tx.updateTable('core.person').set({
    passwordHash: await hashPassword(password), passwordChangedAt: ctx.now, mustChangePassword: true,
    totpSecret: null, totpConfirmed: false, totpLastStep: null, failedLogins: 0, lockedUntil: null, version: before.version + 1,
  }).where('id', '=', id).execute();
  await endSessions(ctx.tx, id);
  const after = await getPerson(ctx.tx, id);
  return done({ password }, await journal(ctx, { action: 'reset-person', subjectType: 'person', subjectId: id, before, after }));
}

function notOneself(ctx: CommandContext, id: string): void {
  if (ctx.actor.personId === id) refuse('not-yourself', words.notYourself, 403);
}
