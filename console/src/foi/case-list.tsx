import { Button, Checkbox, Select, Skeleton, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiCaseView, FoiRow } from '#contract-foi';
import { outcomes } from '@tongming/law';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { todayHere, dateTime } from '../time.ts';
import type { Filters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { DueButton } from './derivation.tsx';
import { f } from './messages.ts';
import { n } from './names.ts';
import { OutcomeTag, StateTag } from './tags.tsx';

const t = f.column;
const columns: NonNullable<TableProps<FoiRow>['columns']> = [
  { title: t.number, key: 'number', width: 190, render: (_, row) => <><Link className="foi-no" to={`/foi/${row.id}`} onClick={(e) => e.stopPropagation()}>{row.registerNumber ?? row.receiptNumber}</Link><small className="quiet under">{row.agencyName}</small></> },
  { title: t.summary, key: 'summary', width: 290, render: (_, row) => <><span className="row-title">{row.summary}</span><small className="quiet under">{row.applicantName}（{n.kinds[row.applicantKind]}）</small></> },
  { title: t.state, key: 'state', width: 190, render: (_, row) => <><StateTag row={row} />{row.outcomeName === null ? null : <OutcomeTag row={row} />}{row.closedOn === null ? <small className="quiet under">{row.waitingText}</small> : null}</> },
  { title: t.due, key: 'due', width: 220, render: (_, row) => (row.closedOn === null ? <DueButton caseId={row.id} due={row.due} /> : <small className="quiet">{row.closedOn}</small>) },
  { title: t.assignee, key: 'assignee', width: 110, render: (_, row) => row.assignee?.name ?? <span className="quiet">{f.board.noAssignee}</span> },
  { title: t.channel, key: 'channel', width: 130, render: (_, row) => n.channels[row.channel] },
];

/** All cases a person may see, or those that are theirs. */
export function CaseList({ filters, mine }: { filters: Filters; mine: boolean }): ReactElement {
  const { view: _view, month: _month, ...query } = filters.values;
  // `open` in the address is the row shown beside the list.
  const { active, ...asked } = query;
  const pages = usePages(`foi ${mine ? 'mine' : filters.query}`, (cursor, signal) => (mine ? foi.mine(cursor, signal) : foi.list({ ...asked, open: active, cursor, limit: 50 }, signal)));
  const opened = pages.items?.find((row) => row.id === filters.open);
  const kept: Filters = { ...filters, any: Object.keys(query).length > 0, clear: () => filters.set(Object.fromEntries(Object.keys(query).map((key) => [key, null]))) };
  return (
    <ListPage title="" filters={kept} pages={pages} columns={columns} rowLabel={(row) => row.summary} filterBar={mine ? null : <FilterBar filters={filters} />}
      drawerTitle={opened?.registerNumber ?? opened?.receiptNumber ?? f.title} drawer={filters.open === null ? null : <Details id={filters.open} />} />
  );
}

const optionsOf = (names: Readonly<Record<string, string>>): { value: string; label: string }[] => Object.entries(names).map(([value, label]) => ({ value, label }));
const firstYear = 2019;

function FilterBar({ filters }: { filters: Filters }): ReactElement {
  const { values, set } = filters;
  const thisYear = Number(todayHere().slice(0, 4));
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, i) => String(thisYear - i));
  const pick = (key: string, label: string, width: number, options: { value: string; label: string }[]): ReactElement => (
    <Select allowClear placeholder={label} aria-label={label} style={{ width }} value={values[key]} options={options} onChange={(value?: string) => set({ [key]: value })} />
  );
  return (
    <>
      {pick('state', f.filter.state, 120, optionsOf(n.states))}
      {pick('waiting', f.filter.waiting, 140, optionsOf(n.waiting))}
      {pick('outcome', f.filter.outcome, 220, outcomes.map((o) => ({ value: o.code, label: `${n.outcomeGroups[o.group]}：${o.label}` })))}
      {pick('kind', f.filter.kind, 150, optionsOf(n.kinds))}
      {pick('year', f.filter.year, 100, years.map((year) => ({ value: year, label: year })))}
      <Checkbox checked={values['active'] === 'true'} onChange={(e) => set({ active: e.target.checked ? 'true' : null })}>{f.filter.activeOnly}</Checkbox>
      <Checkbox checked={values['overdue'] === 'true'} onChange={(e) => set({ overdue: e.target.checked ? 'true' : null })}>{f.filter.overdueOnly}</Checkbox>
      {(['unassigned', 'lawsuits'] as const).map((key) => <Checkbox key={key} checked={values[key] === 'true'} onChange={(e) => set({ [key]: e.target.checked ? 'true' : null })}>{f.filter[key]}</Checkbox>)}
      {pick('order', f.filter.order, 150, optionsOf(f.filter.orders))}
    </>
  );
}

function Details({ id }: { id: string }): ReactElement {
  const { data, error, reload } = useResource(`foi details ${id}`, (signal) => foi.read(id, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null || data.id !== id) return <Skeleton active />;
  return <Brief view={data} />;
}

function Brief({ view }: { view: FoiCaseView }): ReactElement {
  return (
    <>
      <Facts facts={[
        [t.applicant, `${view.applicantName}（${n.kinds[view.applicantKind]}）`], [t.summary, view.request.content], [t.state, <StateTag key="s" row={view} />], [f.case.waitingFor, view.waitingText],
        [f.case.submitted, `${dateTime(view.submittedAt)}（${n.channels[view.channel]}）`], [f.case.received, view.receivedOn ?? view.receipt.waiting], [t.due, <DueButton key="d" caseId={view.id} due={view.due} />],
        [t.assignee, view.assignee?.name ?? f.board.noAssignee], [t.outcome, view.outcomeName],
      ]} />
      <Link to={`/foi/${view.id}`}><Button type="primary">{m.action.open}</Button></Link>
    </>
  );
}
