import { addSeconds, now, toEpochMs, type Instant } from '@tongming/law';
import { done, runCommand, type Actor, type CommandContext, type Done } from '../../../platform/command.ts';
import type { Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { identityMessages as words } from '../messages.ts';
import type { Principal } from '../model.ts';
import { passwordMatches } from '../password.ts';
import { selfActor } from '../policy.ts';
import { endSessions, openSession, principalOf, type SignInOptions } from '../session.ts';
import { securitySettings, type SecuritySettings } from '../settings.ts';
import { matchTotp, openSeed } from '../totp.ts';

export type SignInRequest = { login: string; password: string; code?: string; client: string; requestId?: string };
export type SignedIn = { token: string; principal: Principal };
type Outcome = SignedIn | { refused: 'bad-credentials' | 'locked' | 'inactive' | 'second-factor' | 'bad-code'; until?: Instant };

/**
 * Password, then one-time code. Every outcome is journalled; failures count towards the lock whichever part was wrong.
 * @throws Refused (401) 'bad-credentials', 'locked', 'inactive', 'second-factor' (asks for the code), 'bad-code'
 */
export async function signIn(db: Db, request: SignInRequest, options: SignInOptions, at?: Instant): Promise<SignedIn> {
  const person = await db.selectFrom('core.person').select(['id', 'name', 'login', 'passwordHash'])
    .where('login', '=', request.login.trim().toLowerCase()).executeTakeFirst();
  const matches = await passwordMatches(person?.passwordHash ?? null, request.password);
  if (person === undefined) {
    // The login that was typed may be a password typed into the wrong field: it is not written down.
    await runCommand(db, strangerOf(request), async (ctx) =>
      done(null, await journal(ctx, { action: 'sign-in-failed', subjectType: 'person', subjectId: '-', reason: `unknown login, ${request.client}` })), { at });
    return refuse('bad-credentials', words.badCredentials, 401);
  }
  const checked = { ...person, matches };
  const outcome = await runCommand(db, selfActor(person, request.requestId), (ctx) => decide(ctx, checked, request, options), { at });
  // Thrown after commit: the count of failures must outlive the refusal.
  return 'refused' in outcome ? tell(outcome, at ?? now()) : outcome;
}

function strangerOf(request: SignInRequest): Actor {
  return { personId: null, name: '-', role: 'visitor', agencyCode: null, requestId: request.requestId };
}

async function decide(
  ctx: CommandContext,
  checked: { id: string; passwordHash: string | null; matches: boolean },
  request: SignInRequest,
  options: SignInOptions,
): Promise<Done<Outcome>> {
  // Locked row: guesses made at once are judged one after another, each seeing the failures before it.
  const person = await ctx.tx.selectFrom('core.person').selectAll().where('id', '=', checked.id).forUpdate().executeTakeFirstOrThrow();
  const settings = await securitySettings(ctx.tx);
  if (person.lockedUntil !== null && person.lockedUntil > ctx.now) return refused(ctx, person.id, { refused: 'locked', until: person.lockedUntil });
  const failures = person.lockedUntil === null ? person.failedLogins : 0;
  if (!checked.matches || person.passwordHash !== checked.passwordHash) return failed(ctx, person.id, failures, 'bad-credentials', settings);
  if (!person.active) return refused(ctx, person.id, { refused: 'inactive' });
  let step = person.totpLastStep;
  if (person.totpConfirmed && person.totpSecret !== null) {
    if (request.code === undefined || request.code === '') return refused(ctx, person.id, { refused: 'second-factor' });
    step = matchTotp(openSeed(options.secret, person.id, person.totpSecret), request.code, ctx.now, person.totpLastStep);
    if (step === null) return failed(ctx, person.id, failures, 'bad-code', settings);
  }
  await ctx.tx.updateTable('core.person').set({ failedLogins: 0, lockedUntil: null, totpLastStep: step }).where('id', '=', person.id).execute();
  const token = await openSession(ctx, { personId: person.id, secondFactor: person.totpConfirmed, client: request.client }, settings);
  return done(
    { token, principal: await principalOf(ctx.tx, person, options.secondFactor) },
    await journal(ctx, { action: 'sign-in', subjectType: 'person', subjectId: person.id, after: { client: request.client } }),
  );
}

async function failed(
  ctx: CommandContext, id: string, before: number, why: 'bad-credentials' | 'bad-code', settings: SecuritySettings,
): Promise<Done<Outcome>> {
  const failedLogins = before + 1;
  const until = failedLogins >= settings.lockAfterFailures ? addSeconds(ctx.now, settings.lockMinutes * 60) : null;
  await ctx.tx.updateTable('core.person').set({ failedLogins, lockedUntil: until }).where('id', '=', id).execute();
  if (until !== null) await endSessions(ctx.tx, id);
  return refused(ctx, id, until === null ? { refused: why } : { refused: 'locked', until });
}

async function refused(ctx: CommandContext, id: string, outcome: Extract<Outcome, { refused: string }>): Promise<Done<Outcome>> {
  // Asking for the code is half a success, not a failure.
  const action = outcome.refused === 'second-factor' ? 'sign-in-asked-code' : 'sign-in-failed';
  return done<Outcome>(outcome, await journal(ctx, { action, subjectType: 'person', subjectId: id, reason: outcome.refused }));
}

function tell(outcome: Extract<Outcome, { refused: string }>, at: Instant): never {
  const minutes = outcome.until === undefined ? 0 : Math.max(1, Math.ceil((toEpochMs(outcome.until) - toEpochMs(at)) / 60_000));
  const messages = {
    'bad-credentials': words.badCredentials,
    locked: words.locked(minutes),
    inactive: words.inactive,
    'second-factor': words.codeNeeded,
    'bad-code': words.badCode,
  };
  return refuse(outcome.refused, messages[outcome.refused], 401);
}
