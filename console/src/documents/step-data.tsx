import { Checkbox, Form, Input, InputNumber } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import type { DocumentEvent, DocumentView, EventRequest } from '#contract';
import type { CivilDate } from '@tongming/law';
import { reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { DisclosureForm } from '../sheet/disclosure-cell.tsx';
import { fromPicker, todayHere, toPicker } from '../time.ts';
import { useResource } from '../use-resource.ts';

export type EventData = NonNullable<EventRequest['data']>;
const text = m.review;

/** The record a step asks for, with what can be known filled in; undefined for steps that ask for none. */
export function defaultData(event: DocumentEvent, view: DocumentView): EventData | undefined {
  const today = todayHere();
  switch (event) {
    case 'record-consultation':
      return { consultation: { from: today, to: today, channel: text.consultation.channelDefault, received: 0, adopted: 0, summary: '' } };
    case 'pass-legality': {
      const started = view.duties.find((d) => d.rule.startsWith('legality'))?.startedOn ?? today;
      return { legality: { startedOn: started, finishedOn: today, opinion: '' } };
    }
    case 'record-deliberation':
      return { deliberation: { meeting: '', heldOn: today, decision: '' } };
    case 'clear-secrecy':
      return { secrecy: { conclusion: text.phrases['clear-secrecy']?.[view.sheet.disclosure.attribute === 'redacted' ? 1 : 0] ?? '' } };
    case 'change-disclosure':
      return { disclosure: view.sheet.disclosure };
    default:
      return undefined;
  }
}

/** Whether what the record must say is there; what it says is the server's to judge. */
export function isComplete(event: DocumentEvent, data: EventData | undefined): boolean {
  switch (event) {
    case 'record-consultation': return (data?.consultation?.summary.trim() ?? '') !== '' && (data?.consultation?.channel.trim() ?? '') !== '';
    case 'pass-legality': return (data?.legality?.opinion.trim() ?? '') !== '';
    case 'record-deliberation': return (data?.deliberation?.meeting.trim() ?? '') !== '' && (data?.deliberation?.decision.trim() ?? '') !== '';
    case 'clear-secrecy': return (data?.secrecy?.conclusion.trim() ?? '') !== '';
    default: return true;
  }
}

/** What the record says in one sentence: it stands on the trail as the opinion. */
export function opinionIn(data: EventData | undefined): string {
  return data?.secrecy?.conclusion ?? data?.legality?.opinion ?? data?.deliberation?.decision ?? data?.consultation?.summary ?? '';
}

type Props = { event: DocumentEvent; data: EventData; onChange: (data: EventData) => void };

export function StepData({ data, onChange }: Props): ReactElement | null {
  const { consultation, legality, deliberation, secrecy, disclosure } = data;
  if (consultation !== undefined) return <Consultation value={consultation} onChange={(v) => onChange({ consultation: v })} />;
  if (legality !== undefined) return <Legality value={legality} onChange={(v) => onChange({ legality: v })} />;
  if (deliberation !== undefined) return <Deliberation value={deliberation} onChange={(v) => onChange({ deliberation: v })} />;
  if (secrecy !== undefined) {
    return (
      <Box title={text.secrecy.title}>
        <Field label={text.secrecy.conclusion}><Area value={secrecy.conclusion} onChange={(conclusion) => onChange({ secrecy: { conclusion } })} /></Field>
        <Phrases event="clear-secrecy" onPick={(conclusion) => onChange({ secrecy: { conclusion } })} />
      </Box>
    );
  }
  return disclosure === undefined ? null : <NewDisclosure value={disclosure} onChange={(v) => onChange({ disclosure: v })} />;
}

type Part<K extends keyof EventData> = { value: NonNullable<EventData[K]>; onChange: (value: NonNullable<EventData[K]>) => void };

function Consultation({ value, onChange }: Part<'consultation'>): ReactElement {
  const t = text.consultation;
  const set = (change: Partial<typeof value>): void => onChange({ ...value, ...change });
  return (
    <Box title={t.title}>
      <Field label={t.from}><Day value={value.from} onChange={(from) => set({ from })} /></Field>
      <Field label={t.to}><Day value={value.to} onChange={(to) => set({ to })} /></Field>
      <Field label={t.channel}><Input value={value.channel} maxLength={200} onChange={(e) => set({ channel: e.target.value })} /></Field>
      <Field label={t.received}><InputNumber min={0} precision={0} value={value.received} onChange={(n) => set({ received: n ?? 0 })} /></Field>
      <Field label={t.adopted}><InputNumber min={0} max={value.received} precision={0} value={value.adopted} onChange={(n) => set({ adopted: n ?? 0 })} /></Field>
      <Field label={t.summary}><Area value={value.summary} onChange={(summary) => set({ summary })} /></Field>
      <Field label={t.shorter}><Input value={value.shorterReason ?? ''} maxLength={500} onChange={(e) => set({ shorterReason: e.target.value || undefined })} /></Field>
    </Box>
  );
}

function Legality({ value, onChange }: Part<'legality'>): ReactElement {
  const t = text.legality;
  const set = (change: Partial<typeof value>): void => onChange({ ...value, ...change });
  return (
    <Box title={t.title}>
      <Field label={t.started}><Day value={value.startedOn} onChange={(startedOn) => set({ startedOn })} /></Field>
      <Field label={t.finished}><Day value={value.finishedOn} onChange={(finishedOn) => set({ finishedOn })} /></Field>
      <Field label={t.opinion}><Area value={value.opinion} onChange={(opinion) => set({ opinion })} /></Field>
      <Phrases event="pass-legality" onPick={(opinion) => set({ opinion })} />
      <Checkbox checked={value.emergency === true} onChange={(e) => set({ emergency: e.target.checked })}>{t.emergency}</Checkbox>
    </Box>
  );
}

function Deliberation({ value, onChange }: Part<'deliberation'>): ReactElement {
  const t = text.deliberation;
  const set = (change: Partial<typeof value>): void => onChange({ ...value, ...change });
  return (
    <Box title={t.title}>
      <Field label={t.meeting}><Input value={value.meeting} maxLength={200} onChange={(e) => set({ meeting: e.target.value })} /></Field>
      <Field label={t.heldOn}><Day value={value.heldOn} onChange={(heldOn) => set({ heldOn })} /></Field>
      <Field label={t.decision}><Area value={value.decision} onChange={(decision) => set({ decision })} /></Field>
    </Box>
  );
}

function NewDisclosure({ value, onChange }: Part<'disclosure'>): ReactElement {
  const { data } = useResource('reference', reference);
  return <Box title={text.disclosure.title}><p className="hint">{text.disclosure.hint}</p><DisclosureForm value={value} grounds={data?.grounds ?? []} onChange={onChange} /></Box>;
}

function Box({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return <Form layout="vertical" size="small" component="div" className="step-data" aria-label={title}>{children}</Form>;
}

function Phrases({ event, onPick }: { event: DocumentEvent; onPick: (phrase: string) => void }): ReactElement {
  return <div className="phrases">{(text.phrases[event] ?? []).map((phrase) => <button key={phrase} type="button" onClick={() => onPick(phrase)}>{phrase}</button>)}</div>;
}

const Field = ({ label, children }: { label: string; children: ReactElement }): ReactElement => <label className="field"><span>{label}</span>{children}</label>;
const Area = ({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement => <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} value={value} onChange={(e) => onChange(e.target.value)} />;
const Day = ({ value, onChange }: { value: CivilDate; onChange: (value: CivilDate) => void }): ReactElement => (
  <DayPicker allowClear={false} value={toPicker(value)} onChange={(day) => {
    const next = fromPicker(day);
    if (next !== null) onChange(next);
  }} />
);
