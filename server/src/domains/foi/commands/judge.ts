import type { Reason } from '../../../console-api/contract.ts';
import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

const before = { competent: 'complete', held: 'competent' } as const;

/** What can be found of an application under 第四十一条. */
const ofRecords: ReadonlySet<string> = new Set(['complete', 'ours', 'not-responsible']);

/** One of the first three steps, in their order: 补不补, 该不该, 有没有. */
export const judge: Verb<'judge'> = {
  decide: ({ case: { folded: f }, data }) => {
    if (f.requestType === 'correction-of-record' && !ofRecords.has(data.finding)) return [{ code: 'finding-unfit', message: zh.refusal.findingUnfit(zh.findings[data.finding]), field: 'finding' }];
    const reasons: Reason[] = [];
    if (data.step === 'complete') {
      const corrected = f.corrections.some((k) => k.receivedOn !== null);
      return data.finding === 'still-unclear' && !corrected ? [{ code: 'still-unclear-first', message: zh.refusal.stillUnclearFirst, article: zh.articles['notify-correction'] }] : [];
    }
    const needed = before[data.step];
    const passed = needed === 'complete' ? f.findings.complete === 'complete' : f.findings.competent === 'ours';
    if (!passed) reasons.push({ code: 'step-order', message: zh.refusal.stepOrder(zh.steps[needed].name), article: zh.steps[needed].article });
    // Published information and special procedures are known without a search; that something is not there is not.
    const searched = data.step !== 'held' || data.finding === 'already-public' || data.finding === 'special-procedure' || f.searches > 0;
    if (!searched) reasons.push({ code: 'search-missing', message: zh.refusal.searchMissing, article: zh.steps.held.article });
    return reasons;
  },
};
