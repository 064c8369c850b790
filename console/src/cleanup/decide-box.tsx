import { App, Button, Input, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import type { CleanupDecision, CleanupItem, CleanupView } from '#contract-validity';
import { ApiError } from '../api/errors.ts';
import { cleanups } from '../library/api.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction } from '../use-resource.ts';
import { c } from './messages.ts';

const decisions = Object.entries(c.decisions) as [CleanupDecision, string][];
type Props = { view: CleanupView; chosen: readonly CleanupItem[]; onChanged: (view: CleanupView) => void; onConflict: () => void };

/** One decision with its ground for whatever is ticked; taken back or given back the same way. */
export function DecideBox({ view, chosen, onChanged, onConflict }: Props): ReactElement {
  const [decision, setDecision] = useState<CleanupDecision>('keep');
  const [ground, setGround] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const items = chosen.map(({ id, version }) => ({ id, version }));
  const settled = chosen.some((item) => item.decision !== null);
  const send = (work: () => Promise<CleanupView>, said: string): Promise<unknown> => run(async () => {
    try {
      onChanged(await work());
    } catch (failure) {
      // Someone else was quicker: the list shows what he did.
      if (failure instanceof ApiError && failure.status === 409) onConflict();
      throw failure;
    }
    setGround('');
    void message.success(said);
  });
  return (
    <form className="panel cleanup-decide" aria-label={c.act.submit} onSubmit={(e) => { e.preventDefault(); void send(() => cleanups.decide(view.id, { items, decision, ground }), c.act.saved); }}>
      <p role="status">{chosen.length === 0 ? <span className="quiet">{c.act.none}</span> : <strong>{c.act.chosen(chosen.length)}</strong>}</p>
      <Radio.Group aria-label={c.decision} value={decision} onChange={(e) => setDecision(e.target.value as CleanupDecision)} options={decisions.map(([value, label]) => ({ value, label }))} />
      <label className="field"><span>{c.act.ground}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} value={ground} placeholder={c.act.groundHint} onChange={(e) => setGround(e.target.value)} /></label>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline">
        <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={busy}>{c.act.submit}</Button>
        <Button disabled={!settled || busy} onClick={() => void send(() => cleanups.decide(view.id, { items, decision: null, ground: '' }), c.act.undone)}>{c.act.undo}</Button>
        {view.leads ? <Button disabled={!settled || busy} onClick={() => void send(() => cleanups.giveBack(view.id, { items, note: ground }), c.act.returned)}>{c.act.back}</Button> : null}
      </p>
    </form>
  );
}
