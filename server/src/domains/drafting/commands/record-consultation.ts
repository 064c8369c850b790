import { checkConsultation } from '@tongming/law';
import type { Verb } from '../perform.ts';
import { reason } from '../checks.ts';
import { startLegalityDuty } from '../duties.ts';
import { zh } from '../messages.ts';

/** 征求意见 on record: when, where, how many came in and were taken up. The legality review's clock begins. */
export const recordConsultation: Verb = {
  decide: (_c, input, { today }) => {
    const said = input.data?.consultation;
    if (!said || said.channel === '' || said.summary === '') {
      return [reason('consultation-missing', zh.check.consultationMissing, 'consultation')];
    }
    return checkConsultation(said, today).map((r) => reason(r.code, r.message, r.field, r.article));
  },
  effect: async ({ ctx, case: c, input }) => {
    await startLegalityDuty(ctx, c.doc);
    return { data: { consultation: input.data?.consultation } };
  },
};
