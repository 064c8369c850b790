import { annualReportForm, type AnnualReportForm } from './annual-report-form.ts'
import { LawInputError } from './errors.ts'
import { foiZh } from './foi-zh.ts'
import { reportZh } from './report-zh.ts'

/** What stands in a cell: a number when it is filled in rightly; text and blanks are kept, to be named as faults. */
export type Cell = number | string | null | undefined
type Table2 = Record<string, Record<string, Record<string, Cell>>>
type Tables = { table2: Table2 | null; table3: Record<string, readonly Cell[]>; table4: Record<string, Cell> }
/** Tables of a report by the keys of its form; `previous` holds those of the year before. */
export type AnnualReportData = Tables & { year: number; previous: Tables | null }

type Raw = Record<string, unknown>
const t = reportZh.faults

/** Reads a report from parsed JSON. @throws LawInputError with all faults of its shape */
export function readAnnualReport(input: unknown): AnnualReportData {
  if (!isRaw(input)) throw new LawInputError(t.notAnObject)
  const year = input['year']
  if (typeof year !== 'number' || !Number.isInteger(year)) throw new LawInputError(t.year)
  const form = annualReportForm(year)
  const faults = [...shapeFaults(form, input), ...previousFaults(input['previous'], year)]
  if (faults.length > 0) throw new LawInputError(faults.join(foiZh.faultSeparator))
  const previous = input['previous']
  // The year before may have had the older form: its rows are read as they are, only what the identities need is looked at.
  return { year, ...tablesOf(input, form), previous: isRaw(previous) ? tablesOf(previous, year > 2019 ? annualReportForm(year - 1) : form) : null }
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shapeFaults(form: AnnualReportForm, input: Raw): string[] {
  const { table2, table3, table4 } = input
  const faults: string[] = []
  if (isRaw(table3)) faults.push(...rowFaults(form, table3))
  else faults.push(t.table('table3'))
  if (isRaw(table4)) {
    const known = new Set(form.table4.columns.map((c) => c.key))
    faults.push(...Object.keys(table4).filter((key) => !known.has(key)).map(t.unknownColumn))
  } else faults.push(t.table('table4'))
  if (isRaw(table2)) {
    const known = new Set(form.table2.map((b) => b.key))
    faults.push(...Object.keys(table2).filter((key) => !known.has(key)).map((key) => t.unknownBlock(key, form.document)))
  } else if (table2 !== undefined && table2 !== null) faults.push(t.table('table2'))
  return faults
}

function rowFaults(form: AnnualReportForm, table3: Raw): string[] {
  const width = form.table3.columns.length
  return Object.entries(table3).flatMap(([key, value]) => {
    const row = form.table3.rows.find((r) => r.key === key)
    if (!row) return [t.unknownRow(key, form.document)]
    const rightLength = Array.isArray(value) && value.length === width
    return row.kind === 'header' || rightLength ? [] : [t.badRow(key, width)]
  })
}

function previousFaults(previous: unknown, year: number): string[] {
  if (previous === undefined || previous === null) return []
  if (!isRaw(previous)) return [t.table('previous')]
  const found = previous['year']
  return found === undefined || found === year - 1 ? [] : [t.previousYear(String(found), year - 1)]
}

function tablesOf(raw: Raw, form: AnnualReportForm): Tables {
  const table3 = Object.entries(isRaw(raw['table3']) ? raw['table3'] : {}).map(([key, row]) => [key, Array.isArray(row) ? row.map(cellOf) : []])
  const table4 = Object.entries(isRaw(raw['table4']) ? raw['table4'] : {}).map(([key, value]) => [key, cellOf(value)])
  return {
    table2: isRaw(raw['table2']) ? table2Of(raw['table2'], form) : null,
    table3: Object.fromEntries(table3),
    table4: Object.fromEntries(table4),
  }
}

/** Rows may come as objects by column or as lists in the order of the columns. */
function table2Of(raw: Raw, form: AnnualReportForm): Table2 {
  const table: Table2 = {}
  for (const [block, rows] of Object.entries(raw)) {
    const columns = form.table2.find((b) => b.key === block)?.columns ?? []
    const read: Record<string, Record<string, Cell>> = {}
    for (const [row, values] of Object.entries(isRaw(rows) ? rows : {})) {
      const cells: [string, Cell][] = Array.isArray(values)
        ? columns.map((c, i) => [c.key, cellOf(values[i])])
        : Object.entries(isRaw(values) ? values : {}).map(([key, value]) => [key, cellOf(value)])
      read[row] = Object.fromEntries(cells)
    }
    table[block] = read
  }
  return table
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'string') return value
  return JSON.stringify(value)
}
