import { App, Alert, Button, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { session } from '../api/console.ts';
import { m } from '../messages.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { useSession } from '../session.tsx';
import { useAction } from '../use-resource.ts';

type Values = { current: string; next: string; again: string };

export function PasswordPage(): ReactElement {
  const { me, refresh } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { busy, error, run } = useAction();
  const submit = (values: Values): Promise<unknown> => run(async () => {
    await session.changePassword(values.current, values.next);
    void message.success(m.password.done);
    await refresh();
    void navigate('/');
  });
  const required = (what: string) => ({ required: true, message: m.signIn.required(what) });
  return (
    <div className="narrow">
      <h1>{m.password.title}</h1>
      {me.mustChangePassword ? <Alert type="info" showIcon title={m.password.must} /> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(v: Values) => void submit(v)} disabled={busy}>
        <input hidden readOnly autoComplete="username" value={me.person.login} />
        <Form.Item name="current" label={m.password.current} rules={[required(m.password.current)]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item name="next" label={m.password.next} extra={m.password.rule(me.passwordRule)} rules={[required(m.password.next)]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label={m.password.again} dependencies={['next']} rules={[
          required(m.password.again),
          ({ getFieldValue }) => ({
            validator: (_rule, value) => (value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(m.password.differs))),
          }),
        ]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <FormErrors form={form} error={error} />
        <Button type="primary" htmlType="submit" loading={busy}>{m.password.submit}</Button>
      </Form>
    </div>
  );
}
