import type { RecordFilter } from '../../domains/library/open/filter.ts';
import type { Facets } from '../../domains/library/open/counts.ts';
import type { RecordItem } from '../../domains/library/open/list-records.ts';
import { formatCount } from '../format.ts';
import { html, nothing, type Html } from '../html.ts';
import { zh } from '../messages/zh.ts';
import { openData } from '../messages/open-data.ts';
import { feedHref, listTools } from './list-tools.ts';
import { chips, facetBox, type FacetView, type ValueNames } from './facets.ts';
import type { Page } from './page.ts';
import { emptyState, recordList } from './parts.ts';
import { takeBox } from './take-along.ts';

export type RecordsData = {
  filter: RecordFilter;
  facets: Facets;
  items: RecordItem[];
  next: string | null;
  /** True from the second page on. */
  later: boolean;
  names: ValueNames;
};

export function recordsPage(data: RecordsData): Page {
  const { filter, facets, items } = data;
  const chosen = Object.keys(filter).length > 0;
  const view: FacetView = { filter, facets: facets.facets, names: data.names, href: recordsHref };
  return {
    title: zh.records.title,
    section: 'records',
    column: { name: zh.records.title, type: zh.record.columnType, home: { description: zh.records.description, keywords: zh.records.keywords } },
    noindex: data.later || Object.keys(filter).length > 1,
    ...(chosen ? { feed: { title: openData.subscribe, href: feedHref(filter) } } : {}),
    main: html`<div class="wrap library">
<div class="library-head"><h1>${zh.records.title}</h1><p class="count" role="status">${zh.records.count(formatCount(facets.total))}</p></div>
${chips(view)}
${facetBox(view)}
<section class="results" id="results" aria-label="${zh.records.list}">${items.length > 0 ? recordList(items) : emptyState(zh.records.emptyTitle, zh.records.emptyText, [
      { href: '/records/', label: zh.records.clear }, { href: '/search', label: zh.site.search }, { href: '/apply/', label: zh.search.ask },
    ])}
${pager(data)}${takeBox({ q: '', filter, total: facets.total, ids: items.map((item) => item.id) })}${listTools(filter)}</section>
</div>`,
  };
}

/** The list's address under another filter; the cursor belongs to one filter and is dropped. */
export function recordsHref(filter: RecordFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
  const text = query.toString();
  return text === '' ? '/records/' : `/records/?${text}`;
}

function pager(data: RecordsData): Html {
  if (!data.later && data.next === null) return nothing;
  const base = recordsHref(data.filter);
  const sign = base.includes('?') ? '&' : '?';
  return html`<nav class="pager" aria-label="${zh.records.pages}">${data.later && html`<a href="${base}">${zh.records.first}</a>`}${
    data.next !== null && html`<a class="button primary" rel="next" href="${base}${sign}cursor=${data.next}">${zh.records.next}</a>`}</nav>`;
}
