import { makeReceiptNumber } from '../receipt-number.ts';
import { openCaseWith } from '../open-case.ts';
import { zh } from '../messages.ts';
import type { StoredEvent } from '../model.ts';
import type { Verb } from '../perform.ts';
import { append, writeWords, type NewEvent } from '../store.ts';
import { projectStatus } from '../status.ts';
import { nextFoiNumber } from '../numbers.ts';

/** What the parts have in common: everything the clock counts, and nothing that was found about the whole. */
const inherited: ReadonlySet<string> = new Set([
  'notify-correction', 'receive-correction', 'request-extension', 'approve-extension', 'refuse-extension', 'notify-extension', 'notify-fee',
  'fee-notice-received', 'record-payment', 'narrow-request', 'ask-reasons', 'record-reasons', 'set-delay',
]);

function ofPart(e: StoredEvent, content: string): NewEvent {
  switch (e.type) {
    case 'receive-correction': return { type: e.type, on: e.on, data: { ...e.data, content } };
    case 'narrow-request': return { type: e.type, on: e.on, data: { ...e.data, content } };
    default: return { type: e.type, on: e.on, data: e.data };
  }
}

/**
 * 一事一申请: the first part stays with this case, the others become cases of their own, each registered, answered and
 * counted by itself, received on the same day and with the same periods.
 */
export const split: Verb<'split'> = {
  ready: (c) => [
    ...(c.folded.thirdParties.length + c.folded.agencies.length > 0 ? [{ code: 'split-consulting', message: zh.refusal.splitConsulting }] : []),
    // The decision was about the whole.
    ...(c.folded.rounds.length > 0 ? [{ code: 'split-reopened', message: zh.refusal.splitReopened }] : []),
  ],
  fill: async ({ ctx, env, case: c, data, on }) => {
    const caseIds: string[] = [];
    for (const part of data.parts.slice(1)) {
      const opened = await openCaseWith(ctx, env, {
        agencyCode: c.agency.code, receiptNumber: makeReceiptNumber(ctx.today), applicant: c.applicant, request: { ...c.request, content: part },
        submittedAt: c.submittedAt, readerKey: null, senderKey: null, splitFrom: c.id, identityKey: c.identityKey,
      }, { type: 'split-off', on: c.standing.receivedOn ?? on, data: { channel: c.folded.channel, facts: c.folded.facts, evidence: null, from: c.id } });
      const year = c.folded.registered?.year ?? 0;
      const seq = await nextFoiNumber(ctx, c.agency.code, 'register', year);
      let child = (await append(ctx, opened.case, { type: 'register', on, data: { year, seq } })).after;
      const common = c.events.filter((e) => inherited.has(e.type));
      for (const e of common) {
        child = (await append(ctx, child, ofPart(e, part))).after;
      }
      await writeWords(ctx, child);
      await projectStatus(ctx, child);
      caseIds.push(child.id);
    }
    return { ...data, caseIds };
  },
  effect: async ({ ctx, after }) => {
    await writeWords(ctx, after);
    return {};
  },
};
