// From what is stored to the figures of a report: count, add up the members of a government, apply corrections, fill in sums.
import { annualReportForm, type Instant } from '@tongming/law';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { addUp, cellsOf, withSums, type CellSpec, type Figures } from './cells.ts';
import { countLedger, countReviews, feeIncome, ledgerCells } from './ledger.ts';
import { zh } from './messages.ts';
import { frozenSchema, reportsForAll, type Computed, type Correction, type Frozen, type Member, type TreeAgency } from './model.ts';
import { countStock, stockColumns } from './stock.ts';

type Source = {
  year: number;
  specs: readonly CellSpec[];
  agencies: ReadonlyMap<string, TreeAgency>;
  children: ReadonlyMap<string, readonly TreeAgency[]>;
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  corrections: ReadonlyMap<string, ReadonlyMap<string, Correction>>;
  frozen: ReadonlyMap<string, { figures: Frozen; published: boolean }>;
};

/** @throws Refused 'not-found' (404) for an unknown agency, LawInputError for years before 2019 */
export async function computeFigures(db: Db | Tx, agencyCode: string, year: number): Promise<Computed> {
  annualReportForm(year);
  const agencies = await agencyTree(db);
  const agency = agencies.get(agencyCode);
  if (!agency) return notFound(zh.noAgency);
  const children = childrenOf(agencies);
  const scope = scopeOf(agency, children);
  const codes = scope.map((a) => a.code);
  const source: Source = {
    year, specs: cellsOf(year), agencies, children, counts: await countsOf(db, codes, year), corrections: await correctionsOf(db, codes, year),
    frozen: await frozenOf(db, codes.filter((code) => code !== agencyCode), year),
  };
  return { ...compute(source, agency), feeIncome: await feeIncome(db, codes, year) };
}

/** The agencies a report speaks for, itself first. */
export async function agenciesInReport(db: Db | Tx, agencyCode: string): Promise<TreeAgency[]> {
  const agencies = await agencyTree(db);
  const agency = agencies.get(agencyCode);
  return agency ? scopeOf(agency, childrenOf(agencies)) : notFound(zh.noAgency);
}

async function agencyTree(db: Db | Tx): Promise<Map<string, TreeAgency>> {
  const rows = await db.selectFrom('core.agency').select(['code', 'name', 'kind', 'parentCode', 'active']).orderBy('position').orderBy('code').execute();
  return new Map(rows.map((row) => [row.code, row]));
}

function childrenOf(agencies: ReadonlyMap<string, TreeAgency>): Map<string, TreeAgency[]> {
  const children = new Map<string, TreeAgency[]>();
  for (const agency of agencies.values()) {
    if (agency.parentCode !== null) children.set(agency.parentCode, [...(children.get(agency.parentCode) ?? []), agency]);
  }
  return children;
}

function scopeOf(agency: TreeAgency, children: Source['children']): TreeAgency[] {
  return reportsForAll(agency.kind) ? [...below(agency, children, () => true)] : [agency];
}

/** The agency and everything under it, as far as `into` lets; an agency whose parents form a ring is visited once. */
function below(agency: TreeAgency, children: Source['children'], into: (a: TreeAgency) => boolean, seen = new Set<string>()): TreeAgency[] {
  if (seen.has(agency.code)) return [];
  seen.add(agency.code);
  return [agency, ...(into(agency) ? (children.get(agency.code) ?? []).flatMap((child) => below(child, children, into, seen)) : [])];
}

/** Whose reports make up this one: departments one by one, lower governments with all that is theirs. */
function membersOf(agency: TreeAgency, children: Source['children']): TreeAgency[] {
  if (!reportsForAll(agency.kind)) return [];
  return below(agency, children, (a) => a.code === agency.code || !reportsForAll(a.kind)).slice(1);
}

