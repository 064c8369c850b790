import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { admin, type PersonInput } from '../api/console.ts';
import { m } from '../messages.ts';
import { useAction } from '../use-resource.ts';
import { FormErrors } from './form-errors.tsx';
import { PasswordOnce } from './password-once.tsx';
import { ContactFields, contactOf, NameField } from './person-form.tsx';

const text = m.admin.people;

export function NewPerson({ onClose }: { onClose: (created: boolean) => void }): ReactElement {
  const [password, setPassword] = useState<string | null>(null);
  const [form] = Form.useForm<PersonInput>();
  const { busy, error, run } = useAction();
  const submit = (values: PersonInput): Promise<unknown> => run(async () => {
    const made = await admin.createPerson({ login: values.login.trim(), ...contactOf(values) });
    setPassword(made.password);
  });
  const required = (label: string) => ({ required: true, message: m.signIn.required(label) });
  return (
    <Modal open title={text.add} footer={null} width={440} mask={{ closable: false }} onCancel={() => onClose(password !== null)}>
      {password !== null ? <><PasswordOnce password={password} /><Button type="primary" block onClick={() => onClose(true)}>{m.action.close}</Button></> : (
        <Form form={form} layout="vertical" requiredMark={false} disabled={busy} onFinish={(v: PersonInput) => void submit(v)}>
          <NameField />
          <Form.Item name="login" label={text.login} extra={text.loginHint} rules={[required(text.login), { pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: text.loginHint }]}><Input autoComplete="off" /></Form.Item>
          <ContactFields />
          <FormErrors form={form} error={error} />
          <Button type="primary" htmlType="submit" loading={busy}>{text.add}</Button>
        </Form>
      )}
    </Modal>
  );
}
