import { Button, Result } from 'antd';
import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { messageOf, ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';

/** What stands where a page failed to show itself. A new release may have replaced the page's files: loading again mends that. */
export function Crash(): ReactElement {
  const error = useRouteError();
  return (
    <Result status="warning" title={m.errors.crashTitle} subTitle={error instanceof ApiError ? messageOf(error) : m.errors.crashText}
      extra={[
        <Button key="reload" type="primary" onClick={() => location.reload()}>{m.action.reload}</Button>,
        <Button key="home" href="/console/">{m.action.goHome}</Button>,
      ]} />
  );
}
