// 依申请公开 as the portal knows it: sending an application, following it with number and query code. Nothing here can
// read what others sent; what is read is sealed to the code, which is kept nowhere.
import { randomUUID } from 'node:crypto';
import { civilDateOf, now, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { z } from 'zod';
import { databaseFault, json, type PortalDb } from '../../platform/database.ts';
import { readFile, type FileStore } from '../../platform/files.ts';
import { searchOpen, type SearchItem } from '../../platform/search-open.ts';
import { ALIKE, likeness, piecesOf, shinglesOf } from './likeness.ts';
import { zh } from './messages.ts';
import {
  applicantSchema, foiLimits, identitySchema, requestSchema, type ApplicantView, type SealedFile,
} from './model.ts';
import { isReceiptNumber, makeReceiptNumber } from './receipt-number.ts';
import { keysOfCode, makeQueryCode, openSealed, openFileBytes, sealTo, signedBy, type CodeKeys } from './seal.ts';

export { foiLimits } from './model.ts';
export type { ApplicantLetter, ApplicantStage, ApplicantView, SealedFile } from './model.ts';

export type Attachment = { name: string; bytes: Uint8Array };
export type ApplicationInput = {
  agencyCode: string;
  applicant: z.input<typeof applicantSchema>;
  request: z.input<typeof requestSchema>;
  /** Sealed here at once; the public zone cannot open it again. */
  identity: { type: string; number: string; files?: { name: string; mime: string; base64: string }[] };
  attachments?: Attachment[];
};
export type InputFault = { field: string; message: string };
export type Submitted = { receiptNumber: string; queryCode: string };

/** Every fault at once, by field (`applicant.phone`, `request.content`, `attachments`). Empty: it can be sent. */
export function checkApplication(input: ApplicationInput): InputFault[] {
  return [
    ...issuesOf('applicant', applicantSchema.safeParse(input.applicant)),
    ...issuesOf('request', requestSchema.safeParse(input.request)),
    ...issuesOf('identity', identitySchema.safeParse(input.identity)),
    ...attachmentFaults(input.attachments ?? []),
    ...(input.identity.files ?? []).flatMap((f) =>
      f.base64.length * 0.75 > foiLimits.identityFileBytes ? [{ field: 'identity.files', message: zh.input.fileLarge(f.name) }] : []),
  ];
}

function issuesOf(field: string, parsed: { success: true } | { success: false; error: z.ZodError }): InputFault[] {
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({ field: [field, ...issue.path.map(String)].join('.'), message: issue.message }));
}

function attachmentFaults(files: readonly Attachment[]): InputFault[] {
  const field = 'attachments';
  return [
    ...(files.length > foiLimits.attachments ? [{ field, message: zh.input.tooManyFiles(foiLimits.attachments) }] : []),
    ...files.flatMap((f) => (f.bytes.length > foiLimits.attachmentBytes ? [{ field, message: zh.input.fileLarge(f.name) }] : [])),
  ];
}

/** Draws of a number before giving up: with a hundred million numbers a day a second draw is already rare. */
const DRAWS = 5;

/**
 * Puts an application into the inbox. Number and code exist for the caller only once the transaction is committed:
 * whoever has them has an application that is on record. `at` sets another clock (tests).
 * @throws ApplicationFaults when `checkApplication` finds any
 */
export async function submitApplication(db: PortalDb, input: ApplicationInput, at: Instant = now()): Promise<Submitted> {
  const faults = checkApplication(input);
  if (faults.length > 0) throw new ApplicationFaults(faults);
  const queryCode = makeQueryCode();
  for (let draw = 1; ; draw += 1) {
    const receiptNumber = makeReceiptNumber(civilDateOf(at));
    try {
      await store(db, input, receiptNumber, await keysOfCode(receiptNumber, queryCode), at);
      return { receiptNumber, queryCode };
    } catch (error) {
      const taken = databaseFault(error)?.constraint === 'foi_number_pkey';
      if (!taken || draw === DRAWS) throw error;
    }
  }
}

export class ApplicationFaults extends Error {
  readonly faults: InputFault[];
  constructor(faults: InputFault[]) {
    super(faults.map((f) => `${f.field}: ${f.message}`).join('；'));
    this.name = 'ApplicationFaults';
    this.faults = faults;
  }
}

