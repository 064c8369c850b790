import { AutoComplete, Button, Checkbox, Input, Radio, Select } from 'antd';
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { ApplicantKind, Delivery, FoiEntryResult, FoiRequestType, Medium } from '#contract-foi';
import type { CivilDate, ReceiptChannel } from '@tongming/law';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useSession } from '../session.tsx';
import { chineseDate, todayHere } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { factsFor } from './act-data.ts';
import { AlreadyPublic } from './already-public.tsx';
import { foi } from './api.ts';
import { correctionFields, correctionLabels, deriveReceipt, emptyEntry, missingOf, requestOf, type Derived, type Entry } from './entry-data.ts';
import { Day, FormFrame, Labelled, Phrases, Words } from './fields.tsx';
import './foi.css';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';
import { n } from './names.ts';
import { Slip } from './slip.tsx';

const t = f.entry;
type Edit = { entry: Entry; set: (change: Partial<Entry>) => void };
const channels = (Object.keys(n.channels) as ReceiptChannel[]).filter((channel) => channel !== 'portal');
const optionsOf = <K extends string>(names: Readonly<Record<K, string>>): { value: K; label: string }[] => (Object.keys(names) as K[]).map((value) => ({ value, label: names[value] }));

/** 代为登记: what came by mail, at the counter, by fax or telephone, into the same queue as the portal's. */
export function FoiEntryPage(): ReactElement {
  const { me } = useSession();
  const [done, setDone] = useState<FoiEntryResult | null>(null);
  const agencies = me.roles.filter((r) => r.role === 'openness-clerk' || r.role === 'openness-head').map((r) => ({ value: r.agencyCode, label: r.agencyName }))
    .filter((x, i, all) => all.findIndex((y) => y.value === x.value) === i);
  const first = agencies[0];
  if (done !== null) return <Slip result={done} clerk={me.person.name} onAgain={() => setDone(null)} />;
  if (first === undefined) return <><header className="page-head"><h1>{t.title}</h1></header><p>{t.noAgency}</p></>;
  return <EntryForm agencies={agencies} first={first.value} onDone={setDone} />;
}

function EntryForm({ agencies, first, onDone }: { agencies: { value: string; label: string }[]; first: string; onDone: (result: FoiEntryResult) => void }): ReactElement {
  const today = todayHere();
  const [fresh] = useState(() => emptyEntry(first, today));
  const [entry, setEntry] = useState(fresh);
  useUnsaved(entry !== fresh);
  const [tried, setTried] = useState(false);
  const [lookFor, setLookFor] = useState('');
  const { busy, error, run } = useAction();
  const settings = useResource('foi settings', foi.settings);
  const emailCounts = settings.data?.receipt['emailCounts'] === 'arrivedOn' ? 'arrivedOn' : 'confirmedOn';
  const derived = useMemo(() => deriveReceipt(entry, { emailCounts }), [entry, emailCounts]);
  const set = (change: Partial<Entry>): void => setEntry((old) => ({ ...old, ...change }));
  const missing = missingOf(entry);
  const submit = (): void => {
    setTried(true);
    const { submittedOn } = entry;
    if (missing.length === 0 && submittedOn !== null) void run(async () => onDone(await foi.enter(requestOf(entry, submittedOn))));
  };
  return (
    <div className="foi">
      <header className="page-head"><div><h1>{t.title}</h1><p className="quiet">{t.intro}</p></div></header>
      <div className="foi-entry">
        <FormFrame label={t.title}>
          {agencies.length > 1 ? <Labelled label={f.agency}><Select value={entry.agencyCode} options={agencies} onChange={(agencyCode: string) => set({ agencyCode })} /></Labelled> : null}
          <Part title={t.channelPart}><ChannelPart entry={entry} set={set} today={today} derived={derived} /></Part>
          <Part title={t.applicantPart}><ApplicantPart entry={entry} set={set} /></Part>
          <Part title={t.requestPart}><RequestPart entry={entry} set={set} onContent={() => setLookFor(entry.content.trim().slice(0, longestLook))} /></Part>
          {error === null ? null : <ErrorPanel error={error} />}
          {tried && missing.length > 0 ? <p className="field-error" role="alert">{a.missing(missing)}</p> : null}
          <div className="inline"><Button type="primary" size="large" loading={busy} onClick={submit}>{t.submit}</Button></div>
        </FormFrame>
        <aside className="foi-aside">
          <ReceiptPart derived={derived} />
          <AlreadyPublic key={lookFor} first={lookFor} />
        </aside>
      </div>
    </div>
  );
}

const longestLook = 24;
const Part = ({ title, children }: { title: string; children: ReactNode }): ReactElement => <section className="foi-part" aria-label={title}><h2>{title}</h2>{children}</section>;

