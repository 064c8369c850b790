import type { RecordFilter } from '../../domains/library/open/filter.ts';
import type { Found, FoundRecord } from '../../domains/library/open/search.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { sitesZh as words } from '../messages/sites.ts';
import { alerts } from '../messages/alerts.ts';
import { zh } from '../messages/zh.ts';
import { chips, facetBox, type FacetView, type ValueNames } from './facets.ts';
import { searchBox } from './layout.ts';
import { alertHref, listTools } from './list-tools.ts';
import type { Page } from './page.ts';
import { takeBox } from './take-along.ts';
import { linkList, recordRow } from './parts.ts';

export type SearchSort = 'relevance' | 'date';
export type SearchData = {
  q: string;
  filter: RecordFilter;
  sort: SearchSort;
  found: Found;
  later: boolean;
  /** Over which sites; null where there is only one. */
  reach: 'own' | 'all' | null;
  names: ValueNames;
};

export function searchPage(data: SearchData): Page {
  const asked = data.q !== '';
  const view: FacetView = { filter: data.filter, facets: data.found.facets, names: data.names, href: (filter) => searchHref({ ...data, filter }) };
  const { found } = data;
  const empty = found.items.length === 0;
  // Under other values there may be hits: the way there stays open.
  const counted = Object.values(found.facets).some((counts) => counts.length > 0) || data.filter.from !== undefined || data.filter.to !== undefined;
  return {
    title: asked ? zh.search.titleFor(data.q) : zh.search.title,
    section: 'search', noindex: true, ownSearch: true,
    column: { name: zh.search.title, type: zh.record.columnType, home: { description: zh.search.description, keywords: zh.search.keywords } },
    main: html`<div class="wrap"><h1>${zh.search.title}</h1>
${searchBox(data.q, 'small')}
${data.reach !== null && asked && reaches(data, data.reach)}
${chips(view)}
${found.cut && html`<p class="note">${zh.search.tooLong}</p>`}
${!asked ? html`<p class="lead">${zh.search.emptyQuery}</p>${elsewhere(data)}` : html`<div${counted && html` class="library"`}>${counted && facetBox(view)}<section class="results" id="results" aria-label="${zh.records.list}">${empty ? nothingFound(data) : results(data)}</section></div>`}</div>`,
  };
}

function results(data: SearchData): Html {
  const { found } = data;
  return html`${found.near && html`<p class="note">${zh.search.near(data.q)}</p>`}${
    found.suggestion !== null && html`<p class="lead">${zh.search.didYouMean}<a href="${searchHref({ ...data, q: found.suggestion })}">${found.suggestion}</a></p>`}
<div class="section-head"><p class="count" role="status">${found.near ? zh.search.nearCount(formatCount(found.total)) : zh.search.count(formatCount(found.total))}${found.titleOnly && `，${zh.search.titleOnly}`}</p>${order(data)}</div>
<ul class="rows">${found.items.map((item) => row(item))}</ul>
${pager(data)}${!found.near && takeBox({ q: data.q, filter: reachedBy(data), total: found.total, ids: found.items.map((item) => item.id) })}${!found.near && listTools(reachedBy(data), data.q)}`;
}

function row(item: FoundRecord): Html {
  const parts = (list: FoundRecord['titleParts']) => list.map((p) => p.hit ? html`<mark>${p.text}</mark>` : p.text);
  return recordRow(item, { title: parts(item.titleParts), snippet: parts(item.snippetParts) });
}

/** Both are links; a filter stays, a place in the list does not. */
function reaches(data: SearchData, reach: 'own' | 'all'): Html {
  return html`<p class="order reach">${words.scope}${zh.colon}${(['own', 'all'] as const).map((one) => one === reach
    ? html`<b aria-current="true">${words[one]}</b>` : html`<a href="${searchHref({ ...data, reach: one })}">${words[one]}</a>`)}</p>`;
}

/** What is taken along reaches as far as what is shown. */
function reachedBy({ filter, reach }: SearchData): Readonly<Record<string, string | undefined>> {
  return reach === 'all' ? { ...filter, scope: 'all' } : filter;
}

/** Both orders are links: the one in use is named, the other can be chosen. */
function order(data: SearchData): Html {
  return html`<p class="order">${zh.search.sort}${zh.colon}${(['relevance', 'date'] as const).map((sort) => sort === data.sort
    ? html`<b aria-current="true">${zh.search.sorts[sort]}</b>` : html`<a href="${searchHref({ ...data, sort })}">${zh.search.sorts[sort]}</a>`)}</p>`;
}

function pager(data: SearchData): Html {
  const { next } = data.found;
  if (next === null && !data.later) return nothing;
  return html`<nav class="pager" aria-label="${zh.records.pages}">${data.later && html`<a href="${searchHref(data)}">${zh.records.first}</a>`}${
    next !== null && html`<a class="button primary" rel="next" href="${searchHref(data)}&cursor=${next}">${zh.records.next}</a>`}</nav>`;
}

function searchHref({ q, filter, sort, reach }: Pick<SearchData, 'q' | 'filter' | 'sort' | 'reach'>): string {
  return `/search?${new URLSearchParams({ q, ...(sort === 'date' ? { sort } : {}), ...(reach === 'all' ? { scope: 'all' } : {}), ...filter }).toString()}`;
}

function nothingFound(data: SearchData): Html {
  return html`<section aria-labelledby="nothing"><p class="lead" role="status">${zh.search.nothing(data.q)}</p><h2 id="nothing">${zh.search.helpTitle}</h2><ul class="plain">${zh.search.help.map((line) => html`<li>${line}</li>`)}</ul></section>${elsewhere(data)}`;
}

function elsewhere(data: SearchData): Html {
  return html`<section aria-labelledby="elsewhere"><h2 id="elsewhere">${zh.search.elsewhereTitle}</h2>${linkList([
    ...(Object.keys(data.filter).length === 0 ? [] : [{ href: searchHref({ ...data, filter: {} }), label: zh.search.wider }]),
    ...(data.q === '' || data.reach !== 'own' ? [] : [{ href: searchHref({ ...data, filter: {}, reach: 'all' }), label: words.searchAll }]),
    ...(data.q === '' ? [] : [{ href: alertHref(data.filter, data.q), label: alerts.tellMe }]),
    { href: '/records/', label: zh.search.browse }, { href: '/apply/', label: zh.search.ask }, { href: '/agencies/', label: zh.search.contact },
  ])}</section>`;
}
