import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { installationOf } from '../../../platform/installation.ts';
import { journal } from '../../../platform/journal.ts';
import { identityMessages } from '../messages.ts';
import { getPerson } from '../person.ts';
import { selfActor } from '../policy.ts';
import { openSession, principalOf } from '../session.ts';
import { securitySettings } from '../settings.ts';
import type { SignedIn } from './sign-in.ts';

/**
 * Signs in as any active person without a password. The database itself must have been built as the demonstration:
 * no setting of the process opens a real one.
 * @throws Refused 'demonstration-only' (403)
 */
export async function signInAs(db: Db, request: { personId: string; client: string; requestId?: string }): Promise<SignedIn> {
  if ((await installationOf(db)) !== 'demo') refuse('demonstration-only', identityMessages.demonstrationOnly, 403);
  const person = await getPerson(db, request.personId);
  if (!person.active) refuse('inactive', identityMessages.inactive, 403);
  return runCommand(db, selfActor(person, request.requestId), async (ctx) => {
    const session = { personId: person.id, secondFactor: false, client: request.client };
    const token = await openSession(ctx, session, await securitySettings(ctx.tx));
    const principal = await principalOf(ctx.tx, { ...person, mustChangePassword: false }, false);
    return done({ token, principal }, await journal(ctx, { action: 'sign-in-as', subjectType: 'person', subjectId: person.id }));
  });
}
