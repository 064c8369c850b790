import { App, Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { ReportSectionView, ReportView } from '#contract-report';
import { ApiError } from '../../api/errors.ts';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Tag } from '../../parts/tags.tsx';
import { useAction } from '../../use-resource.ts';
import { Words } from '../fields.tsx';
import { Panel } from '../panel.tsx';
import { reports } from './api.ts';
import { r } from './messages.ts';
import { ReportTable } from './tables.tsx';

const t = r.text;
type Props = { view: ReportView; setView: (view: ReportView) => void; reload: () => void; open: string | null; onOpen: (cell: string) => void };
const written = ['一', '五', '六'] as const;
type Written = (typeof written)[number];

export function Sections({ view, setView, reload, open, onOpen }: Props): ReactElement {
  return (
    <>
      {view.sections.map((section) => (
        <Panel key={section.no} id={`section-${section.no}`} title={section.title} end={section.table === null ? <Tag tone={section.edited ? 'blue' : 'plain'}>{section.edited ? t.edited : t.auto}</Tag> : null}>
          {section.table === null ? <Text key={`${section.no}${section.text ?? ''}`} section={section} view={view} setView={setView} reload={reload} /> : <ReportTable view={view} table={section.table} open={open} onOpen={onOpen} />}
        </Panel>
      ))}
      {view.members.length === 0 ? null : <Panel title={r.members}><ul className="report-members">{view.members.map((x) => <li key={x.code}>{x.name}<small className="quiet">{r.memberSources[x.source]}</small></li>)}</ul></Panel>}
    </>
  );
}

/** A text of the report: what it has to touch on, what the figures suggest, and what a person made of it. */
function Text({ section, view, setView, reload }: { section: ReportSectionView } & Pick<Props, 'view' | 'setView' | 'reload'>): ReactElement {
  const [words, setWords] = useState(section.text ?? section.draft ?? '');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const no = written.find((x) => x === section.no);
  const save = (key: Written, text: string | null): void => void run(async () => {
    try {
      setView(await reports.saveTexts(view.agencyCode, view.year, { version: view.version, texts: { [key]: text } }));
      void message.success(t.saved);
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(r.act.conflict);
      reload();
    }
  });
  return (
    <div className="step-data">
      {section.mustCover.length === 0 ? null : <p className="hint">{t.cover}：{section.mustCover.join('；')}</p>}
      {no === undefined || !view.editable ? <p className="foi-content">{section.text ?? section.draft ?? t.placeholder}</p> : (
        <>
          <Words rows={6} label={section.title} value={words} onChange={setWords} />
          <div className="inline">
            <Button type="primary" ghost loading={busy} disabled={words === (section.text ?? section.draft ?? '')} onClick={() => save(no, words.trim() === '' ? null : words)}>{t.save}</Button>
            {section.edited ? <Button disabled={busy} onClick={() => save(no, null)}>{t.follow}</Button> : null}
          </div>
          {section.edited && section.draft !== null ? <details><summary>{t.suggest}</summary><p className="foi-content">{section.draft}</p></details> : null}
          {error === null ? null : <ErrorPanel error={error} />}
        </>
      )}
    </div>
  );
}
