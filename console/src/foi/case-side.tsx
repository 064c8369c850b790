import { Button, Popover } from 'antd';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { FoiCaseView } from '#contract-foi';
import type { FoiDuty } from '@tongming/law';
import { urgencyOf } from '../parts/due.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { Tag } from '../parts/tags.tsx';
import { chineseDate, todayHere } from '../time.ts';
import { dueWords, sumOf } from './clock.ts';
import { ClockDerivation, DayTable } from './derivation.tsx';
import { inMain } from './focus.ts';
import { f } from './messages.ts';
import { n } from './names.ts';
import { outcomeName, OutcomeTag, StateTag } from './tags.tsx';

const t = f.case;

/** The reply period and the periods within it; each opens how it was counted. */
export function ClockPanel({ view }: { view: FoiCaseView }): ReactElement {
  const { clock, due } = view;
  return (
    <section className="side-part" aria-label={t.clock}>
      <h3>{t.clock}</h3>
      {clock === null || due === null ? <p className="quiet">{view.receipt.waiting ?? t.noClock}</p> : <Reply view={view} clock={clock} due={due} />}
      {view.delayedTo === null ? null : <p>{t.delayed} <strong>{chineseDate(view.delayedTo)}</strong></p>}
      {view.duties.length === 0 ? null : <ul className="foi-duties">{view.duties.map((duty) => <Duty key={`${duty.code}${duty.since}${duty.party ?? ''}`} duty={duty} />)}</ul>}
    </section>
  );
}

function Reply({ view, clock, due }: { view: FoiCaseView; clock: NonNullable<FoiCaseView['clock']>; due: NonNullable<FoiCaseView['due']> }): ReactElement {
  const sum = sumOf(clock.derivation);
  const open = view.closedOn === null;
  return (
    <>
      <p className="foi-big">{chineseDate(due.due)}</p>
      {open ? <p className={`due ${urgencyOf(due.daysLeft)}`}>{dueWords(due.daysLeft)}{due.provisional ? `（${f.due.provisional}）` : ''}</p> : null}
      <p className="quiet">{f.due.summary(sum.counted, sum.rest, sum.excluded)}</p>
      <Popover trigger="click" getPopupContainer={inMain} placement="left" title={f.due.derivation} content={<ClockDerivation clock={clock} />}><Button size="small">{t.howCounted}</Button></Popover>
    </>
  );
}

/** Notices are due only where one is to be given at all: that none was given by then is no lateness. */
const conditional: ReadonlySet<FoiDuty['code']> = new Set(['correction-notice', 'extension-notice']);

function Duty({ duty }: { duty: FoiDuty }): ReactElement {
  const open = duty.doneOn === null;
  const passed = open && duty.due < todayHere();
  const late = duty.late || (passed && !conditional.has(duty.code));
  return (
    <li>
      <span>{duty.name}</span>
      <Popover trigger="click" getPopupContainer={inMain} placement="left" title={duty.name} content={<div className="derivation foi-derivation"><DayTable days={duty.derivation} /></div>}>
        <Button type="text" size="small" className={late ? 'due late' : passed ? 'foi-passed' : ''}>{open ? duty.due : `${duty.doneOn ?? ''} ✓`}</Button>
      </Popover>
    </li>
  );
}

export function Warnings({ view }: { view: FoiCaseView }): ReactElement | null {
  const warnings = view.clockWarnings;
  return warnings.length === 0 ? null : <section className="side-part warn" aria-label={t.warnings}><h3>{t.warnings}（{warnings.length}）</h3><ReasonList reasons={warnings} /></section>;
}

const percent = 100;

export function Similar({ view }: { view: FoiCaseView }): ReactElement {
  return (
    <section className="side-part" aria-label={t.similar}>
      <h3>{t.similar}</h3>
      {view.similar.length === 0 ? <p className="quiet">{t.noSimilar}</p> : (
        <ul className="foi-found">
          {view.similar.map((s) => (
            <li key={s.id}>
              <Link to={`/foi/${s.id}`}>{s.summary}</Link>
              <small className="quiet">{s.registerNumber ?? s.receiptNumber}　{t.likeness(Math.round(s.likeness * percent))}</small>
              <span className="inline">{s.sameApplicant ? <Tag tone="amber">{t.same}</Tag> : null}{s.outcome === null ? <StateTag row={{ state: s.state, stateName: n.states[s.state] }} /> : <OutcomeTag row={{ outcome: s.outcome, outcomeName: outcomeName(s.outcome) }} />}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
