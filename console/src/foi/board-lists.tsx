import { Alert, Empty, Skeleton } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { FoiBoard, FoiRow } from '#contract-foi';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag } from '../parts/tags.tsx';
import { chineseDate, shortTime } from '../time.ts';
import type { Filters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { DueButton } from './derivation.tsx';
import { f } from './messages.ts';
import { n } from './names.ts';
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
      <Section title={t.overdue} rows={board.overdue} total={board.counts.overdue} more={list('view=list&overdue=1')} empty={t.overdueEmpty} />
      <div className="foi-two">
        <Section title={t.dueToday} rows={board.dueToday} total={board.counts.dueToday} empty={t.todayEmpty} />
        <Section title={t.dueSoon} rows={board.dueSoon} total={board.counts.dueSoon} empty={t.soonEmpty} />
      </div>
      <Section title={t.arrived} rows={board.arrived} total={board.counts.arrived} more={list('view=list&state=arrived')} empty={t.arrivedEmpty} hint={t.arrivedHint} arrived />
      <Section title={t.waiting} rows={waitingRows} more={waiting === undefined ? undefined : list(`view=list&waiting=${waiting}`)} total={chosen?.count} empty={t.waitingEmpty}
        chips={board.byWaiting.map((w) => (
          <button key={w.waiting} type="button" className="chip" aria-pressed={w.waiting === waiting} onClick={() => onWaiting(w.waiting === waiting ? null : w.waiting)}>{w.name}<b>{w.count}</b></button>
        ))} />
    </>
  );
}

function Counts({ board, list }: { board: FoiBoard; list: (query: string) => string }): ReactElement {
  const { counts } = board;
  const cells: [string, number, string | null, string][] = [
    [t.open, counts.open, list('view=list'), ''], [t.overdue, counts.overdue, list('view=list&overdue=1'), 'late'], [t.dueToday, counts.dueToday, null, 'soon'],
    [t.dueSoon, counts.dueSoon, null, ''], [t.arrived, counts.arrived, list('view=list&state=arrived'), ''], [t.mine, counts.mine, list('view=mine'), ''],
    [t.unassigned, counts.unassigned, null, ''], [t.lawsuits, counts.lawsuits, null, ''],
  ];
  return (
    <dl className="foi-counts" aria-label={t.today(chineseDate(board.today))}>
      {cells.map(([label, count, to, tone]) => (
        <div key={label}><dt>{label}</dt><dd className={count > 0 ? tone : ''}>{to === null ? count : <Link to={to}>{count}</Link>}</dd></div>
      ))}
    </dl>
  );
}

function Corrections({ board: { corrections } }: { board: FoiBoard }): ReactElement | null {
  if (!corrections.rising) return null;
  const rate = (r: { decided: number; corrected: number }): string => t.rate(r.corrected, r.decided);
  return <Alert className="foi-alert error-panel" type="warning" showIcon title={<>{t.rising(rate(corrections.last), rate(corrections.before))}<small className="quiet foi-after">{t.risingHint}</small></>} />;
}

type SectionProps = { title: string; rows: FoiRow[]; total?: number | undefined; more?: string | undefined; empty: string; hint?: string; chips?: ReactNode[]; arrived?: boolean };

function Section({ title, rows, total, more, empty, hint, chips, arrived = false }: SectionProps): ReactElement {
  const count = total ?? rows.length;
  return (
    <section className="panel" aria-label={title}>
      <header><h2>{title}{count === 0 ? null : <span className="count">{count}</span>}</h2>{chips === undefined ? null : <div className="chips">{chips}</div>}{more === undefined || rows.length === 0 ? null : <Link to={more}>{t.all}</Link>}</header>
      {rows.length === 0
        ? <Empty image={hint === undefined ? null : Empty.PRESENTED_IMAGE_SIMPLE} className="foi-empty" description={<>{empty}{hint === undefined ? null : <p className="quiet">{hint}</p>}</>} />
        : <ul className="lines">{rows.map((row) => <CaseLine key={row.id} row={row} arrived={arrived} />)}</ul>}
    </section>
  );
}

function CaseLine({ row, arrived }: { row: FoiRow; arrived: boolean }): ReactElement {
  return (
    <li>
      <div className="foi-line">
        <Link className="title" to={`/foi/${row.id}`}>{row.summary}</Link>
        <p className="meta">
          <span className="foi-no">{row.registerNumber ?? row.receiptNumber}</span><span>{row.applicantName}（{n.kinds[row.applicantKind]}）</span><span>{row.agencyName}</span>
          {arrived ? <><span>{n.channels[row.channel]}</span><span>{shortTime(row.submittedAt)}</span></> : <span>{row.assignee === null ? t.noAssignee : row.assignee.name}</span>}
          {row.next === null ? null : <span>{row.next.duty}：{row.next.due}</span>}
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
