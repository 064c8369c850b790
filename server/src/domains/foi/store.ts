// Loading a case, and the one way it changes: events are appended, the fold is written beside them.
import { yearOf, type CivilDate, type Instant } from '@tongming/law';
import { sql, type Selectable, type UpdateObject } from 'kysely';
import type { Applicant, FoiEventType, FoiRequest, FoiState } from '../../console-api/contract-foi.ts';
import type { CommandContext } from '../../platform/command.ts';
import { json, type Db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { canonical, journal, sm3, type Journalled } from '../../platform/journal.ts';
import type { DB } from '../../platform/schema.ts';
import { fold, type Folded } from './fold.ts';
import { shinglesOf, termsOf } from './likeness.ts';
import { zh } from './messages.ts';
import { eventData, type Author, type CaseEvent, type DataOf, type StoredEvent } from './model.ts';
import { loadSettings, type FoiEnvironment } from './settings.ts';
import { standingOf, type Standing } from './standing.ts';

export type CaseAgency = { code: string; name: string; shortName: string };
/** A case with everything a decision about it looks at. */
export type Case = {
  id: string;
  receiptNumber: string;
  version: number;
  agency: CaseAgency;
  applicant: Applicant;
  request: FoiRequest;
  applicantKey: Buffer;
  submittedAt: Instant;
  suggestOpen: boolean;
  identityKey: Buffer | null;
  anonymisedAt: Instant | null;
  readerKey: Buffer | null;
  senderKey: Buffer | null;
  events: StoredEvent[];
  folded: Folded;
  standing: Standing;
  settings: FoiEnvironment;
};

/** What is asked for now: as applied for, corrected or split. */
export function contentOf(c: Pick<Case, 'folded' | 'request'>): string {
  return c.folded.content ?? c.request.content;
}

/** contentOf as the database tells it, for lists: of many cases at once, without their histories. */
export function contentIn(table: string) {
  return sql<string>`coalesce((select coalesce(e.data->>'content', e.data->'parts'->>0) from core.foi_event e
    where e.case_id = ${sql.ref(`${table}.id`)} and e.type in ('receive-correction', 'narrow-request', 'split') order by e.seq desc limit 1),
    ${sql.ref(`${table}.request`)}->>'content')`;
}

export function registerNumberOf(c: { agency: Pick<CaseAgency, 'shortName'>; folded: Pick<Folded, 'registered'> }): string | null {
  const { registered } = c.folded;
  return registered && zh.registerNumber(c.agency.shortName, registered.year, registered.seq);
}

/** @throws Refused 404. With `lock` the row is held until the transaction ends. */
export async function loadCase(db: Db | Tx, id: string, lock = false, settings?: FoiEnvironment): Promise<Case> {
  const row = await db.selectFrom('core.foiCase').selectAll().where('id', '=', id).$if(lock, (qb) => qb.forUpdate()).executeTakeFirst();
  if (!row) notFound(zh.refusal.notFound);
  const agency = await db.selectFrom('core.agency').select(['code', 'name', 'shortName']).where('code', '=', row.agencyCode).executeTakeFirstOrThrow();
  const events = await eventsOf(db, id);
  return withFold({ ...identityOf(row), agency, events, settings: settings ?? await loadSettings(db) });
}

type Loaded = { row: Pick<Selectable<DB['core.foiCase']>, 'due' | 'nextDue' | 'provisional' | 'receivedOn'>; c: Case };

/** Many cases at once, locked, with the columns as they stand: for work over all of them. */
export async function loadCases(tx: Tx, ids: readonly string[], settings: FoiEnvironment): Promise<Loaded[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('core.foiCase').selectAll().where('id', 'in', [...ids]).orderBy('id').forUpdate().execute();
  const agencies = new Map((await tx.selectFrom('core.agency').select(['code', 'name', 'shortName']).execute()).map((a) => [a.code, a]));
  const events = Map.groupBy(await tx.selectFrom('core.foiEvent').selectAll().where('caseId', 'in', [...ids]).orderBy('caseId').orderBy('seq').execute(), (e) => e.caseId);
  return rows.flatMap((row) => {
    const agency = agencies.get(row.agencyCode);
    const own = (events.get(row.id) ?? []).map((e) => storedEvent({ ...e, on: e.onDate }));
    return agency ? [{ row, c: withFold({ ...identityOf(row), agency, events: own, settings }) }] : [];
  });
}

function identityOf(row: Selectable<DB['core.foiCase']>) {
  return {
    id: row.id, receiptNumber: row.receiptNumber, version: row.version, applicant: row.applicant as Applicant, request: row.request as FoiRequest,
    applicantKey: row.applicantKey, identityKey: row.identityKey, anonymisedAt: row.anonymisedAt, submittedAt: row.submittedAt, suggestOpen: row.suggestOpen,
    readerKey: row.readerKey, senderKey: row.senderKey,
  };
}

function withFold(c: Omit<Case, 'folded' | 'standing'>): Case {
  const folded = fold(c.events, c.request.type);
  return { ...c, folded, standing: standingOf(folded, c.settings) };
}

export async function eventsOf(db: Db | Tx, id: string): Promise<StoredEvent[]> {
  const rows = await db.selectFrom('core.foiEvent').selectAll().where('caseId', '=', id).orderBy('seq').execute();
  return rows.map((row) => storedEvent({ ...row, on: row.onDate }));
}

type EventRow = Author & { seq: number; type: string; on: CivilDate; at: Instant; data: unknown };

/** A stored row as an event. @throws ZodError when the store holds what no command wrote */
export function storedEvent(row: EventRow): StoredEvent {
  const type = row.type as FoiEventType;
  const data = eventData[type].parse(row.data);
  return { seq: row.seq, type, on: row.on, at: row.at, data, actorId: row.actorId, actorName: row.actorName, actorRole: row.actorRole } as StoredEvent;
}

export type NewEvent<T extends FoiEventType = FoiEventType> = { type: T; on: CivilDate; data: DataOf<T> };

/** The case as it would be with one more event: what a decision asks the clock before anything is written. */
export function withEvent(c: Case, event: NewEvent, at: Instant, author: Author): Case {
  const seq = c.folded.lastSeq + 1;
  return withFold({ ...c, events: [...c.events, { seq, ...event, at, ...author } as CaseEvent & Author] });
}

export type Columns = UpdateObject<DB, 'core.foiCase', 'core.foiCase'>;

/**
 * Appends an event, writes what the fold makes of it and journals. The journal tells what happened, when and the digest
 * of its words, not the words: they may have to be forgotten one day, and a journal never forgets.
 */
export async function append(ctx: CommandContext, before: Case, event: NewEvent, set: Columns = {}): Promise<{ after: Case; entry: Journalled }> {
  const author = authorOf(ctx);
  const after = { ...withEvent(before, event, ctx.now, author), version: before.version + 1 };
  const seq = after.folded.lastSeq;
  await ctx.tx.insertInto('core.foiEvent').values({
    caseId: before.id, seq, type: event.type, onDate: event.on, data: json(event.data), at: ctx.now, ...author,
  }).execute();
  await ctx.tx.updateTable('core.foiCase').set({ ...columnsOf(after), ...set, version: after.version, updatedAt: ctx.now })
    .where('id', '=', before.id).where('version', '=', before.version).executeTakeFirstOrThrow();
  const entry = await journal(ctx, {
    action: `foi.${event.type}`, subjectType: 'foi-case', subjectId: before.id, agencyCode: after.agency.code,
    before: summaryOf(before), after: { ...summaryOf(after), seq, on: event.on, digest: sm3(canonical(event.data)).toString('hex') },
  });
  return { after, entry };
}

/** What the case is found and compared by: again whenever its text changes or it goes to another agency. */
export async function writeWords(ctx: CommandContext, c: Case): Promise<void> {
  const words = wordsOf(c);
  await ctx.tx.insertInto('core.foiWords').values({ caseId: c.id, ...words }).onConflict((k) => k.column('caseId').doUpdateSet(words)).execute();
}

export function wordsOf(c: Case): { agencyCode: string; shingles: number[]; terms: number[] } {
  const content = contentOf(c);
  // What somebody wants put right about himself is compared with nobody's.
  const shingles = c.folded.requestType === 'information' ? shinglesOf(content) : [];
  return { agencyCode: c.agency.code, shingles, terms: termsOf(`${c.applicant.name} ${content} ${c.request.documentNumber ?? ''}`) };
}

/** Who acts, as events remember it. */
export function authorOf(ctx: CommandContext): Author {
  return { actorId: ctx.actor.personId, actorName: ctx.actor.name, actorRole: ctx.actor.role };
}

export function summaryOf(c: Case): { state: FoiState; due: CivilDate | null; waitingFor: string[]; outcome: string | null } {
  return { state: c.folded.state, due: c.standing.due, waitingFor: c.standing.waitingFor, outcome: c.folded.ended?.outcome ?? null };
}

/** The columns beside the events: a copy for lists, made anew from the fold each time. */
export function columnsOf(c: Case) {
  const { folded, standing } = c;
  return {
    registerYear: folded.registered?.year ?? null, registerSeq: folded.registered?.seq ?? null, receivedOn: standing.receivedOn, state: folded.state,
    due: standing.due, provisional: standing.provisional, nextDue: standing.next?.due ?? null, nextDuty: standing.next?.duty ?? null,
    waitingFor: standing.waitingFor as string[], assignee: folded.assignee, outcome: folded.ended?.outcome ?? folded.decision?.outcome ?? null,
    outcomeVariant: folded.correctionDecision?.result ?? folded.decision?.variant ?? null, round: folded.rounds.length + 1, ...countedOf(folded), decidedOn: folded.decidedOn, answeredOn: folded.answeredOn, closedOn: folded.ended?.on ?? null,
    letterGroup: folded.group,
  };
}

/**
 * The annual report counts an application once: with the last result of the year it ended in. One that was handled again
 * in a later year was counted by then, and stays where it was counted. Null where the columns of the case say it.
 */
function countedOf(folded: Folded): { countedOn: CivilDate | null; countedOutcome: string | null } {
  const settled = folded.rounds.find((r) => r.ended !== null && yearOf(r.ended.on) < yearOf(r.reopenedOn))?.ended;
  return { countedOn: settled?.on ?? null, countedOutcome: settled?.outcome ?? null };
}
