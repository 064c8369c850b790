import { App, Button, Empty, Form, Input, Modal, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { NewTopic, TopicRow, TopicState } from '#contract-content';
import { topics } from '../content/api.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { sites } from '../sites/api.ts';
import { chineseDate } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { p } from './messages.ts';

const tones: Record<TopicState, Tone> = { preparing: 'amber', open: 'green', closed: 'plain', archived: 'plain' };
export const TopicStateTag = ({ state }: { state: TopicState }): ReactElement => <Tag tone={tones[state]}>{p.states[state]}</Tag>;

const columns: NonNullable<TableProps<TopicRow>['columns']> = [
  { title: p.column.name, key: 'name', render: (_, row) => <Link className="row-title" to={`/topics/${row.id}`}>{row.name}</Link> },
  { title: p.column.state, key: 'state', width: 110, render: (_, row) => <TopicStateTag state={row.state} /> },
  { title: p.column.site, dataIndex: 'siteName', width: 220 },
  { title: p.column.opened, key: 'opened', width: 160, render: (_, row) => (row.openedOn === null ? '—' : chineseDate(row.openedOn)) },
];

export function TopicsPage(): ReactElement {
  const [adding, setAdding] = useState(false);
  const { data, error, reload } = useResource('topics', topics.list);
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{p.title}</h1><p className="quiet">{p.lead}</p></div><Button type="primary" onClick={() => setAdding(true)}>{p.add}</Button></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active /> : null) : <Table<TopicRow> rowKey="id" size="middle" columns={columns} dataSource={data} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={p.none} /> }} />}
      {adding ? <NewTopicDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function NewTopicDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [form] = Form.useForm<NewTopic>();
  const all = useResource('sites', sites.list);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const submit = (values: NewTopic): Promise<unknown> => run(async () => {
    const made = await topics.create({ ...values, lead: values.lead ?? '' });
    void message.success(p.created);
    await navigate(`/topics/${made.id}`);
  });
  const required = (label: string) => [{ required: true, message: m.signIn.required(label) }];
  const mine = (all.data ?? []).filter((site) => site.mayManage && site.state !== 'closed' && site.language === 'zh-CN').map((site) => ({ value: site.code, label: site.name }));
  return (
    <Modal open title={p.add} okText={p.create} cancelText={m.action.cancel} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item name="siteCode" label={p.fields.siteCode} rules={required(p.fields.siteCode)}><Select options={mine} /></Form.Item>
        <Form.Item name="name" label={p.fields.name} rules={required(p.fields.name)}><Input maxLength={60} /></Form.Item>
        <Form.Item name="slug" label={p.fields.slug} extra={p.fields.slugHint} rules={required(p.fields.slug)}><Input maxLength={61} /></Form.Item>
        <Form.Item name="lead" label={p.fields.lead}><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} /></Form.Item>
        <FormErrors form={form} error={error} />
      </Form>
    </Modal>
  );
}
