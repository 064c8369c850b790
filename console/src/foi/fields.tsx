import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { CivilDate, ReceiptChannel, ReceiptFact } from '@tongming/law';
import type { FoiOrderedPeriod, FoiSearchEntry } from '#contract-foi';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { RecordPicker } from '../parts/record-picker.tsx';
import { fromPicker, toPicker } from '../time.ts';
import { useResource } from '../use-resource.ts';
import { emptySearch, factsFor, isPeriod, isReceipt, isSearch, isService, type ReceiptData, type ServiceData, type ServiceVia } from './act-data.ts';
import type { Field, Option } from './act-specs.ts';
import { foi } from './api.ts';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';
import { n } from './names.ts';

export type FieldContext = { agencyCode: string; today: CivilDate; me: string; similar: Option[] };
type Edit<T> = { value: T; onChange: (value: T) => void };

/** A labelled control. Groups of controls are named by the label instead of wrapped in it. */
export function Labelled({ label, hint, required = false, group = false, children }: { label: string; hint?: string | undefined; required?: boolean; group?: boolean; children: ReactNode }): ReactElement {
  const id = useId();
  const head = <span id={id}>{label}{required ? <em aria-hidden> *</em> : null}</span>;
  const rest = <>{children}{hint === undefined ? null : <small className="quiet">{hint}</small>}</>;
  return group ? <div className="field" role="group" aria-labelledby={id}>{head}{rest}</div> : <label className="field">{head}{rest}</label>;
}

export function Day({ value, onChange, clear = true, after, label }: Edit<CivilDate | null> & { clear?: boolean; after?: CivilDate | undefined; label?: string }): ReactElement {
  return <DayPicker allowClear={clear} value={toPicker(value)} aria-label={label} disabledDate={(day) => after !== undefined && (fromPicker(day) ?? '') > after} onChange={(day) => onChange(fromPicker(day))} />;
}

export const Words = ({ value, onChange, rows = 2, label, disabled = false }: Edit<string> & { rows?: number; label?: string; disabled?: boolean }): ReactElement => (
  <Input.TextArea disabled={disabled} autoSize={{ minRows: rows, maxRows: 14 }} maxLength={4000} value={value} aria-label={label} onChange={(e) => onChange(e.target.value)} />
);

