// 归档: the papers of a closed case are gathered, bound and kept with their manifest.
import { z } from 'zod';
import { civilDateOf, isCivilDate, type CivilDate } from '@tongming/law';
import type { FoiCaseView } from '../../../console-api/contract-foi.ts';
import { done, runCommand } from '../../../platform/command.ts';
import { json, type Db, type Tx } from '../../../platform/database.ts';
import { notFound, refuse } from '../../../platform/errors.ts';
import { putFile, readFile, recordFile, type StoredFile } from '../../../platform/files.ts';
import { journal } from '../../../platform/journal.ts';
import { limits } from '../../../platform/limits.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { zh as foi } from '../messages.ts';
import { papersOf, type PaperRow } from '../papers.ts';
import type { Env } from '../perform.ts';
import { buildArchive, type Archive } from './build.ts';
import { missingOf } from './list.ts';
import { itemKeys, retentionDefaults, type ArchivePart, type ItemKey, type Manifest, type RetentionSettings } from './model.ts';
import { archiveZh as t } from './zh.ts';

const KIND = 'archive';
export const retentionSchema = z.object({ years: z.int().min(1).max(100).nullable(), volume: z.enum(['keep', 'remove']).default('keep') });

/** core.setting 'foi-archive'. */
export async function loadRetention(db: Db | Tx): Promise<RetentionSettings> {
  const row = await db.selectFrom('core.setting').select('value').where('key', '=', 'foi-archive').executeTakeFirst();
  return retentionSchema.safeParse(row?.value).data ?? retentionDefaults;
}

/**
 * Binds and keeps the volume. What is missing is refused with its name, unless it is said why (缺件说明, printed on the
 * cover). Archiving again, after a lawsuit for instance, replaces the volume; the journal keeps both digests.
 */
export async function archiveCase(env: Env, principal: Principal, view: FoiCaseView, input: { incompleteReason?: string | null; fontFolder?: string | null } = {}): Promise<Manifest> {
  const role = (['openness-clerk', 'openness-head'] as const).find((r) => hasRole(principal, view.agencyCode, r)) ?? refuse('forbidden', t.refusal.mayNot, 403);
  const missing = missingOf(view);
  const reason = input.incompleteReason ?? null;
  if (missing.length > 0 && reason === null) refuse('archive-incomplete', missing.map((m) => ({ code: 'archive-incomplete', message: t.refusal.incomplete(m) })));
  const { pdf, manifest } = await archiveOf(env, view, reason, input.fontFolder ?? null);
  const files = await keep(env, pdf, manifest);
  return runCommand(env.db, actorFor(principal, role, view.agencyCode, env.requestId), async (ctx) => {
    for (const file of files) await recordFile(ctx.tx, file);
    const before = await ctx.tx.selectFrom('core.foiPaper').select(['id', 'content']).where('caseId', '=', view.id).where('kind', '=', KIND).forUpdate().executeTakeFirst();
    const values = { title: t.titles.cover, content: json(manifest), files: json(files), state: 'approved' as const, number: manifest.archiveNumber, approvedBy: principal.person.id, approvedAt: ctx.now, updatedAt: ctx.now };
    if (before === undefined) await ctx.tx.insertInto('core.foiPaper').values({ ...values, caseId: view.id, kind: KIND, draftedBy: principal.person.id, createdAt: ctx.now }).execute();
    else await ctx.tx.updateTable('core.foiPaper').set(values).where('id', '=', before.id).execute();
    return done(manifest, await journal(ctx, {
      action: 'foi.archive', subjectType: 'foi-case', subjectId: view.id, agencyCode: view.agencyCode, reason,
      before: before === undefined ? undefined : { digest: digestIn(before.content) }, after: { digest: manifest.digest, sha256: manifest.volume.sha256, parts: manifest.parts.length, missing },
    }));
  }, { at: env.at });
}

function digestIn(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'digest' in content ? content.digest : null;
}

async function keep(env: Env, pdf: Uint8Array, manifest: Manifest): Promise<(StoredFile & { name: string; format: string })[]> {
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const volume = await putFile(env.files, pdf, { limit: pdf.length, mime: 'application/pdf' });
  const list = await putFile(env.files, text, { limit: limits.upload, mime: 'application/json' });
  return [{ ...volume, name: manifest.volume.name, format: 'pdf' }, { ...list, name: t.manifestName(manifest.archiveNumber), format: 'json' }];
}

