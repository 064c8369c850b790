import mammoth from 'mammoth';
import { readHtml, type HtmlBody } from './html-body.ts';
import { takeTitle } from './title.ts';

export type DocxBody = HtmlBody & { title: string | null };

type Node = { type?: unknown; alignment?: unknown; styleId?: unknown; styleName?: unknown; children?: unknown; numbering?: unknown };

/** mammoth leaves alignment out of its HTML; as a style name it comes through. */
function withAlignment(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return element;
  const node: Node = element;
  const changed: Node = Array.isArray(node.children) ? { ...node, children: node.children.map(withAlignment) } : { ...node };
  const plain = node.type === 'paragraph' && !/^(?:heading|标题)/i.test(String(node.styleName ?? '')) && !node.numbering;
  if (plain && (node.alignment === 'center' || node.alignment === 'right')) {
    changed.styleId = `align-${node.alignment}`;
    changed.styleName = changed.styleId;
  }
  return changed;
}

const styleMap = [
  "p[style-name='align-center'] => p.center:fresh",
  "p[style-name='align-right'] => p.right:fresh",
  "p[style-name='Title'] => p.center:fresh",
  "p[style-name='标题'] => p.center:fresh",
  'u => u',
];

/** Runs in the child process only: mammoth holds the whole file and can be made to take very long. */
export async function docxBody(bytes: Uint8Array): Promise<DocxBody> {
  const found = await docxWhole(bytes);
  return { ...found, ...takeTitle(found.body) };
}

/** Masthead and title left where they stand. In the child process only. */
export async function docxWhole(bytes: Uint8Array): Promise<HtmlBody> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { styleMap, transformDocument: withAlignment, includeEmbeddedStyleMap: false, externalFileAccess: false },
  );
  return readHtml(value);
}
