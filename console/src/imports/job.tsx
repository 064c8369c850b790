import { App, Button, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { ImportJobView } from '#contract-imports';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { dateTime } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { imports } from './api.ts';
import './imports.css';
import { JobState, jobState } from './imports.tsx';
import { i } from './messages.ts';
import { useWatched } from './use-watched.ts';

const text = i.job;

/** What one import did, and the undo of it as a whole. */
export function ImportJobPage(): ReactElement {
  const id = useParams()['id'] ?? '';
  const { data, error, loading, reload, set } = useResource(`import job ${id}`, (signal) => imports.job(id, signal));
  useWatched(data !== null && (jobState(data) === 'undoing' || jobState(data) === 'running'), { loading, reload });
  const { modal, message } = App.useApp();
  const { busy, error: failure, run } = useAction();
  if (data === null) return error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  const undo = (): void => void modal.confirm({
    title: text.undoAsk, content: text.undoText, okText: text.undo, okButtonProps: { danger: true }, onOk: () => run(async () => {
      set(await imports.undo(id));
      void message.success(text.asked);
    }),
  });
  return (
    <div className="imports">
      <header className="page-head"><div><p className="meta"><Link to="/imports">{i.title}</Link></p><h1>{data.fileName}</h1><p className="quiet">{data.agencyName}　<JobState job={data} /></p></div>{data.undoable ? <Button danger loading={busy} onClick={undo}>{text.undo}</Button> : null}</header>
      {failure === null ? null : <ErrorPanel error={failure} />}
      {!data.undoable && data.undoStartedAt === null ? <p className="quiet">{text.untraced}</p> : null}
      <section className="panel" aria-labelledby="counts"><header><h2 id="counts">{text.title}</h2></header><div className="imports-body">
        <Facts facts={[
          [text.started, dateTime(data.startedAt)], [text.finished, data.finishedAt === null ? text.notFinished : dateTime(data.finishedAt)], [text.lines, data.lines],
          [i.column.imported, data.imported], [i.column.revised, data.revised], [i.column.unchanged, data.unchanged], [i.column.faults, data.faults],
        ]} />
      </div></section>
      {data.undoStartedAt === null ? null : <Undone job={data} />}
      {data.faultList.length === 0 ? null : (
        <section className="panel" aria-labelledby="faults"><header><h2 id="faults">{text.faults}</h2>{data.faults > data.faultList.length ? <span className="quiet">{text.cut(data.faultList.length)}</span> : null}</header><div className="imports-body">
          <ul className="plain">{data.faultList.map((fault) => <li key={fault.line}>{text.line(fault.line)}　{fault.reason}</li>)}</ul>
        </div></section>
      )}
    </div>
  );
}

function Undone({ job }: { job: ImportJobView }): ReactElement {
  return (
    <section className="panel" aria-labelledby="undo"><header><h2 id="undo">{job.undoneAt === null ? i.jobStates.undoing : text.undone}</h2></header><div className="imports-body" role="status">
      {job.undoneAt === null ? <p>{text.undoing}</p> : null}
      <Facts facts={[[text.removed, job.undo.removed], [text.restored, job.undo.restored], [text.left, job.undo.left]]} />
      {job.left.length === 0 ? null : <><h3>{text.leftTitle}</h3><ul className="plain">{job.left.map((row) => <li key={row.recordId}><Link to={`/records?open=${row.recordId}`}>{row.title}</Link>　<small className="quiet">{row.reason}</small></li>)}</ul></>}
    </div></section>
  );
}
