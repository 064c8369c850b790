import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import type { EditorProps } from '@tiptap/pm/view';
import { headingLevel, trimIndent } from '../text/levels.ts';
import { cleanHtml } from '../text/paste.ts';

/** Pasted text loses foreign formatting and typed indents, and gets its levels by its numbers. */
export function pasteProps(onFiles: (files: File[]) => void): Pick<EditorProps, 'transformPastedHTML' | 'transformPasted' | 'handlePaste' | 'handleDrop'> {
  return {
    // Our own clipboard must keep its marks: a passage moved by cut and paste stays marked for redaction.
    transformPastedHTML: (html) => (html.includes('data-pm-slice') ? html : cleanHtml(html)),
    transformPasted: (slice, view) => new Slice(levelled(slice.content, view.state.schema), slice.openStart, slice.openEnd),
    handlePaste: (_view, event) => takeFiles(event.clipboardData, onFiles),
    handleDrop: (_view, event, _slice, moved) => !moved && takeFiles(event.dataTransfer, onFiles),
  };
}

function takeFiles(data: DataTransfer | null, onFiles: (files: File[]) => void): boolean {
  const images = Array.from(data?.files ?? []).filter((file) => file.type.startsWith('image/'));
  // Word puts a picture of the text beside the text itself: text wins.
  if (images.length === 0 || (data?.getData('text/html') ?? '') !== '') return false;
  onFiles(images);
  return true;
}

function levelled(content: Fragment, schema: Schema): Fragment {
  const blocks: Node[] = [];
  content.forEach((node) => {
    blocks.push(node.type.name === 'paragraph' ? asLevel(trimmed(node, schema), schema) : node);
  });
  return Fragment.fromArray(blocks);
}

function trimmed(node: Node, schema: Schema): Node {
  const first = node.firstChild;
  if (first?.text === undefined) return node;
  const text = trimIndent(first.text);
  if (text === first.text) return node;
  const rest = node.content.cut(first.nodeSize);
  return node.copy(text === '' ? rest : Fragment.from(schema.text(text, first.marks)).append(rest));
}

function asLevel(node: Node, schema: Schema): Node {
  const level = headingLevel(node.textContent);
  const heading = schema.nodes['heading'];
  return level === null || heading === undefined ? node : heading.create({ level }, node.content);
}
