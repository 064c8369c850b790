import { Alert, App, Button, Select, Skeleton } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiCalendarData, FoiRecomputed } from '#contract-foi';
import { LawInputError, nationalCalendar, withRegionalDays, withYear, yearOf, type Calendar, type CalendarYear } from '@tongming/law';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Tag } from '../../parts/tags.tsx';
import { useUnsaved } from '../../parts/unsaved.tsx';
import { useSession } from '../../session.tsx';
import { todayHere } from '../../time.ts';
import { useResource } from '../../use-resource.ts';
import { foi } from '../api.ts';
import '../foi.css';
import { f } from '../messages.ts';
import { Panel } from '../panel.tsx';
import { c } from './messages.ts';
import { Saved, SaveMoves } from './moves.tsx';
import { daysOf, faultsOfYear } from './notice.ts';
import { Regional } from './regional.tsx';
import { YearForm } from './year-form.tsx';
import { YearView } from './year-view.tsx';

/** 工作日历: the yearly notices, days of the region, and what a new notice moves. */
export function HolidaysPage(): ReactElement {
  const { data, error, reload, set } = useResource('foi calendar data', foi.calendarData);
  const [done, setDone] = useState<FoiRecomputed | null>(null);
  return (
    <div className="foi foi-setup">
      <header className="page-head"><div><p className="meta"><Link to="/foi">{f.title}</Link></p><h1>{c.title}</h1><p className="quiet">{c.intro}</p></div></header>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {done === null ? null : <Saved done={done} />}
      {data === null ? (error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : null) : <Calendars key={JSON.stringify(data)} stored={data} onSaved={(next, told) => { set(next); setDone(told); }} />}
    </div>
  );
}

/** The calendar these data make, or null while they contradict each other. */
function calendarFrom(data: FoiCalendarData): Calendar | null {
  try {
    return withRegionalDays(data.years.reduce((all, year) => withYear(all, year), nationalCalendar), data.regional);
  } catch (error) {
    if (error instanceof LawInputError) return null;
    throw error;
  }
}

function Calendars({ stored, onSaved }: { stored: FoiCalendarData; onSaved: (next: FoiCalendarData, told: FoiRecomputed) => void }): ReactElement {
  const { has } = useSession();
  const { message } = App.useApp();
  const [draft, setDraft] = useState(stored);
  const [year, setYear] = useState(() => yearOf(todayHere()));
  const [editing, setEditing] = useState(false);
  const may = has('openness-head');
  const saved = useMemo(() => calendarFrom(stored) ?? nationalCalendar, [stored]);
  const calendar = useMemo(() => calendarFrom(draft), [draft]);
  const own = draft.years.find((y) => y.year === year) ?? null;
  const shipped = nationalCalendar.years.find((y) => y.year === year) ?? null;
  const missing = [yearOf(todayHere()), yearOf(todayHere()) + 1].filter((y) => !saved.covered.has(y));
  const dirty = JSON.stringify(draft) !== JSON.stringify(stored);
  useUnsaved(dirty);
  const put = (next: CalendarYear): void => {
    setDraft((old) => ({ ...old, years: [...old.years.filter((y) => y.year !== year && y.year !== next.year), next].toSorted((a, b) => a.year - b.year) }));
    setYear(next.year);
  };
  const begin = (which: number): void => {
    const known = draft.years.find((y) => y.year === which) ?? nationalCalendar.years.find((y) => y.year === which);
    setYear(which);
    setDraft((old) => (old.years.some((y) => y.year === which) ? old : { ...old, years: [...old.years, known ?? { year: which, notices: [], off: [], work: [] }] }));
    setEditing(true);
  };
  const forget = (): void => {
    setDraft((old) => ({ ...old, years: old.years.filter((y) => y.year !== year) }));
    setEditing(false);
  };
  const faults = [
    ...draft.years.flatMap((y) => faultsOfYear(y).map((fault) => `${c.year(y.year)}：${fault}`)),
    ...(draft.regional.some((day) => day.name.trim() === '' || (day.source ?? '').trim() === '') ? [c.noSource] : []),
    ...draft.regional.filter((day, i) => draft.regional.findIndex((other) => other.date === day.date) !== i).map((day) => c.twice(day.date)),
  ];
  const save = async (): Promise<FoiRecomputed> => {
    const told = await foi.saveCalendar(draft);
    void message.success(c.saved);
    onSaved(draft, told);
    return told;
  };
  const years = [...new Set([...saved.covered, ...draft.years.map((y) => y.year), year])].toSorted((a, b) => b - a);
  return (
    <>
      {missing.map((y) => <Alert key={y} className="foi-alert" type="warning" showIcon title={c.missing(y)} description={c.missingText} action={may && !(editing && year === y) ? <Button type="primary" onClick={() => begin(y)}>{c.add(y)}</Button> : null} />)}
      <div className="foi-setup-body">
        <div>
          <Panel title={c.year(year)} end={<span className="inline">
            <Tag tone={own === null ? 'plain' : 'blue'}>{own === null ? (shipped === null ? c.noNumber : c.shipped) : c.own}</Tag>
            <Select aria-label={c.years} value={year} options={years.map((y) => ({ value: y, label: c.year(y) }))} onChange={(y: number) => { setYear(y); setEditing(false); }} />
            {may && !editing ? <Button onClick={() => begin(year)}>{c.edit}</Button> : null}
          </span>}>
            {editing && own !== null ? <YearForm value={own} onChange={put} /> : <YearFacts year={own ?? shipped} />}
            {may && own !== null ? <div><Button size="small" type="text" onClick={forget}>{shipped === null ? c.removeOnly : c.remove}</Button></div> : null}
          </Panel>
          <Panel title={c.regional}><Regional days={draft.regional} editable={may} onChange={(regional) => setDraft((old) => ({ ...old, regional }))} /></Panel>
        </div>
        <YearView year={year} calendar={calendar ?? saved} saved={saved} />
      </div>
      {may ? <SaveMoves key={JSON.stringify(draft)} dirty={dirty} faults={faults} preview={() => foi.previewCalendar(draft)} save={save} onSaved={() => undefined} onReset={() => { setDraft(stored); setEditing(false); }} /> : null}
    </>
  );
}

function YearFacts({ year }: { year: CalendarYear | null }): ReactElement {
  if (year === null) return <p className="quiet">{c.missingText}</p>;
  const number = year.notices.flatMap((notice) => notice.number ?? []).join('、');
  const holidays = [...new Set([...year.off, ...year.work].map((day) => day.name))];
  const short = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
  return (
    <>
      <Facts facts={[[c.notice, number === '' ? c.noNumber : number]]} />
      <table className="foi-table">
        <thead><tr><th>{c.name}</th><th>{c.off}</th><th>{c.work}</th></tr></thead>
        <tbody>
          {holidays.map((name) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{year.off.filter((range) => range.name === name).map((range) => <span key={range.from} className="under">{range.from === range.to ? short(range.from) : `${short(range.from)}至${short(range.to)}`}（{c.days(daysOf(range).length)}）</span>)}</td>
              <td>{year.work.filter((day) => day.name === name).map((day) => short(day.date)).join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
