// Lists of content and the reading page of one piece.
import { formatInstant } from '@tongming/law';
import type { OpenContent } from '../../domains/content/open/content.ts';
import type { ContentFacts, ContentKindName } from '../../domains/content/open/facts.ts';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { formatCount } from '../format.ts';
import type { DownloadLink } from '../formats.ts';
import { html, nothing, type Html } from '../html.ts';
import { alerts } from '../messages/alerts.ts';
import { contentZh as words } from '../messages/content.ts';
import { zh } from '../messages/zh.ts';
import type { RenderedBody } from './body.ts';
import { contentMain, rowNote } from './content-facts.ts';
import type { Page, PageContext } from './page.ts';
import { breakableTitle, emptyState, recordRow } from './parts.ts';
import { relations, tools } from './record.ts';
import { jsonScript } from './record-data.ts';

const column = { name: words.title, type: words.columnType };
export const contentHref = (kind: ContentKindName): string => `/content/${kind}/`;

export function contentIndexPage(kinds: readonly { kind: ContentKindName; n: number; items: readonly RecordItem[] }[]): Page {
  return {
    title: words.title, column: { ...column, home: { description: words.description, keywords: words.keywords } },
    main: html`<div class="wrap"><h1>${words.title}</h1><p class="lead">${words.lead}</p>${kinds.length === 0 ? emptyState(words.emptyTitle, words.emptyText, [{ href: '/records/', label: zh.site.recordsLong }])
      : html`<div class="groups">${kinds.map(({ kind, n, items }) => html`<section aria-labelledby="kind-${kind}"><div class="section-head"><h2 id="kind-${kind}">${words.kinds[kind]}</h2><a href="${contentHref(kind)}">${words.count(formatCount(n))}<span class="unseen">${zh.colon}${words.kinds[kind]}</span></a></div><ul class="rows">${items.map((item) => recordRow(item))}</ul></section>`)}</div>`}</div>`,
  };
}

export type ContentList = { kind: ContentKindName; items: readonly RecordItem[]; facts: ReadonlyMap<string, ContentFacts>; total: number; next: string | null; later: boolean };

export function contentListPage({ kind, items, facts, total, next, later }: ContentList): Page {
  const title = words.kinds[kind];
  const href = contentHref(kind);
  return {
    title, column: { name: title, type: words.types[kind], home: { description: `${title}${zh.colon}${words.description}`, keywords: title } },
    crumbs: [{ label: words.title, href: '/content/' }], feed: { title: words.subscribe(title), href: `${href}feed.xml` }, noindex: later,
    main: html`<div class="wrap"><div class="library-head"><h1>${title}</h1><p class="count" role="status">${words.count(formatCount(total))}</p></div>
${items.length === 0 ? emptyState(words.emptyTitle, words.emptyText, [{ href: '/content/', label: words.all }]) : html`<ul class="rows">${items.map((item) => recordRow(item, { snippet: rowNote(facts.get(item.id)) }))}</ul>`}
${(later || next !== null) && html`<nav class="pager" aria-label="${zh.records.pages}">${later && html`<a href="${href}">${zh.records.first}</a>`}${next !== null && html`<a class="button primary" rel="next" href="${href}?cursor=${next}">${zh.records.next}</a>`}</nav>`}
<p><a class="button" href="${href}feed.xml">${words.subscribe(title)}</a></p></div>`,
  };
}

/** One piece. `text`: what was written beside the facts. */
export function contentPage(record: OpenRecord, content: OpenContent, text: RenderedBody, downloads: readonly DownloadLink[], ctx: PageContext, after: Html): Page {
  const { kind } = content;
  const title = words.kinds[kind];
  const address = `${ctx.origin}/records/${record.id}`;
  return {
    title: record.title, column: { name: title, type: words.types[kind] },
    article: {
      title: record.title, published: formatInstant(record.publishedAt), source: content.source, author: content.author ?? content.source, keywords: record.keywords.join(','), description: record.summary ?? record.title,
    },
    crumbs: [{ label: words.title, href: '/content/' }, { label: title, href: contentHref(kind) }],
    feed: { title: alerts.follow, href: `/records/${record.id}/feed.xml` },
    main: html`<article class="record content content-${kind} wrap"><header class="record-head"><h1>${breakableTitle(record.title)}</h1>
<p class="record-line"><span class="tag">${content.facts.kind === 'interpretation' ? words.interpretsForm[content.facts.form] : title}</span>${byline(content)}<span>${zh.labels.publishedAt}${zh.colon}<time datetime="${record.publishedAt}">${formatInstant(record.publishedAt)}</time></span>${record.edition > 1 && html`<span>${zh.record.edition(record.edition)}</span>`}</p>
${record.summary !== null && html`<p class="lead">${record.summary}</p>`}${interpreted(record)}</header>
${contentMain({ record, content, text: text.content })}
${record.relations.length > 0 && relations(record.relations)}${tools(record, downloads, address, ctx)}${after}
<p class="record-source">${zh.record.source}${zh.colon}${content.source}　${zh.record.address}${zh.colon}<a href="${address}">${address}</a></p><p><a href="${contentHref(kind)}">${words.back}</a></p>
${structured(record, content, address)}</article>`,
  };
}

function byline({ source, author, originality, sourceUrl }: OpenContent): Html {
  return html`<span>${words.source}${zh.colon}${source}</span>${author !== null && html`<span>${words.author}${zh.colon}${author}</span>`}${
    originality === 'reprinted' && html`<span>${words.reprinted}${sourceUrl !== null && /^https?:\/\//i.test(sourceUrl) && html` <a href="${sourceUrl}" rel="external nofollow">${words.original}</a>`}</span>`}`;
}

/** What it explains is said before its text: a reader should have the document at hand. */
function interpreted(record: OpenRecord): Html {
  const targets = record.relations.filter((relation) => relation.direction === 'from' && relation.type === 'interprets' && relation.id !== null);
  if (targets.length === 0) return nothing;
  return html`<p class="note">${words.interprets}${zh.colon}${targets.map((target, i) => html`${i > 0 && zh.separator}<a href="/records/${target.id}">${target.title}</a>`)}</p>`;
}

const schemaTypes: Readonly<Record<ContentKindName, string>> = {
  news: 'NewsArticle', notice: 'Article', interpretation: 'Article', 'image-story': 'NewsArticle', video: 'VideoObject', question: 'Question', 'data-table': 'Dataset', 'agency-function': 'GovernmentOrganization', official: 'Person',
};

function structured(record: OpenRecord, { kind, source, facts }: OpenContent, url: string): Html {
  const organization = { '@type': 'GovernmentOrganization', name: record.agencyName };
  const base = { '@context': 'https://schema.org', '@type': schemaTypes[kind], '@id': url, url };
  if (facts.kind === 'official') return jsonScript({ ...base, name: facts.name, jobTitle: facts.post, worksFor: organization });
  if (facts.kind === 'agency-function') return jsonScript({ ...base, name: record.agencyName, telephone: facts.phone, address: facts.address });
  return jsonScript({ ...base, name: record.title, headline: record.title, inLanguage: record.language, datePublished: record.datePublished, dateModified: record.updatedAt, publisher: organization, sourceOrganization: { '@type': 'Organization', name: source } });
}
