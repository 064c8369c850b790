import { z } from 'zod';
import { done, unchanged, type CommandContext, type Done } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { sql } from 'kysely';
import { refusingConstraints } from '../constraints.ts';
import { identityMessages as words, roleNames } from '../messages.ts';
import { administratorRoles, roles, type Role } from '../model.ts';
import { getPerson, lockPerson, type PersonRow } from '../person.ts';

export const roleChange = z.object({ agencyCode: z.string().min(1).max(40), role: z.enum(roles), grant: z.boolean() });
export type RoleChange = z.output<typeof roleChange>;

/**
 * Gives a role in an agency, or takes it back; what is already so stays so.
 * @throws Refused 'separated-administrators' (422), 'not-yourself' (403), 'last-administrator' (422), 'not-found' (404)
 */
export async function grantRole(ctx: CommandContext, personId: string, change: RoleChange): Promise<Done<PersonRow>> {
  if (ctx.actor.personId === personId) refuse('not-yourself', words.notYourself, 403);
  const before = await lockPerson(ctx, personId);
  const { agencyCode, role, grant } = change;
  const agency = await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', agencyCode).executeTakeFirst();
  if (agency === undefined) notFound(words.noSuchAgency);
  const held = before.roles.some((one) => one.agencyCode === agencyCode && one.role === role);
  if (held === grant) return unchanged(before);
  if (grant) {
    await refusingConstraints(ctx.tx.insertInto('core.roleAssignment').values({ personId, agencyCode, role, grantedAt: ctx.now }).execute());
  } else {
    await keepLastAdministrator(ctx, personId, role);
    await ctx.tx.deleteFrom('core.roleAssignment')
      .where('personId', '=', personId).where('agencyCode', '=', agencyCode).where('role', '=', role).execute();
  }
  const after = await getPerson(ctx.tx, personId);
  const action = grant ? 'grant-role' : 'take-role';
  return done(after, await journal(ctx, { action, subjectType: 'person', subjectId: personId, before, after, agencyCode }));
}

/** Without a holder of each administrator's role nobody could ever grant it again. */
export async function keepLastAdministrator(ctx: CommandContext, personId: string, role: Role): Promise<void> {
  if (!administratorRoles.some((one) => one === role)) return;
  // Two administrators taken away at the same moment must not each count the other.
  await sql`select pg_advisory_xact_lock(hashtextextended('identity.administrators', 0))`.execute(ctx.tx);
  const other = await ctx.tx.selectFrom('core.roleAssignment as r').innerJoin('core.person as p', 'p.id', 'r.personId')
    .select('p.id').where('r.role', '=', role).where('p.id', '!=', personId).where('p.active', '=', true).executeTakeFirst();
  if (other === undefined) refuse('last-administrator', words.lastAdministrator(roleNames[role]));
}
