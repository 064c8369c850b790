import type { Verb } from '../perform.ts';
import { reason } from '../checks.ts';
import { zh } from '../messages.ts';
import { legalityFinishedOn } from '../trail.ts';

/** 集体讨论: after the legality review (国办发〔2018〕37号: what was not reviewed is not put up for discussion). */
export const recordDeliberation: Verb = {
  decide: (c, input, { today }) => {
    const said = input.data?.deliberation;
    if (!said || said.meeting === '' || said.decision === '') {
      return [reason('deliberation-missing', zh.check.deliberationMissing, 'deliberation')];
    }
    const after = legalityFinishedOn(c.trail);
    return said.heldOn > today || (after !== null && said.heldOn < after)
      ? [reason('deliberation-day', zh.check.deliberationDay, 'deliberation')] : [];
  },
  effect: async ({ input }) => ({ data: { deliberation: input.data?.deliberation } }),
};
