import { Button, Input, InputNumber, Radio, Select, Upload } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import type { FoiCaseView } from '#contract-foi';
import { letterElements, outcomes, type Outcome, type OutcomeCode } from '@tongming/law';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import type { FormProps } from './act-box.tsx';
import { ActFrame } from './act-frame.tsx';
import { foi } from './api.ts';
import { useCaseAction } from './at-work.tsx';
import { shortArticle } from './clock.ts';
import { decisionData, emptyDecision, groundsOf, missingOfDecision, withOutcome, type DecisionDraft } from './decision.ts';
import { Labelled, Words } from './fields.tsx';
import { a } from './messages-acts.ts';
import { n } from './names.ts';
import { outcomeName } from './tags.tsx';

const t = a.decide;
const groups = Object.keys(n.outcomeGroups) as Outcome['group'][];
/** Closures are acts of their own. */
const options = groups.filter((g) => g !== 'other').map((group) => ({ label: n.outcomeGroups[group], options: outcomes.filter((o) => o.group === group).map((o) => ({ value: o.code, label: o.label })) }));
type Edit = { draft: DecisionDraft; set: (change: Partial<DecisionDraft>) => void };

/** 给不给: the result from the law's list, with its articles, reasons, and what the letter will have to say. */
export function DecideForm({ view, typed, act, busy, error, today, take }: FormProps): ReactElement {
  const [first] = useState(() => emptyDecision(view));
  const [draft, setDraft] = useState(() => (typed.get('decide') as DecisionDraft | undefined) ?? first);
  useEffect(() => void (draft === first ? typed.delete('decide') : typed.set('decide', draft)), [typed, draft, first]);
  useUnsaved(draft !== first);
  const set = (change: Partial<DecisionDraft>): void => setDraft((old) => ({ ...old, ...change }));
  const outcome = outcomes.find((o) => o.code === draft.outcome) ?? null;
  return (
    <ActFrame act={act} busy={busy} error={error} today={today} missing={missingOfDecision(draft, view)} onTake={() => take(decisionData(draft))}>
      <Labelled label={t.outcome} required>
        <Select value={draft.outcome} placeholder={a.pick} options={options} showSearch={{ optionFilterProp: 'label' }} listHeight={420} onChange={(code: OutcomeCode) => setDraft((old) => withOutcome(old, code))} />
      </Labelled>
      {outcome === null ? null : <Chosen outcome={outcome} draft={draft} set={set} view={view} />}
    </ActFrame>
  );
}

function Chosen({ outcome, draft, set, view }: Edit & { outcome: Outcome; view: FoiCaseView }): ReactElement {
  const silent = view.thirdParties.some((p) => p.consent === null);
  const objected = view.thirdParties.some((p) => p.consent === 'no' || p.consent === 'part');
  const opens = outcome.group === 'granted' || outcome.group === 'partial';
  return (
    <>
      {outcome.variants.length === 0 ? null : <Labelled label={t.variant} required group><Radio.Group className="choices" value={draft.variant} options={outcome.variants.map((v) => ({ value: v.code, label: v.name }))} onChange={(e) => set({ variant: String(e.target.value), articles: [...(outcome.variants.find((v) => v.code === e.target.value)?.basis ?? outcome.basis)] })} /></Labelled>}
      <MustSay outcome={outcome} variant={draft.variant} />
      <Labelled label={t.articles} required><Select mode="tags" value={draft.articles} options={outcome.basis.map((value) => ({ value, label: shortArticle(value) }))} onChange={(articles: string[]) => set({ articles })} /></Labelled>
      <Labelled label={t.facts} required><Words rows={3} value={draft.facts} onChange={(facts) => set({ facts })} /></Labelled>
      {outcome.group === 'granted' ? null : <Labelled label={t.reasons} required hint={t.reasonsHint}><Words rows={3} value={draft.reasons} onChange={(reasons) => set({ reasons })} /></Labelled>}
      {opens && draft.variant !== 'already-public' ? <Provided draft={draft} set={set} view={view} /> : null}
      {outcome.group === 'partial' ? <Withheld draft={draft} set={set} /> : null}
      {opens && objected ? <Labelled label={t.publicInterest}><Words value={draft.publicInterest} onChange={(publicInterest) => set({ publicInterest })} /></Labelled> : null}
      {silent ? <Labelled label={t.ownJudgement} required><Words value={draft.ownJudgement} onChange={(ownJudgement) => set({ ownJudgement })} /></Labelled> : null}
      {outcome.code === 'notProcessed.repeat' ? <Labelled label={t.earlier} required><Select value={draft.earlierCase} placeholder={view.similar.some((s) => s.sameApplicant) ? a.pick : a.none} options={view.similar.filter((s) => s.sameApplicant).map((s) => ({ value: s.id, label: `${s.registerNumber ?? s.receiptNumber} ${s.summary}` }))} onChange={(earlierCase: string) => set({ earlierCase })} /></Labelled> : null}
      {draft.variant === 'not-responsible' ? <Labelled label={t.responsible} hint={t.responsibleHint}><Input maxLength={200} value={draft.responsibleAgency} onChange={(e) => set({ responsibleAgency: e.target.value })} /></Labelled> : null}
    </>
  );
}

