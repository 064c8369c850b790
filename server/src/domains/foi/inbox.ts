// 依申请公开 as the portal knows it: sending an application, following it with number and query code. Nothing here can
// read what others sent; what is read is sealed to the code, which is kept nowhere.
import { createHash, randomUUID } from 'node:crypto';
import { civilDateOf, now, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { z } from 'zod';
import { databaseFault, json, type PortalDb } from '../../platform/database.ts';
import { readFile, type FileStore } from '../../platform/files.ts';
import { ALIKE, likeness } from './likeness.ts';
import { zh } from './messages.ts';
import {
  applicantSchema, foiLimits, identitySchema, requestSchema, type ApplicantView, type SealedFile,
} from './model.ts';
import { isReceiptNumber, makeReceiptNumber } from './receipt-number.ts';
import { codeOfSecret, keysOfCode, makeQueryCode, openSealed, openFileBytes, sealTo, signedBy, type CodeKeys } from './seal.ts';

export { shinglesOf } from './likeness.ts';
export { foiLimits } from './model.ts';
export type { ApplicantLetter, ApplicantStage, ApplicantView, FoiRequestType, RecordCorrection, SealedFile } from './model.ts';

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
 * `once`: a secret of the page that sends (32 characters or more, of its token and what was filled in). The same one gets
 * the same number and code again, from whichever process is asked, and is put in once.
 * @throws ApplicationFaults when `checkApplication` finds any
 */
export async function submitApplication(db: PortalDb, input: ApplicationInput, at: Instant = now(), once: string | null = null): Promise<Submitted> {
  const faults = checkApplication(input);
  if (faults.length > 0) throw new ApplicationFaults(faults);
  const secret = once === null || once.length < ONCE_LEAST ? null : once;
  const queryCode = secret === null ? makeQueryCode() : codeOfSecret(secret);
  for (let draw = 1; ; draw += 1) {
    const receiptNumber = makeReceiptNumber(civilDateOf(at));
    try {
      await store(db, input, receiptNumber, await keysOfCode(receiptNumber, queryCode), at, secret);
      return { receiptNumber, queryCode };
    } catch (error) {
      const constraint = databaseFault(error)?.constraint;
      if (constraint === 'foi_once_pkey' && secret !== null) return { receiptNumber: await numberGiven(db, secret), queryCode };
      if (constraint !== 'foi_number_pkey' || draw === DRAWS) throw error;
    }
  }
}

const ONCE_LEAST = 32;

async function numberGiven(db: PortalDb, secret: string): Promise<string> {
  return (await db.selectFrom('open.foiGiven').select('number').where('key', '=', onceKey(secret)).executeTakeFirstOrThrow()).number;
}

/** What is kept of the secret does not lead back to the code made of it. */
function onceKey(secret: string): Buffer {
  return createHash('sha256').update(`tongming foi once ${secret}`).digest();
}

export class ApplicationFaults extends Error {
  readonly faults: InputFault[];
  constructor(faults: InputFault[]) {
    super(faults.map((f) => `${f.field}: ${f.message}`).join('；'));
    this.name = 'ApplicationFaults';
    this.faults = faults;
  }
}

async function store(db: PortalDb, input: ApplicationInput, number: string, keys: CodeKeys, at: Instant, once: string | null): Promise<void> {
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
    // A second press waits here for the first one's commit.
    if (once !== null) await tx.insertInto('inbox.foiOnce').values({ key: onceKey(once), number, givenAt: at }).execute();
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
    submittedAt: at, receivedOn: null, receiptArticle: null, applicantName, request, due: null, delayedTo: null, delayArticle: null, rounds: [], waitingText: null,
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
  | { kind: 'foi-narrowing'; content: string; attachments?: Attachment[] }
  | { kind: 'foi-withdrawal'; reason?: string | null }
  | { kind: 'foi-evaluation'; score: number; words?: string | null };

/** The code is wrong, the case does not wait for this, or what was filled in is at fault. */
export type FollowUpResult = { ok: true } | { ok: false; reason: 'not-found' | 'not-now' } | { ok: false; reason: 'faults'; faults: InputFault[] };

/** 补正. The day it is sent is the day of receipt, as with the application itself. */
export function submitCorrection(db: PortalDb, number: string, code: string, correction: { content: string; excuse?: string | null; attachments?: Attachment[] }, at: Instant = now()): Promise<FollowUpResult> {
  const { content, faults } = contentOf(correction);
  return followUp(db, number, code, 'correct', 'foi-correction', { content, excuse: correction.excuse?.trim() || null }, faults, at, correction.attachments);
}

/** 减少申请内容 instead of paying. */
export function submitNarrowing(db: PortalDb, number: string, code: string, less: { content: string; attachments?: Attachment[] }, at: Instant = now()): Promise<FollowUpResult> {
  const { content, faults } = contentOf(less);
  return followUp(db, number, code, 'narrow', 'foi-narrowing', { content }, faults, at, less.attachments);
}

function contentOf(given: { content: string; attachments?: Attachment[] }): { content: string; faults: InputFault[] } {
  const content = given.content.trim();
  const unfit = content.length < foiLimits.contentLeast || content.length > foiLimits.content;
  return { content, faults: [...(unfit ? [{ field: 'content', message: zh.input.content }] : []), ...attachmentFaults(given.attachments ?? [])] };
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

/** The address mails about a case come from; null where this installation sends none. */
export async function mailSender(db: PortalDb): Promise<string | null> {
  return (await db.selectFrom('open.mailSender').select('address').executeTakeFirst())?.address ?? null;
}

/** An answer given before and published, in the office's own words. `likeness` from 0 to 1. */
export type PublishedAnswer = { agencyCode: string; title: string; answer: string; recordId: string | null; likeness: number };

/** Answers the office has made public (`decide-publication`), those like the text first. Reads the public zone only. */
export async function similarAnswers(db: PortalDb, shingles: number[], limit = 5): Promise<PublishedAnswer[]> {
  if (shingles.length === 0) return [];
  const rows = await db.selectFrom('open.foiAnswer').selectAll().where(sql<boolean>`shingles && ${shingles}::int[]`)
    .orderBy('publishedOn', 'desc').limit(100).execute();
  return rows.map(({ shingles: own, publishedOn: _on, caseId: _case, ...row }) => ({ ...row, likeness: likeness(shingles, own) }))
    .filter((row) => row.likeness >= ALIKE / 2).sort((a, b) => b.likeness - a.likeness).slice(0, limit);
}
