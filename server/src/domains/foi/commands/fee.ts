import { feeByItems, feeByPages, yearOf, type CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/database.ts';
import { zh } from '../messages.ts';
import type { DataOf } from '../model.ts';
import type { Verb } from '../perform.ts';
import { contentOf, writeWords, type Case } from '../store.ts';
import { receiptDay } from './receive-correction.ts';

/** 件 of the same applicant in the same calendar month before this one: items are charged on top of them. */
export async function itemsBefore(db: Db | Tx, c: Case): Promise<number> {
  const received = c.standing.receivedOn;
  if (received === null) return 0;
  const row = await db.selectFrom('core.foiCase').select((eb) => eb.fn.countAll<number>().as('n'))
    .where('agencyCode', '=', c.agency.code).where(applicantIs(c)).where('requestType', '=', 'information').where('id', '<>', c.id)
    .where(sql<boolean>`date_trunc('month', received_on) = date_trunc('month', ${received}::date)`)
    .where((eb) => eb(eb.refTuple('submittedAt', 'id'), '<', eb.tuple(c.submittedAt, c.id))).executeTakeFirstOrThrow();
  return row.n;
}

/** `sameApplicant` of likeness.ts, for the database. */
function applicantIs(c: Case) {
  if (c.identityKey === null) return sql<boolean>`applicant_key = ${c.applicantKey}`;
  return sql<boolean>`(identity_key = ${c.identityKey} or (identity_key is null and applicant_key = ${c.applicantKey}))`;
}

async function priced(db: Db | Tx, c: Case, data: DataOf<'notify-fee'>, on: CivilDate): Promise<DataOf<'notify-fee'>> {
  const before = data.basis === 'items' ? await itemsBefore(db, c) : 0;
  const fee = data.basis === 'items' ? feeByItems(data.count, { before, date: on }) : feeByPages(data.count, on);
  return { ...data, before, amount: fee.amount };
}

/** 办法第三条: one basis, once. The amount is counted, never typed. */
export const notifyFee: Verb<'notify-fee'> = {
  ready: (c) => (c.folded.fees.every((f) => f.voidedOn !== null) ? [] : [{ code: 'fee-once', message: zh.refusal.feeOnce }]),
  decide: async ({ ctx, case: c, on, data }) => {
    const began = yearOf(on) >= yearOf(feeByPages(1).tariff.effectiveFrom);
    const { amount } = began ? await priced(ctx.tx, c, data, on) : { amount: 0 };
    return amount > 0 ? [] : [{ code: 'fee-nothing', message: zh.refusal.feeNothing, field: 'count' }];
  },
  fill: ({ ctx, case: c, on, data }) => priced(ctx.tx, c, data, on),
};

export const feeNoticeReceived: Verb<'fee-notice-received'> = {
  ready: (c) => (c.folded.fees.at(-1)?.paidOn === null ? [] : [{ code: 'fee-paid', message: zh.refusal.feePaidAlready }]),
  decide: ({ case: c, on }) => {
    const told = c.folded.fees.at(-1)?.notifiedOn;
    return told !== undefined && on < told ? [{ code: 'fee-order', message: zh.refusal.feeOther, field: 'on' }] : [];
  },
};

export const recordPayment: Verb<'record-payment'> = {
  ready: (c) => feeNoticeReceived.ready?.(c) ?? [],
  decide: ({ case: c, data }) => {
    const due = c.folded.fees.at(-1)?.amount ?? 0;
    return data.amount === due ? [] : [{ code: 'fee-amount', message: zh.refusal.feeAmount(due), field: 'amount' }];
  },
};

/**
 * 减少申请内容: the applicant asks for less instead of paying. The notice falls; whether what is left costs anything is
 * counted anew. What the days of waiting mean is a setting: neither 条例 nor 办法 says.
 */
export const narrowRequest: Verb<'narrow-request'> = {
  ready: (c) => feeNoticeReceived.ready?.(c) ?? [],
  on: (c, data, on) => receiptDay(c, data) ?? on,
  decide: ({ case: c, data }) => [
    ...(receiptDay(c, data) === null ? [{ code: 'narrowing-receipt', message: zh.refusal.narrowingReceipt, field: 'facts' }] : []),
    ...(data.content === contentOf(c) ? [{ code: 'narrowing-same', message: zh.refusal.narrowingSame, field: 'content' }] : []),
  ],
  effect: async ({ ctx, after }) => {
    await writeWords(ctx, after);
    return {};
  },
};
