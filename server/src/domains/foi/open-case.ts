// How a case begins, whatever brought it: one row, its first event, its page for the applicant, one journal row.
import type { Instant } from '@tongming/law';
import type { Applicant, FoiRequest } from '../../console-api/contract-foi.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json } from '../../platform/database.ts';
import type { Journalled } from '../../platform/journal.ts';
import { applicantKey } from './likeness.ts';
import type { Beginning } from './machine.ts';
import { tellApplicant } from './mail/queue.ts';
import type { Env } from './perform.ts';
import { projectStatus } from './status.ts';
import { append, loadCase, writeWords, type Case, type NewEvent } from './store.ts';

export type NewCase = {
  agencyCode: string; receiptNumber: string; applicant: Applicant; request: FoiRequest; submittedAt: Instant; readerKey: Buffer | null; senderKey: Buffer | null;
  splitFrom?: string;
  /** From the identity number, where one was given (`identityKey`). */
  identityKey: Buffer | null;
};

/** Part of the command that calls it. */
export async function openCaseWith(
  ctx: CommandContext, env: Pick<Env, 'secret'>, given: NewCase, event: NewEvent<Beginning>,
): Promise<{ case: Case; entry: Journalled }> {
  const { id } = await ctx.tx.insertInto('core.foiCase').values({
    agencyCode: given.agencyCode, receiptNumber: given.receiptNumber, channel: event.data.channel, applicantKind: given.applicant.kind,
    applicant: json(given.applicant), request: json(given.request), applicantKey: applicantKey(env.secret, given.applicant),
    identityKey: given.identityKey, requestType: given.request.type ?? 'information',
    submittedAt: given.submittedAt, splitFrom: given.splitFrom ?? null, readerKey: given.readerKey,
    senderKey: given.senderKey, version: 0, updatedAt: ctx.now,
  }).returning('id').executeTakeFirstOrThrow();
  const { after, entry } = await append(ctx, await loadCase(ctx.tx, id), event);
  await writeWords(ctx, after);
  await projectStatus(ctx, after);
  await tellApplicant(ctx, after);
  return { case: after, entry };
}
