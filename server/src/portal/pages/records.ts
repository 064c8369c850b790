import { facetNames, type FacetName, type RecordFilter } from '../../domains/library/open/filter.ts';
import type { Facets } from '../../domains/library/open/counts.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { categoryName, formatCount, kindName, statusName } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';
import type { Page } from './page.ts';
import { emptyState, recordList } from './parts.ts';

export type RecordsData = {
  filter: RecordFilter;
  facets: Facets;
  items: RecordItem[];
  next: string | null;
  /** True from the second page on. */
  later: boolean;
  agencyNames: ReadonlyMap<string, string>;
  itemNames: ReadonlyMap<string, string>;
};

/** Values shown at once; the rest of a facet is folded below them. */
const facetShown = 8;

export function recordsPage(data: RecordsData): Page {
  const { filter, facets, items } = data;
  const chosen = Object.keys(filter).length > 0;
  return {
    title: zh.records.title,
    section: 'records',
    column: { name: zh.records.title, type: zh.record.columnType, home: { description: zh.records.description, keywords: zh.records.keywords } },
    noindex: data.later || Object.keys(filter).length > 1,
    ...(filter.agency === undefined ? {} : { feed: { title: zh.feed.agencyTitle(data.agencyNames.get(filter.agency) ?? ''), href: `/feed/agency/${filter.agency}.xml` } }),
    main: html`<div class="wrap library">
<div class="library-head"><h1>${zh.records.title}</h1><p class="count" role="status">${zh.records.count(formatCount(facets.total))}</p></div>
${chosen && chips(data)}
<details class="facets"><summary>${zh.records.facets}</summary><div class="facet-groups">${facetNames.map((name) => facet(name, data))}</div></details>
<section class="results" aria-label="${zh.records.list}">${items.length > 0 ? recordList(items) : emptyState(zh.records.emptyTitle, zh.records.emptyText, [
      { href: '/records/', label: zh.records.clear }, { href: '/search', label: zh.site.search }, { href: '/apply/', label: zh.search.ask },
    ])}
${pager(data)}</section>
</div>`,
  };
}

/** The list's address under another filter; the cursor belongs to one filter and is dropped. */
export function recordsHref(filter: RecordFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
  const text = query.toString();
  return text === '' ? '/records/' : `/records/?${text}`;
}

function without(filter: RecordFilter, name: keyof RecordFilter): RecordFilter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

export function valueLabel(name: FacetName | 'item', value: string, data: Pick<RecordsData, 'agencyNames' | 'itemNames'>): string {
  switch (name) {
    case 'category': return categoryName(value);
    case 'status': return statusName(value);
    case 'agency': return data.agencyNames.get(value) ?? value;
    case 'kind': return kindName(value);
    case 'year': return zh.records.yearOf(value);
    case 'item': return data.itemNames.get(value) ?? value;
    case 'theme': return value;
  }
}

function chips(data: RecordsData): Html {
  const names = [...facetNames, 'item' as const].filter((name) => data.filter[name] !== undefined);
  return html`<ul class="chips" aria-label="${zh.records.chosen}">${names.map((name) => {
    const label = valueLabel(name, data.filter[name] ?? '', data);
    return html`<li><a class="chip" href="${recordsHref(without(data.filter, name))}"><span class="unseen">${zh.records.remove}</span><span class="chip-label">${zh.records.facet[name]}${zh.colon}${label}</span><span aria-hidden="true" class="cross">×</span></a></li>`;
  })}${names.length > 1 && html`<li><a class="chip-clear" href="/records/">${zh.records.clear}</a></li>`}</ul>`;
}

function facet(name: FacetName, data: RecordsData): Html {
  const counts = data.facets.facets[name];
  if (counts.length === 0) return nothing;
  const entry = ({ value, count }: { value: string; count: number }) => {
    const on = data.filter[name] === value;
    const href = recordsHref(on ? without(data.filter, name) : { ...data.filter, [name]: value });
    return html`<li><a href="${href}"${on && html` aria-current="true"`}><span>${valueLabel(name, value, data)}</span> <span class="n">${formatCount(count)}</span></a></li>`;
  };
  const rest = counts.slice(facetShown);
  const open = rest.some((c) => c.value === data.filter[name]);
  return html`<section class="facet" aria-labelledby="facet-${name}"><h2 id="facet-${name}">${zh.records.facet[name]}</h2><ul>${counts.slice(0, facetShown).map(entry)}</ul>${
    rest.length > 0 && html`<details${open && html` open`}><summary>${zh.records.moreOptions(rest.length)}</summary><ul>${rest.map(entry)}</ul></details>`}</section>`;
}

function pager(data: RecordsData): Html {
  if (!data.later && data.next === null) return nothing;
  const base = recordsHref(data.filter);
  const sign = base.includes('?') ? '&' : '?';
  return html`<nav class="pager" aria-label="${zh.records.pages}">${data.later && html`<a href="${base}">${zh.records.first}</a>`}${
    data.next !== null && html`<a class="button primary" rel="next" href="${base}${sign}cursor=${data.next}">${zh.records.next}</a>`}</nav>`;
}
