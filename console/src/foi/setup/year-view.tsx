import type { ReactElement } from 'react';
import { calendarDay, weekday, type Calendar, type CivilDate } from '@tongming/law';
import { firstDay, monthOf, weeksOf, type Month } from '../month.ts';
import { c } from './messages.ts';

const months = Array.from({ length: 12 }, (_, i) => i + 1);

/** Twelve months at a glance: what is off and what is worked, framed where it is not as saved. */
export function YearView({ year, calendar, saved }: { year: number; calendar: Calendar; saved: Calendar }): ReactElement {
  return (
    <section className="panel foi-panel" aria-label={c.preview}>
      <header><h2>{c.preview}</h2><small className="quiet foi-legend">{c.legend}</small></header>
      <div className="foi-year">{months.map((month) => <MonthTable key={month} month={`${year}-${String(month).padStart(2, '0')}`} number={month} calendar={calendar} saved={saved} />)}</div>
    </section>
  );
}

function MonthTable({ month, number, calendar, saved }: { month: Month; number: number; calendar: Calendar; saved: Calendar }): ReactElement {
  return (
    <table>
      <caption>{c.month(number)}</caption>
      <thead><tr>{c.weekdays.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>{weeksOf(monthOf(firstDay(month))).map((week) => <tr key={week[0]}>{week.map((date) => (monthOf(date) === month ? <DayCell key={date} date={date} calendar={calendar} saved={saved} /> : <td key={date} />))}</tr>)}</tbody>
    </table>
  );
}

function DayCell({ date, calendar, saved }: { date: CivilDate; calendar: Calendar; saved: Calendar }): ReactElement {
  const day = calendarDay(date, calendar);
  const marked = calendar.marks.has(date);
  const changed = calendarDay(date, saved).working !== day.working || saved.marks.has(date) !== marked;
  const name = [marked ? (day.working ? 'work' : 'off') : weekday(date) >= 6 ? 'rest' : '', changed ? 'changed' : ''].join(' ');
  return <td className={name} title={marked ? day.reason : undefined}>{Number(date.slice(8))}{marked ? <small>{day.working ? c.workMark : c.rest}</small> : null}{changed ? <span className="sr">{c.changed}</span> : null}</td>;
}
