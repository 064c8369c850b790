import { App, Button, Empty, Form, Input, Modal, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { NewSite, SiteRow, SiteState } from '#contract-sites';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { rowProps } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useFilters } from '../use-filters.ts';
import { useAction, useResource } from '../use-resource.ts';
import { sites } from './api.ts';
import { s } from './messages.ts';
import './sites.css';

const tones: Record<SiteState, Tone> = { preparing: 'amber', open: 'green', suspended: 'red', closed: 'plain' };
export const SiteStateTag = ({ state }: { state: SiteState }): ReactElement => <Tag tone={tones[state]}>{s.states[state]}</Tag>;

const columns: NonNullable<TableProps<SiteRow>['columns']> = [
  { title: s.column.name, key: 'name', render: (_, row) => <Link to={`/sites/${row.code}`} onClick={(e) => e.stopPropagation()}>{row.name}</Link> },
  { title: s.column.state, key: 'state', width: 110, render: (_, row) => <SiteStateTag state={row.state} /> },
  { title: s.column.kind, key: 'kind', width: 120, render: (_, row) => s.kinds[row.kind] },
  { title: s.column.language, key: 'language', width: 90, render: (_, row) => s.languages[row.language] },
  { title: s.column.domain, dataIndex: 'domain', width: 220 },
  { title: s.column.agency, dataIndex: 'agencyName', width: 240 },
];

/** 政府网站群: every site, whatever its state. */
export function SitesPage(): ReactElement {
  const filters = useFilters();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const { data, error, reload } = useResource('sites', sites.list);
  const q = filters.values['q'] ?? '';
  const rows = (data ?? []).filter((row) => `${row.name}${row.domain}${row.agencyName}`.includes(q));
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{s.title}</h1><p className="quiet">{s.intro}</p></div><Button type="primary" onClick={() => setAdding(true)}>{s.add}</Button></header>
      <div className="filters"><SearchBox value={q} placeholder={s.search} onChange={(next) => filters.set({ q: next })} />{data === null ? null : <span className="quiet">{s.count(data.filter((row) => row.state === 'open').length, data.length)}</span>}</div>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <Table<SiteRow> rowKey="code" size="middle" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={data.length === 0 ? s.none : m.list.none} /> }}
          onRow={(row) => rowProps(row.name, () => void navigate(`/sites/${row.code}`))} />
      )}
      {adding ? <NewSiteDialog all={data ?? []} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

const options = (names: Readonly<Record<string, string>>): { value: string; label: string }[] => Object.entries(names).map(([value, label]) => ({ value, label }));

function NewSiteDialog({ all, onClose }: { all: readonly SiteRow[]; onClose: () => void }): ReactElement {
  const [form] = Form.useForm<NewSite>();
  const language = Form.useWatch('language', form);
  const agencies = useResource('agencies', admin.agencies);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const submit = (values: NewSite): Promise<unknown> => run(async () => {
    const made = await sites.create({ ...values, twin: values.language === 'zh-CN' ? null : (values.twin ?? null) });
    void message.success(s.created);
    void navigate(`/sites/${made.code}`);
  });
  const required = (label: string) => [{ required: true, message: m.signIn.required(label) }];
  const named = (code: string): void => {
    if (!form.getFieldValue('name')) form.setFieldValue('name', agencies.data?.find((agency) => agency.code === code)?.name ?? '');
  };
  return (
    <Modal open title={s.add} okText={s.create} cancelText={m.action.cancel} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'portal', language: 'zh-CN' }} onFinish={(values) => void submit(values)}>
        <Form.Item name="agencyCode" label={s.fields.agency} rules={required(s.fields.agency)}><Select showSearch={{ optionFilterProp: 'label' }} loading={agencies.loading} options={(agencies.data ?? []).map((agency) => ({ value: agency.code, label: agency.name }))} onChange={named} /></Form.Item>
        <Form.Item name="kind" label={s.fields.kind}><Select options={options(s.kinds)} /></Form.Item>
        <Form.Item name="language" label={s.fields.language}><Select options={options(s.languages)} /></Form.Item>
        {language === 'mn-Mong-CN' ? <Form.Item name="twin" label={s.fields.twin} rules={required(s.fields.twin)}><Select options={all.filter((site) => site.language === 'zh-CN' && site.state !== 'closed').map((site) => ({ value: site.code, label: site.name }))} /></Form.Item> : null}
        <Form.Item name="name" label={s.fields.name} rules={required(s.fields.name)}><Input maxLength={100} /></Form.Item>
        <Form.Item name="domain" label={s.fields.domain} rules={required(s.fields.domain)}><Input maxLength={253} /></Form.Item>
        <Form.Item name="code" label={s.fields.code} extra={s.fields.codeHint} rules={required(s.fields.code)}><Input maxLength={31} /></Form.Item>
        <FormErrors form={form} error={error} />
      </Form>
    </Modal>
  );
}
