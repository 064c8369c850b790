import { Skeleton } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useParams } from 'react-router';
import type { FoiAct, FoiCaseView } from '#contract-foi';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useResource } from '../use-resource.ts';
import { ActBox } from './act-box.tsx';
import { Archive } from './case-archive.tsx';
import { AlreadyPublic } from './already-public.tsx';
import { foi } from './api.ts';
import { AtWork } from './at-work.tsx';
import { CaseHead } from './case-head.tsx';
import { toActs } from './focus.ts';
import { Handling } from './case-handling.tsx';
import { Papers } from './case-papers.tsx';
import { Request } from './case-request.tsx';
import { ClockPanel, Similar, Warnings } from './case-side.tsx';
import { Steps } from './case-steps.tsx';
import { Timeline } from './case-timeline.tsx';
import './foi.css';
import { f } from './messages.ts';

/** One application: the five steps at the left, what is to be done and what there is in the middle, clocks and likenesses at the right. */
export function FoiCasePage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, loading, reload, set } = useResource(`foi case ${id}`, (signal) => foi.read(id, signal));
  if (data === null || data.id !== id) return error === null ? <Skeleton active paragraph={{ rows: 14 }} aria-label={f.case.opening} /> : <ErrorPanel error={error} onRetry={reload} />;
  return (
    <AtWork key={id} stale={loading || error !== null}>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      <Opened view={data} setView={set} reload={reload} />
    </AtWork>
  );
}

function Opened({ view, setView, reload }: { view: FoiCaseView; setView: (view: FoiCaseView) => void; reload: () => void }): ReactElement {
  const [chosen, setChosen] = useState<FoiAct | null>(null);
  // Forms begin anew after an act, and only then: what is typed outlives a reload.
  const [turn, setTurn] = useState(0);
  const [typed] = useState(() => new Map<FoiAct, unknown>());
  useEffect(() => {
    if (turn > 0 || chosen !== null) toActs();
  }, [turn, chosen]);
  const pick = (act: FoiAct | null): void => {
    setChosen(act);
    if (act !== null && act === chosen) toActs();
  };
  const done = (next: FoiCaseView): void => {
    setView(next);
    setChosen(null);
    setTurn((n) => n + 1);
  };
  return (
    <div className="foi foi-case">
      <CaseHead view={view} onPick={pick} />
      <div className="foi-case-body">
        <Steps view={view} onPick={pick} />
        <div className="foi-main">
          <ActBox key={turn} view={view} typed={typed} chosen={chosen} onPick={pick} onDone={done} onReload={reload} />
          <Request view={view} />
          <Handling view={view} />
          <Papers view={view} reload={reload} />
          <Archive view={view} />
          <Timeline view={view} />
        </div>
        <aside className="foi-aside">
          <ClockPanel view={view} />
          <Warnings view={view} />
          <Similar view={view} />
          <AlreadyPublic first={firstWords(view)} />
        </aside>
      </div>
    </div>
  );
}

const wordsLookedFor = 24;
/** What to look for among published records: the number the applicant gave, else the beginning of what is asked. */
const firstWords = (view: FoiCaseView): string => view.request.documentNumber ?? view.request.content.slice(0, wordsLookedFor);
