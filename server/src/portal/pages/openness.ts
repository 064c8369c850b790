import { platformBlocks, type PlatformBlockKey } from '@tongming/law';
import type { CountedAgency, OpenAgency } from '../../domains/library/open/agencies.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import type { OpenGuide } from '../../domains/openness-guide/open/guide.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { inventory } from '../messages/inventory.ts';
import { zh } from '../messages/zh.ts';
import { contactCard, guidePart } from './guide.ts';
import type { Page } from './page.ts';
import { linkList, recordList } from './parts.ts';
import { recordsHref } from './records.ts';

const words = zh.openness;
export type OpennessPlace = PlatformBlockKey | 'overview' | 'apply' | 'directory';

export type ItemRow = { code: string; text: string; count: number; latest: string | null };
/** Whose platform a page belongs to. */
export type OpennessFrame = { agency: CountedAgency; root: OpenAgency };
/** `more`: there are others than these, in the library. */
export type BlockRecords = { items: RecordItem[]; more: boolean };
export type OpennessData = OpennessFrame & {
  guide: OpenGuide | null;
  rules: BlockRecords;
  reports: BlockRecords;
  /** Agencies right below, with reports of their own. */
  below: CountedAgency[];
  items: ItemRow[];
  /** Records that name no item of arts 20 and 21. */
  withoutItem: number;
  latest: RecordItem[];
};

export function isBlock(text: string): text is PlatformBlockKey {
  return platformBlocks.some((b) => b.key === text);
}

function blockLabel(key: PlatformBlockKey): string {
  return platformBlocks.find((b) => b.key === key)?.label ?? '';
}

/** The front page of one agency's 政府信息公开: the four fixed blocks in their order, each with what is newest. */
export function overviewPage(data: OpennessData): Page {
  const { agency } = data;
  return opennessFrame(data, 'overview', words.titleOf(agency.name), html`
<section class="block" aria-labelledby="guide"><h2 id="guide"><a href="${blockHref(agency, 'guide')}">${blockLabel('guide')}</a></h2><p>${words.guide.lead(agency.name)}</p>${contactCard(agency)}</section>
<section class="block" aria-labelledby="rules"><h2 id="rules"><a href="${blockHref(agency, 'rules')}">${blockLabel('rules')}</a></h2>${recordsOr(data.rules.items.slice(0, 5), rulesEmpty(data))}</section>
<section class="block" aria-labelledby="content"><h2 id="content"><a href="${blockHref(agency, 'content')}">${blockLabel('content')}</a></h2>${recordsOr(data.latest.slice(0, 5), contentEmpty(data))}${agency.records > 0 && linkList([{ href: blockHref(agency, 'content'), label: words.all(formatCount(agency.records)) }, { href: blockHref(agency, 'directory'), label: words.catalogue.title }])}</section>
<section class="block" aria-labelledby="reports"><h2 id="reports"><a href="${blockHref(agency, 'reports')}">${blockLabel('reports')}</a></h2>${recordsOr(data.reports.items.slice(0, 5), reportsEmpty(data))}</section>`);
}

/** One of the four blocks on its own page. */
export function blockPage(data: OpennessData, block: PlatformBlockKey): Page {
  const main: Record<PlatformBlockKey, () => Html> = {
    guide: () => guidePart(data.agency, data.guide),
    rules: () => html`${recordsOr(data.rules.items, rulesEmpty(data))}${data.rules.more && others(data, 'system')}`,
    content: () => statutoryContent(data),
    reports: () => reportsPart(data),
  };
  return opennessFrame(data, block, blockLabel(block), main[block]());
}

export function opennessFrame(data: OpennessFrame, place: OpennessPlace, title: string, main: Html): Page {
  const { agency } = data;
  return {
    title,
    section: place === 'apply' ? 'apply' : 'openness',
    column: {
      name: place === 'overview' ? words.title : title, type: words.columnTypes[place],
      home: { description: words.description(agency.name), keywords: words.keywords },
    },
    feed: { title: zh.feed.agencyTitle(agency.name), href: `/feed/agency/${agency.code}.xml` },
    crumbs: [
      ...(place === 'overview' && isRoot(data) ? [] : [{ label: words.title, href: '/openness/' }]),
      ...(place === 'overview' ? [] : [{ label: agency.name, href: `/openness/${agency.code}/` }]),
    ],
    main: html`<div class="wrap sided">${menu(agency, place)}<div class="sided-main"><h1>${place === 'overview' ? words.title : title}</h1>${place !== 'apply' && html`<p class="agency-of">${agency.name}</p>`}${main}</div></div>`,
  };
}

function isRoot(data: OpennessFrame): boolean {
  return data.agency.code === data.root.code;
}

function blockHref(agency: OpenAgency, block: PlatformBlockKey | 'apply' | 'directory'): string {
  return `/openness/${agency.code}/${block}`;
}

function menu(agency: OpenAgency, place: OpennessPlace): Html {
  const entry = (href: string, label: string, here: boolean) =>
    html`<li><a href="${href}"${here && html` aria-current="page"`}>${label}</a></li>`;
  return html`<nav class="side-menu" aria-label="${words.menu}"><p class="side-title"><a href="/openness/${agency.code}/"${place === 'overview' && html` aria-current="page"`}>${agency.name}</a></p><ul>${platformBlocks.map((b) =>
    entry(blockHref(agency, b.key), b.label, place === b.key))}${entry(blockHref(agency, 'apply'), words.apply, place === 'apply')}</ul><ul class="side-more">${entry(blockHref(agency, 'directory'), words.catalogue.title, place === 'directory')}${entry('/inventory', inventory.title, false)}${entry('/agencies/', words.otherAgencies, false)}</ul></nav>`;
}

