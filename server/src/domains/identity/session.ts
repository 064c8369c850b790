import { createHash, randomBytes } from 'node:crypto';
import { addSeconds, now, toEpochMs, type Instant } from '@tongming/law';
import type { CommandContext } from '../../platform/command.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { roles, type Principal, type RoleHeld } from './model.ts';
import { securitySettings, type SecuritySettings } from './settings.ts';

/** What signing in depends on: the installation's secret, and whether staff must have a second factor (never in the demonstration). */
export type SignInOptions = { secret: Uint8Array; secondFactor: boolean };

/** Only the hash is kept: who reads the table cannot sign in with it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export async function openSession(
  ctx: CommandContext,
  session: { personId: string; secondFactor: boolean; client: string },
  settings: SecuritySettings,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await ctx.tx.insertInto('core.session').values({
    ...session,
    tokenHash: tokenHash(token),
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    expiresAt: addSeconds(ctx.now, settings.sessionHours * 3600),
  }).execute();
  return token;
}

/** Ends every session of a person, except perhaps the one at work. */
export async function endSessions(tx: Tx, personId: string, except?: Buffer): Promise<void> {
  let query = tx.deleteFrom('core.session').where('personId', '=', personId);
  if (except !== undefined) query = query.where('tokenHash', '!=', except);
  await query.execute();
}

export async function rolesOf(db: Db | Tx, personId: string): Promise<RoleHeld[]> {
  const rows = await db.selectFrom('core.roleAssignment').select(['agencyCode', 'role'])
    .where('personId', '=', personId).orderBy('agencyCode').orderBy('role').execute();
  return rows.flatMap(({ agencyCode, role }) => {
    const known = roles.find((one) => one === role);
    return known === undefined ? [] : [{ agencyCode, role: known }];
  });
}

type PersonState = { id: string; name: string; login: string; mustChangePassword: boolean; totpConfirmed: boolean };

export async function principalOf(db: Db | Tx, person: PersonState, secondFactor: boolean): Promise<Principal> {
  const { id, name, login } = person;
  const mustSet = secondFactor && !person.totpConfirmed;
  const pending = person.mustChangePassword ? 'change-password' : mustSet ? 'set-second-factor' : null;
  return { person: { id, name, login }, roles: await rolesOf(db, id), pending };
}

/**
 * Who a session token stands for; null when it is unknown, was idle too long, is too old, or the person is no longer
 * active. Roles are read anew each time, so that taking one away works at once.
 */
export async function authenticate(
  db: Db,
  token: string,
  options: Pick<SignInOptions, 'secondFactor'>,
  at: Instant = now(),
): Promise<Principal | null> {
  const hash = tokenHash(token);
  const row = await db.selectFrom('core.session as s').innerJoin('core.person as p', 'p.id', 's.personId')
    .select(['p.id', 'p.name', 'p.login', 'p.active', 'p.mustChangePassword', 'p.totpConfirmed', 's.lastSeenAt', 's.expiresAt'])
    .where('s.tokenHash', '=', hash).executeTakeFirst();
  if (row === undefined || !row.active || row.expiresAt <= at) return null;
  const { sessionIdleMinutes } = await securitySettings(db);
  const idleMs = toEpochMs(at) - toEpochMs(row.lastSeenAt);
  if (idleMs > sessionIdleMinutes * 60_000) return null;
  // Once a minute is exact enough, and spares a write at every request.
  if (idleMs > 60_000) await db.updateTable('core.session').set({ lastSeenAt: at }).where('tokenHash', '=', hash).execute();
  return principalOf(db, row, options.secondFactor);
}

/** Removes what can no longer be used; the worker calls it now and then. */
export async function removeExpiredSessions(db: Db, at: Instant = now()): Promise<void> {
  const { sessionIdleMinutes } = await securitySettings(db);
  await db.deleteFrom('core.session')
    .where((eb) => eb.or([eb('expiresAt', '<=', at), eb('lastSeenAt', '<', addSeconds(at, -sessionIdleMinutes * 60))]))
    .execute();
}
