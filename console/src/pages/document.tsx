import { Skeleton } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { AgencyView, DocumentEvent, DocumentView } from '#contract';
import { admin, documents } from '../api/console.ts';
import { reference, type Reference } from '../api/reference.ts';
import { AfterStep, ReturnedNotice } from '../documents/after-step.tsx';
import { DocumentFrame } from '../documents/document-frame.tsx';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { SheetContext } from '../sheet/context.tsx';
import { ReadPaper } from '../sheet/read-paper.tsx';
import { useResource } from '../use-resource.ts';

const Editing = lazy(async () => ({ default: (await import('../documents/editing.tsx')).Editing }));
const saved = (): Promise<boolean> => Promise.resolve(true);

/** One document: open for writing when it is the person's turn to write, else for reading and deciding. */
export function DocumentPage(): ReactElement {
  const { id = '' } = useParams();
  const lists = useResource('lists', async (signal) => {
    const [law, agencies] = await Promise.all([reference(), admin.agencies(signal)]);
    return { law, agencies };
  });
  const view = useResource(`document ${id}`, (signal) => documents.read(id, signal));
  const error = view.error ?? lists.error;
  if (error !== null && view.data === null) return <ErrorPanel error={error} onRetry={() => { view.reload(); lists.reload(); }} />;
  if (error !== null && lists.data === null) return <ErrorPanel error={error} onRetry={lists.reload} />;
  if (view.data === null || lists.data === null || view.data.id !== id) return <Skeleton active paragraph={{ rows: 14 }} aria-label={m.drafting.loading} />;
  return <Opened key={id} view={view.data} setView={view.set} reload={view.reload} law={lists.data.law} agencies={lists.data.agencies} />;
}

type Props = { view: DocumentView; setView: (view: DocumentView) => void; reload: () => void; law: Reference; agencies: readonly AgencyView[] };

function Opened({ view, setView, reload, law, agencies }: Props): ReactElement {
  const navigate = useNavigate();
  const [doneEvent, setDoneEvent] = useState<DocumentEvent | null>(null);
  const [mount, setMount] = useState(0);
  const done = (next: DocumentView, event: DocumentEvent | null): void => {
    setView(next);
    setDoneEvent(event);
    setMount((n) => n + 1);
    if (event === 'discard') void navigate('/');
  };
  const after = doneEvent === null ? <ReturnedNotice view={view} /> : <AfterStep view={view} event={doneEvent} />;
  if (view.editable) {
    return (
      <Suspense fallback={<Skeleton active paragraph={{ rows: 14 }} />}>
        <Editing key={mount} first={view} setView={setView} law={law} agencies={agencies} onDone={done} onReload={() => { reload(); setMount((n) => n + 1); }} notice={after} />
      </Suspense>
    );
  }
  const paper = { view, sheet: view.sheet, change: () => undefined, reasons: () => [], reference: law, agencies, attachments: view.attachments, setAttachments: () => undefined };
  return (
    <SheetContext value={paper}>
      <DocumentFrame view={view} law={law} before={saved} version={() => view.version} onDone={done} onTried={() => undefined} onReload={reload} notice={after} paper={<ReadPaper />} />
    </SheetContext>
  );
}
