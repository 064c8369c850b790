import type { DocumentKind } from '@tongming/law';
import { done, runCommand } from '../../../platform/command.ts';
import { refuse } from '../../../platform/errors.ts';
import { journal } from '../../../platform/journal.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { personOf, type Env } from '../perform.ts';
import { zh } from '../messages.ts';
import { columnsOf, documentOf } from '../model.ts';
import { emptySheet } from '../sheet.ts';
import { keepVersion } from '../store.ts';

/** 拟稿: a new sheet with what its kind brings along. Returns its id. */
export async function createDocument(env: Env, principal: Principal, agencyCode: string, kind: DocumentKind = 'notice'): Promise<string> {
  if (!hasRole(principal, agencyCode, 'drafter')) refuse('may-not-draft', zh.refusal.mayNotDraft, 403);
  return runCommand(env.db, personOf(principal, env), async (plain) => {
    const ctx = { ...plain, actor: actorFor(principal, 'drafter', agencyCode, env.requestId) };
    const agency = await ctx.tx.selectFrom('core.agency').select('active').where('code', '=', agencyCode).executeTakeFirst();
    if (agency?.active !== true) refuse('agency-unknown', zh.refusal.agencyUnknown(agencyCode));
    const code = await ctx.tx.selectFrom('core.agencyNumberCode').select('code').where('agencyCode', '=', agencyCode)
      .orderBy('position').limit(1).executeTakeFirst();
    const sheet = { ...emptySheet(kind), numberCode: code?.code ?? null };
    const row = await ctx.tx.insertInto('core.document').values({
      ...columnsOf(sheet), agencyCode, state: 'drafting', draftedBy: principal.person.id, createdAt: ctx.now, updatedAt: ctx.now,
    }).returningAll().executeTakeFirstOrThrow();
    await keepVersion(ctx, documentOf(row), principal.person.id);
    return done(row.id, await journal(ctx, {
      action: 'document.create', subjectType: 'document', subjectId: row.id, after: row, agencyCode,
    }));
  }, { at: env.at });
}
