import { App, Button, Popconfirm, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { RecordFacts, RecordView, RelationType } from '#contract';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { RecordPicker } from '../parts/record-picker.tsx';
import { useAction } from '../use-resource.ts';
import { keeping } from './api.ts';
import { k } from './messages.ts';

const text = k.relations;
const types = Object.entries(m.names.relations) as [RelationType, string][];
type Props = { record: RecordView; facts: RecordFacts | null; onChanged: (record: RecordView) => void };

/** Relations at both ends; one is entered and taken away at the document that does it to the other. */
export function RecordRelations({ record, facts, onChanged }: Props): ReactElement {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const remove = (type: RelationType, to: string): Promise<unknown> => run(async () => {
    onChanged(await keeping.unrelate(record.id, { version: facts?.version ?? 0, type, to }));
    void message.success(text.removed);
  });
  return (
    <>
      <h3>{text.title}</h3>
      {error === null ? null : <ErrorPanel error={error} />}
      {record.relations.length === 0 ? <p className="quiet">{m.library.records.noRelations}</p> : (
        <ul className="plain">
          {record.relations.map(({ direction, type, recordId, title }) => (
            <li key={`${direction} ${type} ${recordId ?? title}`}>
              {(direction === 'to' ? m.names.relations : m.names.relationsFrom)[type]}：{recordId === null ? title : <Link to={`/records?open=${recordId}`}>{title}</Link>}
              {facts?.editable === true && direction === 'to' && recordId !== null
                ? <Popconfirm title={text.removeTitle} description={text.removeText} okText={text.remove} cancelText={m.action.cancel} onConfirm={() => void remove(type, recordId)}><Button type="link" size="small" danger disabled={busy} aria-label={`${text.remove}：${m.names.relations[type]}${title}`}>{text.remove}</Button></Popconfirm>
                : null}
            </li>
          ))}
        </ul>
      )}
      {facts?.editable === true ? <AddRelation record={record} facts={facts} onChanged={onChanged} /> : null}
    </>
  );
}

function AddRelation({ record, facts, onChanged }: Props & { facts: RecordFacts }): ReactElement {
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<RelationType>('interprets');
  const [to, setTo] = useState<string | null>(null);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  if (!open) return <Button onClick={() => setOpen(true)}>{text.add}</Button>;
  const submit = (): Promise<unknown> => run(async () => {
    if (to === null) return;
    onChanged(await keeping.relate(record.id, { version: facts.version, type, to }));
    void message.success(text.saved);
    setOpen(false);
    setTo(null);
  });
  return (
    <form className="end-form" onSubmit={(e) => { e.preventDefault(); void submit(); }}>
      <h4>{text.add}</h4>
      <label className="field"><span>{text.type}</span><Select aria-label={text.type} value={type} onChange={setType} options={types.map(([value, label]) => ({ value, label }))} /></label>
      <div className="field"><span>{text.other}</span><RecordPicker label={text.other} value={to} onChange={setTo} /></div>
      {type === 'repeals' || type === 'replaces' ? <p className="consequence">{text.ends}</p> : type === 'amends' ? <p className="consequence">{text.amends}</p> : null}
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" htmlType="submit" disabled={to === null} loading={busy}>{text.save}</Button><Button type="text" onClick={() => setOpen(false)}>{m.action.cancel}</Button></p>
    </form>
  );
}