export function Phrases({ phrases, onPick }: { phrases: readonly string[] | undefined; onPick: (phrase: string) => void }): ReactElement | null {
  if (phrases === undefined || phrases.length === 0) return null;
  return <div className="phrases" role="group" aria-label={a.phrases}>{phrases.map((phrase) => <button key={phrase} type="button" onClick={() => onPick(phrase)}>{phrase}</button>)}</div>;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
const groups: readonly Field['kind'][] = ['list', 'service', 'receipt', 'searches', 'truth', 'period'];

/** One field of an act's form. */
export function FieldControl({ field, value, onChange, context }: Edit<unknown> & { field: Field; context: FieldContext }): ReactElement {
  const few = field.kind === 'choice' && field.options.length <= 4;
  return (
    <Labelled label={field.label} hint={field.hint} required={field.optional !== true && field.kind !== 'service'} group={few || groups.includes(field.kind)}>
      <Control field={field} value={value} onChange={onChange} context={context} />
    </Labelled>
  );
}

function Control({ field, value, onChange, context }: Edit<unknown> & { field: Field; context: FieldContext }): ReactElement {
  switch (field.kind) {
    case 'words': return <><Words value={textOf(value)} onChange={onChange} /><Phrases phrases={field.phrases} onPick={onChange} /></>;
    case 'short': return <Input value={textOf(value)} maxLength={200} onChange={(e) => onChange(e.target.value)} />;
    case 'day': return <Day value={value as CivilDate | null} onChange={onChange} />;
    case 'number': return <InputNumber precision={0} min={field.least} max={field.most} value={typeof value === 'number' ? value : null} onChange={onChange} />;
    case 'choice': return <Choice options={field.options} value={textOf(value)} onChange={onChange} />;
    case 'truth': return <Truth field={field} value={value} onChange={onChange} />;
    case 'list': return <List field={field} value={textsOf(value)} onChange={onChange} />;
    case 'service': return isService(value) ? <Service value={value} onChange={onChange} /> : <></>;
    case 'receipt': return isReceipt(value) ? <ReceiptFacts value={value} fixed={field.fixed} onChange={onChange} today={context.today} /> : <></>;
    case 'searches': return <Searches value={Array.isArray(value) ? value.filter(isSearch) : []} onChange={onChange} context={context} />;
    case 'cases': return <Select mode="multiple" value={textsOf(value)} options={context.similar} placeholder={context.similar.length === 0 ? a.none : a.pick} onChange={onChange} showSearch={{ optionFilterProp: 'label' }} />;
    case 'staff': return <Staff agency={context.agencyCode} value={textOf(value)} onChange={onChange} />;
    case 'agency': return <Agency value={textOf(value)} onChange={onChange} without={context.agencyCode} />;
    case 'period': return <Period value={isPeriod(value) ? value : null} onChange={onChange} today={context.today} />;
    case 'record': return <RecordPicker value={textOf(value) || null} label={field.label} onChange={(id) => onChange(id)} />;
  }
}

function Choice({ options, value, onChange }: Edit<string> & { options: readonly Option[] }): ReactElement {
  if (options.length === 0) return <p className="quiet">{a.none}</p>;
  return options.length <= 4
    ? <Radio.Group className="choices" value={value} options={[...options]} onChange={(e) => onChange(textOf(e.target.value))} />
    : <Select value={value === '' ? null : value} placeholder={a.pick} options={[...options]} onChange={(next: string) => onChange(next)} />;
}

function Truth({ field, value, onChange }: Edit<unknown> & { field: Extract<Field, { kind: 'truth' }> }): ReactElement {
  const options = [{ value: true, label: field.yes }, { value: false, label: field.no }];
  return <Radio.Group value={value} options={options} onChange={(e) => onChange(e.target.value === true)} />;
}

function List({ field, value, onChange }: Edit<string[]> & { field: Extract<Field, { kind: 'list' }> }): ReactElement {
  const lines = value.length === 0 ? [''] : value;
  const put = (i: number, text: string): void => onChange(lines.map((line, j) => (i === j ? text : line)));
  return (
    <>
      <ol className="foi-list">
        {lines.map((line, i) => (
          <li key={i}>
            <Words rows={1} value={line} label={`${field.label} ${i + 1}`} onChange={(text) => put(i, text)} />
            {lines.length > field.least ? <Button type="text" size="small" onClick={() => onChange(lines.filter((_, j) => j !== i))}>{m.action.remove}</Button> : null}
          </li>
        ))}
      </ol>
      <div><Button size="small" onClick={() => onChange([...lines, ''])}>{field.add}</Button></div>
      <Phrases phrases={field.phrases} onPick={(phrase) => onChange([...lines.filter((line) => line.trim() !== ''), phrase])} />
    </>
  );
}

export function Service({ value, onChange }: Edit<ServiceData>): ReactElement {
  const set = (change: Partial<ServiceData>): void => onChange({ ...value, ...change });
  const options = Object.entries(n.services).map(([via, label]) => ({ value: via, label }));
  return (
    <div className="foi-box">
      <Radio.Group className="choices" aria-label={a.via} value={value.via} options={options} onChange={(e) => set({ via: e.target.value as ServiceVia })} />
      <small className="quiet">{a.viaHints[value.via]}</small>
      <div className="foi-pair">
        <Labelled label={a.to}><Input value={value.to} maxLength={200} onChange={(e) => set({ to: e.target.value })} /></Labelled>
        {value.via === 'post' ? <Labelled label={a.tracking}><Input value={value.tracking} maxLength={60} onChange={(e) => set({ tracking: e.target.value })} /></Labelled> : null}
        <Labelled label={a.serviceEvidence}><Input value={value.evidence} maxLength={500} onChange={(e) => set({ evidence: e.target.value })} /></Labelled>
      </div>
    </div>
  );
}

const channelOptions = (Object.keys(n.channels) as ReceiptChannel[]).map((value) => ({ value, label: n.channels[value] }));

function ReceiptFacts({ value, fixed, onChange, today }: Edit<ReceiptData> & { fixed: boolean; today: CivilDate }): ReactElement {
  const facts: ReceiptFact[] = ['submittedOn', ...factsFor(value.channel)];
  return (
    <div className="foi-box">
      {fixed ? <p>{n.channels[value.channel]}</p> : <Select value={value.channel} options={channelOptions} aria-label={a.channel} onChange={(channel: ReceiptChannel) => onChange({ ...value, channel })} />}
      <div className="foi-pair">
        {facts.map((fact) => <Labelled key={fact} label={n.facts[fact]}><Day after={today} value={value.facts[fact] ?? null} onChange={(day) => onChange({ ...value, facts: { ...value.facts, [fact]: day } })} /></Labelled>)}
      </div>
    </div>
  );
}

function Searches({ value, onChange, context }: Edit<FoiSearchEntry[]> & { context: FieldContext }): ReactElement {
  const put = (i: number, change: Partial<FoiSearchEntry>): void => onChange(value.map((entry, j) => (i === j ? { ...entry, ...change } : entry)));
  return (
    <>
      {value.map((entry, i) => (
        <div key={i} className="foi-box" role="group" aria-label={`${a.searches} ${i + 1}`}>
          <div className="foi-pair">
            <Labelled label={a.place}><Input value={entry.place} maxLength={200} list="foi-places" onChange={(e) => put(i, { place: e.target.value })} /></Labelled>
            <Labelled label={a.searchedBy}><Input value={entry.searchedBy} maxLength={100} onChange={(e) => put(i, { searchedBy: e.target.value })} /></Labelled>
            <Labelled label={a.words}><Input value={entry.words} maxLength={200} onChange={(e) => put(i, { words: e.target.value })} /></Labelled>
            <Labelled label={a.searchedOn}><Day clear={false} after={context.today} value={entry.searchedOn} onChange={(day) => put(i, { searchedOn: day ?? context.today })} /></Labelled>
          </div>
          <Radio.Group aria-label={a.found} value={entry.found} options={[{ value: true, label: f.case.found }, { value: false, label: f.case.notFoundHere }]} onChange={(e) => put(i, { found: e.target.value === true })} />
          <Labelled label={a.result}><Words rows={1} value={entry.result} onChange={(result) => put(i, { result })} /></Labelled>
          {value.length > 1 ? <div><Button size="small" type="text" onClick={() => onChange(value.filter((_, j) => j !== i))}>{m.action.remove}</Button></div> : null}
        </div>
      ))}
      <datalist id="foi-places">{a.places.map((place) => <option key={place} value={place} />)}</datalist>
      <div><Button size="small" onClick={() => onChange([...value, emptySearch(context.today, context.me)])}>{a.addSearch}</Button></div>
    </>
  );
}

type PeriodUnit = FoiOrderedPeriod['unit'] | 'none';
const periodUnits: readonly PeriodUnit[] = ['none', 'working-days', 'days', 'until'];
const usualPeriod = 15;

/** What a decision or judgment sets: working days, natural days, a day, or nothing. */
function Period({ value, onChange, today }: Edit<FoiOrderedPeriod | null> & { today: CivilDate }): ReactElement {
  const length = value !== null && value.unit !== 'until' ? value.length : usualPeriod;
  const pick = (unit: PeriodUnit): void => onChange(unit === 'none' ? null : unit === 'until' ? { unit, until: today } : { unit, length });
  return (
    <div className="inline">
      <Radio.Group value={value?.unit ?? 'none'} options={periodUnits.map((unit) => ({ value: unit, label: unit === 'none' ? a.periodNone : a.periodUnits[unit] }))} onChange={(e) => pick(periodUnits.find((unit) => unit === e.target.value) ?? 'none')} />
      {value === null ? null : value.unit === 'until' ? <Day clear={false} label={a.periodUnits.until} value={value.until} onChange={(until) => onChange({ unit: 'until', until: until ?? today })} />
        : <InputNumber aria-label={a.periodLength} min={1} max={365} precision={0} value={value.length} onChange={(next) => onChange({ ...value, length: next ?? usualPeriod })} />}
    </div>
  );
}

function Staff({ agency, value, onChange }: Edit<string> & { agency: string }): ReactElement {
  const { data, loading } = useResource(`foi staff ${agency}`, (signal) => foi.staff(agency, signal));
  const options = (data ?? []).map((p) => ({ value: p.id, label: `${p.name}（${p.roles.map((role) => m.names.roles[role]).join('、')}）` }));
  return <Select showSearch={{ optionFilterProp: 'label' }} loading={loading} value={value === '' ? null : value} placeholder={a.pick} options={options} onChange={(next: string) => onChange(next)} />;
}

function Agency({ value, onChange, without }: Edit<string> & { without: string }): ReactElement {
  const { data, loading } = useResource('agencies', admin.agencies);
  const options = (data ?? []).filter((x) => x.active && x.code !== without).map((x) => ({ value: x.code, label: x.name }));
  return <Select showSearch={{ optionFilterProp: 'label' }} loading={loading} value={value === '' ? null : value} placeholder={a.pick} options={options} onChange={(next: string) => onChange(next)} />;
}

/** The frame of a form: labels above, one column. */
export const FormFrame = ({ label, children }: { label: string; children: ReactNode }): ReactElement => <Form layout="vertical" component="div" className="step-data foi-form" role="group" aria-label={label}>{children}</Form>;
