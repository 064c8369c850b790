import { App, Button } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { convert, documents } from '../api/console.ts';
import { messageOf } from '../api/errors.ts';
import type { Draft } from '../documents/use-draft.ts';
import { BodyEditor, type BodyHandle } from '../editor/body-editor.tsx';
import { m } from '../messages.ts';
import { characterCount, isEmptyBody } from '../text/body.ts';
import { AttachmentsCell } from './attachments-cell.tsx';
import { CatalogueCells } from './catalogue-cells.tsx';
import { Cell, Group } from './cell.tsx';
import { usePaper } from './context.tsx';
import { DisclosureCell, withAttribute } from './disclosure-cell.tsx';
import { AttendeesCell, CategoryCell, ExtraCells, SignersCell } from './extra-cells.tsx';
import { AddresseesCell, CopyToCell, KindCell, NoteCells, NumberCell, TitleCell, UrgencyCell } from './head-cells.tsx';
import { Redactions } from './redactions.tsx';
import { useSurroundings } from './use-surroundings.ts';

const text = m.drafting;

/** The drafting sheet, open for writing: one column, in the order of the printed paper. */
export function Paper({ draft }: { draft: Draft }): ReactElement {
  const { view, sheet } = usePaper();
  const handle = useRef<BodyHandle | null>(null);
  const keep = useCallback((next: BodyHandle) => {
    handle.current = next;
  }, []);
  const filled = sheet.effectiveOn !== null || sheet.expiresOn !== null || sheet.publishAt !== null || sheet.publicTitle !== null || sheet.jointAgencies.length > 0 || sheet.relations.length > 0 || sheet.forwardsRecord !== null;
  const [extra, setExtra] = useState(filled);
  useEffect(() => draft.onCollect(() => handle.current?.flush()), [draft]);
  return (
    <article className="paper" aria-label={text.sheetTitle}>
      <header className="paper-head"><span>{view.agencyName}</span><h2>{text.sheetTitle}</h2></header>
      <Group title={text.groups.head}><KindCell /><UrgencyCell /><NumberCell /></Group>
      <Group title={text.groups.text}><TitleCell /><AddresseesCell /><CopyToCell /><SignersCell /><AttendeesCell /></Group>
      <Group title={text.groups.open}><DisclosureCell /></Group>
      <BodyCell draft={draft} onReady={keep} editor={() => handle.current?.editor ?? null} />
      <Group title={text.groups.attachments}><AttachmentsCell /></Group>
      <Group title={text.groups.catalogue}><CatalogueCells /></Group>
      <Group title={text.groups.extra}>
        <CategoryCell /><NoteCells />
        {extra ? <ExtraCells /> : <div className="cell wide unfold"><Button type="link" size="small" onClick={() => setExtra(true)}>{text.show}</Button><span className="quiet">{[m.names.fields.effectiveOn, m.names.fields.publishAt, m.names.fields.publicTitle, m.names.fields.jointAgencies, m.names.fields.relations].join('、')}</span></div>}
      </Group>
      <footer className="paper-foot"><span>{text.sign.agency}：{view.agencyName}</span><span>{text.sign.drafter}：{view.drafter}</span></footer>
    </article>
  );
}

type BodyCellProps = { draft: Draft; onReady: (handle: BodyHandle) => void; editor: () => BodyHandle['editor'] };

function BodyCell({ draft, onReady, editor }: BodyCellProps): ReactElement {
  const { view, sheet, change, reference } = usePaper();
  const { message } = App.useApp();
  const surroundings = useSurroundings();
  const importFile = useImport(draft);
  const uploadImage = async (file: File): Promise<string | null> => {
    try {
      return (await documents.addImage(view.id, file)).file;
    } catch (error) {
      void message.error(messageOf(error));
      return null;
    }
  };
  // A first mark says what the attribute has to be, and which ground it stands on; both stay open to change.
  const redacted = (code: string): void => {
    const ground = reference.grounds.find((g) => g.code === code)?.code;
    const { disclosure } = draft.sheet;
    const attribute = disclosure.attribute ?? 'redacted';
    const known = ground === undefined || disclosure.grounds.some((g) => g.code === ground) || attribute === 'full';
    const grounds = known ? disclosure.grounds : [...disclosure.grounds, { code: ground, reason: '' }];
    change({ disclosure: { ...withAttribute(disclosure, attribute), grounds } });
  };
  return (
    <Group title={m.names.fields.body}>
      <Cell name="body" label={m.names.fields.body}>
        <BodyEditor body={sheet.body} epoch={draft.epoch} surroundings={surroundings} onReady={onReady} onChange={(body) => change({ body })} onEdit={draft.touch} onImage={uploadImage}
          onImport={(file) => void importFile(file)} grounds={reference.grounds.filter((g) => g.code !== 'state-secret')} onRedacted={redacted} />
        <p className="count">{text.editor.count(characterCount(sheet.body))}</p>
        <Redactions editor={editor} />
      </Cell>
    </Group>
  );
}

/** Takes a DOCX or text file in; asks only when there is text that it could replace. */
function useImport(draft: Draft): (file: File) => Promise<void> {
  const { message, modal } = App.useApp();
  const { sheet, replace } = draft;
  return useCallback(async (file) => {
    const hide = message.loading(text.editor.importing, 0);
    try {
      const { body, title, warnings, fields } = await convert(file);
      // Cells that are filled already are not overwritten by what the file says.
      const cells = {
        ...(sheet.title === '' && title !== null ? { title } : {}),
        ...(sheet.addressees.length === 0 && fields.addressees.length > 0 ? { addressees: fields.addressees } : {}),
        ...((sheet.note ?? '') === '' && fields.note !== null ? { note: fields.note } : {}),
      };
      const told = [...warnings, ...(fields.documentNumber === null ? [] : [text.editor.oldNumber(fields.documentNumber)])];
      const take = (content: typeof body): void => {
        replace({ body: content, ...cells });
        void (told.length > 0 ? message.warning([text.editor.imported, ...told].join('；'), 6) : message.success(text.editor.imported));
      };
      if (isEmptyBody(sheet.body)) return take(body);
      modal.confirm({
        title: text.editor.importReplace, okText: text.editor.replace, cancelText: text.editor.append,
        onOk: () => take(body), onCancel: () => take({ type: 'doc', content: [...sheet.body.content, ...body.content] }),
      });
    } catch (error) {
      void message.error(messageOf(error));
    } finally {
      hide();
    }
  }, [sheet, replace, message, modal]);
}
