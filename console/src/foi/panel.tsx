import type { ReactElement, ReactNode } from 'react';

/** A part of a page, with a heading of its own. */
export function Panel({ title, end, children, id }: { title: string; end?: ReactNode; children: ReactNode; id?: string }): ReactElement {
  return <section className="panel foi-panel" aria-label={title} id={id}><header><h2>{title}</h2>{end === undefined ? null : <div className="foi-end">{end}</div>}</header><div className="foi-panel-body">{children}</div></section>;
}
