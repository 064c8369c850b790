import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { DocumentEvent, DocumentView } from '#contract';
import { inbox } from '../api/console.ts';
import { m } from '../messages.ts';
import { useResource } from '../use-resource.ts';

/** After a step: what happened, and the next thing that waits, one click away. */
export function AfterStep({ view, event }: { view: DocumentView; event: DocumentEvent }): ReactElement {
  const { data } = useResource(`after ${view.id} ${event}`, inbox);
  const next = data?.waiting.find((row) => row.id !== view.id);
  const where = view.state === 'issued' ? m.names.states.issued : m.review.waiting(view.waitingFor);
  return (
    <Alert type="success" showIcon title={`${m.names.events[event]}：${where}${view.documentNumber === null ? '' : `　${view.documentNumber}`}`}
      action={
        <span className="inline">
          {view.recordUrl === null ? null : <Button size="small" href={view.recordUrl} target="_blank" rel="noopener">{m.review.viewPublic}</Button>}
          {next === undefined ? <Link to="/"><Button size="small">{m.action.goHome}</Button></Link> : <Link to={`/documents/${next.id}`}><Button size="small" type="primary">{m.review.next}</Button></Link>}
        </span>
      } />
  );
}

/** A paper that was given back says why over the sheet, until it is handed in again. */
export function ReturnedNotice({ view }: { view: DocumentView }): ReactElement | null {
  const last = view.trail.at(-1);
  if (view.state !== 'drafting' || last?.event !== 'return') return null;
  return <Alert type="warning" showIcon title={m.review.returned(last.personName)} description={last.opinion} />;
}
