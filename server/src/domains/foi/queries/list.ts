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
import { listed, listedColumns, rowOf, seen, seenBy } from './rows.ts';

export const listQuery = z.object({
  q: z.string().max(100), agency: z.string().max(40), state: z.enum(states as [(typeof states)[number], ...typeof states]), waiting: z.string().max(40),
  outcome: z.string().max(40), kind: z.enum(applicantKinds), year: z.string().regex(/^\d{4}$/), assignee: z.uuid(), overdue: z.enum(['true', 'false']),
  open: z.enum(['true', 'false']), receivedFrom: day, receivedTo: day, closedFrom: day, closedTo: day, cursor: z.string().max(80), limit: z.string().max(5),
}).partial();
export type ListQuery = Omit<z.output<typeof listQuery>, 'limit'> & { limit: number };

/** Counting further costs more than anybody learns from it. */
const COUNTED = 10_000;

/** Newest first. `total` is exact up to ten thousand. The cursor is the last row's moment and id. */
export async function listCases(db: Db, principal: Principal, ask: ListQuery, on: CivilDate = today()): Promise<Page<FoiRow>> {
  const settings = await loadSettings(db);
  const asked = sql<boolean>`${sql.join([seen(principal, ask.agency), ...conditions(ask, on)], sql` and `)}`;
  const after = /^(.{20,30}Z)~([0-9a-f-]{36})$/.exec(ask.cursor ?? '');
  const beyond = after?.[1] && after[2] ? sql<boolean>`(c.submitted_at, c.id) < (${after[1]}::timestamptz, ${after[2]}::uuid)` : sql<boolean>`true`;
  const [{ total }, rows] = await Promise.all([
    db.selectFrom(db.selectFrom('core.foiCase as c').where(asked).select('c.id').limit(COUNTED).as('found')).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    listed(db).where(asked).where(beyond).select(listedColumns).orderBy('c.submittedAt', 'desc').orderBy('c.id', 'desc').limit(ask.limit + 1).execute(),
  ]);
  const items = rows.slice(0, ask.limit).map((row) => rowOf(row, on, settings.calendar));
  const last = items.at(-1);
  return { total, items, next: rows.length > ask.limit && last ? `${last.submittedAt}~${last.id}` : null };
}

function conditions(ask: ListQuery, on: CivilDate): RawBuilder<boolean>[] {
  const words = ask.q?.trim() ?? '';
  const found: [boolean, RawBuilder<boolean>][] = [
    [ask.state !== undefined, sql`c.state = ${ask.state}`], [ask.outcome !== undefined, sql`c.outcome = ${ask.outcome}`],
    [ask.kind !== undefined, sql`c.applicant_kind = ${ask.kind}`], [ask.assignee !== undefined, sql`c.assignee = ${ask.assignee}`],
    [ask.year !== undefined, sql`c.received_on between ${`${ask.year}-01-01`}::date and ${`${ask.year}-12-31`}::date`],
    [ask.waiting !== undefined, sql`c.waiting_for @> array[${ask.waiting}]`], [ask.open === 'true', sql`c.closed_on is null`],
    [ask.overdue === 'true', sql`(c.closed_on is null and c.next_due < ${on}::date)`],
    [ask.receivedFrom !== undefined, sql`c.received_on >= ${ask.receivedFrom}::date`], [ask.receivedTo !== undefined, sql`c.received_on <= ${ask.receivedTo}::date`],
    [ask.closedFrom !== undefined, sql`c.closed_on >= ${ask.closedFrom}::date`], [ask.closedTo !== undefined, sql`c.closed_on <= ${ask.closedTo}::date`],
  ];
  return [...found.flatMap(([given, condition]) => (given ? [condition] : [])), ...(words === '' ? [] : [matching(words)])];
}

/** A receipt number, a register number, or words of the application and the applicant's name. */
function matching(words: string) {
  const digits = words.replace(/[\s-]/g, '');
  if (/^\d{17}$/.test(digits)) return sql<boolean>`c.receipt_number = ${digits}`;
  const register = /(\d{4})\D{1,3}(\d{1,7})\s*号?$/.exec(words);
  if (register?.[1] && register[2] && !isCivilDate(words)) return sql<boolean>`(c.register_year = ${Number(register[1])} and c.register_seq = ${Number(register[2])})`;
  const terms = termsOf(words);
  if (terms.length === 0) return sql<boolean>`c.applicant->>'name' = ${words}`;
  return sql<boolean>`c.id in (select w.case_id from core.foi_words w where w.terms @> ${terms}::int[])`;
}

export function myCases(db: Db, principal: Principal, ask: { cursor?: string; limit: number }): Promise<Page<FoiRow>> {
  return listCases(db, principal, { ...ask, assignee: principal.person.id, open: 'true' });
}

const LONGEST = 100;

/** Day by day: whether it is worked, and what is due. At most a hundred days. */
export async function calendar(db: Db, principal: Principal, ask: { agency?: string; from: CivilDate; to: CivilDate }): Promise<FoiCalendarDay[]> {
  const settings = await loadSettings(db);
  const to = ask.to > addDays(ask.from, LONGEST) ? addDays(ask.from, LONGEST) : ask.to;
  const rows = await seenBy(db, principal, ask.agency).select(listedColumns).where('c.closedOn', 'is', null)
    .where('c.nextDue', '>=', ask.from).where('c.nextDue', '<=', to).orderBy('c.nextDue').orderBy('c.id').limit(2_000).execute();
  const byDay = Map.groupBy(rows, (row) => row.nextDue);
  const days: FoiCalendarDay[] = [];
  for (let date = ask.from; date <= to; date = addDays(date, 1)) {
    const cases = (byDay.get(date) ?? []).map((row) => ({ id: row.id, number: rowOf(row, date, settings.calendar).registerNumber ?? row.receiptNumber, what: row.nextDuty ?? '' }));
    days.push({ date, working: calendarDay(date, settings.calendar).working, cases });
  }
  return days;
}
