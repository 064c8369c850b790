import PaperClipOutlined from '@ant-design/icons/es/icons/PaperClipOutlined';
import { App, Button, Input, Popconfirm, Select, Upload } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Attachment } from '#contract';
import type { DisclosureAttribute, GroundCode } from '@tongming/law';
import { documents } from '../api/console.ts';
import { messageOf } from '../api/errors.ts';
import { m } from '../messages.ts';
import { fileSize } from '../text/size.ts';
import { useAction } from '../use-resource.ts';
import { Cell } from './cell.tsx';
import { usePaper } from './context.tsx';
import { Grounds } from './disclosure-cell.tsx';
import { NamesInput } from './names-input.tsx';

const text = m.drafting.attachments;

export function AttachmentsCell(): ReactElement {
  const { view, attachments, setAttachments } = usePaper();
  const { message } = App.useApp();
  const { busy, run } = useAction();
  const failed = (error: unknown): void => void message.error(messageOf(error));
  const change = async (id: string, patch: Partial<Attachment>): Promise<void> => {
    setAttachments(attachments.map((a) => (a.id === id ? { ...a, ...patch } : a)));
    try {
      await documents.changeAttachment(view.id, id, patch);
    } catch (error) {
      failed(error);
    }
  };
  const add = (file: File): Promise<unknown> => run(async () => {
    try {
      const added = await documents.attach(view.id, file);
      setAttachments([...attachments, added]);
    } catch (error) {
      failed(error);
    }
  });
  const drop = async (attachment: Attachment): Promise<void> => {
    try {
      await documents.detach(view.id, attachment.id);
      setAttachments(attachments.filter((a) => a.id !== attachment.id));
      void message.success(text.removed(attachment.name));
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Cell name="attachments" label={m.drafting.groups.attachments}>
      {attachments.length === 0 ? null : (
        <ol className="attachments">
          {attachments.map((a) => <AttachmentLine key={a.id} attachment={a} onChange={(patch) => void change(a.id, patch)} onRemove={() => void drop(a)} />)}
        </ol>
      )}
      <Upload.Dragger className="uploader" multiple showUploadList={false} customRequest={({ file, onSuccess }) => {
        if (file instanceof File) void add(file).then(() => onSuccess?.({}));
      }}>
        <PaperClipOutlined /> {busy ? text.uploading : text.add}<small className="quiet">　{text.hint}</small>
      </Upload.Dragger>
    </Cell>
  );
}

type LineProps = { attachment: Attachment; onChange: (patch: Partial<Attachment>) => void; onRemove: () => void };
const attributeOptions = Object.entries(m.names.attributes).map(([value, label]) => ({ value: value as DisclosureAttribute, label }));

function AttachmentLine({ attachment, onChange, onRemove }: LineProps): ReactElement {
  const { view } = usePaper();
  // What is typed goes to the server when the field is left, not at every key.
  const [name, setName] = useState(attachment.name);
  const [publicName, setPublicName] = useState(attachment.publicName ?? '');
  const isPdf = attachment.mime === 'application/pdf';
  return (
    <li>
      <div className="inline">
        <Input className="grow" variant="borderless" value={name} aria-label={text.name} onChange={(e) => setName(e.target.value)} onBlur={() => name.trim() !== '' && name !== attachment.name && onChange({ name: name.trim() })} />
        <a href={documents.attachmentUrl(view.id, attachment.id)} download={attachment.name} className="quiet">{fileSize(attachment.size)} {text.download}</a>
        <Select size="small" value={attachment.attribute} aria-label={`${attachment.name}：${text.attribute}`} style={{ width: 116 }} options={attributeOptions} onChange={(attribute) => onChange({ attribute, ...(attribute === 'full' ? { grounds: [], redaction: {} } : {}) })} />
        <Popconfirm title={text.confirmRemove} onConfirm={onRemove}><Button type="text" size="small" danger>{text.remove}</Button></Popconfirm>
      </div>
      {attachment.attribute === 'full' ? null : (
        <div className="attachment-more">
          {attachment.attribute === 'redacted' ? (
            <>
              <span className="sub-label">{text.publicName}</span>
              <Input size="small" value={publicName} placeholder={text.publicNameHint} aria-label={text.publicName} onChange={(e) => setPublicName(e.target.value)} onBlur={() => onChange({ publicName: publicName.trim() || null })} />
            </>
          ) : null}
          <AttachmentGrounds attachment={attachment} onChange={onChange} />
          {attachment.attribute !== 'redacted' ? null : isPdf ? <Terms attachment={attachment} onChange={onChange} /> : <p className="field-error">{text.onlyPdf}</p>}
        </div>
      )}
    </li>
  );
}

/** Typed reasons are handed over once the field is left. */
function AttachmentGrounds({ attachment, onChange }: Omit<LineProps, 'onRemove'>): ReactElement {
  const { reference } = usePaper();
  const [grounds, setGrounds] = useState(attachment.grounds);
  return (
    <div onBlur={() => JSON.stringify(grounds) !== JSON.stringify(attachment.grounds) && onChange({ grounds })}>
      <Grounds value={grounds} grounds={reference.grounds} onChange={setGrounds} />
    </div>
  );
}

function Terms({ attachment, onChange }: Omit<LineProps, 'onRemove'>): ReactElement {
  const terms = attachment.redaction.terms ?? [];
  const ground: GroundCode | undefined = attachment.grounds[0]?.code;
  if (ground === undefined) return <p className="hint">{text.groundFirst}</p>;
  return (
    <div>
      <span className="sub-label">{text.terms}</span>
      <NamesInput label={text.terms} value={terms.map((t) => t.text)} placeholder={text.termsHint}
        onChange={(words) => onChange({ redaction: { ...attachment.redaction, terms: words.map((word) => terms.find((t) => t.text === word) ?? { text: word, ground }) } })} />
    </div>
  );
}
