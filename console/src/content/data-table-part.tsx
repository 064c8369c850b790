import { Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ContentFacts, DataCell, DataColumn, DataChart } from '#contract-content';
import { Labelled } from '../foi/fields.tsx';
import { optionsOf } from './contents.tsx';
import { Words } from './facts-part.tsx';
import { t } from './messages.ts';

type Facts = Extract<ContentFacts, { kind: 'data-table' }>;
type Props = { facts: Facts; editable: boolean; onChange: (facts: ContentFacts) => void };
const text = t.table;
const numeric = ({ type }: DataColumn): boolean => type === 'number' || type === 'percent';

/** 1,234.5 and 37% are numbers; what is none stays as it was typed, and the check names its row. */
function cellOf(typed: string, column: DataColumn | undefined): DataCell {
  const plain = typed.trim();
  if (plain === '' || plain === '—') return null;
  if (column === undefined || !numeric(column)) return plain;
  const number = Number(plain.replaceAll(/[,，\s]/g, '').replace(/[%％]$/, ''));
  return Number.isFinite(number) ? number : plain;
}

const rowsOf = (typed: string, columns: readonly DataColumn[]): DataCell[][] =>
  typed.split('\n').filter((line) => line.trim() !== '').map((line) => line.split(line.includes('\t') ? '\t' : /[,，](?=\S)/).map((cell, i) => cellOf(cell, columns[i])));
const typedOf = (rows: readonly DataCell[][]): string => rows.map((row) => row.map((cell) => cell ?? '').join('\t')).join('\n');

/** Columns with their types, rows by pasting, and which columns are drawn. */
export function DataTablePart({ facts, editable, onChange }: Props): ReactElement {
  const { columns, rows, chart } = facts;
  const [typed, setTyped] = useState(typedOf(rows));
  const setColumns = (next: DataColumn[]): void => onChange({ ...facts, columns: next, rows: rowsOf(typed, next), chart: chart !== null && next.length > chart.label ? chart : null });
  const set = (i: number, part: Partial<DataColumn>): void => setColumns(columns.map((one, n) => (n === i ? { ...one, ...part } : one)));
  const setChart = (next: DataChart | null): void => onChange({ ...facts, chart: next });
  const named = columns.map(({ name }, value) => ({ value, label: name === '' ? String(value + 1) : name }));
  return (
    <>
      <div className="content-columns" role="group" aria-label={text.columns}>{columns.map((column, i) => (
        <div key={i}>
          <Input aria-label={`${text.name} ${i + 1}`} placeholder={text.name} disabled={!editable} maxLength={60} value={column.name} onChange={(e) => set(i, { name: e.target.value })} />
          <Select aria-label={`${text.type} ${i + 1}`} disabled={!editable} value={column.type} options={optionsOf(text.types)} onChange={(type: DataColumn['type']) => set(i, { type })} />
          <Input aria-label={`${text.unit} ${i + 1}`} placeholder={text.unit} disabled={!editable} maxLength={20} value={column.unit} onChange={(e) => set(i, { unit: e.target.value })} />
          {editable ? <Button size="small" danger aria-label={`${text.removeColumn} ${i + 1}`} onClick={() => setColumns(columns.toSpliced(i, 1))}>{text.removeColumn}</Button> : <span />}
        </div>
      ))}</div>
      {editable ? <div><Button size="small" onClick={() => setColumns([...columns, { name: '', type: columns.length === 0 ? 'text' : 'number', unit: '' }])}>{text.addColumn}</Button></div> : null}
      <Labelled label={text.rows} hint={text.rowsHint} required><Input.TextArea disabled={!editable} autoSize={{ minRows: 4, maxRows: 20 }} value={typed} onChange={(e) => { setTyped(e.target.value); onChange({ ...facts, rows: rowsOf(e.target.value, columns) }); }} /></Labelled>
      <div className="content-pair">
        <Labelled label={text.chart} group><Select aria-label={text.chart} disabled={!editable} value={chart?.type ?? 'none'} options={optionsOf(text.chartTypes)} onChange={(type: 'none' | 'bar' | 'line') => setChart(type === 'none' ? null : { label: chart?.label ?? 0, values: chart?.values ?? columns.flatMap((column, i) => (numeric(column) ? [i] : [])).slice(0, 1), type })} /></Labelled>
        {chart === null ? null : <Labelled label={text.label} group><Select aria-label={text.label} disabled={!editable} value={chart.label} options={named} onChange={(label: number) => setChart({ ...chart, label })} /></Labelled>}
        {chart === null ? null : <Labelled label={text.values} group>{!editable ? <span>{chart.values.map((i) => columns[i]?.name ?? '').join('、')}</span> : <Select mode="multiple" aria-label={text.values} value={chart.values} options={named.filter(({ value }) => { const column = columns[value]; return column !== undefined && numeric(column); })} onChange={(values: number[]) => setChart({ ...chart, values })} />}</Labelled>}
      </div>
      <Words label={text.note} value={facts.note} editable={editable} onChange={(note) => onChange({ ...facts, note })} />
    </>
  );
}
