import { App, Button, Dropdown, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Available, DocumentEvent, DocumentView, EventRequest } from '#contract';
import { documents } from '../api/console.ts';
import { ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { useAction } from '../use-resource.ts';
import { cellOfField, goToCell } from './fields.ts';
import { FinishBox } from './finish-box.tsx';
import { defaultData, isComplete, opinionIn, StepData, type EventData } from './step-data.tsx';
import { isOfficeStep, stepsOf } from './steps.ts';

const text = m.review;
type Props = {
  view: DocumentView;
  /** Saves what is open first; false keeps the step from being taken. */
  before: () => Promise<boolean>;
  version: () => number;
  onDone: (view: DocumentView, event: DocumentEvent | null) => void;
  /** The step was tried while something is missing: the cells then say so. */
  onTried: () => void;
  onReload: () => void;
};

/** What the person may do now: one main step with what it will cause, and the ways back. */
export function ActionBox({ view, before, version, onDone, onTried, onReload }: Props): ReactElement {
  const { forward, giveBack, others } = stepsOf(view.available);
  const [asking, setAsking] = useState<Available | null>(null);
  const act = useStep(view, before, version, onDone, onReload);
  // What is listed may be older than what was just typed: save and ask again; when nothing is left to mend, the step is taken.
  const fixOrTake = async (opinion: string, data: EventData | undefined): Promise<void> => {
    if (!(await before())) return;
    const fresh = await documents.read(view.id).catch(() => view);
    const { forward: now } = stepsOf(fresh.available);
    if (now === null) return onReload();
    if (blockingOf(now, data).length === 0) return act.take(now, opinion, data);
    onTried();
    const cell = now.refusals.map((r) => cellOfField(r.field)).find((c) => c !== null);
    if (cell) goToCell(cell);
  };
  if (view.available.length === 0) return <section className="act" aria-label={text.act}><p>{view.state === 'issued' || view.state === 'discarded' ? m.names.states[view.state] : text.waiting(view.waitingFor)}</p></section>;
  return (
    <section className="act" aria-label={text.act}>
      {asking !== null ? <Ask key={asking.event} step={asking} act={act} onClose={() => setAsking(null)} view={view} />
        : forward === null ? <p>{text.waiting(view.waitingFor)}</p>
          : isOfficeStep(forward) ? <FinishBox key={view.id} view={view} forward={forward} before={before} version={version} onDone={onDone} onReload={onReload} act={act.take} />
            : <Ask key={forward.event} step={forward} act={act} view={view} main onBlocked={(opinion, data) => void fixOrTake(opinion, data)} />}
      {asking !== null ? null : (
        <div className="act-others">
          {giveBack === null ? null : <Button onClick={() => setAsking(giveBack)}>{giveBack.label}</Button>}
          {others.length === 0 ? null : (
            <Dropdown trigger={['click']} menu={{ items: others.map((o) => ({ key: o.event, label: o.label, danger: o.event === 'discard', onClick: () => setAsking(o) })) }}>
              <Button type="text">{text.others} ▾</Button>
            </Dropdown>
          )}
        </div>
      )}
    </section>
  );
}

type Step = { busy: boolean; error: unknown; take: (step: Available, opinion: string, data: EventData | undefined) => void };

function useStep(view: DocumentView, before: Props['before'], version: Props['version'], onDone: Props['onDone'], onReload: Props['onReload']): Step {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const take: Step['take'] = (step, opinion, data) => void run(async () => {
    if (!(await before())) return;
    const request: EventRequest = { version: version(), ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }), ...(data === undefined ? {} : { data }) };
    try {
      const next = await documents.act(view.id, step.event, request);
      void message.success(text.done(step.label));
      onDone(next, step.event);
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'edit-conflict') {
        void message.warning(text.conflictReload);
        return onReload();
      }
      throw failure;
    }
  });
  return { busy, error, take };
}

type AskProps = { step: Available; act: Step; view: DocumentView; main?: boolean; onBlocked?: (opinion: string, data: EventData | undefined) => void; onClose?: () => void };

/** Data forms are filled in right here, so what the server still misses of them is no reason to send the person away. */
function blockingOf(step: Available, data: EventData | undefined): Available['refusals'] {
  return data === undefined ? step.refusals : step.refusals.filter((r) => cellOfField(r.field) !== null);
}

/** One step: its data, an opinion with the usual phrases, the consequence, the button. */
function Ask({ step, act, view, main = false, onBlocked, onClose }: AskProps): ReactElement {
  const [opinion, setOpinion] = useState('');
  const [data, setData] = useState(() => defaultData(step.event, view));
  const phrases = data === undefined || step.needsOpinion ? (text.phrases[step.event] ?? []) : [];
  const speaks = step.needsOpinion || phrases.length > 0;
  const usual = step.needsOpinion ? '' : (phrases[0] ?? '');
  const said = speaks ? opinion.trim() || usual : opinionIn(data);
  const blocking = blockingOf(step, data);
  const ready = isComplete(step.event, data) && (!step.needsOpinion || opinion.trim() !== '');
  return (
    <>
      {main ? null : <h2>{step.label}</h2>}
      {data === undefined ? null : <StepData event={step.event} data={data} onChange={setData} />}
      {speaks ? (
        <div className="opinion">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} value={opinion} maxLength={2000} autoFocus={!main} aria-label={step.needsOpinion ? text.reason : text.opinion} placeholder={step.needsOpinion ? text.reasonRequired : text.opinionOptional(usual)} onChange={(e) => setOpinion(e.target.value)} />
          <div className="phrases">{phrases.map((phrase) => <button key={phrase} type="button" onClick={() => setOpinion(phrase)}>{phrase}</button>)}</div>
        </div>
      ) : null}
      <p className="consequence">{step.consequence}</p>
      {act.error === null ? null : <ErrorPanel error={act.error} />}
      {blocking.length > 0 && main
        ? <Button type="primary" block onClick={() => onBlocked?.(said, data)}>{step.label}（{text.fixFirst(blocking.length)}）</Button>
        : <Button type="primary" block danger={!main && step.event === 'discard'} loading={act.busy} disabled={!ready} onClick={() => act.take(step, said, data)}>{step.label}</Button>}
      {blocking.length > 0 && !main ? <ReasonList reasons={blocking} /> : null}
      {onClose === undefined ? null : <Button type="text" block onClick={onClose}>{m.action.cancel}</Button>}
    </>
  );
}
