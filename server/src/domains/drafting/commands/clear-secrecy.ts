import type { Verb } from '../perform.ts';
import { reason } from '../checks.ts';
import { zh } from '../messages.ts';

/** 保密审查, before anything may be disclosed (条例第十七条). */
export const clearSecrecy: Verb = {
  decide: (_c, input) =>
    (input.data?.secrecy?.conclusion ?? '').length < 2
      ? [reason('secrecy-missing', zh.check.secrecyMissing, 'secrecy', zh.check.secrecyArticle)] : [],
  effect: async ({ input }) => ({ data: { secrecy: input.data?.secrecy } }),
};
