// Counting cases. The only place that reads core.foi_case, core.foi_event and core.foi_review for the report.
import { outcomeOf, reportRowOf, table4Groups, type CivilDate } from '@tongming/law';
import { sql, type RawBuilder } from 'kysely';
import type { ApplicantKind } from '../../console-api/contract-foi.ts';
import type { Db, Tx } from '../../platform/database.ts';
import { cellKey } from './cells.ts';

/**
 * A case as the report counts it. It enters with the day of receipt (收到申请之日) and leaves with the day its handling
 * ended; it is counted in every year between, once where it came in and once where it went out. So each column balances.
 */
export type LedgerRow = {
  id: string; agencyCode: string; applicantKind: ApplicantKind; receivedOn: CivilDate; endedOn: CivilDate | null; outcome: string | null;
};
export type LedgerCount = { agencyCode: string; applicantKind: ApplicantKind; entry: 'newReceived' | 'carriedIn'; exit: string; n: number };

const lastDay = (year: number): string => `${year}-12-31`;
const firstDay = (year: number): string => `${year}-01-01`;
const codesOf = (agencies: readonly string[]): RawBuilder<unknown> => sql`${[...agencies]}::text[]`;

/**
 * LedgerRow in SQL. Ended without a result: handed on or divided, and counted where it went on. A case handled again after
 * a lost review in a later year stays where it was counted (`counted_on`). Correction of a record (第四十一条) is no
 * application for information and has no row in the form.
 */
function rowsOf(agencies: readonly string[]): RawBuilder<unknown> {
  return sql`select c.id, c.agency_code, c.applicant_kind, c.received_on, coalesce(c.counted_outcome, c.outcome) as outcome,
      case when coalesce(c.counted_on, c.closed_on) is null then null else greatest(coalesce(c.counted_on, c.closed_on), c.received_on) end as ended_on
    from core.foi_case c
    where c.agency_code = any(${codesOf(agencies)}) and c.request_type = 'information' and c.received_on is not null and (c.closed_on is null or c.outcome is not null)`;
}

/** Each row of the year with where it came in (`entry`) and where it went out (`exit`: a result, or carried over). */
function placed(agencies: readonly string[], year: number): RawBuilder<unknown> {
  return sql`select l.*,
      case when l.received_on >= ${firstDay(year)}::date then 'newReceived' else 'carriedIn' end as entry,
      case when l.ended_on is null or l.ended_on > ${lastDay(year)}::date then 'carriedOut' else l.outcome end as exit
    from (${rowsOf(agencies)}) l
    where l.received_on <= ${lastDay(year)}::date and (l.ended_on is null or l.ended_on >= ${firstDay(year)}::date)`;
}

/** Cases of the agencies in a year, counted by agency, kind of applicant and place. */
export async function countLedger(db: Db | Tx, agencies: readonly string[], year: number): Promise<LedgerCount[]> {
  const { rows } = await sql<LedgerCount>`select agency_code, applicant_kind, entry, exit, count(*) as n
    from (${placed(agencies, year)}) p group by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** The row of the form for where a case went out: the form of 2019 has one row for all of （六）. */
export function exitRow(exit: string, year: number): string {
  return exit === 'carriedOut' ? exit : reportRowOf(outcomeOf(exit).code, year);
}

/** The two cells a counted case stands in, and how many. */
export function ledgerCells(count: LedgerCount, year: number): string[] {
  return [cellKey.table3(count.entry, count.applicantKind), cellKey.table3(exitRow(count.exit, year), count.applicantKind)];
}

export type CellCase = LedgerRow & { receiptNumber: string; registerNumber: string | null };
export type CasePosition = { receivedOn: string; id: string };

/** The cases behind a cell of table 三; `kind` null: 总计. `row` 'resultsTotal': whatever went out with a result. */
export async function casesOfCell(
  db: Db | Tx, agencies: readonly string[], year: number, cell: { row: string; kind: string | null; outcomes: readonly string[] },
  page: { after: CasePosition | null; limit: number },
): Promise<{ total: number; items: CellCase[] }> {
  const there = cell.row === 'newReceived' || cell.row === 'carriedIn' ? sql`p.entry = ${cell.row}`
    : cell.row === 'carriedOut' ? sql`p.exit = 'carriedOut'`
      : cell.row === 'resultsTotal' ? sql`p.exit <> 'carriedOut'` : sql`p.exit = any(${[...cell.outcomes]}::text[])`;
  const matching = sql`from (${placed(agencies, year)}) p join core.foi_case c on c.id = p.id
    where ${there} and (${cell.kind}::text is null or p.applicant_kind = ${cell.kind})`;
  const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n ${matching}`.execute(db);
  const after = page.after === null ? sql`true` : sql`(p.received_on, p.id) > (${page.after.receivedOn}::date, ${page.after.id}::uuid)`;
  const { rows } = await sql<CellCase>`select p.id, p.agency_code, p.applicant_kind, p.received_on, p.ended_on, p.outcome, c.receipt_number,
      c.register_year || '-' || lpad(c.register_seq::text, 4, '0') as register_number
    ${matching} and ${after} order by p.received_on, p.id limit ${page.limit}`.execute(db);
  return { total: counted?.n ?? 0, items: rows };
}

