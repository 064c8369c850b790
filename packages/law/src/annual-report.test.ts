import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annualReportForm, annualReportForms, checkAnnualReport, LawInputError, type AnnualReportCheck } from './index.ts'

type Sample = {
  year: number
  table3: Record<string, (number | string | null)[]>
  table4: Record<string, number | string | null>
  table2?: Record<string, unknown>
  previous?: Omit<Sample, 'previous'>
}

/** A report that agrees in itself: every result row holds `of(row, column)`. */
function report(year: number, of: (row: number, column: number) => number = (r, c) => r + c): Sample {
  const rows = annualReportForm(year).table3.rows
  const leaves = rows.filter((r) => r.kind === 'result').map((r) => r.key)
  const withTotal = (six: number[]): number[] => [...six, six.reduce((a, b) => a + b, 0)]
  const table3: Record<string, number[]> = Object.fromEntries(leaves.map((key, r) => [key, withTotal([0, 1, 2, 3, 4, 5].map((c) => of(r, c)))]))
  const resultsTotal = withTotal([0, 1, 2, 3, 4, 5].map((c) => leaves.reduce((n, key) => n + (table3[key]?.[c] ?? 0), 0)))
  Object.assign(table3, { resultsTotal, carriedOut: [1, 0, 0, 0, 0, 2, 3], carriedIn: [1, 0, 0, 0, 0, 2, 3], newReceived: resultsTotal })
  const table4 = Object.fromEntries(annualReportForm(year).table4.columns.map((c) => [c.key, c.key.endsWith('total') ? 4 : 1]))
  return { year, table3, table4 }
}
const result = (check: AnnualReportCheck): Record<string, string> => Object.fromEntries(check.identities.map((i) => [i.id, i.result]))
const failures = (check: AnnualReportCheck) => check.identities.flatMap((i) => i.failures.map((f) => [i.id, f.where, f.expected, f.found]))

