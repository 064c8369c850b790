import type { CountedAgency } from '../../domains/library/open/agencies.ts';
import type { FacetCount } from '../../domains/library/open/counts.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { formatCount } from '../format.ts';
import { html, type Html } from '../html.ts';
import { columnsZh } from '../messages/columns.ts';
import { inventory } from '../messages/inventory.ts';
import { zh } from '../messages/zh.ts';
import { columnBlocks, type ColumnBlock } from './columns.ts';
import { searchBox } from './layout.ts';
import { recordsHref } from './records.ts';
import type { Page } from './page.ts';
import { emptyState, recordList } from './parts.ts';

export type HomeData = {
  total: number;
  latest: RecordItem[];
  /** The newest of each category that has any, in the order they are shown. */
  groups: { category: string; label: string; items: RecordItem[] }[];
  /** The site's own columns that stand on its home page; where there are any, they stand for the categories. */
  columns: ColumnBlock[];
  themes: FacetCount[];
  agencies: CountedAgency[];
};

const themesInHero = 6;
const themesBelow = 12;
const agenciesShown = 12;
const groupsShown = 4;

export function homePage(data: HomeData): Page {
  return {
    title: zh.home.title,
    section: 'home',
    ownSearch: true,
    column: { name: zh.home.title, type: zh.home.title, home: { description: zh.home.description, keywords: zh.home.keywords } },
    main: html`<section class="hero" aria-label="${zh.site.search}"><div class="wrap">
${searchBox('', 'large')}
<p class="hero-hint">${zh.home.hint(formatCount(data.total))} <a href="/inventory">${inventory.entrance}</a></p>
${data.themes.length > 0 && html`<nav class="hero-themes" aria-label="${zh.home.byTheme}"><span>${zh.home.byTheme}${zh.colon}</span><ul>${data.themes.slice(0, themesInHero).map((t) =>
      html`<li><a href="${recordsHref({ theme: t.value })}">${t.value}</a></li>`)}</ul></nav>`}
</div></section>
<div class="wrap home">
<div class="home-top">${data.latest.length === 0 ? emptyState(zh.home.emptyTitle, zh.home.emptyText, [{ href: '/openness/', label: zh.site.openness }, { href: '/apply/', label: zh.site.apply }]) : latest(data)}
${doors()}</div>
${data.columns.length > 0 ? ownColumns(data.columns) : data.groups.length > 1 && byKind(data)}
${data.themes.length > 0 && html`<section aria-labelledby="themes"><h2 id="themes">${zh.home.themes}</h2><ul class="tiles">${data.themes.slice(0, themesBelow).map((t) =>
      html`<li><a href="${recordsHref({ theme: t.value })}"><span>${t.value}</span> <span class="n">${formatCount(t.count)}</span></a></li>`)}</ul></section>`}
${data.agencies.length > 0 && html`<section aria-labelledby="agencies"><div class="section-head"><h2 id="agencies">${zh.home.agencies}</h2><a href="/agencies/">${zh.home.allAgencies}</a></div><ul class="tiles">${data.agencies.slice(0, agenciesShown).map((a) =>
      html`<li><a href="/openness/${a.code}/"><span>${a.name}</span> <span class="n">${formatCount(a.records)}</span></a></li>`)}</ul></section>`}
</div>`,
  };
}

function latest(data: HomeData): Html {
  return html`<section class="latest" aria-labelledby="latest"><div class="section-head"><h2 id="latest">${zh.home.latest}</h2><a href="/records/">${zh.home.latestMore}</a></div>${recordList(data.latest)}</section>`;
}

function byKind(data: HomeData): Html {
  return html`<section class="by-kind" aria-labelledby="by-kind"><h2 id="by-kind" class="unseen">${zh.home.byKind}</h2><div class="groups">${data.groups.slice(0, groupsShown).map((g) =>
    html`<section aria-labelledby="group-${g.category}"><div class="section-head"><h3 id="group-${g.category}">${g.label}</h3><a href="${recordsHref({ category: g.category })}">${zh.home.more}<span class="unseen">${zh.colon}${g.label}</span></a></div>${recordList(g.items)}</section>`)}</div></section>`;
}

function ownColumns(blocks: readonly ColumnBlock[]): Html {
  return html`<section class="by-kind" aria-labelledby="columns"><h2 id="columns" class="unseen">${columnsZh.home}</h2>${columnBlocks(blocks, 3)}<p class="column-all"><a href="/columns/">${columnsZh.all}</a></p></section>`;
}

function doors(): Html {
  const entries = [
    ['/openness/', zh.site.openness, zh.home.doorTexts.openness],
    ['/records/', zh.site.recordsLong, zh.home.doorTexts.records],
    ['/apply/', zh.site.apply, zh.home.doorTexts.apply],
    ['/interaction/', zh.site.interaction, zh.home.doorTexts.interaction],
  ] as const;
  return html`<section class="home-doors" aria-labelledby="doors"><h2 id="doors" class="unseen">${zh.home.doors}</h2><ul class="doors">${entries.map(([href, label, text]) =>
    html`<li><h3><a href="${href}">${label}</a></h3><p>${text}</p></li>`)}</ul></section>`;
}
