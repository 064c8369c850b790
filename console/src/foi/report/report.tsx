import { App, Button, Input, Modal, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { ReportAct, ReportView } from '#contract-report';
import { ApiError } from '../../api/errors.ts';
import { Beside } from '../../parts/beside.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { ReasonList } from '../../parts/reasons.tsx';
import { Tag } from '../../parts/tags.tsx';
import { chineseDate } from '../../time.ts';
import { useFilters } from '../../use-filters.ts';
import { useAction, useResource } from '../../use-resource.ts';
import { Labelled, Words } from '../fields.tsx';
import '../foi.css';
import { reportFormats, reports } from './api.ts';
import { CellDetails } from './cell-details.tsx';
import { Checks } from './checks.tsx';
import { Comments } from './comments.tsx';
import { r } from './messages.ts';
import { Sections } from './sections.tsx';
import './report.css';

/** One agency's report for a year: both tables with every figure open to what it is made of, the texts, the checks. */
export function AnnualReportPage(): ReactElement {
  const { agency = '', year: yearText = '' } = useParams();
  const year = Number(yearText);
  const { data, error, reload, set } = useResource(`annual report ${agency} ${year}`, (signal) => reports.read(agency, year, signal));
  if (data === null || data.agencyCode !== agency || data.year !== year) return error === null ? <Skeleton active paragraph={{ rows: 14 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Opened key={`${agency}${year}`} view={data} setView={set} reload={reload} />;
}

type Props = { view: ReportView; setView: (view: ReportView) => void; reload: () => void };

function Opened({ view, setView, reload }: Props): ReactElement {
  const filters = useFilters();
  const opened = view.cells.find((cell) => cell.key === filters.open) ?? null;
  // The figure's details stand beside the tables, below the checks the link is in.
  const openFromAbove = (cell: string): void => {
    filters.setOpen(cell);
    document.getElementById('report-body')?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="foi report">
      <Head view={view} setView={setView} reload={reload} />
      <Checks view={view} onOpen={openFromAbove} />
      <div className="beside-frame" id="report-body">
        <div className="list-main"><Sections view={view} setView={setView} reload={reload} open={filters.open} onOpen={filters.setOpen} /></div>
        {opened === null ? null : <Beside key={opened.key} title={opened.label} onClose={() => filters.setOpen(null)}><CellDetails view={view} cell={opened} setView={setView} reload={reload} /></Beside>}
      </div>
      {view.recordId === null ? null : <Comments recordId={view.recordId} />}
    </div>
  );
}

function Head({ view, setView, reload }: Props): ReactElement {
  const [asking, setAsking] = useState<ReportView['available'][number] | null>(null);
  return (
    <header className="page-head">
      <div>
        <p className="meta"><Link to={`/annual-reports?year=${view.year}`}>{r.back}</Link><span>{r.form}：{view.form}</span>{view.due === null ? null : <span>{r.due}：{chineseDate(view.due.due)}（{view.due.article}）</span>}</p>
        <h1>{view.title}</h1>
        <p className="meta"><Tag tone={view.state === 'published' ? 'green' : view.state === 'submitted' ? 'blue' : 'plain'}>{view.stateName}</Tag>{view.submittedOn === null ? null : <span>{r.submitted} {view.submittedOn}</span>}{view.publishedOn === null ? null : <span>{r.published} {view.publishedOn}</span>}<span>{r.fee(view.feeIncome)}</span>{view.previous === null ? null : <span>{r.previous(view.previous.year)}</span>}</p>
      </div>
      <div className="inline">
        <span className="quiet">{r.export}</span>
        {reportFormats.map((format) => <Button key={format} size="small" href={reports.fileUrl(view.agencyCode, view.year, format)} target="_blank" rel="noopener">{r.formats[format]}</Button>)}
        {view.available.map((act, i) => <Button key={act.act} type={i === 0 ? 'primary' : 'default'} onClick={() => setAsking(act)}>{act.label}</Button>)}
      </div>
      {asking === null ? null : <Ask key={asking.act} view={view} act={asking} setView={setView} reload={reload} onClose={() => setAsking(null)} />}
    </header>
  );
}

const needReason: readonly ReportAct[] = ['return', 'revise'];

function Ask({ view, act, setView, reload, onClose }: Props & { act: ReportView['available'][number]; onClose: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const needed = needReason.includes(act.act);
  const take = (): void => void run(async () => {
    try {
      setView(await reports.act(view.agencyCode, view.year, act.act, { version: view.version, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }));
      void message.success(r.act.done(act.label));
      onClose();
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(r.act.conflict);
      reload();
      onClose();
    }
  });
  return (
    <Modal open title={r.act.confirm(act.label)} okText={act.label} okButtonProps={{ disabled: act.refusals.length > 0 || (needed && reason.trim() === ''), loading: busy }} onOk={take} onCancel={onClose}>
      <div className="step-data">
        {act.refusals.length === 0 ? null : <div className="foi-refusals"><ReasonList reasons={act.refusals} /></div>}
        {needed ? <Labelled label={r.act.reason} required><Words value={reason} onChange={setReason} /></Labelled> : <Input value={view.title} readOnly variant="borderless" aria-label={r.title} />}
        {error === null ? null : <ErrorPanel error={error} />}
      </div>
    </Modal>
  );
}
