import { Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { records } from '../api/console.ts';
import { SearchBox } from '../parts/search-box.tsx';
import { StatusTag } from '../parts/tags.tsx';
import { useResource } from '../use-resource.ts';
import { f } from './messages.ts';

const shown = 6;

/** Published records that may already be what is asked for; the words can be changed. */
export function AlreadyPublic({ first }: { first: string }): ReactElement {
  const [q, setQ] = useState(first);
  const { data, error } = useResource(q === '' ? null : `foi public ${q}`, (signal) => records.list({ q, public: true, limit: shown }, signal));
  const found = q === '' || error !== null ? null : data;
  return (
    <section className="side-part" aria-label={f.case.public}>
      <h3>{first === '' ? f.entry.similar : f.case.public}</h3>
      {first === '' ? <p className="quiet">{f.entry.similarHint}</p> : null}
      <SearchBox value={q} placeholder={f.case.publicHint} onChange={setQ} width={264} />
      {q !== '' && found === null && error === null ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      {found === null ? null : found.items.length === 0 ? <p className="quiet">{f.case.noPublic}</p> : (
        <ul className="foi-found">
          {found.items.map((r) => (
            <li key={r.id}>{r.url === null ? <span>{r.title}</span> : <a href={r.url} target="_blank" rel="noopener">{r.title}</a>}<small className="quiet"><StatusTag status={r.status} /> {r.documentNumber ?? r.indexNumber}</small></li>
          ))}
        </ul>
      )}
    </section>
  );
}
