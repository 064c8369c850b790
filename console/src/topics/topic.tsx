import { App, Button, Input, Select, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { TopicChange, TopicItem, TopicPlace, TopicRule, TopicSection, TopicState, TopicView } from '#contract-content';
import { admin, records } from '../api/console.ts';
import '../columns/columns.css';
import { RuleBuilder } from '../columns/rule-builder.tsx';
import { hotlines, topics } from '../content/api.ts';
import '../content/content.css';
import { Labelled } from '../foi/fields.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Tag } from '../parts/tags.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useChanges } from '../parts/use-changes.ts';
import { useConflict } from '../parts/use-conflict.ts';
import '../sites/sites.css';
import { useAction, useResource } from '../use-resource.ts';
import { p } from './messages.ts';
import { TopicStateTag } from './topics.tsx';

const sections = Object.keys(p.sections) as TopicSection[];
const places = Object.keys(p.place) as TopicPlace[];

export function TopicPage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, reload, set } = useResource(`topic ${id}`, (signal) => topics.read(id, signal));
  if (data === null || data.id !== id) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Editor key={id} topic={data} onChanged={set} reload={reload} />;
}

type Draft = { name: string; slug: string; lead: string; rules: Partial<Record<TopicSection, TopicRule>>; items: TopicItem[]; hotlines: string[] };

function Editor({ topic, onChanged, reload }: { topic: TopicView; onChanged: (topic: TopicView) => void; reload: () => void }): ReactElement {
  const { draft, dirty, edit, current, settle } = useChanges<Draft>({ name: topic.name, slug: topic.slug, lead: topic.lead, rules: topic.rules, items: topic.items, hotlines: topic.hotlines });
  const { busy, error, run } = useAction();
  const { message, modal } = App.useApp();
  const careful = useConflict(p.conflict, reload);
  const lines = useResource('hotlines', hotlines.list);
  const editable = topic.mayManage && topic.state !== 'archived';
  useUnsaved(dirty);
  const write = (change: Omit<TopicChange, 'version'>, done: string): void => void run(() => careful(async () => {
    const sent = current();
    onChanged(await topics.change(topic.id, { version: topic.version, ...change }));
    settle(sent);
    void message.success(done);
  }));
  const save = (): void => write({ ...draft, items: draft.items.map(({ title: _shown, ...item }) => item) }, topic.state === 'open' ? p.savedOpen : p.saved);
  const move = (state: TopicState): void => void modal.confirm({ title: p.moves[state], content: p.consequence[state], okText: p.moves[state], onOk: () => write({ state }, p.saved) });
  return (
    <div>
      <header className="page-head"><div>
        <p className="meta"><Link to="/topics">{p.back}</Link></p><h1>{topic.name}</h1>
        <p className="meta inline"><TopicStateTag state={topic.state} /><span>{topic.siteName}</span>{topic.path === null ? null : <a href={topic.path} target="_blank" rel="noreferrer">{p.openPage}</a>}</p>
      </div></header>
      {topic.mayManage ? null : <p className="hint">{p.notYours}</p>}
      <div className="content-edit">
        <div>
          <section className="panel" aria-label={p.basics}><header><h2>{p.basics}</h2></header><div className="panel-body">
            <div className="content-pair">
              <Labelled label={p.fields.name} required><Input disabled={!editable} maxLength={60} value={draft.name} onChange={(e) => edit({ name: e.target.value })} /></Labelled>
              <Labelled label={p.fields.slug} hint={p.fields.slugHint} required><Input disabled={!editable} maxLength={61} value={draft.slug} onChange={(e) => edit({ slug: e.target.value })} /></Labelled>
            </div>
            <Labelled label={p.fields.lead} required><Input.TextArea disabled={!editable} maxLength={1000} autoSize={{ minRows: 2 }} value={draft.lead} onChange={(e) => edit({ lead: e.target.value })} /></Labelled>
          </div></section>
          {sections.map((section) => <Section key={section} topic={topic} section={section} draft={draft} editable={editable} edit={edit} />)}
          <section className="panel" aria-label={p.hotlines}><header><h2>{p.hotlines}</h2></header><div className="panel-body"><Labelled label={p.hotlines} hint={p.hotlinesHint} group>
            {!editable ? <span>{draft.hotlines.flatMap((one) => lines.data?.find((line) => line.id === one)?.matter ?? []).join('、')}</span> : <Select mode="multiple" aria-label={p.hotlines} value={draft.hotlines} showSearch={{ optionFilterProp: 'label' }} options={(lines.data ?? []).filter((line) => line.active || draft.hotlines.includes(line.id)).map((line) => ({ value: line.id, label: `${line.matter}（${line.agencyName}）` }))} onChange={(chosen: string[]) => edit({ hotlines: chosen })} />}
          </Labelled></div></section>
        </div>
        <aside className="content-side">
          {error === null ? null : <ErrorPanel error={error} />}
          {editable ? <section className="act" aria-label={p.save}><div className="inline"><Button type="primary" loading={busy} disabled={!dirty} onClick={save}>{p.save}</Button>{dirty ? <span className="soon">{p.unsaved}</span> : null}</div></section> : null}
          {topic.mayManage && topic.moves.length > 0 ? (
            <section className="panel" aria-label={p.state}><header><h2>{p.state}</h2></header><div className="panel-body">{topic.moves.map(({ state, refusals }) => (
              <div key={state}>{refusals.length === 0 ? null : <ReasonList reasons={refusals} />}<div className="inline"><Button loading={busy} disabled={dirty || refusals.length > 0} danger={state === 'archived'} onClick={() => move(state)}>{p.moves[state]}</Button><small className="quiet">{dirty ? p.saveFirst : p.consequence[state]}</small></div></div>
            ))}</div></section>
          ) : null}
        </aside>
      </div>
    </div>
  );
}

