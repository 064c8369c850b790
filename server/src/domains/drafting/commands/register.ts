import type { GatedVerb } from '../perform.ts';
import { numberingFaults } from '../checks.ts';
import { startDisclosureDuty } from '../duties.ts';
import { allocate, dateMadeFaults, keptDate } from '../numbering.ts';

/** 登记编号: the number is given inside this transaction and nowhere else, so that there is no gap and no second use. */
export const register: GatedVerb = {
  gated: true,
  ready: (c) => numberingFaults(c.doc.sheet, c.around, c.previous?.documentNumber ?? null),
  decide: (_c, input, { today }) => dateMadeFaults(input.data?.dateMade, today),
  effect: async ({ ctx, case: c, input }) => {
    const dateMade = input.data?.dateMade ?? c.doc.dateMade ?? ctx.today;
    const columns = await allocate(ctx, c.doc, dateMade, c.previous?.documentNumber ?? null);
    if (dateMade !== c.doc.dateMade) await startDisclosureDuty(ctx, c.doc, keptDate(c) === null ? dateMade : ctx.today);
    return { set: { ...columns, dateMade }, data: { documentNumber: columns.documentNumber } };
  },
};
