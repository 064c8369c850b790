import type { ReactElement } from 'react';
import type { DocumentEvent, TrailEntry } from '#contract';
import { m } from '../messages.ts';
import { shortTime } from '../time.ts';

const backwards = new Set<DocumentEvent>(['return', 'withdraw-submission', 'discard']);

/** Who decided what, newest first, with the words they wrote. */
export function Trail({ trail }: { trail: readonly TrailEntry[] }): ReactElement {
  if (trail.length === 0) return <p className="quiet">{m.review.noTrail}</p>;
  return (
    <ol className="trail">
      {trail.toReversed().map((entry) => (
        <li key={`${entry.at}${entry.event}`} className={backwards.has(entry.event) ? 'back' : ''}>
          <p><strong>{m.names.events[entry.event]}</strong> {entry.personName}<small>{m.names.roles[entry.role]}</small><time dateTime={entry.at}>{shortTime(entry.at)}</time></p>
          {entry.opinion === null || entry.opinion === '' ? null : <blockquote>{entry.opinion}</blockquote>}
        </li>
      ))}
    </ol>
  );
}
