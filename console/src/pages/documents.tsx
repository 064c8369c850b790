import { Button, Select, Skeleton, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { DocumentRow, DocumentState } from '#contract';
import { admin, documents } from '../api/console.ts';
import { reference } from '../api/reference.ts';
import { Trail } from '../documents/trail.tsx';
import { m } from '../messages.ts';
import { dueText, urgencyOf } from '../parts/due.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { NewDraftButton } from '../parts/new-draft-button.tsx';
import { SavedViews } from '../parts/saved-views.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { disclosureText, StateTag, UrgencyTag } from '../parts/tags.tsx';
import { shortTime } from '../time.ts';
import { useFilters, type Filters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';

const text = m.library.documents;
const ownViews = [{ name: text.defaultViews.all, query: '' }, { name: text.defaultViews.mine, query: 'mine=1' }, { name: text.defaultViews.issued, query: 'state=issued' }];

const columns: NonNullable<TableProps<DocumentRow>['columns']> = [
  { title: m.names.fields.title, key: 'title', width: 380, render: (_, row) => <span className="row-title"><Link to={`/documents/${row.id}`} onClick={(e) => e.stopPropagation()}>{row.title || m.home.untitled}</Link><UrgencyTag urgency={row.urgency} /></span> },
  { title: text.state, key: 'state', width: 170, render: (_, row) => <><StateTag state={row.state} />{row.state === 'issued' || row.state === 'discarded' ? null : <small className="quiet under">{row.waitingFor}</small>}</> },
  { title: text.number, dataIndex: 'documentNumber', width: 160, render: (n: string | null) => n ?? '' },
  { title: text.disclosure, key: 'disclosure', width: 170, render: (_, row) => disclosureText(row.disclosure) },
  { title: text.drafter, key: 'drafter', width: 150, render: (_, row) => <>{row.drafter}<small className="quiet under">{row.agencyName}</small></> },
  { title: text.updated, key: 'updated', width: 120, render: (_, row) => shortTime(row.updatedAt) },
];

export function Documents(): ReactElement {
  const filters = useFilters();
  const { state, agency, kind, q, mine } = filters.values;
  const pages = usePages(`documents ${filters.query}`, (cursor, signal) => documents.list({ state, agency, kind, q, mine, cursor, limit: 50 }, signal));
  const opened = pages.items?.find((row) => row.id === filters.open);
  return (
    <ListPage title={text.title} action={<NewDraftButton />} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.title || m.home.untitled}
      filterBar={<FilterBar filters={filters} />} drawerTitle={opened?.title ?? text.title} drawer={filters.open === null ? null : <Details id={filters.open} />} />
  );
}

function FilterBar({ filters }: { filters: Filters }): ReactElement {
  const lists = useResource('document filters', async (signal) => {
    const [law, agencies] = await Promise.all([reference(), admin.agencies(signal)]);
    return { law, agencies };
  });
  const { values, set } = filters;
  const states = Object.entries(m.names.states) as [DocumentState, string][];
  return (
    <>
      <SavedViews list="documents" own={ownViews} filters={filters} />
      <SearchBox value={values['q'] ?? ''} placeholder={text.search} onChange={(q) => set({ q })} />
      <Select allowClear placeholder={text.state} aria-label={text.state} style={{ width: 130 }} value={values['state']} onChange={(state?: string) => set({ state })} options={states.map(([value, label]) => ({ value, label }))} />
      <Select allowClear placeholder={text.kind} aria-label={text.kind} style={{ width: 120 }} value={values['kind']} onChange={(kind?: string) => set({ kind })} options={(lists.data?.law.kinds ?? []).map((k) => ({ value: k.code, label: k.name }))} />
      <Select allowClear placeholder={text.agency} aria-label={text.agency} style={{ width: 200 }} showSearch={{ optionFilterProp: 'label' }} value={values['agency']} onChange={(agency?: string) => set({ agency })} options={(lists.data?.agencies ?? []).map((a) => ({ value: a.code, label: a.name }))} />
    </>
  );
}

function Details({ id }: { id: string }): ReactElement {
  const { data, error, reload } = useResource(`details ${id}`, (signal) => documents.read(id, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null || data.id !== id) return <Skeleton active />;
  return (
    <>
      <Facts facts={[
        [m.names.fields.title, data.title || m.home.untitled], [text.number, data.documentNumber ?? data.numberPreview ?? m.drafting.numberNone], [text.state, <StateTag key="state" state={data.state} />],
        [text.waitingFor, data.waitingFor], [text.disclosure, disclosureText(data.disclosure)], [m.names.fields.addressees, data.sheet.addressees.join('，')], [text.drafter, `${data.drafter}（${data.agencyName}）`],
        ...(data.due === null ? [] : [[m.review.duties, <span key="due" className={urgencyOf(data.due.daysLeft)}>{dueText(data.due.daysLeft)}　{data.due.law}</span>] as const]),
      ]} />
      <p className="inline"><Link to={`/documents/${id}`}><Button type="primary">{m.action.open}</Button></Link>{data.recordUrl === null ? null : <Button href={data.recordUrl} target="_blank" rel="noopener">{m.review.viewPublic}</Button>}</p>
      <h3>{m.review.progress}</h3>
      <Trail trail={data.trail} />
    </>
  );
}
