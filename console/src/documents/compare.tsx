import { Checkbox, Select, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import type { DocumentView, VersionRow } from '#contract';
import { documents } from '../api/console.ts';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useSession } from '../session.tsx';
import { shortTime } from '../time.ts';
import { useResource } from '../use-resource.ts';
import { SideBySide } from './side-by-side.tsx';
import { lastSeen } from './steps.ts';

const text = m.review;

/** Versions of a document beside each other; begins with what changed since the person's own last act, else since the last return. */
export function Compare({ view, reference }: { view: DocumentView; reference: Reference }): ReactElement {
  const { me } = useSession();
  const rows = useResource(`versions ${view.id} ${view.version}`, (signal) => documents.versions(view.id, signal));
  const [picked, setPicked] = useState<number | null>(null);
  const [onlyChanges, setOnlyChanges] = useState(true);
  const versions = (rows.data ?? []).toSorted((a, b) => b.version - a.version);
  const seen = lastSeen(view.trail, me.person.name);
  const earlier = versions.filter((v) => v.version < view.version);
  const start = earlier.find((v) => seen !== null && v.version <= seen)?.version ?? earlier[0]?.version ?? null;
  const from = picked ?? start;
  const old = useResource(from === null ? null : `version ${view.id} ${from}`, (signal) => documents.version(view.id, from ?? 0, signal));
  if (rows.error !== null) return <ErrorPanel error={rows.error} onRetry={rows.reload} />;
  if (rows.data === null) return <Skeleton active />;
  if (from === null) return <p className="quiet">{text.nothingChanged}</p>;
  return (
    <div className="compare">
      <div className="inline">
        <span>{seen !== null && from === start ? text.sinceLook : text.compareWith}</span>
        <Select value={from} aria-label={text.compareWith} onChange={setPicked} style={{ minWidth: 280 }} options={earlier.map((v) => ({ value: v.version, label: versionName(v) }))} />
        <Checkbox checked={onlyChanges} onChange={(e) => setOnlyChanges(e.target.checked)}>{text.onlyChanges}</Checkbox>
      </div>
      {old.error !== null ? <ErrorPanel error={old.error} onRetry={old.reload} /> : null}
      {old.data === null ? <Skeleton active /> : (
        <SideBySide before={old.data.sheet} after={view.sheet} reference={reference} onlyChanges={onlyChanges}
          titles={[versionName(old.data), `${text.version(view.version)}（${text.current}）`]} />
      )}
    </div>
  );
}

const versionName = (v: VersionRow): string => `${text.version(v.version)}　${text.versionLine(v.savedBy, shortTime(v.savedAt))}`;
