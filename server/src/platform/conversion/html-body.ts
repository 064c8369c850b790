import { headingLevelOf, headingOf } from '@tongming/law';
import type { Block, Body, Inline, Mark, TableCell, TableRow } from '@tongming/typeset';
import { Parser } from 'htmlparser2';
import { refuse } from '../errors.ts';
import { intakeMessages as words } from '../intake-messages.ts';

/** A picture found in HTML as a data address; the body names it `image-0`, `image-1` … in this order. */
export type FoundImage = { bytes: Uint8Array; alt: string };
export type HtmlBody = { body: Body; images: FoundImage[]; warnings: string[] };

/** Far more than any word processor writes, far less than what exhausts a stack. */
const deepest = 256;
const dropped = new Set([
  'script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'canvas', 'audio', 'video',
  'form', 'input', 'button', 'select', 'textarea', 'o:p', 'xml',
]);
const blocks = new Set([
  'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'blockquote', 'section', 'article', 'header', 'footer', 'main', 'dl',
  'dt', 'dd', 'pre', 'center', 'caption', 'figure', 'figcaption', 'address', 'hr', 'body',
]);

const tableParts = new Set(['table', 'tr', 'td', 'th']);

type MarkType = 'bold' | 'italic' | 'underline';
type Align = 'center' | 'right' | null;
type Open = { name: string; marks: MarkType[]; align: Align };
type List = { ordered: boolean; n: number };
type Table = { rows: TableRow[]; cell: TableCell | null };

type Build = {
  top: Block[];
  open: Open[];
  lists: List[];
  table: Table | null;
  /** Tables within tables become paragraphs: official documents have none. */
  innerTables: number;
  inlines: Inline[];
  heading: 1 | 2 | 3 | 4 | null;
  skipping: number;
  images: FoundImage[];
  warnings: Set<string>;
  leftOut: number;
};

/**
 * Any HTML → a body of paragraphs, headings, tables and pictures. Nothing is taken over but text and the marks named
 * here: what is unknown cannot pass. Numbered lines become headings of their level. The child process runs this too, so
 * nothing of the typesetter but types is imported; the caller has parseBody check the limits.
 * @throws Refused 'too-deep' (422)
 */
export function readHtml(html: string): HtmlBody {
  const build: Build = {
    top: [], open: [], lists: [], table: null, innerTables: 0, inlines: [], heading: null, skipping: 0,
    images: [], warnings: new Set(), leftOut: 0,
  };
  const parser = new Parser({
    onopentag: (name, attributes) => opened(build, name, attributes),
    onclosetag: (name) => closed(build, name),
    ontext: (text) => said(build, text),
  });
  parser.end(html);
  flush(build);
  endTable(build);
  const warnings = [...build.warnings, ...(build.leftOut > 0 ? [words.imagesLeftOut(build.leftOut)] : [])];
  return { body: { type: 'doc', content: build.top }, images: build.images, warnings };
}

type Attributes = Record<string, string>;

function opened(build: Build, name: string, attributes: Attributes): void {
  if (build.open.length >= deepest) refuse('too-deep', words.tooDeep);
  // What was said so far belongs to the element around, with its alignment.
  if (build.skipping === 0 && (blocks.has(name) || tableParts.has(name))) flush(build);
  const inherited = build.open.at(-1)?.align ?? null;
  build.open.push({ name, marks: marksOf(name, attributes), align: alignOf(name, attributes) ?? inherited });
  if (build.skipping > 0 || isDropped(build, name, attributes)) {
    build.skipping += 1;
    return;
  }
  if (blocks.has(name)) openBlock(build, name);
  else if (name === 'br') build.inlines.push({ type: 'hardBreak' });
  else if (name === 'img') addImage(build, attributes);
  else if (name === 'table' || name === 'tr' || name === 'td' || name === 'th') openTablePart(build, name, attributes);
}

