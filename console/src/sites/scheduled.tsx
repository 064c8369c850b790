import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { SiteChange, SiteScheduled, SiteView } from '#contract-sites';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { dateTime } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { sites } from './api.ts';
import { s } from './messages.ts';

const tones: Record<SiteScheduled['state'], Tone> = { waiting: 'blue', done: 'green', failed: 'red', cancelled: 'plain' };
const what = (change: SiteChange): string => (Object.keys(change) as (keyof SiteChange)[]).map((key) => s.what[key]).join('、');

export function Scheduled({ site, onChanged }: { site: SiteView; onChanged: (site: SiteView) => void }): ReactElement {
  const { busy, error, run } = useAction();
  const cancel = (id: string): void => void run(async () => onChanged(await sites.cancel(site.code, id)));
  return (
    <section className="panel" aria-label={s.scheduled}><header><h2>{s.scheduled}</h2></header><div className="panel-body">
      {error === null ? null : <ErrorPanel error={error} />}
      {site.scheduled.length === 0 ? <p className="quiet">{s.noScheduled}</p> : (
        <ul className="site-plans">{site.scheduled.map((plan) => (
          <li key={plan.id}>
            <span className="inline"><Tag tone={tones[plan.state]}>{s.changeStates[plan.state]}</Tag><span>{dateTime(plan.dueAt)}</span><span>{what(plan.change)}</span><span className="quiet">{plan.person}</span>
              {plan.state === 'waiting' && site.mayManage ? <Button size="small" type="link" loading={busy} onClick={() => cancel(plan.id)}>{s.cancelPlan}</Button> : null}</span>
            {plan.faults.length === 0 ? null : <ReasonList reasons={plan.faults} />}
          </li>
        ))}</ul>
      )}
    </div></section>
  );
}
