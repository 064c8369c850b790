import { addWorkingDays, addYears, today, type CivilDate } from '@tongming/law';
import { sql } from 'kysely';
import type { FoiBoard, FoiRow, FoiWaiting } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { officeAgencies } from '../policy.ts';
import { loadSettings, type FoiEnvironment } from '../settings.ts';
import { listedColumns, rowOf, seen, seenBy } from './rows.ts';

const SHOWN = 20;
/** Working days that count as soon. */
const SOON = 5;

type Where = (q: ReturnType<typeof seenBy>) => ReturnType<typeof seenBy>;
function open(db: Db, principal: Principal, agency?: string) {
  return db.selectFrom('core.foiCase as c').where(seen(principal, agency)).where('c.closedOn', 'is', null);
}

/** What lies on the office's desk: overdue, due today, due soon, not yet registered, waiting for others. `day` is for tests. */
export async function board(db: Db, principal: Principal, agency?: string, day: CivilDate = today()): Promise<FoiBoard> {
  const settings = await loadSettings(db);
  const soon = addWorkingDays(day, SOON, { article: '', calendar: settings.calendar }).due;
  const list = (where: Where): Promise<FoiRow[]> => rows(db, principal, agency, where, day, settings);
  const [counted, lawsuits, waits, corrected, overdue, dueToday, dueSoon, arrived, waiting] = await Promise.all([
    counts(db, principal, agency, day, soon), pending(db, principal, agency), byWaiting(db, principal, agency), corrections(db, principal, agency, day),
    list((q) => q.where('c.nextDue', '<', day)), list((q) => q.where('c.nextDue', '=', day)),
    list((q) => q.where('c.nextDue', '>', day).where('c.nextDue', '<=', soon)), list((q) => q.where('c.state', '=', 'arrived')),
    list((q) => q.where(sql<boolean>`not c.waiting_for && array['us','registration','receipt']`)),
  ]);
  return { today: day, counts: { ...counted, lawsuits }, overdue, dueToday, dueSoon, arrived, waiting, byWaiting: waits, corrections: corrected };
}

async function rows(db: Db, principal: Principal, agency: string | undefined, where: Where, day: CivilDate, settings: FoiEnvironment): Promise<FoiRow[]> {
  const found = await where(seenBy(db, principal, agency).where('c.closedOn', 'is', null)).select(listedColumns).orderBy('c.nextDue').orderBy('c.id').limit(SHOWN).execute();
  return found.map((row) => rowOf(row, day, settings.calendar));
}

async function counts(db: Db, principal: Principal, agency: string | undefined, day: CivilDate, soon: CivilDate): Promise<Omit<FoiBoard['counts'], 'lawsuits'>> {
  return open(db, principal, agency).select((eb) => [
    eb.fn.countAll<number>().as('open'),
    eb.fn.countAll<number>().filterWhere('c.nextDue', '<', day).as('overdue'),
    eb.fn.countAll<number>().filterWhere('c.nextDue', '=', day).as('dueToday'),
    eb.fn.countAll<number>().filterWhere((f) => f.and([f('c.nextDue', '>', day), f('c.nextDue', '<=', soon)])).as('dueSoon'),
    eb.fn.countAll<number>().filterWhere('c.state', '=', 'arrived').as('arrived'),
    eb.fn.countAll<number>().filterWhere('c.assignee', '=', principal.person.id).as('mine'),
    eb.fn.countAll<number>().filterWhere((f) => f.and([f('c.assignee', 'is', null), f('c.state', '<>', 'arrived')])).as('unassigned'),
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

async function pending(db: Db, principal: Principal, agency?: string): Promise<number> {
  return (await reviews(db, principal, agency).where('r.result', 'is', null).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
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