function closed(build: Build, name: string): void {
  const skipped = build.skipping > 0;
  if (skipped) build.skipping -= 1;
  else if (blocks.has(name) || tableParts.has(name)) flush(build);
  build.open.pop();
  if (skipped) return;
  if (name === 'ul' || name === 'ol') build.lists.pop();
  if (name === 'table' || name === 'td' || name === 'th') closeTablePart(build, name);
}

/** mammoth's notes come as list items with these ids, referred to by links with those. */
function isDropped(build: Build, name: string, { id = '' }: Attributes): boolean {
  const note = (name === 'li' || name === 'a') && /^(?:footnote|endnote)-/.test(id);
  if (note) build.warnings.add(words.footnotesLeftOut);
  return note || dropped.has(name);
}

function marksOf(name: string, { style = '' }: Attributes): MarkType[] {
  const found: MarkType[] = [];
  if (name === 'b' || name === 'strong' || /font-weight:\s*(?:bold|[6-9]00)/i.test(style)) found.push('bold');
  if (name === 'i' || name === 'em' || /font-style:\s*italic/i.test(style)) found.push('italic');
  if (name === 'u' || name === 'ins' || /text-decoration[^;]*underline/i.test(style)) found.push('underline');
  return found;
}

function alignOf(name: string, { style = '', align = '', class: classes = '' }: Attributes): Align {
  const said = /text-align:\s*(center|right)/i.exec(style)?.[1]?.toLowerCase() ?? align.toLowerCase();
  if (said === 'center' || name === 'center' || /\bcenter\b/.test(classes)) return 'center';
  return said === 'right' || /\bright\b/.test(classes) ? 'right' : null;
}

function openBlock(build: Build, name: string): void {
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) build.heading = Number(level) <= 1 ? 1 : Number(level) === 2 ? 2 : Number(level) === 3 ? 3 : 4;
  if (name === 'ul' || name === 'ol') build.lists.push({ ordered: name === 'ol', n: 0 });
  const list = build.lists.at(-1);
  if (name === 'li' && list !== undefined) {
    list.n += 1;
    build.warnings.add(words.listsFlattened);
    if (list.ordered) build.inlines.push({ type: 'text', text: `${list.n}.` });
  }
}

function said(build: Build, text: string): void {
  if (build.skipping > 0) return;
  const collapsed = text.replace(/[ \t\n\r\f]+/g, ' ');
  const last = build.inlines.at(-1);
  const atStart = last === undefined || last.type === 'hardBreak' || last.text.endsWith(' ');
  const kept = atStart ? collapsed.replace(/^ /, '') : collapsed;
  if (kept === '') return;
  const types = [...new Set(build.open.flatMap((one) => one.marks))].toSorted();
  const marks = types.map((type): Mark => ({ type }));
  const same = last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks);
  if (same && last.type === 'text') last.text += kept;
  else build.inlines.push(marks.length === 0 ? { type: 'text', text: kept } : { type: 'text', text: kept, marks });
}

/** Ends what is at hand and puts it where it belongs. Empty lines and indents are matters of layout. */
function flush(build: Build): void {
  const { inlines, heading } = build;
  build.inlines = [];
  build.heading = null;
  for (const piece of paragraphsIn(inlines)) addParagraph(build, trimmed(piece), heading);
}

/** Editors of web pages often write a whole text as one paragraph: a line that is empty, indented or numbered begins another. */
function paragraphsIn(inlines: readonly Inline[]): Inline[][] {
  const pieces: Inline[][] = [[]];
  for (const [i, inline] of inlines.entries()) {
    const next = inlines[i + 1];
    const parts = inline.type === 'hardBreak' && (next === undefined || next.type === 'hardBreak' || begins(lineFrom(inlines, i + 1)));
    if (parts) pieces.push([]);
    else pieces.at(-1)?.push(inline);
  }
  return pieces;
}

function lineFrom(inlines: readonly Inline[], start: number): string {
  let line = '';
  for (let i = start; i < inlines.length; i += 1) {
    const one = inlines[i];
    if (one?.type !== 'text') break;
    line += one.text;
  }
  return line;
}

