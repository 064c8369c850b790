import { yearOf } from '@tongming/law';
import { receiptOfCase } from '../fold.ts';
import { zh } from '../messages.ts';
import { nextFoiNumber } from '../numbers.ts';
import type { Verb } from '../perform.ts';

/** 登记受理: the case gets its number, of the year in which it was received, without gaps. */
export const register: Verb<'register'> = {
  ready: (c) => (c.standing.receivedOn !== null ? []
    : [{ code: 'receipt-unknown', message: zh.refusal.receiptUnknown(receiptOfCase(c.folded, c.settings).waiting ?? '') }]),
  fill: async ({ ctx, case: c, on }) => {
    const year = yearOf(c.standing.receivedOn ?? on);
    return { year, seq: await nextFoiNumber(ctx, c.agency.code, 'register', year) };
  },
};
