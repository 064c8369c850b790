import { Checkbox, Empty, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { GuideRow } from '#contract-report';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { rowProps } from '../../parts/list-page.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { Tag } from '../../parts/tags.tsx';
import { useFilters } from '../../use-filters.ts';
import { useResource } from '../../use-resource.ts';
import '../foi.css';
import { guides } from './api.ts';
import { g } from './messages.ts';

const columns: NonNullable<TableProps<GuideRow>['columns']> = [
  { title: g.column.agency, key: 'agency', render: (_, row) => <Link to={`/guides/${row.agencyCode}`} onClick={(e) => e.stopPropagation()}>{row.agencyName}</Link> },
  { title: g.column.state, key: 'state', width: 150, render: (_, row) => <StateOf row={row} /> },
  { title: g.column.why, key: 'why', render: (_, row) => <span className="inline">{row.changed.length === 0 ? null : <span>{g.changed(row.changed)}</span>}{row.missing.length === 0 ? null : <span className="soon" title={row.missing.join('\n')}>{g.missing(row.missing.length)}</span>}</span> },
  { title: g.column.confirmed, key: 'confirmed', width: 140, render: (_, row) => row.confirmedOn ?? '' },
];

const StateOf = ({ row }: { row: GuideRow }): ReactElement => <Tag tone={row.confirmedOn === null ? 'red' : row.stale ? 'amber' : 'green'}>{row.confirmedOn === null ? g.never : row.stale ? g.stale : g.fresh}</Tag>;

/** 公开指南 of the agencies a person looks after, those that need him first. */
export function GuidesPage(): ReactElement {
  const filters = useFilters();
  const navigate = useNavigate();
  const { data, error, reload } = useResource('guides', guides.list);
  const q = filters.values['q'] ?? '';
  const onlyStale = filters.values['stale'] === '1';
  const rows = (data ?? []).filter((row) => row.agencyName.includes(q) && (!onlyStale || row.stale)).toSorted((a, b) => Number(b.stale) - Number(a.stale));
  const stale = (data ?? []).filter((row) => row.stale).length;
  return (
    <div className="list-page foi">
      <header className="page-head"><div><h1>{g.title}</h1><p className="quiet">{g.intro}{stale === 0 ? '' : g.liability}</p></div></header>
      <div className="filters"><SearchBox value={q} placeholder={g.search} onChange={(next) => filters.set({ q: next })} /><Checkbox checked={onlyStale} onChange={(e) => filters.set({ stale: e.target.checked ? '1' : null })}>{g.onlyStale}</Checkbox>{data === null ? null : <span className="quiet">{g.count(stale, data.length)}</span>}</div>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <Table<GuideRow> rowKey="agencyCode" size="middle" columns={columns} dataSource={rows} pagination={false} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={data.length === 0 ? g.none : onlyStale && q === '' ? g.allFresh : undefined} /> }}
          onRow={(row) => rowProps(row.agencyName, () => void navigate(`/guides/${row.agencyCode}`))} />
      )}
    </div>
  );
}
