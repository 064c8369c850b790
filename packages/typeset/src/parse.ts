import { messages } from './messages.ts';
import type { Block, Body, Image, Inline, Mark, Table, TableCell, TableRow } from './model.ts';
import { bodyLimits, TypesetInputError } from './model.ts';

type Json = Record<string, unknown>;

/**
 * Reads ProseMirror JSON into a Body. Unknown nodes and marks are refused, not dropped: a silently
 * lost paragraph is worse than an error. Control characters, bidi overrides and lone surrogates
 * leave the text (they break PDF/A, XML, and what a reader sees).
 * @throws TypesetInputError with the path of the first fault.
 */
export function parseBody(json: unknown): Body {
  measure(json);
  const node = object(json, '');
  if (node['type'] !== 'doc') throw new TypesetInputError('body.type', messages.bodyNotObject);
  return { type: 'doc', content: list(node['content'], 'content').map((child, i) => block(child, `content[${i}]`, false)) };
}

/** Depth and size are measured without recursion, so hostile nesting cannot exhaust the stack. */
function measure(json: unknown): void {
  const pending: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (typeof item.value === 'string') characters += item.value.length;
    if (characters > bodyLimits.characters) {
      throw new TypesetInputError('body.too-long', messages.textTooLong(bodyLimits.characters));
    }
    if (typeof item.value !== 'object' || item.value === null) continue;
    nodes += 1;
    if (nodes > bodyLimits.nodes) throw new TypesetInputError('body.too-large', messages.bodyTooLarge(bodyLimits.nodes));
    if (item.depth > bodyLimits.depth) throw new TypesetInputError('body.too-deep', messages.bodyTooDeep(bodyLimits.depth));
    for (const value of Object.values(item.value)) pending.push({ value, depth: item.depth + 1 });
  }
}

function block(json: unknown, path: string, inTable: boolean): Block {
  const node = object(json, path);
  switch (node['type']) {
    case 'paragraph': {
      const textAlign = optional(node['attrs'], path)['textAlign'] ?? null;
      if (textAlign !== null && textAlign !== 'left' && textAlign !== 'center' && textAlign !== 'right') {
        throw bad('textAlign', `${path}.attrs`);
      }
      return { type: 'paragraph', ...(textAlign === null ? {} : { attrs: { textAlign } }), content: inlines(node, path) };
    }
    case 'heading': {
      const level = object(node['attrs'], `${path}.attrs`)['level'];
      if (level !== 1 && level !== 2 && level !== 3 && level !== 4) throw bad('level', `${path}.attrs`);
      return { type: 'heading', attrs: { level }, content: inlines(node, path) };
    }
    case 'image':
      return image(node, path);
    case 'table':
      if (inTable) throw new TypesetInputError('body.nested-table', messages.notHere('table'), path);
      return table(node, path);
    default:
      throw new TypesetInputError('body.unknown-node', messages.unknownNode(String(node['type'])), path);
  }
}

function image(node: Json, path: string): Image {
  const attrs = object(node['attrs'], `${path}.attrs`);
  const { file, alt, width, redact } = attrs;
  if (typeof file !== 'string' || !/^[\w.-]{1,200}$/.test(file)) throw bad('file', `${path}.attrs`);
  if (alt !== undefined && alt !== null && typeof alt !== 'string') throw bad('alt', `${path}.attrs`);
  if (width !== undefined && width !== null && !(typeof width === 'number' && width > 0 && width <= 10_000)) {
    throw bad('width', `${path}.attrs`);
  }
  return {
    type: 'image',
    attrs: {
      file,
      ...(typeof alt === 'string' ? { alt: cleanText(alt) } : {}),
      ...(typeof width === 'number' ? { width } : {}),
      ...(redact === undefined || redact === null ? {} : { redact: redaction(redact, `${path}.attrs.redact`) }),
    },
  };
}

function table(node: Json, path: string): Table {
  const content = list(node['content'], `${path}.content`).map((row, r): TableRow => {
    const at = `${path}.content[${r}]`;
    const rowNode = object(row, at);
    if (rowNode['type'] !== 'tableRow') throw new TypesetInputError('body.not-here', messages.notHere(String(rowNode['type'])), at);
    return {
      type: 'tableRow',
      content: list(rowNode['content'], `${at}.content`).map((cell, c) => tableCell(cell, `${at}.content[${c}]`)),
    };
  });
  return { type: 'table', content };
}

function tableCell(json: unknown, path: string): TableCell {
  const node = object(json, path);
  const { type } = node;
  if (type !== 'tableCell' && type !== 'tableHeader') {
    throw new TypesetInputError('body.not-here', messages.notHere(String(type)), path);
  }
  const attrs = optional(node['attrs'], path);
  const colspan = span(attrs['colspan'], 'colspan', path);
  const rowspan = span(attrs['rowspan'], 'rowspan', path);
  return {
    type,
    ...(colspan === 1 && rowspan === 1 ? {} : { attrs: { colspan, rowspan } }),
    content: list(node['content'] ?? [], `${path}.content`).map((child, i) => block(child, `${path}.content[${i}]`, true)),
  };
}

function span(value: unknown, name: string, path: string): number {
  const n = value ?? 1;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > 1000) throw bad(name, `${path}.attrs`);
  return n;
}

function inlines(node: Json, path: string): Inline[] {
  return list(node['content'] ?? [], `${path}.content`).map((child, i) => inline(child, `${path}.content[${i}]`));
}

function inline(json: unknown, path: string): Inline {
  const node = object(json, path);
  if (node['type'] === 'hardBreak') return { type: 'hardBreak' };
  if (node['type'] !== 'text') throw new TypesetInputError('body.unknown-node', messages.unknownNode(String(node['type'])), path);
  if (typeof node['text'] !== 'string') throw bad('text', path);
  const marks = list(node['marks'] ?? [], `${path}.marks`).map((m, i) => mark(m, `${path}.marks[${i}]`));
  return { type: 'text', text: cleanText(node['text']), ...(marks.length === 0 ? {} : { marks }) };
}

function mark(json: unknown, path: string): Mark {
  const node = object(json, path);
  switch (node['type']) {
    case 'bold':
    case 'italic':
    case 'underline':
      return { type: node['type'] };
    case 'redact':
      return { type: 'redact', attrs: redaction(node['attrs'], `${path}.attrs`) };
    default:
      throw new TypesetInputError('body.unknown-mark', messages.unknownMark(String(node['type'])), path);
  }
}

function redaction(json: unknown, path: string): { ground: string; note?: string } {
  const { ground, note } = object(json, path);
  if (typeof ground !== 'string' || ground.trim() === '') throw new TypesetInputError('body.no-ground', messages.noGround, path);
  return { ground, ...(typeof note === 'string' && note !== '' ? { note: cleanText(note) } : {}) };
}

/** Text fit for XML, PDF/A and eyes: no control characters, bidi controls, noncharacters or lone surrogates. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu, '')
    .toWellFormed();
}

function object(json: unknown, path: string): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new TypesetInputError('body.not-object', messages.bodyNotObject, path);
  }
  return Object.fromEntries(Object.entries(json));
}

function optional(json: unknown, path: string): Json {
  return json === undefined || json === null ? {} : object(json, `${path}.attrs`);
}

function list(json: unknown, path: string): unknown[] {
  if (!Array.isArray(json)) throw new TypesetInputError('body.not-list', messages.bodyNotObject, path);
  return json;
}

function bad(field: string, path: string): TypesetInputError {
  return new TypesetInputError('body.bad-field', messages.badField(field), path);
}
