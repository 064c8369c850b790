import type { Verb } from '../perform.ts';
import { dropOpenDuties } from '../duties.ts';

/** 退回: to the drafter, with a reason. A number already given stays with the document. */
export const giveBack: Verb = {
  effect: async ({ ctx, case: c }) => {
    await dropOpenDuties(ctx, c.doc.id);
    return { set: { signedBy: null, printed: null } };
  },
};
