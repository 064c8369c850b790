import { App, Button, Input, Modal, Segmented, Skeleton } from 'antd';
import { useState, type ClipboardEvent, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { TextCheck, TranslationAct, TranslationView } from '#contract-translations';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Labelled } from '../foi/fields.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useChanges } from '../parts/use-changes.ts';
import { useConflict } from '../parts/use-conflict.ts';
import { useAction, useResource } from '../use-resource.ts';
import { translations } from './api.ts';
import { t } from './messages.ts';
import { StateTag } from './state-tag.tsx';
import { TextCheckBox } from './text-check.tsx';
import { useUpright, VerticalText } from './vertical-text.tsx';
import './translations.css';

const longest = { title: 300, text: 200_000 };
/** Codes of Menksoft fonts and every other private one: what is pasted with them is looked at before it comes in. */
const privateUse = /[\ue000-\uf8ff]/;

/** One Mongolian edition beside its source. */
export function TranslationPage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, reload, set } = useResource(`translation ${id}`, (signal) => translations.read(id, signal));
  if (data === null || data.sourceId !== id) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Desk key={id} view={data} onChanged={set} reload={reload} />;
}

type Props = { view: TranslationView; onChanged: (view: TranslationView) => void; reload: () => void };

function Desk({ view, onChanged, reload }: Props): ReactElement {
  return (
    <div>
      <header className="page-head"><div>
        <p className="meta"><Link to="/translations">{t.back}</Link></p>
        <h1>{view.sourceTitle}</h1>
        <p className="meta"><StateTag state={view.state} />{view.staleReason === null ? null : <span className="late">{t.stale[view.staleReason]}</span>}<span>{view.agencyName}</span>
          {view.translator === null ? null : <span>{t.column.translator} {view.translator}</span>}{view.reviewer === null ? null : <span>{t.column.reviewer} {view.reviewer}</span>}
          {view.record === null ? null : <span>{t.index(view.record.indexNumber)}</span>}{view.record?.isPublic ? <a href={`/records/${view.record.id}`} target="_blank" rel="noopener">{t.openRecord}</a> : null}</p>
      </div></header>
      {view.returnedReason === null ? null : <p className="late">{t.returned}{view.returnedReason}</p>}
      {view.source !== null && view.sourceEdition !== null && view.source.edition !== view.sourceEdition ? <p className="late" role="status">{t.changedSince}</p> : null}
      <div className="translation">
        <section className="panel" aria-label={t.source}><header><h2>{t.source}</h2></header><div className="panel-body">
          {view.source === null ? <p className="late">{t.sourceGone}</p> : <>
            <p className="meta"><span>{t.edition(view.source.edition)}</span>{view.source.documentNumber === null ? null : <span>{view.source.documentNumber}</span>}<a href={view.source.address} target="_blank" rel="noopener">{t.openSource}</a></p>
            <h3>{view.source.title}</h3><div className="translation-source" tabIndex={0} role="group" aria-label={t.source}>{view.source.text}</div>
          </>}
        </div></section>
        <Editor view={view} onChanged={onChanged} reload={reload} />
      </div>
    </div>
  );
}

type Words = { title: string; bodyText: string };
type Shown = { field: keyof Words; check: TextCheck; apply: ((text: string) => void) | null };

