import { Button, Segmented, Select } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { AgencyView } from '#contract';
import { admin } from '../api/console.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { useSession } from '../session.tsx';
import { useFilters, type Filters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';
import { BoardLists } from './board-lists.tsx';
import { FoiCalendar } from './calendar.tsx';
import { CaseList } from './case-list.tsx';
import './foi.css';
import { f } from './messages.ts';

const views = ['board', 'list', 'mine', 'calendar'] as const;
type View = (typeof views)[number];

/** 依申请公开: what is overdue, due and new; the whole list; mine; the month. Everything chosen stands in the address. */
export function FoiBoardPage(): ReactElement {
  const { has } = useSession();
  const filters = useFilters();
  const agencies = useResource('agencies', admin.agencies);
  const view = viewOf(filters);
  return (
    <div className="foi">
      <header className="page-head">
        <h1>{f.title}</h1>
        {has('openness-clerk', 'openness-head') ? <Link to="/foi/new"><Button type="primary">{f.enter}</Button></Link> : null}
      </header>
      <div className="filters foi-bar">
        <Segmented<View> value={view} options={views.map((value) => ({ value, label: f.views[value] }))} onChange={(next) => filters.set({ view: next === 'board' ? null : next, open: null })} />
        <AgencySelect filters={filters} agencies={agencies.data ?? []} />
        {/* Words typed on the board are looked for in the whole list. */}
        {view === 'calendar' || view === 'mine' ? null : <SearchBox value={filters.values['q'] ?? ''} placeholder={f.search} onChange={(q) => filters.set(q === '' ? { q } : { q, view: 'list' })} />}
      </div>
      {view === 'board' ? <BoardLists filters={filters} /> : view === 'calendar' ? <FoiCalendar filters={filters} /> : <CaseList key={view} filters={filters} mine={view === 'mine'} />}
    </div>
  );
}

const viewOf = (filters: Filters): View => views.find((v) => v === filters.values['view']) ?? 'board';

function AgencySelect({ filters, agencies }: { filters: Filters; agencies: readonly AgencyView[] }): ReactElement {
  return (
    <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={f.allAgencies} aria-label={f.agency} style={{ width: 200 }} value={filters.values['agency']}
      onChange={(agency?: string) => filters.set({ agency })} options={agencies.map((x) => ({ value: x.code, label: x.name }))} />
  );
}
