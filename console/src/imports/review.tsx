import { App, Button, Progress, Skeleton, Spin, Steps, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ImportDecisionRequest, ImportReviewView } from '#contract-imports';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useAction, useResource } from '../use-resource.ts';
import { ApiError } from '../api/errors.ts';
import { imports } from './api.ts';
import './imports.css';
import { Items } from './items.tsx';
import { MappingForm } from './mapping-form.tsx';
import { i } from './messages.ts';
import { useWatched } from './use-watched.ts';

const stepOf: Record<ImportReviewView['state'], number> = { mapping: 0, reading: 1, ready: 2, importing: 3, done: 4, dropped: 0 };

/** One table on its way into the library: columns, findings, decisions, import. */
export function ImportReviewPage(): ReactElement {
  const id = useParams()['id'] ?? '';
  const { data, error, loading, reload, set } = useResource(`import review ${id}`, (signal) => imports.review(id, signal));
  const atWork = data?.state === 'reading' || data?.state === 'importing';
  useWatched(atWork, { loading, reload });
  const [renaming, setRenaming] = useState(false);
  if (data === null) return error === null ? <Skeleton active paragraph={{ rows: 8 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return (
    <div className="imports">
      <header className="page-head"><div><p className="meta"><Link to="/imports">{i.title}</Link></p><h1>{data.fileName}</h1><p className="quiet">{data.agencyName}　{i.states[data.state]}</p></div><Drop review={data} /></header>
      <Steps className="imports-steps" size="small" current={stepOf[data.state]} items={i.steps.map((title) => ({ title }))} />
      {data.fault === null ? null : <ErrorPanel error={new ApiError(422, 'import', data.fault)} />}
      {data.state === 'mapping' || renaming ? <MappingForm review={data} onDone={(next) => { setRenaming(false); set(next); }} /> : null}
      {data.state === 'reading' ? <section className="panel imports-upload" role="status"><Spin />{i.reading}</section> : null}
      {data.state === 'ready' && !renaming ? <Ready review={data} onChanged={set} onRename={() => setRenaming(true)} /> : null}
      {data.state === 'importing' ? <Running review={data} /> : null}
      {data.state === 'done' ? <section className="panel imports-upload" role="status"><strong>{i.done}</strong>{data.jobId === null ? null : <Link to={`/imports/jobs/${data.jobId}`}>{i.seeJob}</Link>}</section> : null}
    </div>
  );
}

const sum = (review: ImportReviewView, key: 'take' | 'open'): number => review.verdicts.reduce((n, row) => n + row[key], 0);

function Running({ review }: { review: ImportReviewView }): ReactElement {
  const [done, total] = [review.job?.lines ?? 0, sum(review, 'take')];
  return <section className="panel imports-upload" role="status">{i.importing(done, total)}<Progress aria-label={i.importing(done, total)} percent={total === 0 ? 0 : Math.floor((done / total) * 100)} /></section>;
}

function Drop({ review }: { review: ImportReviewView }): ReactElement | null {
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  if (!['mapping', 'reading', 'ready'].includes(review.state)) return null;
  const drop = (): void => void modal.confirm({
    title: i.dropAsk, content: i.dropText, okText: i.drop, okButtonProps: { danger: true }, onOk: async () => {
      await imports.drop(review.id);
      void message.success(i.dropped);
      await navigate('/imports');
    },
  });
  return <Button onClick={drop}>{i.drop}</Button>;
}

type ReadyProps = { review: ImportReviewView; onChanged: (next: ImportReviewView) => void; onRename: () => void };

function Ready({ review, onChanged, onRename }: ReadyProps): ReactElement {
  const { modal } = App.useApp();
  const { busy, error, run } = useAction();
  const [show, setShow] = useState<{ show: string; code: string | null }>({ show: sum(review, 'open') > 0 ? 'open' : 'new', code: null });
  const decide = (request: ImportDecisionRequest): void => void run(async () => onChanged(await imports.decide(review.id, request)));
  const [open, take] = [sum(review, 'open'), sum(review, 'take')];
  const start = (): void => void modal.confirm({
    title: i.startAsk(take), content: i.startText, okText: i.start, onOk: () => run(async () => onChanged(await imports.start(review.id))),
  });
  const rows = [
    ...review.verdicts.map((row) => ({ ...row, key: row.verdict, name: i.verdicts[row.verdict], show: { show: row.verdict, code: null }, ask: { verdict: row.verdict } })),
    ...review.doubts.map((row) => ({ ...row, key: `doubt ${row.code}`, name: `${i.doubt}：${row.name}`, show: { show: 'doubtful', code: row.code }, ask: { code: row.code }, take: null, leave: null })),
  ];
  return (
    <>
      {error === null ? null : <ErrorPanel error={error} />}
      <section className="panel" aria-labelledby="summary">
        <header><h2 id="summary">{i.summary}</h2><span className="quiet">{i.compared(review.compared)}</span></header>
        <div className="imports-body">
          <Table rowKey="key" size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={rows} columns={[
            { title: i.verdict, dataIndex: 'name' },
            ...(['total', 'take', 'leave', 'open'] as const).map((name) => ({ title: i[name], dataIndex: name, width: 80, align: 'right' as const })),
            { title: i.decideAll, key: 'acts', render: (_, row) => <div className="imports-acts">
              <Button size="small" onClick={() => setShow(row.show)}>{i.show}</Button>
              {row.open === 0 ? null : <><Button size="small" disabled={busy} aria-label={i.takeRest(row.name)} onClick={() => decide({ decision: 'take', ...row.ask })}>{i.take}</Button><Button size="small" disabled={busy} aria-label={i.leaveRest(row.name)} onClick={() => decide({ decision: 'leave', ...row.ask })}>{i.leave}</Button></>}
            </div> },
          ]} />
          <div className="imports-bar">
            <Button type="primary" disabled={open > 0 || take === 0} loading={busy} onClick={start}>{i.startCount(take)}</Button>
            <span className="quiet" role="status">{open > 0 ? i.undecided(open) : take === 0 ? i.nothing : ''}</span>
            <Button type="link" onClick={onRename}>{i.mapping.again}</Button>
          </div>
        </div>
      </section>
      <Items review={review} show={show} onShow={setShow} onChanged={onChanged} />
    </>
  );
}
