import ArrowDownOutlined from '@ant-design/icons/es/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/es/icons/ArrowUpOutlined';
import PaperClipOutlined from '@ant-design/icons/es/icons/PaperClipOutlined';
import { App, Button, Input, Popconfirm, Select, Upload } from 'antd';
import { useRef, useState, type ReactElement } from 'react';
import type { Attachment } from '#contract';
import type { DisclosureAttribute, GroundCode } from '@tongming/law';
import { documents } from '../api/console.ts';
import { messageOf } from '../api/errors.ts';
import { m } from '../messages.ts';
import { fileSize } from '../text/size.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';
import { Grounds } from './disclosure-cell.tsx';
import { NamesInput } from './names-input.tsx';

const text = m.drafting.attachments;

export function AttachmentsCell(): ReactElement {
  const { view, attachments, setAttachments } = usePaper();
  const { message } = App.useApp();
  const shown = useRef<readonly Attachment[]>(attachments);
  const queue = useRef(Promise.resolve());
  const [uploads, setUploads] = useState(0);
  /** One change at a time, in the order asked for: of files dropped together none is left out, and each that is refused is named. */
  const inTurn = (work: () => Promise<Attachment[]>, name = ''): Promise<void> => {
    queue.current = queue.current.then(work).then((next) => {
      shown.current = next;
      setAttachments(next);
    }).catch((error: unknown) => void message.error(`${name}${messageOf(error)}`));
    return queue.current;
  };
  const change = (id: string, patch: Partial<Attachment>): Promise<void> => inTurn(async () => {
    const changed = await documents.changeAttachment(view.id, id, patch);
    return shown.current.map((a) => (a.id === id ? changed : a));
  });
  const add = async (file: File): Promise<void> => {
    setUploads((n) => n + 1);
    await inTurn(async () => {
      const added = await documents.attach(view.id, file);
      return [...shown.current, added];
    }, `${file.name}：`);
    setUploads((n) => n - 1);
  };
  const move = (attachment: Attachment, by: -1 | 1): Promise<void> => inTurn(async () => {
    const from = shown.current.findIndex((a) => a.id === attachment.id);
    if (from < 0) return [...shown.current];
    const next = shown.current.toSpliced(from, 1).toSpliced(from + by, 0, ...shown.current.slice(from, from + 1));
    await documents.orderAttachments(view.id, next.map((a) => a.id));
    return next;
  });
  const drop = (attachment: Attachment): Promise<void> => inTurn(async () => {
    await documents.detach(view.id, attachment.id);
    void message.success(text.removed(attachment.name));
    return shown.current.filter((a) => a.id !== attachment.id);
  });
  return (
    <Cell name="attachments" label={m.drafting.groups.attachments}>
      {attachments.length === 0 ? null : (
        <ol className="attachments">
          {attachments.map((a, i) => <AttachmentLine key={a.id} attachment={a} onUp={i === 0 ? undefined : () => void move(a, -1)} onDown={i === attachments.length - 1 ? undefined : () => void move(a, 1)} onChange={(patch) => void change(a.id, patch)} onRemove={() => void drop(a)} />)}
        </ol>
      )}
      <Upload.Dragger className="uploader" multiple showUploadList={false} customRequest={({ file, onSuccess }) => {
        if (file instanceof File) void add(file).then(() => onSuccess?.({}));
      }}>
        <PaperClipOutlined /> {uploads > 0 ? text.uploading : text.add}<small className="quiet">　{text.hint}</small>
      </Upload.Dragger>
    </Cell>
  );
}

type LineProps = { attachment: Attachment; onUp: (() => void) | undefined; onDown: (() => void) | undefined; onChange: (patch: Partial<Attachment>) => void; onRemove: () => void };
const attributeOptions = Object.entries(m.names.attributes).map(([value, label]) => ({ value: value as DisclosureAttribute, label }));

