import type { Verb } from '../perform.ts';
import { voidReply } from '../papers.ts';

/** 批准: by somebody else than who proposed (the table's guard). */
export const approve: Verb<'approve'> = {};
/** The decision falls, and the letter drafted of it. */
export const giveBack: Verb<'return'> = {
  effect: async ({ ctx, case: c }) => {
    await voidReply(ctx, c.id);
    return {};
  },
};
