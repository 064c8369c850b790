import type { ReactElement } from 'react';
import type { FoiCaseView, FoiMailView } from '#contract-foi';
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
            {view.mails.filter((mail) => mail.seq === entry.seq).map((mail) => <MailLine key={mail.kind + mail.queuedAt} mail={mail} />)}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** A mail is no service of a paper: the clerk sees which did not arrive, and tells the applicant another way. */
function MailLine({ mail }: { mail: FoiMailView }): ReactElement {
  const t = f.case.mail;
  if (mail.state === 'failed') return <p><small className="due late">{t.failed(mail.name, mail.error ?? '')}</small></p>;
  if (mail.state === 'sent') return <p><small className="quiet">{t.sent(mail.name, dateTime(mail.endedAt ?? mail.queuedAt))}</small></p>;
  return <p><small className="quiet">{mail.attempts > 0 && mail.error !== null ? t.failing(mail.name, mail.attempts, mail.error) : t.waiting(mail.name)}</small></p>;
}
