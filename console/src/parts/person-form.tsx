import { Button, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import type { PersonView } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { useAction } from '../use-resource.ts';
import { FormErrors } from './form-errors.tsx';

const text = m.admin.people;
type Contact = { name: string; phone: string | null; email: string | null };

/** What the account's name and contact are; the login stands for ever. */
export function ContactFields(): ReactElement {
  return (
    <>
      <Form.Item name="phone" label={text.phone}><Input maxLength={30} /></Form.Item>
      <Form.Item name="email" label={text.email}><Input maxLength={100} /></Form.Item>
    </>
  );
}

export function NameField(): ReactElement {
  return <Form.Item name="name" label={text.name} rules={[{ required: true, message: m.signIn.required(text.name) }]}><Input autoFocus maxLength={50} /></Form.Item>;
}

export function contactOf(values: Contact): Contact {
  return { name: values.name.trim(), phone: values.phone?.trim() || null, email: values.email?.trim() || null };
}

export function PersonForm({ person, onSaved, onCancel }: { person: PersonView; onSaved: (person: PersonView) => void; onCancel: () => void }): ReactElement {
  const [form] = Form.useForm<Contact>();
  const { busy, error, run } = useAction();
  const submit = (values: Contact): Promise<unknown> =>
    run(async () => onSaved(await admin.changePerson(person.id, { version: person.version, active: person.active, ...contactOf(values) })));
  return (
    <Form form={form} layout="vertical" requiredMark={false} disabled={busy} initialValues={person} onFinish={(v: Contact) => void submit(v)}>
      <NameField />
      <ContactFields />
      <FormErrors form={form} error={error} />
      <p className="inline"><Button type="primary" htmlType="submit" loading={busy}>{m.action.save}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </Form>
  );
}
