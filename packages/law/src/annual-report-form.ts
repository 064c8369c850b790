import data from './data/annual-report.json' with { type: 'json' }
import { LawInputError, type Certainty } from './errors.ts'
import { reportZh } from './report-zh.ts'

/** `change` (本年增/减) may be negative, `amount` may have decimals; `count` is a whole number from 0. */
export type ReportValue = 'count' | 'change' | 'amount'
export type Table2Block = {
  key: string
  caption: string
  columns: readonly { key: string; label: string; value: ReportValue }[]
  rows: readonly { key: string; label: string }[]
}
/** `header` rows hold no numbers; `result` rows are the outcomes; `total` is （七）. */
export type Table3Row = { key: string; label: string; level: number; kind: 'input' | 'header' | 'result' | 'total' }
export type ReportSection = { no: string; title: string; table: 'table2' | 'table3' | 'table4' | null; mustCover: readonly string[] }

/** The statutory form of the annual report for the years it is used for. What each section must cover is known for 2021 on. */
export type AnnualReportForm = {
  document: string
  fromYear: number
  toYear: number | null
  certainty: Certainty
  sections: readonly ReportSection[]
  table2: readonly Table2Block[]
  table3: { corner: string; superHeader: string; columns: readonly { key: string; label: string; group: string | null }[]; rows: readonly Table3Row[] }
  /** Fifteen columns in one row; `labels` are the headings from the top. */
  table4: { columns: readonly { key: string; labels: readonly string[] }[] }
}

const table4 = {
  columns: data.table4.groups.flatMap((g) =>
    data.table4.results.map((r) => ({ key: `${g.key}.${r.key}`, labels: [...g.labels, r.label] })),
  ),
}
/** The three groups of table 四, and the four results that make up their totals. */
export const table4Groups: readonly { key: string; labels: readonly string[] }[] = data.table4.groups
export const table4Parts: readonly string[] = data.table4.results.flatMap((r) => (r.key === 'total' ? [] : [r.key]))

/** The forms in the order of their years: 2019–2020, and 2021 on. */
export const annualReportForms: readonly AnnualReportForm[] = data.forms.map((form) => ({
  document: form.document,
  fromYear: form.fromYear,
  toYear: form.toYear,
  certainty: form.certainty === 'sourced' ? 'sourced' : 'memory',
  sections: data.sections.map((s) => ({ no: s.no, title: s.title, table: tableOf(s.table), mustCover: s.mustCover ?? [] })),
  table2: form.table2.map((b) => ({ ...b, columns: b.columns.map((c) => ({ ...c, value: valueOf(c.value) })) })),
  table3: { ...data.table3, rows: data.table3.rows.filter((r) => isRowOf(r, form.fromYear)).map(rowOf) },
  table4,
}))

/** The form for a report year. @throws LawInputError before 2019: those reports had no statutory form */
export function annualReportForm(year: number): AnnualReportForm {
  const form = annualReportForms.find((f) => f.fromYear <= year && (f.toYear === null || year <= f.toYear))
  if (!form || !Number.isInteger(year)) throw new LawInputError(reportZh.noForm(String(year)))
  return form
}

function isRowOf(row: { from?: number; to?: number }, year: number): boolean {
  return (row.from === undefined || row.from <= year) && (row.to === undefined || year <= row.to)
}

function rowOf(row: { key: string; label: string; level: number; kind: string }): Table3Row {
  const kinds = ['input', 'header', 'result', 'total'] as const
  return { key: row.key, label: row.label, level: row.level, kind: kinds.find((k) => k === row.kind) ?? 'header' }
}

function valueOf(value: string): ReportValue {
  return value === 'change' || value === 'amount' ? value : 'count'
}

function tableOf(table: string | undefined): ReportSection['table'] {
  return table === 'table2' || table === 'table3' || table === 'table4' ? table : null
}
