// The cells of a statutory form, by key: 'table3.granted.enterprise', 'table2.art20_1.rules.made', 'table4.reconsideration.upheld'.
import { annualReportForm, table4Groups, table4Parts, type AnnualReportForm, type ReportValue } from '@tongming/law';

/** A figure by cell; null is a blank, and a blank is not zero. */
export type Figures = Readonly<Record<string, number | null>>;
/** `ledger`: counted from cases; `reviews`: from reconsideration and litigation; `library`: from records; `entered`: people say; `sum`: follows from others. */
export type CellSource = 'ledger' | 'reviews' | 'library' | 'entered' | 'sum';
export type CellSpec = { key: string; table: 'table2' | 'table3' | 'table4'; row: string; column: string; label: string; value: ReportValue; source: CellSource };

export const applicantColumns = ['naturalPerson', 'enterprise', 'research', 'publicWelfare', 'legalService', 'otherOrg'] as const;
const amountScale = 10_000;
const joint = ' × ';

export const cellKey = { table3: (row: string, column: string): string => `table3.${row}.${column}` } as const;

/** Every cell of the form of a year, in the order in which it is printed. @throws LawInputError before 2019 */
export function cellsOf(year: number): CellSpec[] {
  const form = annualReportForm(year);
  return [...table2Cells(form), ...table3Cells(form), ...table4Cells(form)];
}

export function findCell(year: number, key: string): CellSpec | null {
  return cellsOf(year).find((cell) => cell.key === key) ?? null;
}

function table2Cells(form: AnnualReportForm): CellSpec[] {
  return form.table2.flatMap((block) => block.rows.flatMap((row) => block.columns.map((column) => ({
    key: `table2.${block.key}.${row.key}.${column.key}`, table: 'table2' as const, row: row.key, column: column.key,
    label: `${row.label}${joint}${column.label}`, value: column.value, source: block.key === 'art20_1' ? 'library' as const : 'entered' as const,
  }))));
}

function table3Cells(form: AnnualReportForm): CellSpec[] {
  return form.table3.rows.filter((row) => row.kind !== 'header').flatMap((row) => form.table3.columns.map((column) => ({
    key: cellKey.table3(row.key, column.key), table: 'table3' as const, row: row.key, column: column.key,
    label: `${row.label}${joint}${column.label}`, value: 'count' as const,
    source: row.kind === 'total' || column.key === 'total' ? 'sum' as const : 'ledger' as const,
  })));
}

function table4Cells(form: AnnualReportForm): CellSpec[] {
  return form.table4.columns.map((column) => {
    const [row = '', part = ''] = column.key.split('.');
    return {
      key: `table4.${column.key}`, table: 'table4' as const, row, column: part, label: column.labels.join(joint), value: 'count' as const,
      source: part === 'total' ? 'sum' as const : 'reviews' as const,
    };
  });
}

/** Results of table 三 in the form of a year. */
export function resultRows(year: number): string[] {
  return annualReportForm(year).table3.rows.filter((row) => row.kind === 'result').map((row) => row.key);
}

/** Adds up without the noise of binary fractions; a blank among them leaves the sum blank. */
export function addUp(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += Math.round(value * amountScale);
  }
  return sum / amountScale;
}

/** Fills in what follows from other cells: 总计 of rows and columns of table 三, of the three groups of table 四. */
export function withSums(year: number, leaves: Figures): Figures {
  const figures: Record<string, number | null> = { ...leaves };
  const at = (key: string): number | null => figures[key] ?? null;
  const results = resultRows(year);
  for (const column of applicantColumns) {
    figures[cellKey.table3('resultsTotal', column)] = addUp(results.map((row) => at(cellKey.table3(row, column))));
  }
  for (const row of [...results, 'newReceived', 'carriedIn', 'resultsTotal', 'carriedOut']) {
    figures[cellKey.table3(row, 'total')] = addUp(applicantColumns.map((column) => at(cellKey.table3(row, column))));
  }
  for (const { key } of table4Groups) {
    figures[`table4.${key}.total`] = addUp(table4Parts.map((part) => at(`table4.${key}.${part}`)));
  }
  return figures;
}

export type ReportTables = {
  year: number;
  table2: Record<string, Record<string, Record<string, number | null>>>;
  table3: Record<string, (number | null)[]>;
  table4: Record<string, number | null>;
};

/** The tables by the keys of the form, as `checkAnnualReport` of law reads them. */
export function tablesOf(year: number, figures: Figures): ReportTables {
  const form = annualReportForm(year);
  const at = (key: string): number | null => figures[key] ?? null;
  return {
    year,
    table2: Object.fromEntries(form.table2.map((block) => [block.key, Object.fromEntries(block.rows.map((row) => [
      row.key, Object.fromEntries(block.columns.map((column) => [column.key, at(`table2.${block.key}.${row.key}.${column.key}`)])),
    ]))])),
    table3: Object.fromEntries(form.table3.rows.filter((row) => row.kind !== 'header').map((row) => [
      row.key, form.table3.columns.map((column) => at(cellKey.table3(row.key, column.key))),
    ])),
    table4: Object.fromEntries(form.table4.columns.map((column) => [column.key, at(`table4.${column.key}`)])),
  };
}
