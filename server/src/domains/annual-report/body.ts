// The report as a body of text and tables in the layout of the statutory form: one source for PDF, DOCX, HTML and the record.
import { annualReportForm, type AnnualReportForm } from '@tongming/law';
import type { Block, Body, Inline, Table, TableCell, TableRow } from '@tongming/typeset';
import type { ReportSectionView } from '../../console-api/contract-report.ts';
import type { Figures } from './cells.ts';
import { zh } from './messages.ts';

type Spans = { colspan?: number; rowspan?: number };
/** Alignment is always said: a cell “三、…” is a row of the form and no heading of the text. */
type Align = 'left' | 'center';

function cell(text: string, options: Spans & { header?: boolean; align?: Align } = {}): TableCell {
  const { header = false, align = 'center', ...spans } = options;
  const content: Inline[] = text === '' ? [] : [{ type: 'text', text }];
  return { type: header ? 'tableHeader' : 'tableCell', ...(Object.keys(spans).length > 0 ? { attrs: spans } : {}), content: [{ type: 'paragraph', attrs: { textAlign: align }, content }] };
}

const head = (text: string, spans: Spans = {}): TableCell => cell(text, { ...spans, header: true });
const row = (...content: TableCell[]): TableRow => ({ type: 'tableRow', content });
const figure = (value: number | null | undefined): TableCell => cell(value === null || value === undefined ? '' : String(value));

/** A blank stays blank: it is not printed as zero. */
export function reportBody(year: number, sections: readonly ReportSectionView[], figures: Figures): Body {
  const form = annualReportForm(year);
  const content = sections.flatMap((section): Block[] => [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: section.title }] },
    ...(section.table === 'table2' ? [table2(form, figures)] : []),
    ...(section.table === 'table3' ? [table3(form, figures)] : []),
    ...(section.table === 'table4' ? [table4(form, figures)] : []),
    ...(section.text ?? '').split(/\n+/).filter((line) => line.trim() !== '')
      .map((line): Block => ({ type: 'paragraph', content: [{ type: 'text', text: line.trim() }] })),
  ]);
  return { type: 'doc', content };
}

/** Blocks with fewer columns span what the widest one has: the form is one table. */
function table2(form: AnnualReportForm, figures: Figures): Table {
  const width = Math.max(...form.table2.map((block) => block.columns.length));
  const spans = (columns: number): number[] => Array.from({ length: columns }, (_, i) => (i === columns - 1 ? width - columns + 1 : 1));
  const content = form.table2.flatMap((block) => {
    const widths = spans(block.columns.length);
    return [
      row(cell(block.caption, { colspan: width + 1 })),
      row(cell(zh.lists.content), ...block.columns.map((column, i) => cell(column.label, { colspan: widths[i] ?? 1 }))),
      ...block.rows.map((line) => row(cell(line.label), ...block.columns.map((column, i) => {
        const value = figures[`table2.${block.key}.${line.key}.${column.key}`];
        return cell(value === null || value === undefined ? '' : String(value), { colspan: widths[i] ?? 1 });
      }))),
    ];
  });
  return { type: 'table', content };
}

function table3(form: AnnualReportForm, figures: Figures): Table {
  const { columns, corner, superHeader, rows } = form.table3;
  const grouped = columns.filter((column) => column.group !== null);
  const group = grouped[0]?.group ?? '';
  const second = columns.flatMap((column) => (column.group === null ? [head(column.label, { rowspan: 2 })] : column.key === grouped[0]?.key ? [head(group, { colspan: grouped.length })] : []));
  const headRows = [
    row(head(corner, { colspan: 3, rowspan: 3 }), head(superHeader, { colspan: columns.length })),
    row(...second), row(...grouped.map((column) => head(column.label))),
  ];
  const values = (key: string): TableCell[] => columns.map((column) => figure(figures[`table3.${key}.${column.key}`]));
  const body: TableRow[] = [];
  // A header row of the form is no line of its own: it stands at the left of the lines under it.
  let before: TableCell[] = [];
  rows.forEach((line, i) => {
    if (line.kind === 'header') {
      const following = rows.slice(i + 1);
      const end = following.findIndex((r) => r.level <= line.level);
      const under = (end === -1 ? following : following.slice(0, end)).filter((r) => r.kind !== 'header').length;
      before = [...before, cell(line.label, { rowspan: under, align: 'left' })];
      return;
    }
    const label = cell(line.label, { ...(line.level < 2 ? { colspan: 3 - line.level } : {}), align: 'left' });
    body.push(row(...before, label, ...values(line.key)));
    before = [];
  });
  return { type: 'table', content: [...headRows, ...body] };
}

function table4(form: AnnualReportForm, figures: Figures): Table {
  const { columns } = form.table4;
  const runs = (depth: number): { label: string; count: number; leaf: boolean }[] => {
    const found: { label: string; path: string; count: number; leaf: boolean }[] = [];
    for (const column of columns) {
      const path = column.labels.slice(0, depth + 1).join('/');
      const last = found.at(-1);
      if (last?.path === path) last.count += 1;
      else found.push({ label: column.labels[depth] ?? '', path, count: 1, leaf: column.labels.length === depth + 1 });
    }
    return found;
  };
  const [first, second] = [runs(0), runs(1)];
  return {
    type: 'table',
    content: [
      // 行政复议 has no middle level: its results begin one row higher and are two rows deep.
      row(...first.map((run) => head(run.label, { colspan: run.count }))),
      row(...second.map((run) => head(run.label, run.leaf ? { rowspan: 2 } : { colspan: run.count }))),
      row(...columns.filter((column) => column.labels.length === 3).map((column) => head(column.labels[2] ?? ''))),
      row(...columns.map((column) => figure(figures[`table4.${column.key}`]))),
    ],
  };
}
