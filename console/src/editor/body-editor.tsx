import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useEffectEvent, useRef, type ReactElement } from 'react';
import type { Body } from '@tongming/typeset';
import { m } from '../messages.ts';
import { bodyFromEditor } from '../text/body.ts';
import { extensions, type Surroundings } from './extensions.ts';
import { pasteProps } from './paste-plugin.ts';
import { Toolbar } from './toolbar.tsx';

/** Lets the sheet ask for the text as it stands now, before a save. */
export type BodyHandle = { editor: Editor | null; flush: () => void };

type Props = {
  body: Body;
  /** Grows whenever the body is set from outside (import, merge); the editor then takes `body` anew. */
  epoch: number;
  surroundings: Surroundings;
  onReady: (handle: BodyHandle) => void;
  onChange: (body: Body) => void;
  onEdit: () => void;
  onImage: (file: File) => Promise<string | null>;
  onImport: (file: File) => void;
  grounds: readonly { code: string; name: string; article: string }[];
  onRedacted: (ground: string) => void;
};

const settleMs = 300;

export function BodyEditor({ body, epoch, surroundings, onReady, onChange, onEdit, onImage, onImport, grounds, onRedacted }: Props): ReactElement {
  const current = useRef<Editor | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const emit = useEffectEvent((editor: Editor) => onChange(bodyFromEditor(editor.getJSON())));
  const insertImages = useEffectEvent(async (files: File[]) => {
    for (const file of files) {
      const stored = await onImage(file);
      if (stored !== null) current.current?.chain().focus().insertContent({ type: 'image', attrs: { file: stored } }).run();
    }
  });
  const changed = useEffectEvent((editor: Editor) => {
    onEdit();
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = null;
      emit(editor);
    }, settleMs);
  });
  const editor = useEditor({
    extensions: extensions(surroundings),
    content: openable(body),
    editorProps: {
      ...pasteProps((files) => void insertImages(files)),
      attributes: { class: 'body-text editing', role: 'textbox', 'aria-multiline': 'true', 'aria-label': m.drafting.editor.label, 'data-placeholder': m.drafting.editor.placeholder },
    },
    onUpdate: ({ editor: at }) => changed(at),
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
  });

  const flush = useEffectEvent(() => {
    if (timer.current === null || editor.isDestroyed) return;
    clearTimeout(timer.current);
    timer.current = null;
    emit(editor);
  });
  const ready = useEffectEvent(() => onReady({ editor, flush: () => flush() }));
  useEffect(() => {
    current.current = editor;
    ready();
    return () => flush();
  }, [editor]);

  const taken = useRef(epoch);
  useEffect(() => {
    if (taken.current === epoch) return;
    taken.current = epoch;
    editor.commands.setContent(openable(body), { emitUpdate: false });
  }, [editor, epoch, body]);

  return (
    <div className="body-editor">
      <Toolbar editor={editor} grounds={grounds} onRedacted={onRedacted} onImages={(files) => void insertImages(files)} onImport={onImport} />
      <EditorContent editor={editor} />
    </div>
  );
}

/** The editor needs a line to write on. */
const openable = (body: Body): Body => (body.content.length > 0 ? body : { type: 'doc', content: [{ type: 'paragraph' }] });
