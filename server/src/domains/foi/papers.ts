// Papers of a case as the handling needs them: drafted and numbered by whoever writes letters, served here.
import type { CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { Reason } from '../../console-api/contract.ts';
import type { FoiPaperState, FoiPaperView } from '../../console-api/contract-foi.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { publishFile, putFile, readFile, recordFile, type StoredFile } from '../../platform/files.ts';
import { journal, type Journalled } from '../../platform/journal.ts';
import { nextFoiNumber } from './numbers.ts';
import { zh } from './messages.ts';
import type { ApplicantLetter, SealedFile } from './model.ts';
import type { Env } from './perform.ts';
import { sealFileBytes } from './seal.ts';
import type { Case } from './store.ts';

export type PaperFile = { name: string; hash: string; size: number; mime: string; format: string };
export type NewPaper = { kind: string; title: string; content: unknown; joined?: string[]; draftedBy: string | null };
/** Number as printed, with the year and running number it is made of. */
export type PaperNumber = { year: number; seq: number };

const columns = ['id', 'caseId', 'kind', 'state', 'number', 'title', 'content', 'joined', 'files', 'sealedFiles', 'servedOn', 'version'] as const;
export type PaperRow = FoiPaperView & { caseId: string; files: PaperFile[]; sealedFiles: SealedFile[] };

export async function papersOf(db: Db | Tx, caseId: string): Promise<PaperRow[]> {
  const rows = await db.selectFrom('core.foiPaper').select(columns).where('caseId', '=', caseId).orderBy('createdAt').orderBy('id').execute();
  return rows.map(asPaper);
}

export async function paperOf(db: Db | Tx, id: string): Promise<PaperRow | null> {
  const row = await db.selectFrom('core.foiPaper').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asPaper(row);
}

type Raw = { id: string; caseId: string; kind: string; state: FoiPaperState; number: string | null; title: string; content: unknown; joined: string[]; files: unknown; sealedFiles: unknown; servedOn: CivilDate | null; version: number };

/** The two lists are written by this file alone. */
function asPaper(row: Raw): PaperRow {
  return { ...row, files: row.files as PaperFile[], sealedFiles: row.sealedFiles as SealedFile[] };
}

/** A draft. One reply at a time: the unique index refuses a second. */
export async function addPaper(ctx: CommandContext, caseId: string, paper: NewPaper): Promise<{ id: string; entry: Journalled }> {
  const { id } = await ctx.tx.insertInto('core.foiPaper').values({
    caseId, kind: paper.kind, title: paper.title, content: json(paper.content), joined: paper.joined ?? [], draftedBy: paper.draftedBy,
    createdAt: ctx.now, updatedAt: ctx.now,
  }).returning('id').executeTakeFirstOrThrow();
  return { id, entry: await journal(ctx, { action: 'foi.paper-draft', subjectType: 'foi-paper', subjectId: id, after: { caseId, kind: paper.kind } }) };
}

/** Running number of a reply or notice: `format` makes the printed number of it. Given at approval, in the same transaction. */
export async function numberPaper(
  ctx: CommandContext, agencyCode: string, series: 'reply' | 'notice', year: number, format: (n: PaperNumber) => string,
): Promise<{ number: string; numberYear: number; numberSeq: number }> {
  const seq = await nextFoiNumber(ctx, agencyCode, series, year);
  return { number: format({ year, seq }), numberYear: year, numberSeq: seq };
}

/** Approves a draft with its number and finished files. The rows of the files are written here. */
export async function approvePaper(
  ctx: CommandContext, id: string, numbered: { number: string; numberYear: number; numberSeq: number }, files: readonly (StoredFile & { name: string; format: string })[],
): Promise<Journalled> {
  for (const file of files) await recordFile(ctx.tx, file);
  await ctx.tx.updateTable('core.foiPaper').set((eb) => ({
    ...numbered, state: 'approved' as const, approvedBy: ctx.actor.personId, approvedAt: ctx.now, updatedAt: ctx.now, version: eb('version', '+', 1),
    files: json(files.map(({ name, hash, size, mime, format }) => ({ name, hash, size, mime, format }))),
  })).where('id', '=', id).where('state', '=', 'draft').executeTakeFirstOrThrow();
  return journal(ctx, { action: 'foi.paper-approve', subjectType: 'foi-paper', subjectId: id, after: { number: numbered.number, files: files.map((f) => f.hash) } });
}

/** What stands in the way of sending this paper out with a step of this case. */
export function paperFaults(paper: PaperRow | null, c: Case, kind: 'reply' | 'other'): Reason[] {
  const answer = c.folded.requestType === 'information' ? 'reply' : 'rectification';
  const fits = paper !== null && (paper.caseId === c.id || paper.joined.includes(c.id)) && (kind === 'other' || paper.kind === answer);
  if (!fits || (paper.state !== 'approved' && paper.state !== 'served')) return [{ code: 'letter-missing', message: zh.refusal.letterMissing, field: 'paperId' }];
  return paper.files.length === 0 ? [{ code: 'letter-files', message: zh.refusal.letterFiles, field: 'paperId' }] : [];
}

/**
 * Copies of a paper's files for the applicant's page, each under a key of its own, laid in the public file place. Slow
 * work before the transaction; copies of a step that is then refused lie there unread.
 */
export async function sealPaper(env: Env, paper: PaperRow): Promise<SealedFile[]> {
  if (paper.sealedFiles.length > 0) return paper.sealedFiles;
  const sealed: SealedFile[] = [];
  for (const file of paper.files) {
    const { sealed: bytes, key } = sealFileBytes(await readFile(env.files, file.hash));
    const stored = await putFile(env.files, bytes, { limit: bytes.length, mime: 'application/octet-stream' });
    await publishFile(env.files, stored.hash);
    sealed.push({ name: file.name, mime: file.mime, size: file.size, hash: stored.hash, key: key.toString('base64') });
  }
  return sealed;
}

/** The paper has gone out with the event of this number. A letter served again keeps its first day. */
export async function markServed(ctx: CommandContext, id: string, on: CivilDate, eventSeq: number, sealed: readonly SealedFile[]): Promise<void> {
  const row = await ctx.tx.selectFrom('core.foiPaper').select(['state', 'servedOn', 'sealedFiles']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const known = row.sealedFiles as SealedFile[];
  await ctx.tx.updateTable('core.foiPaper').set({
    state: 'served', servedOn: row.servedOn ?? on, eventSeq, updatedAt: ctx.now, sealedFiles: json(known.length > 0 ? known : sealed),
  }).where('id', '=', id).execute();
}

/** A returned decision takes its letter along: its number stays cancelled with it. */
export async function voidReply(ctx: CommandContext, caseId: string): Promise<void> {
  await ctx.tx.updateTable('core.foiPaper').set({ state: 'void', updatedAt: ctx.now })
    .where('caseId', '=', caseId).where('kind', 'in', ['reply', 'rectification']).where('state', 'in', ['draft', 'approved']).execute();
}

/** Kinds the applicant gets: the others go to third parties, agencies and units. */
const applicantPapers = [
  'receipt', 'correction-notice', 'reasons-notice', 'extension-notice', 'delay-notice', 'consultation-notice', 'fee-notice', 'reply', 'closure', 'rectification',
];

/** Letters that have gone to the applicants of these cases, own and shared: one question for all of them. */
export async function lettersOf(db: Db | Tx, caseIds: readonly string[]): Promise<Map<string, ApplicantLetter[]>> {
  const rows = caseIds.length === 0 ? [] : await db.selectFrom('core.foiPaper').select(columns)
    .where((eb) => eb.or([eb('caseId', 'in', [...caseIds]), sql<boolean>`joined && ${[...caseIds]}::uuid[]`]))
    .where('state', '=', 'served').where('kind', 'in', applicantPapers).orderBy('servedOn').orderBy('id').execute();
  const letters = new Map(caseIds.map((id): [string, ApplicantLetter[]] => [id, []]));
  for (const { servedOn, ...p } of rows.map(asPaper)) {
    if (servedOn === null) continue;
    for (const id of new Set([p.caseId, ...p.joined])) {
      letters.get(id)?.push({ id: p.id, kind: p.kind, title: p.title, number: p.number, on: servedOn, files: p.sealedFiles });
    }
  }
  return letters;
}
