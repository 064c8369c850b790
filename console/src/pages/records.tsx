import { Button, Select, Skeleton, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { RecordRow, RecordView } from '#contract';
import { admin, records } from '../api/console.ts';
import { Channels } from '../inventory/channels.tsx';
import { RecordFactsPart } from '../library/record-facts.tsx';
import { RecordRelations } from '../library/record-relations.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { RecordActions } from '../parts/record-actions.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { disclosureText, StatusTag } from '../parts/tags.tsx';
import { chineseDate, dateTime } from '../time.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';

const text = m.library.records;
const columns: NonNullable<TableProps<RecordRow>['columns']> = [
  { title: m.names.fields.title, key: 'title', width: 420, render: (_, row) => <span className="row-title">{row.title}</span> },
  { title: text.status, key: 'status', width: 150, render: (_, row) => <><StatusTag status={row.status} />{row.public ? null : <small className="quiet">{text.notPublic}</small>}</> },
  { title: m.drafting.number, dataIndex: 'documentNumber', width: 170, render: (n: string | null) => n ?? '' },
  { title: text.index, dataIndex: 'indexNumber', width: 220 },
  { title: text.published, key: 'published', width: 150, render: (_, row) => (row.publishedAt === null ? '' : dateTime(row.publishedAt)) },
  { title: m.library.documents.agency, dataIndex: 'agencyName', width: 180 },
];

export function Records(): ReactElement {
  const filters = useFilters();
  const { q, agency, status } = filters.values;
  const pages = usePages(`records ${filters.query}`, (cursor, signal) => records.list({ q, agency, status, cursor, limit: 50 }, signal));
  const agencies = useResource('agencies', admin.agencies);
  const opened = pages.items?.find((row) => row.id === filters.open);
  return (
    <ListPage title={text.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.title} drawerTitle={opened?.title ?? text.title}
      filterBar={<>
        <SearchBox value={q ?? ''} placeholder={text.search} onChange={(value) => filters.set({ q: value })} />
        <Select allowClear placeholder={text.status} aria-label={text.status} style={{ width: 130 }} value={status} onChange={(value?: string) => filters.set({ status: value })} options={Object.entries(m.names.recordStatus).map(([value, label]) => ({ value, label }))} />
        <Select allowClear placeholder={m.library.documents.agency} aria-label={m.library.documents.agency} style={{ width: 200 }} showSearch={{ optionFilterProp: 'label' }} value={agency} onChange={(value?: string) => filters.set({ agency: value })} options={(agencies.data ?? []).map((a) => ({ value: a.code, label: a.name }))} />
      </>}
      drawer={filters.open === null ? null : <Details id={filters.open} onChanged={pages.replace} />} />
  );
}

function Details({ id, onChanged }: { id: string; onChanged: (row: RecordRow) => void }): ReactElement {
  const { data, error, reload, set } = useResource(`record ${id}`, (signal) => records.read(id, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null || data.id !== id) return <Skeleton active />;
  const changed = (view: RecordView): void => {
    set(view);
    onChanged(view);
  };
  return (
    <>
      <Facts facts={[
        [text.index, data.indexNumber], [m.drafting.number, data.documentNumber], [text.status, <StatusTag key="status" status={data.status} />], [m.names.fields.disclosure, disclosureText(data)],
        [m.library.documents.agency, data.agencyName], [text.made, data.dateMade === null ? null : chineseDate(data.dateMade)], [text.published, data.publishedAt === null ? null : dateTime(data.publishedAt)],
      ]} />
      {data.url === null ? null : <p><Button href={data.url} target="_blank" rel="noopener">{text.open}</Button></p>}
      {data.facts === null ? null : <RecordFactsPart record={data} facts={data.facts} onChanged={changed} />}
      <h3>{text.actions}</h3>
      <RecordActions record={data} onChanged={changed} />
      {data.ends.length === 0 ? null : <Ends record={data} />}
      <Channels id={data.id} />
      <h3>{text.editions}</h3>
      <ul className="plain">
        {data.editions.map((edition) => (
          <li key={edition.no}>{text.edition(edition.no)}　{m.names.editionStates[edition.state]}　{edition.publishedAt === null ? '' : dateTime(edition.publishedAt)}{edition.documentId === null ? null : <>　<Link to={`/documents/${edition.documentId}`}>{text.document}</Link></>}</li>
        ))}
      </ul>
      <RecordRelations record={data} facts={data.facts} onChanged={changed} />
    </>
  );
}

function Ends({ record }: { record: RecordView }): ReactElement {
  return (
    <>
      <h3>{text.ends}</h3>
      <ul className="plain">
        {record.ends.map((end) => <li key={end.kind}><strong>{m.names.ends[end.kind]}</strong>　{chineseDate(end.effectiveOn)}<br />{text.ground}：{end.ground}<br /><small className="quiet">{text.by(end.by, dateTime(end.at))}</small></li>)}
      </ul>
    </>
  );
}
