import { App, Button, Form, Input, InputNumber, Modal, Select, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ContentKind, ContentRow, ContentState, NewContent } from '#contract-content';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { shortTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useAction, useResource } from '../use-resource.ts';
import { content } from './api.ts';
import './content.css';
import { t } from './messages.ts';

const tones: Record<ContentState, Tone> = { draft: 'plain', review: 'amber', published: 'green', withdrawn: 'red' };
export const ContentStateTag = ({ state }: { state: ContentState }): ReactElement => <Tag tone={tones[state]}>{t.states[state]}</Tag>;
export const optionsOf = (names: Readonly<Record<string, string>>): { value: string; label: string }[] => Object.entries(names).map(([value, label]) => ({ value, label }));

const columns: NonNullable<TableProps<ContentRow>['columns']> = [
  { title: t.column.title, key: 'title', render: (_, row) => <Link className="row-title" to={`/content/${row.id}`}>{row.title === '' ? t.untitled : row.title}</Link> },
  { title: t.column.state, key: 'state', width: 100, render: (_, row) => <ContentStateTag state={row.state} /> },
  { title: t.column.kind, key: 'kind', width: 110, render: (_, row) => t.kinds[row.kind] },
  { title: t.column.agency, dataIndex: 'agencyName', width: 200 },
  { title: t.column.writers, key: 'writers', width: 140, render: (_, row) => row.writers.join('、') },
  { title: t.column.at, key: 'at', width: 140, render: (_, row) => shortTime(row.updatedAt) },
];

/** 内容: what the person's agencies are writing and have published, and whether a site has become a newspaper. */
export function ContentsPage(): ReactElement {
  const filters = useFilters();
  const [adding, setAdding] = useState(false);
  const { q = '', kind = '', state = '' } = filters.values;
  const pages = usePages(`content ${q} ${kind} ${state}`, (cursor, signal) => content.list({ q, kind, state, cursor, limit: 20 }, signal));
  const bar = (
    <>
      <SearchBox value={q} placeholder={t.search} onChange={(next) => filters.set({ q: next })} />
      <Select allowClear aria-label={t.fields.kind} placeholder={t.all} value={kind === '' ? undefined : kind} options={optionsOf(t.kinds)} style={{ width: 140 }} onChange={(value?: string) => filters.set({ kind: value ?? '' })} />
      <Select allowClear aria-label={t.column.state} placeholder={t.allStates} value={state === '' ? undefined : state} options={optionsOf(t.states)} style={{ width: 120 }} onChange={(value?: string) => filters.set({ state: value ?? '' })} />
    </>
  );
  return (
    <>
      <ListPage<ContentRow> title={t.title} action={<Button type="primary" onClick={() => setAdding(true)}>{t.add}</Button>} filters={filters} filterBar={bar} pages={pages} columns={columns} empty={t.none} rowLabel={(row) => row.title} />
      <Shares />
      {adding ? <NewDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function NewDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [form] = Form.useForm<NewContent>();
  const desks = useResource('content desks', content.desks);
  const { busy, error, run } = useAction();
  const navigate = useNavigate();
  const only = desks.data?.[0]?.agencyCode;
  const submit = (values: NewContent): Promise<unknown> => run(async () => {
    const made = await content.create({ ...values, agencyCode: values.agencyCode ?? only, title: values.title ?? '' });
    await navigate(`/content/${made.id}`);
  });
  return (
    <Modal open title={t.add} okText={t.create} cancelText={m.action.cancel} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'news' }} onFinish={(values) => void submit(values)}>
        <Form.Item name="kind" label={t.fields.kind}><Select<ContentKind> options={optionsOf(t.kinds) as { value: ContentKind; label: string }[]} /></Form.Item>
        {(desks.data?.length ?? 0) > 1 ? <Form.Item name="agencyCode" label={t.agency} initialValue={only}><Select showSearch={{ optionFilterProp: 'label' }} options={(desks.data ?? []).map((desk) => ({ value: desk.agencyCode, label: desk.agencyName }))} /></Form.Item> : null}
        <Form.Item name="title" label={t.fields.title}><Input maxLength={200} /></Form.Item>
        <FormErrors form={form} error={error} />
      </Form>
    </Modal>
  );
}

const percent = (share: number): number => Math.round(share * 1000) / 10;

function Shares(): ReactElement | null {
  const { has } = useSession();
  const shares = useResource('content shares', content.shares);
  const settings = useResource('content settings', content.settings);
  const [open, setOpen] = useState(false);
  if (shares.data === null || settings.data === null || shares.data.length === 0) return null;
  const over = shares.data.filter((one) => one.over);
  return (
    <section className="panel content-shares" aria-label={t.shares}><header><h2>{t.shares}</h2><span className="quiet">{t.sharesHint(settings.data.shareDays)}</span>{has('openness-head') ? <Button type="link" size="small" onClick={() => setOpen(true)}>{t.settings}</Button> : null}</header>
      <div className="panel-body" style={{ padding: 16 }}>
        {over.length === 0 ? <p className="quiet">{t.sharesNone}</p> : null}
        <ul className="content-list">{shares.data.filter((one) => one.all > 0).map((one) => (
          <li key={one.siteCode}><span>{one.siteName}</span><span className={one.over ? 'share-over' : 'quiet'}>{t.share(one.news, one.all, percent(one.share))}{one.over ? `　${t.over(percent(one.limit))}` : ''}</span></li>
        ))}</ul>
      </div>
      {open ? <SettingsDialog settings={settings.data} onClose={() => setOpen(false)} onSaved={() => { settings.reload(); shares.reload(); setOpen(false); }} /> : null}
    </section>
  );
}

type Settings = NonNullable<Awaited<ReturnType<typeof content.settings>>>;

function SettingsDialog({ settings, onClose, onSaved }: { settings: Settings; onClose: () => void; onSaved: () => void }): ReactElement {
  const [draft, setDraft] = useState(settings);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const save = (): void => void run(async () => {
    await content.saveSettings(draft);
    void message.success(t.settingsSaved);
    onSaved();
  });
  const number = (label: string, value: number, change: (n: number) => void): ReactElement => <Labelled label={label}><InputNumber value={value} min={1} onChange={(n) => change(n ?? value)} /></Labelled>;
  return (
    <Modal open title={t.settings} okText={t.save} cancelText={m.action.cancel} confirmLoading={busy} onOk={save} onCancel={onClose}>
      <div style={{ display: 'grid', gap: 12 }}>
        {number(t.settingsFields.newsShare, percent(draft.newsShare), (n) => setDraft({ ...draft, newsShare: n / 100 }))}
        {number(t.settingsFields.shareDays, draft.shareDays, (n) => setDraft({ ...draft, shareDays: n }))}
        {number(t.settingsFields.hotlineDays, draft.hotlineDays, (n) => setDraft({ ...draft, hotlineDays: n }))}
        {error === null ? null : <ErrorPanel error={error} />}
      </div>
    </Modal>
  );
}
