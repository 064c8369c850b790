import { Button, Dropdown } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Reason } from '#contract';
import type { FoiCaseView, FoiPaperView } from '#contract-foi';
import { m } from '../messages.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Tag, type Tone } from '../parts/tags.tsx';
import { useCaseAction } from './at-work.tsx';
import { readLetter } from './letter.ts';
import { LetterEditor } from './letter-editor.tsx';
import { f } from './messages.ts';
import { n } from './names.ts';
import { Panel } from './panel.tsx';
import { draftKinds, papers, type PaperKind } from './papers.ts';

const t = f.paper;
const tones: Record<FoiPaperView['state'], Tone> = { draft: 'amber', approved: 'blue', served: 'green', void: 'plain' };

/** Letters and forms of the case: drafted from what is on record, edited part by part, approved with a number, printed. */
export function Papers({ view, reload }: { view: FoiCaseView; reload: () => void }): ReactElement {
  const { busy, error, run, waiting } = useCaseAction();
  // The archive volume stands in its own part of the page.
  const letters = view.papers.filter((paper) => paper.kind !== 'archive');
  // The one draft there is lies open: it is what is being written.
  const drafts = letters.filter((paper) => paper.state === 'draft');
  const [picked, setOpen] = useState<string | null | undefined>(undefined);
  const open = picked === undefined && drafts.length === 1 ? drafts[0]?.id : picked;
  const draft = (kind: PaperKind): void => void run(async () => {
    await papers.draft(view.id, kind, {});
    reload();
  });
  return (
    <Panel id="foi-papers" title={f.case.papers} end={
      <Dropdown trigger={['click']} menu={{ className: 'foi-acts-menu', items: draftKinds.map((kind) => ({ key: kind, label: n.paperKinds[kind], onClick: () => draft(kind) })) }}><Button size="small" loading={busy} disabled={waiting}>{t.draft} ▾</Button></Dropdown>
    }>
      {error === null ? null : <ErrorPanel error={error} />}
      {letters.length === 0 ? <p className="quiet">{f.case.noPapers}</p> : (
        <ul className="foi-papers">{letters.map((paper) => <Paper key={paper.id} paper={paper} open={open === paper.id} onOpen={(now) => setOpen(now ? paper.id : null)} reload={reload} />)}</ul>
      )}
    </Panel>
  );
}

function Paper({ paper, open, onOpen, reload }: { paper: FoiPaperView; open: boolean; onOpen: (open: boolean) => void; reload: () => void }): ReactElement {
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const letter = readLetter(paper.content);
  const draft = paper.state === 'draft';
  return (
    <li className={paper.state}>
      <div className="foi-paper-head">
        <div><strong>{paper.title}</strong><Tag tone={tones[paper.state]}>{n.paperStates[paper.state]}</Tag><p className="meta"><span>{paper.number ?? t.numberLater}</span>{paper.servedOn === null ? null : <span>{f.case.servedOn} {paper.servedOn}</span>}</p></div>
        <div className="inline">
          {letter === null ? null : <Button size="small" aria-expanded={open} onClick={() => onOpen(!open)}>{open ? m.action.close : draft ? m.action.edit : t.read}</Button>}
          {paper.state === 'void' || letter === null ? null : <><Button size="small" href={papers.fileUrl(paper, 'pdf')} target="_blank" rel="noopener">{draft ? t.previewPdf : 'PDF'}</Button><Button size="small" href={papers.fileUrl(paper, 'docx')}>Word</Button></>}
        </div>
      </div>
      {open && letter !== null ? <LetterEditor key={paper.version} paper={paper} letter={letter} editable={draft} reasons={reasons} onReasons={setReasons} reload={reload} /> : null}
    </li>
  );
}
