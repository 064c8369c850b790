import { AutoComplete, Button, DatePicker, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { civilDate, weekday, type CalendarYear, type CivilDate } from '@tongming/law';
import { m } from '../../messages.ts';
import { fromPicker, toPicker } from '../../time.ts';
import { Day, Labelled } from '../fields.tsx';
import { c } from './messages.ts';
import { daysOf, readNotice } from './notice.ts';

type Props = { value: CalendarYear; onChange: (value: CalendarYear) => void };
const names = c.holidays.map((value) => ({ value }));
const at = <T extends object>(list: readonly T[], i: number, change: Partial<T>): T[] => list.map((item, j) => (i === j ? { ...item, ...change } : item));

/** A year's notice: pasted and read, or line by line; every day says which day of the week it is. */
export function YearForm({ value, onChange }: Props): ReactElement {
  const number = value.notices.map((notice) => notice.number ?? '').join('');
  const firstOf = civilDate(`${value.year}-01-01`);
  return (
    <div className="foi-form">
      <Paste value={value} onChange={onChange} />
      <Labelled label={c.notice}><Input maxLength={100} placeholder={c.noticePlaceholder} value={number} onChange={(e) => onChange({ ...value, notices: [{ number: e.target.value.trim() === '' ? null : e.target.value.trim(), certainty: 'sourced' }] })} /></Labelled>
      <Labelled label={c.off} group>
        {value.off.map((range, i) => (
          <div key={i} className="foi-day-line">
            <AutoComplete aria-label={`${c.off}${i + 1} ${c.name}`} placeholder={c.name} options={names} value={range.name} onChange={(name: string) => onChange({ ...value, off: at(value.off, i, { name }) })} />
            <DatePicker.RangePicker allowClear={false} aria-label={`${c.off}${i + 1}`} value={[toPicker(range.from), toPicker(range.to)]}
              onChange={(days) => onChange({ ...value, off: at(value.off, i, { from: fromPicker(days?.[0] ?? null) ?? range.from, to: fromPicker(days?.[1] ?? null) ?? range.to }) })} />
            <span className="quiet">{c.weekday}{weekdayOf(range.from)}–{c.weekday}{weekdayOf(range.to)}　{c.days(daysOf(range).length)}</span>
            <Button size="small" type="text" onClick={() => onChange({ ...value, off: value.off.filter((_, j) => j !== i) })}>{m.action.remove}</Button>
          </div>
        ))}
        <div><Button size="small" onClick={() => onChange({ ...value, off: [...value.off, { name: '', from: value.off.at(-1)?.to ?? firstOf, to: value.off.at(-1)?.to ?? firstOf }] })}>{c.addOff}</Button></div>
      </Labelled>
      <Labelled label={c.work} group>
        {value.work.map((day, i) => (
          <div key={i} className="foi-day-line">
            <AutoComplete aria-label={`${c.work}${i + 1} ${c.name}`} placeholder={c.name} options={names} value={day.name} onChange={(name: string) => onChange({ ...value, work: at(value.work, i, { name }) })} />
            <Day clear={false} label={`${c.work}${i + 1} ${c.date}`} value={day.date} onChange={(date) => onChange({ ...value, work: at(value.work, i, { date: date ?? day.date }) })} />
            <span className={weekday(day.date) >= 6 ? 'quiet' : 'late'}>{c.weekday}{weekdayOf(day.date)}</span>
            <Button size="small" type="text" onClick={() => onChange({ ...value, work: value.work.filter((_, j) => j !== i) })}>{m.action.remove}</Button>
          </div>
        ))}
        <div><Button size="small" onClick={() => onChange({ ...value, work: [...value.work, { name: value.off.at(-1)?.name ?? '', date: value.work.at(-1)?.date ?? firstOf }] })}>{c.addWork}</Button></div>
      </Labelled>
    </div>
  );
}

const weekdayOf = (date: CivilDate): string => c.weekdays[weekday(date) - 1] ?? '';

function Paste({ value, onChange }: Props): ReactElement {
  const [text, setText] = useState('');
  const [told, setTold] = useState<readonly string[] | null>(null);
  const read = (): void => {
    const found = readNotice(text, value.year);
    setTold([...(found.year !== null && found.year !== value.year ? [c.otherYear(found.year, value.year)] : []), ...found.faults]);
    if (found.off.length > 0) onChange({ year: found.year ?? value.year, notices: [{ number: found.number, certainty: 'sourced' }], off: found.off, work: found.work });
  };
  return (
    <>
      <Labelled label={c.paste} hint={c.pasteHint}><Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} value={text} onChange={(e) => setText(e.target.value)} /></Labelled>
      <div className="inline"><Button disabled={text.trim() === ''} onClick={read}>{c.read}</Button>{told === null ? null : told.length === 0 ? <span className="quiet" role="status">{c.readAgain}</span> : null}</div>
      {told === null || told.length === 0 ? null : <div className="foi-warnings" role="alert"><strong>{c.faults}</strong><ul className="reasons">{told.map((fault) => <li key={fault}>{fault}</li>)}</ul></div>}
    </>
  );
}
