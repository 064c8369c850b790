import { App, Button, Checkbox, Popconfirm } from 'antd';
import { useState, type ReactElement } from 'react';
import type { CleanupView } from '#contract-validity';
import { cleanups } from '../library/api.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { fromPicker, todayHere, toPicker } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { c } from './messages.ts';

const text = c.finish;

/** For the office that leads: what closing will do, said before it is done. */
export function FinishBox({ view, onChanged }: { view: CleanupView; onChanged: (view: CleanupView) => void }): ReactElement {
  const [effectiveOn, setEffectiveOn] = useState(todayHere());
  const [skipConflicts, setSkip] = useState(false);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const { counts, version } = view;
  const close = (): Promise<unknown> => run(async () => {
    onChanged(await cleanups.close(view.id, { version, effectiveOn, skipConflicts }));
    void message.success(text.closed);
  });
  const cancel = (): Promise<unknown> => run(async () => {
    onChanged(await cleanups.cancel(view.id, version));
    void message.success(text.cancelled);
  });
  return (
    <section className="panel" aria-label={text.title}>
      <header><h2>{text.title}</h2></header>
      <div className="beside-body cleanup-finish">
        <p>{text.what(counts.repeal, counts.expire)}</p>
        {counts.undecided > 0 ? <p className="soon">{text.undecided(counts.undecided)}</p> : null}
        {counts.conflicts > 0 ? <><p className="late">{text.conflicts(counts.conflicts)}</p><Checkbox checked={skipConflicts} onChange={(e) => setSkip(e.target.checked)}>{text.skip}</Checkbox></> : null}
        <label className="field"><span>{text.on}</span><DayPicker aria-label={text.on} allowClear={false} minDate={toPicker(todayHere()) ?? undefined} value={toPicker(effectiveOn)} onChange={(day) => setEffectiveOn(fromPicker(day) ?? effectiveOn)} /></label>
        {error === null ? null : <ErrorPanel error={error} />}
        <p className="inline"><Button type="primary" danger loading={busy} onClick={() => void close()}>{text.submit}</Button>
          <Popconfirm title={text.cancelTitle} description={text.cancelText} okText={text.cancel} cancelText={m.action.back} onConfirm={() => void cancel()}><Button disabled={busy}>{text.cancel}</Button></Popconfirm></p>
      </div>
    </section>
  );
}
