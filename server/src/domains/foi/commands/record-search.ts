import { zh } from '../messages.ts';
import type { Verb } from '../perform.ts';

/** 检索记录: that something is not there is shown by where it was looked for. */
export const recordSearch: Verb<'record-search'> = {
  decide: ({ ctx, data }) => data.entries.flatMap((e, i) => (e.searchedOn > ctx.today
    ? [{ code: 'future', message: zh.refusal.future(e.searchedOn), field: `entries.${i}.searchedOn` }] : [])),
  effect: async ({ ctx, case: c, data, after }) => {
    await ctx.tx.insertInto('core.foiSearchLog').values(data.entries.map((e) => ({ caseId: c.id, eventSeq: after.folded.lastSeq, ...e, at: ctx.now }))).execute();
    return {};
  },
};
