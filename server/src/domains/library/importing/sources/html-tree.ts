// HTML as a small tree, for pages that strangers made: any nesting, any rubbish, nothing run.
import { Parser } from 'htmlparser2';

export type Element = { name: string; attributes: Readonly<Record<string, string>>; children: Node[] };
export type Node = Element | string;

/** Nested deeper, an element stands beside its parent: text stays, and no walk can exhaust the stack. */
const deepest = 100;

export function parseTree(html: string): Element {
  const root: Element = { name: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  const parser = new Parser({
    onopentag(name, attributes) {
      const element: Element = { name, attributes, children: [] };
      open.at(open.length > deepest ? deepest : -1)?.children.push(element);
      open.push(element);
    },
    onclosetag: () => void open.pop(),
    ontext(text) {
      open.at(open.length > deepest ? deepest : -1)?.children.push(text);
    },
  });
  parser.end(html);
  return root;
}

/** Depth first, the element itself first. */
export function* elementsIn(element: Element): Generator<Element> {
  const waiting = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i -= 1) {
      const child = next.children[i];
      if (child !== undefined && typeof child !== 'string') waiting.push(child);
    }
  }
}

export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

export type Weight = { all: number; linked: number };
/** Asked of every part again and again: without this a page nested deeply would take minutes. */
const weights = new WeakMap<Element, Weight>();

/** Characters that are no space; `linked` only those inside links. */
export function weigh(node: Node): Weight {
  if (typeof node === 'string') return { all: node.replaceAll(/\s/g, '').length, linked: 0 };
  const known = weights.get(node);
  if (known !== undefined) return known;
  const weight = { all: 0, linked: 0 };
  if (node.name !== 'script' && node.name !== 'style') {
    for (const child of node.children) {
      const { all, linked } = weigh(child);
      weight.all += all;
      weight.linked += node.name === 'a' ? all : linked;
    }
  }
  weights.set(node, weight);
  return weight;
}

const blocks = new Set([
  'p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'tbody', 'thead', 'tr', 'td', 'th', 'section', 'article',
  'main', 'header', 'center', 'br', 'hr', 'blockquote', 'pre', 'figure', 'body', 'caption', 'form', 'fieldset',
]);

/** The texts between the boundaries of blocks and cells, spaces collapsed; without what is in `leftOut`. */
export function segmentsOf(element: Element, leftOut: Element | null = null): string[] {
  return collect(element, leftOut, false);
}

/** What stands in front of `part`. */
export function segmentsBefore(element: Element, part: Element): string[] {
  return collect(element, part, true);
}

function collect(element: Element, part: Element | null, onlyBefore: boolean): string[] {
  let over = false;
  const found: string[] = [];
  let text = '';
  const end = (): void => {
    const clean = text.replaceAll(/[\s\u3000]+/gu, ' ').trim();
    if (clean !== '') found.push(clean);
    text = '';
  };
  const walk = (node: Node): void => {
    if (typeof node === 'string') {
      if (!over) text += node;
      return;
    }
    if (node === part) over = onlyBefore;
    if (node === part || over) return;
    const block = blocks.has(node.name);
    if (block) end();
    for (const child of node.children) walk(child);
    if (block) end();
  };
  walk(element);
  end();
  return found;
}

export function isBlock(element: Element): boolean {
  return blocks.has(element.name);
}

const kept = new Set(['style', 'align', 'class', 'colspan', 'rowspan', 'alt']);
const tableParts = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th']);

/** Back to HTML, for the reader of bodies; links, addresses and all else that is not layout stay behind. */
export function toHtml(node: Node, inLayout = false): string {
  if (typeof node === 'string') return escape(node);
  if (node.name === 'br') return '<br>';
  const layout = node.name === 'table' ? isLayout(node) : inLayout;
  const inner = node.children.map((child) => toHtml(child, layout)).join('');
  if (node.name === 'a' || node.name === '#root' || node.name === 'form') return inner;
  const name = layout && tableParts.has(node.name) ? 'div' : node.name;
  const attributes = Object.entries(node.attributes).filter(([key]) => kept.has(key)).map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
  return `<${name}${attributes}>${inner}</${name}>`;
}

const paragraphs = 4;
const mostOfIt = 0.6;

/** A table that only puts things in their places: tables within it, one column, or one cell with nearly all of the text in paragraphs. */
function isLayout(table: Element): boolean {
  const inside = [...elementsIn(table)];
  if (inside.some((element) => element !== table && element.name === 'table')) return true;
  const rows = inside.filter((element) => element.name === 'tr');
  const cellsOf = (row: Element): Element[] => row.children.filter((child): child is Element => typeof child !== 'string' && (child.name === 'td' || child.name === 'th'));
  if (rows.every((row) => cellsOf(row).length <= 1)) return true;
  const whole = weigh(table).all;
  return rows.flatMap(cellsOf).some((cell) => weigh(cell).all >= whole * mostOfIt && segmentsOf(cell).length >= paragraphs);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
