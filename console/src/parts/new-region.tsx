import { App, Button, Form, Input, Modal, Select } from 'antd';
import type { ReactElement } from 'react';
import { admin, type Region } from '../api/console.ts';
import { m } from '../messages.ts';
import { useAction, useResource } from '../use-resource.ts';
import { FormErrors } from './form-errors.tsx';

const text = m.admin.agencies.regions;
const levels = Object.entries(m.names.regionLevels).map(([value, label]) => ({ value, label }));
const required = (label: string) => ({ required: true, message: m.signIn.required(label) });

/** A region has to stand before an agency can belong to it. */
export function NewRegion({ onClose }: { onClose: () => void }): ReactElement {
  const [form] = Form.useForm<Region>();
  const regions = useResource('regions', admin.regions);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const submit = (values: Region): Promise<unknown> => run(async () => {
    const made = await admin.createRegion({ ...values, code: values.code.trim(), name: values.name.trim(), parentCode: values.parentCode ?? null });
    void message.success(text.saved(made.name));
    onClose();
  });
  return (
    <Modal open title={text.add} footer={null} width={440} mask={{ closable: false }} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} disabled={busy} initialValues={{ level: 'county' }} onFinish={(v: Region) => void submit(v)}>
        <Form.Item name="name" label={text.name} rules={[required(text.name)]}><Input autoFocus maxLength={100} /></Form.Item>
        <Form.Item name="code" label={text.code} extra={text.codeHint} rules={[required(text.code), { pattern: /^\s*[0-9]{2,12}\s*$/, message: text.codeFormat }]}><Input inputMode="numeric" /></Form.Item>
        <Form.Item name="level" label={text.level}><Select options={levels} /></Form.Item>
        <Form.Item name="parentCode" label={text.parent}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={(regions.data ?? []).map((r) => ({ value: r.code, label: r.name }))} /></Form.Item>
        <FormErrors form={form} error={error} />
        <Button type="primary" htmlType="submit" loading={busy}>{m.action.save}</Button>
      </Form>
    </Modal>
  );
}
