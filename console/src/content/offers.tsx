import { App, Button, Empty, Input, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { SyndicationRow } from '#contract-content';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag } from '../parts/tags.tsx';
import { shortTime } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { syndication } from './api.ts';
import './content.css';
import { t } from './messages.ts';
import { offerTones } from './places.tsx';

/** 推送来往: what waits for an answer stands first. */
export function OffersPage(): ReactElement {
  const { data, error, reload, set } = useResource('syndication', syndication.list);
  const columns: NonNullable<TableProps<SyndicationRow>['columns']> = [
    { title: t.offerColumn.title, key: 'title', render: (_, row) => (row.title === '' ? <span className="quiet">{t.states.withdrawn}</span> : <a className="row-title" href={`/records/${row.recordId}`} target="_blank" rel="noreferrer">{row.title}</a>) },
    { title: t.offerColumn.state, key: 'state', width: 110, render: (_, row) => <Tag tone={offerTones[row.state]}>{t.offerStates[row.state]}</Tag> },
    { title: t.offerColumn.from, dataIndex: 'fromName', width: 180 }, { title: t.offerColumn.to, dataIndex: 'toName', width: 180 },
    { title: t.offerColumn.at, key: 'at', width: 120, render: (_, row) => shortTime(row.offeredAt) },
    { title: t.offerColumn.act, key: 'act', width: 320, render: (_, row) => <Decide row={row} onChanged={set} /> },
  ];
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{t.incoming}</h1><p className="quiet">{t.incomingLead}</p></div></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active /> : null) : <Table<SyndicationRow> rowKey="id" size="middle" columns={columns} dataSource={data} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.noIncoming} /> }} />}
    </div>
  );
}

function Decide({ row, onChanged }: { row: SyndicationRow; onChanged: (rows: SyndicationRow[]) => void }): ReactElement | null {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const go = (work: () => Promise<SyndicationRow[]>, done: string): void => void run(async () => {
    onChanged(await work());
    void message.success(done);
  });
  if (!row.mayDecide && !row.mayEnd) return row.reason === null ? null : <small className="quiet">{row.reason}</small>;
  return (
    <span className="inline">
      {row.note === null ? null : <small className="quiet">{row.note}</small>}
      {row.mayDecide ? <Button size="small" type="primary" loading={busy} onClick={() => go(() => syndication.decide(row.id, 'approve', ''), t.approved)}>{t.approve}</Button> : null}
      {row.mayDecide && !declining ? <Button size="small" onClick={() => setDeclining(true)}>{t.decline}</Button> : null}
      {declining ? <><Input size="small" style={{ width: 140 }} aria-label={t.declineReason} placeholder={t.declineReason} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} /><Button size="small" danger disabled={reason.trim().length < 2} loading={busy} onClick={() => go(() => syndication.decide(row.id, 'decline', reason), t.declined)}>{t.decline}</Button></> : null}
      {row.mayEnd ? <Button size="small" loading={busy} onClick={() => go(() => syndication.end(row.id), t.ended)}>{t.end}</Button> : null}
      {error === null ? null : <ErrorPanel error={error} />}
    </span>
  );
}
