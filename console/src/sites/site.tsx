import { App, Button, Checkbox, Input, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { Instant } from '@tongming/law';
import type { SiteChange, SiteFactsView, SiteView } from '#contract-sites';
import { Labelled } from '../foi/fields.tsx';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { PagePreview } from '../parts/page-preview.tsx';
import { useChanges } from '../parts/use-changes.ts';
import { useConflict } from '../parts/use-conflict.ts';
import { instantFromPicker, instantToPicker } from '../time.ts';
import { useAction, useResource } from '../use-resource.ts';
import { sites } from './api.ts';
import { s } from './messages.ts';
import { Scheduled } from './scheduled.tsx';
import { SiteStateTag } from './sites.tsx';
import { StatePanel } from './state-panel.tsx';
import { ThemePanel } from './theme-panel.tsx';
import './sites.css';

export type Draft = Required<Pick<SiteChange, 'name' | 'domain' | 'facts' | 'theme'>>;
const draftOf = ({ name, domain, facts, theme }: SiteView): Draft => ({ name: name ?? '', domain: domain ?? '', facts: facts ?? {}, theme });
const factKeys = Object.keys(s.facts) as (keyof typeof s.facts)[];

/** One site: name, furniture, theme, state, what is planned for it, and how it will look. */
export function SitePage(): ReactElement {
  const { code = '' } = useParams();
  const { data, error, reload, set } = useResource(`site ${code}`, (signal) => sites.read(code, signal));
  if (data === null || data.code !== code) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Editor key={code} site={data} onChanged={set} reload={reload} />;
}

type Props = { site: SiteView; onChanged: (site: SiteView) => void; reload: () => void };

function Editor({ site, onChanged, reload }: Props): ReactElement {
  const { draft, changed, dirty, edit, current, settle } = useChanges(draftOf(site));
  useUnsaved(dirty);
  return (
    <div>
      <header className="page-head">
        <div>
          <p className="meta"><Link to="/sites">{s.back}</Link></p>
          <h1>{site.name}</h1>
          <p className="meta"><SiteStateTag state={site.state} /><span>{s.kinds[site.kind]}</span><span>{s.languages[site.language]}</span><span>{site.agencyName}</span></p>
        </div>
        <Link to={`/sites/${site.code}/columns`}>{s.columns}</Link>
      </header>
      <div className="site-edit">
        <div>
          {site.mayManage ? null : <p className="hint">{s.notYours}</p>}
          <section className="panel" aria-label={s.identity}><header><h2>{s.identity}</h2></header><div className="panel-body">
            <div className="site-pair">
              <Labelled label={s.fields.name} required><Input maxLength={100} disabled={!site.mayManage} value={draft.name} onChange={(e) => edit({ name: e.target.value })} /></Labelled>
              <Labelled label={s.fields.domain} required><Input maxLength={253} disabled={!site.mayManage} value={draft.domain} onChange={(e) => edit({ domain: e.target.value })} /></Labelled>
              {factKeys.map((key) => <Labelled key={key} label={s.facts[key]}><Input maxLength={200} disabled={!site.mayManage} value={draft.facts[key] ?? ''} onChange={(e) => edit({ facts: withFact(draft.facts, key, e.target.value) })} /></Labelled>)}
            </div>
            <Checkbox disabled={!site.mayManage} checked={draft.facts.ipv6 ?? false} onChange={(e) => edit({ facts: { ...draft.facts, ipv6: e.target.checked } })}>{s.ipv6}</Checkbox>
          </div></section>
          <ThemePanel code={site.code} theme={draft.theme} editable={site.mayManage} onChange={(theme) => edit({ theme })} />
          {site.mayManage ? <SaveBar site={site} changed={changed} dirty={dirty} onSave={() => { const sent = current(); return () => settle(sent); }} onChanged={onChanged} reload={reload} /> : null}
          <StatePanel key={`${site.state} ${site.notice}`} site={site} dirty={dirty} onChanged={onChanged} reload={reload} />
          <Scheduled site={site} onChanged={onChanged} />
        </div>
        {site.mayManage ? <PagePreview title={s.previewTitle} source={sites.previewUrl(site.code, { name: draft.name, facts: draft.facts, theme: draft.theme })} /> : null}
      </div>
    </div>
  );
}

/** An empty field is one that is not stated. */
function withFact(facts: SiteFactsView, key: keyof SiteFactsView, value: string): SiteFactsView {
  const { [key]: _gone, ...rest } = facts;
  return value === '' ? rest : { ...rest, [key]: value };
}

/** Runs a write, and `then` what follows from it. */
export function useSiteWrite({ onChanged, reload }: Pick<Props, 'onChanged' | 'reload'>): { busy: boolean; error: unknown; write: (work: () => Promise<SiteView>, done: string, then?: () => void) => void } {
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const careful = useConflict(s.conflict, reload);
  const write = (work: () => Promise<SiteView>, done: string, then?: () => void): void => void run(() => careful(async () => {
    onChanged(await work());
    then?.();
    void message.success(done);
  }));
  return { busy, error, write };
}

type SaveProps = Props & { changed: SiteChange; dirty: boolean; onSave: () => () => void };

/** `onSave` is told that what is changed by now is being sent; what it returns is called when it is stored. */
function SaveBar({ site, changed, dirty, onSave, onChanged, reload }: SaveProps): ReactElement {
  const { busy, error, write } = useSiteWrite({ onChanged, reload });
  const [at, setAt] = useState<Instant | null>(null);
  const plan = (): void => {
    if (at === null) return;
    const stored = onSave();
    write(() => sites.schedule(site.code, at, changed), s.planned, () => { stored(); setAt(null); });
  };
  return (
    <section className="act" aria-label={s.save}>
      {error === null ? null : <ErrorPanel error={error} />}
      <div className="inline">
        <Button type="primary" loading={busy} disabled={!dirty} onClick={() => write(() => sites.change(site.code, site.version, changed), site.state === 'open' ? s.savedOpen : s.saved, onSave())}>{s.save}</Button>
        <DayPicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" aria-label={s.at} placeholder={s.at} value={instantToPicker(at)} onChange={(value) => setAt(instantFromPicker(value))} />
        <Button disabled={!dirty || at === null || busy} onClick={plan}>{s.saveAt}</Button>
        {dirty ? <span className="soon">{s.unsaved}</span> : null}
      </div>
    </section>
  );
}
