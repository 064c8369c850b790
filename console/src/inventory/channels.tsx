import { App, Button, Checkbox, Input, Select, Skeleton } from 'antd';
import { useRef, useState, type ReactElement } from 'react';
import type { ChannelRequest, ChannelUse, RecordChannels } from '#contract-channels';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { chineseDate, dateTime, fromPicker, todayHere, toPicker } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { channels } from './api.ts';
import { text } from './messages.ts';
import './inventory.css';

const words = text.channels;

/** Through what a document was published, and one short form for one more. */
export function Channels({ id }: { id: string }): ReactElement {
  const { data, error, reload, set } = useResource(`channels ${id}`, (signal) => channels.of(id, signal));
  const [adding, setAdding] = useState(false);
  const { message } = App.useApp();
  if (error !== null) return <><h3>{words.title}</h3><ErrorPanel error={error} onRetry={reload} /></>;
  if (data === null) return <><h3>{words.title}</h3><Skeleton active paragraph={{ rows: 2 }} /></>;
  const saved = (next: RecordChannels): void => {
    set(next);
    setAdding(false);
    void message.success(words.saved);
  };
  return (
    <>
      <h3>{words.title}</h3>
      {data.missing.length === 0 ? null : <p className="soon">{words.missing(data.missing.map((c) => c.name).join('、'))}</p>}
      <ul className="plain">
        {data.portal === null ? null : <li>{words.portal}　<a href={data.portal.url} target="_blank" rel="noopener">{words.since(chineseDate(data.portal.since))}</a></li>}
        {data.uses.map((use) => <Use key={use.id} record={id} use={use} editable={data.editable} onChanged={set} />)}
      </ul>
      {data.uses.length === 0 ? <p className="quiet">{words.none}</p> : null}
      {!data.editable ? <p className="quiet">{words.notYours}</p> : adding ? <ChannelForm id={id} known={data} onSaved={saved} onCancel={() => setAdding(false)} /> : <p><Button onClick={() => setAdding(true)}>{words.add}</Button></p>}
    </>
  );
}

function Use({ record, use, editable, onChanged }: { record: string; use: ChannelUse; editable: boolean; onChanged: (next: RecordChannels) => void }): ReactElement {
  const [reason, setReason] = useState<string | null>(null);
  const { busy, error, run } = useAction();
  if (use.removed !== null) return <li className="quiet"><s>{use.name}　{chineseDate(use.usedOn)}　{use.issue}</s><br /><small>{words.removed(use.removed.by, dateTime(use.removed.at), use.removed.reason)}</small></li>;
  return (
    <li>
      {use.name}　{chineseDate(use.usedOn)}　{use.issue}{use.url === null ? null : <>　<a href={use.url} target="_blank" rel="noopener">{words.link}</a></>}
      {use.file === null ? null : <>　<a href={channels.fileUrl(record, use.id)}>{use.file}</a>{use.filePublic ? null : <small className="quiet">（{words.inside}）</small>}</>}
      {use.isPublic ? null : <small className="quiet">　{words.inside}</small>}
      <br /><small className="quiet">{words.by(use.by, dateTime(use.at))}</small>{editable && reason === null ? <>　<button type="button" className="link" onClick={() => setReason('')}>{words.remove}</button></> : null}
      {reason === null ? null : (
        <form className="inline" onSubmit={(e) => { e.preventDefault(); void run(async () => onChanged(await channels.remove(record, use.id, reason))); }}>
          <Input autoFocus aria-label={words.reason} placeholder={words.reason} style={{ width: 240 }} value={reason} onChange={(e) => setReason(e.target.value)} /><Button danger htmlType="submit" loading={busy}>{words.remove}</Button><Button type="text" onClick={() => setReason(null)}>{m.action.cancel}</Button>
        </form>
      )}
      {error === null ? null : <ErrorPanel error={error} />}
    </li>
  );
}

function ChannelForm({ id, known, onSaved, onCancel }: { id: string; known: RecordChannels; onSaved: (next: RecordChannels) => void; onCancel: () => void }): ReactElement {
  const [value, setValue] = useState<ChannelRequest>({ channel: known.missing.find((c) => known.channels.some((k) => k.code === c.code))?.code ?? known.channels[0]?.code ?? '', usedOn: todayHere(), url: null, issue: null, isPublic: true, filePublic: false });
  const [file, setFile] = useState<File | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useAction();
  const set = (change: Partial<ChannelRequest>): void => setValue((old) => ({ ...old, ...change }));
  return (
    <form className="channel-form" onSubmit={(e) => { e.preventDefault(); void run(async () => onSaved(await channels.add(id, value, file))); }}>
      <label className="field"><span>{words.channel}</span><Select aria-label={words.channel} value={value.channel} options={known.channels.map((c) => ({ value: c.code, label: c.name }))} onChange={(channel) => set({ channel })} /></label>
      <label className="field"><span>{words.usedOn}</span><DayPicker allowClear={false} maxDate={toPicker(todayHere()) ?? undefined} value={toPicker(value.usedOn)} onChange={(day) => set({ usedOn: fromPicker(day) ?? todayHere() })} /></label>
      <label className="field"><span>{words.issue}</span><Input value={value.issue ?? ''} placeholder={words.issueHint} onChange={(e) => set({ issue: e.target.value })} /></label>
      <label className="field"><span>{words.url}</span><Input value={value.url ?? ''} placeholder={words.urlHint} onChange={(e) => set({ url: e.target.value })} /></label>
      <div className="field"><span>{words.file}</span><span className="inline"><Button onClick={() => chooser.current?.click()}>{words.choose}</Button>{file?.name}<input ref={chooser} hidden type="file" aria-label={words.file} onChange={(e) => setFile(e.target.files?.[0] ?? null)} /></span></div>
      <p><Checkbox checked={value.isPublic} onChange={(e) => set({ isPublic: e.target.checked, ...(e.target.checked ? {} : { filePublic: false }) })}>{words.isPublic}</Checkbox>{file === null ? null : <Checkbox checked={value.filePublic} disabled={!value.isPublic} onChange={(e) => set({ filePublic: e.target.checked })}>{words.filePublic}</Checkbox>}</p>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" htmlType="submit" loading={busy}>{words.save}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </form>
  );
}
