import { App, Alert, Button, Form, Input, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { session } from '../api/console.ts';
import { ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { useSession } from '../session.tsx';
import { useAction, useResource } from '../use-resource.ts';

export function SecondFactorPage(): ReactElement {
  const { me, refresh } = useSession();
  const [form] = Form.useForm<{ code: string }>();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const start = useResource('factor', session.startSecondFactor);
  const { busy, error, run } = useAction();
  const submit = (code: string): Promise<unknown> => run(async () => {
    await session.confirmSecondFactor(code.trim());
    void message.success(m.factor.done);
    await refresh();
    void navigate('/');
  });
  if (start.error instanceof ApiError && start.error.code === 'second-factor-set') {
    return <div className="narrow"><h1>{m.factor.title}</h1><Alert type="success" showIcon title={m.factor.already} description={m.factor.alreadyHint} /></div>;
  }
  return (
    <div className="narrow">
      <h1>{m.factor.title}</h1>
      {me.mustSetSecondFactor ? <Alert type="info" showIcon title={m.factor.must} /> : null}
      {start.error === null ? null : <ErrorPanel error={start.error} onRetry={start.reload} />}
      {start.data === null ? (start.error === null ? <Skeleton active /> : null) : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(v: { code: string }) => void submit(v.code)} disabled={busy}>
          <p>{m.factor.step1}</p>
          {/* As a picture, an SVG cannot run anything. */}
          <img className="qr" alt={m.factor.qr} src={`data:image/svg+xml;utf8,${encodeURIComponent(start.data.qr)}`} />
          <p className="quiet">{m.factor.secret}：<code>{start.data.secret}</code></p>
          <Form.Item name="code" label={m.factor.step2} rules={[{ required: true, message: m.signIn.required(m.signIn.code) }]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 160 }} autoFocus />
          </Form.Item>
          <FormErrors form={form} error={error} />
          <Button type="primary" htmlType="submit" loading={busy}>{m.factor.submit}</Button>
        </Form>
      )}
    </div>
  );
}
