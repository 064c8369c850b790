import { App, Button, Input, Modal, Select, Skeleton } from 'antd';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { Body } from '@tongming/typeset';
import type { ContentView, ContentWritten } from '#contract-content';
import { convert } from '../api/console.ts';
import { post } from '../api/client.ts';
import { messageOf } from '../api/errors.ts';
import { reference } from '../api/reference.ts';
import { BodyEditor, type BodyHandle } from '../editor/body-editor.tsx';
import { BodyView } from '../editor/body-view.tsx';
import { Labelled } from '../foi/fields.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { PageDialog } from '../parts/page-preview.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { RecordPicker } from '../parts/record-picker.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useChanges } from '../parts/use-changes.ts';
import { useConflict } from '../parts/use-conflict.ts';
import { useAction, useResource } from '../use-resource.ts';
import { ActPanel } from './act-panel.tsx';
import { content } from './api.ts';
import { ContentStateTag, optionsOf } from './contents.tsx';
import './content.css';
import { FactsPart } from './facts-part.tsx';
import { t } from './messages.ts';
import { Offers, Places } from './places.tsx';

/** One piece of content: what it says, what is missing, what can be done, where it is shown. */
export function ContentPiecePage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, reload, set } = useResource(`content piece ${id}`, (signal) => content.read(id, signal));
  if (data === null || data.id !== id) return error === null ? <Skeleton active paragraph={{ rows: 12 }} /> : <ErrorPanel error={error} onRetry={reload} />;
  return <Piece key={id} piece={data} onChanged={set} reload={reload} />;
}

export type PieceProps = { piece: ContentView; onChanged: (piece: ContentView) => void; reload: () => void };

function Piece({ piece, onChanged, reload }: PieceProps): ReactElement {
  const { draft, dirty, edit, current, settle } = useChanges(piece.written);
  const [typing, setTyping] = useState(false);
  /** Grows with each text that comes from elsewhere: the editor and the table then take it anew. */
  const [turn, setTurn] = useState(0);
  const handle = useRef<BodyHandle | null>(null);
  const touched = dirty || typing;
  const { busy, error, run } = useAction();
  const { message } = App.useApp();
  useUnsaved(touched);
  const take = (next: ContentView): void => {
    handle.current?.flush();
    onChanged(next);
    setTurn((n) => n + 1);
  };
  const careful = useConflict(t.conflict, async () => take(await content.read(piece.id)));
  const [looking, setLooking] = useState(false);
  const saved = async (): Promise<void> => {
    handle.current?.flush();
    setTyping(false);
    const sent = current();
    onChanged(await content.save(piece.id, piece.version, { ...piece.written, ...sent }));
    settle(sent);
    void message.success(t.saved);
  };
  const save = (): void => void run(() => careful(saved));
  const look = (): void => void run(() => careful(async () => {
    if (touched) await saved();
    setLooking(true);
  }));
  return (
    <div>
      <header className="page-head"><div>
        <p className="meta"><Link to="/content">{t.back}</Link></p>
        <h1>{piece.title === '' ? t.untitled : piece.title}</h1>
        <p className="meta inline"><ContentStateTag state={piece.state} /><span>{t.kinds[piece.kind]}</span><span>{piece.agencyName}</span>{piece.writers.length > 0 ? <span>{t.column.writers}：{piece.writers.join('、')}</span> : null}{piece.public && piece.recordUrl !== null ? <a href={piece.recordUrl} target="_blank" rel="noreferrer">{t.openPage}</a> : null}</p>
        {piece.public && piece.state !== 'published' ? <p className="hint">{t.live}</p> : null}
        {piece.returnedReason === null ? null : <p className="soon">{t.returned(piece.returnedReason)}</p>}
      </div>{piece.state === 'published' && piece.public ? null : <Button loading={busy} onClick={look}>{touched ? t.saveAndPreview : t.preview}</Button>}</header>
      {looking ? <PageDialog title={t.previewTitle} hint={t.previewHint} source={content.previewUrl(piece.id, piece.version)} onClose={() => setLooking(false)} /> : null}
      <div className="content-edit">
        <div>
          <Basics draft={draft} editable={piece.editable} kind={piece.kind} edit={edit} />
          <section className="panel" aria-label={t.facts}><header><h2>{t.kinds[piece.kind]}</h2></header><div className="panel-body"><FactsPart key={turn} id={piece.id} facts={draft.facts} editable={piece.editable} onChange={(facts) => edit({ facts })} /></div></section>
          <TextPart piece={piece} text={draft.text} turn={turn} edit={edit} onReady={(next) => { handle.current = next; }} onTouch={() => setTyping(true)} />
          {piece.editable ? (
            <section className="act" aria-label={t.save}>
              {error === null ? null : <ErrorPanel error={error} />}
              <div className="inline"><Button type="primary" loading={busy} disabled={!touched} onClick={save}>{t.save}</Button>{touched ? <span className="soon">{t.unsaved}</span> : null}</div>
            </section>
          ) : null}
        </div>
        <aside className="content-side">
          <ActPanel key={piece.state} piece={piece} dirty={touched} onChanged={take} />
          {piece.faults.length === 0 || piece.state !== 'draft' ? null : <section className="panel" aria-label={t.missing(piece.faults.length)}><header><h2>{t.missing(piece.faults.length)}</h2></header><div className="panel-body"><ReasonList reasons={piece.faults} /></div></section>}
          <Places piece={piece} />
          <Offers piece={piece} reload={reload} />
        </aside>
      </div>
    </div>
  );
}

