import { civilDateOf, LawInputError, now, receiptOf, type CivilDate } from '@tongming/law';
import { z } from 'zod';
import { done, runCommand } from '../../../platform/command.ts';
import { databaseFault } from '../../../platform/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Reason } from '../../../console-api/contract.ts';
import { actorFor, hasRole, type Principal } from '../../identity/index.ts';
import { identityKey } from '../likeness.ts';
import { zh } from '../messages.ts';
import { applicantSchema, channels, day, foiLimits, identitySchema, receiptFactsSchema, requestSchema } from '../model.ts';
import { openCaseWith } from '../open-case.ts';
import type { Env } from '../perform.ts';
import { mayEnter } from '../policy.ts';
import { makeReceiptNumber } from '../receipt-number.ts';
import { intakeKeyOf, keysOfCode, makeQueryCode, sealTo } from '../seal.ts';
import { loadSettings } from '../settings.ts';

/** What came by mail, at the counter, by fax or by telephone, as the office writes it down (条例第二十九条：代为填写). */
export const entrySchema = z.object({
  agencyCode: z.string().min(2).max(40),
  channel: z.enum(channels).exclude(['portal']),
  submittedOn: day,
  facts: receiptFactsSchema.omit({ submittedOn: true }).default({}),
  evidence: z.string().trim().min(2, zh.input.words).max(foiLimits.words),
  applicant: applicantSchema,
  identity: identitySchema.nullable().default(null),
  request: requestSchema,
  queryCode: z.boolean().default(true),
});
export type Entry = z.output<typeof entrySchema>;
export type Entered = { id: string; receiptNumber: string; queryCode: string | null };

/**
 * Puts an application that did not come through the portal into the same queue. The receipt date is derived from the
 * facts, never typed; where one is still missing the case waits for it. The code is told once and kept nowhere.
 */
export async function enterApplication(env: Env, principal: Principal, entry: Entry): Promise<Entered> {
  if (!mayEnter(principal, entry.agencyCode)) refuse('forbidden', zh.refusal.mayNotEnter, 403);
  const at = env.at ?? now();
  const facts = { ...entry.facts, submittedOn: entry.submittedOn };
  const faults = factFaults(entry, facts, civilDateOf(at), (await loadSettings(env.db)).receipt);
  if (faults.length > 0) refuse('enter-refused', faults);
  for (let draw = 1; ; draw += 1) {
    try {
      return await enter(env, principal, entry, facts, at);
    } catch (error) {
      if (databaseFault(error)?.constraint !== 'foi_number_pkey' || draw === 5) throw error;
    }
  }
}

async function enter(env: Env, principal: Principal, entry: Entry, facts: z.output<typeof receiptFactsSchema>, at: ReturnType<typeof now>): Promise<Entered> {
  const receiptNumber = makeReceiptNumber(civilDateOf(at));
  const queryCode = entry.queryCode ? makeQueryCode() : null;
  const keys = queryCode === null ? null : await keysOfCode(receiptNumber, queryCode);
  const role = hasRole(principal, entry.agencyCode, 'openness-clerk') ? 'openness-clerk' : 'openness-head';
  const id = await runCommand(env.db, actorFor(principal, role, entry.agencyCode, env.requestId), async (ctx) => {
    await ctx.tx.insertInto('inbox.foiNumber').values({ number: receiptNumber, sealed: Buffer.alloc(0), givenAt: ctx.now }).execute();
    const opened = await openCaseWith(ctx, env, {
      agencyCode: entry.agencyCode, receiptNumber, applicant: entry.applicant, request: entry.request, submittedAt: at,
      readerKey: keys?.readerKey ?? null, senderKey: keys?.senderKey ?? null, identityKey: identityKey(env.secret, entry.identity?.number),
    }, { type: 'enter', on: entry.submittedOn, data: { channel: entry.channel, facts, evidence: entry.evidence } });
    if (entry.identity !== null) {
      const sealed = sealTo(intakeKeyOf(env.secret).publicKey, Buffer.from(JSON.stringify(entry.identity)), receiptNumber);
      await ctx.tx.insertInto('core.foiIdentity').values({ caseId: opened.case.id, sealed }).execute();
    }
    return done(opened.case.id, opened.entry);
  }, { at });
  return { id, receiptNumber, queryCode };
}

function factFaults(entry: Entry, facts: z.output<typeof receiptFactsSchema>, today: CivilDate, settings: Parameters<typeof receiptOf>[1]): Reason[] {
  const future = Object.entries(facts).flatMap(([field, on]) => (on !== null && on !== undefined && on > today ? [{ code: 'future', message: zh.refusal.future(on), field }] : []));
  try {
    receiptOf({ channel: entry.channel, ...facts }, settings);
    return future;
  } catch (error) {
    if (error instanceof LawInputError) return [...future, { code: 'facts-wrong', message: `${zh.refusal.factsWrong}：${error.message}`, field: 'facts' }];
    throw error;
  }
}
