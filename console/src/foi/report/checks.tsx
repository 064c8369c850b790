import type { ReactElement } from 'react';
import type { ReportView } from '#contract-report';
import { ReasonList } from '../../parts/reasons.tsx';
import { Tag, type Tone } from '../../parts/tags.tsx';
import { r } from './messages.ts';

type Identity = ReportView['check']['identities'][number];
const tones: Record<Identity['result'], Tone> = { pass: 'green', fail: 'red', warning: 'amber', 'not-assessable': 'plain' };

/** What stands in the way, what to look at, and every identity of the form with the place of a fault. */
export function Checks({ view, onOpen }: { view: ReportView; onOpen: (cell: string) => void }): ReactElement {
  const bad = view.check.identities.filter((i) => i.result === 'fail');
  const { uncounted: u } = view;
  const left = [u.unconfirmed > 0 ? r.unconfirmed(u.unconfirmed) : '', u.endedUnreceived > 0 ? r.endedUnreceived(u.endedUnreceived) : '', u.endedWithoutResult > 0 ? r.endedWithoutResult(u.endedWithoutResult) : ''].filter((x) => x !== '');
  // A reason names a cell or, by its number, a section of text.
  const go = (field: string): void => {
    if (view.cells.some((cell) => cell.key === field)) onOpen(field);
    else document.getElementById(`section-${field}`)?.scrollIntoView({ block: 'start' });
  };
  return (
    <section className="report-checks" aria-label={r.checks}>
      {view.problems.length === 0 ? null : <div className="foi-refusals"><strong>{r.problems}</strong><ReasonList reasons={view.problems} onGo={go} /></div>}
      {view.warnings.length === 0 && left.length === 0 ? null : (
        <div className="foi-warnings"><strong>{r.warnings}</strong><ReasonList reasons={view.warnings} onGo={go} />{left.length === 0 ? null : <p>{r.uncounted}：{left.join('；')}</p>}</div>
      )}
      <details open={bad.length > 0}>
        <summary><strong>{r.checks}</strong>　<span className={bad.length > 0 ? 'late' : 'quiet'}>{bad.length > 0 ? r.checksBad(bad.length) : r.checksOk}</span></summary>
        <ul className="report-identities">{view.check.identities.map((identity) => <One key={identity.id} identity={identity} cells={view.cells} onOpen={onOpen} />)}</ul>
      </details>
    </section>
  );
}

function One({ identity, cells, onOpen }: { identity: Identity; cells: ReportView['cells']; onOpen: (cell: string) => void }): ReactElement {
  return (
    <li>
      <Tag tone={tones[identity.result]}>{r.results[identity.result]}</Tag> {identity.name}<small className="quiet">　{identity.source}　{r.passed(identity.passed)}</small>
      {identity.failures.map((x) => {
        const words = r.failAt(x.place, String(x.expected), String(x.found));
        return <p key={x.where} className="late">{cells.some((cell) => cell.key === x.where) ? <button type="button" className="link" onClick={() => onOpen(x.where)}>{words}</button> : words}</p>;
      })}
      {[...Map.groupBy(identity.notAssessable, (x) => x.reason)].map(([reason, places]) => <p key={reason} className="quiet">{r.notAssessable(places.map((x) => x.place).join('、'), reason)}</p>)}
    </li>
  );
}
