import { App, Form, Input, Modal, Select } from 'antd';
import type { ReactElement } from 'react';
import type { ColumnsView } from '#contract-columns';
import { m } from '../messages.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { useSession } from '../session.tsx';
import { useAction } from '../use-resource.ts';
import { columns } from './api.ts';
import { c } from './messages.ts';

type Values = { name: string; type: string; slug: string; agencyCode: string };
type Props = { view: ColumnsView; parentId: string | null; onMade: (view: ColumnsView) => void; onClose: () => void };

/** Four fields; the rest has its place in the editor that opens with it. */
export function NewColumnDialog({ view, parentId, onMade, onClose }: Props): ReactElement {
  const [form] = Form.useForm<Values>();
  const { me } = useSession();
  const { message } = App.useApp();
  const { busy, error, run } = useAction();
  const submit = (values: Values): Promise<unknown> => run(async () => {
    const type = view.types.find((one) => one.name === values.type);
    onMade(await columns.create(view.site, { ...values, parentId, duty: type?.duty ?? null, person: me.person.name, rule: {} }));
    void message.success(c.created);
  });
  const required = (label: string) => [{ required: true, message: m.signIn.required(label) }];
  const parent = view.columns.find((one) => one.id === parentId);
  return (
    <Modal open title={parent === undefined ? c.add : `${c.addBelow}：${parent.name}`} okText={c.create} cancelText={m.action.cancel} confirmLoading={busy} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ type: view.types[0]?.name, agencyCode: view.agencies[0]?.code }} onFinish={(values) => void submit(values)}>
        <Form.Item name="name" label={c.name} rules={required(c.name)}><Input maxLength={40} autoFocus /></Form.Item>
        <Form.Item name="type" label={c.type} extra={c.typeHint}><Select showSearch options={view.types.map(({ name }) => ({ value: name, label: name }))} /></Form.Item>
        <Form.Item name="slug" label={c.slug} extra={c.slugHint} rules={required(c.slug)}><Input maxLength={40} prefix={`/columns/${parent === undefined ? '' : `${parent.path}/`}`} /></Form.Item>
        <Form.Item name="agencyCode" label={c.agency}><Select showSearch={{ optionFilterProp: 'label' }} options={view.agencies.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>
        <FormErrors form={form} error={error} />
      </Form>
    </Modal>
  );
}
