import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useSession } from '../session.tsx';
import { useResource } from '../use-resource.ts';
import { shortTime } from '../time.ts';
import { content, hotlines } from './api.ts';
import { t } from './messages.ts';

const shown = 5;

/** On the first page of who reviews: what waits for him, and which hotlines are to be rung up again. Nothing, when there is nothing. */
export function ContentWaiting(): ReactElement | null {
  const { me, has } = useSession();
  const reviews = has('reviewer', 'openness-head', 'openness-clerk');
  const review = useResource(reviews ? 'content waiting' : null, (signal) => content.list({ state: 'review', limit: shown }, signal));
  const lines = useResource(has('openness-head', 'openness-clerk') ? 'hotlines due' : null, hotlines.list);
  const mine = (review.data?.items ?? []).filter((row) => !row.writers.includes(me.person.name));
  const due = (lines.data ?? []).filter((line) => line.active && line.mayKeep && line.daysLeft <= 0).length;
  if (mine.length === 0 && due === 0) return null;
  return (
    <section className="panel" aria-label={t.waitingTitle}>
      <header><h2>{t.waitingTitle}</h2><Link to="/content?state=review">{t.title}</Link></header>
      <ul className="lines">
        {mine.map((row) => <li key={row.id}><div><Link className="title" to={`/content/${row.id}`}>{row.title}</Link><span className="meta">{t.kinds[row.kind]}　{row.agencyName}　{row.writers.join('、')}</span></div><span className="quiet">{shortTime(row.updatedAt)}</span></li>)}
        {due === 0 ? null : <li><Link className="title" to="/hotlines">{t.hotlinesDue(due)}</Link></li>}
      </ul>
    </section>
  );
}