function compute(source: Source, agency: TreeAgency): Omit<Computed, 'feeIncome'> {
  const members = membersOf(agency, source.children);
  const memberFigures = new Map(members.map((member) => [
    member.code, source.frozen.get(member.code)?.figures.shown ?? compute(source, member).shown,
  ]));
  const corrections = source.corrections.get(agency.code) ?? new Map<string, Correction>();
  const missing = new Map<string, readonly string[]>();
  const computed: Record<string, number | null> = {};
  const shown: Record<string, number | null> = {};
  for (const spec of source.specs) {
    if (spec.source === 'sum') continue;
    const own = spec.source === 'entered' ? null : source.counts.get(agency.code)?.get(spec.key) ?? 0;
    // A body that is no agency of its own (领导小组办公室) decides no permits: its blank asks nobody for a figure.
    const parts = members.filter((m) => spec.source !== 'entered' || (m.active && m.kind !== 'body'))
      .map((m) => ({ name: m.name, value: memberFigures.get(m.code)?.[spec.key] ?? null }));
    const blank = parts.filter((part) => part.value === null).map((part) => part.name);
    const total = spec.source === 'entered' && parts.length === 0 ? null : addUp([...(own === null ? [] : [own]), ...parts.map((part) => part.value)]);
    computed[spec.key] = total;
    shown[spec.key] = corrections.get(spec.key)?.value ?? total;
    if (blank.length > 0 && shown[spec.key] === null) missing.set(spec.key, blank);
  }
  return {
    computed: withSums(source.year, computed), shown: withSums(source.year, shown), corrections, memberFigures, missing,
    members: members.map((m): Member => ({ code: m.code, name: m.name, source: sourceOf(source, m.code) })),
  };
}

function sourceOf(source: Source, code: string): Member['source'] {
  const frozen = source.frozen.get(code);
  return frozen ? (frozen.published ? 'published' : 'submitted') : 'counted';
}

async function countsOf(db: Db | Tx, codes: readonly string[], year: number): Promise<Map<string, Map<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  const add = (agency: string, cell: string, n: number): void => {
    const cells = counts.get(agency) ?? new Map<string, number>();
    counts.set(agency, cells.set(cell, (cells.get(cell) ?? 0) + n));
  };
  for (const row of await countLedger(db, codes, year)) for (const cell of ledgerCells(row, year)) add(row.agencyCode, cell, row.n);
  for (const row of await countReviews(db, codes, year)) add(row.agencyCode, `table4.${row.kind}.${row.result}`, row.n);
  for (const row of await countStock(db, codes, year)) {
    for (const column of stockColumns) add(row.agencyCode, `table2.art20_1.${row.row}.${column}`, row[column]);
  }
  return counts;
}

/** The last word on each cell; one that was taken back is no word. */
async function correctionsOf(db: Db | Tx, codes: readonly string[], year: number): Promise<Map<string, Map<string, Correction>>> {
  const { rows } = await sql<{ agencyCode: string; cell: string; value: string | null; computed: string | null; reason: string; personName: string; at: Instant }>`
    select distinct on (agency_code, cell) agency_code, cell, value, computed, reason, person_name, at
    from core.annual_report_figure where agency_code = any(${[...codes]}::text[]) and year = ${year}
    order by agency_code, cell, id desc`.execute(db);
  const found = new Map<string, Map<string, Correction>>();
  for (const row of rows) {
    if (row.value === null) continue;
    const cells = found.get(row.agencyCode) ?? new Map<string, Correction>();
    found.set(row.agencyCode, cells.set(row.cell, {
      cell: row.cell, value: Number(row.value), computed: row.computed === null ? null : Number(row.computed),
      reason: row.reason, by: row.personName, at: row.at,
    }));
  }
  return found;
}

async function frozenOf(db: Db | Tx, codes: readonly string[], year: number): Promise<Source['frozen']> {
  if (codes.length === 0) return new Map();
  const rows = await db.selectFrom('core.annualReport').select(['agencyCode', 'state', 'frozen'])
    .where('year', '=', year).where('agencyCode', 'in', [...codes]).where('frozen', 'is not', null).execute();
  return new Map(rows.map((row) => [row.agencyCode, { figures: frozenSchema.parse(row.frozen), published: row.state === 'published' }]));
}

/** Last year's figures: as submitted where that was done here, else as counted; null where there was no form yet. */
export async function previousFigures(
  db: Db | Tx, agencyCode: string, year: number,
): Promise<{ year: number; source: 'submitted' | 'counted'; figures: Figures } | null> {
  if (year <= 2019) return null;
  const row = await db.selectFrom('core.annualReport').select('frozen').where('agencyCode', '=', agencyCode).where('year', '=', year - 1).executeTakeFirst();
  if (row?.frozen) return { year: year - 1, source: 'submitted', figures: frozenSchema.parse(row.frozen).shown };
  return { year: year - 1, source: 'counted', figures: (await computeFigures(db, agencyCode, year - 1)).shown };
}
