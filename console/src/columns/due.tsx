import { Button, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { daysBetween } from '@tongming/law';
import type { ColumnDue, ColumnsDue, SiteVeto } from '#contract-columns';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag } from '../parts/tags.tsx';
import { chineseDate, todayHere } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';
import { columns } from './api.ts';
import { standingTones } from './columns-page.tsx';
import { ColumnSettingsDialog } from './due-settings.tsx';
import { dutyLabel } from './duties.ts';
import { c } from './messages.ts';
import './columns.css';

const d = c.due;

/** What is due first, and how near each site is to each of the three vetoes. */
export function ColumnsDuePage(): ReactElement {
  const { data, error, reload, set } = useResource('columns due', columns.due);
  const filters = useFilters();
  const [setting, setSetting] = useState(false);
  const { site, state } = filters.values;
  const rows = (data?.columns ?? []).filter((row) => (site === undefined || row.site === site) && (state === undefined || row.state === state));
  return (
    <div className="list-page">
      <header className="page-head">
        <div><h1>{d.title}</h1>{data === null ? null : <p className="quiet">{data.check === null ? d.noCheck : d.lead(data.check.document, chineseDate(data.on))}</p>}</div>
        {data === null ? null : <Button onClick={() => setSetting(true)}>{d.settings}</Button>}
      </header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 10 }} /> : null) : (
        <>
          <Vetoes data={data} />
          <div className="filters">
            <Select allowClear aria-label={d.site} placeholder={d.allSites} style={{ width: 240 }} value={site} options={data.sites.map((one) => ({ value: one.site, label: one.siteName }))} onChange={(next?: string) => filters.set({ site: next })} />
            <Select allowClear aria-label={d.state} placeholder={d.allStates} style={{ width: 160 }} value={state} options={(['blank', 'late', 'warning', 'fresh'] as const).map((value) => ({ value, label: c.standings[value] }))} onChange={(next?: string) => filters.set({ state: next })} />
          </div>
          <Table<ColumnDue> rowKey="id" size="middle" columns={table} dataSource={rows} pagination={rows.length > 100 ? { pageSize: 100, showSizeChanger: false } : false} scroll={{ x: 'max-content' }} locale={{ emptyText: d.empty }} />
          {setting ? <ColumnSettingsDialog data={data} onSaved={(next) => { set(next); setSetting(false); }} onClose={() => setSetting(false)} /> : null}
        </>
      )}
    </div>
  );
}

const table: NonNullable<TableProps<ColumnDue>['columns']> = [
  { title: d.column, key: 'name', width: 220, render: (_, row) => <><Link className="row-title" to={`/sites/${row.site}/columns?column=${row.id}`}>{row.name}</Link><p className="meta"><span>{row.siteName}</span><span>{row.type}</span></p></> },
  { title: d.state, key: 'state', width: 110, render: (_, row) => (row.state === 'exempt' ? <span className="quiet">—</span> : <Tag tone={standingTones[row.state]}>{c.standings[row.state]}</Tag>) },
  { title: d.last, key: 'last', width: 140, render: (_, row) => (row.lastOn !== null ? chineseDate(row.lastOn) : row.directory && row.state !== 'blank' ? d.directory : d.never) },
  { title: d.limit, key: 'due', width: 240, render: (_, row) => (row.due === null ? <span className="quiet">{row.duty === null ? c.noDuty : '—'}</span> : <><DueText due={row} /><p className="meta"><span>{chineseDate(row.due)}</span>{row.by === null ? null : <span>{row.by === 'duty' && row.duty !== null ? `${d.by.duty} ${dutyLabel(row.duty)}` : d.by[row.by]}</span>}</p></>) },
  { title: d.owner, key: 'owner', width: 240, render: (_, row) => <>{row.agencyName}　{row.person}</> },
];

function DueText({ due: { due, state } }: { due: ColumnDue }): ReactElement | null {
  if (due === null) return null;
  const left = daysBetween(todayHere(), due);
  const tone = left < 0 ? 'late' : state === 'warning' ? 'soon' : '';
  return <span className={`due ${tone}`}>{left < 0 ? d.overdue(-left) : left === 0 ? d.lastDay : d.left(left)}</span>;
}

const tone = ({ reached, count, warnAt }: SiteVeto['vetoes'][number]): 'red' | 'amber' | 'green' => (reached ? 'red' : warnAt !== null && count >= warnAt ? 'amber' : 'green');
const word = { red: d.reached, amber: d.near, green: d.fine } as const;

function Vetoes({ data }: { data: ColumnsDue }): ReactElement | null {
  const { check, warnings } = data;
  if (check === null || data.sites.length === 0) return null;
  const how = d.how({ ...check, unrenewedMonths: warnings.unrenewedMonths });
  const keys = ['stale', 'unrenewed', 'blank'] as const;
  const tableColumns: NonNullable<TableProps<SiteVeto>['columns']> = [
    { title: d.site, key: 'site', width: 240, render: (_, row) => <Link to={`/sites/${row.site}/columns`}>{row.siteName}</Link> },
    { title: d.columns, key: 'columns', width: 90, dataIndex: 'columns' }, { title: d.warned, key: 'warned', width: 100, dataIndex: 'warned' },
    { title: d.home, key: 'home', width: 150, render: (_, { home }) => (home === null ? null : <><Tag tone={standingTones[home.state]}>{c.standings[home.state]}</Tag><p className="meta">{home.lastOn === null ? d.never : chineseDate(home.lastOn)}</p></>) },
    ...keys.map((key) => ({
      title: d.vetoes[key], key, render: (_: unknown, row: SiteVeto) => {
        const veto = row.vetoes.find((one) => one.key === key);
        if (veto === undefined) return null;
        return <><span className="inline"><strong>{d.of(veto.count, veto.limit)}</strong><Tag tone={tone(veto)}>{word[tone(veto)]}</Tag></span>{veto.columns.length === 0 ? null : <p className="meta">{veto.columns.map((one) => <Link key={one.id} to={`/sites/${row.site}/columns?column=${one.id}`}>{one.name}</Link>)}</p>}</>;
      },
    })),
  ];
  const sorted = data.sites.toSorted((a, b) => worst(b) - worst(a));
  return (
    <section className="panel column-vetoes" aria-label={d.vetoes.stale}><div className="panel-body">
      <Table<SiteVeto> rowKey="site" size="small" columns={tableColumns} dataSource={sorted} pagination={false} scroll={{ x: 'max-content' }} />
      <ul className="plain" style={{ padding: '8px 16px' }}><li><strong>{d.home}</strong>：<span className="quiet">{d.homeHow(check.homeDays)}</span></li>{keys.map((key) => <li key={key}><strong>{d.vetoes[key]}</strong>：<span className="quiet">{how[key]}</span></li>)}<li className="quiet">{d.separately}</li></ul>
    </div></section>
  );
}

const worst = ({ vetoes }: SiteVeto): number => Math.max(0, ...vetoes.map(({ count, limit }) => count / limit));
