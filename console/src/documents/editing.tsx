import { App } from 'antd';
import { useEffect, useEffectEvent, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import type { AgencyView, DocumentEvent, DocumentView, Sheet } from '#contract';
import { documents } from '../api/console.ts';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { useSession } from '../session.tsx';
import { SheetContext, type SheetPaper } from '../sheet/context.tsx';
import { changedFields } from '../sheet/merge.ts';
import { Paper } from '../sheet/paper.tsx';
import { useResource } from '../use-resource.ts';
import { ConflictModal } from './conflict-modal.tsx';
import { DocumentFrame } from './document-frame.tsx';
import { cellOfField, reasonsFor, type CellName } from './fields.ts';
import { SaveLine } from './save-line.tsx';
import { stepsOf } from './steps.ts';
import { useDraft, type Draft } from './use-draft.ts';

type Props = {
  first: DocumentView; setView: (view: DocumentView) => void; law: Reference; agencies: readonly AgencyView[]; notice: ReactNode;
  onDone: (view: DocumentView, event: DocumentEvent | null) => void; onReload: () => void;
};

/** A sheet open for writing. */
export function Editing({ first, setView, law, agencies, notice, onDone, onReload }: Props): ReactElement {
  const { me } = useSession();
  const { message } = App.useApp();
  const draft = useDraft(first, {
    onView: setView,
    onMerged: (theirs) => void lastEditor(theirs).then((who) => who === me.person.name || message.info(m.drafting.save.merged(who), 6)),
    onRestored: () => void message.info(m.drafting.save.restored),
  });
  const [tried, setTried] = useState(false);
  const [attachments, setAttachments] = useState(first.attachments);
  useSaveKey(draft);
  useLeaveGuard(draft);
  const refusals = stepsOf(first.available).forward?.refusals ?? [];
  const touched = useTouched(draft.sheet);
  const paper: SheetPaper = {
    view: first, sheet: draft.sheet, change: draft.change, reference: law, agencies, attachments,
    setAttachments: (next) => {
      setAttachments(next);
      void draft.refresh();
    },
    reasons: (cell) => (tried || touched.has(cell) ? reasonsFor(refusals, cell) : []),
  };
  // The server's view with the sheet as it stands here: the head and the comparison show what is typed.
  const view = useMemo(() => ({ ...first, sheet: draft.sheet }), [first, draft.sheet]);
  return (
    <SheetContext value={paper}>
      <DocumentFrame view={view} law={law} notice={notice} before={draft.flush} version={draft.version} onDone={onDone} onTried={() => setTried(true)} onReload={onReload}
        saveLine={<SaveLine state={draft.state} onSave={() => void draft.flush()} />} paper={<Paper draft={draft} />} />
      {draft.state.kind === 'conflict' ? <Conflict draft={draft} theirs={draft.state.theirs} merge={draft.state.merge} law={law} /> : null}
    </SheetContext>
  );
}

async function lastEditor(view: DocumentView): Promise<string> {
  const rows = await documents.versions(view.id);
  return rows.reduce((newest, row) => (row.version > newest.version ? row : newest), rows[0] ?? { version: 0, savedBy: '', savedAt: view.updatedAt }).savedBy;
}

type ConflictState = Extract<Draft['state'], { kind: 'conflict' }>;

function Conflict({ draft, theirs, merge, law }: { draft: Draft; theirs: DocumentView; merge: ConflictState['merge']; law: Reference }): ReactElement {
  const { me } = useSession();
  const who = useResource(`editor ${theirs.id} ${theirs.version}`, () => lastEditor(theirs));
  return <ConflictModal theirs={theirs} who={who.data === null || who.data === me.person.name ? null : who.data} mine={draft.sheet} merge={merge} reference={law} onChoose={(sheet) => void draft.resolve(sheet)} />;
}

/** Cells the person has worked on in this sitting: their faults may be shown, those of the others would only be noise. */
function useTouched(sheet: Sheet): ReadonlySet<CellName> {
  const [start] = useState(sheet);
  return useMemo(() => new Set(changedFields(start, sheet).map(cellOfField).filter((cell) => cell !== null)), [start, sheet]);
}

function useSaveKey(draft: Draft): void {
  const save = useEffectEvent(() => void draft.flush());
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Leaving saves first; only when that fails is the person asked. */
function useLeaveGuard(draft: Draft): void {
  const { modal } = App.useApp();
  const isClean = useEffectEvent(() => draft.isClean());
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && !draft.isClean());
  const settle = useEffectEvent(async () => {
    if (blocker.state !== 'blocked') return;
    if (await draft.flush()) return blocker.proceed();
    modal.confirm({
      title: m.drafting.save.leaveTitle, content: m.drafting.save.leaveText, okText: m.drafting.save.stay, cancelText: m.drafting.save.leave,
      onOk: () => blocker.reset(), onCancel: () => blocker.proceed(),
    });
  });
  useEffect(() => {
    if (blocker.state === 'blocked') void settle();
  }, [blocker.state]);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (!isClean()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, []);
}
