import { done, runCommand } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../model.ts';
import { selfActor } from '../policy.ts';
import { tokenHash } from '../session.ts';

export async function signOut(db: Db, principal: Principal, token: string, requestId?: string): Promise<void> {
  await runCommand(db, selfActor(principal.person, requestId), async (ctx) => {
    await ctx.tx.deleteFrom('core.session').where('tokenHash', '=', tokenHash(token)).execute();
    return done(null, await journal(ctx, { action: 'sign-out', subjectType: 'person', subjectId: principal.person.id }));
  });
}
