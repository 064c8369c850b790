import { workingDaysUntil, type Calendar, type CivilDate, type OutcomeCode, type ReceiptChannel } from '@tongming/law';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { ApplicantKind, FoiRow, FoiState, FoiWaiting } from '../../../console-api/contract-foi.ts';
import type { Db } from '../../../platform/database.ts';
import type { DB } from '../../../platform/schema.ts';
import type { Principal } from '../../identity/index.ts';
import { zh } from '../messages.ts';
import { correctionResults } from '../model.ts';
import { outcomeName } from '../outcomes.ts';
import { officeAgencies } from '../policy.ts';
import { contentIn } from '../store.ts';

const SUMMARY = 80;

/** Cases with their agency and who has them. */
export function listed(db: Db) {
  return db.selectFrom('core.foiCase as c').innerJoin('core.agency as a', 'a.code', 'c.agencyCode').leftJoin('core.person as p', 'p.id', 'c.assignee');
}

export const listedColumns = [
  'c.id', 'c.receiptNumber', 'c.registerYear', 'c.registerSeq', 'c.agencyCode', 'a.name as agencyName', 'a.shortName', 'c.applicant', 'c.applicantKind', contentIn('c').as('content'),
  'c.channel', 'c.state', 'c.submittedAt', 'c.receivedOn', 'c.due', 'c.provisional', 'c.nextDue', 'c.nextDuty', 'c.waitingFor', 'c.assignee', 'p.name as assigneeName',
  'c.outcome', 'c.outcomeVariant', 'c.requestType', 'c.round', 'c.answeredOn', 'c.closedOn', 'c.version',
] as const;

type Stored = Selectable<DB['core.foiCase']>;
export type Listed = Pick<Stored,
  'id' | 'receiptNumber' | 'registerYear' | 'registerSeq' | 'agencyCode' | 'applicant' | 'applicantKind' | 'channel' | 'state' | 'submittedAt' | 'receivedOn' | 'due'
  | 'provisional' | 'nextDue' | 'nextDuty' | 'waitingFor' | 'assignee' | 'outcome' | 'outcomeVariant' | 'requestType' | 'round' | 'answeredOn' | 'closedOn' | 'version'
> & { agencyName: string; shortName: string; content: string; assigneeName: string | null };

/** Days left are counted by the calendar of today, at most some tens of rows at a time. */
export function rowOf(row: Listed, today: CivilDate, calendar: Calendar): FoiRow {
  const left = (due: CivilDate): number => workingDaysUntil(today, due, calendar);
  const outcome = row.outcome as OutcomeCode | null;
  const ended = row.closedOn !== null;
  const waitingFor = row.waitingFor as FoiWaiting[];
  return {
    id: row.id, receiptNumber: row.receiptNumber,
    registerNumber: numberOf(row),
    agencyCode: row.agencyCode, agencyName: row.agencyName, applicantName: (row.applicant as { name: string }).name, applicantKind: row.applicantKind as ApplicantKind,
    summary: row.content.slice(0, SUMMARY), channel: row.channel as ReceiptChannel, state: row.state as FoiState,
    stateName: zh.states[row.state as FoiState], submittedAt: row.submittedAt, receivedOn: row.receivedOn,
    due: row.due === null ? null : { due: row.due, daysLeft: ended ? 0 : left(row.due), provisional: row.provisional },
    next: row.nextDue === null || row.nextDuty === null ? null : { duty: row.nextDuty, due: row.nextDue, daysLeft: left(row.nextDue) },
    waitingFor, waitingText: waitingFor.map((w) => zh.waiting[w]).join(zh.listSeparator),
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assigneeName ?? '' },
    outcome, outcomeName: outcome === null ? correctionName(row) : outcomeName(outcome), answeredOn: row.answeredOn, closedOn: row.closedOn, version: row.version,
    requestType: row.requestType, round: row.round,
  };
}

export function numberOf(row: Pick<Listed, 'registerYear' | 'registerSeq' | 'shortName'>): string | null {
  return row.registerYear === null || row.registerSeq === null ? null : zh.registerNumber(row.shortName, row.registerYear, row.registerSeq);
}

/** 条例第四十一条 has no row in the annual form, so its result stands beside the outcome. */
function correctionName({ requestType, outcomeVariant }: Listed): string | null {
  const result = requestType === 'correction-of-record' ? correctionResults.find((r) => r === outcomeVariant) : undefined;
  return result === undefined ? null : zh.corrections[result];
}

/**
 * Which cases a person may see: all of his offices, and those he has himself. A condition, so that counting can do
 * without the names that lists show.
 */
export function seen(principal: Principal, agency?: string): RawBuilder<boolean> {
  const offices = officeAgencies(principal).filter((code) => agency === undefined || code === agency);
  const all = sql<boolean>`c.agency_code = any(${offices}::text[])`;
  const elsewhere = [...new Set(principal.roles.map((r) => r.agencyCode))].filter((code) => !offices.includes(code) && (agency === undefined || code === agency));
  return elsewhere.length === 0 ? all
    : sql<boolean>`(${all} or (c.assignee = ${principal.person.id} and c.agency_code = any(${elsewhere}::text[])))`;
}

/** Open and nobody's. What has only arrived has a list of its own. */
export const unassigned = sql<boolean>`(c.closed_on is null and c.assignee is null and c.state <> 'arrived')`;

export function seenBy(db: Db, principal: Principal, agency?: string) {
  return listed(db).where(seen(principal, agency));
}
