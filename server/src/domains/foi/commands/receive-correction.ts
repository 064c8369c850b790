import { LawInputError, receiptOf, type CivilDate } from '@tongming/law';
import { zh } from '../messages.ts';
import type { DataOf } from '../model.ts';
import type { Verb } from '../perform.ts';
import { writeWords, type Case } from '../store.ts';

/** The rules of receipt hold for what follows as for the application (条例第三十条、第三十一条). */
export function receiptDay(c: Case, data: Pick<DataOf<'receive-correction'>, 'channel' | 'facts'>): CivilDate | null {
  try {
    return receiptOf({ channel: data.channel, ...data.facts }, c.settings.receipt).receivedOn;
  } catch (error) {
    if (error instanceof LawInputError) return null;
    throw error;
  }
}

export const receiveCorrection: Verb<'receive-correction'> = {
  on: (c, data, on) => receiptDay(c, data) ?? on,
  decide: ({ case: c, data }) => (receiptDay(c, data) === null ? [{ code: 'correction-receipt', message: zh.refusal.correctionReceipt, field: 'facts' }] : []),
  effect: async ({ ctx, after }) => {
    await writeWords(ctx, after);
    return {};
  },
};
