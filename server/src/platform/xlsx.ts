// Tables for a spreadsheet (ECMA-376), written while they are read. Text stays text: a cell never becomes a formula.
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { civilDate, dayNumber, isCivilDate } from '@tongming/law';
import { ZipFile } from 'yazl';
import { log } from './log.ts';

export type XlsxCell = string | number | null;
export type XlsxColumn = { header: string; width?: number; type?: 'text' | 'number' | 'date' };
/** A `date` column holds civil dates (2026-03-01); what is none of its column's type is written as text. */
export type XlsxSheet = { name: string; columns: readonly XlsxColumn[]; rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]> };

export const xlsxMime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const offices = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const parts = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** What a sheet can hold: more characters or rows make Excel call the file damaged. */
const mostCharacters = 32_767;
const mostRows = 1_048_576;
/** Numbers of cellXfs in styles.xml. */
const style = { heading: 1, text: 2, date: 3, number: 4 };
/** Day 0 of spreadsheets; theirs counts a 29 February 1900 that was none, so earlier days are written as text. */
const dayZero = dayNumber(civilDate('1899-12-30'));
const firstSafeDay = civilDate('1900-03-01');

/** The whole file in memory, for tables of some thousand rows. */
export function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return buffer(xlsxStream(sheets));
}

/** The file as a stream; a failure breaks it off, a reader who leaves ends the reading of the rows. */
export function xlsxStream(sheets: readonly XlsxSheet[]): Readable {
  const zip = new ZipFile();
  // yazl's own stream is a PassThrough, which its types do not say.
  const out = zip.outputStream as Readable;
  const breakOff = (error: Error): void => {
    log.error('xlsx.broken-off', { error });
    out.destroy(error);
  };
  zip.on('error', breakOff);
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(declaration + text), name);
  add('[Content_Types].xml', `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${parts}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${parts}.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${parts}.worksheet+xml"/>`).join('')}</Types>`);
  add('_rels/.rels', `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${offices}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  add('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${offices}"><sheets>${sheetNames(sheets).map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`);
  add('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packages}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${offices}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${offices}/styles" Target="styles.xml"/></Relationships>`);
  add('xl/styles.xml', `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="0"/></cellXfs></styleSheet>`);
  sheets.forEach((sheet, i) => zip.addReadStreamLazy(`xl/worksheets/sheet${i + 1}.xml`, (give) => {
    const source = Readable.from(sheetXml(sheet)).on('error', breakOff);
    out.once('close', () => source.destroy());
    give(null, source);
  }));
  zip.end();
  return out;
}

async function* sheetXml({ columns, rows }: XlsxSheet): AsyncGenerator<Buffer> {
  const widths = columns.map(({ width = 14 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
  let text = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${columns.map(({ header }, i) => textCell(`${letters(i)}1`, header, style.heading)).join('')}</row>`;
  let row = 1;
  for await (const cells of rows) {
    row += 1;
    if (row > mostRows) throw new RangeError(`a sheet holds ${mostRows} rows`);
    text += `<row r="${row}">${cells.map((value, i) => cell(`${letters(i)}${row}`, value, columns[i]?.type ?? 'text')).join('')}</row>`;
    if (text.length > 65_536) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`);
}

function cell(at: string, value: XlsxCell, type: 'text' | 'number' | 'date'): string {
  if (value === null || value === '') return '';
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return `<c r="${at}" s="${style.number}"><v>${value}</v></c>`;
  if (type === 'date' && typeof value === 'string' && isCivilDate(value) && value >= firstSafeDay) {
    return `<c r="${at}" s="${style.date}"><v>${dayNumber(value) - dayZero}</v></c>`;
  }
  return textCell(at, String(value), style.text);
}

/** Marked as text by its kind (inlineStr) and by its format (@): it stays text when a person opens the cell to edit it. */
function textCell(at: string, value: string, look: number): string {
  const text = value.length > mostCharacters ? `${value.slice(0, mostCharacters - 1)}…` : value;
  return `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Spreadsheets read _x000D_ as a control character: the underline that begins such a text is written so itself. */
function escape(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** 0 → A, 26 → AA. */
function letters(index: number): string {
  return `${index >= 26 ? letters(Math.floor(index / 26) - 1) : ''}${String.fromCodePoint(65 + (index % 26))}`;
}

/** At most 31 characters, none of []:*?/\, no two alike, whatever the case. */
function sheetNames(sheets: readonly XlsxSheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, i) => {
    const clean = name.replaceAll(/[[\]:*?/\\]/g, ' ').replaceAll(/^'+|'+$/g, '').trim().slice(0, 31) || `${i + 1}`;
    const own = taken.has(clean.toLowerCase()) ? `${clean.slice(0, 27)} ${i + 1}` : clean;
    taken.add(own.toLowerCase());
    return own;
  });
}
