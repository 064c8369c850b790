// Where the pages of a site stand as files, and which of its addresses only the running site can answer.
import { createHash } from 'node:crypto';
import { facetNames } from '../../domains/library/open/filter.ts';

/** Forms, questions, what is made when asked for, and programs' interfaces. */
const answered = [
  /^\/(?:search|apply|report-error|preferences|alerts|api|oai|offline\.zip|kiosk|console|healthz)(?:[/?]|$)/,
  /^\/records\/download(?:\?|$)/, /^\/records\/[^/]+\/(?:comments|compare|feed\.\w+)(?:\?|$)/, /\.(?:csv|xlsx)(?:\?|$)/,
];
/** Lists have so many pages as files; the years lead to every record. */
const deepest = 20;

/** Of one page: the list it is a part of, with the query without its place in it, and which part it is. */
export type List = { path: string; query: string; page: number };

export function listOf(key: string): List {
  const url = new URL(key, 'http://x');
  url.searchParams.delete('cursor');
  return { path: url.pathname, query: url.searchParams.toString(), page: 1 };
}

/**
 * The address under which a page is found without a query, given the address as the site has it; null = only the running
 * site answers it. `from`: the page that leads there, which tells the part of a list.
 */
export function fileAddress(key: string, from: List | null): { href: string; list: List } | null {
  if (answered.some((pattern) => pattern.test(key))) return null;
  const url = new URL(key, 'http://x');
  const list = listOf(key);
  const { searchParams: asked } = url;
  if (asked.has('cursor')) {
    if (from === null || from.path !== list.path || from.query !== list.query) return null;
    list.page = from.page + 1;
  }
  const narrowed = list.query === '' ? '' : narrowing(list);
  if (narrowed === null || (list.page > deepest && !list.query.startsWith('year='))) return null;
  const parts = [...(narrowed === '' ? [] : [narrowed]), ...(list.page > 1 ? [`page-${list.page}`] : [])];
  if (parts.length === 0) return safe(url.pathname) ? { href: url.pathname, list } : null;
  const href = `${url.pathname.replace(/\/?$/, '/')}${parts.join('/')}/`;
  return safe(href) ? { href, list } : null;
}

/** One thing a list is narrowed by stands in the path; what is narrowed further is asked of the running site. */
function narrowing({ path, query }: List): string | null {
  const pairs = [...new URLSearchParams(query)];
  const [[name, value] = ['', '']] = pairs;
  if (path !== '/records/' || pairs.length !== 1 || !facetNames.some((facet) => facet === name)) return null;
  const plain = /^[\w\p{Script=Han}、（）-]{1,60}$/u.test(value) ? value : createHash('sha256').update(value).digest('base64url').slice(0, 12);
  return `${name}-${encodeURIComponent(plain)}`;
}

/** No part of a path leaves the folder or means another place to a file system. */
function safe(path: string): boolean {
  try {
    return decodeURIComponent(path).split('/').every((part) => !/^\.|[\\\p{Cc}]/u.test(part) && Buffer.byteLength(part) <= 240);
  } catch {
    return false;
  }
}

export const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp', 'application/pdf': 'pdf', 'application/zip': 'zip', 'text/plain': 'txt',
  'application/msword': 'doc', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx', 'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/ofd': 'ofd', 'video/mp4': 'mp4', 'audio/mpeg': 'mp3',
};

/**
 * A file that the site sends with its type is told by its name alone when it lies in a folder. What could act as a page
 * there gets a name that no server takes for one.
 */
export function namedHref(href: string, type: string): string {
  if (!/^\/records\/[^/]+\/(?:attachments|images|evidence|media)\//.test(href)) return href;
  const [media = ''] = type.split(';');
  return `${href}.${extensions[media.trim()] ?? 'bin'}`;
}

/** The file of an address, from the top of the folder. */
export function fileOf(href: string, isPage: boolean): string {
  const path = decodeURIComponent(href).replace(/^\/+/, '');
  if (!isPage || path.endsWith('.html')) return path;
  return path === '' || path.endsWith('/') ? `${path}index.html` : `${path}/index.html`;
}

const attribute = / (href|src|action|poster)="(\/(?!\/)[^"]*)"/g;

/** Addresses of this site in a page, as written and without what stands behind #. */
export function addressesIn(markup: string): Set<string> {
  return new Set(Array.from(markup.matchAll(attribute), (m) => keyOf(m[2] ?? '')));
}

/**
 * The same address as a text of its own, once for all pages: a part of a page keeps the whole page in memory, and there are
 * as many pages as a site has.
 */
export function addressBook(): (address: string) => string {
  const book = new Map<string, string>();
  return (address) => {
    const known = book.get(address);
    if (known !== undefined) return known;
    const own = Buffer.from(address).toString();
    book.set(own, own);
    return own;
  };
}

function keyOf(written: string): string {
  if (!/[#&]/.test(written)) return written;
  return written.replace(/#.*$/s, '').replaceAll('&amp;', '&').replaceAll('&#39;', "'");
}

/** The page with other addresses; what `href` has none for stays. */
export function readdressed(markup: string, href: (key: string) => string | undefined): string {
  return markup.replace(attribute, (whole, name: string, written: string) => {
    const to = href(keyOf(written));
    const fragment = /#.*$/s.exec(written)?.[0] ?? '';
    return to === undefined || to === keyOf(written) ? whole : ` ${name}="${to.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}${fragment}"`;
  });
}
