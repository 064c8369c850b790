import { App, Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import type { FoiAct, FoiAvailable, FoiCaseView } from '#contract-foi';
import type { CivilDate } from '@tongming/law';
import { ApiError } from '../api/errors.ts';
import { useSession } from '../session.tsx';
import { todayHere } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { DecideForm } from './act-decide.tsx';
import { FeeForm } from './act-fee.tsx';
import { PlainForm } from './act-form.tsx';
import { JudgeForm } from './act-judge.tsx';
import { actsFor, otherActs, primaryAct } from './acts.ts';
import { foi } from './api.ts';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';

const t = f.case;
/** What every form of an act is given. `take` is called with the data and, where it was another day than today, that day. */
export type FormProps = { view: FoiCaseView; act: FoiAvailable; busy: boolean; error: unknown; today: CivilDate; me: string; reload: () => void; take: (data: Record<string, unknown>, on?: CivilDate) => void };

type Props = { view: FoiCaseView; chosen: FoiAct | null; onPick: (act: FoiAct | null) => void; onDone: (view: FoiCaseView) => void; onReload: () => void };

/** The one thing to do now, its form and what it will cause; everything else behind one button. */
export function ActBox({ view, chosen, onPick, onDone, onReload }: Props): ReactElement {
  const primary = primaryAct(view);
  const current = view.available.find((x) => x.act === chosen) ?? primary;
  const others = otherActs(actsFor(view), current?.act ?? null);
  return (
    <section className="act foi-act" id="foi-act" aria-label={t.act}>
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
        ? <p>{view.closedOn !== null ? t.ended : view.waitingText === '' ? t.nothing : t.waitingText(view.waitingText)}</p>
        : <Current key={current.act} view={view} act={current} onDone={onDone} onReload={onReload} />}
    </section>
  );
}

function Current({ view, act, onDone, onReload }: { view: FoiCaseView; act: FoiAvailable; onDone: Props['onDone']; onReload: () => void }): ReactElement {
  const { me } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { busy, error, run } = useAction();
  const take: FormProps['take'] = (data, on) => void run(async () => {
    try {
      const next = await foi.act(view.id, act.act, { version: view.version, data, ...(on === undefined ? {} : { on }) });
      void message.success(t.done(act.label));
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
  const props: FormProps = { view, act, busy, error, take, reload: onReload, today: todayHere(), me: me.person.name };
  if (act.act === 'judge') return <JudgeForm {...props} />;
  if (act.act === 'decide') return <DecideForm {...props} />;
  if (act.act === 'notify-fee') return <FeeForm {...props} />;
  return <PlainForm {...props} />;
}
