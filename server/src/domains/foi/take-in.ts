// What the public sent, taken in: each submission exactly once. core.taken_in remembers its id in the same transaction
// that opens the case and empties the inbox, so that a crash at any moment leaves it wholly taken in or wholly waiting.
import { civilDateOf, instant, type Instant } from '@tongming/law';
import { z } from 'zod';
import type { FoiAct } from '../../console-api/contract-foi.ts';
import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../platform/command.ts';
import { Refused } from '../../platform/errors.ts';
import { putFile, recordFile, type StoredFile } from '../../platform/files.ts';
import { journal, type Journalled } from '../../platform/journal.ts';
import { log } from '../../platform/log.ts';
import { identityKey } from './likeness.ts';
import { cellOf, fitsType } from './machine.ts';
import { zh } from './messages.ts';
import { applicantSchema, foiLimits, identitySchema, requestSchema, type Identity } from './model.ts';
import { openCaseWith } from './open-case.ts';
import { bringAbout, type Env, type Work } from './perform.ts';
import { intakeKeyOf, isSignedBy, openSealed } from './seal.ts';
import { append, loadCase } from './store.ts';

const actor: Actor = { personId: null, name: zh.intake, role: 'system', agencyCode: null };
const applicant: Actor = { personId: null, name: zh.applicantActor, role: 'applicant', agencyCode: null };
const kinds = ['foi-application', 'foi-correction', 'foi-withdrawal', 'foi-evaluation', 'foi-narrowing'] as const;
/** One at a time: a submission brings files along, and one that fails must not hold up the others. */
const atOnce = 50;

type Submission = { id: string; kind: string; payload: unknown; receivedAt: Instant };

/** What the public zone sends is not trusted to be what our form makes. */
const key = z.base64().transform((text) => Buffer.from(text, 'base64')).refine((bytes) => bytes.length === 32);
const moment = z.string().max(40).transform((text) => instant(text));
const applicationSchema = z.object({
  number: z.string().regex(/^\d{17}$/), agencyCode: z.string().max(40), applicant: applicantSchema, request: requestSchema, submittedAt: moment,
  readerKey: key, senderKey: key,
});
const followUpSchema = z.object({ signed: z.string().max(40_000), signature: z.base64() });
const signedSchema = z.object({
  id: z.uuid(), kind: z.enum(kinds), number: z.string(), at: moment, content: z.string().max(foiLimits.content).optional(), excuse: z.string().nullable().optional(),
  reason: z.string().nullable().optional(), score: z.int().optional(), words: z.string().nullable().optional(),
});

/** The public zone seals identity proofs to this key. Written whenever the worker starts; the same secret gives the same key. */
export async function publishIntakeKey(env: Pick<Env, 'db' | 'secret'>): Promise<void> {
  const { publicKey } = intakeKeyOf(env.secret);
  await env.db.insertInto('open.foiIntakeKey').values({ publicKey }).onConflict((c) => c.column('id').doUpdateSet({ publicKey })).execute();
}

/** Takes in all that waits. Returns how many were new. A submission that cannot be taken in now stays, and is tried again. */
export async function takeInFoi(env: Env): Promise<number> {
  let taken = 0;
  const failed = new Set<string>();
  for (;;) {
    const seen = (await env.db.selectFrom('inbox.submission').select(['id', 'kind', 'payload', 'receivedAt']).where('kind', 'in', [...kinds])
      .$if(failed.size > 0, (qb) => qb.where('id', 'not in', [...failed])).orderBy('receivedAt').orderBy('id').limit(atOnce).execute());
    if (seen.length === 0) return taken;
    for (const submission of seen) {
      try {
        taken += await takeInOne(env, submission);
      } catch (error) {
        failed.add(submission.id);
        log.error('foi.intake-failed', { submission: submission.id, error });
      }
    }
  }
}

