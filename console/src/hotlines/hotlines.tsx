import { App, Button, Empty, Form, Input, Modal, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { HotlineInput, HotlineRow } from '#contract-content';
import { content, hotlines } from '../content/api.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { chineseDate, todayHere } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { h } from './messages.ts';

const cycle = 90;

/** 咨询热线: who is to be rung up again stands first. */
export function HotlinesPage(): ReactElement {
  const { me } = useSession();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<HotlineRow | 'new' | null>(null);
  const { data, error, reload, set } = useResource('hotlines', hotlines.list);
  const desks = [...new Map(me.roles.filter((held) => held.role === 'openness-clerk' || held.role === 'openness-head').map((held) => [held.agencyCode, held.agencyName]))];
  const rows = (data ?? []).filter((row) => `${row.matter}${row.agencyName}${row.number}`.includes(q));
  const due = (data ?? []).filter((row) => row.active && row.daysLeft <= 0).length;
  const settings = useResource('content settings', content.settings);
  const days = settings.data?.hotlineDays ?? cycle;
  const columns: NonNullable<TableProps<HotlineRow>['columns']> = [
    { title: h.column.matter, key: 'matter', render: (_, row) => (row.mayKeep ? <button type="button" className="link row-title" onClick={() => setOpen(row)}>{row.matter}</button> : <span className="row-title">{row.matter}</span>) },
    { title: h.column.number, dataIndex: 'number', width: 150 }, { title: h.column.hours, dataIndex: 'hours', width: 200 }, { title: h.column.agency, dataIndex: 'agencyName', width: 200 },
    { title: h.column.verified, key: 'verified', width: 200, render: (_, row) => h.by(chineseDate(row.verifiedOn), row.verifiedBy) },
    { title: h.column.due, key: 'due', width: 120, render: (_, row) => (row.active ? <span className={row.daysLeft < 0 ? 'late' : row.daysLeft <= 7 ? 'soon' : 'calm'}>{row.daysLeft < 0 ? h.late(-row.daysLeft) : h.left(row.daysLeft)}</span> : <Tag>{h.stopped}</Tag>) },
    { title: h.column.act, key: 'act', width: 200, render: (_, row) => <Verify row={row} onChanged={set} /> },
  ];
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{h.title}</h1><p className="quiet">{h.lead(days)}</p></div>{desks.length > 0 ? <Button type="primary" onClick={() => setOpen('new')}>{h.add}</Button> : null}</header>
      <div className="filters"><SearchBox value={q} placeholder={h.search} onChange={setQ} />{due > 0 ? <span className="late">{h.dueCount(due)}</span> : null}</div>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active /> : null) : <Table<HotlineRow> rowKey="id" size="middle" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={data.length === 0 ? h.none : m.list.none} /> }} />}
      {open === null ? null : <HotlineDialog row={open === 'new' ? null : open} desks={desks} onClose={() => setOpen(null)} onSaved={(next) => { set(next); setOpen(null); }} />}
    </div>
  );
}

function Verify({ row, onChanged }: { row: HotlineRow; onChanged: (rows: HotlineRow[]) => void }): ReactElement | null {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  if (!row.mayKeep) return null;
  const { id, matter, number, hours, version } = row;
  const save = (active: boolean, done: string): void => void run(async () => {
    onChanged(await hotlines.change(id, { matter, number, hours, version, active, verifiedOn: todayHere() }));
    void message.success(done);
  });
  return (
    <span className="inline">
      {row.active ? <Button size="small" loading={busy} aria-label={`${h.verify}：${matter}`} onClick={() => save(true, h.verified)}>{h.verify}</Button> : <Button size="small" loading={busy} onClick={() => save(true, h.saved)}>{h.resume}</Button>}
      {row.active ? <Button size="small" type="link" danger loading={busy} aria-label={`${h.stop}：${matter}`} onClick={() => save(false, h.saved)}>{h.stop}</Button> : null}
      {error === null ? null : <ErrorPanel error={error} />}
    </span>
  );
}

type Dialog = { row: HotlineRow | null; desks: [string, string][]; onClose: () => void; onSaved: (rows: HotlineRow[]) => void };

function HotlineDialog({ row, desks, onClose, onSaved }: Dialog): ReactElement {
  const [form] = Form.useForm<HotlineInput>();
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const submit = ({ agencyCode, ...line }: HotlineInput): Promise<unknown> => run(async () => {
    const given = { ...line, verifiedOn: todayHere() };
    onSaved(row === null ? await hotlines.add({ ...given, agencyCode: agencyCode ?? desks[0]?.[0] ?? '' }) : await hotlines.change(row.id, { ...given, version: row.version, active: row.active }));
    void message.success(h.saved);
  });
  const required = (label: string) => [{ required: true, message: m.signIn.required(label) }];
  return (
    <Modal open title={row === null ? h.add : h.edit} okText={h.save} cancelText={m.action.cancel} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={row ?? { agencyCode: desks[0]?.[0] }} onFinish={(values) => void submit(values)}>
        {row === null && desks.length > 1 ? <Form.Item name="agencyCode" label={h.fields.agencyCode}><Select showSearch={{ optionFilterProp: 'label' }} options={desks.map(([value, label]) => ({ value, label }))} /></Form.Item> : null}
        {(['matter', 'number', 'hours'] as const).map((key) => <Form.Item key={key} name={key} label={h.fields[key]} rules={required(h.fields[key])}><Input maxLength={120} /></Form.Item>)}
        <FormErrors form={form} error={error} />
      </Form>
    </Modal>
  );
}
