import { App, Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { EndRequest, RecordView, Role } from '#contract';
import { records } from '../api/console.ts';
import { m } from '../messages.ts';
import { useSession } from '../session.tsx';
import { chineseDate, fromPicker, todayHere, toPicker } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { DayPicker } from './day-picker.tsx';
import { ErrorPanel } from './error-panel.tsx';
import { RecordPicker } from './record-picker.tsx';

const text = m.library;
const kinds: EndRequest['kind'][] = ['repealed', 'expired', 'annulled', 'withdrawn'];

/** Revise, repeal, expire, annul, withdraw: five different things in law, each said before it is chosen. */
export function RecordActions({ record, onChanged }: { record: RecordView; onChanged: (record: RecordView) => void }): ReactElement {
  const [chosen, setChosen] = useState<EndRequest['kind'] | null>(null);
  const { busy, error, run } = useAction();
  const navigate = useNavigate();
  const { me } = useSession();
  const holds = (...roles: Role[]): boolean => me.roles.some((r) => r.agencyName === record.agencyName && roles.includes(r.role));
  const mayRevise = holds('drafter');
  const mayEnd = holds('office', 'openness-clerk');
  const ended = (kind: EndRequest['kind']): boolean => record.ends.some((end) => end.kind === kind);
  const open = ended('withdrawn') ? [] : kinds.filter((kind) => !ended(kind) && (kind !== 'withdrawn' || record.public));
  const revise = (): Promise<unknown> => run(async () => {
    const draft = await records.revise(record.id);
    await navigate(`/documents/${draft.id}`);
  });
  if (chosen !== null) return <EndForm key={chosen} record={record} kind={chosen} onDone={(next) => { setChosen(null); onChanged(next); }} onCancel={() => setChosen(null)} />;
  if (!mayRevise && !mayEnd) return <p className="quiet">{text.records.notYours(record.agencyName)}</p>;
  return (
    <>
      {error === null ? null : <ErrorPanel error={error} />}
      {open.length === 0 ? null : <p className="quiet">{text.ends.pick}</p>}
      <ul className="record-actions">
        {mayRevise ? <li><Button loading={busy} onClick={() => void revise()}>{text.records.revise}</Button><span>{text.ends.revise.law}{text.ends.revise.what}</span></li> : null}
        {(mayEnd ? open : []).map((kind) => <li key={kind}><Button onClick={() => setChosen(kind)}>{m.names.ends[kind]}</Button><span>{text.ends.explain[kind].law}{text.ends.explain[kind].what}</span></li>)}
      </ul>
    </>
  );
}

const noteFor = (kind: EndRequest['kind'], day: EndRequest['effectiveOn']): string => text.ends.notes[kind](chineseDate(day));

type FormProps = { record: RecordView; kind: EndRequest['kind']; onDone: (record: RecordView) => void; onCancel: () => void };

function EndForm({ record, kind, onDone, onCancel }: FormProps): ReactElement {
  const [value, setValue] = useState<EndRequest>({ kind, effectiveOn: todayHere(), ground: '', publicNote: noteFor(kind, todayHere()), byRecord: null });
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const set = (change: Partial<EndRequest>): void => setValue((old) => ({ ...old, ...change }));
  // What the person has written stays; the sentence offered goes with the day.
  const setDay = (effectiveOn: EndRequest['effectiveOn']): void =>
    set({ effectiveOn, ...(value.publicNote === noteFor(kind, value.effectiveOn) ? { publicNote: noteFor(kind, effectiveOn) } : {}) });
  const submit = (): Promise<unknown> => run(async () => {
    const next = await records.end(record.id, value);
    void message.success(text.ends.done(m.names.ends[kind]));
    onDone(next);
  });
  return (
    <form className="end-form" onSubmit={(e) => { e.preventDefault(); void submit(); }}>
      <h4>{m.names.ends[kind]}</h4>
      <p>{text.ends.explain[kind].law}</p>
      <label className="field"><span>{text.ends.date}</span>{kind === 'withdrawn' ? text.ends.withdrawnNow : <DayPicker allowClear={false} maxDate={kind === 'annulled' ? toPicker(todayHere()) ?? undefined : undefined} value={toPicker(value.effectiveOn)} onChange={(day) => setDay(fromPicker(day) ?? todayHere())} />}</label>
      <label className="field"><span>{text.ends.ground}</span><Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} value={value.ground} placeholder={text.ends.groundHint} onChange={(e) => set({ ground: e.target.value })} /></label>
      <label className="field"><span>{text.ends.note}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} value={value.publicNote} placeholder={text.ends.noteHint} onChange={(e) => set({ publicNote: e.target.value })} /></label>
      {kind === 'repealed' || kind === 'annulled' ? <div className="field"><span>{text.ends.byRecord}</span><RecordPicker label={text.ends.byRecord} value={value.byRecord ?? null} onChange={(byRecord) => set({ byRecord })} /></div> : null}
      <p className="consequence">{text.ends.explain[kind].what}</p>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" danger htmlType="submit" loading={busy}>{text.ends.submit(m.names.ends[kind])}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </form>
  );
}
