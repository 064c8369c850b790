import { App, Button, Segmented } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { CommentDecision, CommentState, ReportCommentRow } from '#contract-report';
import { ApiError } from '../../api/errors.ts';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Tag } from '../../parts/tags.tsx';
import { dateTime } from '../../time.ts';
import { useAction, useResource } from '../../use-resource.ts';
import { Labelled, Words } from '../fields.tsx';
import { reports } from './api.ts';
import { r } from './messages.ts';

const c = r.comments;
const states: readonly (CommentState | 'all')[] = ['waiting', 'published', 'rejected', 'all'];
const tones: Record<CommentState, 'blue' | 'green' | 'plain'> = { waiting: 'blue', published: 'green', rejected: 'plain' };

/** What the public said: of one report, or of all I may read. Each is published with an answer or kept with a reason. */
export function Comments({ recordId = null }: { recordId?: string | null }): ReactElement | null {
  const [state, setState] = useState<CommentState | 'all'>('waiting');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1) ?? null;
  const { data, error, reload } = useResource(`report comments ${recordId ?? ''} ${state} ${cursor ?? ''}`, (signal) => reports.comments(recordId, state === 'all' ? null : state, cursor, signal));
  const choose = (next: CommentState | 'all'): void => {
    setState(next);
    setCursors([]);
  };
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null) return null;
  return (
    <section className="report-comments" aria-labelledby="report-comments">
      <header className="inline"><h2 id="report-comments">{c.title}</h2>{data.waiting === 0 ? null : <Tag tone="blue">{c.waiting(data.waiting)}</Tag>}
        <Segmented aria-label={r.state} value={state} options={states.map((value) => ({ value, label: c.states[value] }))} onChange={choose} /></header>
      {data.items.length === 0 ? <p className="quiet">{state === 'waiting' ? c.noneWaiting : c.none}</p> : <ul>{data.items.map((row) => <li key={`${row.id} ${row.version}`}><OneComment row={row} named={recordId === null} reload={reload} /></li>)}</ul>}
      {cursors.length === 0 && data.next === null ? null : (
        <div className="inline">
          {cursors.length === 0 ? null : <Button onClick={() => setCursors(cursors.slice(0, -1))}>{c.back}</Button>}
          {data.next === null ? null : <Button onClick={() => setCursors([...cursors, data.next ?? ''])}>{r.cell.more}</Button>}
        </div>
      )}
    </section>
  );
}

function OneComment({ row, named, reload }: { row: ReportCommentRow; named: boolean; reload: () => void }): ReactElement {
  const [act, setAct] = useState<'publish' | 'reject' | null>(null);
  const year = /(\d{4})年/.exec(row.report ?? '')?.[1];
  return (
    <article className="foi-box">
      <p className="meta"><Tag tone={tones[row.state]}>{c.states[row.state]}</Tag><span>{row.signature ?? c.anonymous}</span><span>{dateTime(row.receivedAt)}</span><span>{c.receipt} {row.receipt}</span>{row.contact === null ? null : <span>{c.contact} {row.contact}</span>}</p>
      {named ? <p className="meta">{year === undefined ? <span>{row.report ?? row.agencyName}</span> : <Link to={`/annual-reports/${row.agencyCode}/${year}`}>{row.report}</Link>}</p> : null}
      <p className="report-words">{row.words}</p>
      {row.shownAs === null ? null : <p className="quiet">{c.shownAs}<span className="report-words">{row.shownAs}</span></p>}
      {row.answer === null || row.state !== 'published' ? null : <p className="report-words"><strong>{c.answer}</strong>{row.answer}</p>}
      {row.reason === null ? null : <p className="report-words"><strong>{c.reason}</strong>{row.reason}</p>}
      {row.decidedAt === null ? null : <p className="quiet">{c.decided(row.decidedBy ?? '', dateTime(row.decidedAt))}</p>}
      {!row.mayDecide || act !== null ? null : (
        <div className="inline"><Button onClick={() => setAct('publish')}>{row.state === 'published' ? c.again : c.publish}</Button>
          {row.state === 'rejected' ? null : <Button onClick={() => setAct('reject')}>{row.state === 'published' ? c.takeBack : c.reject}</Button>}</div>
      )}
      {act === null ? null : <Decide row={row} act={act} reload={reload} onClose={() => setAct(null)} />}
    </article>
  );
}

function Decide({ row, act, reload, onClose }: { row: ReportCommentRow; act: 'publish' | 'reject'; reload: () => void; onClose: () => void }): ReactElement {
  const [text, setText] = useState(act === 'publish' ? row.answer ?? '' : '');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const decision: CommentDecision = act === 'publish' ? { act, version: row.version, answer: text.trim() } : { act, version: row.version, reason: text.trim() };
  const take = (): void => void run(async () => {
    try {
      await reports.decideComment(row.id, decision);
      void message.success(act === 'publish' ? c.published : c.rejected);
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(c.conflict);
    }
    reload();
    onClose();
  });
  return (
    <div className="step-data">
      <Labelled label={act === 'publish' ? c.answerLabel : c.reasonLabel} hint={act === 'publish' ? c.answerHint : c.reasonHint} required><Words rows={3} value={text} onChange={setText} /></Labelled>
      {error === null ? null : <ErrorPanel error={error} />}
      <div className="inline"><Button type="primary" loading={busy} disabled={text.trim().length < 2} onClick={take}>{act === 'publish' ? c.publish : c.reject}</Button><Button onClick={onClose}>{r.cell.cancelled}</Button></div>
    </div>
  );
}
