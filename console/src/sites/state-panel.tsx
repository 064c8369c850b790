import { App, Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import type { SiteState, SiteView } from '#contract-sites';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { sites } from './api.ts';
import { s } from './messages.ts';
import { useSiteWrite } from './site.tsx';

type Props = { site: SiteView; dirty: boolean; onChanged: (site: SiteView) => void; reload: () => void };

/** Opening, suspending, closing: what each will cause and what stands in its way, said before it is done. */
export function StatePanel({ site, dirty, onChanged, reload }: Props): ReactElement | null {
  const [notice, setNotice] = useState(site.notice ?? '');
  const { modal } = App.useApp();
  const { busy, error, write } = useSiteWrite({ onChanged, reload });
  if (!site.mayManage || site.moves.length === 0) return null;
  const go = (state: SiteState): void => {
    const act = (): void => write(() => sites.change(site.code, site.version, { state, notice: notice.trim() === '' ? null : notice.trim() }), s.saved);
    void modal.confirm({ title: s.moves[state], content: s.consequence[state], okText: s.moves[state], cancelText: m.action.cancel, onOk: act });
  };
  return (
    <section className="panel" aria-label={s.state}><header><h2>{s.state}</h2></header><div className="panel-body">
      {error === null ? null : <ErrorPanel error={error} />}
      {site.mayMove ? null : <p className="hint">{s.headOnly}</p>}
      {site.state === 'preparing' ? null : <Labelled label={s.notice}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} value={notice} onChange={(e) => setNotice(e.target.value)} /></Labelled>}
      {site.moves.map(({ state, refusals }) => (
        <div key={state}>
          {refusals.length === 0 ? null : <><strong>{s.moves[state]}：{s.blocked(refusals.length)}</strong><ReasonList reasons={refusals} /></>}
          <div className="inline"><Button danger={state === 'closed'} loading={busy} disabled={!site.mayMove || dirty || refusals.length > 0} onClick={() => go(state)}>{s.moves[state]}</Button>{dirty ? <span className="quiet">{s.saveFirst}</span> : <span className="quiet">{s.consequence[state]}</span>}</div>
        </div>
      ))}
    </div></section>
  );
}
