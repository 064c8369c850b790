import { Alert, Button, Empty, Skeleton } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { FoiBoard, FoiRow } from '#contract-foi';
import { addDays, type CivilDate } from '@tongming/law';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { urgencyOf } from '../parts/due.tsx';
import { Tag } from '../parts/tags.tsx';
import { chineseDate, shortTime } from '../time.ts';
import type { Filters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { dueWords } from './clock.ts';
import { DueButton } from './derivation.tsx';
import { f } from './messages.ts';
import { n } from './names.ts';
import { s } from './setup/messages.ts';
import { Moves } from './setup/moves.tsx';
import { OutcomeTag, StateTag } from './tags.tsx';

const t = f.board;

export function BoardLists({ filters }: { filters: Filters }): ReactElement {
  const agency = filters.values['agency'];
  const { data, error, reload } = useResource(`foi board ${agency ?? ''}`, (signal) => foi.board(agency, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Lists board={data} agency={agency} waiting={filters.values['waiting']} onWaiting={(waiting) => filters.set({ waiting })} />;
}

type Props = { board: FoiBoard; agency: string | undefined; waiting: string | undefined; onWaiting: (waiting: string | null) => void };

function Lists({ board, agency, waiting, onWaiting }: Props): ReactElement {
  const list = (query: string): string => `/foi?${new URLSearchParams({ ...(agency === undefined ? {} : { agency }), ...Object.fromEntries(new URLSearchParams(query)) })}`;
  const waitingRows = waiting === undefined ? board.waiting : board.waiting.filter((row) => row.waitingFor.some((w) => w === waiting));
  const chosen = board.byWaiting.find((w) => w.waiting === waiting);
  return (
    <>
      <Counts board={board} list={list} />
      <Corrections board={board} />
      <RecentMoves />
      <Section title={t.overdue} rows={board.overdue} total={board.counts.overdue} more={list('view=list&overdue=true')} empty={t.overdueEmpty} />
      <div className="foi-two">
        <Section id="due-today" title={t.dueToday} rows={board.dueToday} total={board.counts.dueToday} empty={t.todayEmpty} />
        <Section id="due-soon" title={t.dueSoon} rows={board.dueSoon} total={board.counts.dueSoon} empty={t.soonEmpty} />
      </div>
      <Section title={t.arrived} rows={board.arrived} total={board.counts.arrived} more={list('view=list&state=arrived')} empty={t.arrivedEmpty} hint={t.arrivedHint} arrived />
      <Later soon={board.soon} agency={agency} more={list('view=list&waiting=us&active=true&order=due')} />
      <Section title={t.waiting} rows={waitingRows} more={waiting === undefined ? undefined : list(`view=list&waiting=${waiting}`)} total={chosen?.count} empty={t.waitingEmpty}
        chips={board.byWaiting.map((w) => (
          <button key={w.waiting} type="button" className="chip" aria-pressed={w.waiting === waiting} onClick={() => onWaiting(w.waiting === waiting ? null : w.waiting)}>{w.name}<b>{w.count}</b></button>
        ))} />
    </>
  );
}

function Counts({ board, list }: { board: FoiBoard; list: (query: string) => string }): ReactElement {
  const { counts } = board;
  const cells: [string, number, string, string][] = [
    [t.open, counts.open, list('view=list&active=true'), ''], [t.overdue, counts.overdue, list('view=list&overdue=true'), 'late'], [t.dueToday, counts.dueToday, '#due-today', 'soon'],
    [t.dueSoon, counts.dueSoon, '#due-soon', ''], [t.arrived, counts.arrived, list('view=list&state=arrived'), ''], [t.mine, counts.mine, list('view=mine'), ''],
    [t.unassigned, counts.unassigned, list('view=list&unassigned=true&order=due'), ''], [t.lawsuits, counts.lawsuits, list('view=list&lawsuits=true'), ''],
  ];
  return (
    <dl className="foi-counts" aria-label={t.today(chineseDate(board.today))}>
      {cells.map(([label, count, to, tone]) => (
        <div key={label}><dt>{label}</dt><dd className={count > 0 ? tone : ''}>{count === 0 ? count : to.startsWith('#') ? <a href={to}>{count}</a> : <Link to={to}>{count}</Link>}</dd></div>
      ))}
    </dl>
  );
}

const linesAtOnce = 10;

/** What waits for us and is not pressing: the rest of the work, the next due first. */
function Later({ soon, agency, more }: { soon: CivilDate; agency: string | undefined; more: string }): ReactElement {
  const query = { agency, waiting: 'us', open: true, order: 'due', dueFrom: addDays(soon, 1), limit: linesAtOnce };
  const pages = usePages(`foi later ${JSON.stringify(query)}`, (cursor, signal) => foi.list({ ...query, cursor }, signal));
  if (pages.error !== null) return <ErrorPanel error={pages.error} onRetry={pages.reload} />;
  return (
    <Section title={t.ours} rows={pages.items ?? []} total={pages.total} more={more} empty={pages.items === null ? t.oursLoading : t.oursEmpty}
      after={pages.more === null ? null : <Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button>} />
  );
}

function Corrections({ board: { corrections } }: { board: FoiBoard }): ReactElement | null {
  if (!corrections.rising) return null;
  const rate = (r: { decided: number; corrected: number }): string => t.rate(r.corrected, r.decided);
  return <Alert className="foi-alert error-panel" type="warning" showIcon title={<>{t.rising(rate(corrections.last), rate(corrections.before))}<small className="quiet foi-after">{t.risingHint}</small></>} />;
}

/** Told to whom it concerns: a new holiday notice or setting has moved due dates. */
function RecentMoves(): ReactElement | null {
  const [open, setOpen] = useState(false);
  const { data } = useResource('foi moves', foi.moves);
  if (data === null || data.length === 0) return null;
  return (
    <Alert className="foi-alert" type="warning" showIcon title={s.moves.recent(data.length)} description={open ? <Moves moved={data} all={data.length} /> : undefined}
      action={<Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? s.moves.hide : s.moves.show}</Button>} />
  );
}

type SectionProps = { id?: string; title: string; rows: FoiRow[]; total?: number | undefined; more?: string | undefined; empty: string; hint?: string; chips?: ReactNode[]; arrived?: boolean; after?: ReactNode };

function Section({ id, title, rows, total, more, empty, hint, chips, arrived = false, after = null }: SectionProps): ReactElement {
  const count = total ?? rows.length;
  return (
    <section className="panel" id={id} aria-label={title}>
      <header><h2>{title}{count === 0 ? null : <span className="count">{count}</span>}</h2>{chips === undefined ? null : <div className="chips">{chips}</div>}{more === undefined || rows.length === 0 ? null : <Link to={more}>{t.all}</Link>}</header>
      {rows.length === 0
        ? hint === undefined ? <p className="quiet foi-nothing">{empty}</p> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} className="foi-empty" description={<>{empty}<p className="quiet">{hint}</p></>} />
        : <ul className="lines">{rows.map((row) => <CaseLine key={row.id} row={row} arrived={arrived} />)}</ul>}
      {after === null ? null : <p className="foi-nothing">{after}</p>}
    </section>
  );
}

export function CaseLine({ row, arrived }: { row: FoiRow; arrived: boolean }): ReactElement {
  return (
    <li>
      <div className="foi-line">
        <Link className="title" to={`/foi/${row.id}`}>{row.summary}</Link>
        <p className="meta">
          <span className="foi-no">{row.registerNumber ?? row.receiptNumber}</span><span>{row.applicantName}（{n.kinds[row.applicantKind]}）</span><span>{row.agencyName}</span>
          {arrived ? <><span>{n.channels[row.channel]}</span><span>{shortTime(row.submittedAt)}</span></> : <span>{row.assignee === null ? t.noAssignee : row.assignee.name}</span>}
          {row.next === null ? null : <span className={urgencyOf(row.next.daysLeft)}>{row.next.duty}：{row.next.due}{row.next.daysLeft < 0 && row.next.due !== row.due?.due ? `（${dueWords(row.next.daysLeft)}）` : ''}</span>}
        </p>
      </div>
      <div className="end">
        {row.outcomeName === null ? null : <OutcomeTag row={row} />}
        {row.waitingText === '' ? <StateTag row={row} /> : <Tag tone={row.waitingFor.includes('us') ? 'plain' : 'blue'}>{row.waitingText}</Tag>}
        <DueButton caseId={row.id} due={row.due} />
      </div>
    </li>
  );
}
