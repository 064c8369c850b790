import { done, runCommand } from '../../../platform/command.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { identityMessages as words } from '../messages.ts';
import type { Principal } from '../model.ts';
import { selfActor } from '../policy.ts';
import { endSessions, tokenHash } from '../session.ts';
import { base32, makeTotpSeed, matchTotp, openSeed, sealSeed, totpUri } from '../totp.ts';

type At = { secret: Uint8Array; requestId?: string };

/** Makes a seed for an authenticator, shown once; it counts when `confirmSecondFactor` has seen a code of it. */
export async function startSecondFactor(db: Db, { person }: Principal, { secret, requestId }: At): Promise<{ secret: string; uri: string }> {
  const seed = makeTotpSeed();
  await runCommand(db, selfActor(person, requestId), async (ctx) => {
    if ((await lockSeed(ctx.tx, person.id)).totpConfirmed) refuse('second-factor-set', words.secondFactorSet, 409);
    await ctx.tx.updateTable('core.person').set({ totpSecret: sealSeed(secret, person.id, seed) }).where('id', '=', person.id).execute();
    return done(null, await journal(ctx, { action: 'start-second-factor', subjectType: 'person', subjectId: person.id }));
  });
  return { secret: base32(seed), uri: totpUri(words.issuer, person.login, seed) };
}

/** Every other session of the person ends. @throws Refused 'bad-code' (422), 'second-factor-set' (409) */
export async function confirmSecondFactor(
  db: Db,
  { person }: Principal,
  { secret, requestId, code, token }: At & { code: string; token: string },
): Promise<void> {
  await runCommand(db, selfActor(person, requestId), async (ctx) => {
    const row = await lockSeed(ctx.tx, person.id);
    if (row.totpConfirmed) refuse('second-factor-set', words.secondFactorSet, 409);
    if (row.totpSecret === null) return refuse('second-factor-not-started', words.secondFactorNotStarted, 409);
    const step = matchTotp(openSeed(secret, person.id, row.totpSecret), code, ctx.now, row.totpLastStep);
    if (step === null) refuse('bad-code', [{ code: 'bad-code', message: words.badCode, field: 'code' }]);
    await ctx.tx.updateTable('core.person').set({ totpConfirmed: true, totpLastStep: step }).where('id', '=', person.id).execute();
    await endSessions(ctx.tx, person.id, tokenHash(token));
    await ctx.tx.updateTable('core.session').set({ secondFactor: true }).where('tokenHash', '=', tokenHash(token)).execute();
    return done(null, await journal(ctx, { action: 'set-second-factor', subjectType: 'person', subjectId: person.id }));
  });
}

function lockSeed(tx: Tx, personId: string) {
  return tx.selectFrom('core.person').select(['totpSecret', 'totpConfirmed', 'totpLastStep'])
    .where('id', '=', personId).forUpdate().executeTakeFirstOrThrow();
}
