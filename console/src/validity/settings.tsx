import { App, Button, Input, InputNumber, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ValidityPeriod, ValiditySettingsView } from '#contract-validity';
import { validity } from '../library/api.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { chineseDate, fromPicker, todayHere, toPicker } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { v } from './messages.ts';
import './validity.css';

const text = v.settings;

/** How long what says no period is held to be valid: by local rule, from a day on. */
export function ValiditySettings(): ReactElement {
  const { data, error, reload, set } = useResource('validity settings', validity.settings);
  return (
    <section className="panel" aria-label={text.title}>
      <header><h2>{text.title}</h2></header>
      <div className="beside-body">
        <p className="quiet">{text.lead}</p>
        {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
        {data === null ? (error === null ? <Skeleton active /> : null) : <Form key={JSON.stringify(data.periods)} stored={data} onSaved={set} />}
      </div>
    </section>
  );
}

function Form({ stored, onSaved }: { stored: ValiditySettingsView; onSaved: (next: ValiditySettingsView) => void }): ReactElement {
  const [periods, setPeriods] = useState<readonly ValidityPeriod[]>(stored.periods);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const { years, trialYears } = stored.defaults;
  const change = (i: number, part: Partial<ValidityPeriod>): void => setPeriods(periods.map((p, k) => (k === i ? { ...p, ...part } : p)));
  const save = (): Promise<unknown> => run(async () => {
    onSaved(await validity.saveSettings([...periods]));
    void message.success(text.saved);
  });
  return (
    <>
      <p>{text.defaults(years, trialYears)}</p>
      {stored.editable ? null : <p className="quiet">{text.readOnly}</p>}
      {periods.map((p, i) => (
        <fieldset className="period" key={i} disabled={!stored.editable}>
          <legend className="unseen">{chineseDate(p.from)}</legend>
          <label className="field"><span>{text.from}</span><DayPicker aria-label={text.from} allowClear={false} disabled={!stored.editable} value={toPicker(p.from)} onChange={(day) => change(i, { from: fromPicker(day) ?? p.from })} /></label>
          <label className="field"><span>{text.years}</span><InputNumber aria-label={text.years} min={1} max={50} value={p.years} onChange={(n) => change(i, { years: n ?? years })} /></label>
          <label className="field"><span>{text.trialYears}</span><InputNumber aria-label={text.trialYears} min={1} max={50} value={p.trialYears} onChange={(n) => change(i, { trialYears: n ?? trialYears })} /></label>
          <label className="field grow"><span>{text.basis}</span><Input value={p.basis} placeholder={text.basisHint} onChange={(e) => change(i, { basis: e.target.value })} /></label>
          {stored.editable ? <Button onClick={() => setPeriods(periods.filter((_, k) => k !== i))}>{m.action.remove}</Button> : null}
        </fieldset>
      ))}
      {error === null ? null : <ErrorPanel error={error} />}
      {stored.editable ? <p className="inline"><Button onClick={() => setPeriods([...periods, { from: todayHere(), years, trialYears, basis: '' }])}>{text.add}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{m.action.save}</Button></p> : null}
    </>
  );
}
