// Pages that hold words and links only: errors, help, site map, interaction, the error report.
import type { OpenAgency } from '../../domains/library/open/agencies.ts';
import { html, type Html } from '../html.ts';
import { columnsZh } from '../messages/columns.ts';
import { inventory } from '../messages/inventory.ts';
import { rectification } from '../messages/rectification.ts';
import { kioskZh } from '../messages/kiosk.ts';
import { contentZh } from '../messages/content.ts';
import { zh } from '../messages/zh.ts';
import type { Site } from '../site.ts';
import type { Page } from './page.ts';
import { linkList } from './parts.ts';
import { recordsHref } from './records.ts';

const onward = [
  { href: '/', label: zh.site.home }, { href: '/search', label: zh.site.search }, { href: '/records/', label: zh.site.recordsLong },
  { href: '/site-map/', label: zh.siteMap.title },
];

function errorPage(title: string, text: string, after?: Html): Page {
  return {
    title, noindex: true, column: { name: title, type: zh.report.columnType },
    main: html`<div class="wrap narrow"><h1>${title}</h1><p class="lead">${text}</p>${after}${linkList(onward)}</div>`,
  };
}

export function notFoundPage(): Page {
  return errorPage(zh.errors.notFound.title, zh.errors.notFound.text);
}

export function badRequestPage(): Page {
  return errorPage(zh.errors.badRequest.title, zh.errors.badRequest.text);
}

export function tooManyPage(): Page {
  return errorPage(zh.errors.tooMany.title, zh.errors.tooMany.text);
}

/** 500 and 503: what to do, whom to call, and a reference under which the fault was logged. */
export function faultPage(site: Site, reference: string, unavailable: boolean): Page {
  const words = unavailable ? zh.errors.unavailable : zh.errors.fault;
  return errorPage(words.title, words.text, html`<dl class="facts"><div><dt>${site.host}</dt><dd>${site.phone ?? zh.footer.unset}</dd></div><div><dt>${zh.errors.reference}</dt><dd>${reference}</dd></div></dl>`);
}

export function accessibilityPage(): Page {
  return {
    title: zh.about.title, column: { name: zh.about.title, type: zh.report.columnType, home: { description: zh.about.description, keywords: zh.about.keywords } },
    main: html`<div class="wrap narrow"><h1>${zh.about.title}</h1><div class="prose">${zh.about.sections.map(([title, lines]) =>
      html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`)}<h2>${zh.about.problemTitle}</h2><p>${zh.about.problem}</p></div>${linkList([{ href: '/report-error', label: zh.report.title }])}</div>`,
  };
}

/** `own`: the tree of the site's own columns. */
export function siteMapPage(own: Html, agencies: readonly OpenAgency[], categories: readonly { value: string; label: string }[], site: Site): Page {
  const section = (id: string, title: string, links: { href: string; label: string }[]) =>
    links.length > 0 && html`<section aria-labelledby="map-${id}"><h2 id="map-${id}">${title}</h2><ul class="links columns">${links.map((l) => html`<li><a href="${l.href}">${l.label}</a></li>`)}</ul></section>`;
  return {
    title: zh.siteMap.title, column: { name: zh.siteMap.title, type: zh.openness.columnTypes.overview, home: { description: zh.siteMap.description, keywords: zh.siteMap.keywords } },
    main: html`<div class="wrap"><h1>${zh.siteMap.title}</h1>
${section('columns', zh.siteMap.columns, [
      { href: '/', label: zh.site.home }, { href: '/openness/', label: zh.site.openness }, { href: '/records/', label: zh.site.recordsLong },
      { href: '/apply/', label: zh.site.apply }, { href: '/interaction/', label: zh.site.interaction }, { href: '/agencies/', label: zh.openness.directory },
      { href: '/content/', label: contentZh.title }, { href: '/topics/', label: contentZh.topics.title }, { href: '/hotlines', label: contentZh.hotlines.title }, { href: '/inventory', label: inventory.title }, { href: '/inventory/numbers', label: inventory.numbers.title },
    ])}
${own.markup !== '' && html`<section aria-labelledby="map-own"><h2 id="map-own">${columnsZh.index.title}</h2>${own}</section>`}
${section('categories', zh.siteMap.categories, categories.map((c) => ({ href: recordsHref({ category: c.value }), label: c.label })))}
${section('agencies', zh.siteMap.agencies, agencies.map((a) => ({ href: `/openness/${a.code}/`, label: a.name })))}
${section('services', zh.siteMap.services, [
      { href: '/search', label: zh.site.search }, { href: '/apply/query', label: zh.apply.query.title }, { href: '/apply/correction', label: rectification.title }, { href: '/report-error', label: zh.report.title }, { href: '/about/accessibility', label: zh.about.title }, { href: '/kiosk/', label: kioskZh.mapTitle },
    ])}
