// Pages of the offline package, in the portal's look. They open from a file system: every address is relative, and
// nothing is fetched from anywhere.
import { parseBody } from '@tongming/typeset';
import type { OpenRecord } from '../../domains/library/open/get-record.ts';
import { formatCount, formatDay, formatSize, kindName } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { offline as words } from '../messages/offline.ts';
import { zh } from '../messages/zh.ts';
import { renderBody, renderText } from '../pages/body.ts';
import { breakableTitle, metadataCard, statusBadge } from '../pages/parts.ts';

export type PackageSite = { name: string; origin: string; day: string };
export type ListedRecord = Pick<OpenRecord, 'id' | 'title' | 'documentNumber' | 'datePublished' | 'status'>;

/** Records of one list page for readers without script. */
export const rowsOfList = 500;

export function pagePath(id: string): string {
  return `d/${id.slice(0, 2)}/${id}.html`;
}

/** `up` leads from the page to the top of the package. */
function frame(title: string, site: PackageSite, up: string, main: Html, scripts: Html = nothing): string {
  return html`<!doctype html>
<html lang="zh-CN" data-size="m">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="connect-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}assets/offline.css">
</head>
<body>
<a class="skip" href="#main">${zh.site.skip}</a>
<header class="site-header"><div class="wrap site-bar"><a class="site-name" href="${up}index.html"><span>${site.name}</span><small>${words.heading}</small></a></div></header>
<main id="main" tabindex="-1">${main}</main>
<footer class="site-footer"><div class="wrap"><p>${words.asOf(site.day)}</p></div></footer>
${scripts}</body>
</html>
`.markup;
}

export function indexPage(site: PackageSite, count: number, lists: number): string {
  return frame(words.title(site.name), site, '', html`<div class="wrap"><h1>${words.heading}</h1><p class="lead">${words.made(site.day, formatCount(count))}</p><div id="notices" role="status"></div>
<form id="search" class="search" role="search" hidden><label for="q" class="unseen">${zh.site.searchLabel}</label><div class="search-line"><input id="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search" placeholder="${words.placeholder}" aria-describedby="search-help"><button type="submit">${words.search}</button></div><p id="search-help"><small>${words.searchHelp}</small></p></form>
<noscript><p class="note">${words.noScript}</p></noscript>
<div class="library"><details class="facets" id="facet-box" hidden><summary>${words.facets}</summary><p><a id="clear" href="#" hidden>${words.script.clear}</a></p><div class="facet-groups" id="facets"></div></details>
<section class="results" aria-label="${zh.records.list}"><p class="count" id="count" role="status"></p><ul class="rows" id="results"></ul><p><button type="button" class="button primary" id="more" hidden>${words.script.more}</button></p></section></div>
<section><h2>${words.lists}</h2><ul class="links">${Array.from({ length: lists }, (_, i) => html`<li><a href="list-${i + 1}.html">${words.listTitle(i + 1, lists)}</a></li>`)}</ul></section></div>`,
  html`<script src="assets/fold.js"></script><script src="assets/offline.js"></script>`);
}

export function listPage(site: PackageSite, rows: readonly ListedRecord[], n: number, total: number): string {
  return frame(words.listTitle(n, total), site, '', html`<div class="wrap"><p><a href="index.html">${words.back}</a></p><h1>${words.listTitle(n, total)}</h1><ul class="rows">${rows.map((row) =>
    html`<li class="row"><a class="row-title" href="${pagePath(row.id)}">${row.title}</a> ${statusBadge(row.status)}<p class="row-facts"><span>${row.documentNumber}</span><span>${formatDay(row.datePublished)}</span></p></li>`)}</ul></div>`);
}

/** Pictures lie in the package; attachments are too large for it and stay links. */
export function recordPageOf(record: OpenRecord, site: PackageSite): string {
  const up = '../../';
  const source = record.issuer || record.agencyName;
  const address = `${site.origin}/records/${record.id}`;
  const text = record.body !== null ? renderBody(parseBody(record.body).content, `${up}img/`).content : record.bodyText.trim() === '' ? html`<p>${zh.record.noText}</p>` : renderText(record.bodyText).content;
  const banner = [zh.statusBanner[record.status] ?? '', record.statusNote ?? ''].filter((w) => w !== '').join(' ');
  return frame(record.title, site, up, html`<article class="record wrap"><p><a href="${up}index.html">${words.back}</a></p>
<header class="record-head"><h1>${breakableTitle(record.title)}</h1><p class="record-line">${statusBadge(record.status)}<span>${kindName(record.kind)}</span><span>${zh.labels.source}${zh.colon}${source}</span></p>
${banner !== '' && html`<p class="note note-${record.status}">${banner}</p>`}${record.attribute === 'redacted' && html`<p class="note">${zh.record.redacted}</p>`}</header>
<section class="record-card" aria-labelledby="card"><h2 id="card">${zh.record.card}</h2>${metadataCard({
    indexNumber: record.indexNumber, theme: record.theme ?? '', issuer: source, dateMade: formatDay(record.dateMade), title: record.title,
    documentNumber: record.documentNumber ?? '', datePublished: formatDay(record.datePublished), keywords: record.keywords.join(' '),
  })}</section>
<p class="note">${words.asOf(site.day)}<a href="${address}">${words.online}</a></p>
<div class="reading"><section class="text" aria-label="${zh.record.text}"><h2 class="unseen">${zh.record.text}</h2>${text}</section></div>
${record.attachments.length > 0 && html`<section class="attachments" aria-labelledby="attachments"><h2 id="attachments">${words.attachments}</h2><ul class="files">${record.attachments.map((a) =>
    html`<li><a href="${address}/attachments/${a.position}">${a.name}</a> <small>${formatSize(a.size)}</small></li>`)}</ul></section>`}
${record.relations.length > 0 && html`<section class="relations" aria-labelledby="relations"><h2 id="relations">${zh.record.relations}</h2><ul>${record.relations.map((r) =>
    html`<li><span class="tag">${(r.direction === 'from' ? zh.relation.from : zh.relation.to)[r.type] ?? r.type}</span> <span>${r.title}</span> ${r.documentNumber}</li>`)}</ul></section>`}
</article>`);
}

/** Stands in an update package where a record was: its text must not stay behind in the folder. */
export function gonePage(site: PackageSite): string {
  return frame(words.goneTitle, site, '../../', html`<div class="wrap narrow"><h1>${words.goneTitle}</h1><p class="lead">${words.goneText}</p><p><a href="../../index.html">${words.back}</a></p></div>`);
}
