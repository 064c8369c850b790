// Approving a paper: numbered, dated, checked for the last time, made into its file.
import { formatDocumentNumber, yearOf } from '@tongming/law';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import type { Reason } from '../../../console-api/contract.ts';
import { done, runCommand, type CommandContext } from '../../../platform/command.ts';
import { json } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { putFile, readFile, type StoredFile } from '../../../platform/files.ts';
import { limits } from '../../../platform/limits.ts';
import type { Principal } from '../../identity/index.ts';
import { approvePaper as approveRow, numberPaper, paperOf } from '../papers.ts';
import type { Env } from '../perform.ts';
import { letterAgency } from './agency.ts';
import { checkLetter, draftLetter, numbered, templateOf, type Drafted } from './draft.ts';
import type { LetterContent } from './model.ts';
import { checkProvided, type ProvidedFile } from './provided.ts';
import { renderLetter } from './render.ts';
import { assertMayWrite, writerOf } from './rights.ts';
import { lockCase, lockDraft, sealOf } from './stored.ts';
import { zh } from './zh.ts';

/**
 * Numbers and dates a paper, makes its file and closes it. A reply only of an approved decision (state 'serving'), and
 * with what is handed over searched for withheld words first. Everything that stands in the way is told together.
 */
export async function approvePaper(env: Env, principal: Principal, view: FoiCaseView, paperId: string, version: number, options: { fontFolder?: string | null } = {}): Promise<LetterContent> {
  assertMayWrite(principal, view);
  const agency = await letterAgency(env.db, view.agencyCode);
  const provided = await providedFiles(env, view, paperId);
  return runCommand(env.db, writerOf(env, principal, view), async (ctx) => {
    await lockCase(ctx.tx, view);
    const drafted = (await lockDraft(ctx.tx, view, paperId, version)).letter;
    const letter = asOfToday(drafted, draftLetter(view, drafted.kind, ctx.today, agency, { outcome: drafted.outcome ?? undefined, variant: drafted.variant ?? undefined, party: drafted.party ?? undefined }));
    const leaks = letter.outcome === 'partial' ? await checkProvided(provided, letter.withheldWords) : [];
    const reasons = [...standingFaults(view, letter), ...checkLetter(letter), ...leaks];
    if (agency.codes === null) reasons.push({ code: 'number-code-missing', message: zh.refusal.noNumberCode });
    if (reasons.length > 0 || agency.codes === null) refuse('paper-refused', reasons);
    const series = templateOf(letter.kind, letter.outcome, letter.variant)?.series ?? 'notice';
    const code = agency.codes[series];
    const given = await numberPaper(ctx, view.agencyCode, series, yearOf(ctx.today), ({ year, seq }) => formatDocumentNumber(code, year, seq));
    const final = numbered(letter, code, given.numberYear, given.numberSeq, ctx.today);
    const file = await letterFile(env, ctx, view.agencyCode, final, options.fontFolder ?? null);
    await ctx.tx.updateTable('core.foiPaper').set({ content: json(final), title: final.title }).where('id', '=', paperId).execute();
    return done(final, await approveRow(ctx, paperId, given, [file, ...provided.map(storedFile)]));
  }, { at: env.at });
}

/** The clerk's words are held against the case and the law as they are on the day of approval, not of drafting. */
function asOfToday(letter: LetterContent, fresh: Drafted): LetterContent {
  if (!fresh.ok) return letter;
  const must = new Map(fresh.content.parts.map((p) => [p.key, p.must]));
  return { ...letter, parts: letter.parts.map((p) => ({ ...p, must: must.get(p.key)?.length ? (must.get(p.key) ?? []) : p.must })) };
}

/** What the case itself says against the letter. */
function standingFaults(view: FoiCaseView, letter: LetterContent): Reason[] {
  const fault = (code: string, message: string) => [{ code, message, field: 'kind' }];
  if (letter.kind === 'extension-notice') return view.extension?.approvedOn ? [] : fault('extension-unapproved', zh.refusal.extension);
  if (letter.kind === 'rectification' && view.requestType === 'correction-of-record') return view.state === 'serving' ? [] : fault('not-approved', zh.refusal.notDecided);
  if (letter.kind !== 'reply') return [];
  const other = view.decision === null || view.decision.outcome !== letter.outcome || (view.decision.variant ?? null) !== letter.variant;
  return [...(view.state === 'serving' ? [] : fault('not-approved', zh.refusal.notDecided)), ...(other ? fault('other-decision', zh.refusal.otherDecision) : [])];
}

const pdf = 'application/pdf';

async function letterFile(env: Env, ctx: CommandContext, agencyCode: string, letter: LetterContent, fontFolder: string | null): Promise<StoredFile & { name: string; format: string }> {
  const made = await renderLetter(letter, { seal: await sealOf(env, ctx.tx, agencyCode), fontFolder });
  const stored = await putFile(env.files, made.pdf, { limit: limits.upload * 4, mime: pdf });
  return { ...stored, name: zh.fileName(letter.title, letter.number ?? ''), format: 'pdf' };
}

type Provided = ProvidedFile & { hash: string; size: number };
const storedFile = ({ name, hash, size, mime }: Provided) => ({ name, hash, size, mime, format: 'provided' });

/** What the decision names to be handed over with the reply. */
async function providedFiles(env: Env, view: FoiCaseView, paperId: string): Promise<Provided[]> {
  const ids = view.decision?.provided?.fileIds ?? [];
  const paper = await paperOf(env.db, paperId);
  if (ids.length === 0 || paper?.kind !== 'reply') return [];
  const rows = await env.db.selectFrom('core.foiFile').select(['id', 'name', 'fileHash', 'size', 'mime']).where('caseId', '=', view.id).where('id', 'in', ids).orderBy('at').execute();
  const kept = rows.flatMap(({ fileHash, ...row }) => (fileHash === null ? [] : [{ ...row, hash: fileHash }]));
  if (kept.length < ids.length) refuse('provided-missing', zh.refusal.files);
  return Promise.all(kept.map(async (row) => ({ ...row, bytes: await readFile(env.files, row.hash) })));
}
