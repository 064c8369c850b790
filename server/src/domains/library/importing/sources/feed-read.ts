// RSS 2.0, RSS 1.0, Atom and JSON Feed → entries, whatever dialect.
import { civilDateOf, instant, type CivilDate } from '@tongming/law';
import { refuse } from '../../../../platform/errors.ts';
import { firstDate } from './guess-dates.ts';
import { harvestWords as words } from './harvest-words.ts';
import { childOf, readXml, textsOf, type XmlElement } from './harvest-xml.ts';

/** `content` is HTML; null where the feed has a summary only. `stamp` changes when the entry does. */
export type FeedEntry = { id: string; title: string; link: string | null; author: string | null; published: CivilDate | null; tags: string[]; content: string | null; stamp: string };

/** @throws Refused 'import-source' (422) */
export function readFeed(text: string): FeedEntry[] {
  if (/^\ufeff?\s*\{/.test(text)) return jsonEntries(text);
  const root = readXml(text);
  if (root.name === 'feed') return root.children.filter((child) => child.name === 'entry').map(atomEntry);
  const items = root.name === 'rss' ? childOf(root, 'channel')?.children : root.name === 'RDF' ? root.children : null;
  return items?.filter((child) => child.name === 'item').map(rssEntry) ?? refuse('import-source', words.notFeed);
}

/** What is shorter than this beside a link is a summary, whatever the element is called. */
const shortestText = 400;

function rssEntry(item: XmlElement): FeedEntry {
  const one = (...names: string[]): string | null => names.flatMap((name) => textsOf(item, name))[0] ?? null;
  const link = one('link');
  const encoded = one('encoded');
  const description = one('description');
  const date = one('pubDate', 'date');
  return {
    id: one('guid') ?? item.attributes['rdf:about'] ?? link ?? one('title') ?? '', title: one('title') ?? '', link, author: one('creator', 'author'), published: dayOf(date),
    tags: textsOf(item, 'category'), content: encoded ?? (description !== null && description.length >= shortestText ? description : null), stamp: `${date ?? ''} ${one('title') ?? ''}`,
  };
}

function atomEntry(entry: XmlElement): FeedEntry {
  const one = (name: string): string | null => textsOf(entry, name)[0] ?? null;
  const links = entry.children.filter((child) => child.name === 'link');
  const link = links.find((child) => (child.attributes['rel'] ?? 'alternate') === 'alternate')?.attributes['href'] ?? null;
  const content = childOf(entry, 'content');
  const text = content === null || content.attributes['src'] !== undefined ? null : content.children.length > 0 ? markup(content) : content.text;
  return {
    id: one('id') ?? link ?? '', title: one('title') ?? '', link, author: textsOf(childOf(entry, 'author'), 'name')[0] ?? null, published: dayOf(one('published') ?? one('updated')),
    tags: entry.children.filter((child) => child.name === 'category').map((child) => child.attributes['label'] ?? child.attributes['term'] ?? '').filter((tag) => tag !== ''),
    content: text === null || text.trim() === '' ? null : text, stamp: `${one('updated') ?? one('published') ?? ''} ${one('title') ?? ''}`,
  };
}

/** type="xhtml": the words, a line for each element that has some. */
function markup(element: XmlElement): string {
  const own = element.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<p>${own}</p>${element.children.map(markup).join('')}`;
}

function jsonEntries(text: string): FeedEntry[] {
  let feed: unknown;
  try {
    feed = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refuse('import-source', words.json);
  }
  const items = field(feed, 'items');
  if (!String(field(feed, 'version')).startsWith('https://jsonfeed.org/') || !Array.isArray(items)) return refuse('import-source', words.notFeed);
  return items.map((item: unknown): FeedEntry => {
    const one = (name: string): string | null => textIn(field(item, name));
    const html = one('content_html');
    const plain = one('content_text');
    const date = one('date_published');
    const authors = field(item, 'authors');
    const tags = field(item, 'tags');
    return {
      id: one('id') ?? one('url') ?? '', title: one('title') ?? '', link: one('url'), author: Array.isArray(authors) ? textIn(field(authors[0], 'name')) : null, published: dayOf(date),
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
      content: html ?? (plain !== null && plain.length >= shortestText ? plain.split('\n').map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('') : null),
      stamp: `${one('date_modified') ?? date ?? ''} ${one('title') ?? ''}`,
    };
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : null;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zones: Readonly<Record<string, string>> = { gmt: 'Z', ut: 'Z', utc: 'Z', z: 'Z', est: '-05:00', edt: '-04:00', cst: '-06:00', pst: '-08:00' };

/** RFC 822 and RFC 3339 as a day here; a bare day as it stands. */
function dayOf(text: string | null): CivilDate | null {
  if (text === null) return null;
  const rfc822 = /(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}) (\d{2}:\d{2}(?::\d{2})?) ?([A-Za-z]+|[+-]\d{4})?/.exec(text);
  const month = months.indexOf(rfc822?.[2]?.toLowerCase() ?? '') + 1;
  const zone = rfc822?.[5] === undefined ? '+08:00' : zones[rfc822[5].toLowerCase()] ?? rfc822[5];
  const iso = rfc822 === null ? text.trim() : `${rfc822[3] ?? ''}-${String(month).padStart(2, '0')}-${(rfc822[1] ?? '').padStart(2, '0')}T${rfc822[4] ?? ''}${zone}`;
  try {
    return civilDateOf(instant(iso));
  } catch {
    return firstDate(text);
  }
}
