import { App, Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FoiCaseView } from '#contract-foi';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useSession } from '../session.tsx';
import { useAction, useResource } from '../use-resource.ts';
import { archive, type ArchiveItem } from './api.ts';
import { Labelled, Words } from './fields.tsx';
import { f } from './messages.ts';
import { Panel } from './panel.tsx';

const t = f.archive;
const tones: Record<ArchiveItem['state'], Tone> = { there: 'green', missing: 'red', apart: 'blue', 'not-needed': 'plain' };

/** 归档: what the volume of an ended case must hold, what is missing, and the volume itself. */
export function Archive({ view }: { view: FoiCaseView }): ReactElement | null {
  return view.closedOn === null ? null : <Volume view={view} />;
}

function Volume({ view }: { view: FoiCaseView }): ReactElement {
  const { has } = useSession();
  const { data, error, reload } = useResource(`foi archive ${view.id} ${view.version}`, (signal) => archive.read(view.id, signal));
  const [reason, setReason] = useState('');
  const { busy, error: failure, run } = useAction();
  const { message } = App.useApp();
  const items = data?.items.filter((item) => item.state !== 'not-needed') ?? [];
  const missing = items.flatMap((item) => item.missing);
  const keep = (): void => void run(async () => {
    await archive.make(view.id, missing.length === 0 ? null : reason.trim());
    void message.success(t.done);
    reload();
  });
  return (
    <Panel id="foi-archive" title={t.title} end={data?.archived === true ? <span className="inline"><Tag tone="green">{t.archived}</Tag><Button size="small" href={archive.pdfUrl(view.id)}>{t.volume}</Button><Button size="small" href={archive.manifestUrl(view.id)}>{t.manifest}</Button></span> : null}>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? null : <p className="quiet">{t.kept(data.retention.years)}</p>}
      <ul className="foi-archive">{items.map((item) => <li key={item.key}><Tag tone={tones[item.state]}>{t.states[item.state]}</Tag><span>{item.name}</span>{item.missing.length === 0 ? null : <small className="late">{item.missing.join('、')}</small>}</li>)}</ul>
      {data === null || data.archived || !has('openness-clerk', 'openness-head') ? null : (
        <div className="step-data">
          {missing.length === 0 ? null : <Labelled label={t.incomplete} required><Words rows={1} value={reason} onChange={setReason} /></Labelled>}
          {failure === null ? null : <ErrorPanel error={failure} />}
          <div><Button loading={busy} disabled={missing.length > 0 && reason.trim() === ''} onClick={keep}>{t.make}</Button></div>
        </div>
      )}
    </Panel>
  );
}
