import type { Instant } from '@tongming/law';
import type { RecordItem } from '../domains/library/open/list-records.ts';
import { categoryName, formatRfc822, statusName } from './format.ts';
import { html, unsafeHtml, type Html } from './html.ts';
import { zh } from './messages/zh.ts';

const declaration = unsafeHtml('<?xml version="1.0" encoding="UTF-8"?>\n');

/** XML 1.0 knows no control characters: one in a title would make the whole feed unreadable. */
function xmlText(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

export type Feed = { title: string; origin: string; link: string; self: string; items: readonly RecordItem[] };

/** RSS 2.0 with atom:link to itself; newest first. */
export function feedXml(feed: Feed): string {
  const newest = feed.items[0]?.publishedAt;
  return html`${declaration}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xmlText(feed.title)}</title>
<link>${feed.link}</link>
<description>${zh.feed.description}</description>
<language>zh-cn</language>
<atom:link href="${feed.self}" rel="self" type="application/rss+xml"/>
${newest !== undefined && html`<lastBuildDate>${formatRfc822(newest)}</lastBuildDate>
`}${feed.items.map((item) => entry(item, feed.origin))}</channel>
</rss>
`.markup;
}

function entry(item: RecordItem, origin: string): Html {
  const address = `${origin}/records/${item.id}`;
  // Who reads by subscription must not take a repealed document for a valid one.
  const standing = item.status === 'in-force' || item.status === 'unknown' ? null : statusName(item.status);
  const facts = [standing, item.documentNumber, item.issuer || item.agencyName, item.summary].filter((f) => f !== null && f !== '');
  return html`<item>
<title>${xmlText(item.title)}</title>
<link>${address}</link>
<guid isPermaLink="true">${address}</guid>
<pubDate>${formatRfc822(item.publishedAt)}</pubDate>
<dc:creator>${xmlText(item.issuer || item.agencyName)}</dc:creator>
<category>${xmlText(categoryName(item.category))}</category>
<description>${xmlText(facts.join('　'))}</description>
</item>
`;
}

const sitemapSpace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export function sitemapIndexXml(parts: readonly string[], updated: Instant | null): string {
  return html`${declaration}<sitemapindex xmlns="${sitemapSpace}">
${parts.map((part) => html`<sitemap><loc>${part}</loc>${updated !== null && html`<lastmod>${updated}</lastmod>`}</sitemap>
`)}</sitemapindex>
`.markup;
}

export function sitemapXml(entries: readonly { address: string; updated: Instant | null }[]): string {
  return html`${declaration}<urlset xmlns="${sitemapSpace}">
${entries.map((e) => html`<url><loc>${e.address}</loc>${e.updated !== null && html`<lastmod>${e.updated}</lastmod>`}</url>
`)}</urlset>
`.markup;
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
