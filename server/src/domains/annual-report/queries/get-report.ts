// The report as it stands: figures, texts, every identity, what is wrong, what can be done next.
import {
  annualReportDue, annualReportForm, checkAnnualReport, now, civilDateOf, yearOf, type AnnualReportCheck, type CivilDate, type ReportDue,
} from '@tongming/law';
import type { Reason } from '../../../console-api/contract.ts';
import type { ReportCell, ReportSectionView, ReportView } from '../../../console-api/contract-report.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Principal } from '../../identity/index.ts';
import { cellsOf, tablesOf, type Figures, type ReportTables } from '../cells.ts';
import { agenciesInReport, computeFigures, previousFigures } from '../figures.ts';
import { uncountedCases, type Uncounted } from '../ledger.ts';
import { machine, reportActs } from '../machine.ts';
import { zh } from '../messages.ts';
import { reportsForAll, sectionKeys, type Computed, type ReportRow, type SectionKey, type TreeAgency } from '../model.ts';
import { deskOf } from '../policy.ts';
import { findReport, agencyFor } from '../store.ts';
import { draftOf, textOf, textWarnings, uncovered, type TextFacts } from '../texts.ts';

/** Everything about a report that does not depend on who asks. */
export type Assessed = {
  agency: TreeAgency; row: ReportRow; live: Computed; figures: Figures; feeIncome: number; cells: ReportCell[]; facts: TextFacts;
  tables: ReportTables & { previous: ReportTables | null }; check: AnnualReportCheck;
  previous: { year: number; source: 'submitted' | 'counted' } | null; uncounted: Uncounted; problems: Reason[]; warnings: Reason[];
};

/** @throws Refused 'not-found' (404), LawInputError before 2019 */
export async function assessReport(db: Db | Tx, agencyCode: string, year: number, today: CivilDate = civilDateOf(now())): Promise<Assessed> {
  const scope = await agenciesInReport(db, agencyCode);
  const agency = scope[0] ?? notFound(zh.noAgency);
  const row = await findReport(db, agencyCode, year);
  const live = await computeFigures(db, agencyCode, year);
  const last = await previousFigures(db, agencyCode, year);
  const figures = row.frozen?.shown ?? live.shown;
  const feeIncome = row.frozen?.feeIncome ?? live.feeIncome;
  const tables = { ...tablesOf(year, figures), previous: last ? tablesOf(last.year, last.figures) : null };
  const check = checkAnnualReport(tables);
  const cells = cellViews(row, live, figures);
  const facts: TextFacts = { name: agency.name, year, government: reportsForAll(agency.kind), figures, feeIncome };
  const uncounted = await uncountedCases(db, scope.map((a) => a.code), year);
  return {
    agency, row, live, figures, feeIncome, cells, facts, tables, check, uncounted,
    previous: last ? { year: last.year, source: last.source } : null,
    problems: problemsOf(row, cells, check, facts, today),
    warnings: [...checkWarnings(check), ...cellWarnings(cells), ...scopeWarnings(live, last), ...uncountedNotes(uncounted), ...textWarnings(row.texts, facts)],
  };
}

function cellViews(row: ReportRow, live: Computed, figures: Figures): ReportCell[] {
  return cellsOf(row.year).map((spec) => {
    const [value, computed, correction] = [figures[spec.key] ?? null, live.computed[spec.key] ?? null, live.corrections.get(spec.key) ?? null];
    return {
      key: spec.key, label: spec.label, value, computed, source: spec.source, settable: spec.source !== 'sum', kind: spec.value,
      correction: correction === null ? null : { value: correction.value, computed: correction.computed, reason: correction.reason, by: correction.by, at: correction.at },
      stale: row.frozen === null && correction !== null && correction.computed !== computed,
      drifted: row.frozen !== null && (row.frozen.computed[spec.key] ?? null) !== computed,
      missing: [...(live.missing.get(spec.key) ?? [])],
    };
  });
}

const shown = (value: number | string | null): string => (value === null ? zh.blankWord : String(value));

