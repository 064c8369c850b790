import { formatInstant } from '@tongming/law';
import type { OpenAttachment, OpenRecord, OpenRelation, Tombstone } from '../../domains/library/open/get-record.ts';
import { formatDay, formatSize, kindName, categoryName, named } from '../format.ts';
import type { DownloadLink } from '../formats.ts';
import { html, nothing, type Html } from '../html.ts';
import type { SiteLanguage } from '../../platform/schema.ts';
import { alerts } from '../messages/alerts.ts';
import { zh } from '../messages/zh.ts';
import type { Contents, RenderedBody } from './body.ts';
import { sizeButtons } from './layout.ts';
import type { Page, PageContext } from './page.ts';
import { qrCode } from './qr.ts';
import { recordData } from './record-data.ts';
import { breakableTitle, linkList, metadataCard, statusBadge } from './parts.ts';

/** What stands before the text (the day it is read for) and behind it (history, citing documents). */
export type Around = { banner: Html | null; after: Html; pair?: Pair | null };
/** The same record in the other language, at its own site. */
export type Pair = { language: SiteLanguage; title: string; href: string };

/** The reading page of one public record. */
export function recordPage(record: OpenRecord, text: RenderedBody | null, downloads: readonly DownloadLink[], ctx: PageContext, around: Around): Page {
  const address = `${ctx.origin}/records/${record.id}`;
  const source = record.issuer || record.agencyName;
  const hasContents = (text?.contents.length ?? 0) >= 3;
  const others = record.relations.filter((relation) => relation.type !== 'translates');
  return {
    title: record.title,
    section: 'records',
    column: { name: categoryName(record.category), type: zh.record.columnType },
    article: {
      title: record.title, published: formatInstant(record.publishedAt), source, author: source,
      keywords: record.keywords.join(','), description: record.summary ?? record.title,
    },
    crumbs: [
      { label: zh.site.recordsLong, href: '/records/' },
      { label: categoryName(record.category), href: `/records/?category=${encodeURIComponent(record.category)}` },
    ],
    ...(around.pair ? { languages: [{ language: record.language, href: address }, { language: around.pair.language, href: around.pair.href }] } : {}),
    feed: { title: alerts.follow, href: `/records/${record.id}/feed.xml` },
    main: html`<article class="record wrap${hasContents && ' has-contents'}">
<header class="record-head">
<h1>${breakableTitle(record.title)}</h1>
<p class="record-line">${statusBadge(record.status)}<span>${named(ctx.words.kinds, record.kind) ?? kindName(record.kind)}</span><span>${zh.labels.source}${zh.colon}${source}</span><span>${zh.labels.publishedAt}${zh.colon}<time datetime="${record.publishedAt}">${formatInstant(record.publishedAt)}</time></span>${record.edition > 1 && html`<span>${zh.record.edition(record.edition)}</span>`}</p>
${around.pair && pairLink(around.pair, ctx)}${around.banner}${statusBanner(record)}
${record.attribute === 'redacted' && html`<p class="note">${zh.record.redacted}</p>`}
</header>
<section class="record-card" aria-labelledby="card"><h2 id="card">${zh.record.card}</h2>
${metadataCard({
    indexNumber: record.indexNumber, theme: record.theme?.replaceAll('/', '\\') ?? '', issuer: source, dateMade: formatDay(record.dateMade),
    title: record.title, documentNumber: record.documentNumber ?? '', datePublished: formatDay(record.datePublished),
    keywords: record.keywords.join(' '),
  })}</section>
${tools(record, downloads, address, ctx)}
<div class="reading">
${hasContents && text && contentsList(text.contents)}
<section class="text"${record.language !== ctx.site.language && html` lang="${record.language}"`} aria-label="${zh.record.text}"><h2 class="unseen">${zh.record.text}</h2>
${text?.content ?? html`<p>${zh.record.noText}</p>`}</section>
</div>
${record.attachments.length > 0 && attachments(record)}
${others.length > 0 && relations(others)}
${record.channels.length > 0 && channels(record)}
${around.after}
<p class="record-source">${zh.record.source}${zh.colon}${source}　${zh.record.address}${zh.colon}<a href="${address}">${address}</a></p>
${recordData(record, ctx.origin)}</article>`,
  };
}

function pairLink({ language, title, href }: Pair, { words }: PageContext): Html {
  return html`<p class="pair"><span class="tag">${words.site.languages[language]}</span> <a href="${href}" hreflang="${language}">${title}</a></p>`;
}

/** What has become of the document, said before its text, with the note the agency gave; of what holds, since and until when. */
function statusBanner(record: OpenRecord): Html {
  const dates = [
    record.effectiveOn ? zh.record.since(formatDay(record.effectiveOn)) : '',
    record.expiresOn ? zh.record.until(formatDay(record.expiresOn)) : '',
  ].filter((part) => part !== '');
  if (record.status === 'in-force' && dates.length > 0) return html`<p class="note note-in-force">${[zh.record.inForce, ...dates].join(zh.record.clause)}</p>`;
  const words = [zh.statusBanner[record.status] ?? '', record.statusNote ?? '', dates.join(zh.record.clause)].filter((w) => w !== '');
  if (words.length === 0) return nothing;
  return html`<p class="note note-${record.status}">${words.join(' ')}${causes(record)}</p>`;
}

