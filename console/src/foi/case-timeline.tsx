import type { ReactElement } from 'react';
import type { FoiCaseView } from '#contract-foi';
import { civilDateOf } from '@tongming/law';
import { dateTime } from '../time.ts';
import { f } from './messages.ts';
import { Panel } from './panel.tsx';

/** What happened, newest first: the day it happened, and when it was put on record where that was another day. */
export function Timeline({ view }: { view: FoiCaseView }): ReactElement {
  return (
    <Panel title={f.case.timeline}>
      <ol className="trail">
        {view.timeline.toReversed().map((entry) => (
          <li key={entry.seq}>
            <p><strong>{entry.name}</strong> {entry.by}<small>{entry.role}</small><time dateTime={entry.on}>{entry.on}</time></p>
            {entry.text === '' ? null : <p>{entry.text}</p>}
            {civilDateOf(entry.at) === entry.on ? null : <small className="quiet">{f.case.entered} {dateTime(entry.at)}</small>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
