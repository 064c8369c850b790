import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { FoiAct, FoiCaseView, FoiStepView } from '#contract-foi';
import { actsFor, stepActs } from './acts.ts';
import { shortArticle } from './clock.ts';
import { f } from './messages.ts';

const t = f.case;

/** 补不补 → 该不该 → 有没有 → 给不给 → 当不当, each with its law and what to check. A step opens when the one before it is judged. */
export function Steps({ view, onPick }: { view: FoiCaseView; onPick: (act: FoiAct) => void }): ReactElement {
  return (
    <nav className="foi-steps" aria-label={t.steps}>
      <h2>{t.steps}</h2>
      <ol>{view.steps.map((step) => <Step key={step.step} step={step} view={view} onPick={onPick} />)}</ol>
    </nav>
  );
}

function Step({ step, view, onPick }: { step: FoiStepView; view: FoiCaseView; onPick: (act: FoiAct) => void }): ReactElement {
  const now = step.state === 'now';
  const acts = now ? actsFor(view).filter((x) => stepActs[step.step].includes(x.act)) : [];
  return (
    <li className={step.state} aria-current={now ? 'step' : undefined}>
      <p><strong>{step.name}</strong><small>{t.stepState[step.state]}</small></p>
      {step.finding === null ? null : <p className="finding">{step.finding}</p>}
      <p className="law">{shortArticle(step.article)}</p>
      {step.checklist.length === 0 || step.state === 'skipped' ? null : (
        <details open={now}><summary>{t.checklist}</summary><ul>{step.checklist.map((line) => <li key={line}>{line}</li>)}</ul></details>
      )}
      {acts.length === 0 ? null : <div className="foi-step-acts" role="group" aria-label={t.stepActs}>{acts.map((x) => <Button key={x.act} size="small" onClick={() => onPick(x.act)}>{x.label}</Button>)}</div>}
    </li>
  );
}