async function store(db: PortalDb, input: ApplicationInput, number: string, keys: CodeKeys, at: Instant): Promise<void> {
  const applicant = applicantSchema.parse(input.applicant);
  const request = requestSchema.parse(input.request);
  const identity = Buffer.from(JSON.stringify(identitySchema.parse(input.identity)));
  const id = randomUUID();
  await db.transaction().execute(async (tx) => {
    const key = await tx.selectFrom('open.foiIntakeKey').select('publicKey').executeTakeFirst();
    const agency = await tx.selectFrom('open.agency').select(['code', 'name']).where('code', '=', input.agencyCode).executeTakeFirst();
    if (!key) throw new Error('no intake key: the worker has not run yet');
    if (!agency) throw new ApplicationFaults([{ field: 'agencyCode', message: zh.input.agency }]);
    const view = sentView(number, agency, applicant.name, request, at);
    await tx.insertInto('inbox.foiNumber').values({ number, sealed: sealTo(keys.readerKey, Buffer.from(JSON.stringify(view)), number), givenAt: at }).execute();
    const files = [
      { purpose: 'identity' as const, name: 'identity', bytes: sealTo(key.publicKey, identity, number) },
      ...(input.attachments ?? []).map((f) => ({ purpose: 'attachment' as const, name: f.name.slice(-foiLimits.short), bytes: Buffer.from(f.bytes) })),
    ];
    await tx.insertInto('inbox.foiBlob').values(files.map((f, position) => ({ submissionId: id, position, ...f }))).execute();
    await tx.insertInto('inbox.submission').values({
      id, kind: 'foi-application', receivedAt: at,
      payload: json({
        number, agencyCode: agency.code, applicant, request, submittedAt: at,
        readerKey: keys.readerKey.toString('base64'), senderKey: keys.senderKey.toString('base64'),
      }),
    }).execute();
  });
}

function sentView(number: string, agency: { code: string; name: string }, applicantName: string, request: ApplicantView['request'], at: Instant): ApplicantView {
  return {
    number, registerNumber: null, agencyCode: agency.code, agencyName: agency.name, stage: 'sent', stageText: zh.stages.sent,
    submittedAt: at, receivedOn: null, receiptArticle: null, applicantName, request, due: null, delayedTo: null, waitingText: null,
    correction: null, fee: null, timeline: [{ on: civilDateOf(at), text: zh.applicant.sent }], letters: [], outcome: null,
    can: [], evaluation: null, updatedAt: at,
  };
}

/** What the holder of number and code may see; null when one of them is wrong (which of them is not told). */
export async function readCase(db: PortalDb, number: string, code: string): Promise<ApplicantView | null> {
  return (await openCase(db, number, code))?.view ?? null;
}

async function openCase(db: PortalDb, number: string, code: string): Promise<{ view: ApplicantView; keys: CodeKeys } | null> {
  const plain = number.replace(/[\s-]/g, '');
  if (!isReceiptNumber(plain)) return null;
  const row = await db.selectFrom('open.foiStatus').select('sealed').where('number', '=', plain).executeTakeFirst()
    ?? await db.selectFrom('open.foiSent').select('sealed').where('number', '=', plain).executeTakeFirst();
  // The slow part runs for unknown numbers too: how long it takes does not tell which numbers exist.
  const keys = await keysOfCode(plain, code);
  const bytes = row && openSealed(keys.reader, row.sealed, plain);
  // Sealed by us: what opens has the shape it was sealed with.
  return bytes ? { view: JSON.parse(bytes.toString('utf8')) as ApplicantView, keys } : null;
}

/** A letter's file in the clear, for the download of who has opened the case. */
export async function readLetterFile(files: FileStore, file: SealedFile): Promise<Uint8Array<ArrayBuffer>> {
  return openFileBytes(await readFile(files, file.hash, 'open'), Buffer.from(file.key, 'base64'));
}

export type FollowUp =
  | { kind: 'foi-correction'; content: string; excuse?: string | null; attachments?: Attachment[] }
  | { kind: 'foi-withdrawal'; reason?: string | null }
  | { kind: 'foi-evaluation'; score: number; words?: string | null };

/** The code is wrong, the case does not wait for this, or what was filled in is at fault. */
export type FollowUpResult = { ok: true } | { ok: false; reason: 'not-found' | 'not-now' } | { ok: false; reason: 'faults'; faults: InputFault[] };