describe('annual report', () => {
  it('forms: 25 rows of numbers since 2021, 23 before; 15 columns of cases; section two of its own', () => {
    expect(annualReportForms.map((f) => f.table3.rows.filter((r) => r.kind !== 'header').length)).toEqual([23, 25])
    expect(annualReportForm(2020).document).toBe('国办公开办函〔2019〕60号')
    expect(annualReportForm(2021).document).toBe('国办公开办函〔2021〕30号')
    expect(annualReportForm(2021).table4.columns).toHaveLength(15)
    expect(annualReportForm(2021).table4.columns[5]).toEqual({ key: 'litigationDirect.upheld', labels: ['行政诉讼', '未经复议直接起诉', '结果维持'] })
    expect(() => annualReportForm(2018)).toThrow(LawInputError)
  })

  it.each([2019, 2020, 2021, 2025])('%i: a sound report passes; what needs last year cannot be judged', (year) => {
    const check = checkAnnualReport(report(year))
    expect(check.ok).toBe(true)
    expect(result(check)).toEqual({
      'T3-COL': 'pass', 'T3-SUM': 'pass', 'T3-ROW': 'pass', 'T3-YEAR': 'not-assessable', 'T2-YEAR': 'not-assessable', 'T4-SUM': 'pass', NONNEG: 'pass',
    })
  })

  it('names the place, what was expected and what was found', () => {
    const r = report(2022)
    r.table3['granted'] = [1, 1, 2, 3, 4, 5, 16]
    r.table4['litigationDirect.total'] = 5
    const check = checkAnnualReport(r)
    expect(check.ok).toBe(false)
    expect(failures(check)).toEqual([
      ['T3-SUM', 'table3.resultsTotal.naturalPerson', 211, 210],
      ['T3-SUM', 'table3.resultsTotal.total', 1576, 1575],
      ['T4-SUM', 'table4.litigationDirect.total', 4, 5],
    ])
  })

  it('the balance of a column, and of a row', () => {
    const r = report(2022, () => 0)
    r.table3['newReceived'] = [3, 0, 0, 0, 0, 0, 4]
    expect(failures(checkAnnualReport(r))).toEqual([
      ['T3-COL', 'table3.naturalPerson', 4, 1], ['T3-COL', 'table3.total', 7, 3], ['T3-ROW', 'table3.newReceived.total', 3, 4],
    ])
  })

  it('a blank or a slash is no zero, and what rests on it is not judged', () => {
    const r = report(2022)
    r.table3['partial'] = [null, 2, 3, 4, 5, 6, 20]
    r.table4['reconsideration.upheld'] = '/'
    delete r.table3['other.misc']
    const check = checkAnnualReport(r)
    expect(check.identities.find((i) => i.id === 'NONNEG')?.failures.map((f) => [f.where, f.found])).toEqual([
      ['table3.partial.naturalPerson', '空白'],
      ...annualReportForm(2022).table3.columns.map((c) => [`table3.other.misc.${c.key}`, '空白']),
      ['table4.reconsideration.upheld', '/'],
    ])
    expect(result(check)).toMatchObject({ 'T3-SUM': 'not-assessable', 'T4-SUM': 'not-assessable', 'T3-COL': 'pass' })
    for (const bad of [-1, 1.5]) {
      expect(checkAnnualReport({ ...report(2022), table4: { ...report(2022).table4, 'reconsideration.upheld': bad } }).ok).toBe(false)
    }
  })

  it('across years: what was carried over must arrive; stock of documents only warns', () => {
    const previous = { ...report(2021), table2: { art20_1: { rules: { made: 0, repealed: 0, inForce: 10 }, normativeDocs: [5, 1, 20] } } }
    const table2 = { art20_1: { rules: { made: 2, repealed: 1, inForce: 11 }, normativeDocs: [4, 2, 23] } }
    const check = checkAnnualReport({ ...report(2022), table2, previous })
    expect(result(check)).toMatchObject({ 'T3-YEAR': 'pass', 'T2-YEAR': 'warning', NONNEG: 'pass' })
    expect(check.ok).toBe(true)
    expect(failures(check)).toEqual([['T2-YEAR', 'table2.art20_1.normativeDocs.inForce', 22, 23]])
    previous.table3['carriedOut'] = [0, 0, 0, 0, 0, 2, 2]
    expect(failures(checkAnnualReport({ ...report(2022), previous })).map((f) => f[1])).toEqual(['table3.carriedIn.naturalPerson', 'table3.carriedIn.total'])
  })

  it('amounts may have decimals, changes may be negative, counts neither', () => {
    const nonneg = (year: number, table2: Record<string, unknown>) => failures(checkAnnualReport({ ...report(year), table2 })).map((f) => f[1])
    expect(nonneg(2022, { art20_8: { fees: { amount: 12.3456 } } })).toEqual([])
    expect(nonneg(2020, { art20_5: { permits: { lastYear: 4, change: -1, decisions: 3 } } })).toEqual([])
    expect(nonneg(2020, { art20_5: { permits: { lastYear: -4, change: '/', decisions: 3 } } })).toEqual(['table2.art20_5.permits.lastYear', 'table2.art20_5.permits.change'])
  })

  it('a wrong shape is refused with all that is wrong', () => {
    for (const bad of [null, [], {}, { year: '2022' }, { year: 2018, table3: {}, table4: {} }]) expect(() => checkAnnualReport(bad)).toThrow(LawInputError)
    const r = report(2020)
    const broken = { ...r, table3: { ...r.table3, 'other.misc': [0, 0, 0, 0, 0, 0, 0], granted: [1] }, table4: { x: 1 }, previous: { year: 2018 } }
    for (const words of ['“other.misc”这一行', '“granted”应为 7 个数', '“x”这一列', '上一年度（2019）']) expect(() => checkAnnualReport(broken)).toThrow(words)
  })

  it('the shape of each part is looked at by itself', () => {
    const sound = report(2022)
    const refused = (change: object): string => {
      try {
        checkAnnualReport({ ...sound, ...change })
        return ''
      } catch (error) {
        return error instanceof LawInputError ? error.message : 'another fault'
      }
    }
    for (const year of ['2022', 2022.5, null]) expect(refused({ year })).toBe('缺少报告年度 year（四位整数）')
    expect(refused({ table3: [] })).toBe('缺少 table3，或者不是一个对象')
    expect(refused({ table4: null })).toBe('缺少 table4，或者不是一个对象')
    expect(refused({ table2: [] })).toBe('缺少 table2，或者不是一个对象')
    expect(refused({ previous: [] })).toBe('缺少 previous，或者不是一个对象')
    expect(refused({ table2: { art20_9: {}, art20_1: {} } })).toBe('table2 中没有“art20_9”（国办公开办函〔2021〕30号）')
    expect(refused({ table3: { ...sound.table3, granted: [0, 0, 0, 0, 0, 0] } })).toContain('table3 的“granted”应为 7 个数')
    expect(refused({ table3: { ...sound.table3, granted: '0000000' } })).toContain('table3 的“granted”应为 7 个数')
    expect(refused({ previous: { year: 2022 } })).toBe('previous 应为上一年度（2021）的数据，收到 2022')
    for (const change of [{ table2: null }, { previous: null }, { previous: {} }, { previous: { year: 2021 } }, { table3: { ...sound.table3, results: null, denied: 'x' } }, { table2: {} }]) expect(refused(change)).toBe('')
  })

  it('odd values are named as they are found, and spoil nothing else', () => {
    const nonneg = (value: unknown): unknown => {
      const r = report(2022)
      return failures(checkAnnualReport({ ...r, table4: { ...r.table4, 'reconsideration.total': value } })).filter(([id]) => id === 'NONNEG')
    }
    for (const [value, found] of [['', '空白'], [null, '空白'], ['4', '4'], [true, 'true'], [[4], '[4]'], [{ n: 4 }, '{"n":4}'], [-1, -1], [0.5, 0.5]]) {
      expect(nonneg(value)).toEqual([['NONNEG', 'table4.reconsideration.total', '非负整数', found]])
    }
    const { table2 } = { table2: { art20_1: 'x', art20_5: { permits: 3 }, art20_8: { fees: { amount: 0 } } } }
    expect(failures(checkAnnualReport({ ...report(2022), table2 }))).toEqual([['NONNEG', 'table2.art20_5.permits.decisions', '非负整数', '空白']])
    const amounts = (amount: unknown): number => failures(checkAnnualReport({ ...report(2022), table2: { art20_8: { fees: { amount } } } })).length
    expect([0, 0.5, -0.5, '1', null].map(amounts)).toEqual([0, 0, 1, 1, 1])
    expect(failures(checkAnnualReport({ ...report(2022), table2: { art20_8: { fees: ['x'] } } }))).toEqual([['NONNEG', 'table2.art20_8.fees.amount', '数字', 'x']])
    const nothing = report(2022)
    nothing.table3['resultsTotal'] = [null, null, null, null, null, null, null]
    expect(result(checkAnnualReport(nothing))).toMatchObject({ 'T3-COL': 'not-assessable', 'T3-SUM': 'not-assessable', 'T3-ROW': 'not-assessable' })
  })

  it('counts what agreed, and says why the rest could not be judged', () => {
    const table2 = { art20_1: { rules: [2, 1, 11], normativeDocs: [0, null, 5] } }
    const t2 = (report_: object): unknown => checkAnnualReport(report_).identities.find((i) => i.id === 'T2-YEAR')
    const reasons = (report_: object): unknown => checkAnnualReport(report_).identities.find((i) => i.id === 'T2-YEAR')?.notAssessable.map((n) => n.reason)
    const previous = { ...report(2021), table2: { art20_1: { rules: [0, 0, 10], normativeDocs: [0, 0, 5] } } }
    expect(t2({ ...report(2022), table2, previous })).toMatchObject({ result: 'not-assessable', passed: 1, failures: [], notAssessable: [{ where: 'table2.art20_1.normativeDocs.inForce', place: '行政规范性文件', reason: '相关单元格不是数字' }] })
    expect(reasons(report(2022))).toEqual(['没有 table2', '没有 table2'])
    expect(reasons({ ...report(2022), table2 })).toEqual(['没有上年度数据', '没有上年度数据'])
    expect(reasons({ ...report(2020), previous: report(2019) })).toEqual(['所用格式没有这一列', '所用格式没有这一列'])
    for (const part of [{}, { table2: {} }, { table2: { art20_1: {} } }, { table2: { art20_1: { rules: {} } } }]) {
      expect(reasons({ ...report(2022), table2: { art20_1: { rules: [2, 1, 11] } }, previous: { ...report(2021), ...part } })).toEqual(['相关单元格不是数字', '相关单元格不是数字'])
    }
    const r = report(2022)
    r.table3['granted'] = [1, 1, 2, 3, 4, 5, 16]
    r.table3['partial'] = [1, 2, 3, 4, 5, null, 20]
    const sums = checkAnnualReport(r).identities.find((i) => i.id === 'T3-SUM')
    expect([sums?.result, sums?.passed, sums?.failures.length, sums?.notAssessable.length]).toEqual(['fail', 5, 1, 1])
  })

  it('the year before is read by its own form', () => {
    // 2020 had other columns in block (一): its third number is not 现行有效件数.
    const check = checkAnnualReport({ ...report(2021), table2: { art20_1: { rules: [2, 1, 11], normativeDocs: [0, 0, 5] } }, previous: { ...report(2020), table2: { art20_1: { rules: [0, 0, 10], normativeDocs: [0, 0, 5] } } } })
    expect(result(check)).toMatchObject({ 'T2-YEAR': 'not-assessable', 'T3-YEAR': 'pass' })
    const carried = { table3: { carriedOut: [1, 0, 0, 0, 0, 2, 3] } }
    for (const year of [2019, 2020, 2021, 2022]) expect(result(checkAnnualReport({ ...report(year), previous: carried }))['T3-YEAR']).toBe('pass')
    expect(result(checkAnnualReport({ ...report(2022), previous: { table3: { carriedOut: 'x' } } }))['T3-YEAR']).toBe('not-assessable')
    for (const table3 of [undefined, [], 'x']) expect(result(checkAnnualReport({ ...report(2022), previous: { table3, table4: 'x' } }))['T3-YEAR']).toBe('not-assessable')
  })

  it('finds any single cell changed in table three, except where two faults would hide each other', () => {
    const rows = annualReportForm(2023).table3.rows.filter((x) => x.kind !== 'header').map((x) => x.key)
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 99 }), (key, column, more) => {
        const r = report(2023)
        r.table3[key] = (r.table3[key] ?? []).map((n, i) => (i === column && typeof n === 'number' ? n + more : n))
        expect(checkAnnualReport(r).ok).toBe(false)
      }),
    )
  })
})
