import { Button, Empty, Select, Table, Upload, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ImportJobRow, ImportReviewRow } from '#contract-imports';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { dateTime } from '../time.ts';
import { usePages, type Pages } from '../use-pages.ts';
import { useAction } from '../use-resource.ts';
import { imports } from './api.ts';
import './imports.css';
import { i } from './messages.ts';

const tones: Record<ImportReviewRow['state'], Tone> = { mapping: 'amber', reading: 'blue', ready: 'amber', importing: 'blue', done: 'green', dropped: 'plain' };

export function jobState(job: Pick<ImportJobRow, 'finishedAt' | 'undoStartedAt' | 'undoneAt'>): keyof typeof i.jobStates {
  if (job.undoneAt !== null) return 'undone';
  if (job.undoStartedAt !== null) return 'undoing';
  return job.finishedAt === null ? 'running' : 'done';
}
const jobTones = { running: 'amber', done: 'green', undoing: 'blue', undone: 'plain' } as const;
export const JobState = ({ job }: { job: ImportJobRow }): ReactElement => <Tag tone={jobTones[jobState(job)]}>{i.jobStates[jobState(job)]}</Tag>;

const reviewColumns: NonNullable<TableProps<ImportReviewRow>['columns']> = [
  { title: i.column.file, key: 'file', render: (_, row) => <Link className="row-title" to={`/imports/${row.id}`}>{row.fileName}</Link> },
  { title: i.column.state, key: 'state', width: 130, render: (_, row) => <Tag tone={tones[row.state]}>{i.states[row.state]}</Tag> },
  { title: i.column.agency, dataIndex: 'agencyName' }, { title: i.column.person, dataIndex: 'person', width: 120 },
  { title: i.column.at, key: 'at', width: 160, render: (_, row) => dateTime(row.createdAt) },
];
const jobColumns: NonNullable<TableProps<ImportJobRow>['columns']> = [
  { title: i.column.file, key: 'file', render: (_, row) => <Link className="row-title" to={`/imports/jobs/${row.id}`}>{row.fileName}</Link> },
  { title: i.column.state, key: 'state', width: 130, render: (_, row) => <JobState job={row} /> },
  ...(['imported', 'revised', 'unchanged', 'faults'] as const).map((name) => ({ title: i.column[name], dataIndex: name, width: 90, align: 'right' as const })),
  { title: i.column.agency, dataIndex: 'agencyName' }, { title: i.column.at, key: 'at', width: 160, render: (_, row) => dateTime(row.startedAt) },
];

/** Tables on their way into the library, and what has come in so far. */
export function ImportsPage(): ReactElement {
  const reviews = usePages('import reviews', (cursor, signal) => imports.reviews({ cursor, limit: 20 }, signal));
  const jobs = usePages('import jobs', (cursor, signal) => imports.jobs({ cursor, limit: 20 }, signal));
  return (
    <div className="imports">
      <header className="page-head"><div><h1>{i.title}</h1><p className="quiet">{i.lead}</p></div></header>
      <UploadBox />
      <section className="panel" aria-labelledby="reviews"><header><h2 id="reviews">{i.reviews}</h2></header><List pages={reviews} columns={reviewColumns} empty={i.noReviews} /></section>
      <section className="panel" aria-labelledby="jobs"><header><h2 id="jobs">{i.jobs}</h2><span className="quiet">{i.jobsHint}</span></header><List pages={jobs} columns={jobColumns} empty={i.noJobs} /></section>
    </div>
  );
}

function List<T extends { id: string }>({ pages, columns, empty }: { pages: Pages<T>; columns: NonNullable<TableProps<T>['columns']>; empty: string }): ReactElement {
  if (pages.error !== null) return <ErrorPanel error={pages.error} onRetry={pages.reload} />;
  return (
    <div className="imports-list">
      <Table<T> rowKey="id" size="middle" columns={columns} dataSource={pages.items ?? []} loading={pages.items === null} pagination={false} scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }} />
      {pages.more === null ? null : <p className="list-foot">{m.list.shown(pages.items?.length ?? 0, pages.total)}<Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button></p>}
    </div>
  );
}

function UploadBox(): ReactElement {
  const { me } = useSession();
  const navigate = useNavigate();
  const { busy, error, run } = useAction();
  const agencies = [...new Map(me.roles.filter((held) => held.role === 'openness-clerk' || held.role === 'office').map((held) => [held.agencyCode, held.agencyName]))];
  const [agency, setAgency] = useState(agencies[0]?.[0] ?? '');
  const send = (file: File): void => void run(async () => {
    const review = await imports.upload(agency, file);
    await navigate(`/imports/${review.id}`);
  });
  return (
    <section className="panel imports-upload" aria-label={i.upload}>
      {agencies.length > 1 ? <Select aria-label={i.agency} value={agency} onChange={setAgency} options={agencies.map(([value, label]) => ({ value, label }))} /> : null}
      <Upload accept=".csv,.xlsx,.txt" showUploadList={false} beforeUpload={(file) => {
        send(file);
        return false;
      }}><Button type="primary" loading={busy}>{i.upload}</Button></Upload>
      <span className="quiet">{i.uploadHint}</span>
      {error === null ? null : <ErrorPanel error={error} />}
    </section>
  );
}