/** What the report leaves out, so that nobody has to guess: not received by the law yet, or ended without a result. */
export type Uncounted = { unconfirmed: number; endedUnreceived: number; endedWithoutResult: number };

export async function uncountedCases(db: Db | Tx, agencies: readonly string[], year: number): Promise<Uncounted> {
  const { rows: [row] } = await sql<Uncounted>`select
      count(*) filter (where c.received_on is null and c.closed_on is null) as unconfirmed,
      count(*) filter (where c.received_on is null and c.closed_on between ${firstDay(year)} and ${lastDay(year)}) as ended_unreceived,
      count(*) filter (where c.received_on is not null and c.outcome is null and c.closed_on between ${firstDay(year)} and ${lastDay(year)}) as ended_without_result
    from core.foi_case c where c.agency_code = any(${codesOf(agencies)}) and c.request_type = 'information' and (c.received_on is null or c.closed_on is not null)
      and (c.submitted_at at time zone 'Asia/Shanghai')::date <= ${lastDay(year)}`.execute(db);
  return row ?? { unconfirmed: 0, endedUnreceived: 0, endedWithoutResult: 0 };
}

/** 信息处理费 received in the year, in yuan with two decimals at most. */
export async function feeIncome(db: Db | Tx, agencies: readonly string[], year: number): Promise<number> {
  const { rows: [row] } = await sql<{ fen: number }>`select coalesce(sum(round((e.data->>'amount')::numeric * 100)), 0)::bigint as fen
    from core.foi_event e join core.foi_case c on c.id = e.case_id
    where e.type = 'record-payment' and e.on_date between ${firstDay(year)} and ${lastDay(year)}
      and c.agency_code = any(${codesOf(agencies)})`.execute(db);
  return (row?.fen ?? 0) / 100;
}

export type ReviewCount = { agencyCode: string; kind: string; result: string; n: number };

/**
 * Reviews under way at any time in the year: with their result when it came in the year, else 尚未审结. The form does not
 * say whether those of earlier years belong here; they do, or a result would never be reported.
 */
function reviewed(agencies: readonly string[], year: number): RawBuilder<unknown> {
  return sql`select r.*, case when r.result_on is null or r.result_on > ${lastDay(year)}::date then 'pending' else r.result end as standing
    from core.foi_review r
    where r.agency_code = any(${codesOf(agencies)}) and r.accepted_on <= ${lastDay(year)}::date
      and (r.result_on is null or greatest(r.result_on, r.accepted_on) >= ${firstDay(year)}::date)`;
}

export async function countReviews(db: Db | Tx, agencies: readonly string[], year: number): Promise<ReviewCount[]> {
  const { rows } = await sql<ReviewCount>`select agency_code, kind, standing as result, count(*) as n
    from (${reviewed(agencies, year)}) r group by 1, 2, 3`.execute(db);
  return rows;
}

export type CellReview = { id: string; caseId: string; agencyCode: string; kind: string; authority: string; number: string | null; acceptedOn: CivilDate; resultOn: CivilDate | null; standing: string };

/** The reviews behind a cell of table 四, oldest first; `part` 'total': all of the group. */
export async function reviewsOfCell(
  db: Db | Tx, agencies: readonly string[], year: number, cell: { group: string; part: string }, page: { offset: number; limit: number },
): Promise<{ total: number; items: CellReview[] }> {
  if (!table4Groups.some((group) => group.key === cell.group)) return { total: 0, items: [] };
  const matching = sql`from (${reviewed(agencies, year)}) r where r.kind = ${cell.group} and (${cell.part} = 'total' or r.standing = ${cell.part})`;
  const { rows: [counted] } = await sql<{ n: number }>`select count(*) as n ${matching}`.execute(db);
  const { rows } = await sql<CellReview>`select r.id, r.case_id, r.agency_code, r.kind, r.authority, r.number, r.accepted_on, r.result_on, r.standing
    ${matching} order by r.accepted_on, r.id limit ${page.limit} offset ${page.offset}`.execute(db);
  return { total: counted?.n ?? 0, items: rows };
}
