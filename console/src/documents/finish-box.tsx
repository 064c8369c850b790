import { App, Button, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Available, DocumentEvent, DocumentView } from '#contract';
import type { CivilDate } from '@tongming/law';
import { documents } from '../api/console.ts';
import { ApiError } from '../api/errors.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { fromPicker, toPicker } from '../time.ts';
import { useSession } from '../session.tsx';
import { useAction } from '../use-resource.ts';
import { finishResults, openSteps, stepsOf, type StepResult } from './steps.ts';
import type { EventData } from './step-data.tsx';
import { PrivacyOverride } from './privacy-override.tsx';

const text = m.review;
type Props = {
  view: DocumentView;
  forward: Available;
  before: () => Promise<boolean>;
  version: () => number;
  onDone: (view: DocumentView, event: DocumentEvent | null) => void;
  onReload: () => void;
  act: (step: Available, opinion: string, data: EventData | undefined) => void;
};

/** The office's one button: check, number, print, issue; shows how far it came and what stopped it. */
export function FinishBox({ view, forward, before, version, onDone, onReload, act }: Props): ReactElement {
  const { message } = App.useApp();
  const [dateMade, setDateMade] = useState<CivilDate | null>(view.dateMade);
  const [results, setResults] = useState<StepResult[] | null>(null);
  const { busy, error, run } = useAction();
  const finish = (): Promise<unknown> => run(async () => {
    if (!(await before())) return;
    try {
      const next = await documents.finish(view.id, version(), dateMade ?? undefined);
      setResults(finishResults(view, next));
      if (next.state === 'issued') void message.success(m.names.states.issued);
      onDone(next, next.state === 'issued' ? 'issue' : null);
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'edit-conflict') {
        void message.warning(text.conflictReload);
        return onReload();
      }
      // Some steps may have been taken before the one that was refused.
      const now = await documents.read(view.id);
      setResults(finishResults(view, now));
      onDone(now, null);
      throw failure;
    }
  });
  const { has } = useSession();
  const mayFinish = has('office');
  const stopped = results?.findIndex((r) => !r.done) ?? -1;
  const { attribute, method } = view.sheet.disclosure;
  const label = text.finish(openSteps(forward).map((event) => text.finishStep[event] ?? m.names.events[event]), attribute !== 'withheld' && method === 'proactive');
  const refusals = stepsOf(view.available).forward?.refusals ?? [];
  return (
    <>
      {results === null ? null : (
        <Steps size="small" orientation="vertical" aria-label={text.finishSteps} items={results.map((r, i) => ({
          title: m.names.events[r.event], status: r.done ? 'finish' as const : i === stopped ? 'error' as const : 'wait' as const, content: r.done ? text.stepDone : i === stopped ? text.stepStopped : undefined,
        }))} />
      )}
      {view.state === 'checking' || view.state === 'registering'
        ? <label className="field"><span>{text.dateMade}</span><DayPicker value={toPicker(dateMade)} placeholder={text.dateMadeHint} onChange={(day) => setDateMade(fromPicker(day))} /></label>
        : null}
      {openSteps(forward).length > 1 && mayFinish ? <p className="consequence">{text.finishHint}</p> : null}
      <p className="consequence strong">{forward.consequence}{view.numberPreview === null || view.documentNumber !== null ? '' : `（${view.numberPreview}）`}</p>
      {error !== null ? <ErrorPanel error={error} /> : refusals.length > 0 ? <ReasonList reasons={refusals} /> : null}
      {mayFinish ? <Button type="primary" block loading={busy} onClick={() => void finish()}>{label}</Button> : null}
      {view.state === 'printing' ? <PrivacyOverride onOverride={(reason) => act(forward, '', { privacyOverride: { reason } })} /> : null}
      {openSteps(forward).length === 1 || !mayFinish ? null : <Button type="text" block disabled={busy} onClick={() => act(forward, '', dateMade === null ? undefined : { dateMade })}>{text.stepByStep}：{forward.label}</Button>}
    </>
  );
}
