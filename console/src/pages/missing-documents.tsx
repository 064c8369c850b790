import type { TableProps } from 'antd';
import type { ReactElement } from 'react';
import type { MissingCitation } from '#contract-structure';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { ListPage } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';

const text = m.library.missing;
const columns: NonNullable<TableProps<MissingCitation>['columns']> = [
  { title: text.cited, dataIndex: 'cited', width: 420, render: (cited: string) => <span className="row-title">{cited}</span> },
  { title: text.citing, dataIndex: 'citing', width: 140, align: 'right' },
  { title: text.samples, key: 'samples', width: 460, render: (_, row) => (
    <ul className="plain">{row.samples.map((s) => <li key={s.id}><a href={`/records/${s.id}`} target="_blank" rel="noopener">{s.title}</a></li>)}</ul>
  ) },
];

/** What public documents cite and the library has not. */
export function MissingDocuments(): ReactElement {
  const filters = useFilters();
  const q = filters.values['q'] ?? '';
  const pages = usePages(`missing documents ${q}`, (cursor, signal) => admin.missingCitations({ q, cursor, limit: 50 }, signal));
  return (
    <ListPage title={text.title} filters={filters} pages={pages} columns={columns} rowLabel={(row) => row.cited} empty={text.empty}
      filterBar={<><SearchBox value={q} placeholder={text.search} onChange={(value) => filters.set({ q: value })} /><span className="quiet">{text.lead}</span></>} />
  );
}
