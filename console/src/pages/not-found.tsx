import { Button, Result } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { m } from '../messages.ts';

export const NotFound = (): ReactElement => <Nothing title={m.errors.notFoundTitle} text={m.errors.notFoundText} />;

/** For a page that belongs to other duties. */
export const NotYours = (): ReactElement => <Nothing title={m.errors.notYoursTitle} text={m.errors.notYoursText} />;

function Nothing({ title, text }: { title: string; text: string }): ReactElement {
  const navigate = useNavigate();
  return (
    <Result status="info" icon={null} title={title} subTitle={text}
      extra={<Button type="primary" onClick={() => void navigate('/')}>{m.action.goHome}</Button>} />
  );
}
