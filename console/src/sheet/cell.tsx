import type { ReactElement, ReactNode } from 'react';
import { cellId, type CellName } from '../documents/fields.ts';
import { ReasonList } from '../parts/reasons.tsx';
import { usePaper } from './context.tsx';

type Props = { name: CellName; label: string; children: ReactNode; hint?: ReactNode; wide?: boolean };

/** One cell of the paper: printed label in red, what is filled in beside it, what is wrong under it. */
export function Cell({ name, label, children, hint, wide = true }: Props): ReactElement {
  const reasons = usePaper().reasons(name);
  const labelId = `${cellId(name)}-label`;
  return (
    <div className={`cell ${wide ? 'wide' : ''} ${reasons.length > 0 ? 'faulty' : ''}`} id={cellId(name)} role="group" aria-labelledby={labelId}>
      <span className="cell-label" id={labelId}>{label}</span>
      <div className="cell-body">
        {children}
        {hint === undefined ? null : <p className="hint">{hint}</p>}
        {reasons.length > 0 ? <div className="field-error" role="alert"><ReasonList reasons={reasons} /></div> : null}
      </div>
    </div>
  );
}

export function Group({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return <section className="group" aria-label={title}>{children}</section>;
}
