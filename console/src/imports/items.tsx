import { Button, Empty, Input, Select, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { ImportItemRow, ImportReviewView } from '#contract-imports';
import { m } from '../messages.ts';
import { Beside } from '../parts/beside.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { usePages } from '../use-pages.ts';
import { useAction } from '../use-resource.ts';
import { imports } from './api.ts';
import { i } from './messages.ts';

export type Show = { show: string; code: string | null };
type Props = { review: ImportReviewView; show: Show; onShow: (show: Show) => void; onChanged: (next: ImportReviewView) => void };
const tones: Record<ImportItemRow['verdict'], Tone> = { new: 'green', changed: 'blue', unchanged: 'plain', duplicate: 'amber', similar: 'amber', fault: 'red' };

/** The items one by one: what was found of each, and take, leave or correct it. */
export function Items({ review, show, onShow, onChanged }: Props): ReactElement {
  const key = `import items ${review.id} ${show.show} ${show.code ?? ''} ${review.verdicts.map((v) => `${v.take}/${v.leave}`).join(' ')}`;
  const pages = usePages(key, (cursor, signal) => imports.items(review.id, { show: show.show, code: show.code, cursor, limit: 50 }, signal));
  const { busy, error, run } = useAction();
  const [open, setOpen] = useState<ImportItemRow | null>(null);
  const decide = (row: ImportItemRow, decision: 'take' | 'leave'): void => void run(async () => onChanged(await imports.decide(review.id, { decision, lines: [row.id] })));
  const columns: NonNullable<TableProps<ImportItemRow>['columns']> = [
    { title: i.item.place, key: 'place', width: 150, render: (_, row) => row.place ?? row.id },
    { title: i.item.title, key: 'title', width: 300, render: (_, row) => <span className="row-title">{row.title}{row.corrected ? <Tag tone="blue">{i.item.corrected}</Tag> : null}</span> },
    { title: i.item.findings, key: 'findings', render: (_, row) => <div className="imports-findings"><span><Tag tone={tones[row.verdict]}>{i.verdicts[row.verdict]}</Tag> {row.detail}</span>{row.doubts.map((doubt) => <small key={doubt}>{doubt}</small>)}{row.recordId === null ? null : <Link to={`/records?open=${row.recordId}`} target="_blank" rel="noopener">{i.item.record}</Link>}</div> },
    { title: i.item.decision, key: 'decision', width: 230, render: (_, row) => (row.fields === null || row.verdict === 'unchanged' ? null : <div className="imports-acts">
      <Button size="small" type={row.decision === 'take' ? 'primary' : 'default'} aria-pressed={row.decision === 'take'} disabled={busy} aria-label={i.item.takeIt(row.title)} onClick={() => decide(row, 'take')}>{i.take}</Button>
      <Button size="small" type={row.decision === 'leave' ? 'primary' : 'default'} aria-pressed={row.decision === 'leave'} disabled={busy} aria-label={i.item.leaveIt(row.title)} onClick={() => decide(row, 'leave')}>{i.leave}</Button>
      <Button size="small" aria-label={i.item.correctIt(row.title)} onClick={() => setOpen(row)}>{i.item.correct}</Button>
    </div>) },
  ];
  return (
    <section className="panel" aria-labelledby="items">
      <header><h2 id="items">{i.items}</h2></header>
      <div className="imports-body">
        <div className="filters">
          <Select aria-label={i.showLabel} style={{ width: 160 }} value={show.show} onChange={(value) => onShow({ show: value, code: null })} options={Object.entries(i.shows).map(([value, label]) => ({ value, label }))} />
          {show.show === 'doubtful' ? <Select aria-label={i.doubt} allowClear style={{ width: 220 }} value={show.code} placeholder={i.doubt} onChange={(code?: string) => onShow({ show: 'doubtful', code: code ?? null })} options={review.doubts.map((d) => ({ value: d.code, label: `${d.name} ${d.total}` }))} /> : null}
        </div>
        {error === null ? null : <ErrorPanel error={error} />}
        {pages.error === null ? null : <ErrorPanel error={pages.error} onRetry={pages.reload} />}
        <div className="beside-frame">
          <div className="list-main">
            <Table<ImportItemRow> rowKey="id" size="middle" columns={open === null ? columns : columns.slice(0, 2)} dataSource={pages.items ?? []} loading={pages.items === null} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={i.noItems} /> }} />
            <p className="list-foot">{m.list.shown(pages.items?.length ?? 0, pages.total)}{pages.more === null ? null : <Button size="small" loading={pages.loadingMore} onClick={pages.more}>{m.action.loadMore}</Button>}</p>
          </div>
          {open === null ? null : <Beside key={open.id} title={open.title} onClose={() => setOpen(null)}><Correction review={review} item={open} onDone={(next) => { setOpen(null); onChanged(next); }} /></Beside>}
        </div>
      </div>
    </section>
  );
}

function Correction({ review, item, onDone }: { review: ImportReviewView; item: ImportItemRow; onDone: (next: ImportReviewView) => void }): ReactElement {
  const stored: Record<string, string> = item.fields ?? {};
  const [value, setValue] = useState(stored);
  const { busy, error, run } = useAction();
  const changed = Object.fromEntries(Object.entries(value).filter(([name, text]) => text !== stored[name]));
  const save = (): void => void run(async () => onDone(await imports.correct(review.id, item.id, changed)));
  return (
    <div className="imports-form">
      {item.doubts.map((doubt) => <p key={doubt}>{doubt}</p>)}
      {Object.entries(i.fields).map(([name, label]) => (
        <label key={name}>{label}<Input maxLength={1000} value={value[name] ?? ''} onChange={(e) => setValue((old) => ({ ...old, [name]: e.target.value }))} />{i.fieldHint[name] === undefined ? null : <small className="quiet">{i.fieldHint[name]}</small>}</label>
      ))}
      <div><span>{i.item.excerpt}</span><p className="imports-excerpt" tabIndex={0}>{item.excerpt}</p></div>
      {error === null ? null : <ErrorPanel error={error} />}
      <div><Button type="primary" loading={busy} onClick={save}>{i.saveItem}</Button></div>
    </div>
  );
}
