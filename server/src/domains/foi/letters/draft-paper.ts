// Drafting a paper: to look at, and to keep. Words are the clerk's, the rest is drafted on the server each time.
import { civilDateOf, now } from '@tongming/law';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { databaseFault, type Db } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { addPaper } from '../papers.ts';
import type { Env } from '../perform.ts';
import { letterAgency } from './agency.ts';
import { draftLetter, withEdit, type LetterEdit } from './draft.ts';
import type { DraftData, LetterContent, PaperKind } from './model.ts';
import { assertMayWrite, writerOf } from './rights.ts';
import { lockCase } from './stored.ts';
import { zh } from './zh.ts';

/** A draft to look at; nothing is stored. @throws Refused */
export async function previewPaper(env: Env, principal: Principal, view: FoiCaseView, kind: PaperKind, data: DraftData): Promise<LetterContent> {
  assertMayWrite(principal, view);
  const made = draftLetter(view, kind, civilDateOf(env.at ?? now()), await letterAgency(env.db, view.agencyCode), await withEarlier(env.db, view, data));
  return made.ok ? made.content : refuse(made.refusal.code, [made.refusal]);
}

/** Stores a draft. @throws Refused; 409 when the case changed since `view` or a reply is there already */
export async function draftPaper(env: Env, principal: Principal, view: FoiCaseView, kind: PaperKind, data: DraftData, edit: LetterEdit = {}): Promise<string> {
  const letter = withEdit(await previewPaper(env, principal, view, kind, data), edit);
  try {
    return await runCommand(env.db, writerOf(env, principal, view), async (ctx) => {
      await lockCase(ctx.tx, view);
      const { id, entry } = await addPaper(ctx, view.id, {
        kind, title: letter.title, content: letter, joined: kind === 'reply' ? view.joined.map((j) => j.id) : [], draftedBy: principal.person.id,
      });
      return done(id, entry);
    }, { at: env.at });
  } catch (error) {
    if (databaseFault(error)?.constraint === 'foi_paper_one_reply') refuse('reply-exists', zh.refusal.replyExists, 409);
    throw error;
  }
}

/** `notProcessed.repeat` names the earlier answer: its number and day from the papers of that case. */
async function withEarlier(db: Db, view: FoiCaseView, data: DraftData): Promise<DraftData> {
  const earlier = view.decision?.earlierCase ?? null;
  if (earlier === null || data.earlier !== undefined) return data;
  const row = await db.selectFrom('core.foiPaper').select(['number', 'servedOn']).where('caseId', '=', earlier).where('kind', '=', 'reply').where('state', '=', 'served')
    .orderBy('servedOn', 'desc').executeTakeFirst();
  return row?.number && row.servedOn ? { ...data, earlier: { on: row.servedOn, number: row.number } } : data;
}