function recordsOr(items: readonly RecordItem[], empty: Html): Html {
  return items.length > 0 ? recordList(items, { hideAgency: true }) : empty;
}

function explained(text: string, links: { href: string; label: string }[]): Html {
  return html`<div class="empty"><p>${text}</p>${linkList(links)}</div>`;
}

/** Reports of every year, and those of the agencies below, which their government's report adds up (条例第四十九条、第五十条). */
function reportsPart(data: OpennessData): Html {
  return html`${data.reports.items.length > 0 && html`<p class="lead">${words.reportsLead}</p>`}${recordsOr(data.reports.items, reportsEmpty(data))}${data.reports.more && others(data, 'annual-report')}
${data.below.length > 0 && html`<h2>${words.below}</h2><ul class="tiles">${data.below.map((a) => html`<li><a href="${blockHref(a, 'reports')}">${a.name}</a></li>`)}</ul>`}`;
}

function others(data: OpennessFrame, category: string): Html {
  return linkList([{ href: recordsHref({ agency: data.agency.code, category }), label: words.rest }]);
}

function rulesEmpty(data: OpennessFrame): Html {
  return explained(words.empty.rules, isRoot(data) ? askLinks(data.agency)
    : [{ href: blockHref(data.root, 'rules'), label: words.empty.cityRules }, ...askLinks(data.agency)]);
}

function reportsEmpty(data: OpennessFrame): Html {
  return explained(words.empty.reports, isRoot(data) ? askLinks(data.agency)
    : [{ href: blockHref(data.root, 'reports'), label: words.empty.cityReports }, ...askLinks(data.agency)]);
}

export function contentEmpty(data: OpennessFrame): Html {
  return explained(words.empty.content, askLinks(data.agency));
}

function askLinks(agency: OpenAgency): { href: string; label: string }[] {
  return [{ href: blockHref(agency, 'guide'), label: zh.search.contact }, { href: blockHref(agency, 'apply'), label: words.apply }];
}

/** The items of 条例 arts 20 and 21 that have records, with count and last update; the others are named in one line. */
function statutoryContent(data: OpennessData): Html {
  const { agency } = data;
  if (agency.records === 0) return contentEmpty(data);
  const filled = data.items.filter((item) => item.count > 0);
  const missing = data.items.filter((item) => item.count === 0);
  return html`<p class="lead">${words.contentLead}</p>${linkList([{ href: blockHref(agency, 'directory'), label: words.catalogue.link }])}
<ul class="items">${filled.map((item) => html`<li><a href="${recordsHref({ agency: agency.code, item: item.code })}">${item.text}</a> <span class="n">${formatCount(item.count)}</span>${item.latest !== null && html`<p class="row-facts"><time>${words.contentLatest(item.latest)}</time></p>`}</li>`)}
${data.withoutItem > 0 && filled.length > 0 && html`<li>${words.contentOther} <span class="n">${formatCount(data.withoutItem)}</span></li>`}
<li><a href="${recordsHref({ agency: agency.code })}">${words.contentAll}</a> <span class="n">${formatCount(agency.records)}</span></li></ul>
${filled.length === 0 ? recordList(data.latest, { hideAgency: true }) : nothing}
${missing.length > 0 && html`<details class="missing"><summary>${words.contentMissing}（${missing.length}）</summary><ul>${missing.map((item) => html`<li>${item.text}</li>`)}</ul></details>`}`;
}

/** 机关名录: every agency's platform in one place. */
export function agenciesPage(agencies: readonly CountedAgency[]): Page {
  return {
    title: words.directory, section: 'openness',
    column: { name: words.directory, type: words.columnTypes.overview, home: { description: words.directoryLead, keywords: words.keywords } },
    crumbs: [{ label: words.title, href: '/openness/' }],
    main: html`<div class="wrap"><h1>${words.directory}</h1><p class="lead">${words.directoryLead}</p>${agencyDirectory(agencies, 2, (a) => `/openness/${a.code}/`)}</div>`,
  };
}

const groupOrder = ['city', 'office', 'department', 'zone', 'county', 'township', 'body'] as const;

export function agencyDirectory(agencies: readonly CountedAgency[], level: 2 | 3, href: (agency: OpenAgency) => string): Html {
  const groupOf = (a: OpenAgency) => a.kind !== 'government' ? a.kind : a.regionLevel === 'county' ? 'county' : a.regionLevel === 'township' ? 'township' : 'city';
  return html`<div class="directory">${groupOrder.map((group) => {
    const members = agencies.filter((a) => groupOf(a) === group);
    const label = group === 'county' ? words.county : words.groups[group === 'city' ? 'government' : group] ?? group;
    return members.length > 0 && html`<section aria-labelledby="group-${group}">${level === 2 ? html`<h2 id="group-${group}">${label}</h2>` : html`<h3 id="group-${group}">${label}</h3>`}<ul class="tiles">${members.map((a) =>
      html`<li><a href="${href(a)}"><span>${a.name}</span>${level === 2 && a.records > 0 && html` <span class="n">${formatCount(a.records)}</span>`}</a></li>`)}</ul></section>`;
  })}</div>`;
}

