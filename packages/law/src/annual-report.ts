import { annualReportForm, table4Groups, table4Parts, type AnnualReportForm } from './annual-report-form.ts'
import { readAnnualReport, type AnnualReportData, type Cell } from './annual-report-data.ts'
import { reportZh } from './report-zh.ts'

export type IdentityId = keyof typeof reportZh.identities
/** `where` is the path of the cell or column ('table3.resultsTotal.naturalPerson'), `place` says it in Chinese. */
export type IdentityFault = { where: string; place: string; expected: number | string; found: number | string }
/** `warning`: does not hold, and may lawfully not hold. `not-assessable`: some part could not be judged and no other failed. */
export type IdentityCheck = {
  id: IdentityId
  name: string
  source: string
  result: 'pass' | 'fail' | 'warning' | 'not-assessable'
  /** Places that were compared and agree. */
  passed: number
  failures: IdentityFault[]
  notAssessable: { where: string; place: string; reason: string }[]
}
export type AnnualReportCheck = { year: number; form: string; ok: boolean; identities: IdentityCheck[] }

/** One comparison: expected and found, or why there is none. */
type Probe = { where: string; place: string } & ({ expected: number | string; found: number | string; holds: boolean } | { reason: string })

/**
 * Checks every identity of the form of the report's year (2019 form for 2019–2020, 2021 form after). `ok` is false when
 * any fails; a warning does not count. Nothing is corrected.
 * @param input parsed JSON: `{ year, table3: { rowKey: [7 numbers] }, table4: { columnKey: n }, table2?, previous? }`;
 *   `table2` is `{ blockKey: { rowKey: { columnKey: n } | [n…] } }`
 * @throws LawInputError with all faults when the shape is wrong (unknown rows, rows of another length, no year)
 */
export function checkAnnualReport(input: unknown): AnnualReportCheck {
  const report = readAnnualReport(input)
  const form = annualReportForm(report.year)
  const identities = [
    check('T3-COL', columns(form).map((c) => columnBalance(report, c))),
    check('T3-SUM', columns(form).map((c) => columnSum(form, report, c))),
    check('T3-ROW', rowTotals(form, report)),
    check('T3-YEAR', columns(form).map((c) => carryOver(report, c))),
    check('T2-YEAR', inForce(form, report)),
    check('T4-SUM', table4Groups.map((g) => groupSum(report, g))),
    check('NONNEG', cells(form, report)),
  ]
  return { year: report.year, form: form.document, ok: identities.every((i) => i.result !== 'fail'), identities }
}

function check(id: IdentityId, probes: readonly Probe[]): IdentityCheck {
  const failures: IdentityFault[] = []
  const notAssessable: IdentityCheck['notAssessable'] = []
  for (const p of probes) {
    if ('reason' in p) notAssessable.push(p)
    else if (!p.holds) failures.push({ where: p.where, place: p.place, expected: p.expected, found: p.found })
  }
  const broken = id === 'T2-YEAR' ? 'warning' : 'fail'
  const result = failures.length > 0 ? broken : notAssessable.length > 0 ? 'not-assessable' : 'pass'
  const passed = probes.length - failures.length - notAssessable.length
  return { id, ...reportZh.identities[id], result, passed, failures, notAssessable }
}

type Column = { key: string; label: string; index: number }

function columns(form: AnnualReportForm): Column[] {
  return form.table3.columns.map((c, index) => ({ key: c.key, label: c.label, index }))
}

/** Compares sums of cells; a cell that is no number makes the comparison impossible. */
function compare(where: string, place: string, expected: readonly Cell[], found: readonly Cell[], missing: string = reportZh.notNumbers): Probe {
  const [left, right] = [sum(expected), sum(found)]
  if (left === null || right === null) return { where, place, reason: missing }
  return { where, place, expected: left, found: right, holds: left === right }
}

function sum(values: readonly Cell[]): number | null {
  let total = 0
  for (const value of values) {
    if (typeof value !== 'number') return null
    total += value
  }
  return total
}

function cell(report: Pick<AnnualReportData, 'table3'>, row: string, c: Column): Cell {
  return report.table3[row]?.[c.index]
}

