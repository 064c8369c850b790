import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { messageOf, reasonsOf, ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ReasonList } from './reasons.tsx';

/** What failed, why, and what to do. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const reasons = error instanceof ApiError && error.reasons.length > 0 ? reasonsOf(error) : [];
  return (
    <Alert type="error" showIcon role="alert" title={messageOf(error)}
      description={reasons.length > 0 ? <ReasonList reasons={reasons} /> : undefined}
      action={onRetry === undefined ? undefined : <Button size="small" onClick={onRetry}>{m.action.retry}</Button>} />
  );
}
