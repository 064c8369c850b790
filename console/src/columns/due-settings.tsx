import { App, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ColumnGroup, UpdateDuty } from '@tongming/law';
import type { ColumnSettings, ColumnsDue, ColumnWarnings } from '#contract-columns';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction } from '../use-resource.ts';
import { columns } from './api.ts';
import { dutyOptions } from './duties.ts';
import { c } from './messages.ts';

const d = c.due;
const most: ColumnWarnings = { dynamicDays: 14, noticeMonths: 6, blank: 5, unrenewedMonths: 24 };
const keys = Object.keys(d.warnings) as (keyof ColumnWarnings)[];
const groups = Object.entries(d.groups).map(([value, label]) => ({ value: value as ColumnGroup, label }));
type Type = NonNullable<ColumnSettings['types']>[number];
type Props = { data: ColumnsDue; onSaved: (data: ColumnsDue) => void; onClose: () => void };

/** When to warn, and the list of types: that of the rules, with what the place adds. */
export function ColumnSettingsDialog({ data, onSaved, onClose }: Props): ReactElement {
  const given: Type[] = data.types.map(({ name, group, duty }) => ({ name, group, duty }));
  const [warnings, setWarnings] = useState(data.warnings);
  const [types, setTypes] = useState(given);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const save = (): void => void run(async () => {
    const changed = JSON.stringify(types) !== JSON.stringify(given);
    onSaved(await columns.saveSettings({ types: changed || data.ownTypes ? types : null, warnings }));
    void message.success(d.settingsSaved);
  });
  const put = (i: number, part: Partial<Type>): void => setTypes(types.map((type, j) => (i === j ? { ...type, ...part } : type)));
  return (
    <Modal open width={720} title={d.settings} okText={c.save} cancelText={m.action.cancel} confirmLoading={busy} onOk={save} onCancel={onClose}>
      <div className="column-settings">
        {error === null ? null : <ErrorPanel error={error} />}
        {keys.map((key) => <Labelled key={key} label={d.warnings[key]}><InputNumber min={1} max={most[key]} precision={0} value={warnings[key]} onChange={(value) => setWarnings({ ...warnings, [key]: value ?? warnings[key] })} /></Labelled>)}
        <Labelled label={d.types} group>
          <div className="types" tabIndex={0}>{types.map((type, i) => (
            <div key={i}>
              <Input aria-label={`${d.typeName} ${i + 1}`} maxLength={20} value={type.name} onChange={(e) => put(i, { name: e.target.value })} />
              <Select aria-label={`${d.typeGroup} ${i + 1}`} value={type.group} options={groups} onChange={(group: ColumnGroup) => put(i, group === 'static' ? { group, duty: null } : { group })} />
              <Select aria-label={`${d.typeDuty} ${i + 1}`} disabled={type.group === 'static'} value={type.duty ?? ''} options={dutyOptions(type.duty)} onChange={(value: UpdateDuty | '') => put(i, { duty: value === '' ? null : value })} />
              <Button type="text" onClick={() => setTypes(types.filter((_, j) => j !== i))}>{m.action.remove}</Button>
            </div>
          ))}</div>
          <div><Button size="small" onClick={() => setTypes([...types, { name: '', group: 'other', duty: 'P6M' }])}>{d.addType}</Button></div>
        </Labelled>
      </div>
    </Modal>
  );
}