async function takeInOne(env: Env, submission: Submission): Promise<number> {
  const files = await keepFiles(env, submission.id);
  return runCommand(env.db, submission.kind === 'foi-application' ? actor : applicant, async (ctx) => {
    if (!await claim(ctx, submission.id)) return unchanged(0);
    const entry = submission.kind === 'foi-application' ? await application(ctx, env, submission, files) : await followUp(ctx, env, submission, files);
    await ctx.tx.deleteFrom('inbox.foiBlob').where('submissionId', '=', submission.id).execute();
    await ctx.tx.deleteFrom('inbox.submission').where('id', '=', submission.id).execute();
    return entry === null ? unchanged(0) : done(1, entry);
  }, { at: env.at });
}

/** A second worker waits here for the first one's commit, and then finds the id taken: it only clears the row away. */
async function claim(ctx: CommandContext, id: string): Promise<boolean> {
  const row = await ctx.tx.insertInto('core.takenIn').values({ submissionId: id, at: ctx.now })
    .onConflict((c) => c.column('submissionId').doNothing()).returning('submissionId').executeTakeFirst();
  if (row !== undefined) return true;
  await ctx.tx.deleteFrom('inbox.foiBlob').where('submissionId', '=', id).execute();
  await ctx.tx.deleteFrom('inbox.submission').where('id', '=', id).execute();
  return false;
}

type Kept = { name: string; file: StoredFile | null; refused: string | null };

/** Before the transaction: files are named by their content, so that doing it twice leaves one. */
async function keepFiles(env: Env, id: string): Promise<{ identity: Buffer | null; attachments: Kept[] }> {
  const blobs = await env.db.selectFrom('inbox.foiBlob').selectAll().where('submissionId', '=', id).orderBy('position').execute();
  const attachments: Kept[] = [];
  for (const blob of blobs.filter((b) => b.purpose === 'attachment')) {
    try {
      attachments.push({ name: blob.name, file: await putFile(env.files, blob.bytes, { limit: foiLimits.attachmentBytes, name: blob.name }), refused: null });
    } catch (error) {
      // An application is not lost for a file nobody can open: the office asks for another copy.
      if (!(error instanceof Refused)) throw error;
      attachments.push({ name: blob.name, file: null, refused: error.reasons.map((r) => r.message).join(zh.listSeparator) });
    }
  }
  return { identity: blobs.find((b) => b.purpose === 'identity')?.bytes ?? null, attachments };
}

async function application(ctx: CommandContext, env: Env, submission: Submission, files: Awaited<ReturnType<typeof keepFiles>>): Promise<Journalled> {
  const parsed = applicationSchema.safeParse(submission.payload);
  const known = parsed.success && await ctx.tx.selectFrom('core.agency').select('code').where('code', '=', parsed.data.agencyCode).executeTakeFirst();
  if (!parsed.success || !known) return setAside(ctx, submission);
  const { submittedAt, ...given } = parsed.data;
  // The portal's own word that it has gone through is the confirmation: that day is the receipt (指导案例26号).
  const submittedOn = civilDateOf(submittedAt);
  const proof = files.identity && identityIn(env, files.identity, given.number);
  const opened = await openCaseWith(ctx, env, { ...given, receiptNumber: given.number, submittedAt, identityKey: identityKey(env.secret, proof?.number) }, {
    type: 'submit', on: submittedOn, data: { channel: 'portal', facts: { submittedOn }, evidence: null },
  });
  if (files.identity !== null) await ctx.tx.insertInto('core.foiIdentity').values({ caseId: opened.case.id, sealed: files.identity }).execute();
  await attach(ctx, opened.case.id, 'application', files.attachments);
  return opened.entry;
}

/** Only to tell applicants apart: a proof nobody can open is for who checks identities to find. */
function identityIn(env: Pick<Env, 'secret'>, sealed: Buffer, number: string): Identity | null {
  const opened = openSealed(intakeKeyOf(env.secret).key, sealed, number);
  return (opened && identitySchema.safeParse(parse(opened.toString('utf8'))).data) ?? null;
}

/**
 * What our own form cannot have made goes to the journal whole, by digest, and out of the way: nobody was told a number
 * for it, and a row that never fits would be tried for ever.
 */
async function setAside(ctx: CommandContext, submission: Submission): Promise<Journalled> {
  log.warn('foi.intake-malformed', { submission: submission.id, kind: submission.kind });
  return journal(ctx, { action: 'foi.intake-malformed', subjectType: 'submission', subjectId: submission.id, after: { kind: submission.kind, receivedAt: submission.receivedAt } });
}

