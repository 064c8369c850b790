import { Button, Result } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { m } from '../messages.ts';

export function NotFound(): ReactElement {
  const navigate = useNavigate();
  return (
    <Result status="404" icon={null} title={m.errors.notFoundTitle} subTitle={m.errors.notFoundText}
      extra={<Button type="primary" onClick={() => void navigate('/')}>{m.action.goHome}</Button>} />
  );
}
