import { App, Button, Form, Input, Select, Switch } from 'antd';
import type { ReactElement } from 'react';
import type { AgencyView, Openness } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { useAction, useResource } from '../use-resource.ts';
import { FormErrors } from './form-errors.tsx';

const text = m.admin.agencies;
const long: readonly (keyof Openness)[] = ['duties', 'address'];
const kinds = Object.entries(m.names.agencyKinds).map(([value, label]) => ({ value, label }));
const required = (label: string) => ({ required: true, message: m.signIn.required(label) });

type Props = { agency: AgencyView | null; all: readonly AgencyView[]; editable: boolean; onSaved: (agency: AgencyView) => void };

/** An agency's identity, its 机关代字 and what the public is told of its openness office. Codes stand for ever. */
export function AgencyForm({ agency, all, editable, onSaved }: Props): ReactElement {
  const [form] = Form.useForm<AgencyView>();
  const regions = useResource('regions', admin.regions);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const submit = (values: Partial<AgencyView>): Promise<unknown> => run(async () => {
    const clean = { ...values, uscc: values.uscc || null, parentCode: values.parentCode ?? null, openness: withoutEmpty(values.openness ?? {}), numberCodes: (values.numberCodes ?? []).map((c) => ({ code: c.code, purpose: c.purpose ?? '' })) };
    const next = agency === null ? await admin.createAgency(clean) : await admin.changeAgency(agency.code, { ...clean, version: agency.version });
    void message.success(text.saved);
    onSaved(next);
  });
  const options = (items: readonly { code: string; name: string }[]) => items.map((i) => ({ value: i.code, label: i.name }));
  return (
    <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ block: 'center', focus: true }} disabled={!editable || busy} initialValues={agency ?? { active: true, kind: 'department', numberCodes: [], openness: {} }} onFinish={(v) => void submit(v)}>
      <h3>{text.groups.identity}</h3>
      <Form.Item name="name" label={text.name} rules={[required(text.name)]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="shortName" label={text.shortName} rules={[required(text.shortName)]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="code" label={text.code} extra={text.codeHint} rules={[required(text.code), { pattern: /^[0-9A-Za-z-]{2,40}$/, message: text.format.code }]}><Input disabled={agency !== null} /></Form.Item>
      <Form.Item name="kind" label={text.kind}><Select options={kinds} /></Form.Item>
      <Form.Item name="regionCode" label={text.region} rules={[required(text.region)]}><Select showSearch={{ optionFilterProp: 'label' }} options={options(regions.data ?? [])} loading={regions.loading} onOpenChange={(open) => { if (open) regions.reload(); }} /></Form.Item>
      <Form.Item name="parentCode" label={text.parent}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options(all.filter((a) => a.code !== agency?.code))} /></Form.Item>
      <Form.Item name="orgCode" label={text.orgCode} extra={text.orgCodeHint} rules={[required(text.orgCode), { pattern: /^[0-9A-Z]{9}$/, message: text.format.orgCode }]}><Input disabled={agency !== null} /></Form.Item>
      <Form.Item name="uscc" label={text.uscc} rules={[{ pattern: /^[0-9A-Z]{18}$/, message: text.format.uscc }]}><Input /></Form.Item>
      <Form.Item name="active" label={text.active} valuePropName="checked"><Switch /></Form.Item>
      <h3>{text.groups.codes}</h3>
      <Form.List name="numberCodes">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="inline">
                <Form.Item name={[field.name, 'code']} rules={[required(text.numberCode)]} noStyle><Input placeholder={text.numberCode} aria-label={text.numberCode} style={{ width: 160 }} /></Form.Item>
                <Form.Item name={[field.name, 'purpose']} noStyle><Input placeholder={text.purpose} aria-label={text.purpose} style={{ flex: 1, minWidth: 120 }} /></Form.Item>
                <Button type="text" onClick={() => remove(field.name)}>{m.action.remove}</Button>
              </div>
            ))}
            <Button type="dashed" onClick={() => add({ code: '', purpose: '' })}>{text.addCode}</Button>
          </>
        )}
      </Form.List>
      <h3>{text.groups.openness}</h3>
      {(Object.keys(text.fields) as (keyof typeof text.fields)[]).map((key) => (
        <Form.Item key={key} name={['openness', key]} label={text.fields[key]}>
          {key === 'departments' ? <Select mode="tags" tokenSeparators={['，', ',', '、']} suffixIcon={null} open={false} /> : long.includes(key) ? <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} /> : <Input />}
        </Form.Item>
      ))}
      <FormErrors form={form} error={error} />
      {editable ? <Button type="primary" htmlType="submit" loading={busy}>{m.action.save}</Button> : null}
    </Form>
  );
}

function withoutEmpty(openness: Openness): Openness {
  return Object.fromEntries(Object.entries(openness).filter(([, value]) => value !== undefined && value !== null && value.length > 0));
}
