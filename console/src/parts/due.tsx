import { Button, Popover } from 'antd';
import type { ReactElement } from 'react';
import type { Duty } from '#contract';
import { m } from '../messages.ts';
import { chineseDate } from '../time.ts';

export function dueText(daysLeft: number): string {
  if (daysLeft < 0) return m.time.overdue(-daysLeft);
  return daysLeft === 0 ? m.time.today : m.time.left(daysLeft);
}

export const urgencyOf = (daysLeft: number): 'late' | 'soon' | 'calm' => (daysLeft < 0 ? 'late' : daysLeft <= 3 ? 'soon' : 'calm');

/** Days left; a click shows the law and how the day was found, day by day. */
export function Due({ duty }: { duty: Duty }): ReactElement {
  return (
    <Popover trigger="click" placement="bottomRight" title={`${duty.ruleName} · ${m.time.derivation}`} content={<Derivation duty={duty} />}>
      <Button type="text" size="small" className={`due ${urgencyOf(duty.daysLeft)}`}>
        {dueText(duty.daysLeft)}{duty.provisional ? `（${m.time.provisional}）` : ''}
      </Button>
    </Popover>
  );
}

function Derivation({ duty }: { duty: Duty }): ReactElement {
  return (
    <div className="derivation">
      {duty.law === '' ? null : <p>{m.time.law}：{duty.law}{duty.article}</p>}
      <p>{m.time.started}：{chineseDate(duty.startedOn)}　{m.time.due}：<strong>{chineseDate(duty.due)}</strong></p>
      {duty.provisional ? <p className="quiet">{m.time.provisionalHint}</p> : null}
      {duty.derivation.length === 0 ? null : <div className="scroll" tabIndex={0}>
        <table>
          <thead><tr><th>{m.time.day}</th><th>{m.time.counted}</th><th>{m.time.reason}</th></tr></thead>
          <tbody>
            {duty.derivation.map((day) => (
              <tr key={day.date} className={day.counted ? '' : 'skipped'} title={day.article ?? undefined}>
                <td>{day.date}</td><td>{day.counted ? m.time.counted : m.time.skipped}</td><td>{day.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>}
    </div>
  );
}
