import type { Reason } from '../../../console-api/contract.ts';
import { findPersonalData } from '../../../platform/personal-data.ts';
import { refuse } from '../../../platform/errors.ts';
import { intakeMessages } from '../../../platform/intake-messages.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';
import { shinglesOf } from '../likeness.ts';
import type { Case } from '../store.ts';

const t = zh.refusal;

/** Once, by the applicant. */
export const evaluate: Verb<'evaluate'> = {
  ready: (c) => (c.folded.evaluated ? [{ code: 'evaluated', message: t.evaluatedAlready }] : []),
  effect: async ({ ctx, case: c, data }) => {
    await ctx.tx.insertInto('core.foiEvaluation').values({ caseId: c.id, ...data, at: ctx.now }).execute();
    return {};
  },
};

/**
 * 条例第四十四条: what several ask for is published. The information itself goes through the drafting of documents, with its
 * secrecy review and personal data check; here its public record is named, and a question with its answer in the office's
 * own words. Nothing an applicant wrote becomes public. A later decision replaces the earlier one.
 */
export const decidePublication: Verb<'decide-publication'> = {
  decide: ({ case: c, data }) => {
    if (!data.publish) return [];
    const texts = [data.question, data.answer].filter((text) => text !== null);
    const nothing = texts.length === 0 && data.recordId === null;
    return [
      ...(nothing ? [{ code: 'publication-record', message: t.publicationRecord, field: 'recordId' }] : []),
      ...(texts.length === 1 ? [{ code: 'publication-text', message: t.publicationText, field: 'question' }] : []), ...personalFaults(c, texts.join('\n')),
    ];
  },
  effect: async ({ ctx, case: c, data }) => {
    await ctx.tx.deleteFrom('open.foiAnswer').where('caseId', '=', c.id).execute();
    if (!data.publish) return { suggestOpen: false };
    const record = data.recordId === null ? null
      : await ctx.tx.selectFrom('open.record').select(['id', 'title']).where('id', '=', data.recordId).executeTakeFirst();
    if (record === undefined) return refuse('publication-record', t.publicationRecord);
    const title = data.question ?? record?.title ?? '';
    await ctx.tx.insertInto('open.foiAnswer').values({
      caseId: c.id, agencyCode: c.agency.code, title, answer: data.answer ?? '', recordId: record?.id ?? null,
      shingles: shinglesOf(record === null ? title : `${title} ${record.title}`), publishedOn: ctx.today,
    }).execute();
    return { suggestOpen: false };
  },
};

/** What must not stand in a public question: numbers that are somebody's, and whatever tells who applied. */
function personalFaults({ applicant: a }: Case, text: string): Reason[] {
  const field = 'question';
  const own = [a.name, a.representative, a.contact, a.phone, a.email, a.address].some((word) => word !== null && word.length > 1 && text.includes(word));
  return [
    ...findPersonalData(text).map((d) => ({ code: 'publication-personal', message: t.publicationPersonal(intakeMessages.personalData[d.kind], d.masked), field })),
    ...(own ? [{ code: 'publication-applicant', message: t.publicationApplicant, field }] : []),
  ];
}
