import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import { journal } from '../../../platform/journal.ts';
import type { Principal } from '../../identity/index.ts';
import type { Env } from '../perform.ts';
import { withEdit, type LetterEdit } from './draft.ts';
import type { LetterContent } from './model.ts';
import { assertMayWrite, writerOf } from './rights.ts';
import { lockDraft } from './stored.ts';

/** Takes over a clerk's words. What is missing or lost is told by `checkLetter` and stops the paper at approval, not here. */
export async function savePaper(env: Env, principal: Principal, view: FoiCaseView, paperId: string, version: number, edit: LetterEdit): Promise<LetterContent> {
  assertMayWrite(principal, view);
  return runCommand(env.db, writerOf(env, principal, view), async (ctx) => {
    const { paper, letter } = await lockDraft(ctx.tx, view, paperId, version);
    const next = withEdit(letter, edit);
    await ctx.tx.updateTable('core.foiPaper').set({ content: json(next), version: paper.version + 1, updatedAt: ctx.now }).where('id', '=', paperId).execute();
    return done(next, await journal(ctx, { action: 'foi.paper-save', subjectType: 'foi-paper', subjectId: paperId, agencyCode: view.agencyCode, after: { caseId: view.id, version: paper.version + 1 } }));
  }, { at: env.at });
}
