import { Alert, Typography } from 'antd';
import type { ReactElement } from 'react';
import { m } from '../messages.ts';

/** A password that the system keeps nowhere: shown once, to be handed over. */
export function PasswordOnce({ password }: { password: string }): ReactElement {
  return (
    <Alert type="warning" showIcon title={m.admin.people.passwordOnce} description={<>
      <Typography.Paragraph copyable={{ text: password }} className="password-once"><code>{password}</code></Typography.Paragraph>
      {m.admin.people.passwordHint}
    </>} />
  );
}
