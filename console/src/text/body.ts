import type { Block, Body, Inline, Mark } from '@tongming/typeset';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const nodes = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The editor's JSON → Body: only what the contract knows, without the editor's own empty attributes and the empty lines it keeps at the end. */
export function bodyFromEditor(doc: unknown): Body {
  const content = isObject(doc) ? nodes(doc['content']).flatMap(block) : [];
  const last = content.findLastIndex((node) => node.type !== 'paragraph' || (node.content ?? []).length > 0);
  return { type: 'doc', content: content.slice(0, last + 1) };
}

function block(node: Json): Block[] {
  const attrs = isObject(node['attrs']) ? node['attrs'] : {};
  const content = nodes(node['content']);
  switch (node['type']) {
    case 'paragraph': {
      const { textAlign } = attrs;
      const align = textAlign === 'center' || textAlign === 'right' || textAlign === 'left' ? { attrs: { textAlign } as const } : {};
      return [{ type: 'paragraph', ...align, content: content.flatMap(inline) }];
    }
    case 'heading': {
      const { level } = attrs;
      return [{ type: 'heading', attrs: { level: level === 2 || level === 3 || level === 4 ? level : 1 }, content: content.flatMap(inline) }];
    }
    case 'image':
      return image(attrs);
    case 'table':
      return [{ type: 'table', content: content.map((row) => ({ type: 'tableRow', content: nodes(row['content']).map(cell) })) }];
    default:
      return [];
  }
}

function cell(node: Json): { type: 'tableCell' | 'tableHeader'; attrs?: { colspan?: number; rowspan?: number }; content: Block[] } {
  const attrs = isObject(node['attrs']) ? node['attrs'] : {};
  const colspan = Number(attrs['colspan'] ?? 1);
  const rowspan = Number(attrs['rowspan'] ?? 1);
  return {
    type: node['type'] === 'tableHeader' ? 'tableHeader' : 'tableCell',
    ...(colspan > 1 || rowspan > 1 ? { attrs: { colspan, rowspan } } : {}),
    content: nodes(node['content']).flatMap(block),
  };
}

function image(attrs: Json): Block[] {
  const { file, alt, width, redact } = attrs;
  if (typeof file !== 'string' || file === '') return [];
  return [{
    type: 'image',
    attrs: {
      file,
      ...(typeof alt === 'string' && alt !== '' ? { alt } : {}),
      ...(typeof width === 'number' && width > 0 ? { width } : {}),
      ...(isObject(redact) && typeof redact['ground'] === 'string' ? { redact: { ground: redact['ground'] } } : {}),
    },
  }];
}

function inline(node: Json): Inline[] {
  if (node['type'] === 'hardBreak') return [{ type: 'hardBreak' }];
  const { text } = node;
  if (node['type'] !== 'text' || typeof text !== 'string') return [];
  const marks = nodes(node['marks']).flatMap(mark);
  return [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }];
}

function mark(node: Json): Mark[] {
  const { type, attrs } = node;
  if (type === 'bold' || type === 'italic' || type === 'underline') return [{ type }];
  if (type === 'redact' && isObject(attrs) && typeof attrs['ground'] === 'string') return [{ type, attrs: { ground: attrs['ground'] } }];
  return [];
}

/** One line a paragraph, tables cell by cell; a marked passage stands in ⟦ ⟧ so that a comparison shows marks too. */
export function bodyLines(body: Body): string[] {
  return body.content.flatMap(blockLines);
}

function blockLines(node: Block): string[] {
  if (node.type === 'image') return [`［图］${node.attrs.alt ?? ''}`];
  if (node.type === 'table') return node.content.map((row) => row.content.map((c) => c.content.flatMap(blockLines).join(' ')).join(' ｜ '));
  return [(node.content ?? []).map(inlineText).join('')];
}

function inlineText(node: Inline): string {
  if (node.type === 'hardBreak') return '\n';
  return node.marks?.some((m) => m.type === 'redact') === true ? `⟦${node.text}⟧` : node.text;
}

/** Every text node, tables included, in reading order. */
function texts(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((node): Inline[] => {
    if (node.type === 'table') return node.content.flatMap((row) => row.content.flatMap((c) => texts(c.content)));
    return node.type === 'image' ? [] : (node.content ?? []);
  });
}

export type Redaction = { text: string; ground: string };

/** Marked passages in order; neighbours with one ground (bold inside, say) count as one. */
export function redactionsOf(body: Body): Redaction[] {
  const found: Redaction[] = [];
  let joins = false;
  for (const node of texts(body.content)) {
    const ground = node.type === 'text' ? node.marks?.flatMap((m) => (m.type === 'redact' ? [m.attrs.ground] : []))[0] : undefined;
    const last = found.at(-1);
    if (node.type === 'text' && ground !== undefined) {
      if (joins && last?.ground === ground) last.text += node.text;
      else found.push({ text: node.text, ground });
    }
    joins = ground !== undefined;
  }
  return found;
}

/** Signs of the text, blanks left out, as officials count them. */
export function characterCount(body: Body): number {
  return texts(body.content).reduce((sum, node) => sum + (node.type === 'text' ? node.text.replace(/\s/g, '').length : 0), 0);
}

export const isEmptyBody = (body: Body): boolean => characterCount(body) === 0 && !body.content.some((node) => node.type === 'image');
