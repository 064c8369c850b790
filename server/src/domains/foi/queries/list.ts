import { addDays, calendarDay, isCivilDate, today, type CivilDate } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Page } from '../../../console-api/contract.ts';
import type { FoiCalendarDay, FoiRow } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { termsOf } from '../likeness.ts';
import { states } from '../machine.ts';
import { applicantKinds, day } from '../model.ts';
import { loadSettings } from '../settings.ts';
import { listed, listedColumns, numberOf, rowOf, seen, seenBy, unassigned } from './rows.ts';

export const listQuery = z.object({
  q: z.string().max(100), agency: z.string().max(40), state: z.enum(states as [(typeof states)[number], ...typeof states]), waiting: z.string().max(40),
  outcome: z.string().max(40), kind: z.enum(applicantKinds), year: z.string().regex(/^\d{4}$/), assignee: z.uuid(), overdue: z.enum(['true', 'false']), suggested: z.enum(['true', 'false']),
  open: z.enum(['true', 'false']), receivedFrom: day, receivedTo: day, closedFrom: day, closedTo: day, dueFrom: day, unassigned: z.enum(['true', 'false']), lawsuits: z.enum(['true', 'false']), order: z.enum(['newest', 'due']), cursor: z.string().max(80), limit: z.string().max(5),
}).partial();
export type ListQuery = Omit<z.output<typeof listQuery>, 'limit'> & { limit: number };

/** Counting further costs more than anybody learns from it. */
const COUNTED = 10_000;

/** Newest first, or by the next day something is due. `total` is exact up to ten thousand. The cursor is the last row's place and id. */
export async function listCases(db: Db, principal: Principal, ask: ListQuery, on: CivilDate = today()): Promise<Page<FoiRow>> {
  const settings = await loadSettings(db);
  const asked = sql<boolean>`${sql.join([seen(principal, ask.agency), ...conditions(principal, ask, on)], sql` and `)}`;
  const order = orders[ask.order ?? 'newest'];
  const page = sql<string>`(select c.id from core.foi_case c where ${asked} and ${order.beyond(ask.cursor ?? '')} order by ${order.by} limit ${ask.limit + 1})`;
  const [{ total }, rows] = await Promise.all([
    db.selectFrom(db.selectFrom('core.foiCase as c').where(asked).select('c.id').limit(COUNTED).as('found')).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    // Which rows those are is settled by an index alone; only they are read whole.
    listed(db).where('c.id', 'in', page).select(listedColumns).orderBy(order.by).execute(),
  ]);
  const items = rows.slice(0, ask.limit).map((row) => rowOf(row, on, settings.calendar));
  const last = items.at(-1);
  return { total, items, next: rows.length > ask.limit && last ? order.cursor(last) : null };
}

type Order = { by: RawBuilder<unknown>; beyond: (cursor: string) => RawBuilder<boolean>; cursor: (last: FoiRow) => string };
const orders: Record<NonNullable<ListQuery['order']>, Order> = {
  newest: {
    by: sql`c.submitted_at desc, c.id desc`,
    beyond: (cursor) => {
      const [, at, id] = /^(.{20,30}Z)~([0-9a-f-]{36})$/.exec(cursor) ?? [];
      return at && id ? sql`(c.submitted_at, c.id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`;
    },
    cursor: (last) => `${last.submittedAt}~${last.id}`,
  },
  // What has no day yet comes last.
  due: {
    by: sql`coalesce(c.next_due, 'infinity'), c.id`,
    beyond: (cursor) => {
      const [, due, id] = /^(\d{4}-\d{2}-\d{2}|infinity)~([0-9a-f-]{36})$/.exec(cursor) ?? [];
      return due && id ? sql`(coalesce(c.next_due, 'infinity'), c.id) > (${due}::date, ${id}::uuid)` : sql`true`;
    },
    cursor: (last) => `${last.next?.due ?? 'infinity'}~${last.id}`,
  },
};

