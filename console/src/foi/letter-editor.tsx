import { App, Button, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Reason } from '#contract';
import type { FoiPaperView } from '#contract-foi';
import { ApiError } from '../api/errors.ts';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { ReasonList } from '../parts/reasons.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { chineseDate } from '../time.ts';
import { useCaseAction } from './at-work.tsx';
import { Words } from './fields.tsx';
import { toActs } from './focus.ts';
import { changedParts, lacksOf, type Letter, type LetterPart } from './letter.ts';
import { f } from './messages.ts';
import { papers, type LetterEdit } from './papers.ts';

const t = f.paper;
type Props = { paper: FoiPaperView; letter: Letter; reasons: readonly Reason[]; onReasons: (reasons: readonly Reason[]) => void; editable: boolean; reload: () => void };

/** A letter on its page: parts in their order, required ones cannot go, words of the law have to stay. */
export function LetterEditor({ paper, letter: first, reasons, onReasons, editable, reload }: Props): ReactElement {
  const [letter, setLetter] = useState(first);
  const { busy, error, run, waiting } = useCaseAction();
  const { message } = App.useApp();
  const changed = JSON.stringify(letter) !== JSON.stringify(first);
  useUnsaved(changed);
  const lacking = letter.parts.filter((part) => {
    const lacks = lacksOf(part);
    return lacks.empty || lacks.words.length > 0;
  });
  const put = (key: string, text: string): void => setLetter((old) => ({ ...old, parts: old.parts.map((part) => (part.key === key ? { ...part, text } : part)) }));
  const send = (work: () => Promise<unknown>, said: string, after?: () => void): void => void run(async () => {
    try {
      await work();
      void message.success(said);
      reload();
      after?.();
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'edit-conflict') throw failure;
      void message.warning(f.case.conflict);
      reload();
    }
  });
  const edit: LetterEdit = { parts: changedParts(first, letter), ...(letter.addressee === first.addressee ? {} : { addressee: letter.addressee }), ...(letter.attachments === first.attachments ? {} : { attachments: letter.attachments }), ...(letter.withheldWords === first.withheldWords ? {} : { withheldWords: letter.withheldWords }) };
  return (
    <div className="foi-letter-frame">
      {letter.notes.length === 0 ? null : <div className="foi-warnings"><strong>{t.notes}</strong><ul className="reasons">{letter.notes.map((note) => <li key={note}>{note}</li>)}</ul></div>}
      <article className="foi-letter">
        <h3>{letter.title}</h3>
        <p className="letter-number">{letter.number ?? t.numberLater}</p>
        {letter.addressee === '' ? null : editable ? <Input variant="borderless" className="letter-to" aria-label={t.addressee} value={letter.addressee} onChange={(e) => setLetter((old) => ({ ...old, addressee: e.target.value }))} /> : <p>{letter.addressee}：</p>}
        {letter.parts.map((part) => (editable ? <Part key={part.key} part={part} onChange={(text) => put(part.key, text)} /> : <p key={part.key} className="letter-text">{part.text}</p>))}
        {editable ? <label className="field"><span>{t.attachments}</span><Select mode="tags" open={false} suffixIcon={null} value={letter.attachments} onChange={(attachments: string[]) => setLetter((old) => ({ ...old, attachments }))} /></label>
          : letter.attachments.length === 0 ? null : <p>{t.attachments}：{letter.attachments.join('；')}</p>}
        <footer><p>{letter.agencyName}</p>{letter.date === null ? null : <p>{chineseDate(letter.date)}</p>}</footer>
      </article>
      {editable && letter.partial ? <label className="field"><span>{t.withheldWords}</span><Select mode="tags" open={false} suffixIcon={null} value={letter.withheldWords} onChange={(withheldWords: string[]) => setLetter((old) => ({ ...old, withheldWords }))} /><small className="quiet">{t.withheldHint}</small></label> : null}
      {editable && reasons.length > 0 ? <div className="foi-refusals"><strong>{t.stillWrong}</strong><ReasonList reasons={reasons} /></div> : null}
      {error === null ? null : <ErrorPanel error={error} />}
      {editable ? (
        <div className="inline">
          <Button type="primary" ghost={!changed} disabled={!changed || waiting} loading={busy} onClick={() => send(() => papers.save(paper, edit).then((told) => onReasons(told.reasons)), t.saved)}>{t.save}</Button>
          <Button disabled={changed || busy || waiting || lacking.length > 0} onClick={() => send(() => papers.approve(paper), t.approved, toActs)}>{t.approve}</Button>
          <span className="quiet">{lacking.length > 0 ? t.lacking(lacking.map((part) => part.name)) : changed ? t.saveFirst : t.approveHint}</span>
        </div>
      ) : null}
    </div>
  );
}

const gapMark = '【请填写';

function Part({ part, onChange }: { part: LetterPart; onChange: (text: string) => void }): ReactElement {
  const lacks = lacksOf(part);
  return (
    <div className="letter-part">
      <p className="letter-name">{part.name}<small>{part.required ? t.required : t.optional}</small>{part.article === null ? null : <small>{part.article}</small>}</p>
      <Words rows={1} label={part.name} value={part.text} onChange={onChange} />
      {lacks.empty ? <p className="field-error">{t.partEmpty}</p> : null}
      {lacks.words.length === 0 ? null : <p className="field-error">{t.mustStay}：{lacks.words.join('；')}</p>}
      {part.text.includes(gapMark) ? <p className="soon">{t.gap}</p> : null}
    </div>
  );
}
