import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Button, Segmented } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { DocumentEvent, DocumentView } from '#contract';
import { documents } from '../api/console.ts';
import type { Reference } from '../api/reference.ts';
import { m } from '../messages.ts';
import { disclosureText, StateTag, UrgencyTag } from '../parts/tags.tsx';
import { ActionBox } from './action-box.tsx';
import { Compare } from './compare.tsx';
import { Preview } from './preview.tsx';
import { Side } from './side.tsx';
import { stepsOf } from './steps.ts';

const text = m.review;
type Tab = 'sheet' | 'internal' | 'public' | 'compare';
type Props = {
  view: DocumentView; law: Reference; paper: ReactNode; notice: ReactNode; saveLine?: ReactNode;
  before: () => Promise<boolean>; version: () => number; onDone: (view: DocumentView, event: DocumentEvent | null) => void; onTried: () => void; onReload: () => void;
};

/** What writing and reading share: the head with title and views, the paper, and at its side what to do and who did what. */
export function DocumentFrame({ view, law, paper, notice, saveLine, before, version, onDone, onTried, onReload }: Props): ReactElement {
  const [tab, setTab] = useState<Tab>('sheet');
  const withheld = view.sheet.disclosure.attribute === 'withheld';
  const tabs: { value: Tab; label: string; disabled?: boolean }[] = [
    { value: 'sheet', label: text.sheetTab }, { value: 'internal', label: text.internalTab },
    { value: 'public', label: text.publicTab, disabled: withheld }, { value: 'compare', label: text.compareTab, disabled: view.version < 2 },
  ];
  const open = async (next: Tab): Promise<void> => {
    if (next === 'compare') await before();
    setTab(next);
  };
  return (
    <div className="document">
      <header className="page-head">
        <div className="document-title">
          <h1>{view.sheet.title || m.home.untitled}</h1>
          <p className="meta"><StateTag state={view.state} /><UrgencyTag urgency={view.sheet.urgency} />{view.documentNumber === null ? null : <span>{view.documentNumber}</span>}<span>{disclosureText(view.sheet.disclosure)}</span>{saveLine}</p>
        </div>
        <Segmented value={tab} onChange={(next) => void open(next)} options={tabs} aria-label={text.preview} />
        <Button icon={<PrinterOutlined />} href={documents.sheetPdfUrl(view.id)} target="_blank" rel="noopener">{text.print}</Button>
      </header>
      {notice}
      <div className="document-body">
        <div className="document-main">
          {/* The sheet stays mounted: going to a preview and back loses neither cursor nor undo. */}
          <div hidden={tab !== 'sheet'}>{paper}</div>
          {tab === 'internal' || tab === 'public' ? <Preview id={view.id} copy={tab} version={version} before={before} /> : null}
          {tab === 'compare' ? <Compare view={view} reference={law} /> : null}
        </div>
        <aside className="document-side">
          <ActionBox view={view} before={before} version={version} onDone={onDone} onTried={onTried} onReload={onReload} />
          <Side view={view} refusals={stepsOf(view.available).forward?.refusals ?? []} before={before} />
        </aside>
      </div>
    </div>
  );
}
