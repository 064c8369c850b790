import type { ReactElement } from 'react';
import type { ReportCell, ReportView } from '#contract-report';
import { annualReportForm, type AnnualReportForm } from '@tongming/law';
import { r } from './messages.ts';

type Figures = { cells: ReadonlyMap<string, ReportCell>; open: string | null; onOpen: (cell: string) => void };
type Props = { view: ReportView; open: string | null; onOpen: (cell: string) => void };

/** The statutory tables, laid out as the form of the year has them. */
export function ReportTable({ view, table, open, onOpen }: Props & { table: 'table2' | 'table3' | 'table4' }): ReactElement {
  const form = annualReportForm(view.year);
  const figures: Figures = { cells: new Map(view.cells.map((cell) => [cell.key, cell])), open, onOpen };
  if (table === 'table2') return <Table2 form={form} {...figures} />;
  return <div className="report-scroll" tabIndex={0}>{table === 'table3' ? <Table3 form={form} {...figures} /> : <Table4 form={form} {...figures} />}</div>;
}

function Figure({ id, cells, open, onOpen }: Figures & { id: string }): ReactElement {
  const cell = cells.get(id);
  if (cell === undefined) return <td />;
  const marks = [cell.correction === null ? '' : 'corrected', cell.stale || cell.drifted ? 'doubt' : '', open === id ? 'open' : ''].filter((x) => x !== '');
  return <td className={['figure', ...marks].join(' ')}><button type="button" aria-label={`${cell.label}：${cell.value ?? r.blank}`} onClick={() => onOpen(id)}>{cell.value ?? '　'}</button></td>;
}

function Table2({ form, ...figures }: Figures & { form: AnnualReportForm }): ReactElement {
  return (
    <>
      {form.table2.map((block) => (
        <table key={block.key} className="report-table two">
          <caption>{block.caption}</caption>
          <thead><tr><th scope="col">{r.item}</th>{block.columns.map((c) => <th key={c.key} scope="col">{c.label}</th>)}</tr></thead>
          <tbody>{block.rows.map((row) => <tr key={row.key}><th scope="row">{row.label}</th>{block.columns.map((c) => <Figure key={c.key} id={`table2.${block.key}.${row.key}.${c.key}`} {...figures} />)}</tr>)}</tbody>
        </table>
      ))}
    </>
  );
}

function Table3({ form: { table3 }, ...figures }: Figures & { form: AnnualReportForm }): ReactElement {
  const grouped = table3.columns.filter((c) => c.group !== null);
  return (
    <table className="report-table three">
      <thead>
        <tr><th rowSpan={3} className="corner">{table3.corner}</th><th colSpan={table3.columns.length}>{table3.superHeader}</th></tr>
        <tr>{table3.columns.map((c) => (c.group === null ? <th key={c.key} rowSpan={2} scope="col">{c.label}</th> : c === grouped[0] ? <th key={c.key} colSpan={grouped.length}>{c.group}</th> : null))}</tr>
        <tr>{grouped.map((c) => <th key={c.key} scope="col">{c.label}</th>)}</tr>
      </thead>
      <tbody>
        {table3.rows.map((row) => (
          <tr key={row.key} className={row.kind}>
            <th scope="row" className={`level-${row.level}`} colSpan={row.kind === 'header' ? table3.columns.length + 1 : 1}>{row.label}</th>
            {row.kind === 'header' ? null : table3.columns.map((c) => <Figure key={c.key} id={`table3.${row.key}.${c.key}`} {...figures} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Columns that share their first `depth` labels stand under one heading. */
function headings(columns: AnnualReportForm['table4']['columns'], depth: number): { label: string; span: number }[] {
  const found: { path: string; label: string; span: number }[] = [];
  for (const { labels } of columns) {
    // The last label names the column itself and stands in its own row.
    const path = labels.slice(0, Math.min(depth + 1, labels.length - 1)).join(' ');
    const last = found.at(-1);
    if (last?.path === path) last.span += 1;
    else found.push({ path, label: labels.slice(0, -1)[depth] ?? '', span: 1 });
  }
  return found;
}

function Table4({ form: { table4 }, ...figures }: Figures & { form: AnnualReportForm }): ReactElement {
  const depth = Math.max(...table4.columns.map((c) => c.labels.length)) - 1;
  return (
    <table className="report-table four">
      <thead>
        {Array.from({ length: depth }, (_, i) => <tr key={i}>{headings(table4.columns, i).map((h, j) => <th key={`${h.label}${j}`} colSpan={h.span}>{h.label}</th>)}</tr>)}
        <tr>{table4.columns.map((c) => <th key={c.key} scope="col">{c.labels.at(-1)}</th>)}</tr>
      </thead>
      <tbody><tr>{table4.columns.map((c) => <Figure key={c.key} id={`table4.${c.key}`} {...figures} />)}</tr></tbody>
    </table>
  );
}