async function attach(ctx: CommandContext, caseId: string, purpose: 'application' | 'correction', files: readonly Kept[]): Promise<void> {
  for (const { name, file, refused } of files) {
    if (file !== null) await recordFile(ctx.tx, file);
    await ctx.tx.insertInto('core.foiFile').values({
      caseId, purpose, name, fileHash: file?.hash ?? null, size: file?.size ?? 0, mime: file?.mime ?? '', refused, at: ctx.now,
    }).execute();
  }
}

async function followUp(ctx: CommandContext, env: Env, submission: Submission, files: Awaited<ReturnType<typeof keepFiles>>): Promise<Journalled> {
  const outer = followUpSchema.safeParse(submission.payload);
  const inner = outer.success ? signedSchema.safeParse(parse(outer.data.signed)) : null;
  if (!outer.success || !inner?.success || inner.data.id !== submission.id || inner.data.kind !== submission.kind) return setAside(ctx, submission);
  const { number, at } = inner.data;
  const row = await ctx.tx.selectFrom('core.foiCase').select('id').where('receiptNumber', '=', number).executeTakeFirst();
  const c = row && await loadCase(ctx.tx, row.id, true);
  const genuine = c?.senderKey && isSignedBy(c.senderKey, Buffer.from(outer.data.signed), Buffer.from(outer.data.signature, 'base64'));
  if (!c || !genuine) return setAside(ctx, submission);
  const act = actOf[inner.data.kind];
  // A public node whose clock runs ahead does not send from tomorrow.
  const day = civilDateOf(at);
  const work = { ctx, env, case: c, on: day > ctx.today ? ctx.today : day };
  const open = fitsType(act, c.folded.requestType) && cellOf(c.folded.state, act)?.roles.includes('applicant') === true;
  const entry = open ? await bring(work, inner.data).catch((error: unknown) => overtaken(work, act, inner.data, error)) : await overtaken(work, act, inner.data);
  await attach(ctx, c.id, 'correction', files.attachments);
  return entry;
}

/**
 * The case has moved on between the applicant's page and the intake. What was sent is not lost: the office finds it,
 * words and all, among the notes of the case. Refusals come before anything is written.
 */
async function overtaken(work: Omit<Work<FoiAct>, 'data'>, act: FoiAct, sent: z.output<typeof signedSchema>, error?: unknown): Promise<Journalled> {
  if (error !== undefined && !(error instanceof Refused)) throw error;
  const words = [sent.content, sent.excuse, sent.reason, sent.words].flatMap((w) => w ?? []).join(zh.listSeparator);
  const text = zh.overtaken(zh.acts[act], zh.states[work.case.folded.state], words).slice(0, foiLimits.words);
  return (await append(work.ctx, work.case, { type: 'note', on: work.on, data: { text } })).entry;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const actOf = {
  'foi-application': 'receive-correction', 'foi-correction': 'receive-correction', 'foi-withdrawal': 'withdraw', 'foi-evaluation': 'evaluate',
  'foi-narrowing': 'narrow-request',
} as const satisfies Record<(typeof kinds)[number], FoiAct>;

async function bring(work: Omit<Work<FoiAct>, 'data'>, s: z.output<typeof signedSchema>): Promise<Journalled> {
  switch (actOf[s.kind]) {
    case 'withdraw': return (await bringAbout({ ...work, data: { reason: s.reason ?? null, evidence: null } }, 'withdraw')).entry;
    case 'evaluate': return (await bringAbout({ ...work, data: { score: s.score ?? 0, words: s.words ?? null } }, 'evaluate')).entry;
    case 'narrow-request': return (await bringAbout({ ...work, data: {
      channel: 'portal', facts: { submittedOn: work.on }, content: s.content ?? '', evidence: null } }, 'narrow-request')).entry;
    case 'receive-correction': return (await bringAbout({ ...work, data: {
      channel: 'portal', facts: { submittedOn: work.on }, content: s.content ?? '', excuse: s.excuse ?? null } }, 'receive-correction')).entry;
  }
}
