import { dropDraftEdition } from '../../library/index.ts';
import type { Verb } from '../perform.ts';
import { dropOpenDuties } from '../duties.ts';
import { zh } from '../messages.ts';
import { cancelNumber } from '../numbering.ts';

/** 作废: its number, if it had one, stays on record as cancelled and is not used again. */
export const discard: Verb = {
  effect: async ({ ctx, case: c, input }) => {
    await dropOpenDuties(ctx, c.doc.id);
    if (c.doc.recordId !== null) await dropDraftEdition(ctx, c.doc.id);
    await cancelNumber(ctx, c.doc, input.opinion ?? zh.cancelled.discard);
    return { set: { printed: null } };
  },
};
