import { App, Button, Empty, Input, Skeleton, Table, type TableProps } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import type { SynonymGroup } from '#contract';
import { admin } from '../api/console.ts';
import { m } from '../messages.ts';
import { Beside } from '../parts/beside.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { rowProps } from '../parts/list-page.tsx';
import { useSession } from '../session.tsx';
import { useFilters } from '../use-filters.ts';
import { useAction, useResource } from '../use-resource.ts';
import { GroupForm } from './group-form.tsx';
import { text } from './messages.ts';

const creating = 'new';
const undoKey = 'synonyms';
const columns: NonNullable<TableProps<SynonymGroup>['columns']> = [{ title: text.words, key: 'words', render: (_, row) => <span className="row-title">{text.of(row.words)}</span> }];

/** The words that a search takes for each other. */
export function Synonyms(): ReactElement {
  const { has } = useSession();
  const filters = useFilters();
  const { message } = App.useApp();
  const { data, error, reload, set } = useResource('synonyms', admin.synonyms);
  const { error: undoError, run } = useAction();
  const [q, setQ] = useState('');
  const may = has('office', 'openness-clerk');
  const rows = useMemo(() => (data ?? []).filter((group) => group.words.some((word) => word.includes(q.trim()))), [data, q]);
  const group = data?.find((one) => one.id === filters.open) ?? null;
  /** Puts back what stood there before; from what is saved now, so that nobody else's edit is lost. */
  const undo = (before: SynonymGroup | null, now: SynonymGroup | null): Promise<unknown> => run(async () => {
    set(await admin.saveSynonyms({ ...(now === null ? {} : { id: now.id, version: now.version }), words: before?.words ?? [] }));
    filters.setOpen(null);
    void message.success(text.undone);
  });
  const saved = (groups: SynonymGroup[], before: SynonymGroup | null, words: readonly string[]): void => {
    const now = groups.find((one) => (before === null ? words.every((word) => one.words.includes(word)) : one.id === before.id)) ?? null;
    set(groups);
    filters.setOpen(null);
    void message.open({ key: undoKey, type: 'success', duration: 10, content: <>{words.length === 0 ? text.removed : text.saved}<Button type="link" onClick={() => { message.destroy(undoKey); void undo(before, words.length === 0 ? null : now); }}>{m.action.undo}</Button></> });
  };
  return (
    <div className="list-page">
      <header className="page-head"><div><h1>{text.title}</h1><p className="quiet">{text.lead}{may ? '' : text.readOnly}</p></div>{may ? <Button type="primary" onClick={() => filters.setOpen(creating)}>{text.add}</Button> : null}</header>
      <div className="filters"><Input.Search allowClear value={q} placeholder={text.search} aria-label={text.search} style={{ width: 260 }} onChange={(e) => setQ(e.target.value)} /></div>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {undoError === null ? null : <ErrorPanel error={undoError} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : null) : (
        <div className="beside-frame">
          <div className="list-main">
            <Table<SynonymGroup> rowKey="id" size="middle" columns={columns} dataSource={rows} pagination={false} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={q === '' ? text.empty : m.list.none} /> }}
              rowClassName={(row) => (row.id === filters.open ? 'open-row' : '')} onRow={(row) => rowProps(text.of(row.words), () => filters.setOpen(row.id))} />
            <p className="list-foot">{m.list.total(rows.length)}</p>
          </div>
          {filters.open === null || (filters.open !== creating && group === null) ? null : (
            <Beside key={filters.open} title={group === null ? text.add : text.edit} onClose={() => filters.setOpen(null)}>
              <GroupForm group={group} may={may} onSaved={saved} />
            </Beside>
          )}
        </div>
      )}
    </div>
  );
}