function columnBalance(report: AnnualReportData, c: Column): Probe {
  const at = (row: string): Cell => cell(report, row, c)
  return compare(`table3.${c.key}`, c.label, [at('newReceived'), at('carriedIn')], [at('resultsTotal'), at('carriedOut')])
}

function columnSum(form: AnnualReportForm, report: AnnualReportData, c: Column): Probe {
  const leaves = form.table3.rows.filter((r) => r.kind === 'result').map((r) => cell(report, r.key, c))
  return compare(`table3.resultsTotal.${c.key}`, c.label, leaves, [cell(report, 'resultsTotal', c)])
}

function rowTotals(form: AnnualReportForm, report: AnnualReportData): Probe[] {
  const parts = columns(form).filter((c) => c.key !== 'total')
  const total = columns(form).filter((c) => c.key === 'total')
  return form.table3.rows
    .filter((r) => r.kind !== 'header')
    .map((r) =>
      compare(`table3.${r.key}.total`, r.label, parts.map((c) => cell(report, r.key, c)), total.map((c) => cell(report, r.key, c))),
    )
}

function carryOver({ previous, table3 }: AnnualReportData, c: Column): Probe {
  const where = `table3.carriedIn.${c.key}`
  if (!previous) return { where, place: c.label, reason: reportZh.noPrevious }
  return compare(where, c.label, [cell(previous, 'carriedOut', c)], [cell({ table3 }, 'carriedIn', c)])
}

function inForce(form: AnnualReportForm, report: AnnualReportData): Probe[] {
  const block = form.table2[0]
  return (block?.rows ?? []).map((row) => {
    const [where, place] = [`table2.art20_1.${row.key}.inForce`, row.label]
    const at = (from: Pick<AnnualReportData, 'table2'>, column: string): Cell => from.table2?.['art20_1']?.[row.key]?.[column]
    if (!block?.columns.some((c) => c.key === 'inForce')) return { where, place, reason: reportZh.otherForm }
    if (!report.table2) return { where, place, reason: reportZh.noTable('table2') }
    if (!report.previous) return { where, place, reason: reportZh.noPrevious }
    const repealed = at(report, 'repealed')
    const expected = [at(report.previous, 'inForce'), at(report, 'made'), typeof repealed === 'number' ? -repealed : repealed]
    return compare(where, place, expected, [at(report, 'inForce')])
  })
}

function groupSum(report: AnnualReportData, group: { key: string; labels: readonly string[] }): Probe {
  const at = (part: string): Cell => report.table4[`${group.key}.${part}`]
  return compare(`table4.${group.key}.total`, group.labels.join(reportZh.join), table4Parts.map(at), [at('total')])
}

function cells(form: AnnualReportForm, report: AnnualReportData): Probe[] {
  const table3 = form.table3.rows
    .filter((r) => r.kind !== 'header')
    .flatMap((r) => columns(form).map((c) => whole(`table3.${r.key}.${c.key}`, `${r.label}${reportZh.join}${c.label}`, cell(report, r.key, c))))
  const table4 = form.table4.columns.map((c) => whole(`table4.${c.key}`, c.labels.join(reportZh.join), report.table4[c.key]))
  return [...table3, ...table4, ...table2Cells(form, report)]
}

/** Only the rows of table 二 that were handed in: the table is optional. */
function table2Cells(form: AnnualReportForm, report: AnnualReportData): Probe[] {
  return form.table2.flatMap((block) =>
    block.rows.flatMap((row) => {
      const values = report.table2?.[block.key]?.[row.key]
      return (values ? block.columns : []).map((c) => {
        const [where, place, value] = [`table2.${block.key}.${row.key}.${c.key}`, `${row.label}${reportZh.join}${c.label}`, values?.[c.key]]
        if (c.value === 'count') return whole(where, place, value)
        const holds = typeof value === 'number' && Number.isFinite(value) && (c.value === 'change' || value >= 0)
        return { where, place, expected: reportZh.number, found: shown(value), holds }
      })
    }),
  )
}

function whole(where: string, place: string, value: Cell): Probe {
  const holds = typeof value === 'number' && Number.isInteger(value) && value >= 0
  return { where, place, expected: reportZh.whole, found: shown(value), holds }
}

function shown(value: Cell): number | string {
  return value === null || value === undefined || value === '' ? reportZh.blank : value
}
