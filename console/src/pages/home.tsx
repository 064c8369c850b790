import { addMonths } from '@tongming/law';
import { Alert, Empty, Skeleton } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { DocumentRow, InboxView } from '#contract';
import { inbox } from '../api/console.ts';
import { ContentWaiting } from '../content/waiting.tsx';
import { FoiPressing } from '../foi/pressing.tsx';
import { m } from '../messages.ts';
import { administrators } from '../navigation.tsx';
import { Due, dueText, urgencyOf } from '../parts/due.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { NewDraftButton } from '../parts/new-draft-button.tsx';
import { disclosureText, StateTag, UrgencyTag } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { shortTime, todayHere } from '../time.ts';
import { useResource } from '../use-resource.ts';

export function Home(): ReactElement {
  const { me, has } = useSession();
  const administers = has(...administrators);
  const { data, error, reload } = useResource(administers ? null : 'inbox', inbox);
  return (
    <div className="home">
      <header className="page-head">
        <div>
          <h1>{m.home.title}</h1>
          <p className="quiet">{m.home.greeting(me.person.name)}{data === null ? '' : `，${m.home.summary(data.counts.waiting)}`}</p>
        </div>
        <NewDraftButton />
      </header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {me.roles.length === 0 ? <Alert type="info" showIcon title={m.app.noAgency} /> : null}
      {administers ? <Administration /> : data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : <Lists view={data} drafts={has('drafter')} />}
    </div>
  );
}

/** What an administrator is there for, and what not. */
function Administration(): ReactElement {
  const { has } = useSession();
  return (
    <Section title={m.home.administers} empty="" rows={administrators.filter((role) => has(role)).map((role) => (
      <li key={role}><div><Title to={m.home.administrators[role].to} text={m.names.roles[role]} /><p className="meta">{m.home.administrators[role].what}</p></div></li>
    ))} />
  );
}

function Lists({ view, drafts }: { view: InboxView; drafts: boolean }): ReactElement {
  const due = view.due.filter((d) => d.doneAt === null).toSorted((a, b) => a.daysLeft - b.daysLeft);
  const waiting = new Set(view.waiting.map((row) => row.id));
  const mine = view.mine.filter((row) => !waiting.has(row.id));
  const dueNote = [view.counts.overdue > 0 ? m.home.overdueCount(view.counts.overdue) : '', view.counts.dueSoon > 0 ? m.home.soonCount(view.counts.dueSoon) : ''].filter(Boolean).join('，');
  return (
    <div className="home-lists">
      <FoiPressing />
      <ContentWaiting />
      <Section title={m.home.waiting} count={view.counts.waiting} empty={m.home.waitingEmpty} hint={m.home.waitingEmptyHint} rows={view.waiting.map((row) => <DocumentLine key={row.id} row={row} />)} />
      <Section title={m.home.due} note={dueNote} empty={m.home.dueEmpty} rows={due.map((d) => (
        <li key={`${d.rule}${d.documentId ?? d.recordId ?? ''}`}>
          <div>
            <Title to={dutyPage(d)} text={d.title} />
            <p className="meta">{d.ruleName}<span>{d.law}{d.article}</span></p>
          </div>
          <Due duty={d} />
        </li>
      ))} />
      {drafts || view.mine.length > 0
        ? <Section title={m.home.mine} empty={m.home.mineEmpty} hint={m.home.mineEmptyHint} more="/documents?mine=1" rows={mine.map((row) => <DocumentLine key={row.id} row={row} mine />)} />
        : null}
    </div>
  );
}

function dutyPage(d: InboxView['due'][number]): string {
  if (d.rule === 'validity') return `/validity?bucket=${d.due <= addMonths(todayHere(), 3) ? 'due3' : 'due6'}&open=${d.recordId ?? ''}`;
  return d.documentId === null ? `/records?open=${d.recordId ?? ''}` : `/documents/${d.documentId}`;
}

type SectionProps = { title: string; count?: number; note?: string; empty: string; hint?: string; more?: string; rows: ReactNode[] };

function Section({ title, count, note, empty, hint, more, rows }: SectionProps): ReactElement {
  return (
    <section className="panel" aria-label={title}>
      <header><h2>{title}{count === undefined || count === 0 ? null : <span className="count">{count}</span>}</h2>{note ? <span className="late">{note}</span> : null}{more === undefined || rows.length === 0 ? null : <Link to={more}>{m.home.all}</Link>}</header>
      {rows.length === 0
        ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<>{empty}{hint === undefined ? null : <p className="quiet">{hint}</p>}</>} />
        : <ul className="lines">{rows}</ul>}
    </section>
  );
}

const Title = ({ to, text }: { to: string; text: string }): ReactElement => <Link className="title" to={to}>{text === '' ? m.home.untitled : text}</Link>;

function DocumentLine({ row, mine = false }: { row: DocumentRow; mine?: boolean }): ReactElement {
  return (
    <li>
      <div>
        <Title to={`/documents/${row.id}`} text={row.title} /><UrgencyTag urgency={row.urgency} />
        <p className="meta">
          {row.documentNumber === null ? null : <span>{row.documentNumber}</span>}
          {mine ? null : <span>{row.drafter}</span>}
          <span>{row.agencyName}</span><span>{disclosureText(row.disclosure)}</span><span>{shortTime(row.updatedAt)}</span>
        </p>
      </div>
      <div className="end">
        <StateTag state={row.state} />
        {mine && row.state !== 'issued' && row.state !== 'discarded' ? <small>{m.home.where}{row.waitingFor}</small> : null}
        {row.due === null ? null : <small className={urgencyOf(row.due.daysLeft)}>{dueText(row.due.daysLeft)}</small>}
      </div>
    </li>
  );
}