${section('machine', zh.siteMap.machine, [
      { href: '/feed.xml', label: zh.footer.feed }, { href: '/sitemap.xml', label: 'sitemap.xml' }, { href: '/open-data', label: zh.footer.api }, { href: '/api/v1/openapi.json', label: 'OpenAPI' }, { href: '/oai?verb=Identify', label: 'OAI-PMH' },
    ])}
<section aria-labelledby="party-mark"><h2 id="party-mark">${zh.siteMap.site}</h2>${facts([
      [zh.siteMap.name, site.name], [zh.siteMap.domain, site.domain], [zh.footer.idCode, site.idCode], [zh.footer.partyMark, site.partyMarkUrl],
      [zh.footer.icp, site.icp], [zh.footer.police, site.police], [zh.footer.host, site.host], [zh.footer.operator, site.operator],
    ])}</section></div>`,
  };
}

function facts(rows: readonly (readonly [string, string | null])[]): Html {
  return html`<dl class="facts">${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value ?? zh.footer.unset}</dd></div>`)}</dl>`;
}

export function interactionPage(root: OpenAgency | null, contact: Html | null): Page {
  const entries = [['/report-error', zh.report.title, zh.interaction.report], ['/apply/', zh.site.apply, zh.interaction.apply], ['/hotlines', contentZh.hotlines.title, contentZh.hotlines.description], ['/agencies/', zh.interaction.contactTitle, zh.interaction.contact]] as const;
  return {
    title: zh.interaction.title, section: 'interaction',
    column: { name: zh.interaction.title, type: zh.report.columnType, home: { description: zh.interaction.description, keywords: zh.interaction.keywords } },
    main: html`<div class="wrap"><h1>${zh.interaction.title}</h1><p class="lead">${zh.interaction.lead}</p><ul class="doors">${entries.map(([href, label, text]) =>
      html`<li><h2><a href="${href}">${label}</a></h2><p>${text}</p></li>`)}</ul>${root !== null && contact !== null && html`<section><h2>${root.openness.office ?? root.name}</h2>${contact}</section>`}</div>`,
  };
}

export type ReportForm = { url: string; message: string; contact: string };
export type ReportFault = { field: keyof ReportForm; message: string };

export function reportPage(form: ReportForm, faults: readonly ReportFault[]): Page {
  const fault = (field: keyof ReportForm) => faults.find((f) => f.field === field)?.message;
  const described = (field: keyof ReportForm) => html` aria-describedby="${field}-hint${fault(field) !== undefined && ` ${field}-fault`}"${fault(field) !== undefined && html` aria-invalid="true"`}`;
  const head = (field: keyof ReportForm, label: string, hint: string) => html`<label for="${field}">${label}</label><p class="hint" id="${field}-hint">${hint}</p>${fault(field) !== undefined && html`<p class="fault" id="${field}-fault">${fault(field)}</p>`}`;
  return {
    ...reportFrame(),
    main: html`<div class="wrap narrow"><h1>${zh.report.title}</h1>
${faults.length > 0 && html`<div class="faults" role="alert" aria-labelledby="faults"><h2 id="faults">${zh.report.summaryTitle}</h2><ul>${faults.map((f) => html`<li><a href="#${f.field}">${f.message}</a></li>`)}</ul></div>`}
<p class="lead">${zh.report.lead}</p>
<form class="form" method="post" action="/report-error" novalidate>
<div class="field">${head('message', zh.report.message, zh.report.messageHint)}<textarea id="message" name="message" rows="5" required${described('message')}>${form.message}</textarea></div>
<div class="field">${head('url', zh.report.url, zh.report.urlHint)}<input id="url" name="url" type="text" value="${form.url}" required${described('url')}></div>
<div class="field">${head('contact', zh.report.contact, zh.report.contactHint)}<input id="contact" name="contact" type="text" autocomplete="email" value="${form.contact}"${described('contact')}></div>
<div class="trap" aria-hidden="true"><label for="website">${zh.report.trap}</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
<button class="button primary" type="submit">${zh.report.submit}</button>
</form></div>`,
  };
}

export function reportDonePage(receipt: string | null, back: string): Page {
  return {
    ...reportFrame(),
    main: html`<div class="wrap narrow"><div class="done" role="status"><h1>${zh.report.doneTitle}</h1><p>${zh.report.doneText}</p>${receipt !== null && html`<dl class="facts"><div><dt>${zh.report.receipt}</dt><dd>${receipt}</dd></div></dl>`}</div>${linkList([{ href: back, label: zh.report.back }, { href: '/', label: zh.site.home }])}</div>`,
  };
}

function reportFrame(): Omit<Page, 'main'> {
  return {
    title: zh.report.title, section: 'interaction', noindex: true, crumbs: [{ label: zh.interaction.title, href: '/interaction/' }],
    column: { name: zh.report.title, type: zh.report.columnType, home: { description: zh.report.description, keywords: zh.report.keywords } },
  };
}