/** The volume as it would be bound now. @throws Refused 'not-closed' for a case that is not ended */
export async function archiveOf(env: Env, view: FoiCaseView, incompleteReason: string | null, fontFolder: string | null): Promise<Archive> {
  if (view.closedOn === null) return refuse('not-closed', t.refusal.open);
  // The volume that was bound before says what the case was; a new one could not.
  if (view.anonymisedOn !== null) return refuse('anonymised', foi.refusal.anonymised);
  return buildArchive({ view, closedOn: view.closedOn, parts: await partsOf(env, view), retention: await loadRetention(env.db), incompleteReason, fontFolder });
}

/** A file of the volume that was kept. @throws Refused 'not-found' (404) where the case has not been archived */
export async function archiveFile(env: Env, view: FoiCaseView, format: 'pdf' | 'json'): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string; mime: string }> {
  const paper = (await papersOf(env.db, view.id)).find((p) => p.kind === KIND);
  const file = paper?.files.find((f) => f.format === format);
  if (file === undefined) return notFound(t.refusal.none);
  return { bytes: await readFile(env.files, file.hash), name: file.name, mime: file.mime };
}

const byKind: Record<string, ItemKey> = {
  registration: 'registration', receipt: 'receipt', 'correction-notice': 'correction', 'reasons-notice': 'reasons', 'delay-notice': 'reasons', 'extension-notice': 'extension',
  'third-party-consultation': 'consultation', 'consultation-notice': 'consultation', 'third-party-notice': 'consultation', 'co-producer-consultation': 'consultation',
  'assistance-request': 'search', 'fee-notice': 'fee', reply: 'reply', closure: 'reply', rectification: 'reply',
};
const byPurpose: Record<string, ItemKey> = { application: 'application', correction: 'correction', opinion: 'consultation', evidence: 'service', provided: 'provided', review: 'review' };

/** Papers that went out and files that came in. Drafts and void papers are not part of the file. */
async function partsOf(env: Env, view: FoiCaseView): Promise<ArchivePart[]> {
  const papers = (await papersOf(env.db, view.id)).filter((p) => byKind[p.kind] !== undefined && (p.state === 'approved' || p.state === 'served'));
  const parts = [...await paperParts(env, papers), ...await fileParts(env, view, new Set(papers.flatMap((p) => p.files.map((f) => f.hash))))];
  return view.hasIdentity ? [...parts, { key: 'identity', title: t.identityTitle, number: null, date: view.receivedOn, source: 'apart', name: t.identityTitle, mime: '', bytes: new Uint8Array() }] : parts;
}

async function paperParts(env: Env, papers: readonly PaperRow[]): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = [];
  for (const paper of papers) {
    for (const file of paper.files) {
      const given = file.format === 'provided';
      parts.push({
        key: given ? 'provided' : (byKind[paper.kind] ?? itemKeys[0]), title: given ? file.name : paper.title, number: paper.number, date: paper.servedOn ?? dateOf(paper.content),
        source: given ? 'file' : 'own', name: file.name, mime: file.mime, bytes: await readFile(env.files, file.hash),
      });
    }
  }
  return parts;
}

function dateOf(content: unknown): CivilDate | null {
  const date: unknown = typeof content === 'object' && content !== null && 'date' in content ? content.date : null;
  return typeof date === 'string' && isCivilDate(date) ? date : null;
}

async function fileParts(env: Env, view: FoiCaseView, bound: ReadonlySet<string>): Promise<ArchivePart[]> {
  const rows = await env.db.selectFrom('core.foiFile').select(['name', 'purpose', 'fileHash', 'mime', 'at']).where('caseId', '=', view.id).orderBy('at').orderBy('id').execute();
  const parts: ArchivePart[] = [];
  for (const { name, purpose, fileHash, mime, at } of rows) {
    if (fileHash === null || bound.has(fileHash)) continue;
    parts.push({ key: byPurpose[purpose] ?? 'application', title: name, number: null, date: civilDateOf(at), source: 'file', name, mime, bytes: await readFile(env.files, fileHash) });
  }
  return parts;
}

