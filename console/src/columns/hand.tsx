import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ColumnItemMode } from '#contract-columns';
import { records } from '../api/console.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { chineseDate } from '../time.ts';
import { useResource } from '../use-resource.ts';
import { columns } from './api.ts';
import { useColumnWrite } from './columns-page.tsx';
import type { EditorProps } from './editor.tsx';
import { c } from './messages.ts';

const tones: Record<ColumnItemMode, Tone> = { pinned: 'blue', placed: 'green', excluded: 'plain' };
const modes = Object.keys(c.modes) as ColumnItemMode[];

/** What a person puts in, pins on top or takes out, found by words among all that is public. */
export function HandPanel({ view, column, onChanged, reload }: EditorProps): ReactElement {
  const [q, setQ] = useState('');
  const { busy, error, write } = useColumnWrite({ onChanged, reload });
  const found = useResource(q === '' ? null : `public records ${q}`, (signal) => records.list({ q, public: 'true', content: 'true', limit: 8 }, signal));
  const place = (recordId: string, mode: ColumnItemMode | null): void => write(() => columns.place(column.id, column.version, recordId, mode), c.saved);
  return (
    <section className="panel" aria-label={c.hand}><header><h2>{c.hand}</h2></header><div className="panel-body">
      {error === null ? null : <ErrorPanel error={error} />}
      {column.items.length === 0 ? <p className="quiet">{c.noHand}</p> : (
        <ul className="column-hand">{column.items.map((item) => (
          <li key={item.recordId}>
            <Tag tone={tones[item.mode]}>{c.modes[item.mode]}</Tag><span>{item.title ?? c.gone}{item.datePublished === null ? null : <small className="quiet">　{item.agencyName}　{chineseDate(item.datePublished)}</small>}</span>
            {view.mayManage ? <Button size="small" type="link" disabled={busy} onClick={() => place(item.recordId, null)}>{c.clear}</Button> : null}
          </li>
        ))}</ul>
      )}
      {view.mayManage ? (
        <>
          <p className="hint">{c.handHint}</p>
          <SearchBox value={q} placeholder={c.search} width={420} onChange={setQ} />
          {q === '' ? null : (
            <ul className="column-hand" aria-label={c.search}>{(found.data?.items ?? []).map((record) => (
              <li key={record.id}><span>{record.title}<small className="quiet">　{record.agencyName}</small></span><span className="inline">{modes.map((mode) => <Button key={mode} size="small" disabled={busy} onClick={() => place(record.id, mode)}>{c.modes[mode]}</Button>)}</span></li>
            ))}</ul>
          )}
        </>
      ) : null}
    </div></section>
  );
}