/** What stands in the way of submission: identities that do not hold, blanks, corrections overtaken, sections not written. */
function problemsOf(row: ReportRow, cells: readonly ReportCell[], check: AnnualReportCheck, facts: TextFacts, today: CivilDate): Reason[] {
  const blanks = new Set(cells.filter((c) => c.value === null).map((c) => c.key));
  const failed = check.identities.filter((i) => i.result === 'fail').flatMap((identity) => identity.failures
    .filter((f) => !blanks.has(f.where))
    .map((f): Reason => ({ code: `identity-${identity.id}`, message: zh.checkFailed(identity.name, f.place, shown(f.expected), shown(f.found)), field: f.where })));
  const empty = sectionKeys.filter((key) => textOf(key, row.texts, facts).trim() === '')
    .map((key): Reason => ({ code: 'section-empty', message: zh.sectionEmpty(sectionTitle(row.year, key)), field: key, article: zh.articles.contents }));
  return [
    ...(yearOf(today) <= row.year ? [{ code: 'year-not-over', message: zh.yearNotOver(row.year) }] : []),
    ...failed,
    ...cells.filter((c) => c.value === null).map((c): Reason => ({ code: 'blank', message: zh.blankCell(c.label, c.missing), field: c.key })),
    ...cells.filter((c) => c.stale).map((c): Reason => ({
      code: 'correction-stale', message: zh.staleCell(c.label, shown(c.correction?.computed ?? null), shown(c.computed)), field: c.key,
    })),
    ...empty, ...uncovered(row.texts, facts),
  ];
}

function sectionTitle(year: number, key: SectionKey): string {
  return annualReportForm(year).sections.find((section) => section.no === key)?.title ?? key;
}

function checkWarnings(check: AnnualReportCheck): Reason[] {
  return check.identities.filter((i) => i.result === 'warning').flatMap((identity) => identity.failures.map((f): Reason => ({
    code: `identity-${identity.id}`, message: zh.checkWarning(identity.name, f.place, shown(f.expected), shown(f.found)), field: f.where,
  })));
}

function cellWarnings(cells: readonly ReportCell[]): Reason[] {
  return cells.filter((c) => c.drifted && c.source !== 'sum')
    .map((c) => ({ code: 'drifted', message: zh.driftedCell(c.label, shown(c.value), shown(c.computed)), field: c.key }));
}

function scopeWarnings(live: Computed, last: { year: number; source: 'submitted' | 'counted' } | null): Reason[] {
  const open = live.members.filter((member) => member.source === 'counted').length;
  return [
    ...(open > 0 ? [{ code: 'members-open', message: zh.membersOpen(open) }] : []),
    ...(last?.source === 'counted' ? [{ code: 'previous-counted', message: zh.previousCounted(last.year) }] : []),
  ];
}

function uncountedNotes(uncounted: Uncounted): Reason[] {
  return (['unconfirmed', 'endedUnreceived', 'endedWithoutResult'] as const).filter((key) => uncounted[key] > 0)
    .map((key) => ({ code: `uncounted-${key}`, message: zh[key](uncounted[key]) }));
}

/** When the report is due (条例第四十九条); null for towns and for agencies that are no department. */
export function dueOf(agency: TreeAgency, year: number): ReportDue | null {
  if (agency.kind === 'township') return null;
  return annualReportDue(year).find((due) => due.code === (reportsForAll(agency.kind) ? 'government' : 'department')) ?? null;
}

export function sectionsOf(row: ReportRow, facts: TextFacts): ReportSectionView[] {
  return annualReportForm(row.year).sections.map((section) => {
    const key = sectionKeys.find((k) => k === section.no);
    return {
      no: section.no, title: section.title, table: section.table, mustCover: [...section.mustCover],
      text: key === undefined ? null : textOf(key, row.texts, facts), draft: key === undefined ? null : draftOf(key, facts),
      edited: key !== undefined && row.texts[key] !== undefined,
    };
  });
}

/** @throws Refused 403, 404 */
export async function getReport(db: Db | Tx, principal: Principal, agencyCode: string, year: number): Promise<ReportView> {
  const { agency, agencies } = await agencyFor(db, principal, agencyCode, year);
  const a = await assessReport(db, agencyCode, year);
  const { row } = a;
  const desk = deskOf(principal, agency, agencies);
  const acts = desk?.role === 'openness-head' ? reportActs.filter((act) => machine[row.state][act] !== undefined) : [];
  return {
    agencyCode, agencyName: agency.name, year, title: zh.title(agency.name, year), form: annualReportForm(year).document,
    state: row.state, stateName: zh.states[row.state], due: dueOf(agency, year), complete: yearOf(civilDateOf(now())) > year,
    members: [...a.live.members], cells: a.cells, sections: sectionsOf(row, a.facts), check: a.check, previous: a.previous,
    feeIncome: a.feeIncome, uncounted: a.uncounted, problems: row.state === 'draft' ? a.problems : [], warnings: a.warnings,
    available: acts.map((act) => ({ act, label: zh.acts[act], refusals: act === 'submit' ? a.problems : [] })),
    editable: desk !== null && row.state === 'draft', submittedOn: row.submittedOn, publishedOn: row.publishedOn, recordId: row.recordId, version: row.version,
  };
}
