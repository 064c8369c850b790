import { Button, Input, InputNumber, Select, Upload } from 'antd';
import type { ReactElement } from 'react';
import type { CivilDate } from '@tongming/law';
import type { ContentFacts, ContentFile, InterpretationForm } from '#contract-content';
import { Labelled } from '../foi/fields.tsx';
import { DayPicker } from '../parts/day-picker.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { fromPicker, toPicker } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { content } from './api.ts';
import { optionsOf } from './contents.tsx';
import { DataTablePart } from './data-table-part.tsx';
import { t } from './messages.ts';

type Of<K extends ContentFacts['kind']> = Extract<ContentFacts, { kind: K }>;
type Part<F extends ContentFacts> = { id: string; facts: F; editable: boolean; onChange: (facts: ContentFacts) => void };

/** What belongs to the kind alone. */
export function FactsPart({ id, facts, editable, onChange }: Part<ContentFacts>): ReactElement {
  const rest = { id, editable, onChange };
  switch (facts.kind) {
    case 'news': return <p className="quiet">{t.news.none}</p>;
    case 'notice': return <Labelled label={t.notice.until} group><DayPicker disabled={!editable} aria-label={t.notice.until} value={toPicker(facts.until as CivilDate | null)} onChange={(day) => onChange({ ...facts, until: fromPicker(day) })} /></Labelled>;
    case 'interpretation': return <Labelled label={t.interpretation.form} group><Select aria-label={t.interpretation.form} disabled={!editable} value={facts.form} options={optionsOf(t.interpretation.forms)} onChange={(form: InterpretationForm) => onChange({ ...facts, form })} /></Labelled>;
    case 'question': return <><p className="hint">{t.question.hint}</p><Words label={t.question.asked} value={facts.asked} editable={editable} onChange={(asked) => onChange({ ...facts, asked })} /></>;
    case 'image-story': return <StoryPart facts={facts} {...rest} />;
    case 'video': return <VideoPart facts={facts} {...rest} />;
    case 'data-table': return <DataTablePart facts={facts} editable={editable} onChange={onChange} />;
    case 'official': return <OfficialPart facts={facts} {...rest} />;
    case 'agency-function': return <FunctionPart facts={facts} {...rest} />;
  }
}

export const Words = ({ label, value, editable, onChange, rows = 2, required = false }: { label: string; value: string; editable: boolean; onChange: (text: string) => void; rows?: number; required?: boolean }): ReactElement => (
  <Labelled label={label} required={required}><Input.TextArea disabled={!editable} autoSize={{ minRows: rows, maxRows: 16 }} value={value} onChange={(e) => onChange(e.target.value)} /></Labelled>
);
const Line = ({ label, value, editable, onChange, required = false }: { label: string; value: string; editable: boolean; onChange: (text: string) => void; required?: boolean }): ReactElement => (
  <Labelled label={label} required={required}><Input disabled={!editable} maxLength={200} value={value} onChange={(e) => onChange(e.target.value)} /></Labelled>
);

function FileButton({ id, accept, label, onFile }: { id: string; accept: string; label: string; onFile: (file: ContentFile) => void }): ReactElement {
  const { busy, error, run } = useAction();
  const send = (file: File): void => void run(async () => onFile(await content.addFile(id, file)));
  return (
    <>
      <Upload accept={accept} showUploadList={false} beforeUpload={(file) => { send(file); return false; }}><Button size="small" loading={busy} aria-label={label}>{label}</Button></Upload>
      {error === null ? null : <ErrorPanel error={error} />}
    </>
  );
}

const pictures = '.png,.jpg,.jpeg';