type BasicsProps = { draft: ContentWritten; editable: boolean; kind: ContentView['kind']; edit: (part: Partial<ContentWritten>) => void };
const orNull = (text: string): string | null => (text === '' ? null : text);

function Basics({ draft, editable, kind, edit }: BasicsProps): ReactElement {
  const law = useResource('reference', reference);
  const themes = (law.data?.themes ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const line = (key: 'title' | 'source' | 'summary' | 'author' | 'sourceUrl', most: number, required = false): ReactElement => (
    <Labelled label={t.fields[key]} required={required}><Input disabled={!editable} maxLength={most} value={draft[key] ?? ''} onChange={(e) => edit({ [key]: key === 'title' || key === 'source' ? e.target.value : orNull(e.target.value) })} /></Labelled>
  );
  return (
    <section className="panel" aria-label={t.basics}><header><h2>{t.basics}</h2></header><div className="panel-body">
      {line('title', 200, true)}
      {line('summary', 500)}
      <div className="content-pair">
        {line('source', 100, true)}
        {line('author', 60)}
        <Labelled label={t.fields.originality} group><Select aria-label={t.fields.originality} disabled={!editable} value={draft.originality} options={optionsOf(t.originality)} onChange={(originality: ContentWritten['originality']) => edit({ originality })} /></Labelled>
        {draft.originality === 'reprinted' ? line('sourceUrl', 500, true) : null}
        <Labelled label={t.fields.theme} group><Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label={t.fields.theme} disabled={!editable} value={draft.theme ?? undefined} options={themes} onChange={(theme?: string) => edit({ theme: theme ?? null })} /></Labelled>
        <Labelled label={t.fields.keywords} group hint={editable ? t.keywordsHint : undefined}>{editable ? <Select mode="tags" aria-label={t.fields.keywords} value={draft.keywords} open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} onChange={(keywords: string[]) => edit({ keywords })} /> : <span>{draft.keywords.length === 0 ? t.empty : draft.keywords.join('、')}</span>}</Labelled>
      </div>
      <Labelled label={kind === 'interpretation' ? t.fields.interprets : t.fields.relates} required={kind === 'interpretation'} group>{editable ? <RecordPicker label={kind === 'interpretation' ? t.fields.interprets : t.fields.relates} value={draft.interprets} onChange={(interprets) => edit({ interprets })} /> : <span className="quiet">{draft.interprets === null ? t.empty : <a href={`/records/${draft.interprets}`} target="_blank" rel="noreferrer">{t.openPage}</a>}</span>}</Labelled>
    </div></section>
  );
}

