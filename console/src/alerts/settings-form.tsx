import { App, Button, InputNumber } from 'antd';
import { useState, type ReactElement } from 'react';
import type { AlertSettings } from '#contract';
import { admin } from '../api/console.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction } from '../use-resource.ts';
import { text } from './messages.ts';

const fields = Object.keys(text.settings.fields) as (keyof AlertSettings)[];
const ranges: Record<keyof AlertSettings, [least: number, most: number]> = {
  confirmHours: [1, 720], gatherSeconds: [0, 3600], dailyHour: [0, 23], failuresToPause: [1, 20], pausedDays: [1, 3650], perAddress: [1, 1000], unaskedPerDay: [1, 100],
};

export function SettingsForm({ stored, onSaved }: { stored: AlertSettings; onSaved: () => void }): ReactElement {
  const [values, setValues] = useState(stored);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const save = (): Promise<unknown> => run(async () => {
    setValues(await admin.saveAlertSettings(values));
    void message.success(text.settings.saved);
    onSaved();
  });
  return (
    <section>
      <h2>{text.settings.title}</h2>
      {fields.map((name) => (
        <label className="field" key={name}><span>{text.settings.fields[name]}</span>
          <InputNumber min={ranges[name][0]} max={ranges[name][1]} precision={0} value={values[name]} onChange={(value) => setValues({ ...values, [name]: value ?? stored[name] })} /></label>
      ))}
      {error === null ? null : <ErrorPanel error={error} />}
      <p><Button type="primary" loading={busy} onClick={() => void save()}>{text.settings.save}</Button></p>
    </section>
  );
}
