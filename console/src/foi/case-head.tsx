import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiAct, FoiCaseView } from '#contract-foi';
import { urgencyOf } from '../parts/due.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { chineseDate } from '../time.ts';
import { useNewDraft } from '../use-new-draft.ts';
import { dueWords } from './clock.ts';
import { f } from './messages.ts';
import { n } from './names.ts';
import { OutcomeTag, StateTag } from './tags.tsx';

const t = f.case;
const tones: Record<ReturnType<typeof urgencyOf>, Tone> = { late: 'red', soon: 'amber', calm: 'plain' };

export function CaseHead({ view, onPick }: { view: FoiCaseView; onPick: (act: FoiAct) => void }): ReactElement {
  const open = view.closedOn === null;
  return (
    <>
      <header className="page-head foi-head">
        <div>
          <p className="meta"><Link to="/foi">{f.title}</Link><span className="foi-no">{view.registerNumber ?? view.receiptNumber}</span>{view.registerNumber === null ? null : <span className="foi-no">{view.receiptNumber}</span>}<span>{view.agencyName}</span></p>
          <h1>{view.summary}</h1>
          <p className="meta"><StateTag row={view} />{view.round > 1 ? <Tag tone="amber">{t.round(view.round)}</Tag> : null}{view.requestType === 'correction-of-record' ? <Tag>{t.recordCorrection}</Tag> : null}{view.outcomeName === null ? null : <OutcomeTag row={view} />}<span>{view.applicantName}（{n.kinds[view.applicantKind]}）</span><span>{n.channels[view.channel]}</span><span>{f.column.assignee}：{view.assignee?.name ?? f.board.noAssignee}</span>
            {view.splitFrom === null ? null : <Link to={`/foi/${view.splitFrom}`}>{t.splitFrom}</Link>}
            {view.joined.map((j) => <Link key={j.id} to={`/foi/${j.id}`}>{t.joined} {j.number}</Link>)}
          </p>
        </div>
        <dl className="foi-key">
          {open && view.waitingText !== '' ? <div><dt>{t.waitingFor}</dt><dd>{view.waitingText}</dd></div> : null}
          <div><dt>{f.column.due}</dt><dd>{view.due === null ? <span className="quiet">{f.due.none}</span> : <>{chineseDate(view.due.due)}{open ? <Tag tone={tones[urgencyOf(view.due.daysLeft)]}>{dueWords(view.due.daysLeft)}</Tag> : null}</>}</dd></div>
        </dl>
      </header>
      {view.suggestOpen ? <Suggestion view={view} onPick={onPick} /> : null}
      {view.anonymisedOn === null ? null : <Alert className="foi-alert" type="info" showIcon title={t.anonymised(chineseDate(view.anonymisedOn))} />}
    </>
  );
}

/**
 * 条例第四十四条: the second applicant. One press begins a public document with what the office knows, another publishes
 * question and answer. Nothing an applicant wrote goes into either.
 */
function Suggestion({ view, onPick }: { view: FoiCaseView; onPick: (act: FoiAct) => void }): ReactElement {
  const { agencies, busy, start } = useNewDraft();
  const own = agencies.find((agency) => agency.code === view.agencyCode) ?? agencies[0];
  const lines = [view.decision?.facts ?? '', view.decision?.provided?.description ?? ''].filter((line) => line.trim() !== '');
  const draft = (): void => void start(own?.code, (sheet) => ({
    ...sheet, body: { type: 'doc', content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
  }));
  return (
    <Alert className="foi-alert" type="info" showIcon title={t.suggestOpen} action={
      <span className="inline">
        {view.available.some((x) => x.act === 'decide-publication') ? <Button size="small" onClick={() => onPick('decide-publication')}>{t.publishAnswer}</Button> : null}
        {own === undefined ? null : <Button size="small" loading={busy} onClick={draft}>{t.draftOpen}</Button>}
      </span>
    } />
  );
}
