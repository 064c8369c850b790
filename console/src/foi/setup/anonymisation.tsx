import { App, Button, Empty, InputNumber, Radio, Skeleton, Table, type TableProps } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiAnonymisation, FoiRetention } from '#contract-foi';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Tag } from '../../parts/tags.tsx';
import { useUnsaved } from '../../parts/unsaved.tsx';
import { useSession } from '../../session.tsx';
import { useAction, useResource } from '../../use-resource.ts';
import { foi } from '../api.ts';
import { Labelled } from '../fields.tsx';
import '../foi.css';
import { f } from '../messages.ts';
import { Panel } from '../panel.tsx';
import { k } from './messages.ts';

const stateOf = (row: FoiAnonymisation): 'performed' | 'confirmed' | 'planned' => (row.performedOn !== null ? 'performed' : row.confirmedOn !== null ? 'confirmed' : 'planned');
const tones = { planned: 'amber', confirmed: 'blue', performed: 'plain' } as const;
const columns: NonNullable<TableProps<FoiAnonymisation>['columns']> = [
  { title: k.column.number, key: 'number', render: (_, row) => <Link className="foi-no" to={`/foi/${row.caseId}`}>{row.registerNumber ?? row.receiptNumber}</Link> },
  { title: k.column.agency, dataIndex: 'agencyName' }, { title: k.column.closed, dataIndex: 'closedOn', width: 130 }, { title: k.column.end, dataIndex: 'retentionEnd', width: 130 },
  { title: k.column.state, key: 'state', width: 260, render: (_, row) => <><Tag tone={tones[stateOf(row)]}>{k.states[stateOf(row)]}</Tag><small className="quiet foi-after">{row.performedOn ?? (row.confirmedOn === null ? row.plannedOn : `${row.confirmedOn} ${row.confirmedBy ?? ''}`)}</small></> },
];

/** 到期去标识化: what the worker proposes, the head of the office confirms, case by case or all at once. */
export function AnonymisationPage(): ReactElement {
  const { has } = useSession();
  const { message, modal } = App.useApp();
  const { data, error, reload, set } = useResource('foi anonymisation', foi.anonymisation);
  const [chosen, setChosen] = useState<string[]>([]);
  const { busy, error: failure, run } = useAction();
  const may = has('openness-head');
  const confirm = (): void => void modal.confirm({
    title: k.ask(chosen.length), content: k.forEver, okText: k.confirm, onOk: () => run(async () => {
      await foi.confirmAnonymisation(chosen);
      set(await foi.anonymisation());
      setChosen([]);
      void message.success(k.done(chosen.length));
    }),
  });
  return (
    <div className="foi list-page">
      <header className="page-head"><div><p className="meta"><Link to="/foi">{f.title}</Link></p><h1>{k.title}</h1><p className="quiet">{k.intro}</p></div></header>
      <Retention may={may} />
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {failure === null ? null : <ErrorPanel error={failure} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : null) : (
        <Panel title={k.plan} end={may && data.some((row) => row.confirmedOn === null) ? <Button type="primary" disabled={chosen.length === 0} loading={busy} onClick={confirm}>{k.confirmCount(chosen.length)}</Button> : null}>
          <Table<FoiAnonymisation> rowKey="caseId" size="middle" columns={columns} dataSource={data} pagination={data.length > 50 ? { pageSize: 50 } : false} scroll={{ x: 'max-content' }} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<>{k.none}<p className="quiet">{k.noneHint}</p></>} /> }}
            {...(may ? { rowSelection: { selectedRowKeys: chosen, onChange: (keys: React.Key[]) => setChosen(keys.map(String)), getCheckboxProps: (row: FoiAnonymisation) => ({ disabled: row.confirmedOn !== null, 'aria-label': row.registerNumber ?? row.receiptNumber }) } } : {})} />
        </Panel>
      )}
    </div>
  );
}

function Retention({ may }: { may: boolean }): ReactElement | null {
  const { data, error, set } = useResource('foi retention', foi.retention);
  if (error !== null) return <ErrorPanel error={error} />;
  return data === null ? null : <RetentionForm key={JSON.stringify(data)} stored={data} may={may} onSaved={set} />;
}

const usualYears = 10;

function RetentionForm({ stored, may, onSaved }: { stored: FoiRetention; may: boolean; onSaved: (next: FoiRetention) => void }): ReactElement {
  const [draft, setDraft] = useState(stored);
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const dirty = JSON.stringify(draft) !== JSON.stringify(stored);
  useUnsaved(dirty);
  const save = (): void => void run(async () => {
    await foi.saveRetention(draft);
    onSaved(draft);
    void message.success(k.retentionSaved);
  });
  return (
    <Panel title={k.retention}>
      <div className="foi-pair">
        <Labelled label={k.years} group hint={k.yearsHint}><div className="inline">
          <Radio.Group disabled={!may} value={draft.years === null} options={[{ value: false, label: k.term }, { value: true, label: k.forever }]} onChange={(e) => setDraft((old) => ({ ...old, years: e.target.value === true ? null : (stored.years ?? usualYears) }))} />
          {draft.years === null ? null : <InputNumber aria-label={k.years} disabled={!may} min={1} max={100} precision={0} suffix={k.year} value={draft.years} onChange={(years) => setDraft((old) => ({ ...old, years: years ?? old.years }))} />}
        </div></Labelled>
        <Labelled label={k.volume} group><Radio.Group className="choices column" disabled={!may} value={draft.volume} options={[{ value: 'keep', label: k.volumes.keep }, { value: 'remove', label: k.volumes.remove }]} onChange={(e) => setDraft((old) => ({ ...old, volume: e.target.value === 'remove' ? 'remove' : 'keep' }))} /></Labelled>
      </div>
      {error === null ? null : <ErrorPanel error={error} />}
      {may && dirty ? <div><Button loading={busy} type="primary" onClick={save}>{k.saveRetention}</Button></div> : null}
    </Panel>
  );
}
