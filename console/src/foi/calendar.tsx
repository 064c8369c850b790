import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Button, Popover, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiCalendarDay } from '#contract-foi';
import { calendarDay, nationalCalendar, weekday, type CivilDate } from '@tongming/law';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { todayHere } from '../time.ts';
import type { Filters } from '../use-filters.ts';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { inMain } from './focus.ts';
import { f } from './messages.ts';
import { monthOf, readMonth, shiftMonth, weeksOf, type Month } from './month.ts';

const t = f.calendar;
const shownPerDay = 2;

/** A month of what falls due, with holidays and make-up days as the office's own calendar has them. */
export function FoiCalendar({ filters }: { filters: Filters }): ReactElement {
  const today = todayHere();
  const month = readMonth(filters.values['month']) ?? monthOf(today);
  const agency = filters.values['agency'];
  const weeks = weeksOf(month);
  const [from, to] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  const { data, error, loading, reload } = useResource(`foi calendar ${agency ?? ''} ${month}`, (signal) => foi.calendar({ agency, from, to }, signal));
  const days = new Map((data ?? []).map((day) => [day.date, day]));
  const go = (next: Month): void => filters.set({ month: next === monthOf(today) ? null : next });
  const [year = '', number = ''] = month.split('-');
  return (
    <section className="panel foi-calendar" aria-label={f.views.calendar} aria-busy={loading}>
      <header>
        <Button type="text" size="small" icon={<LeftOutlined />} aria-label={t.previous} onClick={() => go(shiftMonth(month, -1))} />
        <h2 aria-live="polite">{t.month(Number(year), Number(number))}</h2>
        <Button type="text" size="small" icon={<RightOutlined />} aria-label={t.next} onClick={() => go(shiftMonth(month, 1))} />
        {month === monthOf(today) ? null : <Button size="small" onClick={() => go(monthOf(today))}>{t.thisMonth}</Button>}
        <small className="quiet grow foi-legend">{t.legend}</small>
      </header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 10 }} /> : null) : (
        <table>
          <thead><tr>{t.weekdays.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>{weeks.map((week) => <tr key={week[0]}>{week.map((date) => <Cell key={date} date={date} day={days.get(date)} inMonth={monthOf(date) === month} today={date === today} past={date < today} />)}</tr>)}</tbody>
        </table>
      )}
    </section>
  );
}

type CellProps = { date: CivilDate; day: FoiCalendarDay | undefined; inMonth: boolean; today: boolean; past: boolean };

function Cell({ date, day, inMonth, today, past }: CellProps): ReactElement {
  const cases = day?.cases ?? [];
  const { mark, reason } = markOf(date, day);
  const shown = cases.slice(0, shownPerDay);
  return (
    <td className={[inMonth ? '' : 'outside', mark === t.rest || (mark === null && weekday(date) >= 6) ? 'rest' : '', today ? 'today' : '', past ? 'past' : ''].join(' ')} aria-current={today ? 'date' : undefined}>
      <p><time dateTime={date}>{Number(date.slice(8))}</time>{mark === null ? null : <span className={mark === t.work ? 'mark work' : 'mark'} title={reason ?? undefined}>{mark}</span>}{reason === null ? null : <small>{reason}</small>}</p>
      {cases.length === 0 ? null : (
        <ul>
          {shown.map((c) => <Item key={`${c.id}${c.what}`} item={c} />)}
          {cases.length > shown.length ? <li><Popover trigger="click" getPopupContainer={inMain} title={date} content={<ul className="foi-day">{cases.map((c) => <Item key={`${c.id}${c.what}`} item={c} />)}</ul>}><button type="button" className="link">{t.more(cases.length - shown.length)}</button></Popover></li> : null}
        </ul>
      )}
    </td>
  );
}

const Item = ({ item }: { item: FoiCalendarDay['cases'][number] }): ReactElement => <li><Link to={`/foi/${item.id}`} title={`${item.number} ${item.what}`}>{item.what}<small>{item.number}</small></Link></li>;

/** 休 and 班 where a day is not what its weekday says. The server knows the region's days; the name comes from the national notice. */
function markOf(date: CivilDate, day: FoiCalendarDay | undefined): { mark: string | null; reason: string | null } {
  const national = calendarDay(date);
  const working = day?.working ?? national.working;
  const named = nationalCalendar.marks.get(date)?.working === working;
  if (working !== (weekday(date) >= 6) && !named) return { mark: null, reason: null };
  return { mark: working ? t.work : t.rest, reason: named ? national.reason : null };
}
