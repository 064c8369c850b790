import { App, Button, InputNumber, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { CellItem, ReportCell, ReportView } from '#contract-report';
import { ApiError } from '../../api/errors.ts';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Facts } from '../../parts/facts.tsx';
import { dateTime } from '../../time.ts';
import { useAction, useResource } from '../../use-resource.ts';
import { Labelled, Words } from '../fields.tsx';
import { outcomeName } from '../tags.tsx';
import { reports } from './api.ts';
import { r } from './messages.ts';

const t = r.cell;
type Props = { view: ReportView; cell: ReportCell; setView: (view: ReportView) => void; reload: () => void };
const shown = (value: number | null): string => (value === null ? r.blank : String(value));

/** What a figure is made of, and a correction with its reason: never a silent typing over. */
export function CellDetails({ view, cell, setView, reload }: Props): ReactElement {
  return (
    <>
      <Facts facts={[
        [t.value, <strong key="v">{shown(cell.value)}</strong>], [t.computed, shown(cell.computed)], [t.source, r.sources[cell.source]],
        ...(cell.correction === null ? [] : [[t.correction, <>{cell.correction.reason}<span className="under quiet">{t.by(cell.correction.by, dateTime(cell.correction.at))}</span></>] as const]),
      ]} />
      {cell.stale ? <p className="foi-notice">{t.stale}</p> : null}
      {cell.drifted ? <p className="foi-notice">{t.drifted}</p> : null}
      {cell.missing.length === 0 ? null : <p className="foi-notice">{t.missing}：{cell.missing.join('、')}</p>}
      {view.editable && cell.settable ? <Correct key={view.version} view={view} cell={cell} setView={setView} reload={reload} /> : cell.source === 'sum' ? <p className="hint">{t.settled}</p> : null}
      <Items view={view} cell={cell} />
    </>
  );
}

function Correct({ view, cell, setView, reload }: Props): ReactElement {
  const [value, setValue] = useState<number | null>(cell.value);
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const send = (next: number | null): void => void run(async () => {
    try {
      setView(await reports.setFigure(view.agencyCode, view.year, { version: view.version, cell: cell.key, value: next, reason: reason.trim() }));
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(r.act.conflict);
      reload();
    }
  });
  const said = reason.trim() !== '';
  return (
    <div className="end-form">
      <h4>{cell.source === 'entered' ? t.enter : t.set}</h4>
      <Labelled label={t.newValue}><InputNumber value={value} min={cell.kind === 'change' ? undefined : 0} precision={cell.kind === 'amount' ? 4 : 0} onChange={setValue} /></Labelled>
      <Labelled label={t.reason} required hint={t.reasonHint}><Words value={reason} onChange={setReason} /></Labelled>
      {error === null ? null : <ErrorPanel error={error} />}
      <div className="inline">
        <Button type="primary" ghost loading={busy} disabled={value === null || value === cell.value || !said} onClick={() => send(value)}>{t.save}</Button>
        {cell.correction === null ? null : <Button disabled={busy || !said} onClick={() => send(null)}>{t.unset}</Button>}
      </div>
    </div>
  );
}

function Items({ view, cell }: Pick<Props, 'view' | 'cell'>): ReactElement {
  const first = useResource(`report cell ${view.agencyCode} ${view.year} ${view.version} ${cell.key}`, (signal) => reports.cell(view.agencyCode, view.year, cell.key, null, signal));
  const [more, setMore] = useState<{ items: CellItem[]; next: string | null }>({ items: [], next: null });
  const { busy, error, run } = useAction();
  if (first.error !== null) return <ErrorPanel error={first.error} onRetry={first.reload} />;
  if (first.data === null) return <Skeleton active />;
  const { items, parts, history } = first.data;
  const next = more.items.length === 0 ? first.data.next : more.next;
  return (
    <>
      {parts.length === 0 ? null : <><h3>{t.parts}</h3><ul className="report-parts">{parts.map((part) => <li key={part.code}><Link to={`/annual-reports/${part.code}/${view.year}?open=${cell.key}`}>{part.name}</Link><span>{shown(part.value)}</span></li>)}</ul></>}
      <h3>{t.items}{first.data.total > 0 ? `（${first.data.total}）` : ''}</h3>
      {items.length === 0 ? <p className="quiet">{t.noItems}</p> : <ul className="foi-found">{[...items, ...more.items].map((item) => <li key={`${item.kind}${item.id}`}><Item item={item} /></li>)}</ul>}
      {next === null ? null : <Button size="small" loading={busy} onClick={() => void run(async () => {
        const page = await reports.cell(view.agencyCode, view.year, cell.key, next);
        setMore((old) => ({ items: [...old.items, ...page.items], next: page.next }));
      })}>{t.more}</Button>}
      {error === null ? null : <ErrorPanel error={error} />}
      {history.length === 0 ? null : <><h3>{t.history}</h3><ol className="trail">{history.map((h) => <li key={h.at}><p><strong>{h.value === null ? t.cancelled : `${shown(h.computed)} → ${shown(h.value)}`}</strong> {h.by}<time>{dateTime(h.at)}</time></p><p>{h.reason}</p></li>)}</ol></>}
    </>
  );
}

function Item({ item }: { item: CellItem }): ReactElement {
  if (item.kind === 'case') return <><Link to={`/foi/${item.id}`}>{item.registerNumber ?? item.receiptNumber}</Link><small className="quiet">{t.received} {item.receivedOn}{item.endedOn === null ? '' : `　${t.ended} ${item.endedOn}`}{item.outcome === null ? '' : `　${outcomeName(item.outcome)}`}</small></>;
  if (item.kind === 'review') return <><Link to={`/foi/${item.caseId}`}>{item.authority} {item.number}</Link><small className="quiet">{item.standing}　{item.acceptedOn}</small></>;
  return <><Link to={`/records?open=${item.id}`}>{item.title}</Link><small className="quiet">{item.indexNumber}　{item.madeOn}</small></>;
}
