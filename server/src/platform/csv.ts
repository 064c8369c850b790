/** Spreadsheets run a cell that begins like this as a formula; an apostrophe before it makes it text. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

export function csvCell(value: string): string {
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Excel takes a file without the mark at its head for the local code page. */
export async function* csvLines(head: readonly string[], rows: AsyncIterable<readonly (string | number | null)[]> | Iterable<readonly (string | number | null)[]>): AsyncGenerator<string> {
  yield `\ufeff${csvRow(head)}`;
  for await (const row of rows) yield csvRow(row.map((value) => (value === null ? '' : String(value))));
}