function ChannelPart({ entry, set, today, derived }: Edit & { today: CivilDate; derived: Derived }): ReactElement {
  const evidence = derived.receipt?.evidence.map((e) => e.name) ?? [];
  return (
    <>
      <Labelled label={t.channel} group>
        <Radio.Group className="foi-channels" value={entry.channel} onChange={(e) => set({ channel: e.target.value as ReceiptChannel })}>
          {channels.map((channel) => <Radio key={channel} value={channel}>{n.channels[channel]}{n.channelHints[channel] === undefined ? null : <small className="quiet under">{n.channelHints[channel]}</small>}</Radio>)}
        </Radio.Group>
      </Labelled>
      <div className="foi-pair">
        <Labelled label={t.submittedOn} required><Day after={today} value={entry.submittedOn} onChange={(submittedOn) => set({ submittedOn })} /></Labelled>
        {factsFor(entry.channel).map((fact) => (
          <Labelled key={fact} label={n.facts[fact]}><Day after={today} value={entry.facts[fact] ?? null} onChange={(day) => set({ facts: { ...entry.facts, [fact]: day } })} /></Labelled>
        ))}
      </div>
      <Labelled label={t.evidence} required hint={evidence.length === 0 ? undefined : t.evidenceHint}><Words rows={1} value={entry.evidence} onChange={(text) => set({ evidence: text })} /></Labelled>
      <Phrases phrases={evidence.filter((name) => !entry.evidence.includes(name))} onPick={(name) => set({ evidence: entry.evidence.trim() === '' ? name : `${entry.evidence}；${name}` })} />
    </>
  );
}

function ApplicantPart({ entry, set }: Edit): ReactElement {
  const person = entry.kind === 'naturalPerson';
  const line = (key: keyof Entry['applicant'], required = false): ReactElement => (
    <Labelled label={t[key]} required={required}><Input maxLength={200} value={entry.applicant[key]} onChange={(e) => set({ applicant: { ...entry.applicant, [key]: e.target.value } })} /></Labelled>
  );
  return (
    <>
      <Labelled label={t.kind} hint={t.kindHint} group><Radio.Group className="choices" value={entry.kind} options={optionsOf(n.kinds)} onChange={(e) => set({ kind: e.target.value as ApplicantKind })} /></Labelled>
      <div className="foi-pair">
        {line('name', true)}{person ? null : line('representative')}{person ? null : line('contact')}
        {line('phone')}{line('email')}
      </div>
      <div className="foi-address">{line('address')}{line('postcode')}</div>
      <p className="hint">{t.reachable}</p>
      <div className="foi-pair">
        <Labelled label={t.identityType}><AutoComplete value={entry.identityType} options={t.idTypes.map((value) => ({ value }))} onChange={(identityType: string) => set({ identityType })} /></Labelled>
        <Labelled label={t.identityNumber} hint={t.identityHint}><Input maxLength={40} autoComplete="off" value={entry.identityNumber} onChange={(e) => set({ identityNumber: e.target.value })} /></Labelled>
      </div>
    </>
  );
}

function RequestPart({ entry, set, onContent }: Edit & { onContent: () => void }): ReactElement {
  return (
    <>
      <Labelled label={t.type} group><Radio.Group value={entry.type} options={optionsOf(n.requestTypes)} onChange={(e) => set({ type: e.target.value as FoiRequestType })} /></Labelled>
      {entry.type === 'information' ? null : <div className="foi-box" role="group" aria-label={n.requestTypes[entry.type]}>{correctionFields.map((key) => <Labelled key={key} label={t[correctionLabels[key]]} required><Words rows={1} value={entry.correction[key]} onChange={(text) => set({ correction: { ...entry.correction, [key]: text } })} /></Labelled>)}</div>}
      <div onBlur={onContent}><Labelled label={t.content} required><Words rows={4} value={entry.content} onChange={(content) => set({ content })} /></Labelled></div>
      <div className="foi-pair">
        <Labelled label={t.documentNumber}><Input maxLength={200} value={entry.documentNumber} onChange={(e) => set({ documentNumber: e.target.value })} /></Labelled>
        <Labelled label={t.help} hint={t.helpHint}><Input maxLength={200} value={entry.helpNeeded} onChange={(e) => set({ helpNeeded: e.target.value })} /></Labelled>
      </div>
      <Labelled label={t.delivery} group><Radio.Group value={entry.delivery} options={optionsOf(n.deliveries)} onChange={(e) => set({ delivery: e.target.value as Delivery })} /></Labelled>
      <Labelled label={t.medium} group><Radio.Group value={entry.medium} options={optionsOf(n.mediums)} onChange={(e) => set({ medium: e.target.value as Medium })} /></Labelled>
      <Checkbox checked={entry.queryCode} onChange={(e) => set({ queryCode: e.target.checked })}>{t.queryCode}</Checkbox>
    </>
  );
}

/** The day of receipt as the law has it for this channel, while the form is filled in. */
function ReceiptPart({ derived: { receipt, replyBy, fault } }: { derived: Derived }): ReactElement {
  return (
    <section className="side-part foi-receipt" aria-label={t.receiptPart} aria-live="polite">
      <h3>{t.derived}</h3>
      {fault !== null ? <p className="field-error">{fault}</p> : receipt.receivedOn === null
        ? <p><strong>{t.notYet}</strong><span className="under quiet">{receipt.waiting ?? t.unknownYet}</span></p>
        : <><p className="foi-big">{chineseDate(receipt.receivedOn)}</p>{replyBy === null ? null : <p>{t.replyBy} <strong>{chineseDate(replyBy)}</strong></p>}</>}
      {receipt === null ? null : (
        <>
          <p className="quiet">{t.basedOn}：{receipt.rule.article}</p>
          {receipt.notes.map((note) => <p key={note} className="soon">{note}</p>)}
          <p className="quiet">{t.evidenceNeeded}：{receipt.evidence.map((e) => e.name).join('、')}</p>
        </>
      )}
    </section>
  );
}
