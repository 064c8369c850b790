import { Button, Upload } from 'antd';
import { useState, type ReactElement } from 'react';
import type { FoiCaseView } from '#contract-foi';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Facts } from '../parts/facts.tsx';
import { dateTime } from '../time.ts';
import { useAction } from '../use-resource.ts';
import { foi, type Identity as Shown } from './api.ts';
import { f } from './messages.ts';
import { a } from './messages-acts.ts';
import { n } from './names.ts';
import { Panel } from './panel.tsx';

const t = f.case;
const e = f.entry;

/** What is asked for, by whom, and what came with it. */
export function Request({ view }: { view: FoiCaseView }): ReactElement {
  const { applicant, request } = view;
  const reach = [applicant.phone, applicant.email, [applicant.address, applicant.postcode].filter((x) => x !== null).join(' ')].filter((x) => x !== null && x !== '');
  return (
    <Panel title={t.request}>
      <p className="foi-content">{request.content}</p>
      <Facts facts={[
        ...(request.correction == null ? [] : [[t.record, request.correction.record], [t.recorded, request.correction.recorded], [t.correct, request.correction.correct], [t.proof, request.correction.evidence]] as const),
        ...(request.documentNumber === null ? [] : [[e.documentNumber, request.documentNumber] as const]), [e.delivery, `${n.deliveries[request.delivery]}，${n.mediums[request.medium]}`],
        ...(request.helpNeeded === null ? [] : [[e.help, request.helpNeeded] as const]),
        [t.applicant, `${applicant.name}（${n.kinds[applicant.kind]}）${applicant.representative === null ? '' : `　${e.representative}：${applicant.representative}`}${applicant.contact === null ? '' : `　${e.contact}：${applicant.contact}`}`],
        [e.contact, reach.join('　')], [t.submitted, `${dateTime(view.submittedAt)}（${n.channels[view.channel]}）`],
        [t.receipt, <Receipt key="r" view={view} />], [t.identity, view.hasIdentity ? <Identity key="i" id={view.id} /> : t.noIdentity],
      ]} />
      <Files view={view} />
    </Panel>
  );
}

function Receipt({ view: { receipt } }: { view: FoiCaseView }): ReactElement {
  return (
    <>
      {receipt.receivedOn ?? receipt.waiting}<span className="law">{receipt.article}</span>
      {receipt.evidence.length === 0 ? null : <span className="under quiet">{e.evidence}：{receipt.evidence.join('；')}</span>}
      {receipt.notes.map((note) => <span key={note} className="under soon">{note}</span>)}
    </>
  );
}

/** Identity proof is shown when somebody asks for it, and the asking is put on record; closing it forgets it. */
function Identity({ id }: { id: string }): ReactElement {
  const [shown, setShown] = useState<Shown | null>(null);
  const { busy, error, run } = useAction();
  if (shown === null) {
    return (
      <>
        <Button size="small" loading={busy} onClick={() => void run(async () => setShown(await foi.identity(id)))}>{t.showIdentity}</Button><small className="quiet foi-after">{t.identityWarn}</small>
        {error === null ? null : <ErrorPanel error={error} />}
      </>
    );
  }
  return (
    <div className="foi-identity">
      <p>{shown.type}　<strong className="foi-no">{shown.number}</strong></p>
      {shown.files.map((file) => {
        const source = `data:${file.mime};base64,${file.base64}`;
        return file.mime.startsWith('image/') ? <img key={file.name} src={source} alt={file.name} /> : <a key={file.name} href={source} download={file.name}>{file.name}</a>;
      })}
      <p><small className="quiet">{t.identitySeen}</small> <Button size="small" type="text" onClick={() => setShown(null)}>{t.hideIdentity}</Button></p>
    </div>
  );
}

const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
const purposeName = (purpose: string): string => Object.entries(a.purposes).find(([key]) => key === purpose)?.[1] ?? purpose;

function Files({ view }: { view: FoiCaseView }): ReactElement {
  const [added, setAdded] = useState<FoiCaseView['files']>([]);
  const { busy, error, run } = useAction();
  const files = [...view.files, ...added.filter((x) => !view.files.some((y) => y.id === x.id))];
  return (
    <div className="foi-files">
      <p className="inline"><strong>{t.files}</strong>
        <Upload showUploadList={false} beforeUpload={(file) => {
          void run(async () => {
            const stored = await foi.addFile(view.id, 'evidence', file);
            setAdded((old) => [...old, { ...stored, refused: null }]);
          });
          return false;
        }}><Button size="small" loading={busy}>{a.uploadEvidence}</Button></Upload>
      </p>
      {error === null ? null : <ErrorPanel error={error} />}
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            {file.refused === null ? <a href={foi.fileUrl(view.id, file.id)}>{file.name}</a> : <s>{file.name}</s>}
            <small className="quiet">{purposeName(file.purpose)}，{size(file.size)}</small>{file.refused === null ? null : <small className="late">{t.refusedFile}：{file.refused}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