/** 补正. The day it is sent is the day of receipt, as with the application itself. */
export function submitCorrection(db: PortalDb, number: string, code: string, correction: { content: string; excuse?: string | null; attachments?: Attachment[] }, at: Instant = now()): Promise<FollowUpResult> {
  const content = correction.content.trim();
  const faults = [
    ...(content.length < foiLimits.contentLeast || content.length > foiLimits.content ? [{ field: 'content', message: zh.input.content }] : []),
    ...attachmentFaults(correction.attachments ?? []),
  ];
  return followUp(db, number, code, 'correct', 'foi-correction', { content, excuse: correction.excuse?.trim() || null }, faults, at, correction.attachments);
}

/** 撤回申请. */
export function withdraw(db: PortalDb, number: string, code: string, reason: string | null, at: Instant = now()): Promise<FollowUpResult> {
  return followUp(db, number, code, 'withdraw', 'foi-withdrawal', { reason: reason?.trim().slice(0, foiLimits.words) || null }, [], at);
}

/** 评价, once, 1 to 5. */
export function evaluate(db: PortalDb, number: string, code: string, score: number, words: string | null, at: Instant = now()): Promise<FollowUpResult> {
  const faults = Number.isInteger(score) && score >= 1 && score <= 5 ? [] : [{ field: 'score', message: zh.input.score }];
  return followUp(db, number, code, 'evaluate', 'foi-evaluation', { score, words: words?.trim().slice(0, foiLimits.words) || null }, faults, at);
}

async function followUp(
  db: PortalDb, number: string, code: string, can: ApplicantView['can'][number], kind: FollowUp['kind'], data: Record<string, unknown>,
  faults: InputFault[], at: Instant, attachments: Attachment[] = [],
): Promise<FollowUpResult> {
  const opened = await openCase(db, number, code);
  if (!opened) return { ok: false, reason: 'not-found' };
  if (!opened.view.can.includes(can)) return { ok: false, reason: 'not-now' };
  if (faults.length > 0) return { ok: false, reason: 'faults', faults };
  const id = randomUUID();
  // Signed with a key only the code makes: the office takes nothing from who merely holds the public database.
  const signed = JSON.stringify({ id, kind, number: opened.view.number, at, ...data });
  await db.transaction().execute(async (tx) => {
    if (attachments.length > 0) {
      await tx.insertInto('inbox.foiBlob').values(attachments.map((f, position) => ({
        submissionId: id, position, purpose: 'attachment' as const, name: f.name.slice(-foiLimits.short), bytes: Buffer.from(f.bytes),
      }))).execute();
    }
    await tx.insertInto('inbox.submission').values({
      id, kind, receivedAt: at, payload: json({ signed, signature: signedBy(opened.keys, Buffer.from(signed)).toString('base64') }),
    }).execute();
  });
  return { ok: true };
}

/** An answer given before and published. `likeness` from 0 to 1. */
export type PublishedAnswer = { caseId: string; agencyCode: string; title: string; answer: string; recordId: string | null; likeness: number };
/** What the applicant may already find: records of the library and answers published before. */
export type LikelyPublished = { records: SearchItem[]; answers: PublishedAnswer[] };

/** Offered before sending. It looks for titles and numbers in the text first, then for its longest pieces. */
export async function likelyPublished(db: PortalDb, text: string, limit = 5): Promise<LikelyPublished> {
  const records = new Map<string, SearchItem>();
  for (const q of piecesOf(text)) {
    if (records.size >= limit) break;
    for (const item of (await searchOpen(db, { q, limit })).items) records.set(item.id, item);
  }
  return { records: [...records.values()].slice(0, limit), answers: await answersLike(db, shinglesOf(text), limit) };
}

async function answersLike(db: PortalDb, shingles: number[], limit: number): Promise<PublishedAnswer[]> {
  if (shingles.length === 0) return [];
  const rows = await db.selectFrom('open.foiAnswer').selectAll().where(sql<boolean>`shingles && ${shingles}::int[]`)
    .orderBy('publishedOn', 'desc').limit(100).execute();
  return rows.map(({ shingles: own, publishedOn: _on, ...row }) => ({ ...row, likeness: likeness(shingles, own) }))
    .filter((row) => row.likeness >= ALIKE / 2).sort((a, b) => b.likeness - a.likeness).slice(0, limit);
}
