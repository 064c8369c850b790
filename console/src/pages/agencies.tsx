import { Button, Empty, Input, Skeleton, Table, type TableProps } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import type { AgencyView } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { Beside } from '../parts/beside.tsx';
import { AgencyForm } from '../parts/agency-form.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { NewRegion } from '../parts/new-region.tsx';
import { rowProps } from '../parts/list-page.tsx';
import { Tag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { useFilters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';

const text = m.admin.agencies;
const creating = 'new';
type Row = AgencyView & { children?: Row[] };

const columns: NonNullable<TableProps<Row>['columns']> = [
  { title: text.name, key: 'name', render: (_, row) => <span className="row-title">{row.name}{row.active ? null : <Tag>{text.inactive}</Tag>}</span>, width: 360 },
  { title: text.kind, key: 'kind', width: 120, render: (_, row) => m.names.agencyKinds[row.kind] },
  { title: text.region, dataIndex: 'regionName', width: 140 },
  { title: text.numberCodes, key: 'codes', width: 200, render: (_, row) => row.numberCodes.map((c) => c.code).join('、') },
  { title: text.orgCode, dataIndex: 'orgCode', width: 130 },
  { title: text.fields.phone, key: 'phone', width: 140, render: (_, row) => row.openness.phone ?? '' },
];

export function Agencies(): ReactElement {
  const { has } = useSession();
  const filters = useFilters();
  const { data, error, reload, set } = useResource('agencies page', admin.agencies);
  const [q, setQ] = useState('');
  const [addingRegion, setAddingRegion] = useState(false);
  const rows = useMemo(() => asTree(data ?? [], q.trim()), [data, q]);
  const mayEdit = has('system-admin');
  const agency = data?.find((a) => a.code === filters.open) ?? null;
  const saved = (next: AgencyView): void => {
    set([...(data ?? []).filter((a) => a.code !== next.code), next]);
    filters.setOpen(null);
  };
  return (
    <div className="list-page">
      <header className="page-head"><h1>{text.title}</h1>{mayEdit ? <span className="inline"><Button onClick={() => setAddingRegion(true)}>{text.regions.add}</Button><Button type="primary" onClick={() => filters.setOpen(creating)}>{text.add}</Button></span> : null}</header>
      <div className="filters"><Input.Search allowClear value={q} placeholder={text.search} aria-label={text.search} style={{ width: 260 }} onChange={(e) => setQ(e.target.value)} /></div>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <div className="beside-frame">
          <div className="list-main">
            <Table<Row> rowKey="code" size="middle" columns={filters.open === null ? columns : columns.slice(0, 2)} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} expandable={{ defaultExpandAllRows: data.length < 80 }}
              locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={m.list.none} /> }} rowClassName={(row) => (row.code === filters.open ? 'open-row' : '')}
              onRow={(row) => rowProps(row.name, () => filters.setOpen(row.code))} />
            <p className="list-foot">{m.list.total(data.length)}</p>
          </div>
          {filters.open === null ? null : (
            <Beside key={filters.open} title={filters.open === creating ? text.add : (agency?.name ?? text.title)} onClose={() => filters.setOpen(null)}>
              {filters.open === creating || agency !== null ? <AgencyForm agency={agency} all={data} editable={mayEdit} onSaved={saved} /> : <p>{m.list.none}</p>}
            </Beside>
          )}
        </div>
      )}
      {addingRegion ? <NewRegion onClose={() => setAddingRegion(false)} /> : null}
    </div>
  );
}

/** By superior agency; a search shows its hits in a plain list. */
function asTree(all: readonly AgencyView[], q: string): Row[] {
  if (q !== '') return all.filter((a) => `${a.name}${a.shortName}${a.code}${a.orgCode}${a.numberCodes.map((c) => c.code).join('')}`.includes(q));
  const known = new Set(all.map((a) => a.code));
  const below = Map.groupBy(all, (a) => (a.parentCode !== null && known.has(a.parentCode) ? a.parentCode : ''));
  const rows = (parent: string): Row[] => (below.get(parent) ?? []).map((a) => {
    const children = rows(a.code);
    return children.length > 0 ? { ...a, children } : a;
  });
  return rows('');
}
