import { Empty, Select, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ReportListRow } from '#contract-report';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { rowProps } from '../../parts/list-page.tsx';
import { Tag } from '../../parts/tags.tsx';
import { todayHere } from '../../time.ts';
import { useFilters } from '../../use-filters.ts';
import { useResource } from '../../use-resource.ts';
import '../foi.css';
import { reports } from './api.ts';
import { Comments } from './comments.tsx';
import { r } from './messages.ts';
import './report.css';

const firstYear = 2019;

/** The reports of a year, agency by agency, with what is late. */
export function AnnualReportsPage(): ReactElement {
  const filters = useFilters();
  const navigate = useNavigate();
  const thisYear = Number(todayHere().slice(0, 4));
  const asked = Number(filters.values['year']);
  // In the months before the deadline the report at hand is that of the year before.
  const year = Number.isInteger(asked) && asked >= firstYear ? asked : thisYear - (Number(todayHere().slice(5, 7)) <= 6 ? 1 : 0);
  const { data, error, reload } = useResource(`annual reports ${year}`, (signal) => reports.list(year, signal));
  const columns: NonNullable<TableProps<ReportListRow>['columns']> = [
    { title: r.agency, key: 'agency', render: (_, row) => <Link to={`/annual-reports/${row.agencyCode}/${year}`} onClick={(e) => e.stopPropagation()}>{row.agencyName}</Link> },
    { title: r.state, key: 'state', width: 220, render: (_, row) => <span className="inline"><Tag tone={row.state === 'published' ? 'green' : row.state === 'submitted' ? 'blue' : 'plain'}>{row.stateName}</Tag>{row.overdue ? <Tag tone="red">{r.overdue}</Tag> : null}</span> },
    { title: r.due, key: 'due', width: 180, render: (_, row) => row.due ?? <span className="quiet">{r.noDue}</span> },
    { title: r.submitted, dataIndex: 'submittedOn', width: 140 }, { title: r.published, dataIndex: 'publishedOn', width: 140 },
  ];
  return (
    <div className="list-page foi">
      <header className="page-head"><div><h1>{r.title}</h1><p className="quiet">{r.lead(year)}</p></div>
        <Select aria-label={r.year} value={year} style={{ width: 120 }} options={Array.from({ length: thisYear - firstYear + 1 }, (_, i) => ({ value: thisYear - i, label: r.yearTitle(thisYear - i) }))} onChange={(next: number) => filters.set({ year: String(next) })} />
      </header>
      <Comments />
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <Table<ReportListRow> rowKey="agencyCode" size="middle" columns={columns} dataSource={data} pagination={false} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={r.none} /> }}
          onRow={(row) => rowProps(row.agencyName, () => void navigate(`/annual-reports/${row.agencyCode}/${year}`))} />
      )}
    </div>
  );
}
