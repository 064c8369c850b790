import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { messageOf, reasonsOf, ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ReasonList } from './reasons.tsx';

/** What failed, why, and what to do. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const reasons = error instanceof ApiError && error.reasons.length > 0 ? reasonsOf(error) : [];
  const message = messageOf(error);
  // The message of a refusal is its reasons joined: said once is enough.
  const repeats = reasons.length > 0 && reasons.every((reason) => message.includes(reason.message));
  return (
    <Alert type="error" showIcon role="alert" className="error-panel" title={repeats ? <ReasonList reasons={reasons} /> : message}
      description={reasons.length > 0 && !repeats ? <ReasonList reasons={reasons} /> : undefined}
      action={onRetry === undefined ? undefined : <Button size="small" onClick={onRetry}>{m.action.retry}</Button>} />
  );
}