function Editor({ view, onChanged, reload }: Props): ReactElement {
  const { draft: words, dirty, edit: change, current, settle } = useChanges<Words>({ title: view.title, bodyText: view.bodyText });
  const [shown, setShown] = useState<Shown | null>(null);
  const { able, upright, set } = useUpright();
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  const careful = useConflict(t.conflict, reload);
  useUnsaved(dirty);
  const write = (work: () => Promise<TranslationView>, done: string): void => void run(() => careful(async () => {
    const sent = current();
    onChanged(await work());
    settle(sent);
    void message.success(done);
  }));
  const edit = (field: keyof Words, value: string): void => change({ [field]: value });
  const save = (): void => write(() => translations.save(view.sourceId, view.version, words), t.saved);
  const normalise = (): void => void run(async () => {
    const check = await translations.check(words.bodyText);
    setShown({ field: 'bodyText', check, apply: (text) => edit('bodyText', text) });
  });
  const paste = (field: keyof Words) => (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const given = event.clipboardData.getData('text/plain');
    if (!privateUse.test(given)) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to, value } = event.currentTarget;
    void run(async () => {
      const check = await translations.check(given);
      setShown({ field, check, apply: null });
      if (check.unknown.length > 0) return void message.error(t.refused);
      edit(field, `${value.slice(0, from)}${check.text}${value.slice(to)}`);
      void message.info(t.pasted(check.changes.length));
    });
  };
  const field = { disabled: !view.maySave, upright };
  return (
    <section className="panel" aria-label={t.fields.text}><header><h2>{t.fields.text}</h2>
      {able ? <Segmented size="small" value={upright ? 'v' : 'h'} onChange={(value) => set(value === 'v')} options={[{ value: 'v', label: t.vertical }, { value: 'h', label: t.horizontal }]} /> : <span className="quiet">{t.horizontalHint}</span>}</header>
      <div className="panel-body">
        <div className="translation-words">
          <Labelled label={t.fields.title} required><VerticalText {...field} short label={t.fields.title} maxLength={longest.title} value={words.title} onChange={(value) => edit('title', value.replace(/\n/g, ' '))} onPaste={paste('title')} /></Labelled>
          <Labelled label={t.fields.text} required><VerticalText {...field} label={t.fields.text} maxLength={longest.text} value={words.bodyText} onChange={(value) => edit('bodyText', value)} onPaste={paste('bodyText')} /></Labelled>
        </div>
        {error === null ? null : <ErrorPanel error={error} />}
        {shown === null ? null : <TextCheckBox check={shown.check} onLeave={() => setShown(null)} onApply={shown.apply === null ? null : () => { shown.apply?.(shown.check.text); setShown(null); }} />}
        <div className="inline">
          {view.maySave ? <><Button type={dirty ? 'primary' : 'default'} disabled={!dirty} loading={busy} onClick={save}>{t.save}</Button>
            <Button disabled={busy || words.bodyText === ''} onClick={normalise}>{t.normalise}</Button></> : null}
          <Acts key={view.state} view={view} dirty={dirty} busy={busy} write={write} />
          {dirty ? <span className="soon">{t.unsaved}</span> : null}
        </div>
      </div>
    </section>
  );
}

type ActsProps = { view: TranslationView; dirty: boolean; busy: boolean; write: (work: () => Promise<TranslationView>, done: string) => void };

function Acts({ view, dirty, busy, write }: ActsProps): ReactElement {
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const { modal } = App.useApp();
  const act = (name: TranslationAct): void => {
    const work = (): void => write(() => translations.act(view.sourceId, name, view.version), t.done[name]);
    if (name === 'return') setReturning(true);
    else if (name === 'publish') modal.confirm({ title: t.acts.publish, content: t.consequence.publish, okText: t.acts.publish, onOk: work });
    else work();
  };
  // 接手 once more is for a source that changed; otherwise nothing would come of it.
  const behind = view.source !== null && view.source.edition !== view.sourceEdition;
  const open = view.may.filter((name) => name !== 'take' || view.state !== 'taken' || behind);
  return (
    <>
      {open.map((name) => <Button key={name} disabled={dirty || busy} type={name === 'publish' || name === 'take' ? 'primary' : 'default'} onClick={() => act(name)}>{name === 'take' && view.state === 'taken' ? t.again : t.acts[name]}</Button>)}
      <Modal open={returning} title={t.acts.return} okText={t.acts.return} okButtonProps={{ disabled: reason.trim().length < 2 }} onCancel={() => setReturning(false)}
        onOk={() => { setReturning(false); write(() => translations.act(view.sourceId, 'return', view.version, reason), t.done.return); }}>
        <Labelled label={t.reason} required><Input.TextArea rows={3} maxLength={1000} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} /></Labelled>
      </Modal>
    </>
  );
}
