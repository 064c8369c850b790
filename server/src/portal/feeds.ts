import { fromEpochMs, type Instant } from '@tongming/law';
import type { RecordItem } from '../domains/library/open/list-records.ts';
import { categoryName, formatRfc822, statusName } from './format.ts';
import { html, type Html } from './html.ts';
import { zh } from './messages/zh.ts';
import { xmlDocument } from './xml.ts';

/** `link`: the list for people; `self`: the feed itself. Newest first. */
export type Feed = { title: string; origin: string; link: string; self: string; items: readonly RecordItem[] };
export const feedForms = ['xml', 'atom', 'json'] as const;
export type FeedForm = (typeof feedForms)[number];
export const feedTypes: Readonly<Record<FeedForm, string>> = { xml: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' };

function addressOf(item: RecordItem, origin: string): string {
  return `${origin}/records/${item.id}`;
}

function factsOf(item: RecordItem): string {
  // Who reads by subscription must not take a repealed document for a valid one.
  const standing = item.status === 'in-force' || item.status === 'unknown' ? null : statusName(item.status);
  return [standing, item.documentNumber, item.issuer || item.agencyName, item.summary].filter((f) => f !== null && f !== '').join('　');
}

/** RSS 2.0 with atom:link to itself. */
export function rss(feed: Feed): string {
  const newest = feed.items[0]?.publishedAt;
  return xmlDocument(html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${feed.title}</title>
<link>${feed.link}</link>
<description>${zh.feed.description}</description>
<language>zh-cn</language>
<atom:link href="${feed.self}" rel="self" type="${feedTypes.xml}"/>
${newest !== undefined && html`<lastBuildDate>${formatRfc822(newest)}</lastBuildDate>
`}${feed.items.map((item) => rssItem(item, feed.origin))}</channel>
</rss>
`);
}

function rssItem(item: RecordItem, origin: string): Html {
  const address = addressOf(item, origin);
  return html`<item>
<title>${item.title}</title>
<link>${address}</link>
<guid isPermaLink="true">${address}</guid>
<pubDate>${formatRfc822(item.publishedAt)}</pubDate>
<dc:creator>${item.issuer || item.agencyName}</dc:creator>
<category>${categoryName(item.category)}</category>
<description>${factsOf(item)}</description>
</item>
`;
}

/** RFC 4287. */
export function atom(feed: Feed): string {
  return xmlDocument(html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${feed.self}</id>
<title>${feed.title}</title>
<updated>${feed.items[0]?.publishedAt ?? fromEpochMs(0)}</updated>
<link rel="self" type="${feedTypes.atom}" href="${feed.self}"/>
<link rel="alternate" type="text/html" href="${feed.link}"/>
${feed.items.map((item) => html`<entry>
<id>urn:uuid:${item.id}</id>
<title>${item.title}</title>
<link rel="alternate" type="text/html" href="${addressOf(item, feed.origin)}"/>
<published>${item.publishedAt}</published>
<updated>${item.publishedAt}</updated>
<author><name>${item.issuer || item.agencyName}</name></author>
<category term="${item.category}" label="${categoryName(item.category)}"/>
<summary>${factsOf(item)}</summary>
</entry>
`)}</feed>
`);
}

/** JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: feed.title, description: zh.feed.description, language: 'zh-CN',
    home_page_url: feed.link, feed_url: feed.self,
    items: feed.items.map((item) => ({
      id: addressOf(item, feed.origin), url: addressOf(item, feed.origin), title: item.title, content_text: factsOf(item),
      date_published: item.publishedAt, authors: [{ name: item.issuer || item.agencyName }], tags: [categoryName(item.category)],
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

/** Everything public may be indexed (条例 art. 24); result pages and forms are no content. */
export function robotsText(origin: string): string {
  return `User-agent: *
Disallow: /search
Disallow: /preferences
Disallow: /report-error
Disallow: /console/
Disallow: /api/console/

Sitemap: ${origin}/sitemap.xml
`;
}
