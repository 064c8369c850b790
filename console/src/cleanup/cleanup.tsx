import { Button, Input, Progress, Select, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { CleanupItem, CleanupView } from '#contract-validity';
import { cleanups } from '../library/api.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { StatusTag, Tag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { chineseDate, dateTime } from '../time.ts';
import { useDebounced } from '../use-debounced.ts';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';
import { DecideBox } from './decide-box.tsx';
import { FinishBox } from './finish-box.tsx';
import { c } from './messages.ts';
import './cleanup.css';

/** One campaign: its list with a decision each, and how far it is. */
export function CleanupPage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, reload, set } = useResource(`cleanup ${id}`, (signal) => cleanups.read(id, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div className="list-page cleanup">
      <header className="page-head"><div><p className="meta"><Link to="/cleanups">{c.back}</Link></p><h1>{data.name}</h1></div>
        <span className="inline"><Tag tone={data.state === 'open' ? 'blue' : 'green'}>{c.states[data.state]}</Tag>
          {data.state === 'cancelled' ? null : <><Button href={cleanups.resultUrl(id, 'html')} target="_blank" rel="noopener">{c.result.title}：{c.result.html}</Button><Button href={cleanups.resultUrl(id, 'xlsx')}>{c.result.xlsx}</Button></>}</span>
      </header>
      <Head view={data} />
      <Items key={`${data.state}`} view={data} onChanged={set} />
      {data.state === 'open' && data.leads ? <FinishBox view={data} onChanged={set} /> : null}
    </div>
  );
}

function Head({ view }: { view: CleanupView }): ReactElement {
  return (
    <section className="panel cleanup-head" aria-label={c.progress}>
      <Facts facts={[
        [c.facts.scope, view.scopeWords], [c.agency, view.agencyName], [c.deadline, chineseDate(view.deadline)],
        [c.startedAt, `${c.facts.started(view.startedBy, dateTime(view.startedAt))}${view.closedAt === null || view.closedBy === null ? '' : `，${c.facts.closed(view.closedBy, dateTime(view.closedAt))}`}`],
        ...(view.appliedOn === null ? [] : [[c.facts.applied, chineseDate(view.appliedOn)] as const]),
      ]} />
      <ul className="cleanup-agencies" aria-label={c.facts.byAgency}>{view.agencies.map((a) => (
        <li key={a.code}><span>{a.name}</span><Progress aria-label={a.name} size="small" showInfo={false} percent={a.total === 0 ? 0 : Math.floor((a.decided / a.total) * 100)} /><small>{c.done(a.decided, a.total)}</small></li>
      ))}</ul>
    </section>
  );
}

type Show = keyof typeof c.show;
const shows = Object.keys(c.show) as Show[];
const countOf = (view: CleanupView, show: Show): number | null => (show === 'all' ? view.total : show === 'returned' ? null : view.counts[show]);

function Items({ view, onChanged }: { view: CleanupView; onChanged: (view: CleanupView) => void }): ReactElement {
  const filters = useFilters();
  const { me } = useSession();
  const [chosen, setChosen] = useState<readonly CleanupItem[]>([]);
  const { show, agency, q = '' } = filters.values;
  const wanted = useDebounced(q, 250);
  const pages = usePages(`cleanup items ${view.id} ${show ?? ''} ${agency ?? ''} ${wanted}`, (cursor, signal) => cleanups.items(view.id, { show, agency, q: wanted, cursor, limit: 50 }, signal));
  const changed = (next: CleanupView): void => {
    setChosen([]);
    onChanged(next);
    pages.reload();
  };
  const open = view.state === 'open';
  const options = shows.map((value) => {
    const count = countOf(view, value);
    return { value, label: count === null ? c.show[value] : `${c.show[value]}（${count}）` };
  });
  return (
    <div className={open ? 'cleanup-work' : ''}>
      <div className="list-main">
        <div className="filters">
          <Select aria-label={c.decision} style={{ width: 170 }} value={shows.find((one) => one === show) ?? 'all'} onChange={(next: Show) => filters.set({ show: next === 'all' ? null : next })} options={options} />
          {view.agencies.length > 1 ? <Select allowClear aria-label={c.issuer} placeholder={c.allAgencies} style={{ width: 220 }} value={agency} onChange={(next?: string) => filters.set({ agency: next })} options={view.agencies.map((a) => ({ value: a.code, label: a.name }))} /> : null}
          <Input.Search allowClear aria-label={c.search} placeholder={c.search} style={{ width: 220 }} value={q} onChange={(e) => filters.set({ q: e.target.value })} />
        </div>
        {pages.error === null ? null : <ErrorPanel error={pages.error} onRetry={pages.reload} />}
        <Table<CleanupItem> rowKey="id" size="middle" columns={columns} dataSource={pages.items ?? []} loading={pages.loading} pagination={false} className="cleanup-table" locale={{ emptyText: m.list.none }}
          {...(open ? { rowSelection: { selectedRowKeys: chosen.map((item) => item.id), onChange: (_, rows) => setChosen(rows), getCheckboxProps: (row) => ({ disabled: !row.editable, 'aria-label': row.title }) } } : {})} />
        <p className="list-foot">{m.list.shown(pages.items?.length ?? 0, pages.total)}{pages.more === null ? null : <Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button>}</p>
      </div>
      {open && me.roles.some((r) => r.role === 'office' || r.role === 'openness-clerk') ? <DecideBox view={view} chosen={chosen} onChanged={changed} onConflict={pages.reload} /> : null}
    </div>
  );
}

const decisionTones = { keep: 'green', amend: 'blue', repeal: 'red', expire: 'amber' } as const;
const columns: NonNullable<TableProps<CleanupItem>['columns']> = [
  { title: c.document, key: 'title', width: 340, render: (_, row) => (
    <>
      <Link className="row-title" to={`/records?open=${row.id}`}>{row.title}</Link>
      <p className="meta">{row.documentNumber === null ? null : <span>{row.documentNumber}</span>}<span>{row.agencyName}</span>{row.dateMade === null ? null : <span>{chineseDate(row.dateMade)}</span>}<span>{(m.names.categories as Readonly<Record<string, string>>)[row.category] ?? row.category}</span></p>
      {row.conflict === null ? null : <p className="late">{row.conflict}</p>}
      {row.returnedNote === null ? null : <p className="soon">{c.returned(row.returnedNote)}</p>}
    </>
  ) },
  { title: c.status, key: 'status', width: 92, render: (_, row) => <StatusTag status={row.status} /> },
  { title: c.decision, key: 'decision', width: 230, render: (_, row) => (row.decision === null ? <span className="quiet">{c.show.undecided}</span> : (
    <>
      <Tag tone={decisionTones[row.decision]}>{c.decisions[row.decision]}</Tag>{row.outcome === 'skipped' ? <> <Tag>{c.outcomes.skipped}</Tag></> : null} {row.ground}
      <p className="meta">{row.decidedBy === null || row.decidedAt === null ? '' : c.by(row.decidedBy, dateTime(row.decidedAt))}</p>
      {row.outcomeNote === null ? null : <p className="soon">{row.outcomeNote}</p>}
    </>
  )) },
];
