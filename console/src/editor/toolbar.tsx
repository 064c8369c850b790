import BoldOutlined from '@ant-design/icons/es/icons/BoldOutlined';
import FileWordOutlined from '@ant-design/icons/es/icons/FileWordOutlined';
import PictureOutlined from '@ant-design/icons/es/icons/PictureOutlined';
import RedoOutlined from '@ant-design/icons/es/icons/RedoOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import UnderlineOutlined from '@ant-design/icons/es/icons/UnderlineOutlined';
import UndoOutlined from '@ant-design/icons/es/icons/UndoOutlined';
import { useEditorState, type Editor } from '@tiptap/react';
import { Button, Dropdown, Space, Tooltip } from 'antd';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { m } from '../messages.ts';
import { redact, toggleLevel, unmark } from './commands.ts';

const text = m.drafting.editor;
type Ground = { code: string; name: string; article: string };
type Props = { editor: Editor; grounds: readonly Ground[]; onRedacted: (ground: string) => void; onImages: (files: File[]) => void; onImport: (file: File) => void };

export function Toolbar({ editor, grounds, onRedacted, onImages, onImport }: Props): ReactElement {
  const state = useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      level: e.isActive('heading') ? Number(e.getAttributes('heading')['level']) : 0,
      bold: e.isActive('bold'), underline: e.isActive('underline'), table: e.isActive('table'), redact: e.isActive('redact'),
      canUndo: e.can().undo(), canRedo: e.can().redo(), selected: !e.state.selection.empty || e.isActive('image'),
    }),
  });
  const tool = (label: string, icon: ReactNode, active: boolean, onClick: () => void, disabled = false): ReactElement => (
    <Tooltip title={label}><Button size="small" type={active ? 'primary' : 'text'} ghost={active} aria-label={label} aria-pressed={active} disabled={disabled} onClick={onClick}>{icon}</Button></Tooltip>
  );
  return (
    <div className="toolbar" role="toolbar" aria-label={text.toolbar} onMouseDown={keepSelection}>
      <Space.Compact>
        {([1, 2, 3, 4] as const).map((level) => (
          <Tooltip key={level} title={text.levelHint(text.levels[level])}>
            <Button size="small" type={state.level === level ? 'primary' : 'default'} ghost={state.level === level} aria-pressed={state.level === level} disabled={state.table} onClick={() => toggleLevel(editor, level)}>{text.levels[level]}</Button>
          </Tooltip>
        ))}
      </Space.Compact>
      {tool(text.bold, <BoldOutlined />, state.bold, () => editor.chain().focus().toggleBold().run())}
      {tool(text.underline, <UnderlineOutlined />, state.underline, () => editor.chain().focus().toggleUnderline().run())}
      <TableMenu editor={editor} inside={state.table} />
      <FileButton accept="image/png,image/jpeg" label={text.image} icon={<PictureOutlined />} onFiles={onImages} />
      {tool(text.undo, <UndoOutlined />, false, () => editor.chain().focus().undo().run(), !state.canUndo)}
      {tool(text.redo, <RedoOutlined />, false, () => editor.chain().focus().redo().run(), !state.canRedo)}
      {grounds.length === 0 ? null : <RedactTool editor={editor} grounds={grounds} marked={state.redact} selected={state.selected} onRedacted={onRedacted} />}
      <span className="grow" />
      <FileButton accept=".docx,.txt" label={text.importFile} icon={<FileWordOutlined />} wide onFiles={([file]) => file && onImport(file)} />
    </div>
  );
}

/** A click on a tool must not take the selection out of the text. */
function keepSelection(event: React.MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault();
}

function RedactTool({ editor, grounds, marked, selected, onRedacted }: { editor: Editor; grounds: readonly Ground[]; marked: boolean; selected: boolean; onRedacted: (ground: string) => void }): ReactElement {
  const [last, setLast] = useState<string | null>(null);
  const apply = (ground: string): void => {
    setLast(ground);
    if (redact(editor, ground)) onRedacted(ground);
  };
  if (marked && !selected) return <Button size="small" danger onClick={() => unmark(editor)}>{text.unmark}</Button>;
  const lastGround = grounds.find((g) => g.code === last);
  const menu = { items: grounds.map((g) => ({ key: g.code, label: <>{g.name}<small className="quiet">　{g.article}</small></>, onClick: () => apply(g.code) })) };
  return (
    <Space.Compact>
      {lastGround === undefined ? null : <Tooltip title={`${text.redact}：${lastGround.name}`}><Button size="small" disabled={!selected} onClick={() => apply(lastGround.code)}>{text.redact}</Button></Tooltip>}
      <Dropdown trigger={['click']} menu={menu} disabled={!selected}>
        <Button size="small" aria-haspopup="menu" aria-label={lastGround === undefined ? undefined : text.redactOther} title={selected ? undefined : text.redactHint}>{lastGround === undefined ? text.redact : ''}▾</Button>
      </Dropdown>
    </Space.Compact>
  );
}

function TableMenu({ editor, inside }: { editor: Editor; inside: boolean }): ReactElement {
  const t = text.tables;
  const chain = () => editor.chain().focus();
  const insert = (): void => void chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
  if (!inside) return <Tooltip title={t.insert}><Button size="small" type="text" aria-label={t.insert} icon={<TableOutlined />} onClick={insert} /></Tooltip>;
  return (
    <Dropdown trigger={['click']} menu={{ items: [
      { key: 'row', label: t.addRow, onClick: () => chain().addRowAfter().run() },
      { key: 'column', label: t.addColumn, onClick: () => chain().addColumnAfter().run() },
      { key: 'mergeOrSplit', label: editor.can().mergeCells() ? t.merge : t.split, onClick: () => chain().mergeOrSplit().run() },
      { key: 'header', label: t.header, onClick: () => chain().toggleHeaderRow().run() },
      { type: 'divider' },
      { key: 'deleteRow', label: t.deleteRow, onClick: () => chain().deleteRow().run() },
      { key: 'deleteColumn', label: t.deleteColumn, onClick: () => chain().deleteColumn().run() },
      { key: 'remove', danger: true, label: t.remove, onClick: () => chain().deleteTable().run() },
    ] }}>
      <Button size="small" icon={<TableOutlined />}>{text.table} ▾</Button>
    </Dropdown>
  );
}

type FileButtonProps = { accept: string; label: string; icon: ReactNode; wide?: boolean; onFiles: (files: File[]) => void };

function FileButton({ accept, label, icon, wide = false, onFiles }: FileButtonProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip title={wide ? undefined : label}><Button size="small" type={wide ? 'default' : 'text'} icon={icon} aria-label={label} onClick={() => input.current?.click()}>{wide ? label : null}</Button></Tooltip>
      <input ref={input} type="file" hidden accept={accept} onChange={(event) => {
        onFiles(Array.from(event.target.files ?? []));
        event.target.value = '';
      }} />
    </>
  );
}