/** What the letter must contain for this result, read before it is written. */
function MustSay({ outcome, variant }: { outcome: Outcome; variant: string | null }): ReactElement {
  const own = [...outcome.letter, ...(outcome.variants.find((v) => v.code === variant)?.letter ?? [])];
  const common = letterElements.filter((e) => e.required);
  return (
    <div className="foi-must">
      <strong>{t.letter}</strong>
      <ul>{own.map((e) => <li key={e.code}>{e.name}{e.required ? '' : `（${t.optional}）`}</li>)}</ul>
      <small className="quiet">{common.map((e) => e.name).join('；')}</small>
      <small className="quiet">{t.reportRow}：{outcomeName(outcome.code)}</small>
    </div>
  );
}

function Provided({ draft, set, view }: Edit & { view: FoiCaseView }): ReactElement {
  const [added, setAdded] = useState<{ id: string; name: string }[]>([]);
  const { busy, error, run } = useCaseAction();
  const files = [...view.files.filter((x) => x.purpose === 'provided'), ...added];
  const upload = (file: File): false => {
    void run(async () => {
      const stored = await foi.addFile(view.id, 'provided', file);
      setAdded((old) => [...old, stored]);
      set({ fileIds: [...draft.fileIds, stored.id] });
    });
    return false;
  };
  return (
    <div className="foi-box" role="group" aria-label={t.provided}>
      <Labelled label={t.providedDescription} required><Words value={draft.description} onChange={(description) => set({ description })} /></Labelled>
      <div className="foi-pair">
        <Labelled label={t.pages}><InputNumber min={0} precision={0} value={draft.pages} onChange={(pages) => set({ pages: pages ?? 0 })} /></Labelled>
        <Labelled label={t.files} hint={draft.outcome === 'partial' ? t.redactHint : undefined}><Select mode="multiple" value={draft.fileIds} options={files.map((x) => ({ value: x.id, label: x.name }))} placeholder={a.none} onChange={(fileIds: string[]) => set({ fileIds })} /></Labelled>
      </div>
      <div><Upload showUploadList={false} beforeUpload={upload}><Button size="small" loading={busy}>{t.addFile}</Button></Upload></div>
      {error === null ? null : <ErrorPanel error={error} />}
    </div>
  );
}

function Withheld({ draft, set }: Edit): ReactElement {
  const put = (i: number, change: Partial<DecisionDraft['withheld'][number]>): void => set({ withheld: draft.withheld.map((w, j) => (i === j ? { ...w, ...change } : w)) });
  return (
    <Labelled label={t.withheld} required group>
      {draft.withheld.map((w, i) => (
        <div key={i} className="foi-box">
          <Select value={w.ground} aria-label={t.ground} placeholder={t.ground} options={groundsOf.map((o) => ({ value: o.code, label: `${o.label}（${o.basis.map(shortArticle).join('、')}）` }))} onChange={(ground: OutcomeCode) => put(i, { ground })} />
          <Words rows={1} label={t.reasons} value={w.reason} onChange={(reason) => put(i, { reason })} />
          {draft.withheld.length > 1 ? <div><Button size="small" type="text" onClick={() => set({ withheld: draft.withheld.filter((_, j) => j !== i) })}>{m.action.remove}</Button></div> : null}
        </div>
      ))}
      <div><Button size="small" onClick={() => set({ withheld: [...draft.withheld, { ground: null, reason: '' }] })}>{t.addWithheld}</Button></div>
    </Labelled>
  );
}
