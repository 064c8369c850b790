import { App, Button, Empty, Modal, Select, Skeleton, Table, Tabs, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CoverageRow, TranslationRow } from '#contract-translations';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { shortTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useAction, useResource } from '../use-resource.ts';
import { translations } from './api.ts';
import { InterfaceWords } from './interface-words.tsx';
import { t } from './messages.ts';
import { StateTag } from './state-tag.tsx';
import './translations.css';

/** 蒙古文版: what is being translated, how much there is, and the words of the pages themselves. */
export function TranslationsPage(): ReactElement {
  return <Tabs destroyOnHidden items={[
    { key: 'list', label: t.tabs.list, children: <List /> }, { key: 'coverage', label: t.tabs.coverage, children: <CoverageTables /> }, { key: 'words', label: t.tabs.words, children: <InterfaceWords /> },
  ]} />;
}

type Row = TranslationRow & { id: string };
const columns: NonNullable<TableProps<Row>['columns']> = [
  { title: t.column.source, key: 'source', width: 280, render: (_, row) => <><Link to={`/translations/${row.id}`}>{row.sourceTitle}</Link>{row.staleReason === null ? null : <p className="late">{t.stale[row.staleReason]}</p>}</> },
  { title: t.column.title, key: 'title', width: 160, render: (_, row) => <span className="mongolian" lang="mn-Mong-CN">{row.title}</span> },
  { title: t.column.state, key: 'state', width: 84, render: (_, row) => <StateTag state={row.state} /> },
  { title: t.column.translator, dataIndex: 'translator', width: 84 }, { title: t.column.reviewer, dataIndex: 'reviewer', width: 84 },
  { title: t.column.agency, dataIndex: 'agencyName', width: 160 }, { title: t.column.updated, key: 'updated', width: 96, render: (_, row) => shortTime(row.updatedAt) },
];

function List(): ReactElement {
  const filters = useFilters();
  const [picking, setPicking] = useState(false);
  const { q, state } = filters.values;
  const pages = usePages(`translations ${filters.query}`, (cursor, signal) => translations.list({ q, state, cursor, limit: 50 }, signal));
  return (
    <>
      <ListPage<Row> title={t.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.sourceTitle} empty={t.none}
        action={<Button type="primary" onClick={() => setPicking(true)}>{t.add}</Button>}
        filterBar={<><SearchBox value={q ?? ''} placeholder={t.search} onChange={(next) => filters.set({ q: next })} />
          <Select allowClear aria-label={t.allStates} placeholder={t.allStates} style={{ width: 130 }} value={state ?? null} onChange={(next: string | null) => filters.set({ state: next })} options={Object.entries(t.states).map(([value, label]) => ({ value, label }))} />
          <span className="quiet">{t.intro}</span></>} />
      {picking ? <PickSource onClose={() => setPicking(false)} /> : null}
    </>
  );
}

function PickSource({ onClose }: { onClose: () => void }): ReactElement {
  const [q, setQ] = useState('');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { busy, error, run } = useAction();
  const found = useResource(`translation sources ${q}`, (signal) => translations.sources(q, signal));
  const ask = (id: string): void => void run(async () => {
    await translations.ask(id);
    void message.success(t.asked);
    void navigate(`/translations/${id}`);
  });
  return (
    <Modal open title={t.pick} footer={null} width={720} onCancel={onClose}>
      <SearchBox value={q} placeholder={t.pickSearch} onChange={setQ} width={420} />
      {[error, found.error].map((one, i) => (one === null ? null : <ErrorPanel key={i} error={one} />))}
      {found.data === null ? <Skeleton active /> : found.data.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.pickNone} /> : (
        <Table size="small" rowKey="id" pagination={false} scroll={{ y: 360 }} dataSource={found.data} columns={[
          { title: t.column.source, key: 'title', render: (_, row) => <>{row.title}<p className="meta"><span>{row.documentNumber ?? ''}</span><span>{row.agencyName}</span></p></> },
          { title: '', key: 'ask', width: 80, render: (_, row) => <Button size="small" loading={busy} onClick={() => ask(row.id)}>{t.ask}</Button> },
        ]} />
      )}
    </Modal>
  );
}

const c = t.coverage;
const percent = ({ published, records }: CoverageRow): string => (records === 0 ? '—' : `${((published / records) * 100).toFixed(1)}%`);
const coverageColumns = (name: string): NonNullable<TableProps<CoverageRow>['columns']> => [
  { title: name, dataIndex: 'name' }, { title: c.records, dataIndex: 'records', align: 'right', width: 120 }, { title: c.published, dataIndex: 'published', align: 'right', width: 130 },
  { title: c.share, key: 'share', align: 'right', width: 100, render: (_, row) => percent(row) }, { title: c.staleCount, dataIndex: 'stale', align: 'right', width: 100 }, { title: c.working, dataIndex: 'working', align: 'right', width: 100 },
];

function CoverageTables(): ReactElement {
  const { data, error, reload } = useResource('translation coverage', translations.coverage);
  if (data === null) return error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{t.tabs.coverage}</h1><p className="quiet">{c.lead}</p></div></header>
      {data.sites.length === 0 ? null : <Table size="middle" rowKey="code" pagination={false} columns={coverageColumns(c.site)} dataSource={data.sites} scroll={{ x: 'max-content' }} />}
      <Table size="middle" rowKey="code" pagination={false} columns={coverageColumns(c.agency)} dataSource={data.agencies} scroll={{ x: 'max-content' }} />
    </div>
  );
}
