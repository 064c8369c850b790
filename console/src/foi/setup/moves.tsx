import { Button } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiMoved, FoiRecomputed } from '#contract-foi';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { useAction } from '../../use-resource.ts';
import { toTop } from '../focus.ts';
import { s } from './messages.ts';

const t = s.moves;

/** Cases whose due date moves: from which day to which, and who has them. */
export function Moves({ moved, all }: { moved: readonly FoiMoved[]; all: number }): ReactElement {
  return (
    <>
      <div className="foi-moves" tabIndex={0} role="region" aria-label={t.title}><table className="foi-table">
        <thead><tr><th>{t.number}</th><th>{t.agency}</th><th>{t.assignee}</th><th>{t.before}</th><th>{t.after}</th></tr></thead>
        <tbody>
          {moved.map((m) => (
            <tr key={m.id}>
              <td><Link className="foi-no" to={`/foi/${m.id}`} target="_blank">{m.receiptNumber}</Link></td><td>{m.agencyName}</td><td>{m.assigneeName ?? t.unassigned}</td>
              <td>{m.before ?? t.noDue}</td><td>{m.before === m.after ? t.only : <><strong>{m.after ?? t.noDue}</strong>{m.before === null || m.after === null ? null : <small className={m.after < m.before ? 'soon foi-after' : 'quiet foi-after'}>{m.after < m.before ? t.earlier : t.later}</small>}</>}</td>
            </tr>
          ))}
        </tbody>
      </table></div>
      {moved.length < all ? <p className="quiet">{t.cut(moved.length, all)}</p> : null}
    </>
  );
}

type Props = { dirty: boolean; faults?: readonly string[]; preview: () => Promise<FoiRecomputed>; save: () => Promise<FoiRecomputed>; onSaved: () => void; onReset: () => void };

/** Saving in two steps where it moves somebody's due date: first which cases, then yes. Mounted anew (by key) for another draft. */
export function SaveMoves({ dirty, faults = [], preview, save, onSaved, onReset }: Props): ReactElement | null {
  const [found, setFound] = useState<FoiRecomputed | null>(null);
  const { busy, error, run } = useAction();
  const keep = async (): Promise<void> => {
    await save();
    onSaved();
  };
  const look = (): void => void run(async () => {
    const next = await preview();
    if (next.movedCount === 0) await keep();
    else setFound(next);
  });
  if (!dirty) return null;
  const asking = found !== null;
  return (
    <div className="foi-save" aria-live="polite">
      {faults.length === 0 ? null : <ul className="reasons field-error">{faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>}
      {error === null ? null : <ErrorPanel error={error} />}
      {asking ? <section className="foi-warnings" aria-label={t.effect}><strong>{t.will(found.movedCount, found.recomputed)}</strong><Moves moved={found.moved} all={found.movedCount} /></section> : null}
      <div className="inline">
        {asking
          ? <><Button type="primary" loading={busy} onClick={() => void run(keep)}>{s.confirm}</Button><Button disabled={busy} onClick={() => setFound(null)}>{s.notYet}</Button></>
          : <><Button type="primary" loading={busy} disabled={faults.length > 0} onClick={look}>{s.save}</Button><Button disabled={busy} onClick={onReset}>{s.back}</Button></>}
      </div>
    </div>
  );
}

/** What the last saving did. */
export function Saved({ done }: { done: FoiRecomputed }): ReactElement {
  useEffect(toTop, [done]);
  return (
    <section className="panel foi-panel foi-saved" role="status" aria-label={t.effect}>
      <div className="foi-panel-body">
        {done.movedCount === 0 ? <p>{t.none(done.recomputed)}</p> : <><strong>{t.did(done.movedCount, done.recomputed)}</strong><Moves moved={done.moved} all={done.movedCount} /><p className="quiet">{t.told}</p></>}
      </div>
    </section>
  );
}
