import type { Verb } from '../perform.ts';
import { forwardFaults, reason, sheetFaults } from '../checks.ts';
import { startDisclosureDuty } from '../duties.ts';
import { needsLegality } from '../machine.ts';
import { zh } from '../messages.ts';
import { dateMadeFaults, keptDate } from '../numbering.ts';
import { legalStepsDone } from '../trail.ts';

/** 签发: approves text and disclosure together. 成文日期 is the day of signature unless said otherwise. */
export const sign: Verb = {
  ready: (c) => [
    ...sheetFaults(c.doc, c.attachments, c.around),
    ...forwardFaults(c.doc.sheet, c.around),
    ...(needsLegality(c.doc.sheet.category) && !legalStepsDone(c.trail) ? [reason('legal-steps', zh.check.legalSteps)] : []),
  ],
  decide: (_c, input, { today }) => dateMadeFaults(input.data?.dateMade, today),
  effect: async ({ ctx, case: c, input, principal }) => {
    const kept = keptDate(c);
    const dateMade = input.data?.dateMade ?? (c.doc.number === null ? kept : c.doc.dateMade) ?? ctx.today;
    await startDisclosureDuty(ctx, c.doc, kept === null ? dateMade : ctx.today);
    return { set: { signedBy: principal.person.id, dateMade }, data: { disclosure: c.doc.sheet.disclosure } };
  },
};
