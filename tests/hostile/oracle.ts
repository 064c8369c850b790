// Says what of an answer has come to life that should have stayed text.
import { Parser } from 'htmlparser2';
import { CANARY } from './inputs.ts';

export type Seen = { elements: Set<string>; attributes: Set<string> };
export const seenNothing = (): Seen => ({ elements: new Set(), attributes: new Set() });

const addresses = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href', 'srcset', 'background', 'ping', 'cite', 'manifest']);

/** Elements and attributes of pages made of harmless data. */
export function learn(markup: string, seen: Seen): void {
  read(markup, (name, attributes) => {
    seen.elements.add(name);
    for (const attribute of Object.keys(attributes)) seen.attributes.add(`${name} ${attribute}`);
  });
}

/** `origin`: of the site; what else an address may begin with is said by `also`. */
export function faultsOfPage(markup: string, seen: Seen, origin: string, also: readonly string[] = []): string[] {
  const faults: string[] = [];
  let data: string | null = null;
  const at = read(markup, (name, attributes) => {
    if (!seen.elements.has(name)) faults.push(`element ${name}`);
    if (name === 'script') {
      if (attributes.type === 'application/ld+json') data = '';
      else if (!/^\/assets\/portal\.[0-9a-f]{12}\.js$/.test(attributes.src ?? '')) faults.push(`script ${attributes.src}`);
    }
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!seen.attributes.has(`${name} ${attribute}`)) faults.push(`attribute ${name} ${attribute}`);
      if (/^on/i.test(attribute) || attribute === 'style' || value === CANARY) faults.push(`attribute ${attribute}=${value}`);
      if (addresses.has(attribute) && !isHarmless(value, origin, also)) faults.push(`address ${attribute}=${value}`);
    }
  }, (text) => { if (data !== null) data += text; }, (name) => {
    if (name !== 'script' || data === null) return;
    if (!isJson(data)) faults.push('JSON-LD is no JSON');
    data = null;
  });
  if (!at.endsWith('</html>\n')) faults.push('cut off');
  return faults;
}

function isHarmless(value: string, origin: string, also: readonly string[]): boolean {
  if (value.startsWith('#') || /^\/(?![/\\])/.test(value) || value === '') return !/[\t\n\r\\]/.test(value);
  if (/^(?:mailto|tel):[\w@.+-]+(?:\?|$)/.test(value)) return true;
  return [origin, ...also].some((start) => value === start || value.startsWith(`${start}/`));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function read(
  markup: string, open: (name: string, attributes: Record<string, string>) => void, text: (part: string) => void = () => undefined, close: (name: string) => void = () => undefined,
): string {
  const parser = new Parser({ onopentag: open, ontext: text, onclosetag: close });
  parser.end(markup);
  return markup;
}

/** No cell of a table that a spreadsheet would run. */
export function liveCells(csv: string): string[] {
  return rowsOf(csv.replace(/^\ufeff/, '')).flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell));
}

function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Of the head of an answer: nothing that splits it, and no way out of this site. */
export function faultsOfHead(headers: Headers, origin: string): string[] {
  const faults: string[] = [];
  for (const [name, value] of headers) {
    if (/[\r\n]/.test(value) || value.includes('\0')) faults.push(`header ${name} is split`);
    if (name === 'set-cookie' && !/^show=[en][sml]k?;/.test(value)) faults.push(`cookie ${value}`);
    if (name.includes(CANARY)) faults.push(`header ${name}`);
  }
  const location = headers.get('location');
  if (location !== null && !isHarmless(location, origin, [])) faults.push(`leads to ${location}`);
  if (headers.get('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  if (headers.get('content-security-policy') === null) faults.push('no policy');
  return faults;
}
