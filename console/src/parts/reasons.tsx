import type { ReactElement } from 'react';
import type { Reason } from '#contract';
import { m } from '../messages.ts';

/** Refusals or warnings: what to do, the law, and a way to the field. */
export function ReasonList({ reasons, onGo }: { reasons: readonly Reason[]; onGo?: (field: string) => void }): ReactElement {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.code}${reason.field ?? ''}${reason.message}`}>
          <Message reason={reason} onGo={onGo} />
          {reason.article ? <span className="law">{m.errors.article}：{reason.article}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Message({ reason, onGo }: { reason: Reason; onGo?: ((field: string) => void) | undefined }): ReactElement {
  const { field } = reason;
  if (field === undefined || onGo === undefined) return <span>{reason.message}</span>;
  return <button type="button" className="link" onClick={() => onGo(field)}>{reason.message}</button>;
}
