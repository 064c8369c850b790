import { Button } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { DocumentView, PersonalDataFinding, Reason } from '#contract';
import { documents } from '../api/console.ts';
import { m } from '../messages.ts';
import { Due } from '../parts/due.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { useAction } from '../use-resource.ts';
import { cellOfField, goToCell } from './fields.ts';
import { Trail } from './trail.tsx';

const text = m.review;

/** Beside the sheet: what is still to be done, the clocks, personal data, who did what. */
export function Side({ view, refusals, before }: { view: DocumentView; refusals: readonly Reason[]; before: () => Promise<boolean> }): ReactElement {
  const go = (field: string): void => {
    const cell = cellOfField(field);
    if (cell !== null) goToCell(cell);
  };
  const finished = view.state === 'issued' || view.state === 'discarded';
  const open = view.duties.filter((duty) => duty.doneAt === null);
  return (
    <>
      {refusals.length === 0 ? null : <Part title={`${text.fixes}（${refusals.length}）`}><ReasonList reasons={refusals} onGo={go} /></Part>}
      {view.warnings.length === 0 ? null : <Part title={`${text.warnings}（${view.warnings.length}）`} tone="warn"><ReasonList reasons={view.warnings} onGo={go} /></Part>}
      {open.length === 0 ? null : (
        <Part title={text.duties}>
          <ul className="duties">{open.map((duty) => <li key={`${duty.rule}${duty.startedOn}`}><span>{duty.ruleName}</span><Due duty={duty} /></li>)}</ul>
        </Part>
      )}
      {view.recordUrl === null ? null : <Part title={text.opened}><a href={view.recordUrl} target="_blank" rel="noopener">{text.viewPublic}</a></Part>}
      {finished ? null : <PersonalData view={view} before={before} />}
      <Part title={text.progress}><Trail trail={view.trail} /></Part>
    </>
  );
}

function Part({ title, tone, children }: { title: string; tone?: 'warn'; children: ReactNode }): ReactElement {
  return <section className={`side-part ${tone ?? ''}`} aria-label={title}><h2>{title}</h2>{children}</section>;
}

function PersonalData({ view, before }: { view: DocumentView; before: () => Promise<boolean> }): ReactElement {
  const [findings, setFindings] = useState<PersonalDataFinding[] | null>(null);
  const { busy, error, run } = useAction();
  const check = (): Promise<unknown> => run(async () => {
    if (!(await before())) return;
    setFindings((await documents.checkPersonalData(view.id)).findings);
  });
  const t = text.personal;
  return (
    <Part title={t.title}>
      {error === null ? null : <ErrorPanel error={error} />}
      {findings === null ? null : findings.length === 0 ? <p>{t.none}</p> : (
        <>
          <p className="late">{t.found(findings.length)}</p>
          <ul className="findings">
            {findings.map((f, i) => <li key={i}><strong>{f.kindName}</strong> {f.masked}<small>{t.where}：{f.where}</small><q>{f.context}</q></li>)}
          </ul>
          <p className="hint">{t.hint}</p>
        </>
      )}
      <Button size="small" loading={busy} onClick={() => void check()}>{findings === null ? t.run : t.again}</Button>
    </Part>
  );
}