type TextProps = { piece: ContentView; text: Body; turn: number; edit: (part: Partial<ContentWritten>) => void; onReady: (handle: BodyHandle) => void; onTouch: () => void };

function TextPart({ piece, text, turn, edit, onReady, onTouch }: TextProps): ReactElement {
  const { message } = App.useApp();
  const [epoch, setEpoch] = useState(0);
  const [pasting, setPasting] = useState(false);
  const surroundings = useMemo(() => ({ imageUrl: (file: string) => content.fileUrl(piece.id, file), groundName: (code: string) => code }), [piece.id]);
  const replace = (body: Body): void => {
    edit({ text: body });
    setEpoch((n) => n + 1);
  };
  const tell = (failure: unknown): null => {
    void message.error(messageOf(failure));
    return null;
  };
  const addImage = (file: File): Promise<string | null> => content.addFile(piece.id, file).then((stored) => stored.hash, tell);
  const importFile = (file: File): void => void convert(file).then(({ body }) => replace({ type: 'doc', content: [...text.content, ...body.content.filter((block) => block.type !== 'image')] }), tell);
  const pictures = text.content.flatMap((block, at) => (block.type === 'image' ? [{ at, alt: block.attrs.alt ?? '', file: block.attrs.file }] : []));
  const name = (at: number, alt: string): void => replace({ type: 'doc', content: text.content.map((block, i) => (i === at && block.type === 'image' ? { ...block, attrs: { ...block.attrs, alt } } : block)) });
  return (
    <section className="panel content-body" aria-label={t.fields.text}><header><h2>{t.fields.text}</h2>{piece.editable ? <Button type="link" size="small" onClick={() => setPasting(true)}>{t.html}</Button> : null}</header><div className="panel-body">
      {piece.editable ? <BodyEditor body={text} epoch={epoch + turn} surroundings={surroundings} onReady={onReady} onChange={(body) => edit({ text: body })} onEdit={onTouch} onImage={addImage} onImport={importFile} grounds={[]} onRedacted={() => undefined} /> : <BodyView body={text} surroundings={surroundings} />}
      {pictures.length === 0 || !piece.editable ? null : (
        <div><h3>{t.pictures}</h3>{pictures.map(({ at, alt, file }, i) => <div key={`${at} ${file} ${alt}`} className="content-picture"><img src={content.fileUrl(piece.id, file)} alt={alt} /><Labelled label={t.altOf(i + 1)} hint={t.altHint} required><Input maxLength={300} defaultValue={alt} onBlur={(e) => { if (e.target.value !== alt) name(at, e.target.value); }} /></Labelled></div>)}</div>
      )}
      {pasting ? <HtmlDialog onClose={() => setPasting(false)} onTake={(body) => { replace({ type: 'doc', content: [...text.content, ...body.content] }); void message.success(t.htmlDone); setPasting(false); }} /> : null}
    </div></section>
  );
}

function HtmlDialog({ onClose, onTake }: { onClose: () => void; onTake: (body: Body) => void }): ReactElement {
  const [html, setHtml] = useState('');
  const { busy, error, run } = useAction();
  const { notification } = App.useApp();
  const take = (): void => void run(async () => {
    const { body, warnings } = await post<{ body: Body; warnings: string[] }>('/content-html', { html });
    onTake(body);
    if (warnings.length > 0) notification.warning({ title: t.htmlCheck, description: warnings.join('；'), duration: 20 });
  });
  return (
    <Modal open title={t.html} okText={t.htmlTake} cancelText={m.action.cancel} confirmLoading={busy} okButtonProps={{ disabled: html.trim() === '' }} onOk={take} onCancel={onClose}>
      <p className="hint">{t.htmlHint}</p>
      <Input.TextArea aria-label={t.html} rows={10} value={html} onChange={(e) => setHtml(e.target.value)} />
      {error === null ? null : <ErrorPanel error={error} />}
    </Modal>
  );
}
