import { Alert, App, Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CivilDate } from '@tongming/law';
import type { ValidityBucket, ValidityRow } from '#contract-validity';
import { records } from '../api/console.ts';
import { validity } from '../library/api.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { chineseDate, dateTime, fromPicker, toPicker } from '../time.ts';
import { useSession } from '../session.tsx';
import { useAction } from '../use-resource.ts';
import { v } from './messages.ts';

type Props = { row: ValidityRow; bucket: ValidityBucket; onDone: () => void };

/** One record's period: what is known, and the three ways on. */
export function Decide({ row, bucket, onDone }: Props): ReactElement {
  const { decision } = row;
  return (
    <>
      <Facts facts={[
        [v.agency, row.agencyName], [v.number, row.documentNumber], [v.effectiveOn, row.effectiveOn === null ? null : chineseDate(row.effectiveOn)],
        [v.expiresOn, row.expiresOn === null ? (row.suggested === null ? v.none : `${v.none}（${v.suggested(chineseDate(row.suggested))}）`) : chineseDate(row.expiresOn)],
        [v.reminders, row.reminders.length === 0 ? null : <ul key="reminders" className="plain">{row.reminders.map((r) => <li key={r.months}>{v.reminded(r.months, dateTime(r.at))}　{v.mail[r.mail]}</li>)}</ul>],
        ...(decision === null ? [] : [[v.state, <span key="decision">{v.kinds[decision.kind]}　{decision.ground}<br /><small className="quiet">{v.decision(decision.by, dateTime(decision.at))}</small></span>] as const]),
      ]} />
      <p className="inline">{row.public ? <Button href={`/records/${row.id}`} target="_blank" rel="noopener">{v.open}</Button> : null}<Link to={`/records?open=${row.id}`}>{v.record}</Link></p>
      {bucket === 'expired' ? <Alert type="info" showIcon title={v.over} /> : row.editable ? <Ways row={row} onDone={onDone} /> : <p className="quiet">{v.notYours(row.agencyName)}</p>}
    </>
  );
}

function Ways({ row, onDone }: Omit<Props, 'bucket'>): ReactElement {
  const [way, setWay] = useState<'keep-on' | 'let-expire' | null>(null);
  const { busy, error, run } = useAction();
  const navigate = useNavigate();
  const { me } = useSession();
  const drafts = me.roles.some((r) => r.agencyName === row.agencyName && r.role === 'drafter');
  const revise = (): Promise<unknown> => run(async () => {
    const draft = await records.revise(row.id);
    await navigate(`/documents/${draft.id}`);
  });
  if (way !== null) return <DecideForm key={way} row={row} kind={way} onDone={onDone} onCancel={() => setWay(null)} />;
  const dated = row.expiresOn !== null;
  return (
    <>
      <h3>{v.actions}</h3>
      {error === null ? null : <ErrorPanel error={error} />}
      <ul className="record-actions">
        {dated ? <li><Button onClick={() => setWay('keep-on')}>{v.keepOn.name}</Button><span>{v.keepOn.what}</span></li> : null}
        {dated ? <li><Button onClick={() => setWay('let-expire')}>{v.letExpire.name}</Button><span>{v.letExpire.what}</span></li> : null}
        {dated ? null : <li><Link to={`/records?open=${row.id}`}>{v.period.name}</Link><span>{v.period.what}</span></li>}
        {drafts ? <li><Button loading={busy} onClick={() => void revise()}>{v.revise.name}</Button><span>{v.revise.what}</span></li> : null}
      </ul>
    </>
  );
}

type FormProps = { row: ValidityRow; kind: 'keep-on' | 'let-expire'; onDone: () => void; onCancel: () => void };

function DecideForm({ row, kind, onDone, onCancel }: FormProps): ReactElement {
  const [expiresOn, setExpiresOn] = useState<CivilDate | null>(null);
  const [ground, setGround] = useState('');
  const [evaluation, setEvaluation] = useState('');
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const words = kind === 'keep-on' ? v.keepOn : v.letExpire;
  const submit = (): Promise<unknown> => run(async () => {
    const { version } = row;
    await validity.decide(row.id, kind === 'let-expire' ? { kind, version, ground } : { kind, version, ground, evaluation, expiresOn: expiresOn ?? row.expiresOn ?? ('' as CivilDate) });
    void message.success(words.done);
    onDone();
    onCancel();
  });
  return (
    <form className="end-form" onSubmit={(e) => { e.preventDefault(); void submit(); }}>
      <h3>{words.name}</h3>
      <p>{words.what}</p>
      {kind === 'let-expire' ? null : <>
        <label className="field"><span>{v.keepOn.expiresOn}</span><DayPicker aria-label={v.keepOn.expiresOn} minDate={toPicker(row.expiresOn)?.add(1, 'day')} value={toPicker(expiresOn)} onChange={(day) => setExpiresOn(fromPicker(day))} /></label>
        <label className="field"><span>{v.keepOn.evaluation}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} value={evaluation} placeholder={v.keepOn.evaluationHint} onChange={(e) => setEvaluation(e.target.value)} /></label>
      </>}
      <label className="field"><span>{v.ground}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} value={ground} onChange={(e) => setGround(e.target.value)} /></label>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" htmlType="submit" loading={busy} disabled={kind === 'keep-on' && expiresOn === null}>{words.name}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </form>
  );
}
