import { InputNumber, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FeeBasis } from '@tongming/law';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useDebounced } from '../use-debounced.ts';
import { useResource } from '../use-resource.ts';
import { firstValues, isService } from './act-data.ts';
import type { FormProps } from './act-box.tsx';
import { ActFrame } from './act-frame.tsx';
import { foi, type FeePreview } from './api.ts';
import { Labelled, Service } from './fields.tsx';
import { a } from './messages-acts.ts';
import { PaperChoice } from './paper-choice.tsx';
import { onlyPaper } from './papers.ts';

/** 收费通知: one basis, a count, and what the tiers make of it. The amount is computed, never typed. */
export function FeeForm({ view, act, busy, error, today, me, reload, take }: FormProps): ReactElement {
  const [basis, setBasis] = useState<FeeBasis>('pages');
  const [count, setCount] = useState<number | null>(null);
  const [service, setService] = useState(() => firstValues(act.act, view, today, me)['service']);
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const paperId = picked === undefined ? onlyPaper(view, 'fee-notice') : picked;
  const settled = useDebounced(count, 300);
  const fee = useResource(settled === null ? null : `foi fee ${view.id} ${basis} ${settled}`, (signal) => foi.fee(view.id, basis, settled ?? 0, signal));
  const known = fee.data !== null && !fee.loading && settled === count ? fee.data : null;
  const missing = count === null ? [a.count] : known === null || known.amount === 0 ? [a.computed] : [];
  return (
    <ActFrame act={act} busy={busy} error={error} today={today} missing={missing} onTake={(on) => take({ basis, count, before: known?.before ?? 0, amount: known?.amount ?? 0, service, paperId }, on)}>
      <Labelled label={a.basis} hint={a.basisHint} group><Radio.Group className="choices" value={basis} options={[{ value: 'pages', label: a.bases.pages }, { value: 'items', label: a.bases.items }]} onChange={(e) => setBasis(e.target.value as FeeBasis)} /></Labelled>
      <Labelled label={a.counts[basis]} required><InputNumber min={1} precision={0} value={count} onChange={setCount} /></Labelled>
      {fee.error === null ? null : <ErrorPanel error={fee.error} onRetry={fee.reload} />}
      {known === null ? null : <Computed fee={known} />}
      <p className="hint">{a.feeHint}</p>
      {isService(service) ? <Labelled label={a.service} group><Service value={service} onChange={setService} /></Labelled> : null}
      {known === null || known.amount === 0 ? null : <PaperChoice view={view} kind="fee-notice" value={paperId} onChange={setPicked} data={{ fee: { basis, count, before: known.before } }} reload={reload} />}
    </ActFrame>
  );
}

function Computed({ fee }: { fee: FeePreview }): ReactElement {
  return (
    <div className="foi-fee" aria-live="polite">
      <p>{a.computed}：<strong>{a.lineAmount(fee.amount)}</strong>{fee.amount === 0 ? `（${a.free}）` : ''}{fee.before > 0 ? <small className="quiet">{a.before(fee.before)}</small> : null}</p>
      <table><tbody>{fee.derivation.map((line) => <tr key={line.from}><td>{line.reason}</td><td>{a.perUnit(line.yuan, line.count)}</td><td>{a.lineAmount(line.amount)}</td><td>{line.article}</td></tr>)}</tbody></table>
    </div>
  );
}
