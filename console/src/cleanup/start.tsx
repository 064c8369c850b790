import { Button, Input, InputNumber, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { CleanupRequest, CleanupScope, CleanupView } from '#contract-validity';
import { addMonths } from '@tongming/law';
import { admin } from '../api/console.ts';
import { cleanups } from '../library/api.ts';
import { m } from '../messages.ts';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useSession } from '../session.tsx';
import { fromPicker, todayHere, toPicker } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { c } from './messages.ts';

const everything: CleanupScope = { agencies: [], categories: [], yearFrom: null, yearTo: null, statuses: [] };
const statuses = ['in-force', 'amended', 'not-yet', 'unknown', 'expired'].map((value) => ({ value, label: m.names.recordStatus[value] ?? value }));
const categories = Object.entries(m.names.categories).map(([value, label]) => ({ value, label }));
const words = c.scope;

/** Name, scope and deadline; how many documents that is, before it is begun. */
export function StartCleanup({ onStarted, onCancel }: { onStarted: (view: CleanupView) => void; onCancel: () => void }): ReactElement {
  const { me } = useSession();
  const own = [...new Map(me.roles.filter((r) => r.role === 'office' || r.role === 'openness-clerk').map((r) => [r.agencyCode, r.agencyName]))];
  const [value, setValue] = useState<CleanupRequest>({ agencyCode: own[0]?.[0] ?? '', name: '', scope: everything, deadline: addMonths(todayHere(), 1) });
  const { busy, error, run } = useAction();
  const agencies = useResource('agencies', admin.agencies).data ?? [];
  const count = useResource(`cleanup scope ${JSON.stringify([value.agencyCode, value.scope])}`, () => cleanups.count(value.agencyCode, value.scope));
  const set = (change: Partial<CleanupRequest>): void => setValue((old) => ({ ...old, ...change }));
  const narrow = (change: Partial<CleanupScope>): void => setValue((old) => ({ ...old, scope: { ...old.scope, ...change } }));
  const { scope } = value;
  return (
    <form className="end-form" onSubmit={(e) => { e.preventDefault(); void run(async () => onStarted(await cleanups.start(value))); }}>
      <label className="field"><span>{c.name}</span><Input autoFocus value={value.name} placeholder={c.nameHint} maxLength={200} onChange={(e) => set({ name: e.target.value })} /></label>
      {own.length > 1 ? <label className="field"><span>{c.agency}</span><Select aria-label={c.agency} value={value.agencyCode} onChange={(agencyCode: string) => set({ agencyCode })} options={own.map(([code, label]) => ({ value: code, label }))} /></label> : null}
      <label className="field"><span>{c.deadline}</span><DayPicker aria-label={c.deadline} allowClear={false} value={toPicker(value.deadline)} onChange={(day) => set({ deadline: fromPicker(day) ?? value.deadline })} /></label>
      <h3>{words.title}</h3>
      <label className="field"><span>{words.agencies}</span><Select mode="multiple" aria-label={words.agencies} placeholder={words.agenciesHint} showSearch={{ optionFilterProp: 'label' }} value={scope.agencies} onChange={(next: string[]) => narrow({ agencies: next })} options={agencies.map((a) => ({ value: a.code, label: a.name }))} /></label>
      <label className="field"><span>{words.categories}</span><Select mode="multiple" aria-label={words.categories} placeholder={words.categoriesHint} value={scope.categories} onChange={(next: string[]) => narrow({ categories: next })} options={categories} /></label>
      <div className="inline">
        <label className="field"><span>{words.yearFrom}</span><InputNumber aria-label={words.yearFrom} min={1949} max={2100} value={scope.yearFrom} onChange={(yearFrom) => narrow({ yearFrom })} /></label>
        <label className="field"><span>{words.yearTo}</span><InputNumber aria-label={words.yearTo} min={1949} max={2100} value={scope.yearTo} onChange={(yearTo) => narrow({ yearTo })} /></label>
      </div>
      <label className="field"><span>{words.statuses}</span><Select mode="multiple" aria-label={words.statuses} placeholder={words.statusesHint} value={scope.statuses} onChange={(next: string[]) => narrow({ statuses: next })} options={statuses} /></label>
      <p className="consequence strong" role="status">{count.data === null ? '' : words.count(count.data.count)}</p>
      <p className="consequence">{words.frozen}</p>
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="inline"><Button type="primary" htmlType="submit" loading={busy}>{c.start}</Button><Button type="text" onClick={onCancel}>{m.action.cancel}</Button></p>
    </form>
  );
}
