import { randomUUID } from 'node:crypto';
import { zh } from '../messages.ts';
import { voidReply } from '../papers.ts';
import type { Verb } from '../perform.ts';

/** 复议、诉讼 chained to the case: each a row of its own, a suit after reconsideration points at it. */
export const openReview: Verb<'open-review'> = {
  decide: async ({ ctx, case: c, on, data }) => {
    const after = data.afterReview === null ? null : await ctx.tx.selectFrom('core.foiReview').select(['kind', 'acceptedOn'])
      .where('id', '=', data.afterReview).where('caseId', '=', c.id).executeTakeFirst() ?? null;
    const chained = data.kind === 'litigationAfterReconsideration' ? after?.kind === 'reconsideration' : data.afterReview === null;
    const early = (after !== null && on < after.acceptedOn) || (c.folded.ended !== null && on < c.folded.ended.on);
    return [
      ...(chained ? [] : [{ code: 'review-chain', message: zh.refusal.reviewChain, field: 'afterReview' }]),
      ...(early ? [{ code: 'review-order', message: zh.refusal.reviewOrder, field: 'on' }] : []),
    ];
  },
  fill: async ({ data }) => ({ ...data, reviewId: randomUUID() }),
  effect: async ({ ctx, case: c, on, data }) => {
    await ctx.tx.insertInto('core.foiReview').values({
      id: data.reviewId, caseId: c.id, agencyCode: c.agency.code, kind: data.kind, afterReview: data.afterReview, authority: data.authority, number: data.number, acceptedOn: on,
    }).execute();
    return {};
  },
};

export const reviewResult: Verb<'review-result'> = {
  decide: async ({ ctx, case: c, on, data }) => {
    const row = await ctx.tx.selectFrom('core.foiReview').select(['acceptedOn', 'result']).where('id', '=', data.reviewId).where('caseId', '=', c.id).executeTakeFirst();
    if (!row || row.result !== null) return [{ code: 'no-review', message: zh.refusal.noReview, field: 'reviewId' }];
    return [
      ...(on < row.acceptedOn ? [{ code: 'review-order', message: zh.refusal.reviewOrder, field: 'on' }] : []),
      ...(data.order !== null && data.result === 'upheld' ? [{ code: 'order-upheld', message: zh.refusal.orderUpheld, field: 'order' }] : []),
    ];
  },
  effect: async ({ ctx, on, data }) => {
    await ctx.tx.updateTable('core.foiReview').set({ result: data.result, resultOn: on, order: data.order, summary: data.summary, lesson: data.lesson }).where('id', '=', data.reviewId).execute();
    return {};
  },
};

/**
 * 重新办理: a decision of reconsideration or a judgment has annulled the answer or ordered one. A new round of the same
 * case begins with the day the decision was received; what was published of the old answer is taken back.
 */
export const reopen: Verb<'reopen'> = {
  ready: (c) => (c.folded.orders.some((o) => !o.reopened) ? [] : [{ code: 'reopen-none', message: zh.refusal.reopenNone }]),
  decide: ({ case: c, on, data }) => {
    const order = c.folded.orders.find((o) => o.reviewId === data.reviewId && !o.reopened);
    if (!order) return [{ code: 'reopen-unordered', message: zh.refusal.reopenNone, field: 'reviewId' }];
    const { period } = data;
    const found: [boolean, string, string, string][] = [
      [data.receivedOn < order.on, 'reopen-early', zh.refusal.reopenEarly(order.on), 'receivedOn'],
      [data.receivedOn > on, 'reopen-late', zh.refusal.reopenLate, 'receivedOn'],
      [period?.unit === 'until' && period.until <= data.receivedOn, 'reopen-until', zh.refusal.reopenUntil, 'period'],
    ];
    return found.flatMap(([wrong, code, message, field]) => (wrong ? [{ code, message, field }] : []));
  },
  effect: async ({ ctx, case: c, on, data }) => {
    await ctx.tx.updateTable('core.foiReview').set({ reopenedOn: on }).where('id', '=', data.reviewId).execute();
    await ctx.tx.deleteFrom('open.foiAnswer').where('caseId', '=', c.id).execute();
    await voidReply(ctx, c.id);
    return { suggestOpen: false };
  },
};
