import type { Verb } from '../perform.ts';
import { reason } from '../checks.ts';
import { zh } from '../messages.ts';
import type { EventInput } from '../sheet.ts';

/** 保密审查, before anything may be disclosed (条例第十七条). */
export const clearSecrecy: Verb = {
  decide: (_c, input) =>
    conclusionOf(input).length < 2
      ? [reason('secrecy-missing', zh.check.secrecyMissing, 'secrecy', zh.check.secrecyArticle)] : [],
  effect: async ({ input }) => ({ data: { secrecy: { conclusion: conclusionOf(input) } } }),
};

/** The reviewer's opinion is the conclusion where no other is given. */
function conclusionOf(input: EventInput): string {
  return input.data?.secrecy?.conclusion || (input.opinion ?? '');
}
