import { facetNames, type RecordFilter } from '../../domains/library/open/filter.ts';
import type { Found } from '../../domains/library/open/search.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';
import { searchBox } from './layout.ts';
import type { Page } from './page.ts';
import { linkList, recordRow } from './parts.ts';
import { valueLabel } from './records.ts';

export type SearchData = {
  q: string;
  filter: RecordFilter;
  found: Found;
  later: boolean;
  agencyNames: ReadonlyMap<string, string>;
  itemNames: ReadonlyMap<string, string>;
};

export function searchPage(data: SearchData): Page {
  const asked = data.q !== '';
  return {
    title: asked ? zh.search.titleFor(data.q) : zh.search.title,
    section: 'search', noindex: true, ownSearch: true,
    column: { name: zh.search.title, type: zh.record.columnType, home: { description: zh.search.description, keywords: zh.search.keywords } },
    main: html`<div class="wrap narrow"><h1>${zh.search.title}</h1>
${searchBox(data.q, 'small')}
${chips(data)}
${data.found.cut && html`<p class="note">${zh.search.tooLong}</p>`}
${!asked ? html`<p class="lead">${zh.search.emptyQuery}</p>${elsewhere(data)}` : data.found.items.length === 0 ? nothingFound(data) : results(data)}</div>`,
  };
}

function chips(data: SearchData): Html {
  const names = facetNames.filter((name) => data.filter[name] !== undefined);
  if (names.length === 0) return nothing;
  return html`<ul class="chips" aria-label="${zh.records.chosen}">${names.map((name) => {
    const label = valueLabel(name, data.filter[name] ?? '', data);
    const rest = Object.fromEntries(Object.entries(data.filter).filter(([key]) => key !== name));
    return html`<li><a class="chip" href="${searchHref(data.q, rest)}"><span class="unseen">${zh.records.remove}</span><span class="chip-label">${label}</span><span aria-hidden="true" class="cross">×</span></a></li>`;
  })}</ul>`;
}

function results(data: SearchData): Html {
  const { found } = data;
  const parts = (list: readonly { text: string; hit: boolean }[]) => list.map((p) => p.hit ? html`<mark>${p.text}</mark>` : p.text);
  return html`<p class="count" role="status">${zh.search.count(formatCount(found.total))}${found.titleOnly && `，${zh.search.titleOnly}`}</p>
<ul class="rows">${found.items.map((item) => recordRow(item, { title: parts(item.titleParts), snippet: parts(item.snippetParts) }))}</ul>
${found.next !== null || data.later ? html`<nav class="pager" aria-label="${zh.records.pages}">${data.later && html`<a href="${searchHref(data.q, data.filter)}">${zh.records.first}</a>`}${
    found.next !== null && html`<a class="button primary" rel="next" href="${searchHref(data.q, data.filter)}&cursor=${found.next}">${zh.records.next}</a>`}</nav>` : nothing}`;
}

function searchHref(q: string, filter: RecordFilter): string {
  return `/search?${new URLSearchParams({ q, ...filter }).toString()}`;
}

function nothingFound(data: SearchData): Html {
  return html`<section aria-labelledby="nothing"><p class="lead" role="status">${zh.search.nothing(data.q)}</p><h2 id="nothing">${zh.search.helpTitle}</h2><ul class="plain">${zh.search.help.map((line) => html`<li>${line}</li>`)}</ul></section>${elsewhere(data)}`;
}

function elsewhere(data: SearchData): Html {
  return html`<section aria-labelledby="elsewhere"><h2 id="elsewhere">${zh.search.elsewhereTitle}</h2>${linkList([
    ...(Object.keys(data.filter).length === 0 ? [] : [{ href: searchHref(data.q, {}), label: zh.search.wider }]),
    { href: '/records/', label: zh.search.browse }, { href: '/apply/', label: zh.search.ask }, { href: '/agencies/', label: zh.search.contact },
  ])}</section>`;
}

