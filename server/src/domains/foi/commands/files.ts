import { z } from 'zod';
import { done, runCommand } from '../../../platform/command.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { keepStaged, recordFile, type StagedFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { identitySchema, type Identity } from '../model.ts';
import type { Env } from '../perform.ts';
import { handlerRoles, mayRead } from '../policy.ts';
import { intakeKeyOf, openSealed } from '../seal.ts';
import { loadCase, type Case } from '../store.ts';

export const filePurposes = z.enum(['application', 'correction', 'opinion', 'evidence', 'provided', 'review']);

/** Whoever handles the case; as what he acts. */
function actorIn(env: Env, principal: Principal, c: Case) {
  if (!mayRead(principal, c)) notFound(zh.refusal.notFound);
  const role = handlerRoles.find((r) => hasRole(principal, c.agency.code, r));
  return role === undefined ? refuse('forbidden', zh.refusal.mayNotEnter, 403) : actorFor(principal, role, c.agency.code, env.requestId);
}

/** Adds a file to the case: an opinion that came in, evidence of service, what is to be provided. */
export async function addFile(env: Env, principal: Principal, caseId: string, purpose: z.output<typeof filePurposes>, name: string, staged: StagedFile) {
  const c = await loadCase(env.db, caseId);
  const actor = actorIn(env, principal, c);
  if (c.anonymisedAt !== null) refuse('anonymised', zh.refusal.anonymised);
  const file = await keepStaged(env.files, staged);
  return runCommand(env.db, actor, async (ctx) => {
    await recordFile(ctx.tx, file);
    const row = await ctx.tx.insertInto('core.foiFile').values({ caseId, purpose, name, fileHash: file.hash, size: file.size, mime: file.mime, at: ctx.now })
      .returning(['id', 'purpose', 'name', 'size', 'mime']).executeTakeFirstOrThrow();
    return done(row, await journal(ctx, {
      action: 'foi.add-file', subjectType: 'foi-case', subjectId: caseId, after: { file: file.hash, purpose, size: file.size } }));
  }, { at: env.at });
}

/** @throws Refused 404 also where the person may not see the case */
export async function fileOf(env: Env, principal: Principal, caseId: string, fileId: string): Promise<{ hash: string; name: string; mime: string }> {
  if (!mayRead(principal, await loadCase(env.db, caseId))) notFound(zh.refusal.notFound);
  const row = await env.db.selectFrom('core.foiFile').select(['fileHash', 'name', 'mime']).where('id', '=', fileId).where('caseId', '=', caseId).executeTakeFirst();
  return row?.fileHash ? { hash: row.fileHash, name: row.name, mime: row.mime } : notFound(zh.refusal.noFile);
}

/** Opens the sealed identity proof. Every look is journalled: who, when, of which case. */
export async function readIdentity(env: Env, principal: Principal, caseId: string): Promise<Identity> {
  const c = await loadCase(env.db, caseId);
  const actor = actorIn(env, principal, c);
  return runCommand(env.db, actor, async (ctx) => {
    const row = await ctx.tx.selectFrom('core.foiIdentity').select('sealed').where('caseId', '=', caseId).where('erasedAt', 'is', null).executeTakeFirst();
    const opened = row && openSealed(intakeKeyOf(env.secret).key, row.sealed, c.receiptNumber);
    if (!opened) notFound(zh.refusal.identityNone);
    const identity = identitySchema.parse(JSON.parse(opened.toString('utf8')));
    return done(identity, await journal(ctx, { action: 'foi.read-identity', subjectType: 'foi-case', subjectId: caseId }));
  }, { at: env.at });
}
