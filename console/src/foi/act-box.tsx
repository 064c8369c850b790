import { App, Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { FoiAct, FoiAvailable, FoiCaseView } from '#contract-foi';
import type { CivilDate } from '@tongming/law';
import { ApiError } from '../api/errors.ts';
import { useSession } from '../session.tsx';
import { todayHere } from '../time.ts';
import { DecideForm } from './act-decide.tsx';
import { FeeForm } from './act-fee.tsx';
import { PlainForm } from './act-form.tsx';
import { JudgeForm } from './act-judge.tsx';
import { actsFor, otherActs, primaryAct } from './acts.ts';
import { foi } from './api.ts';
import { useCaseAction } from './at-work.tsx';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';

const t = f.case;
/** What every form of an act is given. `take` is called with the data and, where it was another day than today, that day. */
export type FormProps = { view: FoiCaseView; act: FoiAvailable; busy: boolean; error: unknown; today: CivilDate; me: string; typed: Map<FoiAct, unknown>; reload: () => void; take: (data: Record<string, unknown>, on?: CivilDate) => void };

/** `typed`: a decision begun is still there after another act was needed first. */
type Props = { view: FoiCaseView; typed: Map<FoiAct, unknown>; chosen: FoiAct | null; onPick: (act: FoiAct | null) => void; onDone: (view: FoiCaseView) => void; onReload: () => void };

/** The one thing to do now, its form and what it will cause; everything else behind one button. */
export function ActBox({ view, typed, chosen, onPick, onDone, onReload }: Props): ReactElement {
  const primary = primaryAct(view);
  const current = view.available.find((x) => x.act === chosen) ?? primary;
  const others = otherActs(actsFor(view), current?.act ?? null);
  return (
    <section className="act foi-act" id="foi-act" tabIndex={-1} aria-label={t.act}>
      <div className="foi-act-top">
        {current !== null && current !== primary ? <Button size="small" onClick={() => onPick(null)}>{t.cancel}</Button> : null}
        {others.length === 0 ? null : (
          <Dropdown trigger={['click']} placement="bottomRight" menu={{ className: 'foi-acts-menu', items: others.map(({ group, acts }) => ({
            key: group, type: 'group' as const, label: a.groups[group], children: acts.map((x) => ({ key: x.act, label: x.label, onClick: () => onPick(x.act) })),
          })) }}>
            <Button size="small">{t.more} ▾</Button>
          </Dropdown>
        )}
      </div>
      {current === null
        ? <div className="inline"><span>{view.closedOn !== null ? t.ended : view.waitingText === '' ? t.nothing : t.waitingText(view.waitingText)}</span>{view.closedOn === null ? null : <Button size="small" onClick={() => document.getElementById('foi-archive')?.scrollIntoView({ block: 'start' })}>{f.archive.go}</Button>}</div>
        : <Current key={current.act} view={view} typed={typed} act={current} onDone={onDone} onReload={onReload} />}
    </section>
  );
}

function Current({ view, typed, act, onDone, onReload }: { view: FoiCaseView; typed: Props['typed']; act: FoiAvailable; onDone: Props['onDone']; onReload: () => void }): ReactElement {
  const { me } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { busy, error, run } = useCaseAction();
  const take: FormProps['take'] = (data, on) => void run(async () => {
    try {
      const next = await foi.act(view.id, act.act, { version: view.version, data, ...(on === undefined ? {} : { on }) });
      void message.success(t.done(act.label));
      typed.delete(act.act);
      if ('gone' in next) return void navigate('/foi');
      onDone(next);
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'edit-conflict') {
        void message.warning(t.conflict);
        return onReload();
      }
      throw failure;
    }
  });
  const props: FormProps = { view, typed, act, busy, error, take, reload: onReload, today: todayHere(), me: me.person.name };
  if (act.act === 'judge') return <JudgeForm {...props} />;
  if (act.act === 'decide') return <DecideForm {...props} />;
  if (act.act === 'notify-fee') return <FeeForm {...props} />;
  return <PlainForm {...props} />;
}
