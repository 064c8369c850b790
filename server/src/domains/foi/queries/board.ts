import { addWorkingDays, addYears, today, type CivilDate } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { FoiBoard, FoiRow, FoiWaiting } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { officeAgencies } from '../policy.ts';
import { loadSettings, type FoiEnvironment } from '../settings.ts';
import { listed, listedColumns, rowOf, seen, unassigned } from './rows.ts';

const SHOWN = 20;
/** Working days that count as soon. */
const SOON = 5;

function open(db: Db, principal: Principal, agency?: string) {
  return db.selectFrom('core.foiCase as c').where(seen(principal, agency)).where('c.closedOn', 'is', null);
}

/** What lies on the office's desk: overdue, due today, due soon, not yet registered, waiting for others; what waits for us and is due later is read by the page (listCases). `day` is for tests. */
export async function board(db: Db, principal: Principal, agency?: string, day: CivilDate = today()): Promise<FoiBoard> {
  const settings = await loadSettings(db);
  const soon = addWorkingDays(day, SOON, { article: '', calendar: settings.calendar }).due;
  const list = (where: RawBuilder<boolean>): Promise<FoiRow[]> => rows(db, principal, agency, where, day, settings);
  const [counted, lawsuits, suggested, waits, corrected, overdue, dueToday, dueSoon, arrived, waiting] = await Promise.all([
    counts(db, principal, agency, day, soon), pending(db, principal, agency), toPublish(db, principal, agency), byWaiting(db, principal, agency), corrections(db, principal, agency, day),
    list(sql`c.next_due < ${day}::date`), list(sql`c.next_due = ${day}::date`), list(sql`c.next_due > ${day}::date and c.next_due <= ${soon}::date`),
    list(sql`c.state = 'arrived'`), list(sql`not c.waiting_for && array['us','registration','receipt']`),
  ]);
  return { today: day, soon, counts: { ...counted, lawsuits, suggested }, overdue, dueToday, dueSoon, arrived, waiting, byWaiting: waits, corrections: corrected };
}

/** Which rows those are is settled by foi_case_open alone; only they are read whole. */
async function rows(db: Db, principal: Principal, agency: string | undefined, where: RawBuilder<boolean>, day: CivilDate, settings: FoiEnvironment): Promise<FoiRow[]> {
  const first = sql<string>`(select c.id from core.foi_case c where ${seen(principal, agency)} and c.closed_on is null and ${where} order by c.next_due, c.id limit ${SHOWN})`;
  const found = await listed(db).where('c.id', 'in', first).select(listedColumns).orderBy('c.nextDue').orderBy('c.id').execute();
  return found.map((row) => rowOf(row, day, settings.calendar));
}

async function counts(db: Db, principal: Principal, agency: string | undefined, day: CivilDate, soon: CivilDate): Promise<Omit<FoiBoard['counts'], 'lawsuits' | 'suggested'>> {
  return open(db, principal, agency).select((eb) => [
    eb.fn.countAll<number>().as('open'),
    eb.fn.countAll<number>().filterWhere('c.nextDue', '<', day).as('overdue'),
    eb.fn.countAll<number>().filterWhere('c.nextDue', '=', day).as('dueToday'),
    eb.fn.countAll<number>().filterWhere((f) => f.and([f('c.nextDue', '>', day), f('c.nextDue', '<=', soon)])).as('dueSoon'),
    eb.fn.countAll<number>().filterWhere('c.state', '=', 'arrived').as('arrived'),
    eb.fn.countAll<number>().filterWhere('c.assignee', '=', principal.person.id).as('mine'),
    eb.fn.countAll<number>().filterWhere(unassigned).as('unassigned'),
  ]).executeTakeFirstOrThrow();
}

async function byWaiting(db: Db, principal: Principal, agency?: string): Promise<FoiBoard['byWaiting']> {
  const found = await open(db, principal, agency).select(sql<FoiWaiting>`unnest(c.waiting_for)`.as('waiting')).select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('waiting').orderBy('count', 'desc').execute();
  return found.map(({ waiting, count }) => ({ waiting, name: zh.waiting[waiting], count }));
}

function reviews(db: Db, principal: Principal, agency?: string) {
  const codes = officeAgencies(principal).filter((code) => agency === undefined || code === agency);
  return db.selectFrom('core.foiReview as r').where('r.agencyCode', 'in', codes.length > 0 ? codes : ['']);
}

async function toPublish(db: Db, principal: Principal, agency?: string): Promise<number> {
  return (await db.selectFrom('core.foiCase as c').where(seen(principal, agency)).where('c.suggestOpen', '=', true)
    .select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
}

async function pending(db: Db, principal: Principal, agency?: string): Promise<number> {
  return (await reviews(db, principal, agency).where('r.result', 'is', null).select((eb) => eb.fn.count<number>('r.caseId').distinct().as('n')).executeTakeFirstOrThrow()).n;
}

/** Too few to speak of a rate: no warning is made of one or two. */
const ENOUGH = 3;

/** M5.2: how many decisions were corrected of those reviewed, the last twelve months beside the twelve before. */
async function corrections(db: Db, principal: Principal, agency: string | undefined, day: CivilDate): Promise<FoiBoard['corrections']> {
  const rate = (from: CivilDate, to: CivilDate) => reviews(db, principal, agency).where('r.resultOn', '>', from).where('r.resultOn', '<=', to).select((eb) => [
    eb.fn.countAll<number>().as('decided'), eb.fn.countAll<number>().filterWhere('r.result', '=', 'corrected').as('corrected'),
  ]).executeTakeFirstOrThrow();
  const last = await rate(addYears(day, -1), day);
  const before = await rate(addYears(day, -2), addYears(day, -1));
  // Crosswise, so that nothing is divided by nothing.
  const rising = last.decided >= ENOUGH && last.corrected > 0 && last.corrected * Math.max(before.decided, 1) > before.corrected * last.decided;
  return { last, before, rising };
}
