import { Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FormProps } from './act-box.tsx';
import { ActFrame } from './act-frame.tsx';
import { nowStep } from './acts.ts';
import { Labelled, Words } from './fields.tsx';
import { a } from './messages-acts.ts';

const t = a.judge;
type JudgedStep = 'complete' | 'competent' | 'held';
const isJudged = (step: string | null): step is JudgedStep => step === 'complete' || step === 'competent' || step === 'held';

const usual: Record<JudgedStep, string> = { complete: 'complete', competent: 'ours', held: 'held' };

/** The judgement of the step at hand: 补不补, 该不该, 有没有. Judged steps can be judged again while nothing is decided. */
export function JudgeForm({ view, act, busy, error, today, take }: FormProps): ReactElement {
  const now = nowStep(view);
  const open = view.steps.filter((s) => isJudged(s.step) && (s.state === 'now' || s.state === 'done'));
  const [step, setStep] = useState<JudgedStep>(isJudged(now) ? now : 'held');
  const [finding, setFinding] = useState('');
  const [note, setNote] = useState('');
  const question = t[step];
  // The usual finding stands on the button, in words: one press, and no press that says nothing.
  const chosen = finding === '' ? usual[step] : finding;
  const options = Object.entries(question.options).map(([value, label]) => ({ value, label }));
  return (
    <ActFrame act={act} busy={busy} error={error} today={today} missing={[]} label={t.take(act.label, options.find((o) => o.value === chosen)?.label ?? '')} onTake={() => take({ step, finding: chosen, note: note.trim() === '' ? null : note.trim() })}>
      {open.length < 2 ? null : (
        <Radio.Group optionType="button" size="small" value={step} options={open.map((s) => ({ value: s.step, label: s.name }))} onChange={(e) => {
          if (isJudged(String(e.target.value))) setStep(e.target.value as JudgedStep);
          setFinding('');
        }} />
      )}
      <Labelled label={question.title} group><Radio.Group className="choices column" value={finding === '' ? null : finding} options={options} onChange={(e) => setFinding(String(e.target.value))} /></Labelled>
      {step === 'complete' ? <p className="hint">{t.needCorrection}</p> : step === 'held' ? <p className="hint">{t.needSearch}</p> : null}
      <Labelled label={t.note}><Words value={note} onChange={setNote} /></Labelled>
    </ActFrame>
  );
}