function conditions(principal: Principal, ask: ListQuery, on: CivilDate): RawBuilder<boolean>[] {
  const words = ask.q?.trim() ?? '';
  const found: [boolean, RawBuilder<boolean>][] = [
    [ask.state !== undefined, sql`c.state = ${ask.state}`], [ask.outcome !== undefined, sql`c.outcome = ${ask.outcome}`],
    [ask.kind !== undefined, sql`c.applicant_kind = ${ask.kind}`], [ask.assignee !== undefined, sql`c.assignee = ${ask.assignee}`],
    [ask.year !== undefined, sql`c.received_on between ${`${ask.year}-01-01`}::date and ${`${ask.year}-12-31`}::date`],
    [ask.waiting !== undefined, sql`c.waiting_for @> array[${ask.waiting}]`], [ask.open === 'true', sql`c.closed_on is null`],
    [ask.suggested === 'true', sql`c.suggest_open`],
    [ask.dueFrom !== undefined, sql`(c.next_due is null or c.next_due >= ${ask.dueFrom}::date)`],
    [ask.unassigned === 'true', unassigned], [ask.lawsuits === 'true', sql`c.id in (select r.case_id from core.foi_review r where r.result is null)`],
    [ask.overdue === 'true', sql`(c.closed_on is null and c.next_due < ${on}::date)`],
    [ask.receivedFrom !== undefined, sql`c.received_on >= ${ask.receivedFrom}::date`], [ask.receivedTo !== undefined, sql`c.received_on <= ${ask.receivedTo}::date`],
    [ask.closedFrom !== undefined, sql`c.closed_on >= ${ask.closedFrom}::date`], [ask.closedTo !== undefined, sql`c.closed_on <= ${ask.closedTo}::date`],
  ];
  return [...found.flatMap(([given, condition]) => (given ? [condition] : [])), ...(words === '' ? [] : [matching(principal, words)])];
}

/** A receipt number, a register number, or words of the application and the applicant's name. */
function matching(principal: Principal, words: string) {
  const digits = words.replace(/[\s-]/g, '');
  if (/^\d{17}$/.test(digits)) return sql<boolean>`c.receipt_number = ${digits}`;
  const register = /(\d{4})\D{1,3}(\d{1,7})\s*号?$/.exec(words);
  if (register?.[1] && register[2] && !isCivilDate(words)) return sql<boolean>`(c.register_year = ${Number(register[1])} and c.register_seq = ${Number(register[2])})`;
  const terms = termsOf(words);
  if (terms.length === 0) return sql<boolean>`c.applicant->>'name' = ${words}`;
  const agencies = [...new Set(principal.roles.map((r) => r.agencyCode))];
  return sql<boolean>`c.id in (select w.case_id from core.foi_words w where w.terms @> ${terms}::int[] and w.agency_code = any(${agencies}::text[]))`;
}

export function myCases(db: Db, principal: Principal, ask: { cursor?: string; limit: number }): Promise<Page<FoiRow>> {
  return listCases(db, principal, { ...ask, assignee: principal.person.id, open: 'true' });
}

const LONGEST = 100;

/** Day by day: whether it is worked, and what is due. At most a hundred days. */
export async function calendar(db: Db, principal: Principal, ask: { agency?: string; from: CivilDate; to: CivilDate }): Promise<FoiCalendarDay[]> {
  const settings = await loadSettings(db);
  const to = ask.to > addDays(ask.from, LONGEST) ? addDays(ask.from, LONGEST) : ask.to;
  const rows = await seenBy(db, principal, ask.agency).select(['c.id', 'c.receiptNumber', 'c.registerYear', 'c.registerSeq', 'a.shortName', 'c.nextDue', 'c.nextDuty']).where('c.closedOn', 'is', null)
    .where('c.nextDue', '>=', ask.from).where('c.nextDue', '<=', to).orderBy('c.nextDue').orderBy('c.id').limit(2_000).execute();
  const byDay = Map.groupBy(rows, (row) => row.nextDue);
  const days: FoiCalendarDay[] = [];
  for (let date = ask.from; date <= to; date = addDays(date, 1)) {
    const cases = (byDay.get(date) ?? []).map((row) => ({ id: row.id, number: numberOf(row) ?? row.receiptNumber, what: row.nextDuty ?? '' }));
    days.push({ date, working: calendarDay(date, settings.calendar).working, cases });
  }
  return days;
}
