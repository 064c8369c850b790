import { Alert, Empty, Skeleton, Table, type TableProps } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import type { AlertsView } from '#contract';
import { admin } from '../api/console.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { useSession } from '../session.tsx';
import { dateTime } from '../time.ts';
import { useResource } from '../use-resource.ts';
import { text } from './messages.ts';
import { SettingsForm } from './settings-form.tsx';

const states = Object.keys(text.states) as (keyof typeof text.states)[];
const kinds = Object.keys(text.kinds) as (keyof typeof text.kinds)[];
type MailRow = { kind: keyof typeof text.kinds } & Record<keyof typeof text.states, number>;
const mailColumns: NonNullable<TableProps<MailRow>['columns']> = [
  { title: text.kind, key: 'kind', width: 160, render: (_, row) => text.kinds[row.kind] },
  ...states.map((state) => ({ title: text.states[state], dataIndex: state, width: 120, align: 'right' as const })),
];
type Failure = AlertsView['failures'][number];
const failureColumns: NonNullable<TableProps<Failure>['columns']> = [
  { title: text.failure, dataIndex: 'error', width: 560 }, { title: text.count, dataIndex: 'count', width: 90, align: 'right' },
  { title: text.last, key: 'last', width: 180, render: (_, row) => (row.lastAt === null ? '' : dateTime(row.lastAt)) },
];
const none = { emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.none} /> };

/** How many follow by mail, and whether the mails arrive. */
export function Alerts(): ReactElement {
  const { has } = useSession();
  const { data, error, reload } = useResource('alerts', admin.alerts);
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{text.title}</h1><p className="quiet">{text.lead}</p></div></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : <><Shown data={data} />{has('openness-head') ? <SettingsForm stored={data.settings} onSaved={reload} /> : null}</>}
    </div>
  );
}

function Shown({ data }: { data: AlertsView }): ReactElement {
  const { alerts, mails, queue, unread, failures } = data;
  const trouble = data.sender === null ? text.unset : data.publicUrl ? null : text.noUrl;
  const rows = kinds.map((kind) => ({ kind, ...Object.fromEntries(states.map((state) => [state, mails.find((m) => m.kind === kind && m.state === state)?.count ?? 0])) as Record<keyof typeof text.states, number> }));
  return (
    <>
      {trouble === null ? <p className="quiet">{text.sender(data.sender ?? '')}</p> : <Alert type="warning" showIcon title={trouble} />}
      <Part title={text.subscriptions}><Facts facts={[[text.active, alerts.active], [text.pending, alerts.pending], [text.paused, alerts.paused], [text.immediate, alerts.immediate], [text.daily, alerts.daily],
        [text.searches, alerts.active - alerts.documents], [text.documents, alerts.documents]]} /></Part>
      <Part title={text.queue}><Facts facts={[[text.waiting, queue.waiting], [text.failing, queue.failing], [text.unread, unread]]} /></Part>
      <Part title={text.mails}><Table<MailRow> rowKey="kind" size="middle" columns={mailColumns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} /></Part>
      <Part title={text.failures}>
        <p className="quiet">{text.pausedHint(data.settings.failuresToPause)}</p>
        <Table<Failure> rowKey="error" size="middle" columns={failureColumns} dataSource={failures} pagination={false} scroll={{ x: 'max-content' }} locale={none} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return <section style={{ marginBlock: 24 }}><h2>{title}</h2>{children}</section>;
}
