import { contentOf } from '../store.ts';
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

/** 条例第四十四条: what several ask for is published. The record itself goes through the drafting of documents; here it is named. */
export const decidePublication: Verb<'decide-publication'> = {
  ready: (c) => (c.suggestOpen && !c.folded.publicationDecided ? [] : [{ code: 'publication-none', message: zh.refusal.publicationNone }]),
  effect: async ({ ctx, case: c, data }) => {
    if (data.publish) {
      await ctx.tx.insertInto('open.foiAnswer').values({
        caseId: c.id, agencyCode: c.agency.code, title: contentOf(c).slice(0, 60), answer: c.folded.decision?.provided?.description ?? '', recordId: data.recordId,
        shingles: shinglesOf(contentOf(c)), publishedOn: ctx.today,
      }).execute();
    }
    return { suggestOpen: false };
  },
};
