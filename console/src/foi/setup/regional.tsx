import { Button, Input, Radio } from 'antd';
import type { ReactElement } from 'react';
import type { RegionalDay } from '@tongming/law';
import { m } from '../../messages.ts';
import { Tag } from '../../parts/tags.tsx';
import { todayHere } from '../../time.ts';
import { Day } from '../fields.tsx';
import { c } from './messages.ts';

type Props = { days: readonly RegionalDay[]; editable: boolean; onChange: (days: RegionalDay[]) => void };

/** Festivals that are days off in this region only, each with the rule it rests on. */
export function Regional({ days, editable, onChange }: Props): ReactElement {
  const put = (i: number, change: Partial<RegionalDay>): void => onChange(days.map((day, j) => (i === j ? { ...day, ...change } : day)));
  return (
    <div className="foi-form">
      <p className="hint">{c.regionalHint}</p>
      {days.length === 0 ? <p className="quiet">{c.regionalEmpty}</p> : null}
      {days.map((day, i) => (editable ? (
        <div key={i} className="foi-day-line regional">
          <Day clear={false} label={`${c.regional}${i + 1} ${c.date}`} value={day.date} onChange={(date) => put(i, { date: date ?? day.date })} />
          <Input aria-label={`${c.regional}${i + 1} ${c.name}`} placeholder={c.name} maxLength={40} value={day.name} onChange={(e) => put(i, { name: e.target.value })} />
          <Radio.Group aria-label={`${c.regional}${i + 1}`} optionType="button" size="small" value={day.working} options={[{ value: false, label: c.restDay }, { value: true, label: c.workDay }]} onChange={(e) => put(i, { working: e.target.value === true })} />
          <Input className="wide" aria-label={`${c.regional}${i + 1} ${c.source}`} placeholder={c.source} maxLength={200} value={day.source ?? ''} onChange={(e) => put(i, { source: e.target.value })} />
          <Button size="small" type="text" onClick={() => onChange(days.filter((_, j) => j !== i))}>{m.action.remove}</Button>
        </div>
      ) : <p key={day.date}>{day.date}　{day.name} <Tag>{day.working ? c.workDay : c.restDay}</Tag> <span className="quiet">{day.source}</span></p>))}
      {editable ? <div><Button size="small" onClick={() => onChange([...days, { date: todayHere(), working: false, name: '', source: null }])}>{c.addRegional}</Button></div> : null}
    </div>
  );
}