function AttachmentLine({ attachment, onUp, onDown, onChange, onRemove }: LineProps): ReactElement {
  const { view } = usePaper();
  // What is typed goes to the server when the field is left, not at every key.
  const [name, setName] = useState(attachment.name);
  // An attribute other than 全文公开 is only taken together with its ground and reason.
  const [attribute, setAttribute] = useState(attachment.attribute);
  const pick = (next: DisclosureAttribute): void => {
    setAttribute(next);
    if (next === 'full') onChange({ attribute: next, grounds: [], redaction: {} });
    else if (attachment.grounds.length > 0) onChange({ attribute: next });
  };
  return (
    <li>
      <div className="inline">
        <Input className="grow" variant="borderless" value={name} aria-label={text.name} onChange={(e) => setName(e.target.value)} onBlur={() => name.trim() !== '' && name !== attachment.name && onChange({ name: name.trim() })} />
        <a href={documents.attachmentUrl(view.id, attachment.id)} download={attachment.name} className="quiet">{fileSize(attachment.size)} {text.download}</a>
        <Select size="small" value={attribute} aria-label={`${attachment.name}：${text.attribute}`} style={{ width: 116 }} options={attributeOptions} onChange={pick} />
        {onUp === undefined && onDown === undefined ? null : (
          <>
            <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={text.up(attachment.name)} disabled={onUp === undefined} onClick={onUp} />
            <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={text.down(attachment.name)} disabled={onDown === undefined} onClick={onDown} />
          </>
        )}
        <Popconfirm title={text.confirmRemove} onConfirm={onRemove}><Button type="text" size="small" danger>{text.remove}</Button></Popconfirm>
      </div>
      {attribute === 'full' ? null : <KeptBack attachment={attachment} attribute={attribute} onChange={onChange} />}
    </li>
  );
}

type KeptBackProps = { attachment: Attachment; attribute: DisclosureAttribute; onChange: (patch: Partial<Attachment>) => void };

/** Why an attachment, or part of it, is kept back; and of a PDF, what is to be blacked out. */
function KeptBack({ attachment, attribute, onChange }: KeptBackProps): ReactElement {
  const { reference } = usePaper();
  const [grounds, setGrounds] = useState(attachment.grounds);
  const [publicName, setPublicName] = useState(attachment.publicName ?? '');
  const complete = grounds.length > 0 && grounds.every((g) => g.reason.trim().length >= 2);
  const handOver = (): void => {
    if (complete && (attribute !== attachment.attribute || JSON.stringify(grounds) !== JSON.stringify(attachment.grounds))) onChange({ attribute, grounds });
  };
  return (
    <div className="attachment-more" onBlur={handOver}>
      <Grounds value={grounds} grounds={reference.grounds} onChange={setGrounds} />
      {attribute === 'redacted' ? (
        <>
          <div className="relation">
            <span className="sub-label">{text.publicName}</span>
            <Input size="small" value={publicName} placeholder={text.publicNameHint} aria-label={text.publicName} onChange={(e) => setPublicName(e.target.value)} onBlur={() => (publicName.trim() || null) !== attachment.publicName && onChange({ publicName: publicName.trim() || null })} />
          </div>
          {attachment.mime === 'application/pdf' ? <Terms attachment={attachment} onChange={onChange} /> : <p className="field-error">{text.onlyPdf}</p>}
        </>
      ) : null}
    </div>
  );
}

function Terms({ attachment, onChange }: Omit<KeptBackProps, 'attribute'>): ReactElement {
  const terms = attachment.redaction.terms ?? [];
  const ground: GroundCode | undefined = attachment.grounds[0]?.code;
  if (ground === undefined) return <p className="hint">{text.groundFirst}</p>;
  return (
    <div className="relation">
      <span className="sub-label">{text.terms}</span>
      <NamesInput label={text.terms} value={terms.map((t) => t.text)} placeholder={text.termsHint}
        onChange={(words) => onChange({ redaction: { ...attachment.redaction, terms: words.map((word) => terms.find((t) => t.text === word) ?? { text: word, ground }) } })} />
    </div>
  );
}
