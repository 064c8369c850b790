import { Button } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { FoiAvailable } from '#contract-foi';
import type { CivilDate } from '@tongming/law';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import type { FormProps } from './act-box.tsx';
import { useAtWork } from './at-work.tsx';
import { Day, FormFrame, Labelled } from './fields.tsx';
import { f } from './messages.ts';
import { a, dayOf } from './messages-acts.ts';

const t = f.case;
type Props = Pick<FormProps, 'act' | 'busy' | 'error' | 'today'> & { label?: string; missing: readonly string[]; children?: ReactNode; onTake: (on?: CivilDate) => void };

/** Around every act's form: its name and law, what stands in its way, the day, what it will cause, the button. */
export function ActFrame({ act, busy, error, today, label = act.label, missing, children, onTake }: Props): ReactElement {
  const [on, setOn] = useState<CivilDate>(today);
  const [tried, setTried] = useState(false);
  const day = dayOf[act.act];
  const blocked = act.refusals.length > 0;
  const waiting = useAtWork() && !busy;
  const take = (): void => {
    setTried(true);
    if (missing.length === 0) onTake(on === today ? undefined : on);
  };
  return (
    <div className="foi-act-frame" onKeyDown={(e) => {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !blocked && !busy && !waiting) take();
    }}>
      <header className="foi-act-head"><h2>{act.label}</h2>{act.article === null ? null : <span className="law">{t.law}：{act.article}</span>}</header>
      {blocked ? <div className="foi-refusals"><strong>{t.blocked(act.refusals.length)}</strong><ReasonList reasons={act.refusals} /></div> : null}
      {act.warnings.length === 0 ? null : <div className="foi-warnings"><ReasonList reasons={act.warnings} /></div>}
      {blocked ? null : (
        <FormFrame label={act.label}>
          {children}
          {day === undefined ? null : <Labelled label={day} hint={t.onHint}><Day clear={false} after={today} value={on} onChange={(next) => setOn(next ?? today)} /></Labelled>}
        </FormFrame>
      )}
      {error === null ? null : <ErrorPanel error={error} />}
      {tried && missing.length > 0 ? <p className="field-error" role="alert">{a.missing(missing)}</p> : null}
      <Consequence act={act} />
      <div><Button type="primary" danger={ending.has(act.act)} loading={busy} disabled={blocked || waiting} onClick={take} title={t.takeKey}>{label}</Button></div>
    </div>
  );
}

const ending: ReadonlySet<FoiAvailable['act']> = new Set(['close', 'withdraw', 'redirect', 'refuse-extension']);
const Consequence = ({ act }: { act: FoiAvailable }): ReactElement | null => (act.consequence === '' ? null : <p className="consequence strong">{t.consequence}{act.consequence}</p>);
