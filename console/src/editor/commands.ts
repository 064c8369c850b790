import type { Editor } from '@tiptap/core';
import { nextMark, withoutMark } from '../text/numbering.ts';
import type { Level } from '../text/levels.ts';

/** Sets the level of the line at the cursor and gives it the number that comes next; the same level again makes it text. */
export function toggleLevel(editor: Editor, level: Level): void {
  const { $from } = editor.state.selection;
  if ($from.depth !== 1) return;
  const line = $from.parent;
  const start = $from.start();
  const text = line.textContent;
  const isText = line.type.name === 'heading' && line.attrs['level'] === level;
  const before: string[] = [];
  editor.state.doc.forEach((node, offset) => {
    if (offset + 1 < start) before.push(node.textContent);
  });
  const oldLength = text.length - withoutMark(text).length;
  const mark = isText ? '' : nextMark(before, level);
  editor.chain().focus().command(({ tr }) => {
    tr.insertText(mark, start, start + oldLength);
    return true;
  }).command(({ commands }) => (isText ? commands.setParagraph() : commands.setHeading({ level }))).run();
}

/** Marks the selection for redaction; a selected picture as a whole. */
export function redact(editor: Editor, ground: string): boolean {
  if (editor.isActive('image')) return editor.chain().focus().updateAttributes('image', { redact: { ground } }).run();
  if (editor.state.selection.empty) return false;
  return editor.chain().focus().setMark('redact', { ground }).run();
}

export function unmark(editor: Editor): void {
  if (editor.isActive('image')) editor.chain().focus().updateAttributes('image', { redact: null }).run();
  else editor.chain().focus().extendMarkRange('redact').unsetMark('redact').run();
}

/** Places of the marked passages in document order, neighbours with one ground joined: the same order as `redactionsOf`. */
export function redactionRanges(editor: Editor): { from: number; to: number }[] {
  const ranges: { from: number; to: number; ground: string }[] = [];
  editor.state.doc.descendants((node, pos) => {
    const ground = node.isText ? node.marks.find((mark) => mark.type.name === 'redact')?.attrs['ground'] : undefined;
    if (typeof ground !== 'string') return;
    const last = ranges.at(-1);
    if (last?.to === pos && last.ground === ground) last.to = pos + node.nodeSize;
    else ranges.push({ from: pos, to: pos + node.nodeSize, ground });
  });
  return ranges;
}

export function goToRedaction(editor: Editor, index: number): void {
  const range = redactionRanges(editor)[index];
  if (range !== undefined) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
}

export function removeRedaction(editor: Editor, index: number): void {
  const range = redactionRanges(editor)[index];
  if (range !== undefined) editor.chain().setTextSelection(range).unsetMark('redact').run();
}
