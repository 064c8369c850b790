import { App, Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { m } from '../messages.ts';
import type { Filters } from '../use-filters.ts';

type View = { name: string; query: string };

function read(key: string): View[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter((v): v is View => typeof v === 'object' && v !== null && 'name' in v && 'query' in v) : [];
  } catch {
    return [];
  }
}

/** Sets of filters under a name: the list's own ones, and those a person keeps in this browser. */
export function SavedViews({ list, own, filters }: { list: string; own: readonly View[]; filters: Filters }): ReactElement {
  const key = `tongming-views-${list}`;
  const [kept, setKept] = useState(() => read(key));
  const { modal } = App.useApp();
  const store = (views: View[]): void => {
    setKept(views);
    localStorage.setItem(key, JSON.stringify(views));
  };
  const apply = (query: string): void => {
    const wanted = Object.fromEntries(new URLSearchParams(query));
    filters.set({ ...Object.fromEntries(Object.keys(filters.values).map((name) => [name, null])), ...wanted });
  };
  const save = (): void => {
    let name = '';
    modal.confirm({
      title: m.list.saveView, icon: null, content: <Input autoFocus maxLength={20} aria-label={m.list.viewName} placeholder={m.list.viewName} onChange={(e) => { name = e.target.value.trim(); }} />,
      onOk: () => (name === '' ? Promise.reject(new Error(m.list.viewName)) : store([...kept.filter((v) => v.name !== name), { name, query: filters.query }])),
    });
  };
  const all = [...own, ...kept];
  return (
    <div className="views" role="group" aria-label={m.list.views}>
      {all.map((view) => <Button key={view.name} size="small" type={view.query === filters.query ? 'primary' : 'text'} ghost={view.query === filters.query} aria-pressed={view.query === filters.query} onClick={() => apply(view.query)}>{view.name}</Button>)}
      {filters.any && !all.some((v) => v.query === filters.query) ? <Button size="small" type="dashed" onClick={save}>{m.list.saveView}</Button> : null}
      {kept.some((v) => v.query === filters.query) ? <Button size="small" type="text" onClick={() => store(kept.filter((v) => v.query !== filters.query))}>{m.list.removeView}</Button> : null}
    </div>
  );
}
