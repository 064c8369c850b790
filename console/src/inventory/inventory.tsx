import { Button, Select, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { InventoryCounts, InventoryDimension, InventoryRow, InventoryView } from '#contract-inventory';
import { reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useFilters, type Filters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';
import { inventory } from './api.ts';
import { text } from './messages.ts';
import './inventory.css';

const dimensions = Object.keys(text.dimension) as InventoryDimension[];
const places = Object.keys(text.places) as (keyof InventoryCounts)[];
type Label = (name: InventoryDimension, value: string) => string;

/** How many records there are, public or not, by any one or two of their facets. */
export function Inventory(): ReactElement {
  const filters = useFilters();
  const { data, error, reload, loading } = useResource(`inventory ${filters.query}`, (signal) => inventory.view(filters.values, signal));
  const kinds = useResource('reference', reference);
  const label: Label = (name, value) => labelOf(name, value, data?.names ?? {}, new Map((kinds.data?.kinds ?? []).map((kind) => [kind.code, kind.name])));
  return (
    <div className="list-page inventory">
      <header className="page-head"><div><h1>{text.title}</h1><p className="quiet">{text.lead}</p></div><span className="inline">
        <Link to="/inventory/numbers">{text.toNumbers}</Link>
        <Button href={inventory.file('tables', 'xlsx', filters.values)}>{text.tables}</Button><Button href={inventory.file('tables', 'csv', filters.values)}>{text.crossCsv}</Button>
        <Button href={inventory.file('inside', 'xlsx', {})}>{text.inside}</Button><Button href={inventory.file('inside', 'csv', {})}>{text.insideCsv}</Button>
      </span></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 10 }} /> : null) : <Shown data={data} filters={filters} label={label} loading={loading} />}
    </div>
  );
}

function labelOf(name: InventoryDimension, value: string, agencies: Readonly<Record<string, string>>, kinds: ReadonlyMap<string, string>): string {
  if (value === '') return text.none;
  const named: Record<InventoryDimension, string | undefined> = {
    agency: agencies[value], year: text.year(value), kind: kinds.get(value) ?? text.other, theme: value,
    category: Object.entries(m.names.categories).find(([code]) => code === value)?.[1], status: Object.entries(m.names.recordStatus).find(([code]) => code === value)?.[1],
  };
  return named[name] ?? value;
}

/** The public list under the filters and one value more; '-' asks for what has none. */
function listHref(filters: Filters, name: InventoryDimension, value: string): string {
  const { rows: _rows, columns: _columns, ...kept } = filters.values;
  return `/records/?${new URLSearchParams({ ...kept, [name]: value === '' ? '-' : value }).toString()}`;
}

type ShownProps = { data: InventoryView; filters: Filters; label: Label; loading: boolean };

function Shown({ data, filters, label, loading }: ShownProps): ReactElement {
  const chosen = dimensions.filter((name) => filters.values[name] !== undefined);
  return (
    <>
      <p className="inventory-total">{places.map((place) => <span key={place}>{text.places[place]} <strong>{data.total[place]}</strong></span>)}</p>
      {chosen.length === 0 ? null : <p className="inline">{chosen.map((name) => <Button key={name} size="small" onClick={() => filters.set({ [name]: null })}>{`${text.dimension[name]}：${label(name, filters.values[name] ?? '')} ×`}</Button>)}<Button type="link" size="small" onClick={filters.clear}>{m.action.clear}</Button></p>}
      <div className="inventory-tables">{dimensions.map((name) => <OneTable key={name} name={name} rows={data.tables[name]} filters={filters} label={label} loading={loading} />)}</div>
      <Cross data={data} filters={filters} label={label} />
    </>
  );
}

function OneTable({ name, rows, filters, label, loading }: { name: InventoryDimension; rows: InventoryRow[]; filters: Filters; label: Label; loading: boolean }): ReactElement {
  const columns: NonNullable<TableProps<InventoryRow>['columns']> = [
    { title: text.dimension[name], key: 'value', render: (_, row) => <button type="button" className="link" onClick={() => filters.set({ [name]: row.value === '' ? '-' : row.value })}>{label(name, row.value)}</button> },
    ...places.map((place) => ({
      title: text.places[place], key: place, width: 96, align: 'right' as const,
      render: (_: unknown, { value, counts }: InventoryRow) => (counts[place] === 0 ? '' : place === 'public' ? <a href={listHref(filters, name, value)} target="_blank" rel="noopener">{counts.public}</a> : counts[place]),
    })),
  ];
  return (
    <section><h2>{text.by[name]}</h2><Table<InventoryRow> rowKey="value" size="small" columns={columns} dataSource={rows} loading={loading} pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false, simple: true } : false} /></section>
  );
}

function Cross({ data, filters, label }: { data: InventoryView; filters: Filters; label: Label }): ReactElement {
  const rows = dimensions.find((name) => name === filters.values['rows']) ?? 'agency';
  const columns = dimensions.find((name) => name === filters.values['columns']) ?? 'status';
  const options = dimensions.map((value) => ({ value, label: text.dimension[value] }));
  const shown: NonNullable<TableProps<InventoryView['cross']['rows'][number]>['columns']> = [
    { title: text.dimension[rows], key: 'value', width: 220, fixed: 'left', render: (_, row) => label(rows, row.value) },
    { title: text.total, dataIndex: 'total', width: 90, align: 'right' },
    ...data.cross.columns.map((column, i) => ({ title: label(columns, column.value), key: column.value, width: 110, align: 'right' as const, render: (_: unknown, row: { counts: number[] }) => row.counts[i] || '' })),
  ];
  return (
    <section>
      <h2>{text.cross}</h2>
      <p className="inline"><label>{text.rows} <Select aria-label={text.rows} style={{ width: 130 }} value={rows} options={options} onChange={(value) => filters.set({ rows: value })} /></label><label>{text.columns} <Select aria-label={text.columns} style={{ width: 130 }} value={columns} options={options} onChange={(value) => filters.set({ columns: value })} /></label></p>
      <Table rowKey="value" size="small" columns={shown} dataSource={data.cross.rows} pagination={data.cross.rows.length > 50 ? { pageSize: 50, showSizeChanger: false, simple: true } : false} scroll={{ x: 'max-content' }} />
    </section>
  );
}
