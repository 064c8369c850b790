import { Button, Popover } from 'antd';
import type { ReactElement } from 'react';
import { reasonsOf } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ReasonList } from '../parts/reasons.tsx';
import type { SaveState } from './autosave.ts';

const text = m.drafting.save;

/** Where the typing stands: 已保存 10:32. */
export function SaveLine({ state, onSave }: { state: SaveState; onSave: () => void }): ReactElement {
  return <span className={`save-line ${state.kind}`} role="status" aria-live="polite"><Words state={state} onSave={onSave} /></span>;
}

function Words({ state, onSave }: { state: SaveState; onSave: () => void }): ReactElement {
  switch (state.kind) {
    case 'saved': return <>{state.at === null ? text.unchanged : text.saved(state.at)}</>;
    case 'saving': return <>{text.saving}</>;
    case 'dirty': return <>{text.dirty}<Button type="link" size="small" title="Ctrl+S" onClick={onSave}>{text.now}</Button></>;
    case 'retrying': return <>{text.failed}<Button type="link" size="small" onClick={onSave}>{m.action.retry}</Button></>;
    case 'conflict': return <>{m.drafting.conflict.title}</>;
    case 'refused': return <Popover open content={<ReasonList reasons={reasonsOf(state.error)} />} placement="bottom"><span>{text.refused}</span></Popover>;
  }
}