/** Two characters' width of space, in full and half ones. */
const indent = /^(?:[\u3000\u2003]|[ \u00a0\u2002]{2}){2}/;
const begins = (line: string): boolean => indent.test(line) || headingLevelOf(line.trim()) > 0;

function addParagraph(build: Build, inlines: Inline[], heading: Build['heading']): void {
  if (inlines.length === 0) return;
  const align = build.open.at(-1)?.align ?? null;
  const text = inlines.map((one) => (one.type === 'text' ? one.text : '\n')).join('');
  const found = headingOf(text);
  // A numbered sentence is text, whatever style the word processor gave it.
  const level = found?.lead === text.length ? found.level : headingLevelOf(text) > 0 ? null : heading;
  const inCell = build.table?.cell ?? null;
  if (level !== null && inCell === null && align === null) add(build, { type: 'heading', attrs: { level }, content: inlines });
  else add(build, { type: 'paragraph', ...(align === null ? {} : { attrs: { textAlign: align } }), content: inlines });
}

function add(build: Build, block: Block): void {
  (build.table?.cell?.content ?? build.top).push(block);
}

function trimmed(inlines: readonly Inline[]): Inline[] {
  const kept = inlines.map((one): Inline => (one.type === 'text' ? { ...one } : one));
  const blank = (one: Inline | undefined): boolean => one !== undefined && (one.type === 'hardBreak' || /^[\s\u3000]*$/.test(one.text));
  while (blank(kept[0])) kept.shift();
  while (blank(kept.at(-1))) kept.pop();
  const [first] = kept;
  const last = kept.at(-1);
  if (first?.type === 'text') first.text = first.text.replace(/^[\s\u3000]+/, '');
  if (last?.type === 'text') last.text = last.text.replace(/[\s\u3000]+$/, '');
  return kept;
}

const accepted = /^data:image\/(?:png|jpeg|jpg);base64,([A-Za-z0-9+/=\s]+)$/i;

function addImage(build: Build, { src = '', alt = '' }: Attributes): void {
  const data = accepted.exec(src)?.[1];
  if (data === undefined) {
    build.leftOut += 1;
    return;
  }
  flush(build);
  add(build, { type: 'image', attrs: { file: `image-${build.images.length}`, ...(alt === '' ? {} : { alt }) } });
  build.images.push({ bytes: Buffer.from(data, 'base64'), alt });
}

function openTablePart(build: Build, name: 'table' | 'tr' | 'td' | 'th', attributes: Attributes): void {
  if (name === 'table' && build.table !== null) build.innerTables += 1;
  if (build.innerTables > 0) return;
  if (name === 'table') build.table = { rows: [], cell: null };
  const { table } = build;
  if (table === null || name === 'table') return;
  if (name === 'tr' || table.rows.length === 0) table.rows.push({ type: 'tableRow', content: [] });
  if (name === 'tr') return;
  const cell: TableCell = { type: name === 'th' ? 'tableHeader' : 'tableCell', content: [] };
  const [colspan, rowspan] = [span(attributes['colspan']), span(attributes['rowspan'])];
  if (colspan > 1 || rowspan > 1) cell.attrs = { colspan, rowspan };
  table.rows.at(-1)?.content.push(cell);
  table.cell = cell;
}

function closeTablePart(build: Build, name: 'table' | 'td' | 'th'): void {
  if (build.innerTables > 0) {
    if (name === 'table') build.innerTables -= 1;
    return;
  }
  if (name === 'table') endTable(build);
  else if (build.table !== null) build.table.cell = null;
}

function endTable(build: Build): void {
  const { table } = build;
  build.table = null;
  const rows = table?.rows.filter((row) => row.content.length > 0) ?? [];
  for (const cell of rows.flatMap((row) => row.content)) if (cell.content.length === 0) cell.content.push({ type: 'paragraph', content: [] });
  if (rows.length > 0) build.top.push({ type: 'table', content: rows });
}

function span(text: string | undefined): number {
  const n = Number(text ?? 1);
  return Number.isInteger(n) && n >= 1 && n <= 100 ? n : 1;
}
