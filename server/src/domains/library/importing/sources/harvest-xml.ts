// XML of other systems, read strictly: what is broken is said with its line, nothing outside is ever fetched.
import { refuse } from '../../../../platform/errors.ts';
import { harvestWords as words } from './harvest-words.ts';

/** `name` without prefix; `space` is the namespace it is in. */
export type XmlElement = { name: string; space: string; attributes: Readonly<Record<string, string>>; children: XmlElement[]; text: string };

const deepest = 100;
const piece = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE|<(\/?)([^\s<>/="']+)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</gu;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
type Open = XmlElement & { full: string; spaces: ReadonlyMap<string, string>; parts: string[] };

/** @throws Refused 'import-source' (422) naming the line */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\ufeff/, '').replaceAll(/(?![\t\n\r])\p{Cc}/gu, '');
  const open: Open[] = [];
  let root: XmlElement | null = null;
  for (const m of text.matchAll(piece)) {
    const fault = (reason: string): never => refuse('import-source', words.xml(text.slice(0, m.index).split('\n').length, reason));
    const [whole, data, close, full, attributes = '', empty] = m;
    if (whole === '<!DOCTYPE') fault(words.xmlReason.doctype);
    if (whole === '<') fault(words.xmlReason.mark);
    const parent = open.at(-1);
    if (full === undefined) {
      const said = data ?? (whole.startsWith('<') ? '' : plainText(whole));
      if (parent !== undefined) parent.parts.push(said);
      else if (said.trim() !== '') fault(words.xmlReason.text);
    } else if (close === '/') {
      if (parent?.full !== full) fault(parent === undefined ? words.xmlReason.closed(full) : words.xmlReason.unclosed(parent.full));
      finish(open);
    } else {
      if (open.length >= deepest) fault(words.xmlReason.depth);
      if (parent === undefined && root !== null) fault(words.xmlReason.text);
      const element = elementOf(full, attributes, parent);
      parent?.children.push(element);
      root ??= element;
      open.push(element);
      if (empty === '/') finish(open);
    }
  }
  const last = open.at(-1);
  if (last !== undefined) refuse('import-source', words.xml(text.split('\n').length, words.xmlReason.unclosed(last.full)));
  return root ?? refuse('import-source', words.xml(1, words.xmlReason.empty));
}

function finish(open: Open[]): void {
  const element = open.pop();
  if (element !== undefined) element.text = element.parts.join('').trim();
}

function elementOf(full: string, source: string, parent: Open | undefined): Open {
  const attributes: Record<string, string> = {};
  const spaces = new Map(parent?.spaces);
  for (const [, name = '', double, single] of source.matchAll(attribute)) {
    const value = plainText(double ?? single ?? '');
    if (name === 'xmlns') spaces.set('', value);
    else if (name.startsWith('xmlns:')) spaces.set(name.slice(6), value);
    else attributes[name] = value;
  }
  const [prefix, local] = full.includes(':') ? [full.slice(0, full.indexOf(':')), full.slice(full.indexOf(':') + 1)] : ['', full];
  return { name: local, space: spaces.get(prefix) ?? '', attributes, children: [], text: '', full, spaces, parts: [] };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', middot: '·', hellip: '…' };

function plainText(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,10}));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}

export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

/** Texts of the children of this name that say something. */
export function textsOf(element: XmlElement | null, name: string): string[] {
  return element?.children.filter((child) => child.name === name && child.text !== '').map((child) => child.text) ?? [];
}
