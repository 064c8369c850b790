import { App, Button, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { GuideView } from '#contract-report';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { ReasonList } from '../../parts/reasons.tsx';
import { Tag } from '../../parts/tags.tsx';
import { useConflict } from '../../parts/use-conflict.ts';
import { useUnsaved } from '../../parts/unsaved.tsx';
import { chineseDate } from '../../time.ts';
import { useAction, useResource } from '../../use-resource.ts';
import { Labelled, Words } from '../fields.tsx';
import '../foi.css';
import { Panel } from '../panel.tsx';
import { guides } from './api.ts';
import { g } from './messages.ts';

type Texts = GuideView['texts'];
const keys = Object.keys(g.texts) as (keyof Texts)[];

/** One agency's guide (条例第十二条): facts from identity, three texts, what keeps it from being published, how it will look. */
export function GuidePage(): ReactElement {
  const { agency = '' } = useParams();
  const { data, error, reload, set } = useResource(`guide ${agency}`, (signal) => guides.read(agency, signal));
  if (data === null || data.agencyCode !== agency) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Guide key={`${agency}${data.version}`} view={data} onChanged={set} reload={reload} />;
}

function Guide({ view, onChanged, reload }: { view: GuideView; onChanged: (view: GuideView) => void; reload: () => void }): ReactElement {
  const [texts, setTexts] = useState<Texts>(view.texts);
  const dirty = keys.some((key) => texts[key] !== view.texts[key]);
  useUnsaved(dirty);
  return (
    <div className="foi">
      <header className="page-head">
        <div>
          <p className="meta"><Link to="/guides">{g.back}</Link><span>{g.article}</span></p>
          <h1>{g.previewTitle(view.agencyName)}</h1>
          <p className="meta"><Tag tone={view.confirmed === null ? 'red' : view.stale ? 'amber' : 'green'}>{view.confirmed === null ? g.never : view.stale ? g.stale : g.fresh}</Tag>
            {view.confirmed === null ? null : <span>{g.column.confirmed}：{g.confirmedBy(chineseDate(view.confirmed.on), view.confirmed.by ?? '')}</span>}{view.changed.length === 0 ? null : <span className="soon">{g.changed(view.changed)}</span>}</p>
        </div>
        {view.confirmed === null ? null : <Button href={`/openness/${encodeURIComponent(view.agencyCode)}/guide`} target="_blank" rel="noopener">{g.public}</Button>}
      </header>
      <div className="foi-guide">
        <div>
          <Confirm view={view} texts={texts} dirty={dirty} onChanged={onChanged} reload={reload} />
          <Facts view={view} />
          <Panel title={g.texts.classification + '、' + g.texts.arrangement + '、' + g.texts.access}>
            <p className="hint">{view.mayConfirm ? g.textHint : g.notYours}</p>
            {keys.map((key) => (
              <div key={key}>
                <Labelled label={g.texts[key]} required><Words rows={3} disabled={!view.mayConfirm} value={texts[key]} onChange={(text) => setTexts((old) => ({ ...old, [key]: text }))} /></Labelled>
                {texts[key] === view.draft[key] ? null : <Button size="small" type="link" onClick={() => setTexts((old) => ({ ...old, [key]: view.draft[key] }))}>{g.useDraft}</Button>}
              </div>
            ))}
          </Panel>
          <Directory agency={view.agencyCode} />
        </div>
        <Preview view={view} texts={texts} />
      </div>
    </div>
  );
}

function Confirm({ view, texts, dirty, onChanged, reload }: { view: GuideView; texts: Texts; dirty: boolean; onChanged: (view: GuideView) => void; reload: () => void }): ReactElement | null {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const careful = useConflict(g.conflict, reload);
  const blocked = view.refusals.length > 0;
  if (!view.mayConfirm || (!view.stale && !dirty)) return null;
  const confirm = (): void => void run(() => careful(async () => {
    onChanged(await guides.confirm(view.agencyCode, view.version, texts));
    void message.success(g.done);
  }));
  return (
    <section className="act foi-act" aria-label={g.confirm}>
      {blocked ? <div className="foi-refusals"><strong>{g.blocked(view.refusals.length)}</strong><ReasonList reasons={view.refusals} /></div> : null}
      {error === null ? null : <ErrorPanel error={error} />}
      <p className="consequence strong">{g.consequence}</p>
      <div className="inline"><Button type="primary" loading={busy} disabled={blocked} onClick={confirm}>{view.confirmed === null ? g.confirm : g.again}</Button>{dirty ? <span className="soon">{g.unsavedNote}</span> : null}</div>
    </section>
  );
}

function Facts({ view }: { view: GuideView }): ReactElement {
  return (
    <Panel title={g.facts} end={<Link to={`/agencies?open=${encodeURIComponent(view.agencyCode)}`}>{g.goAgency}</Link>}>
      <p className="hint">{g.factsHint}</p>
      <dl className="facts">
        {view.facts.map((fact) => (
          <div key={fact.key}><dt>{fact.label}</dt><dd>{fact.value ?? <span className={fact.required ? 'late' : 'quiet'}>{g.empty}{fact.required ? `（${g.required}）` : ''}</span>}{view.changed.includes(fact.label) ? <> <Tag tone="amber">{g.changedTag}</Tag></> : null}</dd></div>
        ))}
      </dl>
    </Panel>
  );
}

/** As it will stand on the portal. */
function Preview({ view, texts }: { view: GuideView; texts: Texts }): ReactElement {
  return (
    <section className="panel foi-panel foi-guide-preview" tabIndex={0} aria-label={g.preview}>
      <header><h2>{g.preview}</h2></header>
      <article className="foi-letter">
        <h3>{g.previewTitle(view.agencyName)}</h3>
        {keys.map((key) => <section key={key}><h4>{g.texts[key]}</h4>{texts[key].split('\n').filter((line) => line.trim() !== '').map((line, i) => <p key={i} className="letter-text">{line}</p>)}</section>)}
        <dl>{view.facts.filter((fact) => fact.value !== null).map((fact) => <div key={fact.key}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>
        <p className="letter-text">{g.how}</p>
      </article>
    </section>
  );
}

function Directory({ agency }: { agency: string }): ReactElement {
  const { data, error, reload } = useResource(`guide directory ${agency}`, (signal) => guides.directory(agency, signal));
  return (
    <Panel title={g.directory} end={data === null || data.total === 0 ? null : <Button size="small" href={guides.csvUrl(agency)}>{g.directoryCsv}</Button>}>
      {error === null ? null : <ErrorPanel error={error} onRetry={reload} />}
      {data === null ? null : data.total === 0 ? <p className="quiet">{g.directoryNone}</p> : (
        <>
          <p className="hint">{g.directoryHint(data.total)}</p>
          <table className="foi-table"><thead><tr><th>{g.index}</th><th>{g.name}</th><th>{g.date}</th></tr></thead>
            <tbody>{data.items.map((item) => <tr key={item.id}><td className="foi-no">{item.indexNumber}</td><td><a href={`/records/${item.id}`} target="_blank" rel="noopener">{item.title}</a></td><td className="foi-day-cell">{item.date}</td></tr>)}</tbody>
          </table>
        </>
      )}
    </Panel>
  );
}
