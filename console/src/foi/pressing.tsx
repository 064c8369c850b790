import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { handlers } from '../navigation.tsx';
import { useSession } from '../session.tsx';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { CaseLine } from './board-lists.tsx';
import './foi.css';
import { f } from './messages.ts';

const shown = 5;

/** On the first page of who handles applications: those whose time is up or nearly so, then those that are new. Nothing, when there are none. */
export function FoiPressing(): ReactElement | null {
  const { has } = useSession();
  const { data } = useResource(has(...handlers) ? 'foi pressing' : null, (signal) => foi.board(undefined, signal));
  if (data === null) return null;
  const { overdue, dueToday, arrived } = data.counts;
  const rows = [...new Map([...data.overdue, ...data.dueToday, ...data.dueSoon, ...data.arrived].map((row) => [row.id, row])).values()].slice(0, shown);
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label={f.board.pressingTitle}>
      <header><h2>{f.board.pressingTitle}</h2><span className={overdue > 0 ? 'late' : 'soon'}>{f.board.pressing(overdue, dueToday, arrived)}</span><Link to="/foi">{f.views.board}</Link></header>
      <ul className="lines">{rows.map((row) => <CaseLine key={row.id} row={row} arrived={false} />)}</ul>
    </section>
  );
}
