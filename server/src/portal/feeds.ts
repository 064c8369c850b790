import { fromEpochMs, type Instant } from '@tongming/law';
import type { ListedRecord, RecordItem } from '../domains/library/open/list-records.ts';
import { categoryName, formatRfc822, statusName } from './format.ts';
import { html, type Html } from './html.ts';
import { zh } from './messages/zh.ts';
import { xmlDocument } from './xml.ts';

/** `updated`: when it last changed in a way a reader should see; never before `published`. */
export type FeedEntry = { id: string; href: string; title: string; published: Instant; updated: Instant; author: string; category: string; summary: string };
/** `link`: what it is the feed of, for people; `self`: the feed itself. Newest first. */
export type Feed = { title: string; link: string; self: string; entries: readonly FeedEntry[] };
export const feedForms = ['xml', 'atom', 'json'] as const;
export type FeedForm = (typeof feedForms)[number];
export const feedTypes: Readonly<Record<FeedForm, string>> = { xml: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' };

/** A record as an entry of a list. */
export function entryOf(item: ListedRecord, origin: string): FeedEntry {
  const { publishedAt: published, updatedAt } = item;
  return {
    id: `urn:uuid:${item.id}`, href: `${origin}/records/${item.id}`, title: item.title, published, updated: updatedAt < published ? published : updatedAt,
    author: item.issuer || item.agencyName, category: item.category, summary: factsOf(item),
  };
}

/** RFC 4287, 4.2.15: the most recent of all, whatever stands first. */
function updatedOf(feed: Feed): Instant | null {
  return feed.entries.reduce<Instant | null>((latest, { updated }) => (latest === null || updated > latest ? updated : latest), null);
}

function factsOf(item: RecordItem): string {
  // Who reads by subscription must not take a repealed document for a valid one.
  const standing = item.status === 'in-force' || item.status === 'unknown' ? null : statusName(item.status);
  return [standing, item.documentNumber, item.issuer || item.agencyName, item.summary].filter((f) => f !== null && f !== '').join('　');
}

/** RSS 2.0 with atom:link to itself. */
export function rss(feed: Feed): string {
  const updated = updatedOf(feed);
  return xmlDocument(html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${feed.title}</title>
<link>${feed.link}</link>
<description>${zh.feed.description}</description>
<language>zh-cn</language>
<atom:link href="${feed.self}" rel="self" type="${feedTypes.xml}"/>
${updated !== null && html`<lastBuildDate>${formatRfc822(updated)}</lastBuildDate>
`}${feed.entries.map(rssItem)}</channel>
</rss>
`);
}

function rssItem(entry: FeedEntry): Html {
  return html`<item>
<title>${entry.title}</title>
<link>${entry.href}</link>
<guid isPermaLink="true">${entry.href}</guid>
<pubDate>${formatRfc822(entry.published)}</pubDate>
<atom:updated>${entry.updated}</atom:updated>
<dc:creator>${entry.author}</dc:creator>
<category>${categoryName(entry.category)}</category>
<description>${entry.summary}</description>
</item>
`;
}

/** RFC 4287. */
export function atom(feed: Feed): string {
  return xmlDocument(html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${feed.self}</id>
<title>${feed.title}</title>
<updated>${updatedOf(feed) ?? fromEpochMs(0)}</updated>
<link rel="self" type="${feedTypes.atom}" href="${feed.self}"/>
<link rel="alternate" type="text/html" href="${feed.link}"/>
${feed.entries.map((entry) => html`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<link rel="alternate" type="text/html" href="${entry.href}"/>
<published>${entry.published}</published>
<updated>${entry.updated}</updated>
<author><name>${entry.author}</name></author>
<category term="${entry.category}" label="${categoryName(entry.category)}"/>
<summary>${entry.summary}</summary>
</entry>
`)}</feed>
`);
}

/** JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: feed.title, description: zh.feed.description, language: 'zh-CN',
    home_page_url: feed.link, feed_url: feed.self,
    items: feed.entries.map(({ href, title, summary, published, updated, author, category }) => ({
      id: href, url: href, title, content_text: summary, date_published: published, date_modified: updated, authors: [{ name: author }], tags: [categoryName(category)],
    })),
  });
}

export const renderFeed: Readonly<Record<FeedForm, (feed: Feed) => string>> = { xml: rss, atom, json: jsonFeed };

const sitemapSpace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export type SitemapEntry = { address: string; updated: Instant | null };

export function sitemapIndexXml(parts: readonly SitemapEntry[]): string {
  return xmlDocument(html`<sitemapindex xmlns="${sitemapSpace}">
${parts.map((e) => html`<sitemap><loc>${e.address}</loc>${e.updated !== null && html`<lastmod>${e.updated}</lastmod>`}</sitemap>
`)}</sitemapindex>
`);
}

export function sitemapXml(entries: readonly SitemapEntry[]): string {
  return xmlDocument(html`<urlset xmlns="${sitemapSpace}">
${entries.map((e) => html`<url><loc>${e.address}</loc>${e.updated !== null && html`<lastmod>${e.updated}</lastmod>`}</url>
`)}</urlset>
`);
}

/** Everything public may be indexed (条例 art. 24); result pages and forms are no content. Lists narrowed by two things and more are without number, and lead to nothing that one does not. */
export function robotsText(origin: string): string {
  return `User-agent: *
Disallow: /search
Disallow: /*?*&
Disallow: /records/download
Disallow: /preferences
Disallow: /report-error
Disallow: /alerts/
Disallow: /console/
Disallow: /api/console/

Sitemap: ${origin}/sitemap.xml
`;
}
