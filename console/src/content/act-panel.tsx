import { App, Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { ContentAct, ContentView } from '#contract-content';
import { Labelled } from '../foi/fields.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { useConflict } from '../parts/use-conflict.ts';
import { useAction } from '../use-resource.ts';
import { content } from './api.ts';
import { t } from './messages.ts';

const worded: readonly ContentAct[] = ['return', 'withdraw'];

type Props = { piece: ContentView; dirty: boolean; onChanged: (piece: ContentView) => void };

/** What can be done with the piece now, each with what it will cause, said before it is done. */
export function ActPanel({ piece, dirty, onChanged }: Props): ReactElement {
  const [open, setOpen] = useState<ContentAct | null>(null);
  const [reason, setReason] = useState('');
  const [ground, setGround] = useState('');
  const { busy, error, run } = useAction();
  const { message, modal } = App.useApp();
  const careful = useConflict(t.conflict, async () => onChanged(await content.read(piece.id)));
  const navigate = useNavigate();
  const act = (name: ContentAct): void => void run(() => careful(async () => {
    const changed = await content.act(piece.id, name, piece.version, { reason, ground });
    void message.success(t.done[name]);
    if (name === 'discard') await navigate('/content');
    else onChanged(changed);
  }));
  const press = (name: ContentAct): void => {
    if (worded.includes(name) && open !== name) setOpen(name);
    else if (name === 'publish' || name === 'discard' || name === 'withdraw') void modal.confirm({ title: t.acts[name], content: t.consequence[name], okText: t.acts[name], onOk: () => act(name) });
    else act(name);
  };
  return (
    <section className="act" aria-label={t.act}>
      <h2>{t.act}</h2>
      {error === null ? null : <ErrorPanel error={error} />}
      {piece.choices.length === 0 ? <p className="quiet">{t.waiting}</p> : piece.choices.map(({ act: name, refusals }) => (
        <div key={name}>
          {open === name ? (
            <>
              <Labelled label={name === 'withdraw' ? t.publicReason : t.reason} required><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} value={reason} onChange={(e) => setReason(e.target.value)} /></Labelled>
              {name === 'withdraw' ? <Labelled label={t.ground}><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} value={ground} onChange={(e) => setGround(e.target.value)} /></Labelled> : null}
            </>
          ) : null}
          <div className="inline"><Button type={name === 'submit' || name === 'publish' ? 'primary' : 'default'} danger={name === 'withdraw' || name === 'discard'} loading={busy} disabled={dirty || refusals.length > 0 || (open === name && reason.trim().length < 2)} onClick={() => press(name)}>{t.acts[name]}</Button><small className="quiet">{dirty ? t.saveFirst : t.consequence[name]}</small></div>
          {name === 'publish' && refusals.length > 0 ? <ReasonList reasons={refusals} /> : null}
        </div>
      ))}
    </section>
  );
}
