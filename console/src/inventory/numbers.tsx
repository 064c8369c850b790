import { Button, Checkbox, Skeleton, type TableProps } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { SeriesDetail, SeriesRow } from '#contract-inventory';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ListPage } from '../parts/list-page.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useFilters } from '../use-filters.ts';
import { usePages } from '../use-pages.ts';
import { useResource } from '../use-resource.ts';
import { inventory } from './api.ts';
import { text } from './messages.ts';
import './inventory.css';

const words = text.numbers;
const runsShown = 8;
const yearOf = (year: number): string => (year === 0 ? words.running : text.year(String(year)));

function runText(runs: readonly { from: number; to: number }[], most = Number.POSITIVE_INFINITY): string {
  const shown = runs.slice(0, most).map((run) => words.run(run.from, run.to)).join('、');
  return runs.length > most ? `${shown}${words.more(runs.length)}` : shown;
}

const some = (n: number): number | string => (n === 0 ? '' : n);
const columns: NonNullable<TableProps<SeriesRow>['columns']> = [
  { title: words.code, dataIndex: 'code', width: 140 }, { title: words.year, key: 'year', width: 100, render: (_, row) => yearOf(row.year) },
  { title: words.highest, dataIndex: 'highest', width: 80, align: 'right' }, { title: words.present, dataIndex: 'present', width: 80, align: 'right' }, { title: words.missing, dataIndex: 'missing', width: 70, align: 'right' },
  { title: words.cancelled, key: 'cancelled', width: 70, align: 'right', render: (_, row) => some(row.cancelled) }, { title: words.notPublic, key: 'notPublic', width: 80, align: 'right', render: (_, row) => some(row.notPublic) },
  { title: words.unknown, key: 'unknown', width: 70, align: 'right', render: (_, row) => some(row.missing - row.cancelled - row.notPublic) },
  { title: words.gaps, key: 'gaps', width: 320, render: (_, row) => runText(row.gaps, runsShown) },
];

/** Every series of document numbers, and of each missing number what is known here. */
export function Numbers(): ReactElement {
  const filters = useFilters();
  const { code, gaps } = filters.values;
  const pages = usePages(`number series ${filters.query}`, (cursor, signal) => inventory.numbers({ code, gaps, cursor, limit: 50 }, signal));
  const opened = pages.items?.find((row) => row.id === filters.open);
  return (
    <ListPage title={words.title} filters={filters} pages={pages} columns={columns} shortColumns={5} rowLabel={(row) => `${row.code}${yearOf(row.year)}`} empty={words.empty}
      action={<span className="inline"><Link to="/inventory">{text.toInventory}</Link><Button href={inventory.file('numbers', 'xlsx', { code, gaps })}>{words.file}</Button><Button href={inventory.file('numbers', 'csv', { code, gaps })}>{words.fileCsv}</Button></span>}
      filterBar={<><SearchBox value={code ?? ''} placeholder={words.search} onChange={(value) => filters.set({ code: value })} /><Checkbox checked={gaps === '1'} onChange={(e) => filters.set({ gaps: e.target.checked ? '1' : null })}>{words.onlyGaps}</Checkbox><span className="quiet">{words.lead}</span></>}
      drawerTitle={opened === undefined ? words.title : `${opened.code}${yearOf(opened.year)}`} drawer={filters.open === null ? null : <Details id={filters.open} />} />
  );
}

function Details({ id }: { id: string }): ReactElement {
  const { data, error, reload } = useResource(`number series ${id}`, (signal) => inventory.series(id, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null || data.series.id !== id) return <Skeleton active />;
  if (data.series.missing === 0) return <p className="quiet">{words.nothing}</p>;
  return (
    <>
      <ul className="plain">{data.known.map((one) => <li key={`${one.number} ${one.documentId ?? one.recordId ?? ''}`}><strong>{one.number}{words.number}</strong>　{words.whys[one.why]}{one.reason === null ? '' : `：${one.reason}`}<Held one={one} /></li>)}</ul>
      {data.unknown.length === 0 ? null : <p>{words.unknownRuns(runText(data.unknown))}</p>}
    </>
  );
}

function Held({ one }: { one: SeriesDetail['known'][number] }): ReactElement | null {
  if (one.why !== 'not-public') return null;
  if (one.title === null) return <small className="quiet">　{words.notYours}</small>;
  const to = one.recordId !== null ? `/records?open=${one.recordId}` : `/documents/${one.documentId ?? ''}`;
  return <><br /><Link to={to}>{one.title}</Link>{one.attribute === null ? null : <small className="quiet">　{m.names.attributes[one.attribute]}</small>}</>;
}