function StoryPart({ id, facts, editable, onChange }: Part<Of<'image-story'>>): ReactElement {
  const put = (list: Of<'image-story'>['pictures']): void => onChange({ ...facts, pictures: list });
  const set = (i: number, part: Partial<Of<'image-story'>['pictures'][number]>): void => put(facts.pictures.map((one, n) => (n === i ? { ...one, ...part } : one)));
  return (
    <>
      {facts.pictures.map((picture, i) => (
        <div key={`${picture.file} ${i}`} className="content-picture"><img src={content.fileUrl(id, picture.file)} alt={picture.alt} />
          <div>
            <Labelled label={t.story.alt} hint={t.story.altHint} required><Input disabled={!editable} maxLength={300} value={picture.alt} onChange={(e) => set(i, { alt: e.target.value })} /></Labelled>
            <Labelled label={t.story.caption}><Input disabled={!editable} maxLength={500} value={picture.caption} onChange={(e) => set(i, { caption: e.target.value })} /></Labelled>
            {editable ? <div className="inline"><Button size="small" disabled={i === 0} onClick={() => put(facts.pictures.toSpliced(i, 1).toSpliced(i - 1, 0, picture))}>{t.story.up}</Button><Button size="small" danger onClick={() => put(facts.pictures.toSpliced(i, 1))}>{t.story.remove}</Button></div> : null}
          </div>
        </div>
      ))}
      {editable ? <div><FileButton id={id} accept={pictures} label={t.story.add} onFile={({ hash }) => put([...facts.pictures, { file: hash, alt: '', caption: '' }])} /></div> : null}
    </>
  );
}

function VideoPart({ id, facts, editable, onChange }: Part<Of<'video'>>): ReactElement {
  const row = (label: string, accept: string, shown: ReactElement | string | null, take: (file: ContentFile) => void): ReactElement => (
    <Labelled label={label} group><span className="inline">{shown ?? <span className="quiet">{t.video.none}</span>}{editable ? <FileButton id={id} accept={accept} label={`${t.video.upload}：${label}`} onFile={take} /> : null}</span></Labelled>
  );
  return (
    <>
      {row(t.video.video, '.mp4,.webm', facts.video?.name ?? null, (video) => onChange({ ...facts, video }))}
      {row(t.video.poster, pictures, facts.poster === null ? null : <img src={content.fileUrl(id, facts.poster)} alt={t.video.poster} height={72} />, ({ hash }) => onChange({ ...facts, poster: hash }))}
      <p className="hint">{t.video.hint}</p>
      {row(t.video.captions, '.vtt', facts.captions?.name ?? null, (captions) => onChange({ ...facts, captions }))}
      <Words label={t.video.transcript} value={facts.transcript} editable={editable} rows={4} onChange={(transcript) => onChange({ ...facts, transcript })} />
    </>
  );
}

function OfficialPart({ id, facts, editable, onChange }: Part<Of<'official'>>): ReactElement {
  return (
    <>
      <div className="content-pair">
        <Line label={t.official.name} required value={facts.name} editable={editable} onChange={(name) => onChange({ ...facts, name })} />
        <Line label={t.official.post} required value={facts.post} editable={editable} onChange={(post) => onChange({ ...facts, post })} />
        <Labelled label={t.official.rank} hint={t.official.rankHint}><InputNumber disabled={!editable} min={0} max={999} value={facts.rank} onChange={(rank) => onChange({ ...facts, rank: rank ?? 0 })} /></Labelled>
      </div>
      <Words label={t.official.duties} required value={facts.duties} editable={editable} onChange={(duties) => onChange({ ...facts, duties })} />
      <Words label={t.official.cv} value={facts.cv} editable={editable} rows={4} onChange={(cv) => onChange({ ...facts, cv })} />
      <Labelled label={t.official.photo} group><span className="inline">{facts.photo === null ? <span className="quiet">{t.video.none}</span> : <img src={content.fileUrl(id, facts.photo)} alt={t.official.photo} height={96} />}{editable ? <FileButton id={id} accept={pictures} label={`${t.video.upload}：${t.official.photo}`} onFile={({ hash }) => onChange({ ...facts, photo: hash })} /> : null}</span></Labelled>
    </>
  );
}

function FunctionPart({ facts, editable, onChange }: Part<Of<'agency-function'>>): ReactElement {
  return (
    <>
      <Words label={t.functions.duties} required value={facts.duties} editable={editable} rows={4} onChange={(duties) => onChange({ ...facts, duties })} />
      <Words label={t.functions.departments} value={facts.departments.join('\n')} editable={editable} onChange={(text) => onChange({ ...facts, departments: text.split('\n') })} />
      <div className="content-pair">{(['address', 'hours', 'phone', 'head'] as const).map((key) => <Line key={key} label={t.functions[key]} required value={facts[key]} editable={editable} onChange={(value) => onChange({ ...facts, [key]: value })} />)}</div>
    </>
  );
}