/** The documents by which it was amended or ended, to go to at once. */
function causes(record: OpenRecord): Html {
  const types = record.status === 'amended' ? ['amends'] : record.status === 'repealed' ? ['repeals', 'replaces'] : [];
  const by = record.relations.filter((r) => r.direction === 'to' && r.id !== null && types.includes(r.type));
  if (by.length === 0) return nothing;
  return html` ${record.status === 'amended' ? zh.record.amendedBy : zh.record.endedBy}${by.map((r, i) => html`${i > 0 && zh.separator}<a href="/records/${r.id}">${r.title}</a>`)}`;
}

export function tools(record: OpenRecord, downloads: readonly DownloadLink[], address: string, ctx: PageContext): Html {
  const report = `/report-error?url=${encodeURIComponent(`/records/${record.id}`)}`;
  return html`<ul class="tools" aria-label="${zh.record.tools}">${downloads.map(({ format, size }) =>
    html`<li><a class="button" href="/records/${record.id}/file.${format}" download>${zh.record.downloadAs(zh.record.file[format] ?? format)}${size !== null && html` <small>${formatSize(size)}</small>`}</a></li>`)}
<li hidden data-script><button type="button" class="button" data-do="print">${zh.record.print}</button></li>
<li hidden data-script><button type="button" class="button" data-do="copy" data-address="${address}" data-done="${zh.record.copied}">${zh.record.copyLink}</button></li>
<li hidden data-script data-needs="share"><button type="button" class="button" data-do="share" data-address="${address}">${zh.record.share}</button></li>
<li><details class="take-away"><summary class="button">${zh.record.takeAway}</summary>${qrCode(address, zh.record.takeAway)}</details></li>
<li><a class="button" href="/alerts/new?record=${record.id}" rel="nofollow">${alerts.follow}</a></li>
<li><a class="button" href="/records/${record.id}/feed.xml">${alerts.followFeed}</a></li>
<li><a class="button" href="${report}">${zh.record.correct}</a></li>
<li class="sizes-item"><form method="post" action="/preferences"><input type="hidden" name="back" value="${ctx.path}">${sizeButtons(ctx)}</form></li></ul>`;
}

function contentsList(contents: Contents): Html {
  const least = Math.min(...contents.map((c) => c.level));
  const shown = contents.filter((c) => c.level <= least + 1);
  return html`<nav class="contents" aria-labelledby="contents"><details><summary id="contents">${zh.record.contents}</summary><ol>${shown.map((c) =>
    html`<li class="contents-${c.level - least}"><a href="#${c.id}">${c.text}</a></li>`)}</ol></details></nav>`;
}

function attachments(record: OpenRecord): Html {
  return html`<section class="attachments" aria-labelledby="attachments"><h2 id="attachments">${zh.record.attachments}</h2><ul class="files">${record.attachments.map((a: OpenAttachment) =>
    html`<li><a href="/records/${record.id}/attachments/${a.position}" download>${a.name}</a> <small>${formatSize(a.size)}</small></li>`)}</ul></section>`;
}

export function relations(list: readonly OpenRelation[]): Html {
  return html`<section class="relations" aria-labelledby="relations"><h2 id="relations">${zh.record.relations}</h2><ul>${list.map((r) => {
    const label = (r.direction === 'from' ? zh.relation.from : zh.relation.to)[r.type] ?? r.type;
    return html`<li><span class="tag">${label}</span> ${r.id === null ? html`<span>${r.title}</span>` : html`<a href="/records/${r.id}">${r.title}</a>`}${
      r.documentNumber && html` <span class="number">${r.documentNumber}</span>`}${r.status !== null && r.status !== 'unknown' && html` ${statusBadge(r.status)}`}</li>`;
  })}</ul></section>`;
}

/** 发布渠道: where else it was published, and this portal itself. */
function channels(record: OpenRecord): Html {
  const words = zh.record.channels;
  return html`<section class="relations channels" aria-labelledby="channels"><h2 id="channels">${words.title}</h2><ul><li><span class="tag">${words.portal}</span> <time datetime="${record.datePublished}">${formatDay(record.datePublished)}</time></li>${record.channels.map((use) =>
    html`<li><span class="tag">${use.name}</span> <time datetime="${use.usedOn}">${formatDay(use.usedOn)}</time>${use.issue !== null && html` <span>${use.issue}</span>`}${
      use.url !== null && html` <a href="${use.url}" rel="external nofollow">${words.open}</a>`}${
      use.file !== null && html` <a href="/records/${record.id}/evidence/${use.id}" download>${words.evidence}</a> <small>${formatSize(use.file.size)}</small>`}</li>`)}</ul></section>`;
}

/** What stands where a withdrawn record was (410). */
export function tombstonePage(tombstone: Tombstone): Page {
  const words = zh.errors.gone;
  return {
    title: words.title, section: 'records', noindex: true,
    column: { name: zh.site.recordsLong, type: zh.record.columnType },
    crumbs: [{ label: zh.site.recordsLong, href: '/records/' }],
    main: html`<div class="wrap narrow"><h1>${words.title}</h1><p class="lead">${words.text}</p>
<dl class="facts"><div><dt>${zh.labels.indexNumber}</dt><dd>${tombstone.indexNumber}</dd></div><div><dt>${words.agency}</dt><dd>${tombstone.agencyName}</dd></div>
<div><dt>${words.at}</dt><dd><time datetime="${tombstone.withdrawnAt}">${formatInstant(tombstone.withdrawnAt)}</time></dd></div><div><dt>${words.reason}</dt><dd>${tombstone.reason}</dd></div></dl>
<p>${words.next}</p>${linkList([
      { href: `/openness/${tombstone.agencyCode}/guide`, label: zh.search.contact },
      { href: `/openness/${tombstone.agencyCode}/apply`, label: zh.site.apply },
      { href: '/records/', label: zh.search.browse },
    ])}</div>`,
  };
}