type SectionProps = { topic: TopicView; section: TopicSection; draft: Draft; editable: boolean; edit: (part: Partial<Draft>) => void };

/** What a rule brings and what a person adds, pins or takes out. */
function Section({ topic, section, draft, editable, edit }: SectionProps): ReactElement {
  const agencies = useResource('agencies', admin.agencies);
  const rule = draft.rules[section];
  const { [section]: _dropped, ...others } = draft.rules;
  const own = draft.items.filter((item) => item.section === section);
  const put = (item: TopicItem): void => edit({ items: [...draft.items.filter((one) => one.section !== section || one.recordId !== item.recordId), item] });
  return (
    <section className="panel" aria-label={p.sections[section]}><header><h2>{p.sections[section]}</h2><span className="quiet">{p.count(topic.counts[section])}</span></header><div className="panel-body">
      <h3>{p.rule}</h3>
      {rule === undefined ? <div className="inline"><span className="quiet">{p.noRule}</span>{editable ? <Button size="small" onClick={() => edit({ rules: { ...draft.rules, [section]: { categories: [section === 'questions' ? 'question' : section === 'progress' ? 'news' : 'policy'] } } })}>{p.withRule}</Button> : null}</div> : (
        <>
          <RuleBuilder view={{ site: topic.siteCode, agencies: (agencies.data ?? []).map(({ code, name }) => ({ code, name })) }} rule={rule} editable={editable} onChange={(next) => edit({ rules: { ...draft.rules, [section]: next } })} />
          {editable ? <div><Button size="small" onClick={() => edit({ rules: others })}>{p.dropRule}</Button></div> : null}
        </>
      )}
      <h3>{p.hand}</h3>
      <ul className="content-list">{own.map((item) => (
        <li key={item.recordId}><Tag tone={item.place === 'excluded' ? 'plain' : 'blue'}>{p.place[item.place]}</Tag><span>{item.title === '' ? p.gone : item.title}</span>{editable ? <Button size="small" type="link" aria-label={`${p.remove}：${item.title}`} onClick={() => edit({ items: draft.items.filter((one) => one !== item) })}>{p.remove}</Button> : null}</li>
      ))}</ul>
      {editable ? <Find section={section} onPut={put} /> : null}
    </div></section>
  );
}

function Find({ section, onPut }: { section: TopicSection; onPut: (item: TopicItem) => void }): ReactElement {
  const [q, setQ] = useState('');
  const found = useResource(q === '' ? null : `public records for topics ${q}`, (signal) => records.list({ q, public: 'true', content: 'true', limit: 8 }, signal));
  return (
    <div>
      <SearchBox value={q} placeholder={`${p.pick}：${p.sections[section]}`} width={420} onChange={setQ} />
      {q === '' ? null : <ul className="content-list" aria-label={p.pick}>{(found.data?.items ?? []).map((record) => (
        <li key={record.id}><span>{record.title}<small className="quiet">　{record.agencyName}</small></span><span className="inline">{places.map((place) => <Button key={place} size="small" onClick={() => onPut({ section, recordId: record.id, place, title: record.title })}>{p.place[place]}</Button>)}</span></li>
      ))}</ul>}
    </div>
  );
}
