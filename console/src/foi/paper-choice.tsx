import { Button, Select } from 'antd';
import type { ReactElement } from 'react';
import type { FoiCaseView } from '#contract-foi';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useCaseAction } from './at-work.tsx';
import { Labelled } from './fields.tsx';
import { a } from './messages-acts.ts';
import { n } from './names.ts';
import { papers, type PaperKind } from './papers.ts';

type Props = { view: FoiCaseView; kind: PaperKind; required?: boolean; value: string | null; onChange: (paperId: string | null) => void; data: Readonly<Record<string, unknown>>; reload: () => void };

/** The letter that goes out with an act: one that is approved, or one drafted now from what the form says. */
export function PaperChoice({ view, kind, required = false, value, onChange, data, reload }: Props): ReactElement {
  const { busy, error, run, waiting } = useCaseAction();
  const own = view.papers.filter((p) => p.kind === kind);
  const ready = own.filter((p) => p.state === 'approved');
  const waits = own.some((p) => p.state === 'draft');
  const draft = (): void => void run(async () => {
    await papers.draft(view.id, kind, data);
    reload();
    document.getElementById('foi-papers')?.scrollIntoView({ block: 'start' });
  });
  return (
    <Labelled label={`${a.paper}：${n.paperKinds[kind]}`} required={required} group hint={ready.length === 0 ? (waits ? a.paperWaits : a.paperHint) : undefined}>
      <div className="inline">
        {ready.length === 0 ? null : <Select className="grow" aria-label={n.paperKinds[kind]} allowClear={!required} value={value} placeholder={a.pick} options={ready.map((p) => ({ value: p.id, label: `${p.number ?? ''} ${p.title}` }))} onChange={(next?: string) => onChange(next ?? null)} />}
        {waits ? <Button size="small" onClick={() => document.getElementById('foi-papers')?.scrollIntoView({ block: 'start' })}>{a.paperGo}</Button> : ready.length > 0 ? null : <Button size="small" loading={busy} disabled={waiting} onClick={draft}>{a.paperDraft}</Button>}
      </div>
      {error === null ? null : <ErrorPanel error={error} />}
    </Labelled>
  );
}
