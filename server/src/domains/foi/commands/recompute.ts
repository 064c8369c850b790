import { done, runCommand, unchanged, type Actor, type CommandContext } from '../../../platform/command.ts';
import { json, type Db } from '../../../platform/database.ts';
import { journal, journalMany, type JournalEntry, type Journalled } from '../../../platform/journal.ts';
import { sql } from 'kysely';
import { actorOf, type Principal } from '../../identity/index.ts';
import { tellDueMoved } from '../mail/queue.ts';
import { zh } from '../messages.ts';
import type { Env } from '../perform.ts';
import { projectStatuses } from '../status.ts';
import { columnsOf, loadCases, summaryOf, type Case } from '../store.ts';
import { buildCalendar, loadSettings, saveSetting, type CalendarData, type FoiEnvironment, type FoiSettingsData } from '../settings.ts';

const actor: Actor = { personId: null, name: zh.recompute, role: 'system', agencyCode: null };
export const CHUNK = 1000;

/** A case whose day has moved: whom it concerns is who has it, or the office. */
export type Moved = { id: string; receiptNumber: string; agencyCode: string; assignee: string | null; before: string | null; after: string | null };
export type Recomputed = { recomputed: number; moved: Moved[] };

/** Two chunks at a time: while the database writes the one, the other is counted. */
const LANES = 2;

/** Counts the clock of every open case anew, by today's calendar and settings. What moved is journalled, case by case. */
export async function recomputeOpenClocks(env: Env, by: Actor = actor): Promise<Recomputed> {
  const settings = await loadSettings(env.db);
  const ids = await openCaseIds(env.db);
  const moved: Moved[][] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next * CHUNK < ids.length) {
      const n = next;
      next += 1;
      moved[n] = await recomputeSome(env, by, ids.slice(n * CHUNK, (n + 1) * CHUNK), settings);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { recomputed: ids.length, moved: moved.flat() };
}

function recomputeSome(env: Env, by: Actor, ids: readonly string[], settings: FoiEnvironment): Promise<Moved[]> {
  return runCommand(env.db, by, async (ctx) => {
    const found = (await loadCases(ctx.tx, ids, settings)).filter(({ row, c }) => c.folded.ended === null && differs(row, c));
    if (found.length === 0) return unchanged<Moved[]>([]);
    const entries = found.map(({ row, c }): JournalEntry => ({
      action: 'foi.recompute', subjectType: 'foi-case', subjectId: c.id, agencyCode: c.agency.code, before: { due: row.due, nextDue: row.nextDue },
      after: { ...summaryOf(c), nextDue: c.standing.next?.due ?? null },
    }));
    await writeAnew(ctx, found.map(({ c }) => c));
    await tellDueMoved(ctx, found.filter(({ row, c }) => row.due !== null && row.due !== c.standing.due).map(({ c }) => c));
    return done(found.flatMap((loaded) => movedOf(loaded)), await journalMany(ctx, entries));
  }, { at: env.at });
}

export async function openCaseIds(db: Db): Promise<string[]> {
  return (await db.selectFrom('core.foiCase').select('id').where('closedOn', 'is', null).orderBy('id').execute()).map((row) => row.id);
}

/** The case as moved, or nothing where its days stay. */
export function movedOf({ row, c }: { row: Days; c: Case }): Moved[] {
  if (c.folded.ended !== null || !differs(row, c)) return [];
  return [{ id: c.id, receiptNumber: c.receiptNumber, agencyCode: c.agency.code, assignee: c.folded.assignee, before: row.due, after: c.standing.due }];
}

type Days = { due: string | null; nextDue: string | null; provisional: boolean; receivedOn: string | null };

function differs(row: Days, c: Case): boolean {
  const { standing: s } = c;
  return row.due !== s.due || row.nextDue !== (s.next?.due ?? null) || row.provisional !== s.provisional || row.receivedOn !== s.receivedOn;
}

async function writeAnew(ctx: CommandContext, cases: readonly Case[]): Promise<void> {
  const rows = cases.map((c) => {
    const { due, nextDue, nextDuty, provisional, receivedOn } = columnsOf(c);
    return { id: c.id, due, next_due: nextDue, next_duty: nextDuty, provisional, received_on: receivedOn };
  });
  // The version moves on: who has the case open sees that its day is another one.
  await sql`update core.foi_case c set due = n.due, next_due = n.next_due, next_duty = n.next_duty, provisional = n.provisional,
      received_on = n.received_on, version = c.version + 1, updated_at = ${ctx.now}
    from jsonb_to_recordset(${json(rows)}) as n(id uuid, due date, next_due date, next_duty text, provisional boolean, received_on date)
    where c.id = n.id`.execute(ctx.tx);
  await projectStatuses(ctx, cases);
}

/** A new or changed holiday notice, or days of the region. */
export function setCalendar(env: Env, principal: Principal, data: CalendarData): Promise<Recomputed> {
  buildCalendar(data);
  return setAndRecompute(env, principal, 'calendar', data);
}

export function setFoiSettings(env: Env, principal: Principal, data: FoiSettingsData): Promise<Recomputed> {
  return setAndRecompute(env, principal, 'foi', data);
}

async function setAndRecompute(env: Env, principal: Principal, key: 'foi' | 'calendar', data: unknown): Promise<Recomputed> {
  const by = actorOf(principal, 'openness-head', env.requestId);
  await runCommand(env.db, by, async (ctx): Promise<ReturnType<typeof done<void>>> => {
    const before = await saveSetting(ctx.tx, key, data);
    const entry: Journalled = await journal(ctx, { action: `setting.${key}`, subjectType: 'setting', subjectId: key, before, after: data });
    return done(undefined, entry);
  }, { at: env.at });
  return recomputeOpenClocks(env, by);
}
