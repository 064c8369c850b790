import { App, Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ColumnRow } from '#contract-columns';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { columns } from './api.ts';
import { useColumnWrite } from './columns-page.tsx';
import type { EditorProps } from './editor.tsx';
import { c } from './messages.ts';

const top = '';
type Props = EditorProps & { dirty: boolean };

/** Where it stands in the tree and in the address; a move is undone by one press, and no old address is lost. */
export function PlacePanel({ view, column, dirty, onChanged, reload }: Props): ReactElement | null {
  const [slug, setSlug] = useState(column.slug);
  const [parentId, setParentId] = useState(column.parentId);
  const { notification } = App.useApp();
  const { busy, error, write } = useColumnWrite({ onChanged, reload });
  if (!view.mayManage) return null;
  const places = view.columns.filter((one) => one.id !== column.id && !one.path.startsWith(`${column.path}/`) && one.state !== 'closed');
  const was = { parentId: column.parentId, slug: column.slug };
  const back = (): void => write(() => columns.move(column.id, column.version + 1, was), c.undone, () => notification.destroy(column.id));
  const told = (): void => notification.success({ key: column.id, title: column.state === 'preparing' ? c.moved : c.movedPublic, duration: 20, actions: <Button size="small" onClick={back}>{c.undo}</Button> });
  const move = (): void => write(() => columns.move(column.id, column.version, { parentId, slug }), undefined, told);
  const shift = (by: -1 | 1): void => write(() => columns.shift(column.id, column.version, by));
  return (
    <section className="panel" aria-label={c.place}><header><h2>{c.place}</h2></header><div className="panel-body">
      {error === null ? null : <ErrorPanel error={error} />}
      <div className="site-pair">
        <Labelled label={c.parent} group><Select aria-label={c.parent} value={parentId ?? top} showSearch={{ optionFilterProp: 'label' }} options={[{ value: top, label: c.top }, ...places.map((one) => ({ value: one.id, label: indented(one) }))]} onChange={(value: string) => setParentId(value === top ? null : value)} /></Labelled>
        <Labelled label={c.slug} hint={c.slugHint}><Input prefix={`/columns/${pathAbove(view.columns, parentId)}`} maxLength={40} value={slug} onChange={(e) => setSlug(e.target.value)} /></Labelled>
      </div>
      <div className="inline">
        <Button loading={busy} disabled={dirty || (slug === column.slug && parentId === column.parentId)} onClick={move}>{c.move}</Button>
        <Button disabled={busy || dirty} onClick={() => shift(-1)}>{c.up}</Button><Button disabled={busy || dirty} onClick={() => shift(1)}>{c.down}</Button>{dirty ? <span className="quiet">{c.saveFirst}</span> : null}
      </div>
    </div></section>
  );
}

const indented = (column: ColumnRow): string => `${'　'.repeat(column.level - 1)}${column.name}`;
function pathAbove(all: readonly ColumnRow[], parentId: string | null): string {
  const parent = all.find((one) => one.id === parentId);
  return parent === undefined ? '' : `${parent.path}/`;
}

/** Opening, closing, removing: the consequence first. */
export function StatePanel({ view, column, dirty, onChanged, reload, onGone }: Props): ReactElement | null {
  const { modal } = App.useApp();
  const { busy, error, write } = useColumnWrite({ onChanged, reload });
  if (!view.mayManage) return null;
  const label = (verb: keyof typeof c.acts): string => (verb === 'open' && column.state === 'closed' ? c.reopen : c.acts[verb]);
  const meaning = (verb: keyof typeof c.acts): string => c.consequence[verb === 'open' && column.state === 'closed' ? 'reopen' : verb];
  const verbs: (keyof typeof c.acts)[] = column.state === 'preparing' ? ['open', 'remove'] : column.state === 'open' ? ['close'] : ['open'];
  const act = (verb: keyof typeof c.acts): void => write(() => columns.act(column.id, column.version, verb), c.done[verb], verb === 'remove' ? onGone : undefined);
  // Opening is undone by closing; only what takes something away is asked twice.
  const press = (verb: keyof typeof c.acts): void => {
    if (verb === 'open') act(verb);
    else void modal.confirm({ title: label(verb), content: meaning(verb), okText: label(verb), cancelText: m.action.cancel, onOk: () => act(verb) });
  };
  return (
    <section className="panel" aria-label={c.state}><header><h2>{c.state}</h2></header><div className="panel-body">
      {error === null ? null : <ErrorPanel error={error} />}
      {column.refusals.length === 0 ? null : <><strong>{c.blocked(column.refusals.length)}</strong><ReasonList reasons={column.refusals} /></>}
      {verbs.map((verb) => <div key={verb} className="inline"><Button type={verb === 'open' ? 'primary' : 'default'} danger={verb === 'remove'} loading={busy} disabled={dirty || (verb === 'open' && column.refusals.length > 0)} onClick={() => press(verb)}>{label(verb)}</Button><span className="quiet">{dirty ? c.saveFirst : meaning(verb)}</span></div>)}
    </div></section>
  );
}
