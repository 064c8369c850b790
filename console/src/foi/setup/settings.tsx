import { App, Input, InputNumber, Radio, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiRecomputed, FoiSettings } from '#contract-foi';
import { foiClockDefaults, receiptDefaults } from '@tongming/law';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Tag, type Tone } from '../../parts/tags.tsx';
import { useUnsaved } from '../../parts/unsaved.tsx';
import { useSession } from '../../session.tsx';
import { useResource } from '../../use-resource.ts';
import { foi } from '../api.ts';
import { Labelled } from '../fields.tsx';
import '../foi.css';
import { f } from '../messages.ts';
import { Panel } from '../panel.tsx';
import { s, type Certainty } from './messages.ts';
import { Saved, SaveMoves } from './moves.tsx';

type Draft = { clock: Record<string, unknown>; receipt: Record<string, unknown>; onlineReconsideration: string };
const draftOf = (stored: FoiSettings): Draft => ({ clock: { ...foiClockDefaults, ...stored.clock }, receipt: { ...receiptDefaults, ...stored.receipt }, onlineReconsideration: stored.onlineReconsideration ?? '' });
const settingsOf = (draft: Draft): FoiSettings => ({ ...draft, onlineReconsideration: draft.onlineReconsideration.trim() === '' ? null : draft.onlineReconsideration.trim() });

/** What this office has settled where the law leaves room: each choice with what it means and how sure the law is. */
export function FoiSettingsPage(): ReactElement {
  const { data, error, reload, set } = useResource('foi settings page', foi.settings);
  const [done, setDone] = useState<FoiRecomputed | null>(null);
  return (
    <div className="foi foi-setup">
      <header className="page-head"><div><p className="meta"><Link to="/foi">{f.title}</Link></p><h1>{s.title}</h1><p className="quiet">{s.intro}</p></div></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {done === null ? null : <Saved done={done} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : null) : <SettingsForm key={JSON.stringify(data)} stored={data} onSaved={(next, told) => { set(next); setDone(told); }} />}
    </div>
  );
}

function SettingsForm({ stored, onSaved }: { stored: FoiSettings; onSaved: (next: FoiSettings, told: FoiRecomputed) => void }): ReactElement {
  const { has } = useSession();
  const { message } = App.useApp();
  const [draft, setDraft] = useState(() => draftOf(stored));
  const may = has('openness-head');
  const next = settingsOf(draft);
  const dirty = JSON.stringify(next) !== JSON.stringify(settingsOf(draftOf(stored)));
  useUnsaved(dirty);
  const clock = (key: string, value: unknown): void => setDraft((old) => ({ ...old, clock: { ...old.clock, [key]: value } }));
  const { onlineReconsideration: online } = next;
  const faults = online !== null && !/^https?:\/\/[^\s/]+\.\S+$/.test(online) ? [s.online.bad] : [];
  const save = async (): Promise<FoiRecomputed> => {
    const told = await foi.saveSettings(next);
    void message.success(s.saved);
    onSaved(next, told);
    return told;
  };
  return (
    <>
      {may ? null : <p className="foi-notice">{s.readOnly}</p>}
      <Panel title={s.groups.clock}>
        {Object.entries(s.choices).map(([key, choice]) => <Choice key={key} {...choice} disabled={!may} value={draft.clock[key]} usual={Object.entries(foiClockDefaults).find(([k]) => k === key)?.[1]} onChange={(value) => clock(key, value)} />)}
      </Panel>
      <Panel title={s.groups.amounts}>
        {Object.entries(s.amounts).map(([key, amount]) => (
          <div key={key} className="foi-setting"><Labelled label={amount.title} group><Why certainty={amount.certainty} why={amount.why} />
            <InputNumber aria-label={amount.title} disabled={!may} min={1} max={200} precision={0} suffix={s.workingDays} value={typeof draft.clock[key] === 'number' ? draft.clock[key] : null} onChange={(value) => { if (value !== null) clock(key, value); }} />
          </Labelled></div>
        ))}
      </Panel>
      <Panel title={s.groups.receipt}><Choice {...s.email} disabled={!may} value={draft.receipt['emailCounts']} usual={receiptDefaults.emailCounts} onChange={(value) => setDraft((old) => ({ ...old, receipt: { ...old.receipt, emailCounts: value } }))} /></Panel>
      <Panel title={s.groups.remedy}>
        <div className="foi-setting"><Labelled label={s.online.title} group><Why certainty="law" why={s.online.why} />
          <Input aria-label={s.online.title} disabled={!may} placeholder={s.online.placeholder} maxLength={500} value={draft.onlineReconsideration} onChange={(e) => setDraft((old) => ({ ...old, onlineReconsideration: e.target.value }))} />
        </Labelled></div>
      </Panel>
      {may ? <SaveMoves key={JSON.stringify(next)} dirty={dirty} faults={faults} preview={() => foi.previewSettings(next)} save={save} onSaved={() => undefined} onReset={() => setDraft(draftOf(stored))} /> : null}
    </>
  );
}

const tones: Record<Certainty, Tone> = { law: 'green', practice: 'blue', silent: 'amber' };
const Why = ({ certainty, why }: { certainty: Certainty; why: string }): ReactElement => <p className="foi-why"><Tag tone={tones[certainty]}>{s.certainty[certainty]}</Tag>{why}</p>;

type ChoiceProps = { title: string; certainty: Certainty; why: string; options: Readonly<Record<string, string>>; value: unknown; usual: unknown; disabled: boolean; onChange: (value: string) => void };

function Choice({ title, certainty, why, options, value, usual, disabled, onChange }: ChoiceProps): ReactElement {
  return (
    <div className="foi-setting">
      <Labelled label={title} group>
        <Why certainty={certainty} why={why} />
        <Radio.Group className="choices column" disabled={disabled} value={value} onChange={(e) => onChange(String(e.target.value))}
          options={Object.entries(options).map(([key, label]) => ({ value: key, label: key === usual ? <>{label}<small className="quiet foi-after">{s.isDefault}</small></> : label }))} />
      </Labelled>
    </div>
  );
}
