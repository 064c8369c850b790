import { Button, Popover, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import type { CivilDate, ClockDay, ClockDayKind, CountedDay, FoiClock } from '@tongming/law';
import { weekday } from '@tongming/law';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { urgencyOf } from '../parts/due.tsx';
import { chineseDate } from '../time.ts';
import { useResource } from '../use-resource.ts';
import { foi } from './api.ts';
import { inMain } from './focus.ts';
import { dayLabel, dueWords, shortArticle, sumOf } from './clock.ts';
import { f } from './messages.ts';

const t = f.due;
type DayRow = CountedDay & { kind?: ClockDayKind };

/** Every day from receipt to the end, why it counts or not, and the law of it. */
export function DayTable({ days }: { days: readonly DayRow[] }): ReactElement {
  return (
    <div className="scroll" tabIndex={0}>
      <table>
        <thead><tr><th>{t.day}</th><th>{t.count}</th><th>{t.reason}</th><th>{t.law}</th></tr></thead>
        <tbody>
          {days.map((day, i) => {
            const kind = day.kind ?? (i === 0 ? 'start' : day.counted ? 'counted' : 'rest');
            return (
              <tr key={`${day.date}${kind}`} className={kind}>
                <td>{dayLabel(day.date, days[i - 1]?.date ?? null)}<small>{t.weekdays[weekday(day.date) - 1]}</small></td>
                <td>{t.kinds[kind]}</td><td>{day.reason}</td><td>{day.article === null ? '' : shortArticle(day.article)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const firstOf = (days: readonly ClockDay[]): CivilDate | null => days[0]?.date ?? null;

export function ClockDerivation({ clock }: { clock: FoiClock }): ReactElement {
  const sum = sumOf(clock.derivation);
  const first = firstOf(clock.derivation);
  const stage = clock.stages.at(-1);
  return (
    <div className="derivation foi-derivation">
      <p>{t.law}：{clock.rule.law}{clock.rule.article}</p>
      {first === null ? null : <p>{t.received}：{chineseDate(first)}　{t.end}：<strong>{chineseDate(clock.due)}</strong>{clock.provisional ? `（${t.provisional}）` : ''}</p>}
      <p className="quiet">{stage === undefined ? '' : `${t.openedBy[stage.openedBy]}，`}{t.summary(sum.counted, sum.rest, sum.excluded)}{sum.superseded > 0 ? `；${t.superseded(sum.superseded)}` : ''}{(stage?.added ?? 0) > 0 ? `；${t.added(stage?.added ?? 0)}` : ''}</p>
      {clock.provisional ? <p className="quiet">{t.provisionalHint}</p> : null}
      <DayTable days={clock.derivation} />
    </div>
  );
}

/** The day with working days left; opens how it was found. The derivation is fetched when somebody asks for it. */
export function DueButton({ caseId, due }: { caseId: string; due: { due: CivilDate; daysLeft: number; provisional: boolean } | null }): ReactElement {
  const [open, setOpen] = useState(false);
  if (due === null) return <small className="quiet">{t.none}</small>;
  return (
    <Popover trigger="click" getPopupContainer={inMain} placement="bottomRight" title={t.derivation} open={open} onOpenChange={setOpen} content={open ? <div onClick={(e) => e.stopPropagation()}><Fetched caseId={caseId} /></div> : null}>
      <Button type="text" size="small" className={`due ${urgencyOf(due.daysLeft)}`} onClick={(e) => e.stopPropagation()}>
        <span className="foi-due-day">{due.due}</span>{dueWords(due.daysLeft)}{due.provisional ? `（${t.provisional}）` : ''}<span className="sr">，{t.derivation}</span>
      </Button>
    </Popover>
  );
}

function Fetched({ caseId }: { caseId: string }): ReactElement {
  const { data, error, reload } = useResource(`foi clock ${caseId}`, (signal) => foi.read(caseId, signal));
  if (error !== null) return <ErrorPanel error={error} onRetry={reload} />;
  if (data === null) return <Skeleton active className="foi-derivation" aria-label={t.loading} />;
  return data.clock === null ? <p>{data.receipt.waiting ?? t.none}</p> : <ClockDerivation clock={data.clock} />;
}
