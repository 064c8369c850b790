import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { identityMessages as words } from '../messages.ts';
import type { Principal } from '../model.ts';
import { hashPassword, passwordFaults, passwordMatches } from '../password.ts';
import { selfActor } from '../policy.ts';
import { endSessions, tokenHash } from '../session.ts';
import { securitySettings } from '../settings.ts';

/**
 * Changes one's own password; every other session of the person ends.
 * @throws Refused 'wrong-password' (422) or 'weak-password' (422) with every fault
 */
export async function changePassword(
  db: Db,
  principal: Principal,
  request: { current: string; next: string; token: string; requestId?: string },
): Promise<void> {
  const { id, login } = principal.person;
  const { passwordHash } = await db.selectFrom('core.person').select('passwordHash').where('id', '=', id).executeTakeFirstOrThrow();
  if (!(await passwordMatches(passwordHash, request.current))) {
    refuse('wrong-password', [{ code: 'wrong-password', message: words.currentWrong, field: 'current' }]);
  }
  const faults = passwordFaults(request.next, login, await securitySettings(db));
  if (request.next === request.current) faults.push({ code: 'weak-password', message: words.passwordSame, field: 'next' });
  if (faults.length > 0) refuse('weak-password', faults);
  const next = await hashPassword(request.next);
  await runCommand(db, selfActor(principal.person, request.requestId), async (ctx) => {
    await ctx.tx.updateTable('core.person')
      .set((eb) => ({ passwordHash: next, passwordChangedAt: ctx.now, mustChangePassword: false, version: eb('version', '+', 1) }))
      .where('id', '=', id).execute();
    await endSessions(ctx.tx, id, tokenHash(request.token));
    return done(null, await journal(ctx, { action: 'change-password', subjectType: 'person', subjectId: id }));
  });
}
