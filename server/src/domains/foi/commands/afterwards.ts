import { refuse } from '../../../platform/errors.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';
import { shinglesOf } from '../likeness.ts';

/** Once, by the applicant. */
export const evaluate: Verb<'evaluate'> = {
  ready: (c) => (c.folded.evaluated ? [{ code: 'evaluated', message: zh.refusal.evaluatedAlready }] : []),
  effect: async ({ ctx, case: c, data }) => {
    await ctx.tx.insertInto('core.foiEvaluation').values({ caseId: c.id, ...data, at: ctx.now }).execute();
    return {};
  },
};

/**
 * 条例第四十四条: what several ask for is published. The information itself goes through the drafting of documents, with its
 * secrecy review and personal data check; here its public record is named. Nothing an applicant wrote becomes public.
 */
export const decidePublication: Verb<'decide-publication'> = {
  ready: (c) => (c.suggestOpen && !c.folded.publicationDecided ? [] : [{ code: 'publication-none', message: zh.refusal.publicationNone }]),
  effect: async ({ ctx, case: c, data }) => {
    if (data.publish) {
      const record = data.recordId === null ? undefined
        : await ctx.tx.selectFrom('open.record').select(['id', 'title', 'agencyCode']).where('id', '=', data.recordId).executeTakeFirst();
      if (record === undefined) return refuse('publication-record', zh.refusal.publicationRecord);
      await ctx.tx.insertInto('open.foiAnswer').values({
        caseId: c.id, agencyCode: record.agencyCode, title: record.title, answer: '', recordId: record.id,
        shingles: shinglesOf(record.title), publishedOn: ctx.today,
      }).execute();
    }
    return { suggestOpen: false };
  },
};
