import { App, Button, Empty, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ColumnRow, ColumnStanding, ColumnsView } from '#contract-columns';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useConflict } from '../parts/use-conflict.ts';
import { useAction, useResource } from '../use-resource.ts';
import { columns } from './api.ts';
import { ColumnEditor } from './editor.tsx';
import { c } from './messages.ts';
import { NewColumnDialog } from './new-column.tsx';
import '../sites/sites.css';
import './columns.css';

export const stateTones: Record<ColumnRow['state'], Tone> = { preparing: 'amber', open: 'green', closed: 'plain' };
export const standingTones: Record<ColumnStanding, Tone> = { fresh: 'green', warning: 'amber', late: 'red', blank: 'red', exempt: 'plain' };

/** The columns of one site: the tree, and the one that is chosen beside it. */
export function ColumnsPage(): ReactElement {
  const { code = '' } = useParams();
  const { data, error, reload, set } = useResource(`columns ${code}`, (signal) => columns.list(code, signal));
  const [query, setQuery] = useSearchParams();
  const [adding, setAdding] = useState<string | null | undefined>(undefined);
  if (data === null || data.site !== code) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  const chosen = data.columns.find((column) => column.id === query.get('column')) ?? null;
  const choose = (id: string | null): void => setQuery(id === null ? {} : { column: id });
  const made = (next: ColumnsView): void => {
    const known = new Set(data.columns.map((column) => column.id));
    set(next);
    setAdding(undefined);
    choose(next.columns.find((column) => !known.has(column.id))?.id ?? null);
  };
  return (
    <div>
      <header className="page-head">
        <div><p className="meta"><Link to={`/sites/${code}`}>{c.back}</Link></p><h1>{c.of(data.siteName)}</h1></div>
        <span className="inline"><Link to="/columns">{c.toDue}</Link>{data.mayManage ? <Button type="primary" onClick={() => setAdding(null)}>{c.add}</Button> : null}</span>
      </header>
      {data.mayManage ? null : <p className="hint">{c.notYours}</p>}
      <div className="column-edit">
        <nav className="panel column-nav" aria-label={c.tree}>
          {data.columns.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={c.none} /> : <ul>{data.columns.map((column) => <TreeRow key={column.id} column={column} chosen={column.id === chosen?.id} onChoose={() => choose(column.id)} />)}</ul>}
        </nav>
        {chosen === null ? <p className="quiet column-none">{data.columns.length === 0 ? '' : c.pick}</p>
          : <ColumnEditor key={chosen.id} view={data} column={chosen} onChanged={set} reload={reload} onAddBelow={() => setAdding(chosen.id)} onGone={() => choose(null)} />}
      </div>
      {adding === undefined ? null : <NewColumnDialog view={data} parentId={adding} onMade={made} onClose={() => setAdding(undefined)} />}
    </div>
  );
}

function TreeRow({ column, chosen, onChoose }: { column: ColumnRow; chosen: boolean; onChoose: () => void }): ReactElement {
  const { state, standing } = column;
  return (
    <li className={chosen ? 'chosen' : ''}>
      <button type="button" style={{ paddingInlineStart: 16 + (column.level - 1) * 20 }} aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
        <span>{column.name}</span>
        <span className="column-tags">
          {column.directory ? null : <small className="quiet">{c.count(column.count)}</small>}
          {state === 'open' ? null : <Tag tone={stateTones[state]}>{c.states[state]}</Tag>}
          {state === 'open' && standing !== 'fresh' && standing !== 'exempt' ? <Tag tone={standingTones[standing]}>{c.standings[standing]}</Tag> : null}
        </span>
      </button>
    </li>
  );
}

export type WriteProps = { onChanged: (view: ColumnsView) => void; reload: () => void };

/** Runs a write, and `then` what follows from it. */
export function useColumnWrite({ onChanged, reload }: WriteProps): { busy: boolean; error: unknown; write: (work: () => Promise<ColumnsView>, done?: string, then?: () => void) => void } {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const careful = useConflict(c.conflict, reload);
  const write = (work: () => Promise<ColumnsView>, done?: string, then?: () => void): void => void run(() => careful(async () => {
    onChanged(await work());
    if (done !== undefined) void message.success(done);
    then?.();
  }));
  return { busy, error, write };
}
