// Reports with statutory tables (政府信息公开工作年度报告): body text and tables as wide as fifteen columns, without a red head.
import {
  AlignmentType, Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun,
  VerticalAlignTable, WidthType,
} from 'docx';
import { formatChineseDate, type CivilDate } from '@tongming/law';
import { docxBody, faces, textRuns, twips } from './docx-body.ts';
import { settled } from './docx.ts';
import { bodyHtml, escape } from './html.ts';
import { layoutBody, type LaidBlock, type LaidCell } from './layout.ts';
import type { Body } from './model.ts';
import { cleanText } from './parse.ts';
import { typst, type PdfRendering } from './pdf.ts';
import { breakTitle } from './title.ts';

/** `date` null: a draft, which carries no date. Pictures are not taken. */
export type Report = { title: string; author: string; date: CivilDate | null; body: Body };

const narrow = { columns: 8, least: 5, most: 10 };

/** Wide tables: long words are broken over lines before the columns of figures are squeezed; those have room for five digits. */
function layoutReport(body: Body): LaidBlock[] {
  return layoutBody(body).map((block) =>
    block.kind === 'table' && block.weights.length >= narrow.columns
      ? { ...block, weights: block.weights.map((weight) => Math.max(narrow.least, Math.min(weight, narrow.most))) } : block);
}

/** The report as PDF/A on A4 upright; heads of tables are repeated on every page. */
export async function renderReportPdf(report: Report, opts: { fontFolder?: string } = {}): Promise<PdfRendering> {
  const [year, month, day] = (report.date ?? '2000-01-01').split('-').map(Number);
  const title = cleanText(report.title);
  const result = await typst({
    template: 'report',
    data: {
      title, titleLines: breakTitle(title, [report.author]), author: cleanText(report.author), date: { year, month, day },
      dateText: report.date === null ? '' : formatChineseDate(report.date), blocks: layoutReport(report.body),
    },
    files: [], fontFolder: opts.fontFolder ?? null, lines: [22],
  });
  return { bytes: result.bytes, pages: result.pages, substitutedFonts: result.substitutedFonts, standard: result.standard };
}

/** A fragment: `<article class="report">` with heading, text and tables; every word is escaped. */
export function renderReportHtml(report: Report): string {
  const date = report.date === null ? '' : `<p class="report-date"><time datetime="${report.date}">${escape(formatChineseDate(report.date))}</time></p>`;
  const body = bodyHtml(report.body, { titleLevel: 1, imageUrl: (file) => file, prefix: '', counts: [] });
  return `<article class="report" lang="zh-CN">\n<h1>${escape(report.title)}</h1>\n${body}\n<footer><p class="report-author">${escape(report.author)}</p>${date}</footer>\n</article>`;
}

const area = twips(166);
const tableText = 17;

export async function renderReportDocx(report: Report): Promise<Uint8Array> {
  const title = cleanText(report.title);
  const right = (text: string): Paragraph => new Paragraph({ alignment: AlignmentType.RIGHT, children: textRuns([{ t: text }], faces.fang, 28) });
  const document = new Document({
    title, creator: report.author, lastModifiedBy: report.author,
    styles: { default: { document: { run: { font: faces.fang, size: 28, language: { eastAsia: 'zh-CN', value: 'zh-CN' } } } } },
    sections: [{
      properties: { page: { size: { width: twips(210), height: twips(297) }, margin: { top: twips(30), bottom: twips(28), left: twips(22), right: twips(22) } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })] }) },
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER, heading: HeadingLevel.HEADING_1, spacing: { before: 0, after: 400 },
          children: breakTitle(title, [report.author]).map((line, i) =>
            new TextRun({ text: line, font: faces.title, size: 44, color: '000000', ...(i === 0 ? {} : { break: 1 }) })),
        }),
        // One block at a time: text as in every document, tables in small type.
        ...report.body.content.flatMap((block) => {
          const alone: Body = { type: 'doc', content: [block] };
          return block.type === 'table' ? [...layoutReport(alone).flatMap(smallTable), new Paragraph({})] : docxBody(alone, new Map());
        }),
        right(cleanText(report.author)), ...(report.date === null ? [] : [right(formatChineseDate(report.date))]),
      ],
    }],
  });
  return settled(await Packer.toBuffer(document), report.date ?? '2000-01-01');
}

function smallTable(table: LaidBlock): Table[] {
  if (table.kind !== 'table') return [];
  const total = table.weights.reduce((sum, weight) => sum + weight, 0);
  const rows = Math.max(...table.cells.map((c) => c.y + 1));
  return [new Table({
    layout: TableLayoutType.FIXED,
    width: { size: area, type: WidthType.DXA },
    columnWidths: table.weights.map((weight) => Math.round((area * weight) / total)),
    margins: { left: 30, right: 30, top: 40, bottom: 40 },
    rows: Array.from({ length: rows }, (_, y) => new TableRow({
      tableHeader: y < table.headRows, cantSplit: true, children: table.cells.filter((c) => c.y === y).map(smallCell),
    })),
  })];
}

function smallCell(laid: LaidCell): TableCell {
  const font = laid.header ? faces.hei : faces.fang;
  const paragraphs = laid.blocks.map((block) => {
    const left = block.kind === 'paragraph' && block.align === 'left';
    const runs = block.kind === 'run-in' ? [...block.lead, ...block.runs] : block.kind === 'paragraph' || block.kind === 'heading' ? block.runs : [];
    return new Paragraph({ alignment: left ? AlignmentType.LEFT : AlignmentType.CENTER, spacing: { before: 0, after: 0 }, children: textRuns(runs, font, tableText) });
  });
  return new TableCell({
    columnSpan: laid.colspan, rowSpan: laid.rowspan, verticalAlign: VerticalAlignTable.CENTER,
    children: paragraphs.length === 0 ? [new Paragraph({})] : paragraphs,
  });
}
