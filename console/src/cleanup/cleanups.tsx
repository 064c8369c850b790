import { Button, Progress, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { CleanupRow } from '#contract-validity';
import { cleanups } from '../library/api.ts';
import { ListPage } from '../parts/list-page.tsx';
import { Tag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { chineseDate, shortTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { c } from './messages.ts';
import { StartCleanup } from './start.tsx';
import './cleanup.css';

const tones = { open: 'blue', closed: 'green', cancelled: undefined } as const;

/** Clean-up campaigns one leads or has records in. */
export function Cleanups(): ReactElement {
  const filters = useFilters();
  const navigate = useNavigate();
  const { has } = useSession();
  const [starting, setStarting] = useState(false);
  const pages = usePages('cleanups', (cursor, signal) => cleanups.list({ cursor, limit: 50 }, signal));
  const open = (id: string): void => void navigate(`/cleanups/${id}`);
  const columns: NonNullable<TableProps<CleanupRow>['columns']> = [
    { title: c.name, key: 'name', width: 360, render: (_, row) => <Button type="link" className="row-link" onClick={() => open(row.id)}>{row.name}</Button> },
    { title: c.state, key: 'state', width: 100, render: (_, row) => <Tag tone={tones[row.state]}>{c.states[row.state]}</Tag> },
    { title: c.progress, key: 'progress', width: 220, render: (_, row) => <span className="cleanup-progress"><Progress aria-label={c.progress} size="small" showInfo={false} percent={row.total === 0 ? 0 : Math.floor((row.decided / row.total) * 100)} />{c.done(row.decided, row.total)}</span> },
    { title: c.deadline, key: 'deadline', width: 140, render: (_, row) => chineseDate(row.deadline) },
    { title: c.agency, dataIndex: 'agencyName', width: 200 },
    { title: c.startedAt, key: 'started', width: 140, render: (_, row) => shortTime(row.startedAt) },
  ];
  return (
    <>
      <ListPage title={c.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.name} empty={c.empty}
        action={has('office', 'openness-clerk') ? <Button type="primary" onClick={() => setStarting(true)}>{c.start}</Button> : null}
        filterBar={<span className="quiet">{c.lead}</span>} />
      {starting ? <section className="panel cleanup-start" aria-label={c.start}><header><h2>{c.start}</h2></header><StartCleanup onStarted={(view) => open(view.id)} onCancel={() => setStarting(false)} /></section> : null}
    </>
  );
}
