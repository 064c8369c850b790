import { LawInputError } from '@tongming/law';
import { receiptOfCase } from '../fold.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

/** 条例第三十一条: the day both sides confirmed, or whatever else the channel waits for. */
export const confirmReceipt: Verb<'confirm-receipt'> = {
  ready: (c) => (c.standing.receivedOn === null ? [] : [{ code: 'receipt-known', message: zh.refusal.receiptKnown }]),
  decide: ({ case: c, ctx, data }) => {
    const facts = { ...c.folded.facts, ...data.facts };
    const late = Object.values(data.facts).find((on) => on !== null && on !== undefined && on > ctx.today);
    if (late) return [{ code: 'future', message: zh.refusal.future(late), field: 'facts' }];
    try {
      const receipt = receiptOfCase({ channel: c.folded.channel, facts }, c.settings);
      return receipt.receivedOn === null ? [{ code: 'receipt-unknown', message: zh.refusal.receiptUnknown(receipt.waiting ?? ''), field: 'facts' }] : [];
    } catch (error) {
      if (error instanceof LawInputError) return [{ code: 'facts-wrong', message: `${zh.refusal.factsWrong}：${error.message}`, field: 'facts' }];
      throw error;
    }
  },
};
